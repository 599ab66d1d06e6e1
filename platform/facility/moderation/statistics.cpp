#include "platform/facility/moderation/statistics.h"

#include <algorithm>
#include <array>

#include "platform/facility/feed/facility_record.h"
#include "platform/facility/moderation/review_queue.h"

namespace dayroom::facility {
namespace {

constexpr int kAgeHours[] = {1, 4, 24, 72, 120};
constexpr std::array<std::uint8_t, 1> kNobody{};  // of what is not counted by person

Status read_ages(database::Connection& connection, Timestamp now, ReviewStatistics& out) {
    Timestamp newer = now + Milliseconds(1);
    for (const int hours : kAgeHours) {
        const Timestamp older = now - std::chrono::hours(hours);
        out.ages.push_back({hours, TRY(connection.number("SELECT count(*) FROM review_item WHERE arrived_ms > $1 AND "
                                                         "arrived_ms <= $2",
                                                         older, newer))});
        newer = older;
    }
    out.ages.push_back(
        {std::nullopt, TRY(connection.number("SELECT count(*) FROM review_item WHERE arrived_ms <= $1", newer))});
    for (const auto& age : out.ages) out.waiting += age.count;
    if (out.waiting == 0) return {};
    const char* nth = "SELECT arrived_ms FROM review_item ORDER BY arrived_ms LIMIT 1 OFFSET $1";
    out.oldest = now - Timestamp::from_ms(TRY(connection.number(nth, 0)));
    out.median_age = now - Timestamp::from_ms(TRY(connection.number(nth, out.waiting / 2)));
    return {};
}

Status read_days(database::Connection& connection, Timestamp now, ReviewStatistics& out) {
    const std::string zone = TRY(read_facility(connection)).time_zone();
    rules::LocalDay day = rules::local_day(now, zone);
    for (int back = 0; back < kStatisticsDays; ++back) {
        ReviewStatistics::Day& counted = out.days.emplace_back();
        counted.day = day.name;
        TRY(connection.each(
            "SELECT what, number FROM review_count WHERE day = $1 AND staff = $2",
            [&](const database::Row& row) {
                const auto number = row.integer(1);
                switch (static_cast<ReviewCount>(row.integer(0))) {
                    case ReviewCount::kReceived:
                        counted.received = number;
                        break;
                    case ReviewCount::kDecided:
                        counted.decided = number;
                        break;
                    case ReviewCount::kAutoPassed:
                        counted.auto_passed = number;
                        break;
                    case ReviewCount::kRejected:
                        counted.rejected = number;
                        break;
                }
            },
            day.name, kNobody));
        day = rules::local_day(day.begin - Milliseconds(1), zone);
    }
    std::reverse(out.days.begin(), out.days.end());
    return {};
}

}  // namespace

Status ReviewCounter::count(Work& work, ReviewCount what, bool by_person) {
    if (work.now() < today_.begin || work.now() >= today_.end)
        today_ = rules::local_day(work.now(), TRY(read_facility(work.db())).time_zone());
    const char* raise =
        "INSERT INTO review_count (day, what, staff, number) VALUES ($1, $2, $3, 1) ON CONFLICT (day, what, staff) DO "
        "UPDATE SET number = review_count.number + 1";
    TRY(work.db().run(raise, today_.name, static_cast<int>(what), kNobody));
    const auto person = work.actor().staff_id();
    return by_person && person ? work.db().run(raise, today_.name, static_cast<int>(what), *person) : Status();
}

Result<ReviewStatistics> review_statistics(database::Connection& connection, Timestamp now) {
    ReviewStatistics out;
    TRY(read_ages(connection, now, out));
    out.late = TRY(ReviewQueue::count_late(connection, now));
    TRY(read_days(connection, now, out));
    TRY(connection.each(
        "SELECT COALESCE(a.name, NULLIF(t.name, ''), t.role, ''), c.number FROM review_count c LEFT JOIN staff_account "
        "a ON a.id = c.staff "
        "LEFT JOIN api_token t ON t.id = c.staff WHERE c.day = $1 AND c.what = $2 AND c.staff <> $3 ORDER BY c.number "
        "DESC",
        [&](const database::Row& row) {
            out.reviewers.push_back({row.string(0), row.integer(1)});
        },
        out.days.back().day, static_cast<int>(ReviewCount::kDecided), kNobody));
    return out;
}

}  // namespace dayroom::facility
