#include "platform/facility/ledger/obligation_list.h"

#include <algorithm>

#include "platform/facility/feed/records.h"

namespace dayroom::facility {
namespace {

constexpr const char* kMatching =
    "FROM obligation o JOIN account a ON a.no = o.account JOIN resident r ON r.id = o.resident "
    "WHERE ($1 IS NULL OR o.resident = $1) AND ($2 = '' OR o.code = $2) AND ($3 = 0 OR o.state = $3) ";

int state_number(const ObligationFilter& filter) { return filter.state ? static_cast<int>(*filter.state) : 0; }

}  // namespace

Result<std::vector<ListedObligation>> list_obligations(database::Connection& connection, const ObligationFilter& filter,
                                                       int limit, int offset) {
    struct Found {
        ObligationId id;
        std::string number;
    };
    std::vector<Found> found;
    TRY(connection.each(
        std::string("SELECT o.id, r.number ") + kMatching +
            "ORDER BY r.number, o.priority, o.made_ms, o.id LIMIT $4 OFFSET $5",
        [&](const database::Row& row) {
            found.push_back({row.id<ObligationId>(0), row.string(1)});
        },
        filter.resident, filter.code, state_number(filter), std::clamp(limit, 1, kObligationPage), offset));
    std::vector<ListedObligation> all;
    for (Found& one : found) {
        auto obligation = TRY(Obligations::find(connection, one.id));
        if (!obligation) continue;
        Names names = TRY(load_debt_names(connection, obligation->code, obligation->of_court));
        all.push_back({std::move(*obligation), std::move(one.number), std::move(names)});
    }
    return all;
}

Result<std::optional<ListedObligation>> find_listed_obligation(database::Connection& connection,
                                                               const ObligationId& id) {
    auto obligation = TRY(Obligations::find(connection, id));
    if (!obligation) return std::optional<ListedObligation>();
    const auto number = TRY(connection.first(
        "SELECT number FROM resident WHERE id = $1", [](const database::Row& row) { return row.string(0); },
        obligation->resident));
    Names names = TRY(load_debt_names(connection, obligation->code, obligation->of_court));
    return std::optional<ListedObligation>({std::move(*obligation), number.value_or(""), std::move(names)});
}

Result<ObligationTotals> total_obligations(database::Connection& connection, const ObligationFilter& filter) {
    const auto totals = TRY(connection.first(
        std::string("SELECT count(*), coalesce(sum(-a.balance), 0) ") + kMatching,
        [](const database::Row& row) {
            return ObligationTotals{row.integer(0), row.cents(1)};
        },
        filter.resident, filter.code, state_number(filter)));
    return totals.value_or(ObligationTotals());
}

}  // namespace dayroom::facility
