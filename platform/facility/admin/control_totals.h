// What a kind of account is called in control totals: in tie-outs, closed months and exports. The totals themselves are
// added up by entry_proof.h and books/months.h.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace dayroom::facility {

/// "spendable" for account.kind 1; of the house (kind 10) the first word of its code: "revenue" of "revenue/charges".
std::string control_kind(std::int64_t kind, std::string_view code);

}  // namespace dayroom::facility
