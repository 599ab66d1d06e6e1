#include "platform/rules/visits.h"

#include <algorithm>

#include "platform/rules/calendar.h"

namespace dayroom::rules {
namespace {

using std::chrono::minutes;

constexpr std::int64_t kMillsInVisitCent = 10;
constexpr std::int64_t kSecondsInVisitMinute = 60;

bool is_free(const VisitSpan& slot, std::span<const VisitSpan> taken) {
    return std::none_of(taken.begin(), taken.end(), [&](const VisitSpan& each) { return each.overlaps(slot); });
}

Cents cents_of_minutes(std::int64_t minute_mills, std::int64_t count) {
    return Cents::of(minute_mills * count / kMillsInVisitCent);
}

}  // namespace

std::vector<VisitSpan> visit_hours_on(std::chrono::local_days date, std::span<const WallHours> hours,
                                      const std::string& time_zone) {
    std::vector<VisitSpan> open;
    for (const Occurrence& each : occurrences_on(date, hours, time_zone)) {
        if (open.empty() || open.back().to < each.from)
            open.push_back({each.from, each.to});
        else
            open.back().to = std::max(open.back().to, each.to);
    }
    return open;
}

std::vector<VisitSpan> free_slots(std::span<const VisitSpan> open, std::span<const VisitSpan> taken, int slot_minutes,
                                  int length) {
    std::vector<VisitSpan> out;
    if (slot_minutes <= 0 || length <= 0) return out;
    for (const VisitSpan& opening : open) {
        for (VisitSpan slot{opening.from, opening.from + minutes(length)}; slot.to <= opening.to;
             slot = {slot.from + minutes(slot_minutes), slot.to + minutes(slot_minutes)}) {
            if (is_free(slot, taken)) out.push_back(slot);
        }
    }
    return out;
}

VisitRoom visit_room(const VisitRules& rules, Timestamp from, Timestamp now, const std::string& time_zone) {
    if (from < now + minutes(rules.notice_minutes)) return VisitRoom::kTooSoon;
    const auto ahead = local_date(from, time_zone) - local_date(now, time_zone);
    return ahead > std::chrono::days(rules.ahead_days) ? VisitRoom::kTooFar : VisitRoom::kOpen;
}

VisitSpan visit_week(Timestamp at, int first_weekday, const std::string& time_zone) {
    const std::chrono::local_days today = local_date(at, time_zone);
    const int weekday = static_cast<int>(std::chrono::weekday(today).iso_encoding()) - 1;
    const std::chrono::local_days first = today - std::chrono::days((weekday - first_weekday + 7) % 7);
    return {local_moment(first, minutes(0), time_zone),
            local_moment(first + std::chrono::days(7), minutes(0), time_zone)};
}

std::optional<VisitFare> visit_fare(const VisitRules& rules, Timestamp from, int length) {
    const auto price = std::find_if(rules.prices.begin(), rules.prices.end(),
                                    [&](const VisitPrice& each) { return each.in_force(from); });
    if (price == rules.prices.end()) return std::nullopt;
    return VisitFare{price->minute_mills, cents_of_minutes(price->minute_mills, length)};
}

int visit_minutes_used(std::int64_t seconds) {
    return seconds <= 0 ? 0 : static_cast<int>((seconds + kSecondsInVisitMinute - 1) / kSecondsInVisitMinute);
}

Cents visit_charge(Cents held, std::int64_t minute_mills, int minutes_used) {
    return std::min(held, cents_of_minutes(minute_mills, minutes_used));
}

Cents visit_given_back(Cents held, int points) {
    const std::int64_t kept = held.units() * (kPointsWhole - points) / kPointsWhole;
    return Cents::of(held.units() - kept);
}

VisitPromise visit_promise(const VisitRules& rules, const VisitSpan& visit) {
    VisitPromise promise;
    promise.change_until = visit.from - minutes(rules.change_minutes);
    promise.full_refund_until = visit.from - minutes(rules.full_refund_minutes);
    promise.late_refund_points = rules.late_refund_points;
    promise.check_in_from = visit.from - minutes(rules.check_in_before_minutes);
    promise.check_in_until = std::min(visit.from + minutes(rules.check_in_after_minutes), visit.to);
    if (rules.reminder_minutes > 0) promise.remind_from = visit.from - minutes(rules.reminder_minutes);
    return promise;
}

Cents visit_back(const VisitPromise& promise, Cents held, Timestamp now) {
    return now <= promise.full_refund_until ? held : visit_given_back(held, promise.late_refund_points);
}

}  // namespace dayroom::rules
