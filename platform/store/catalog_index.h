// Private to platform/store: keeps the catalogue's places and words in step with the records of a page, inside the
// page's transaction. Records that go take their places with them by themselves (a trigger).
#pragma once

#include <map>
#include <optional>
#include <string>

#include "platform/base/result.h"
#include "platform/database/connection.h"
#include "platform/store/feed_page.h"

namespace dayroom::store {

class CatalogIndex {
public:
    explicit CatalogIndex(database::Connection& connection) : connection_(connection) {}

    /// A record that has just been written. Other kinds than item and category are ignored.
    Status put(const ChangeToStore& change, ByteView facility);
    /// The search index. Last, before the commit: it is fastest in the order of its rows and undisturbed.
    Status finish();

private:
    Status put_item(const ChangeToStore& change, ByteView facility);
    Status put_category(const ChangeToStore& change);
    Result<int> shelf_of(const std::string& category);
    database::Connection& connection_;
    std::optional<std::map<std::string, int>> shelves_;
    std::map<std::int64_t, std::string> words_;
};

}  // namespace dayroom::store
