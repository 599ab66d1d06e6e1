#include "platform/facility/ledger/debt_names.h"

#include <vector>

#include "platform/facility/feed/own_names.h"
#include "platform/facility/feed/records.h"

namespace dayroom::facility {

Result<DebtNames> DebtNames::of_all(database::Connection& connection) {
    std::vector<Kind> kinds;
    TRY(connection.each("SELECT DISTINCT code, of_court FROM obligation",
                        [&](const database::Row& row) { kinds.emplace_back(row.string(0), row.flag(1)); }));
    DebtNames all;
    for (const Kind& kind : kinds)
        all.kept_[kind] = join_names(TRY(load_debt_names(connection, kind.first, kind.second)));
    return all;
}

Status DebtNames::tell_changed(Work& work) const {
    const DebtNames now = TRY(of_all(work.db()));
    for (const auto& [kind, names] : now.kept_) {
        const auto before = kept_.find(kind);
        if (before != kept_.end() && before->second == names) continue;
        TRY(work.db().each(
            "SELECT id, resident FROM obligation WHERE code = $1 AND of_court = $2",
            [&](const database::Row& row) {
                work.touch(Scope::resident(row.id<ResidentId>(1)), RecordKind::kObligation, row.id<ObligationId>(0));
            },
            kind.first, kind.second));
    }
    return {};
}

}  // namespace dayroom::facility
