// The ledger in published formats, a page at a time, for other systems: docs/formats/dayroom-accounts-1.schema.json and
// dayroom-transactions-1.schema.json say what each field is. Amounts are cents or credits, as "unit" says; times are
// milliseconds since 1970 (UTC). Pages are in the order of the ledger's own numbers; what is written between two pages
// stands on a later one, so a walk from 0 to the end holds each once. Reads, on any connection.
#pragma once

#include <nlohmann/json.hpp>

#include "platform/facility/feed/work.h"

namespace dayroom::facility {

inline constexpr const char* kAccountsFormat = "dayroom-accounts-1";
inline constexpr const char* kTransactionsFormat = "dayroom-transactions-1";
inline constexpr int kDocumentPage = 1'000;

struct DocumentPage {
    FacilityId facility;
    Timestamp at;
    std::int64_t after = 0;     // next_after of the page before; 0: from the beginning
    int limit = kDocumentPage;  // 1 to kDocumentPage
};
/// Every account with what it holds now. "next_after" 0: this was the last page.
Result<nlohmann::json> accounts_document(database::Connection& connection, const DocumentPage& page);
/// Every transfer that was posted from `from` to `to`: days on the facility's clocks, both of them in it, in one
/// consistent read. kInvalid when they are none. Looks only where the books say that these days lie (read_off.h), and
/// at what was not read off yet.
Result<nlohmann::json> transactions_document(database::Connection& connection, const DocumentPage& page,
                                             const std::string& from, const std::string& to);

}  // namespace dayroom::facility
