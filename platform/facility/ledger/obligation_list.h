// The obligations of the facility as staff look through them. Reads, on any connection.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "platform/facility/feed/own_names.h"
#include "platform/facility/ledger/obligations.h"

namespace dayroom::facility {

inline constexpr int kObligationPage = 500;  // entries of one list; a limit outside 1 to it is clamped

struct ObligationFilter {
    std::optional<ResidentId> resident{};
    std::string code{};  // empty: any
    std::optional<Obligation::State> state{};
};
struct ListedObligation {
    Obligation obligation;
    std::string resident_number;  // empty: nobody's
    Names names{};                // the facility's own for its code, now
};
/// By resident number, then in the order in which they are paid.
Result<std::vector<ListedObligation>> list_obligations(database::Connection& connection, const ObligationFilter& filter,
                                                       int limit, int offset);
Result<std::optional<ListedObligation>> find_listed_obligation(database::Connection& connection,
                                                               const ObligationId& id);
struct ObligationTotals {
    std::int64_t count = 0;
    Cents owed{};
};
Result<ObligationTotals> total_obligations(database::Connection& connection, const ObligationFilter& filter);

}  // namespace dayroom::facility
