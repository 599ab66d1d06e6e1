// A resident in front of the commissary: what the tests of cart and orders ask.
#pragma once

#include <catch2/catch.hpp>

#include "tests/unit/platform/agent/agent_rig.h"

namespace dayroom::agent::test {

inline local::ToAgent cart_query() {
    local::ToAgent query;
    query.mutable_get_cart();
    return query;
}

inline local::ToAgent put_query(const std::string& item, int units) {
    local::ToAgent query;
    query.mutable_set_cart()->set_item(item);
    query.mutable_set_cart()->set_units(units);
    return query;
}

inline local::ToAgent begin_from_query(const std::string& order) {
    local::ToAgent query;
    query.mutable_set_cart()->set_order_id(order);
    return query;
}

inline local::ToAgent orders_query() {
    local::ToAgent query;
    query.mutable_get_orders();
    return query;
}

inline local::ToAgent cancel_query(const std::string& order) {
    local::ToAgent query;
    query.mutable_cancel_order()->set_order_id(order);
    return query;
}

inline local::ToAgent submit_query(const std::string& window, std::int64_t total, char nonce) {
    local::ToAgent query;
    query.mutable_submit_order()->set_window_id(window);
    query.mutable_submit_order()->set_total_seen_cents(total);
    query.mutable_submit_order()->set_nonce(nonce_of(nonce));
    return query;
}

/// $10 to spend, a commissary that is open.
struct ShopVisit {
    ShopVisit() : resident(rig.hub.add_resident("A100", "4711", 1'000)), window(rig.hub.set_up_commissary()) {
        rig.hub.lively = true;
        rig.start();
        terminal = rig.connect_synced();
        REQUIRE(terminal->sign_in("A100", "4711").has_signed_in());
    }
    local::Cart cart() { return terminal->ask(cart_query()).cart(); }
    local::Cart cart_when(const std::function<bool(const local::Cart&)>& fits) {
        return terminal->until(cart_query(), [&](const local::ToTerminal& answer) { return fits(answer.cart()); })
            .cart();
    }
    local::ToTerminal put(const std::string& item, int units) { return terminal->ask(put_query(item, units)); }
    std::string code(const local::ToAgent& query) { return terminal->ask(query).problem().code(); }
    local::Order order() { return terminal->ask(orders_query()).orders().orders(0); }
    local::Order order_when(const std::function<bool(const local::Order&)>& fits) {
        return terminal
            ->until(orders_query(),
                    [&](const local::ToTerminal& answer) {
                        return answer.orders().total() > 0 && fits(answer.orders().orders(0));
                    })
            .orders()
            .orders(0);
    }
    local::Order order_in(const std::string& state) {
        return order_when([&](const local::Order& order) { return order.state() == state && order.waiting().empty(); });
    }
    /// Of the hub's commands, without the drafts that carry the cart about.
    int commands_at_hub() {
        const std::lock_guard lock(rig.hub.mutex());
        int count = 0;
        for (const auto& command : rig.hub.commands) count += command.has_save_draft() ? 0 : 1;
        return count;
    }

    Rig rig;
    dayroom::test::FakeHub::Resident& resident;
    std::string window;
    std::unique_ptr<Terminal> terminal;
};

}  // namespace dayroom::agent::test
