// The hub in memory: the commissary, and what commands that spend do.
#include <catch2/catch.hpp>

#include "tests/unit/platform/sync/fake_hub_parts.h"

namespace dayroom::test {
namespace {

constexpr std::int64_t kHourMs = 3'600'000;

}  // namespace

std::string FakeHub::set_up_commissary() {
    for (const char* code : {"food", "hygiene"}) {
        wire::Record record;
        record.mutable_catalog_category()->set_code(code);
        record.mutable_catalog_category()->set_position(std::string(code) == "food" ? 1 : 2);
        say(record.mutable_catalog_category()->mutable_name(), code);
        put(scope_of_facility(), record);
    }
    put_item("soup", 50);
    put_item("coffee", 400);
    put_item("soap", 150, [](wire::CatalogItem& item) {
        item.set_category("hygiene");
        item.set_exempt_from_limit(true);
    });
    wire::Record window;
    window.mutable_order_window()->set_opens_ms(clock_.now().ms() - kHourMs);
    window.mutable_order_window()->set_cut_off_ms(clock_.now().ms() + 2 * kHourMs);
    window.mutable_order_window()->set_delivery_ms(clock_.now().ms() + 24 * kHourMs);
    return put(scope_of_facility(), window);
}

void FakeHub::put_item(const std::string& code, std::int64_t cents,
                       const std::function<void(wire::CatalogItem&)>& change) {
    wire::Record record;
    auto& item = *record.mutable_catalog_item();
    item.set_code(code);
    item.set_category("food");
    item.set_price_cents(cents);
    item.set_stock(-1);
    say(item.mutable_name(), code);
    change(item);
    const std::lock_guard lock(mutex_);
    item_ids_[code] = put(scope_of_facility(), record, item_ids_[code]);
}

void FakeHub::remove_item(const std::string& code) {
    const std::lock_guard lock(mutex_);
    remove(scope_of_facility(), item_ids_.at(code));
}

void FakeHub::put_standing(const Resident& resident, const std::function<void(wire::CommissaryStanding&)>& change) {
    wire::Record record;
    record.mutable_commissary_standing()->set_spending_class("standard");
    record.mutable_commissary_standing()->set_limit_cents(9'500);
    change(*record.mutable_commissary_standing());
    std::string id = resident.id.raw();
    id[0] = static_cast<char>(id[0] ^ 2);
    put(scope_of(resident), record, id);
}

void FakeHub::change_order(const std::string& id, const std::function<void(wire::Order&)>& change) {
    const std::lock_guard lock(mutex_);
    Kept kept = kept_.at(id);
    change(*kept.record.mutable_order());
    put(kept.scope, kept.record, id);
}

void FakeHub::change_policy(const std::function<void(wire::Policy&)>& change) {
    wire::Record record;
    *record.mutable_facility() = facility_as_set_up_;
    change(*record.mutable_facility()->mutable_policy());
    put(scope_of_facility(), record, facility_.raw());
}

void FakeHub::change_balances(const Resident& resident, const std::function<void(wire::Balances&)>& change) {
    const std::lock_guard lock(mutex_);
    change(balances_[resident.id.raw()]);
    put_balances(resident);
}

void FakeHub::carry_out_spending(const Resident& resident, const wire::Command& command) {
    switch (command.body_case()) {
        case wire::Command::kMoveMoney: {
            const auto& move = command.move_money();
            const bool phone = move.to() == wire::MoveMoney::PHONE;
            return spend(resident, move.transfer_id(), move.cents(),
                         phone ? wire::Transaction::PHONE : wire::Transaction::TRANSFER, wire::Transaction::POSTED);
        }
        case wire::Command::kSendMoney:
            return spend(resident, command.send_money().transfer_id(),
                         command.send_money().cents() + command.send_money().fee_seen_cents(),
                         wire::Transaction::SEND_MONEY, wire::Transaction::PENDING);
        case wire::Command::kWithdrawSendMoney: {
            Kept kept = kept_.at(command.withdraw_send_money().transfer_id());
            kept.record.mutable_transaction()->set_state(wire::Transaction::VOIDED);
            put(kept.scope, kept.record, kept.record.id());
            return change_balances(resident, [&](wire::Balances& balances) {
                balances.set_spendable_cents(balances.spendable_cents() - kept.record.transaction().change_cents());
            });
        }
        case wire::Command::kSubmitOrder:
            return take_order(resident, command.submit_order());
        case wire::Command::kCancelOrder:
            change_balances(resident, [&](wire::Balances& balances) {
                balances.set_spendable_cents(balances.spendable_cents() +
                                             kept_.at(command.cancel_order().order_id()).record.order().total_cents());
            });
            return change_order(command.cancel_order().order_id(),
                                [](wire::Order& order) { order.set_state(wire::Order::CANCELLED); });
        case wire::Command::kRequestPhoneNumber:
        case wire::Command::kChangePhoneNumber:
            return take_number(resident, command);
        case wire::Command::kBookVisit:
        case wire::Command::kChangeVisit:
        case wire::Command::kCancelVisit:
        case wire::Command::kCheckInVisit:
            return take_visit(resident, command);
        case wire::Command::kAcceptDelivery:
            return change_order(command.accept_delivery().order_id(), [&](wire::Order& order) {
                order.set_state(wire::Order::DELIVERED);
                order.set_handed_over_ms(command.made_ms());
            });
        default:
            return;
    }
}

void FakeHub::spend(const Resident& resident, const std::string& line_id, std::int64_t cents,
                    wire::Transaction::Kind kind, wire::Transaction::State state) {
    auto& balances = balances_[resident.id.raw()];
    balances.set_spendable_cents(balances.spendable_cents() - cents);
    wire::Record record;
    auto& line = *record.mutable_transaction();
    line.set_kind(kind);
    line.set_state(state);
    line.set_change_cents(-cents);
    line.set_balance_after_cents(balances.spendable_cents());
    line.set_at_ms(clock_.now().ms());
    line.set_reason_code("test");
    put(scope_of(resident), record, line_id);
    put_balances(resident);
}

void FakeHub::take_order(const Resident& resident, const wire::SubmitOrder& submit) {
    wire::Record record;
    auto& order = *record.mutable_order();
    auto& balances = balances_[resident.id.raw()];
    if (submit.replaces_revision() > 0)
        balances.set_spendable_cents(balances.spendable_cents() +
                                     kept_.at(submit.order_id()).record.order().total_cents());
    balances.set_spendable_cents(balances.spendable_cents() - submit.total_seen_cents());
    order.set_window_id(submit.window_id());
    order.set_state(wire::Order::SUBMITTED);
    for (const auto& line : submit.lines()) {
        auto& added = *order.add_lines();
        added.set_item(line.item());
        added.set_units(line.units());
        added.set_price_cents(line.price_seen_cents());
        say(added.mutable_name(), line.item());
    }
    order.set_total_cents(submit.total_seen_cents());
    order.set_receipt_code(submit.receipt_code());
    order.set_submitted_ms(clock_.now().ms());
    order.set_cut_off_ms(clock_.now().ms() + 2 * kHourMs);
    order.set_delivery_ms(clock_.now().ms() + 24 * kHourMs);
    order.set_revision(submit.replaces_revision() + 1);
    put(scope_of(resident), record, submit.order_id());
    put_balances(resident);
}

}  // namespace dayroom::test
