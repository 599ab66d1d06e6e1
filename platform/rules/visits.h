// Video visits: which times can be booked, what one costs, what comes back, and when somebody may check in. Pure: hub
// and terminal reckon with the same, from the facility's own terms. Source: domain.md "Video visits".
#pragma once

#include <optional>
#include <span>
#include <string>
#include <vector>

#include "platform/base/time.h"
#include "platform/money/money.h"
#include "platform/rules/schedule.h"

namespace dayroom::rules {

/// Visits begin and end on such minutes, whatever a facility's hours are: so two that overlap share one.
inline constexpr int kVisitCellMinutes = 5;
inline constexpr int kPointsWhole = 10'000;  // basis points of a price: all of it

struct VisitSpan {
    Timestamp from;
    Timestamp to;  // after `from`
    bool holds(Timestamp at) const { return from <= at && at < to; }
    bool overlaps(const VisitSpan& other) const { return from < other.to && other.from < to; }
    auto operator<=>(const VisitSpan&) const = default;
};

struct VisitPrice {
    std::int64_t minute_mills = 0;
    Timestamp from;
    Timestamp to;  // unset: no end
    bool in_force(Timestamp at) const { return from <= at && (!to.is_set() || at < to); }
};
struct VisitRules {
    std::vector<int> minutes;  // lengths that can be booked
    std::vector<VisitPrice> prices;
    int slot_minutes = 0;
    int notice_minutes = 0;
    int ahead_days = 0;
    int a_week = 0;         // 0: no limit
    int first_weekday = 0;  // 0 is Monday
    int change_minutes = 0;
    int full_refund_minutes = 0;
    int late_refund_points = 0;
    int missed_refund_points = 0;
    int check_in_before_minutes = 0;
    int check_in_after_minutes = 0;
    int reminder_minutes = 0;

    bool offered() const { return !minutes.empty() && slot_minutes > 0; }
};
/// From a wire.VisitTerms.
template <typename Terms>
VisitRules visit_rules_of(const Terms& terms) {
    VisitRules rules;
    rules.minutes.assign(terms.minutes().begin(), terms.minutes().end());
    for (const auto& price : terms.prices()) {
        rules.prices.push_back(
            {price.minute_mills(), Timestamp::from_ms(price.valid_from_ms()), Timestamp::from_ms(price.valid_to_ms())});
    }
    rules.slot_minutes = terms.slot_minutes();
    rules.notice_minutes = terms.notice_minutes();
    rules.ahead_days = terms.ahead_days();
    rules.a_week = terms.visits_a_week();
    rules.first_weekday = terms.first_weekday();
    rules.change_minutes = terms.change_minutes();
    rules.full_refund_minutes = terms.full_refund_minutes();
    rules.late_refund_points = terms.late_refund_points();
    rules.missed_refund_points = terms.missed_refund_points();
    rules.check_in_before_minutes = terms.check_in_before_minutes();
    rules.check_in_after_minutes = terms.check_in_after_minutes();
    rules.reminder_minutes = terms.reminder_minutes();
    return rules;
}

// ---- times
/// When a place is open on that date, by the clock on the wall (schedule.h): in order of time, what touches is one.
std::vector<VisitSpan> visit_hours_on(std::chrono::local_days date, std::span<const WallHours> hours,
                                      const std::string& time_zone);
/// The visits of `minutes` that can still be booked there: each begins a whole number of slots after the beginning of
/// an opening, ends within it, and overlaps nothing of `taken`. In order of time. An opening lasts as long as it really
/// does, so one that a change of the clocks shortens has fewer.
std::vector<VisitSpan> free_slots(std::span<const VisitSpan> open, std::span<const VisitSpan> taken, int slot_minutes,
                                  int minutes);
enum class VisitRoom { kOpen, kTooSoon, kTooFar };
/// Whether a visit that begins at `from` may be booked at `now`: at least notice_minutes ahead, and on no later date of
/// the facility's calendar than ahead_days after today.
VisitRoom visit_room(const VisitRules& rules, Timestamp from, Timestamp now, const std::string& time_zone);
/// The week that `at` lies in, from midnight of its first weekday (0 is Monday) to the next: 167 to 169 hours, or 168.
VisitSpan visit_week(Timestamp at, int first_weekday, const std::string& time_zone);

// ---- money
/// What a visit of that length costs that begins then: mills of each minute, a part of a cent is not charged. Nothing
/// when no price is in force.
struct VisitFare {
    std::int64_t minute_mills = 0;
    Cents price;
};
std::optional<VisitFare> visit_fare(const VisitRules& rules, Timestamp from, int minutes);
/// Each minute that was begun counts whole.
int visit_minutes_used(std::int64_t seconds);
/// For the minutes used; never more than was held.
Cents visit_charge(Cents held, std::int64_t minute_mills, int minutes_used);
/// So many basis points of what was held: a part of a cent goes to the resident.
Cents visit_given_back(Cents held, int points);

// ---- what a resident is promised when the visit is booked
struct VisitPromise {
    Timestamp change_until;
    Timestamp full_refund_until;
    int late_refund_points = 0;
    Timestamp check_in_from;
    Timestamp check_in_until;
    Timestamp remind_from;  // unset: no reminder
};
VisitPromise visit_promise(const VisitRules& rules, const VisitSpan& visit);
/// What comes back when the resident cancels at `now`: all until full_refund_until, then part of it.
Cents visit_back(const VisitPromise& promise, Cents held, Timestamp now);

}  // namespace dayroom::rules
