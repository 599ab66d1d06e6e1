#include "platform/facility/integration/catalog_body.h"

#include "platform/base/csv_table.h"
#include "platform/wire/limits.h"

namespace dayroom::facility {
namespace {

constexpr std::int64_t kMaxStockUnits = 1'000'000;
constexpr std::int64_t kStockAsItIs = -2;

using LocalTexts = google::protobuf::RepeatedPtrField<wire::LocalText>;

void add_text(LocalTexts& to, const std::string& language, const std::string& text) {
    wire::LocalText& added = *to.Add();
    added.set_language(language);
    added.set_text(text);
}

void add_texts(LocalTexts& to, const std::vector<std::pair<std::string, std::string>>& texts) {
    for (const auto& [language, text] : texts) add_text(to, language, text);
}

/// As the body counts them: the first is line 1.
void read_categories(JsonBody& body, ReadCatalog& out) {
    auto& all = out.import.categories.emplace();
    int line = 0;
    for (JsonBody& entry : body.objects("categories", wire::kMaxCatalogCategories)) {
        CatalogImport::Category read;
        read.line = ++line;
        read.category.set_code(entry.text("code", wire::kMaxCodeCharacters));
        add_texts(*read.category.mutable_name(), entry.texts("name", wire::kMaxLineCharacters));
        read.category.set_position(
            static_cast<int>(entry.optional_integer("position", 0, wire::kMaxCatalogCategories, line)));
        read.category.set_max_units(static_cast<int>(entry.optional_integer("max_units", 0, wire::kMaxUnitsOfItem, 0)));
        read.category.set_max_cents(entry.optional_integer("max_cents", 0, kMaxCommandUnits, 0));
        if (const Status done = entry.done(); !done.ok())
            out.problems.push_back({line, read.category.code(), "category: " + done.error().detail});
        else
            all.push_back(std::move(read));
    }
}

CatalogImport::Item read_item_json(JsonBody& entry, int line) {
    CatalogImport::Item read;
    read.line = line;
    wire::CatalogItem& item = read.item;
    item.set_code(entry.text("code", wire::kMaxCodeCharacters));
    item.set_category(entry.text("category", wire::kMaxCodeCharacters));
    add_texts(*item.mutable_name(), entry.texts("name", wire::kMaxLineCharacters));
    if (entry.has("note")) add_texts(*item.mutable_note(), entry.texts("note", wire::kMaxLineCharacters));
    for (const auto& code : entry.optional_list("allergens", wire::kMaxItemCodes, wire::kMaxCodeCharacters))
        item.add_allergens(code);
    for (const auto& code : entry.optional_list("diets", wire::kMaxItemCodes, wire::kMaxCodeCharacters))
        item.add_diets(code);
    item.set_price_cents(entry.integer("price_cents", 1, kMaxCommandUnits));
    item.set_max_units(static_cast<int>(entry.optional_integer("max_units", 0, wire::kMaxUnitsOfItem, 0)));
    item.set_exempt_from_limit(entry.optional_flag("exempt_from_limit"));
    item.set_position(static_cast<int>(entry.optional_integer("position", 0, wire::kMaxCatalogItems, line)));
    const std::int64_t stock = entry.optional_integer("stock", -1, kMaxStockUnits, kStockAsItIs);
    if (stock != kStockAsItIs) read.stock = stock;
    return read;
}

constexpr std::string_view kNeededCatalogColumns[] = {"code", "category", "name_en", "price_cents"};
constexpr std::string_view kOptionalCatalogColumns[] = {"allergens", "diets",    "max_units",
                                                        "stock",     "position", "exempt_from_limit"};
constexpr std::string_view kCatalogPrefixes[] = {"name_", "note_"};

void read_table_row(const CsvRow& head, const CsvRow& row, int position, ReadCatalog& out) {
    TableRow cells(head, row);
    CatalogImport::Item read;
    read.line = row.line;
    wire::CatalogItem& item = read.item;
    item.set_code(cells.text("code"));
    item.set_category(cells.text("category"));
    add_texts(*item.mutable_name(), cells.with_prefix("name_"));
    add_texts(*item.mutable_note(), cells.with_prefix("note_"));
    for (const std::string& code : cells.codes("allergens")) item.add_allergens(code);
    for (const std::string& code : cells.codes("diets")) item.add_diets(code);
    item.set_price_cents(cells.number("price_cents", -1, kMaxCommandUnits, 0));
    item.set_max_units(static_cast<int>(cells.number("max_units", -1, kMaxCommandUnits, 0)));
    item.set_exempt_from_limit(cells.flag("exempt_from_limit"));
    item.set_position(static_cast<int>(cells.number("position", -1, kMaxCommandUnits, position)));
    if (!cells.text("stock").empty()) read.stock = cells.number("stock", -1, kMaxCommandUnits, 0);
    if (cells.problem().empty())
        out.import.items.push_back(std::move(read));
    else
        out.problems.push_back({row.line, item.code(), cells.problem()});
}

}  // namespace

ReadCatalog read_catalog_json(JsonBody& body) {
    ReadCatalog out;
    if (body.has("categories")) read_categories(body, out);
    int line = 0;
    for (JsonBody& entry : body.objects("items", wire::kMaxCatalogItems)) {
        CatalogImport::Item read = read_item_json(entry, ++line);
        if (const Status done = entry.done(); !done.ok())
            out.problems.push_back({line, read.item.code(), done.error().detail});
        else
            out.import.items.push_back(std::move(read));
    }
    return out;
}

ReadCatalog read_catalog_csv(JsonBody& body) {
    ReadCatalog out;
    if (body.has("categories")) read_categories(body, out);
    const std::string text = body.text("csv", kMaxCatalogBytes);
    const auto rows = parse_csv(text, wire::kMaxCatalogItems + 1);
    if (!rows.ok() || rows.value().empty()) {
        out.problems.push_back({0, {}, rows.ok() ? "an empty file" : rows.error().detail});
        return out;
    }
    const CsvRow& head = rows.value().front();
    if (std::string problem = problem_of_head(head, {kNeededCatalogColumns, kOptionalCatalogColumns, kCatalogPrefixes});
        !problem.empty()) {
        out.problems.push_back({head.line, {}, std::move(problem)});
        return out;
    }
    for (std::size_t at = 1; at < rows.value().size(); ++at)
        read_table_row(head, rows.value()[at], static_cast<int>(at), out);
    return out;
}

}  // namespace dayroom::facility
