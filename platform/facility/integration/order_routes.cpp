// Staff work on orders: pick lists, what is short, hand-over, cancelling, money back, and the export to a vendor.
#include <map>

#include "platform/facility/commissary/refunds.h"
#include "platform/facility/feed/facility_record.h"
#include "platform/facility/integration/commissary_view.h"
#include "platform/facility/integration/order_export.h"
#include "platform/facility/integration/staff_api.h"
#include "platform/facility/statements/paper_words.h"
#include "platform/wire/limits.h"
#include "platform/wire/names.h"

namespace dayroom::facility {
namespace {

using http::Method;
using nlohmann::json;

constexpr const char* kOrderReaders = "trust_office request_staff auditor";
constexpr const char* kOrderStaff = "trust_office request_staff";

Result<std::optional<wire::Order::State>> wanted_order_state(const std::string& name) {
    if (name.empty()) return std::optional<wire::Order::State>();
    for (const auto state : {wire::Order::SUBMITTED, wire::Order::PICKED, wire::Order::DELIVERED,
                             wire::Order::CANCELLED, wire::Order::REFUSED}) {
        if (name == wire::name_of(state)) return std::optional<wire::Order::State>(state);
    }
    return Error(ErrorCode::kInvalid, "\"state\" must be submitted, picked, delivered, cancelled or refused.");
}

std::vector<ItemUnits> read_item_units(StaffCall& call, const char* name, Status& status) {
    std::vector<ItemUnits> all;
    if (!call.body.has(name)) return all;
    for (JsonBody& entry : call.body.objects(name, wire::kMaxOrderLines)) {
        ItemUnits& line = all.emplace_back();
        line.item = entry.text("item", wire::kMaxCodeCharacters);
        line.units = static_cast<int>(entry.integer("units", 1, wire::kMaxUnitsOfItem));
        if (status.ok()) status = entry.done();
    }
    return all;
}

/// As staff count it: what was charged, and apart from it what of that was given back later. Residents see both in one.
Result<json> order_shown(StaffCall& call, const OrderSummary& order) {
    const std::int64_t refunded = TRY(refunded_of(call.db, order.id)).units();
    json shown = view(order);
    shown["charged_cents"] = order.order.charged_cents() + refunded;
    shown["given_back_cents"] = order.order.given_back_cents() - refunded;
    shown["refunded_cents"] = refunded;
    return shown;
}

Result<ApiAnswer> list_orders(StaffCall& call) {
    TRY(call.body.done());
    OrderFilter filter;
    filter.window = TRY(call.query_id<OrderWindowId>("window_id"));
    filter.resident = TRY(call.query_id<ResidentId>("resident_id"));
    filter.unit = TRY(call.query_id<UnitId>("unit_id"));
    filter.state = TRY(wanted_order_state(call.query_text("state")));
    filter.receipt_code = call.query_text("receipt_code");
    const Page page = TRY(call.query_page(kOrderPage));
    filter.limit = page.limit;
    filter.offset = page.offset;
    json list = json::array();
    for (const OrderSummary& order : TRY(call.services.commissary.orders.list(call.db, filter)))
        list.push_back(TRY(order_shown(call, order)));
    return ApiAnswer{{{"orders", list}}};
}

Result<ApiAnswer> answer_with(StaffCall& call, const OrderId& id) {
    const auto order = TRY(call.services.commissary.orders.find(call.db, id));
    if (!order) return Error(ErrorCode::kNotFound, "There is no such order.");
    return ApiAnswer{TRY(order_shown(call, *order))};
}

Result<ApiAnswer> show_order(StaffCall& call) {
    const OrderId id = TRY(call.path_id<OrderId>(0));
    TRY(call.body.done());
    return answer_with(call, id);
}

/// The first language that the facility offers and paper has words in.
Result<PaperWords> words_of_facility(StaffCall& call) {
    const wire::Facility facility = TRY(read_facility(call.db));
    for (const std::string& language : facility.languages()) {
        PaperWords words = TRY(PaperWords::in(language));
        if (language.starts_with(words.language())) return words;
    }
    return PaperWords::in("en");
}

json slip_words(const PaperWords& words) {
    json all = json::object();
    for (const auto& [key, text] : words.texts()) {
        if (key.starts_with("pick.") || key.starts_with("bag.")) all[key] = text;
    }
    return all;
}

/// The list is read by staff; the slip goes with the bag, to the resident.
Result<ApiAnswer> show_pick_list(StaffCall& call) {
    const OrderWindowId id = TRY(call.path_id<OrderWindowId>(0));
    const auto unit = TRY(call.query_id<UnitId>("unit_id"));
    TRY(call.body.done());
    const auto window = TRY(OrderWindows::find(call.db, id));
    if (!window) return Error(ErrorCode::kNotFound, "There is no such order window.");
    const auto orders = TRY(call.services.commissary.orders.pick_list(call.db, id, unit));
    json list = json::array();
    const PaperWords own = TRY(words_of_facility(call));
    json words = {{own.language(), slip_words(own)}};
    std::map<std::string, std::string> paper_language;  // by the resident's
    for (const OrderSummary& order : orders) {
        std::string& language = paper_language[order.language];
        if (language.empty()) {
            const PaperWords theirs = TRY(PaperWords::in(order.language));
            language = theirs.language();
            words[language] = slip_words(theirs);
        }
        list.push_back(view(order));
        list.back()["language"] = language;
    }
    return ApiAnswer{{{"window", view(*window)},
                      {"orders", list},
                      {"totals", totals_view(orders)},
                      {"paper", {{"language", own.language()}, {"words", words}}}}};
}

Result<ApiAnswer> pick_window(StaffCall& call) {
    const OrderWindowId id = TRY(call.path_id<OrderWindowId>(0));
    const auto unit = call.body.optional_id<UnitId>("unit_id");
    TRY(call.body.done());
    const int picked = TRY(call.services.writer->make(
        call.caller.actor(), [&](Work& work) { return call.services.commissary.orders.pick_all(work, id, unit); }));
    return ApiAnswer{{{"picked", picked}}};
}

using UnitsStep = Status (Orders::*)(Work&, const OrderId&, const std::vector<ItemUnits>&);

Result<ApiAnswer> take_units_step(StaffCall& call, UnitsStep step, const char* name) {
    const OrderId id = TRY(call.path_id<OrderId>(0));
    Status read;
    const auto units = read_item_units(call, name, read);
    TRY(std::move(read));
    TRY(call.body.done());
    TRY(call.services.writer->run(
        call.caller.actor(), [&](Work& work) { return (call.services.commissary.orders.*step)(work, id, units); }));
    return answer_with(call, id);
}

Result<ApiAnswer> enter_shortage(StaffCall& call) { return take_units_step(call, &Orders::pick, "short"); }
Result<ApiAnswer> hand_over(StaffCall& call) { return take_units_step(call, &Orders::hand_over, "refused"); }

Result<ApiAnswer> cancel_order(StaffCall& call) {
    const OrderId id = TRY(call.path_id<OrderId>(0));
    const std::string reason = call.body.text("reason", wire::kMaxLineCharacters);
    TRY(call.body.done());
    TRY(call.services.writer->run(call.caller.actor(), [&](Work& work) {
        return call.services.commissary.orders.cancel_by_staff(work, id, reason);
    }));
    return answer_with(call, id);
}

Result<ApiAnswer> refund_order(StaffCall& call) {
    const OrderId id = TRY(call.path_id<OrderId>(0));
    Status read;
    const auto units = read_item_units(call, "lines", read);
    const std::string reason = call.body.text("reason", wire::kMaxLineCharacters);
    const std::string key = call.body.text("idempotency_key", kMaxIdempotencyKey);
    TRY(std::move(read));
    TRY(call.body.done());
    return once(call, "order_refund/" + id.to_string(), key, [&](Work& work) -> Result<ApiAnswer> {
        const Cents back = TRY(call.services.commissary.orders.refund(work, id, units, reason));
        return ApiAnswer{{{"id", id.to_string()}, {"cents", back.units()}}, 201};
    });
}

Result<ApiAnswer> export_window(StaffCall& call) {
    const OrderWindowId id = TRY(call.path_id<OrderWindowId>(0));
    const std::string format = call.query_text("format");
    TRY(call.body.done());
    if (!format.empty() && format != "json" && format != "csv")
        return Error(ErrorCode::kInvalid, "\"format\" must be json or csv.");
    const OrderExport all = TRY(read_order_export(call.db, call.services.commissary.orders, id));
    TRY(call.services.writer->run(call.caller.actor(), [&](Work& work) {
        return work.audit(record::Event::kOrdersExported, id, format == "csv" ? "csv" : "json");
    }));
    ApiAnswer answer;
    if (format == "csv")
        answer.csv = order_table(all);
    else
        answer.body = order_document(all, call.services.context.facility, call.services.clock.now());
    return answer;
}

}  // namespace

void add_order_routes(http::Router& router, StaffApi& api) {
    const std::string orders = "/api/v1/commissary/orders";
    const std::string window = "/api/v1/commissary/windows/{id}";
    add_api_route(router, api, Method::kGet, orders, kOrderReaders, &list_orders);
    add_api_route(router, api, Method::kGet, orders + "/{id}", kOrderReaders, &show_order);
    add_api_route(router, api, Method::kPost, orders + "/{id}/shortage", kOrderStaff, &enter_shortage);
    add_api_route(router, api, Method::kPost, orders + "/{id}/hand-over", kOrderStaff, &hand_over);
    add_api_route(router, api, Method::kPost, orders + "/{id}/cancel", kOrderStaff, &cancel_order);
    add_api_route(router, api, Method::kPost, orders + "/{id}/refund", "trust_office", &refund_order);
    add_api_route(router, api, Method::kGet, window + "/pick-list", kOrderReaders, &show_pick_list);
    add_api_route(router, api, Method::kPost, window + "/pick", kOrderStaff, &pick_window);
    add_api_route(router, api, Method::kGet, window + "/export", kOrderReaders, &export_window);
}

}  // namespace dayroom::facility
