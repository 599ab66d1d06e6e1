// How much waits and for how long, and what was done each day. Days are the facility's own (its time zone).
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "platform/facility/feed/work.h"
#include "platform/rules/calendar.h"

namespace dayroom::facility {

inline constexpr int kStatisticsDays = 14;

/// What is counted. Stored: never renumber.
enum class ReviewCount : std::uint8_t {
    kReceived = 1,    // messages that came
    kDecided = 2,     // by people: delivered, rejected, appeals; also by person
    kAutoPassed = 3,  // delivered by themselves
    kRejected = 4     // by people
};

struct ReviewStatistics {
    struct Age {
        std::optional<int> up_to_hours;  // nothing: all that is older
        std::int64_t count = 0;
    };
    struct Day {
        std::string day;  // "2026-11-20"
        std::int64_t received = 0;
        std::int64_t decided = 0;
        std::int64_t auto_passed = 0;
        std::int64_t rejected = 0;
    };
    struct Reviewer {
        std::string name;
        std::int64_t decided_today = 0;
    };
    std::int64_t waiting = 0;
    std::int64_t late = 0;
    Milliseconds oldest{0};  // ages, of what waits
    Milliseconds median_age{0};
    std::vector<Age> ages;
    std::vector<Day> days;  // kStatisticsDays, oldest first
    std::vector<Reviewer> reviewers;
};

class ReviewCounter {
public:
    /// One more today, by the work's actor if it is a person.
    Status count(Work& work, ReviewCount what, bool by_person = false);

private:
    rules::LocalDay today_;  // writer thread only
};

/// Any connection.
Result<ReviewStatistics> review_statistics(database::Connection& connection, Timestamp now);

}  // namespace dayroom::facility
