// Good commands and records of the commissary and of money that a resident moves: each test breaks one thing.
#pragma once

#include <string>
#include <utility>
#include <vector>

#include "tests/unit/platform/wire/messaging_sample.h"

namespace dayroom::wire::sample {

inline Command move_money() {
    Command command = messaging_command();
    MoveMoney& body = *command.mutable_move_money();
    body.set_transfer_id(id(400));
    body.set_to(MoveMoney::PHONE);
    body.set_cents(500);
    body.set_receipt_code("34679ACD");
    return command;
}
inline Command send_money() {
    Command command = messaging_command();
    SendMoney& body = *command.mutable_send_money();
    body.set_transfer_id(id(401));
    body.set_purpose(SendMoney::TO_CONTACT);
    body.set_contact_id(id(60));
    body.set_cents(2'500);
    body.set_fee_seen_cents(100);
    body.set_note("For school");
    body.set_receipt_code("34679ACD");
    return command;
}
inline Command withdraw_send_money() {
    Command command = messaging_command();
    command.mutable_withdraw_send_money()->set_transfer_id(id(401));
    return command;
}
inline Command set_spend_brake() {
    Command command = messaging_command();
    command.mutable_set_spend_brake()->set_daily_cents(2'000);
    return command;
}
inline Command submit_order() {
    Command command = messaging_command();
    SubmitOrder& body = *command.mutable_submit_order();
    body.set_order_id(id(402));
    body.set_window_id(id(403));
    SubmitOrder::Line& line = *body.add_lines();
    line.set_item("7011");
    line.set_units(3);
    line.set_price_seen_cents(45);
    body.set_total_seen_cents(135);
    body.set_receipt_code("34679ACD");
    return command;
}
inline Command cancel_order() {
    Command command = messaging_command();
    command.mutable_cancel_order()->set_order_id(id(402));
    return command;
}
inline Command accept_delivery() {
    Command command = messaging_command();
    command.mutable_accept_delivery()->set_order_id(id(402));
    AcceptDelivery::Refused& refused = *command.mutable_accept_delivery()->add_refused();
    refused.set_item("7011");
    refused.set_units(1);
    return command;
}

/// By the name of a seed.
inline std::vector<std::pair<std::string, Command>> commissary_commands() {
    return {{"move-money", move_money()},
            {"send-money", send_money()},
            {"withdraw-send-money", withdraw_send_money()},
            {"set-spend-brake", set_spend_brake()},
            {"submit-order", submit_order()},
            {"cancel-order", cancel_order()},
            {"accept-delivery", accept_delivery()}};
}

inline Record item_record() {
    Record record = record_in(FACILITY, 404);
    CatalogItem& item = *record.mutable_catalog_item();
    item.set_code("7011");
    item.set_category("soup");
    item.add_name()->set_language("en");
    item.mutable_name(0)->set_text("Noodle soup, chicken");
    item.add_allergens("gluten");
    item.add_diets("low_salt");
    item.set_price_cents(45);
    item.set_max_units(20);
    item.set_stock(-1);
    return record;
}
inline Record category_record() {
    Record record = record_in(FACILITY, 405);
    CatalogCategory& category = *record.mutable_catalog_category();
    category.set_code("soup");
    category.add_name()->set_language("en");
    category.mutable_name(0)->set_text("Soup");
    category.set_max_units(40);
    return record;
}
inline Record window_record() {
    Record record = record_in(FACILITY, 403);
    OrderWindow& window = *record.mutable_order_window();
    window.set_opens_ms(kNow);
    window.set_cut_off_ms(kNow + 1'000);
    window.set_delivery_ms(kNow + 2'000);
    return record;
}
inline Record standing_record() {
    Record record = record_in(RESIDENT, 406);
    CommissaryStanding& standing = *record.mutable_commissary_standing();
    standing.set_spending_class("standard");
    standing.set_limit_cents(10'000);
    standing.set_used_cents(2'500);
    standing.add_barred_items("7011");
    standing.add_diets("low_salt");
    standing.set_window_id(id(403));
    return record;
}
inline Record order_record() {
    Record record = record_in(RESIDENT, 402);
    Order& order = *record.mutable_order();
    order.set_window_id(id(403));
    order.set_state(Order::DELIVERED);
    OrderLine& line = *order.add_lines();
    line.set_item("7011");
    line.set_units(3);
    line.set_price_cents(45);
    line.add_name()->set_language("en");
    line.mutable_name(0)->set_text("Noodle soup, chicken");
    line.set_delivered(1);
    line.set_short_(1);
    line.set_refused(1);
    order.set_total_cents(135);
    order.set_charged_cents(45);
    order.set_given_back_cents(90);
    order.set_receipt_code("34679ACD");
    order.set_submitted_ms(kNow);
    order.set_cut_off_ms(kNow + 1'000);
    order.set_delivery_ms(kNow + 2'000);
    order.set_revision(1);
    return record;
}
inline Record obligation_record() {
    Record record = record_in(RESIDENT, 407);
    Obligation& obligation = *record.mutable_obligation();
    obligation.set_code("court_debt");
    obligation.set_legal_basis("State code 12-3");
    obligation.set_state(Obligation::ACTIVE);
    obligation.set_owed_cents(12'000);
    obligation.set_set_cents(20'000);
    return record;
}
inline std::vector<std::pair<std::string, Record>> commissary_records() {
    return {{"record-item", item_record()},     {"record-category", category_record()},
            {"record-window", window_record()}, {"record-standing", standing_record()},
            {"record-order", order_record()},   {"record-obligation", obligation_record()}};
}

}  // namespace dayroom::wire::sample
