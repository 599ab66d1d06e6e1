#include "platform/facility/commissary/catalog.h"

#include "platform/facility/commissary/catalog_rows.h"
#include "platform/facility/feed/decline.h"

namespace dayroom::facility {
namespace {

/// Whether terminals have to be told: it was there and is not, or the other way round.
bool tells(std::int64_t before, std::int64_t after) { return (before == 0) != (after == 0); }

struct Stock {
    bool counted = false;
    bool active = false;
    std::int64_t stock = 0;
};

Result<std::optional<Stock>> stock_of(Work& work, std::string_view item) {
    return work.db().first(
        "SELECT counted, active, stock FROM catalog_item WHERE code = $1",
        [](const database::Row& row) {
            return Stock{row.flag(0), row.flag(1), row.integer(2)};
        },
        item);
}

Status release_again(Work& work, std::string_view item) {
    const auto found = TRY(Catalog::find(work.db(), item));
    return found && found->active ? release_item(work, *found) : Status();
}

}  // namespace

Result<StoredItem> read_item(const database::Row& row) {
    StoredItem out;
    out.id = row.id<CatalogItemId>(0);
    const ByteView body = row.bytes(1);
    if (!out.item.ParseFromArray(body.data(), static_cast<int>(body.size())))
        return Error(ErrorCode::kCorrupt, "a stored item cannot be read");
    out.item.set_stock(row.flag(2) ? row.small(3) : -1);
    out.active = row.flag(4);
    return out;
}

Status release_item(Work& work, const StoredItem& item) {
    wire::Record record;
    *record.mutable_catalog_item() = item.item;
    return work.release(Scope::facility(work.facility()), RecordKind::kCatalogItem, thing(item.id), std::move(record));
}

Status Catalog::set_stock(Work& work, std::string_view item, std::int64_t stock) {
    if (stock < -1 || stock > kMaxStock) return Error(ErrorCode::kInvalid, "stock is -1, or 0 to 1,000,000");
    const auto before = TRY(stock_of(work, item));
    if (!before || !before->active) return Error(ErrorCode::kNotFound, "no such item is sold");
    TRY(work.db().run("UPDATE catalog_item SET counted = $2, stock = $3 WHERE code = $1", item, stock >= 0,
                      std::max<std::int64_t>(stock, 0)));
    const std::int64_t had = before->counted ? before->stock : -1;
    if (tells(had, stock) || before->counted != (stock >= 0)) TRY(release_again(work, item));
    return work.audit(record::Event::kCommissaryChanged, work.facility(), "stock");
}

Result<Catalog::Taken> Catalog::take(Work& work, std::string_view item, int units) {
    if (units <= 0) return Error(ErrorCode::kInvalid, "an order has one unit or more");
    const auto before = TRY(stock_of(work, item));
    if (!before || !before->active) return Error(ErrorCode::kConflict, "no longer sold", decline::kOutOfStock);
    if (!before->counted) return Taken{false};
    Status taken = work.db().run("UPDATE catalog_item SET stock = stock - $2 WHERE code = $1", item, units);
    if (!taken.ok()) {
        if (!database::violation(taken.error())) return taken.take_error();
        return Error(ErrorCode::kConflict, "more than there is", decline::kOutOfStock);
    }
    if (tells(before->stock, before->stock - units)) TRY(release_again(work, item));
    return Taken{true};
}

Status Catalog::give_back(Work& work, std::string_view item, int units) {
    if (units <= 0) return Error(ErrorCode::kInvalid, "one unit or more is given back");
    const auto before = TRY(stock_of(work, item));
    if (!before || !before->counted) return {};  // not counted any more
    TRY(work.db().run("UPDATE catalog_item SET stock = stock + $2 WHERE code = $1", item, units));
    return tells(before->stock, before->stock + units) ? release_again(work, item) : Status();
}

Result<std::optional<StoredItem>> Catalog::find(database::Connection& connection, std::string_view item) {
    std::optional<StoredItem> found;
    TRY(connection.each(
        std::string(kItemColumns) + "WHERE code = $1",
        [&](const database::Row& row) -> Status {
            found = TRY(read_item(row));
            return {};
        },
        item));
    return found;
}

Result<std::vector<StoredItem>> Catalog::items(database::Connection& connection, bool with_inactive) {
    std::vector<StoredItem> all;
    TRY(connection.each(
        std::string(kItemColumns) + "WHERE active = 1 OR $1 = 1 ORDER BY category, position, code",
        [&](const database::Row& row) -> Status {
            all.push_back(TRY(read_item(row)));
            return {};
        },
        with_inactive));
    return all;
}

Result<std::vector<StoredCategory>> Catalog::categories(database::Connection& connection, bool with_inactive) {
    std::vector<StoredCategory> all;
    TRY(connection.each(
        "SELECT body, active FROM catalog_category WHERE active = 1 OR $1 = 1 ORDER BY position, code",
        [&](const database::Row& row) -> Status {
            StoredCategory& out = all.emplace_back();
            out.active = row.flag(1);
            const ByteView body = row.bytes(0);
            if (!out.category.ParseFromArray(body.data(), static_cast<int>(body.size())))
                return Error(ErrorCode::kCorrupt, "a stored category cannot be read");
            return {};
        },
        with_inactive));
    return all;
}

}  // namespace dayroom::facility
