#include "platform/facility/ledger/spend_brake.h"

#include <algorithm>

#include "platform/facility/feed/counted_spending.h"
#include "platform/facility/feed/decline.h"
#include "platform/facility/feed/facility_record.h"
#include "platform/rules/calendar.h"

namespace dayroom::facility {
namespace {

Result<rules::LocalDay> today(Work& work) {
    return rules::local_day(work.now(), TRY(read_facility(work.db())).time_zone());
}

Status save(Work& work, const ResidentId& resident, const CountedSpending& brake) {
    return work.db().run(
        "INSERT INTO spend_brake (resident, chosen, next, next_from_ms, counted_from_ms, day_ends_ms, spent) "
        "VALUES ($1, $2, $3, $4, $5, $6, $7) ON CONFLICT (resident) DO UPDATE SET chosen = excluded.chosen, "
        "next = excluded.next, next_from_ms = excluded.next_from_ms, counted_from_ms = excluded.counted_from_ms, "
        "day_ends_ms = excluded.day_ends_ms, spent = excluded.spent",
        resident, brake.chosen, brake.next, brake.next_from, brake.counted_from, brake.day_ends, brake.spent);
}

}  // namespace

Status choose_spend_brake(Work& work, const ResidentId& resident, Cents daily) {
    CountedSpending brake = TRY(read_counted_spending(work.db(), resident, work.now()));
    const std::int64_t wanted = daily.units();
    brake.next = 0;
    brake.next_from = {};
    if (wanted > 0 && (brake.chosen == 0 || wanted < brake.chosen)) {
        if (brake.in_force() == 0) brake.counted_from = work.now();
        brake.chosen = wanted;
    } else if (wanted != brake.chosen) {
        brake.next = wanted;
        // A clock that was set back is in an earlier day than the one that is counted.
        brake.next_from = std::max(TRY(today(work)).end, brake.day_ends);
    }
    TRY(save(work, resident, brake));
    work.touch(Scope::resident(resident), RecordKind::kBalances, companion_of(resident));
    return work.audit(record::Event::kPolicyChanged, resident, "spend_brake");
}

Status count_spending(Work& work, const ResidentId& resident, std::int64_t cents) {
    CountedSpending brake = TRY(read_counted_spending(work.db(), resident, work.now()));
    const std::int64_t limit = brake.in_force();
    if (limit == 0) return {};
    if (cents > limit - brake.spent) {
        return Error(ErrorCode::kDenied, "more than may be spent today", decline::kSpendBrake);
    }
    if (brake.day_ends <= work.now()) brake.day_ends = TRY(today(work)).end;
    if (!brake.counted_from.is_set()) brake.counted_from = work.now();
    brake.spent += cents;
    return save(work, resident, brake);
}

Status uncount_spending(Work& work, const ResidentId& resident, std::int64_t cents, Timestamp spent_at) {
    CountedSpending brake = TRY(read_counted_spending(work.db(), resident, work.now()));
    if (brake.spent == 0 || spent_at < brake.counted_from || spent_at < TRY(today(work)).begin) return {};
    brake.spent = std::max<std::int64_t>(brake.spent - cents, 0);
    return save(work, resident, brake);
}

}  // namespace dayroom::facility
