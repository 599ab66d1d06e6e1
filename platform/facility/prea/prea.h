// PREA at the hub: it carries what it cannot read. Reports come closed to the outside body, without a sender, and are
// deleted when that body says that it has them; its answers go to every terminal. What is kept beside them is how many
// a day. The audit log hears of each day once, when it is over. Source: docs/security-prea.md.
#pragma once

#include <vector>

#include "platform/crypto/keys.h"
#include "platform/facility/feed/work.h"

namespace dayroom::facility {

// Names of the files that IT and the outside body carry (docs/operations/prea.md).
inline constexpr const char* kPreaStatementFormat = "dayroom-prea-statement-1";
inline constexpr const char* kPreaReportsFormat = "dayroom-prea-reports-1";
inline constexpr const char* kPreaAnswerFormat = "dayroom-prea-answer-1";

inline constexpr int kMaxPreaReports = 20'000;  // that wait for the outside body, 330 MB
inline constexpr int kMaxPreaAnswers = 2'000;   // at the terminals, 16 MB
inline constexpr int kPreaAnswerDays = 180;

/// What stands for a day, by its number since 1970 on the facility's clocks.
struct PreaDay {
    std::int64_t day = 0;
    std::int64_t received = 0;
    std::int64_t taken = 0;
    std::int64_t answered = 0;
};
struct StoredPreaReport {
    wire::PreaBox box;
    std::int64_t day = 0;
};

class Prea {
public:
    /// What dayroom-provision prea statement made. kUnauthenticated: `root` did not sign it; kConflict: a newer one is
    /// in force.
    Status install(Work& work, const wire::PreaBody& body, const crypto::SigningPublic& root);

    /// Of a terminal; which one is not asked. Twice the same is once, while it waits here. kTooLarge: too many wait.
    Status receive(Work& work, const wire::PreaDelivery& delivery);

    /// By random id. Any connection.
    Result<std::vector<StoredPreaReport>> waiting(database::Connection& connection, int limit);
    Result<std::int64_t> count_waiting(database::Connection& connection);
    /// The outside body has them: they are deleted. How many were there.
    Result<int> take(Work& work, const std::vector<std::string>& ids);
    /// For whoever has the code that `tag` was made from. kTooLarge: too many are out.
    Status answer(Work& work, const ThingId& id, const wire::PreaAnswer& answer);
    Result<std::vector<PreaDay>> days(database::Connection& connection, int limit);  // newest first

    /// Puts days that are over on record, as counts, and takes back answers whose time is over.
    Status tick(Work& work, int limit);
};

}  // namespace dayroom::facility
