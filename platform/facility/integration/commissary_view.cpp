#include "platform/facility/integration/commissary_view.h"

#include "platform/wire/names.h"

namespace dayroom::facility {

using nlohmann::json;

namespace {

json codes(const google::protobuf::RepeatedPtrField<std::string>& all) {
    json list = json::array();
    for (const std::string& code : all) list.push_back(code);
    return list;
}

const char* name_of_state(WindowState state) {
    switch (state) {
        case WindowState::kWaits:
            return "waits";
        case WindowState::kOpen:
            return "open";
        case WindowState::kCutOff:
            return "cut_off";
        case WindowState::kOver:
            return "over";
    }
    return "unknown";
}

}  // namespace

json texts_view(const google::protobuf::RepeatedPtrField<wire::LocalText>& texts) {
    json all = json::object();
    for (const wire::LocalText& text : texts) all[text.language()] = text.text();
    return all;
}

std::string english_of(const google::protobuf::RepeatedPtrField<wire::LocalText>& texts) {
    for (const wire::LocalText& text : texts)
        if (text.language() == "en") return text.text();
    return texts.empty() ? std::string() : texts[0].text();
}

json view(const StoredItem& stored) {
    const wire::CatalogItem& item = stored.item;
    return {{"id", stored.id.to_string()},
            {"code", item.code()},
            {"category", item.category()},
            {"name", texts_view(item.name())},
            {"note", texts_view(item.note())},
            {"allergens", codes(item.allergens())},
            {"diets", codes(item.diets())},
            {"price_cents", item.price_cents()},
            {"max_units", item.max_units()},
            {"stock", item.stock()},
            {"position", item.position()},
            {"exempt_from_limit", item.exempt_from_limit()},
            {"picture_sha256", to_hex(as_bytes(item.picture().sha256()))},
            {"active", stored.active}};
}

json view(const StoredCategory& stored) {
    return {{"code", stored.category.code()},
            {"name", texts_view(stored.category.name())},
            {"position", stored.category.position()},
            {"max_units", stored.category.max_units()},
            {"max_cents", stored.category.max_cents()}};
}

json view(const StoredWindow& window) {
    return {{"id", window.id.to_string()},
            {"unit_id", window.unit ? json(window.unit->to_string()) : json()},
            {"opens_ms", window.times.opens.ms()},
            {"cut_off_ms", window.times.cut_off.ms()},
            {"delivery_ms", window.times.delivery.ms()},
            {"state", name_of_state(window.state)}};
}

json view(const StoredWindowRule& stored) {
    return {{"unit_id", stored.unit ? json(stored.unit->to_string()) : json()},
            {"opens_weekday", stored.rule.opens_weekday},
            {"opens_minute", stored.rule.opens_minute},
            {"cut_off_weekday", stored.rule.cut_off_weekday},
            {"cut_off_minute", stored.rule.cut_off_minute},
            {"delivery_weekday", stored.rule.delivery_weekday}};
}

json view(const Restrictions& restrictions) {
    return {{"spending_class", restrictions.spending_class},
            {"barred_items", restrictions.barred_items},
            {"barred_categories", restrictions.barred_categories},
            {"diets", restrictions.diets},
            {"barred", restrictions.barred},
            {"barred_until_ms", restrictions.barred_until.ms()}};
}

json view(const ImportReport& report) {
    json problems = json::array();
    for (const ImportProblem& problem : report.problems)
        problems.push_back({{"line", problem.line}, {"code", problem.code}, {"problem", problem.problem}});
    return {{"items", report.items},     {"categories", report.categories}, {"added", report.added},
            {"changed", report.changed}, {"withdrawn", report.withdrawn},   {"problems", problems}};
}

json view(const OrderSummary& summary) {
    const wire::Order& order = summary.order;
    json lines = json::array();
    for (const wire::OrderLine& line : order.lines()) {
        lines.push_back({{"item", line.item()},
                         {"name", texts_view(line.name())},
                         {"units", line.units()},
                         {"price_cents", line.price_cents()},
                         {"delivered", line.delivered()},
                         {"short", line.short_()},
                         {"refused", line.refused()}});
    }
    return {{"id", summary.id.to_string()},
            {"resident_id", summary.resident.to_string()},
            {"resident_number", summary.resident_number},
            {"unit_id", summary.unit.to_string()},
            {"window_id", OrderWindowId::from_bytes(std::string_view(order.window_id())).take().to_string()},
            {"state", wire::name_of(order.state())},
            {"revision", order.revision()},
            {"receipt_code", order.receipt_code()},
            {"lines", lines},
            {"total_cents", order.total_cents()},
            {"charged_cents", order.charged_cents()},
            {"given_back_cents", order.given_back_cents()},
            {"submitted_ms", order.submitted_ms()},
            {"changed_ms", order.changed_ms()},
            {"cut_off_ms", order.cut_off_ms()},
            {"delivery_ms", order.delivery_ms()},
            {"handed_over_ms", order.handed_over_ms()},
            {"reason", order.reason()}};
}

}  // namespace dayroom::facility
