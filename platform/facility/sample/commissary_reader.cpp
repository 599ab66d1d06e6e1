// The commissary of the sample: word lists of products and their kinds, put together to items.
#include "platform/facility/sample/asset_readers.h"
#include "platform/facility/sample/json_file.h"

namespace dayroom::facility::sample {
namespace {

using nlohmann::json;
using LocalTexts = google::protobuf::RepeatedPtrField<wire::LocalText>;

constexpr int kFirstCode = 1'001;
constexpr int kCodesPerCategory = 100;

void put_texts(const json& from, LocalTexts& to, const json* kind = nullptr) {
    for (const auto& [language, text] : from.items()) {
        wire::LocalText& added = *to.Add();
        added.set_language(language);
        std::string words = text.get<std::string>();
        if (kind != nullptr) words += ", " + kind->at(language).get<std::string>();
        added.set_text(words);
    }
}

wire::CatalogItem item_of(const json& product, const json* kind, const json& category, int number) {
    wire::CatalogItem item;
    item.set_code(std::to_string(number));
    item.set_category(category.at("code").get<std::string>());
    item.set_position(number % kCodesPerCategory);
    put_texts(product.at("name"), *item.mutable_name(), kind);
    if (product.contains("note")) put_texts(product.at("note"), *item.mutable_note());
    for (const json& code : product.value("allergens", json::array())) item.add_allergens(code.get<std::string>());
    for (const json& code : product.value("diets", json::array())) item.add_diets(code.get<std::string>());
    item.set_price_cents(product.at("cents").get<std::int64_t>());
    item.set_max_units(product.value("max_units", 0));
    item.set_exempt_from_limit(category.value("exempt", false));
    return item;
}

void read_category(const json& from, int position, CommissaryTexts& out) {
    wire::CatalogCategory& category = out.categories.emplace_back();
    category.set_code(from.at("code").get<std::string>());
    category.set_position(position);
    category.set_max_units(from.value("max_units", 0));
    category.set_max_cents(from.value("max_cents", std::int64_t{0}));
    put_texts(from.at("name"), *category.mutable_name());
    int number = kFirstCode + (position - 1) * kCodesPerCategory;
    for (const json& product : from.at("products")) {
        if (!product.contains("variants")) {
            out.items.push_back(item_of(product, nullptr, from, number++));
            continue;
        }
        for (const json& kind : product.at("variants")) out.items.push_back(item_of(product, &kind, from, number++));
    }
}

}  // namespace

Result<CommissaryTexts> read_commissary_texts(const std::filesystem::path& file) {
    CommissaryTexts texts;
    TRY(read_json(file, [&](const json& from) {
        const json& window = from.at("window");
        texts.window = {window.at("opens_weekday"), window.at("opens_minute"), window.at("cut_off_weekday"),
                        window.at("cut_off_minute"), window.at("delivery_weekday")};
        for (const json& one : from.at("classes")) {
            texts.classes.push_back({one.at("code").get<std::string>(), one.at("limit_cents").get<std::int64_t>(),
                                     one.value("is_default", false)});
        }
        int position = 0;
        for (const json& category : from.at("categories")) read_category(category, ++position, texts);
    }));
    return texts;
}

}  // namespace dayroom::facility::sample
