#include "tests/unit/platform/agent/shopping.h"

namespace dayroom::agent {
using dayroom::test::FakeHub;
using test::begin_from_query;
using test::cancel_query;
using test::is_outcome;
using test::nonce_of;
using test::ShopVisit;
using test::submit_query;

namespace {

local::ToAgent accept_query(const std::string& order, const std::string& pin, const std::string& item = {},
                            int units = 0) {
    local::ToAgent query;
    query.mutable_accept_delivery()->set_order_id(order);
    query.mutable_accept_delivery()->set_pin(pin);
    if (item.empty()) return query;
    query.mutable_accept_delivery()->add_refused()->set_item(item);
    query.mutable_accept_delivery()->mutable_refused(0)->set_units(units);
    return query;
}

}  // namespace

TEST_CASE_METHOD(ShopVisit, "without the hub an order is queued once, reserves its price, and goes out by itself") {
    put("soup", 4);
    put("coffee", 1);
    rig.go_offline(*terminal);
    const auto sent = terminal->ask(submit_query(window, 600, 'a')).submitted();
    CHECK(sent.receipt_code().size() == 8);
    CHECK_FALSE(sent.online());
    CHECK(terminal->ask(submit_query(window, 600, 'a')).submitted().receipt_code() == sent.receipt_code());
    CHECK(code(submit_query(window, 599, 'a')) == "conflict");
    CHECK(code(submit_query(window, 600, 'b')) == "empty");
    CHECK(order().state() == "queued");
    CHECK(order().lines(0).name(0).text() == "soup");
    CHECK(order().cut_off_ms() > 0);
    CHECK(order().may_cancel());
    CHECK_FALSE(order().may_change());
    CHECK(code(begin_from_query(order().id())) == "conflict");
    CHECK(terminal->money().money().spendable_cents() == 400);
    CHECK(terminal->money().money().queued_cents() == 600);
    // What is reserved cannot be spent a second time.
    put("coffee", 2);
    CHECK(cart().refusal_code() == "insufficient_funds");
    CHECK(cart().used_cents() == 600);
    // A restart in between loses nothing.
    terminal.reset();
    REQUIRE(rig.stop().ok());
    rig.start();
    terminal = std::make_unique<test::Terminal>(rig.options.socket_path);
    REQUIRE(terminal->sign_in("A100", "4711").has_signed_in());
    CHECK(order().state() == "queued");
    {
        const std::lock_guard lock(rig.hub.mutex());
        rig.hub.reachable = true;
    }
    rig.hub.wake();
    rig.clock.advance(Seconds(15));
    const auto outcome = terminal->push(is_outcome).outcome();
    CHECK(outcome.what() == "order");
    CHECK(outcome.done());
    CHECK(outcome.cents() == 600);
    CHECK(outcome.receipt_code() == sent.receipt_code());
    CHECK(order_in("submitted").may_change());
    local::ToAgent money;
    money.mutable_get_money();
    terminal->until(money, [](const local::ToTerminal& answer) {
        return answer.money().queued_cents() == 0 && answer.money().spendable_cents() == 400;
    });
    CHECK(commands_at_hub() == 1);
}

TEST_CASE_METHOD(ShopVisit, "an order that never left is cancelled here, the hub hears of neither") {
    put("soup", 4);
    rig.go_offline(*terminal);
    REQUIRE(terminal->ask(submit_query(window, 200, 'a')).has_submitted());
    const auto id = order().id();
    CHECK(terminal->ask(cancel_query(id)).has_done());
    CHECK(order().state() == "cancelled");
    CHECK(code(cancel_query(id)) == "already_decided");
    CHECK(terminal->money().money().spendable_cents() == 1'000);
    CHECK(terminal->home().home().not_sent() == 0);
    CHECK(code(cancel_query(std::string(16, 'o'))) == "not_found");
    rig.hub.reachable = true;
    rig.clock.advance(Seconds(1));
    put("soup", 1);
    REQUIRE(terminal->ask(submit_query(window, 50, 'b')).has_submitted());
    order_in("submitted");
    CHECK(commands_at_hub() == 1);
}

TEST_CASE_METHOD(ShopVisit, "before the cut-off an order is changed and cancelled, after it neither") {
    put("soup", 4);
    put("coffee", 2);
    REQUIRE(terminal->ask(submit_query(window, 1'000, 'a')).has_submitted());
    const auto first = order_in("submitted");
    CHECK(terminal->ask(begin_from_query(first.id())).cart().editing_order_id() == first.id());
    // What its own order holds is there for the change.
    CHECK(cart().spendable_cents() == 1'000);
    CHECK(cart().refusal_code().empty());
    // The shop tells of that order's window, too.
    const auto shop = [&] {
        local::ToAgent query;
        query.mutable_get_commissary();
        return terminal->ask(query).commissary();
    };
    CHECK(shop().window().cut_off_ms() == first.cut_off_ms());
    CHECK(shop().window_open());
    SECTION("changed") {
        put("coffee", 1);
        rig.go_offline(*terminal);
        REQUIRE(terminal->ask(submit_query(window, 600, 'b')).has_submitted());
        CHECK(order().waiting() == "change");
        CHECK(order().total_cents() == 600);
        CHECK_FALSE(order().may_cancel());
        CHECK(code(cancel_query(first.id())) == "conflict");
        CHECK(terminal->money().money().queued_cents() == 0);  // less than is held already
        rig.hub.reachable = true;
        const auto second =
            order_when([](const local::Order& each) { return each.total_cents() == 600 && each.waiting().empty(); });
        CHECK(second.id() == first.id());
        CHECK(second.receipt_code() == first.receipt_code());
        const std::lock_guard lock(rig.hub.mutex());
        CHECK(rig.hub.commands.back().resident_id() == resident.id.raw());
    }
    SECTION("cancelled") {
        CHECK(terminal->ask(cancel_query(first.id())).has_done());
        CHECK_FALSE(order_in("cancelled").may_change());
    }
    SECTION("picked meanwhile: the cart never becomes a second order") {
        rig.hub.change_order(first.id(), [](wire::Order& each) { each.set_state(wire::Order::PICKED); });
        order_in("picked");
        CHECK(cart().refusal_code() == "window_closed");
        CHECK_FALSE(shop().window_open());
        CHECK(code(submit_query(window, 1'000, 'b')) == "window_closed");
        CHECK(code(cancel_query(first.id())) == "too_late");
        // Begun again from there it is another order, and says so.
        CHECK(terminal->ask(begin_from_query(first.id())).cart().editing_order_id().empty());
    }
    SECTION("moved to a unit that does not hear of its window: changed there, within the limit of the week") {
        rig.hub.remove(rig.hub.scope_of_facility(), window);
        wire::Record record;
        record.mutable_order_window()->set_opens_ms(rig.clock.now().ms() - 1);
        record.mutable_order_window()->set_cut_off_ms(rig.clock.now().ms() + 60'000);
        record.mutable_order_window()->set_delivery_ms(rig.clock.now().ms() + 120'000);
        const std::string other = rig.hub.put(rig.hub.scope_of_facility(), record);
        rig.hub.put_standing(resident, [&](wire::CommissaryStanding& standing) {
            standing.set_window_id(other);
            standing.set_limit_cents(900);
            standing.set_used_cents(1'200);  // that order, and another one of this week that is not here any more
        });
        // Told in another week than the order's, its sum would not count here.
        cart_when([](const local::Cart& each) { return each.limit_cents() == 900 && each.used_cents() == 200; });
        CHECK(cart().window().id() == window);
        CHECK(cart().window().cut_off_ms() == first.cut_off_ms());
        CHECK(shop().window().delivery_ms() == first.delivery_ms());
        CHECK(cart().refusal_code() == "over_limit");
        CHECK(code(submit_query(window, 1'000, 'b')) == "over_limit");
        put("coffee", 1);
        CHECK(cart().refusal_code().empty());
        CHECK(code(submit_query(other, 600, 'b')) == "window_closed");
        REQUIRE(terminal->ask(submit_query(window, 600, 'b')).has_submitted());
        const auto changed =
            order_when([](const local::Order& each) { return each.total_cents() == 600 && each.waiting().empty(); });
        CHECK(changed.id() == first.id());
        // What is ordered anew is for the window here.
        put("soap", 1);
        CHECK(cart().window().id() == other);
        REQUIRE(terminal->ask(cancel_query(first.id())).has_done());
        order_when([](const local::Order& each) { return each.state() == "cancelled"; });
    }
    SECTION("after the cut-off") {
        rig.hub.change_order(first.id(), [&](wire::Order& each) { each.set_cut_off_ms(rig.clock.now().ms() - 1); });
        order_when([](const local::Order& each) { return !each.may_change(); });
        CHECK(code(cancel_query(first.id())) == "too_late");
        CHECK(cart().refusal_code() == "window_closed");
    }
}

TEST_CASE_METHOD(ShopVisit,
                 "an order that the hub refuses stays with its reason, can be begun again and taken off the list") {
    rig.hub.twist_outcome = [](wire::Outcome& outcome) {
        outcome.set_result(wire::Outcome::DECLINED);
        outcome.set_code("over_limit");
    };
    put("soup", 4);
    REQUIRE(terminal->ask(submit_query(window, 200, 'a')).has_submitted());
    const auto outcome = terminal->push([](const local::ToTerminal& push) { return push.has_outcome(); }).outcome();
    CHECK_FALSE(outcome.done());
    CHECK(outcome.code() == "over_limit");
    const auto refused = order_in("refused");
    CHECK(refused.refusal_code() == "over_limit");
    CHECK(terminal->money().money().spendable_cents() == 1'000);
    CHECK(terminal->ask(begin_from_query(refused.id())).cart().total_cents() == 200);
    CHECK(cart().editing_order_id().empty());
    CHECK(terminal->ask(cancel_query(refused.id())).has_done());
    CHECK(terminal->ask(test::orders_query()).orders().total() == 0);
}

TEST_CASE_METHOD(ShopVisit, "a bag is accepted with the PIN, a wrong one counts and at last ends the session") {
    put("soup", 4);
    REQUIRE(terminal->ask(submit_query(window, 200, 'a')).has_submitted());
    const auto id = order_in("submitted").id();
    CHECK(code(accept_query(id, "4711")) == "not_picked");
    rig.hub.change_order(id, [](wire::Order& each) {
        each.set_state(wire::Order::PICKED);
        each.mutable_lines(0)->set_short_(1);
    });
    CHECK(order_in("picked").may_accept());
    for (const auto& [item, units] : {std::pair<const char*, int>{"soup", 4}, {"soup", 0}, {"soup", -1}, {"soap", 1}})
        CHECK(code(accept_query(id, "4711", item, units)) == "invalid");
    auto twice = accept_query(id, "4711", "soup", 1);
    *twice.mutable_accept_delivery()->add_refused() = twice.accept_delivery().refused(0);
    CHECK(code(twice) == "invalid");
    CHECK(code(accept_query(std::string(16, 'o'), "4711")) == "not_found");
    const auto wrong = terminal->ask(accept_query(id, "0000")).problem();
    CHECK(wrong.code() == "wrong_pin");
    CHECK(wrong.attempts_left() == 4);
    CHECK(code(accept_query(id, "")) == "wrong_pin");
    SECTION("signed, without the hub") {
        rig.go_offline(*terminal);
        CHECK(terminal->ask(accept_query(id, "4711", "soup", 2)).has_done());
        CHECK(order().waiting() == "hand_over");
        CHECK(code(accept_query(id, "4711")) == "not_picked");
        rig.hub.reachable = true;
        const auto is_delivery = [](const local::ToTerminal& push) {
            return is_outcome(push) &&
                   push.outcome().what() == "delivery";  // that of the order may still be on its way
        };
        CHECK(terminal->push(is_delivery).outcome().done());
        CHECK(order_in("delivered").handed_over_ms() > 0);
        const std::lock_guard lock(rig.hub.mutex());
        for (const auto& command : rig.hub.commands)
            if (command.has_accept_delivery()) CHECK(command.accept_delivery().refused(0).units() == 2);
    }
    SECTION("guessed") {
        for (int guess = 0; guess < 3; ++guess) CHECK(code(accept_query(id, "1234")) == "wrong_pin");
        const auto locked = terminal->ask(accept_query(id, "1235")).problem();
        CHECK(locked.code() == "locked");
        CHECK(locked.locked_until_ms() > rig.clock.now().ms());
        CHECK(terminal->push(test::session_ended).session_ended().reason() == "signed_out");
        CHECK(code(accept_query(id, "4711")) == "signed_out");
        CHECK(terminal->sign_in("A100", "4711").problem().code() == "locked");
        for (const auto& command : rig.hub.commands) CHECK_FALSE(command.has_accept_delivery());
    }
}

}  // namespace dayroom::agent
