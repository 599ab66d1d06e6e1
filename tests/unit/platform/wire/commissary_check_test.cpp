// Bodies and records of the commissary and of money that a resident moves: every field is checked.
#include <functional>

#include <catch2/catch.hpp>

#include "tests/unit/platform/wire/commissary_sample.h"

using namespace dayroom;
using namespace dayroom::wire;
using namespace dayroom::wire::sample;

namespace {

struct SpoiltCommand {
    const char* what;
    Command (*good)();
    std::function<void(Command&)> spoil;
    ErrorCode code = ErrorCode::kInvalid;
};
struct SpoiltRecord {
    const char* what;
    Record (*good)();
    std::function<void(Record&)> spoil;
    ErrorCode code = ErrorCode::kInvalid;
};

std::vector<SpoiltCommand> spoilt_money() {
    const auto move = [](Command& c) -> MoveMoney& { return *c.mutable_move_money(); };
    const auto send = [](Command& c) -> SendMoney& { return *c.mutable_send_money(); };
    return {
        {"no transfer id", &move_money, [=](Command& c) { move(c).clear_transfer_id(); }},
        {"to nowhere", &move_money, [=](Command& c) { move(c).clear_to(); }},
        {"to somewhere else", &move_money, [=](Command& c) { move(c).set_to(static_cast<MoveMoney::To>(9)); }},
        {"nothing moved", &move_money, [=](Command& c) { move(c).set_cents(0); }},
        {"less than nothing moved", &move_money, [=](Command& c) { move(c).set_cents(-500); }},
        {"more than one command may move", &move_money, [=](Command& c) { move(c).set_cents(kMaxCommandUnits + 1); }},
        {"the least number", &move_money, [=](Command& c) { move(c).set_cents(INT64_MIN); }},
        {"sent to nobody", &send_money, [=](Command& c) { send(c).clear_contact_id(); }},
        {"no purpose", &send_money, [=](Command& c) { send(c).clear_purpose(); }},
        {"release costs for a contact", &send_money,
         [=](Command& c) { send(c).set_purpose(SendMoney::RELEASE_COSTS); }},
        {"nothing sent", &send_money, [=](Command& c) { send(c).set_cents(0); }},
        {"less than nothing sent", &send_money, [=](Command& c) { send(c).set_cents(-1); }},
        {"a fee that gives", &send_money, [=](Command& c) { send(c).set_fee_seen_cents(-1); }},
        {"a note with a bell", &send_money, [=](Command& c) { send(c).set_note("\a"); }},
        {"withdrawing nothing", &withdraw_send_money,
         [](Command& c) { c.mutable_withdraw_send_money()->clear_transfer_id(); }},
        {"a brake below zero", &set_spend_brake, [](Command& c) { c.mutable_set_spend_brake()->set_daily_cents(-1); }},
    };
}

std::vector<SpoiltCommand> spoilt_orders() {
    const auto order = [](Command& c) -> SubmitOrder& { return *c.mutable_submit_order(); };
    const auto line = [](Command& c) -> SubmitOrder::Line& { return *c.mutable_submit_order()->mutable_lines(0); };
    const auto accept = [](Command& c) -> AcceptDelivery& { return *c.mutable_accept_delivery(); };
    return {
        {"no order id", &submit_order, [=](Command& c) { order(c).clear_order_id(); }},
        {"no window", &submit_order, [=](Command& c) { order(c).clear_window_id(); }},
        {"an order of nothing", &submit_order, [=](Command& c) { order(c).clear_lines(); }},
        {"no units", &submit_order, [=](Command& c) { line(c).set_units(0); }},
        {"less than no units", &submit_order, [=](Command& c) { line(c).set_units(-2); }},
        {"more units than there are", &submit_order, [=](Command& c) { line(c).set_units(kMaxUnitsOfItem + 1); }},
        {"a price that gives", &submit_order, [=](Command& c) { line(c).set_price_seen_cents(-45); }},
        {"a total that gives", &submit_order, [=](Command& c) { order(c).set_total_seen_cents(-1); }},
        {"one item twice", &submit_order, [=](Command& c) { *order(c).add_lines() = c.submit_order().lines(0); }},
        {"an item that is no code", &submit_order, [=](Command& c) { line(c).set_item("Soup!"); }},
        {"a revision below zero", &submit_order, [=](Command& c) { order(c).set_replaces_revision(-1); }},
        {"more lines than an order has", &submit_order,
         [=](Command& c) {
             for (int i = 0; i < kMaxOrderLines; ++i) {
                 *order(c).add_lines() = c.submit_order().lines(0);
                 order(c).mutable_lines(i + 1)->set_item("x" + std::to_string(i));
             }
         },
         ErrorCode::kTooLarge},
        {"cancelling nothing", &cancel_order, [](Command& c) { c.mutable_cancel_order()->clear_order_id(); }},
        {"accepting nothing", &accept_delivery, [=](Command& c) { accept(c).clear_order_id(); }},
        {"refusing less than nothing", &accept_delivery,
         [=](Command& c) { accept(c).mutable_refused(0)->set_units(-1); }},
        {"refusing one item twice", &accept_delivery,
         [=](Command& c) { *accept(c).add_refused() = c.accept_delivery().refused(0); }},
    };
}

std::vector<SpoiltRecord> spoilt_records() {
    const auto item = [](Record& r) -> CatalogItem& { return *r.mutable_catalog_item(); };
    const auto window = [](Record& r) -> OrderWindow& { return *r.mutable_order_window(); };
    const auto line = [](Record& r) -> OrderLine& { return *r.mutable_order()->mutable_lines(0); };
    const auto debt = [](Record& r) -> Obligation& { return *r.mutable_obligation(); };
    const auto elsewhere = [](ScopeKind kind) { return [kind](Record& r) { r.mutable_scope()->set_kind(kind); }; };
    return {
        {"an item for one resident", &item_record, elsewhere(RESIDENT)},
        {"an item without a code", &item_record, [=](Record& r) { item(r).clear_code(); }},
        {"an item without a category", &item_record, [=](Record& r) { item(r).clear_category(); }},
        {"an item that pays", &item_record, [=](Record& r) { item(r).set_price_cents(-45); }},
        {"an item without a name in English", &item_record,
         [=](Record& r) { item(r).mutable_name(0)->set_language("es"); }},
        {"a stock below none", &item_record, [=](Record& r) { item(r).set_stock(-2); }},
        {"a picture without bytes", &item_record, [=](Record& r) { item(r).mutable_picture()->set_width(5); }},
        {"a category for a unit", &category_record, elsewhere(HOUSING_UNIT)},
        {"a category limit below zero", &category_record,
         [](Record& r) { r.mutable_catalog_category()->set_max_units(-1); }},
        {"a window for one resident", &window_record, elsewhere(RESIDENT)},
        {"a window that closes first", &window_record, [=](Record& r) { window(r).set_cut_off_ms(kNow); }},
        {"delivered before the cut-off", &window_record, [=](Record& r) { window(r).set_delivery_ms(kNow + 1); }},
        {"a limit below zero", &standing_record,
         [](Record& r) { r.mutable_commissary_standing()->set_limit_cents(-1); }},
        {"an order for everybody", &order_record, elsewhere(FACILITY)},
        {"an order in no state", &order_record, [](Record& r) { r.mutable_order()->clear_state(); },
         ErrorCode::kUnsupported},
        {"a line of no units", &order_record, [=](Record& r) { line(r).set_units(0); }},
        {"more handed over than ordered", &order_record, [=](Record& r) { line(r).set_delivered(2); }},
        {"charged less than nothing", &order_record, [](Record& r) { r.mutable_order()->set_charged_cents(-1); }},
        {"an order before its first revision", &order_record, [](Record& r) { r.mutable_order()->clear_revision(); }},
        {"a debt that pays", &obligation_record, [=](Record& r) { debt(r).set_owed_cents(-1); }},
        {"a debt in no state", &obligation_record, [=](Record& r) { debt(r).clear_state(); }, ErrorCode::kUnsupported},
    };
}

template <typename Spoilt, typename Parse>
void refuse_all(const std::vector<Spoilt>& table, Parse parse) {
    for (const Spoilt& row : table) {
        INFO(row.what);
        auto body = row.good();
        REQUIRE(parse(bytes_of(body)).ok());
        row.spoil(body);
        const auto result = parse(bytes_of(body));
        REQUIRE_FALSE(result.ok());
        CHECK(result.error().code == row.code);
    }
}

}  // namespace

TEST_CASE("good commands and records of money and commissary pass, and come back as they were") {
    for (const auto& [name, command] : commissary_commands()) {
        INFO(name);
        const auto parsed = parse_command(bytes_of(command));
        REQUIRE(parsed.ok());
        CHECK(bytes_of(parsed.value()) == bytes_of(command));
    }
    for (const auto& [name, record] : commissary_records()) {
        INFO(name);
        const auto parsed = parse_record(bytes_of(record));
        REQUIRE(parsed.ok());
        CHECK(bytes_of(parsed.value()) == bytes_of(record));
    }
}

TEST_CASE("commands of money and commissary: each thing that is wrong is refused") {
    refuse_all(spoilt_money(), &parse_command);
    refuse_all(spoilt_orders(), &parse_command);
}

TEST_CASE("records of money and commissary: each thing that is wrong is refused") {
    refuse_all(spoilt_records(), &parse_record);
    CHECK(must_be_sealed(Record::kCatalogItem));
    CHECK(must_be_sealed(Record::kOrderWindow));
    CHECK_FALSE(must_be_sealed(Record::kOrder));
}
