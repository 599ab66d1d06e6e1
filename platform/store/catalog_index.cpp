#include "platform/store/catalog_index.h"

#include "platform/wire/dayroom.pb.h"
#include "platform/wire/limits.h"

namespace dayroom::store {

using database::blob;
using wire::Record;

namespace {

constexpr int kLastShelf = wire::kMaxCatalogCategories + 1;  // of items whose category has not come

Result<Record> parse_record_of(ByteView content) {
    Record record;
    if (!record.ParseFromArray(content.data(), static_cast<int>(content.size())))
        return Error(ErrorCode::kInvalid, "a record of the catalogue that cannot be read");
    return record;
}

std::string item_words(const wire::CatalogItem& item) {
    std::string words = item.code();
    for (const auto& text : item.name()) words += ' ' + text.text();
    for (const auto& text : item.note()) words += ' ' + text.text();
    return words;
}

}  // namespace

Status CatalogIndex::put(const ChangeToStore& change, ByteView facility) {
    if (change.kind == static_cast<int>(Record::kCatalogItem)) return put_item(change, facility);
    return change.kind == static_cast<int>(Record::kCatalogCategory) ? put_category(change) : Status();
}

Result<int> CatalogIndex::shelf_of(const std::string& category) {
    if (!shelves_) {
        shelves_.emplace();
        TRY(connection_.each(
            "SELECT content FROM record WHERE kind=$1",
            [&](const database::Row& row) -> Status {
                const auto record = TRY(parse_record_of(row.bytes(0)));
                (*shelves_)[record.catalog_category().code()] = record.catalog_category().position();
                return {};
            },
            static_cast<int>(Record::kCatalogCategory)));
    }
    const auto found = shelves_->find(category);
    return found == shelves_->end() ? kLastShelf : found->second;
}

Status CatalogIndex::put_item(const ChangeToStore& change, ByteView facility) {
    const auto record = TRY(parse_record_of(as_bytes(change.content)));
    const wire::CatalogItem& item = record.catalog_item();
    const int shelf = TRY(shelf_of(item.category()));
    const std::string& picture = item.picture().sha256();
    const auto no = TRY(connection_.first(
        "INSERT INTO catalog_item(id, facility, code, category, shelf, place, picture) VALUES($1,$2,$3,$4,$5,$6,$7) "
        "ON CONFLICT (id) DO UPDATE SET code=excluded.code, category=excluded.category, shelf=excluded.shelf, "
        "place=excluded.place, picture=excluded.picture RETURNING no",
        [](const database::Row& row) { return row.integer(0); }, blob(change.id), facility, item.code(),
        item.category(), shelf, item.position(), picture.empty() ? database::Value(std::nullopt) : blob(picture)));
    if (!no) return Error(ErrorCode::kIo, "an item of the catalogue was not written");
    words_[*no] = item_words(item);
    return {};
}

Status CatalogIndex::put_category(const ChangeToStore& change) {
    const auto record = TRY(parse_record_of(as_bytes(change.content)));
    const wire::CatalogCategory& category = record.catalog_category();
    if (shelves_) (*shelves_)[category.code()] = category.position();
    return connection_.run("UPDATE catalog_item SET shelf=$2 WHERE category=$1 AND shelf<>$2", category.code(),
                           category.position());
}

// Prices and stock change often, words seldom: only those that changed are written.
Status CatalogIndex::finish() {
    for (const auto& [no, text] : words_) {
        const auto held = TRY(connection_.first(
            "SELECT text FROM catalog_words WHERE rowid=$1", [](const database::Row& row) { return row.string(0); },
            no));
        if (held == text) continue;
        if (held) TRY(connection_.run("DELETE FROM catalog_words WHERE rowid=$1", no));
        TRY(connection_.run("INSERT INTO catalog_words(rowid, text) VALUES($1,$2)", no, text));
    }
    return {};
}

}  // namespace dayroom::store
