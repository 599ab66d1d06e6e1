// The ledger in published formats, a page at a time: docs/formats/dayroom-accounts-1.schema.json and
// dayroom-transactions-1.schema.json.
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
    std::int64_t after = 0;  // next_after of the page before
    int limit = kDocumentPage;
};
Result<nlohmann::json> accounts_document(database::Connection& connection, const DocumentPage& page);
/// `from`, `to`: days, both of them in it. kInvalid when they are none.
Result<nlohmann::json> transactions_document(database::Connection& connection, const DocumentPage& page,
                                             const std::string& from, const std::string& to);

}  // namespace dayroom::facility
