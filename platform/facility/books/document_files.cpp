#include "platform/facility/books/document_files.h"

#include "platform/facility/schema/read_transaction.h"

namespace dayroom::facility {
namespace {

using nlohmann::json;

/// `read`: the page after that number. Members of the first page but the list, then the list.
template <typename Read>
Result<std::int64_t> write_pages(const char* list_name, DocumentPage page, std::ostream& out, Read&& read) {
    std::int64_t count = 0;
    for (bool is_first = true;; is_first = false) {
        json document = TRY(read(page));
        const json list = std::move(document[list_name]);
        page.after = document["next_after"].get<std::int64_t>();
        if (is_first) {
            document.erase(list_name);
            document["next_after"] = 0;
            std::string head = document.dump();
            head.pop_back();
            out << head << ",\"" << list_name << "\":[";
        }
        for (const json& entry : list) out << (count++ == 0 ? "\n" : ",\n") << entry.dump();
        if (page.after == 0) break;
    }
    out << "]}\n" << std::flush;
    if (!out) return Error(ErrorCode::kIo, "the file cannot be written: is the disk full?");
    return count;
}

}  // namespace

Result<std::int64_t> write_accounts_file(database::Connection& connection, const DocumentPage& first,
                                         std::ostream& out) {
    const auto transaction = TRY(ReadTransaction::begin(connection));
    return write_pages("accounts", first, out,
                       [&](const DocumentPage& page) { return accounts_document(connection, page); });
}

Result<std::int64_t> write_transactions_file(database::Connection& connection, const DocumentPage& first,
                                             const std::string& from, const std::string& to, std::ostream& out) {
    return write_pages("transactions", first, out,
                       [&](const DocumentPage& page) { return transactions_document(connection, page, from, to); });
}

}  // namespace dayroom::facility
