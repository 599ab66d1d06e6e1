// The published formats of account_documents.h as whole files: all pages of one walk as one document, with "next_after"
// 0. Written page by page, so that the memory it takes does not grow with the ledger.
#pragma once

#include <ostream>

#include "platform/facility/books/account_documents.h"

namespace dayroom::facility {

/// How many accounts. One consistent read. kIo: `out` cannot be written.
Result<std::int64_t> write_accounts_file(database::Connection& connection, const DocumentPage& first,
                                         std::ostream& out);
/// How many transactions. `from`, `to` as transactions_document(). What is posted while it is written may be in it.
Result<std::int64_t> write_transactions_file(database::Connection& connection, const DocumentPage& first,
                                             const std::string& from, const std::string& to, std::ostream& out);

}  // namespace dayroom::facility
