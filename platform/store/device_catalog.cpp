// DeviceStore: the commissary's catalogue and its order windows.
#include <algorithm>
#include <map>

#include "platform/store/device_store.h"
#include "platform/store/page.h"
#include "platform/store/search_words.h"

namespace dayroom::store {

using database::blob;
using wire::Record;

namespace {

// The places first, so that only a page of records is read.
constexpr std::string_view kOfPlaces =
    ") i JOIN record r ON r.scope_kind=1 AND r.scope_id=i.facility AND r.id=i.id "
    "ORDER BY i.shelf, i.category, i.place, i.code";
constexpr std::string_view kPlaces =
    "SELECT r.content FROM (SELECT i.facility, i.id, i.shelf, i.category, i.place, i.code FROM ";

Result<wire::CatalogItem> read_item(const database::Row& row) {
    const ByteView content = row.bytes(0);
    Record record;
    if (!record.ParseFromArray(content.data(), static_cast<int>(content.size())) || !record.has_catalog_item())
        return Error(ErrorCode::kCorrupt, "a kept item cannot be read");
    return std::move(*record.mutable_catalog_item());
}

}  // namespace

Result<ItemsView> DeviceStore::items(const std::string& category, std::string_view search, PageRange range) {
    const PageRange page = clamped(range);
    ItemsView out;
    const std::string match = match_expression(search);
    if (!search.empty() && match.empty()) return out;
    std::string from =
        match.empty() ? "catalog_item i" : "catalog_words JOIN catalog_item i ON i.no=catalog_words.rowid";
    from += match.empty() ? " WHERE $1=''" : " WHERE catalog_words MATCH $1";
    from += category.empty() ? " AND $2=''" : " AND i.category=$2";
    out.total = static_cast<int>(TRY(connection_->number("SELECT count(*) FROM " + from, match, category)));
    TRY(connection_->each(
        std::string(kPlaces) + from + " ORDER BY i.shelf, i.category, i.place, i.code LIMIT $3 OFFSET $4" +
            std::string(kOfPlaces),
        [&](const database::Row& row) -> Status {
            out.items.push_back(TRY(read_item(row)));
            return {};
        },
        match, category, page.count, page.offset));
    return out;
}

Result<std::optional<wire::CatalogItem>> DeviceStore::item(const std::string& code) {
    std::optional<wire::CatalogItem> found;
    TRY(connection_->each(
        "SELECT r.content FROM catalog_item i JOIN record r ON r.scope_kind=1 AND r.scope_id=i.facility AND r.id=i.id "
        "WHERE i.code=$1 ORDER BY r.version DESC LIMIT 1",
        [&](const database::Row& row) -> Status {
            found = TRY(read_item(row));
            return {};
        },
        code));
    return found;
}

Result<std::optional<wire::Photo>> DeviceStore::item_picture(const std::string& sha256) {
    std::optional<wire::Photo> found;
    TRY(connection_->each(
        "SELECT r.content FROM catalog_item i JOIN record r ON r.scope_kind=1 AND r.scope_id=i.facility AND r.id=i.id "
        "WHERE i.picture=$1 LIMIT 1",
        [&](const database::Row& row) -> Status {
            found = TRY(read_item(row)).picture();
            return {};
        },
        blob(sha256)));
    return found;
}

Result<std::vector<CategoryView>> DeviceStore::categories() {
    std::map<std::string, int> counts;
    TRY(connection_->each("SELECT category, count(*) FROM catalog_item GROUP BY category",
                          [&](const database::Row& row) { counts[row.string(0)] = row.small(1); }));
    std::vector<CategoryView> out;
    auto all = TRY(records(Record::kCatalogCategory));
    for (Record& record : all) {
        wire::CatalogCategory& category = *record.mutable_catalog_category();
        const int items = counts[category.code()];
        out.push_back({std::move(category), items});
    }
    std::sort(out.begin(), out.end(), [](const CategoryView& left, const CategoryView& right) {
        if (left.category.position() != right.category.position())
            return left.category.position() < right.category.position();
        return left.category.code() < right.category.code();
    });
    return out;
}

Result<std::vector<WindowView>> DeviceStore::order_windows() {
    std::vector<WindowView> out;
    auto all = TRY(records(Record::kOrderWindow));
    for (Record& record : all) out.push_back({record.id(), std::move(*record.mutable_order_window())});
    std::sort(out.begin(), out.end(), [](const WindowView& left, const WindowView& right) {
        if (left.window.cut_off_ms() != right.window.cut_off_ms())
            return left.window.cut_off_ms() < right.window.cut_off_ms();
        return left.id < right.id;
    });
    return out;
}

}  // namespace dayroom::store
