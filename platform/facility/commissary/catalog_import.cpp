// The catalogue replaced as a whole: what is wrong with which line, and then all of it or nothing.
#include <algorithm>
#include <map>
#include <set>

#include "platform/base/utf8.h"
#include "platform/facility/commissary/catalog_rows.h"
#include "platform/wire/check.h"
#include "platform/wire/limits.h"

namespace dayroom::facility {
namespace {

/// Records the first thing that is wrong with each line.
class Lines {
public:
    explicit Lines(std::vector<ImportProblem>& problems) : problems_(problems) {}
    void wrong(int line, const std::string& code, std::string problem) {
        if (!lines_.insert({line, code}).second) return;
        problems_.push_back({line, code, std::move(problem)});
    }
    template <typename Body>
    void check(int line, const Body& body, wire::Record record) {
        record.set_facility_id(std::string(kIdBytes, '\x01'));
        record.mutable_scope()->set_kind(wire::FACILITY);
        record.mutable_scope()->set_id(std::string(kIdBytes, '\x01'));
        record.set_id(std::string(kIdBytes, '\x02'));
        record.set_version(1);
        record.set_released_ms(1);
        // The same check that a terminal makes: what it would refuse is never released.
        if (Status checked = wire::check_record(record); !checked.ok())
            wrong(line, body.code(), checked.error().detail);
    }

private:
    std::vector<ImportProblem>& problems_;
    std::set<std::pair<int, std::string>> lines_;
};

bool has_english(const google::protobuf::RepeatedPtrField<wire::LocalText>& texts) {
    return std::any_of(texts.begin(), texts.end(),
                       [](const wire::LocalText& text) { return text.language() == "en" && !text.text().empty(); });
}

using Bodies = std::map<std::string, std::string>;  // by code, without stock and picture; only what is sold

/// A picture is set for itself, and no import changes it.
std::string imported_body(wire::CatalogItem item) {
    item.clear_stock();
    item.clear_picture();
    return item.SerializeAsString();
}

Result<Bodies> sold_now(database::Connection& connection) {
    Bodies sold;
    for (StoredItem& stored : TRY(Catalog::items(connection, false))) {
        const std::string code = stored.item.code();
        sold[code] = imported_body(std::move(stored.item));
    }
    return sold;
}

Result<std::set<std::string>> categories_after(database::Connection& connection, const CatalogImport& import) {
    std::set<std::string> codes;
    if (import.categories) {
        for (const auto& category : *import.categories) codes.insert(category.category.code());
        return codes;
    }
    for (const StoredCategory& stored : TRY(Catalog::categories(connection, false)))
        codes.insert(stored.category.code());
    return codes;
}

void check_categories(const CatalogImport& import, Lines& lines) {
    if (!import.categories) return;
    std::set<std::string> met;
    for (const auto& [line, category] : *import.categories) {
        wire::Record record;
        *record.mutable_catalog_category() = category;
        lines.check(line, category, std::move(record));
        if (!has_english(category.name())) lines.wrong(line, category.code(), "a category is named in English");
        if (!met.insert(category.code()).second) lines.wrong(line, category.code(), "this code stands here twice");
    }
    if (met.size() > static_cast<std::size_t>(wire::kMaxCatalogCategories))
        lines.wrong(0, {}, "more than 200 categories");
}

void check_items(const CatalogImport& import, const std::set<std::string>& categories, Lines& lines) {
    std::set<std::string> met;
    for (const CatalogImport::Item& entry : import.items) {
        const wire::CatalogItem& item = entry.item;
        wire::Record record;
        *record.mutable_catalog_item() = item;
        lines.check(entry.line, item, std::move(record));
        if (item.price_cents() <= 0) lines.wrong(entry.line, item.code(), "price_cents is not positive");
        if (!has_english(item.name())) lines.wrong(entry.line, item.code(), "an item is named in English");
        if (!categories.contains(item.category())) lines.wrong(entry.line, item.code(), "no such category");
        if (entry.stock && (*entry.stock < -1 || *entry.stock > kMaxStock))
            lines.wrong(entry.line, item.code(), "stock is -1, or 0 to 1,000,000");
        if (!met.insert(item.code()).second) lines.wrong(entry.line, item.code(), "this code stands here twice");
    }
    // A file that was cut off is not the end of the commissary.
    if (import.items.empty()) lines.wrong(0, {}, "no item");
    if (met.size() > static_cast<std::size_t>(wire::kMaxCatalogItems)) lines.wrong(0, {}, "more than 10,000 items");
}

Status put_category(Work& work, const wire::CatalogCategory& category) {
    const std::string body = category.SerializeAsString();
    struct Before {
        ThingId id;
        bool same;
    };
    auto before = TRY(work.db().first(
        "SELECT id, active = 1 AND body = $2 FROM catalog_category WHERE code = $1",
        [](const database::Row& row) {
            return Before{row.id<ThingId>(0), row.flag(1)};
        },
        category.code(), database::blob(body)));
    if (before && before->same) return {};
    const ThingId id = before ? before->id : work.make_id<ThingId>();
    TRY(work.db().run(
        "INSERT INTO catalog_category (code, id, position, max_units, max_cents, body) VALUES ($1, $2, $3, $4, $5, $6) "
        "ON CONFLICT (code) DO UPDATE SET position = excluded.position, max_units = excluded.max_units, "
        "max_cents = excluded.max_cents, active = 1, body = excluded.body",
        category.code(), id, category.position(), category.max_units(), category.max_cents(), database::blob(body)));
    wire::Record record;
    *record.mutable_catalog_category() = category;
    return work.release(Scope::facility(work.facility()), RecordKind::kCatalogCategory, id, std::move(record));
}

Status put_item(Work& work, const CatalogImport::Item& entry, bool same) {
    const auto before = TRY(Catalog::find(work.db(), entry.item.code()));
    wire::CatalogItem item = entry.item;
    item.clear_stock();
    item.clear_picture();
    if (before && before->item.has_picture()) *item.mutable_picture() = before->item.picture();
    const std::string body = item.SerializeAsString();
    const CatalogItemId id = before ? before->id : work.make_id<CatalogItemId>();
    const std::int64_t had = before ? before->item.stock() : -1;
    const std::int64_t stock = entry.stock.value_or(had);
    TRY(work.db().run(
        "INSERT INTO catalog_item (code, id, category, position, price_cents, max_units, exempt, counted, stock, body) "
        "VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10) ON CONFLICT (code) DO UPDATE SET "
        "category = excluded.category, position = excluded.position, price_cents = excluded.price_cents, "
        "max_units = excluded.max_units, exempt = excluded.exempt, counted = excluded.counted, "
        "stock = excluded.stock, active = 1, body = excluded.body",
        item.code(), id, item.category(), item.position(), item.price_cents(), item.max_units(),
        item.exempt_from_limit(), stock >= 0, std::max<std::int64_t>(stock, 0), database::blob(body)));
    if (same && had == stock) return {};
    StoredItem stored{id, item, true};
    stored.item.set_stock(static_cast<int>(stock));
    return release_item(work, stored);
}

/// What is not in the import is no longer sold.
Status withdraw(Work& work, RecordKind kind, const char* table, const std::set<std::string>& kept) {
    std::vector<std::pair<std::string, ThingId>> gone;
    TRY(work.db().each(std::string("SELECT code, id FROM ") + table + " WHERE active = 1",
                       [&](const database::Row& row) {
                           if (!kept.contains(row.string(0))) gone.emplace_back(row.string(0), row.id<ThingId>(1));
                       }));
    for (const auto& [code, id] : gone) {
        TRY(work.db().run(std::string("UPDATE ") + table + " SET active = 0 WHERE code = $1", code));
        TRY(work.withdraw(Scope::facility(work.facility()), kind, id));
    }
    return {};
}

}  // namespace

Result<ImportReport> Catalog::check(database::Connection& connection, const CatalogImport& import) {
    ImportReport report;
    Lines lines(report.problems);
    check_categories(import, lines);
    const std::set<std::string> categories = TRY(categories_after(connection, import));
    check_items(import, categories, lines);
    report.items = static_cast<int>(import.items.size());
    report.categories = static_cast<int>(categories.size());
    Bodies before = TRY(sold_now(connection));
    for (const CatalogImport::Item& entry : import.items) {
        const auto found = before.find(entry.item.code());
        if (found == before.end()) {
            ++report.added;
            continue;
        }
        if (found->second != imported_body(entry.item)) ++report.changed;
        before.erase(found);
    }
    report.withdrawn = static_cast<int>(before.size());
    std::stable_sort(report.problems.begin(), report.problems.end(),
                     [](const ImportProblem& a, const ImportProblem& b) { return a.line < b.line; });
    return report;
}

Result<ImportReport> Catalog::import(Work& work, const CatalogImport& import) {
    ImportReport report = TRY(check(work.db(), import));
    if (!report.problems.empty()) return Error(ErrorCode::kInvalid, "a line is wrong: nothing was applied");
    const Bodies before = TRY(sold_now(work.db()));
    std::set<std::string> codes;
    if (import.categories) {
        for (const auto& [line, category] : *import.categories) TRY(put_category(work, category));
    }
    for (const CatalogImport::Item& entry : import.items) {
        const auto found = before.find(entry.item.code());
        TRY(put_item(work, entry, found != before.end() && found->second == imported_body(entry.item)));
        codes.insert(entry.item.code());
    }
    TRY(withdraw(work, RecordKind::kCatalogItem, "catalog_item", codes));
    TRY(withdraw(work, RecordKind::kCatalogCategory, "catalog_category", TRY(categories_after(work.db(), import))));
    TRY(work.audit(record::Event::kCommissaryChanged, work.facility(), "catalog"));
    return report;
}

}  // namespace dayroom::facility
