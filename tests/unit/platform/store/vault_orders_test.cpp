// Orders, standing and debts in the vault; what an order that is queued here shows, and when it is settled.
#include "tests/unit/platform/store/world.h"

using namespace dayroom;
using namespace dayroom::store;

namespace {

struct OrderWorld : World {
    OrderId order_id = make<OrderId>();
    std::string window_id = make<RequestId>().raw();

    wire::Command ordering(const OrderId& id, int units, int replaces = 0) {
        wire::Command out = command();
        auto& submit = *out.mutable_submit_order();
        submit.set_order_id(id.raw());
        submit.set_window_id(window_id);
        submit.set_replaces_revision(replaces);
        auto& line = *submit.add_lines();
        line.set_item("soup");
        line.set_units(units);
        line.set_price_seen_cents(50);
        submit.set_total_seen_cents(50 * units);
        return out;
    }
    wire::Record order_record(const OrderId& id, wire::Order::State state, int units, std::int64_t version) {
        wire::Record out = record(wire::RESIDENT, id.raw(), version);
        auto& order = *out.mutable_order();
        order.set_window_id(window_id);
        order.set_state(state);
        order.set_revision(1);
        order.set_submitted_ms(clock.now().ms());
        order.set_cut_off_ms(clock.now().ms() + 1'000);
        order.set_delivery_ms(clock.now().ms() + 2'000);
        auto& line = *order.add_lines();
        line.set_item("soup");
        line.set_units(units);
        line.set_price_cents(50);
        order.set_total_cents(50 * units);
        return out;
    }
    OrderView view() { return vault->order(order_id).value().value(); }
    Cents queued() { return vault->money({}).value().queued; }
    void decide(const wire::Command& saved, wire::Outcome::Result result, const std::string& code = {}) {
        REQUIRE(vault->note_outcome(outcome(saved.id(), result, code)).ok());
    }
    wire::Command save(const wire::Command& one, std::int64_t reserved) {
        return vault->save_intent({one, {}, Cents::of(reserved)}).take();
    }
};

}  // namespace

TEST_CASE_METHOD(OrderWorld,
                 "an order lives from queued to delivered, its price is reserved until the hub's own hold is here") {
    const auto before = vault->stamps();
    const auto saved = save(ordering(order_id, 3), 150);
    CHECK(view().state == "queued");
    CHECK(view().order.total_cents() == 150);
    CHECK(view().waiting.empty());
    CHECK(queued() == Cents::of(150));
    CHECK(vault->stamps().commissary > before.commissary);
    CHECK(vault->orders_of_window(window_id).value().size() == 1);
    const auto lines = vault->transactions({MoneyFilter::kOut, "commissary"}, {}).value();
    REQUIRE(lines.total == 1);
    CHECK(lines.transactions[0].id.raw() == order_id.raw());
    CHECK(lines.transactions[0].line.change_cents() == -150);
    decide(saved, wire::Outcome::DONE);
    CHECK(view().state == "queued");
    CHECK(queued() == Cents::of(150));
    REQUIRE(vault->apply(order_record(order_id, wire::Order::SUBMITTED, 3, 1), false).ok());
    CHECK(view().state == "submitted");
    CHECK(queued() == Cents::of(0));
    REQUIRE(vault->apply(order_record(order_id, wire::Order::DELIVERED, 3, 2), false).ok());
    CHECK(view().state == "delivered");
    CHECK_FALSE(vault->apply(order_record(order_id, wire::Order::PICKED, 3, 1), false).value());
    CHECK(vault->orders({}).value().total == 1);
}

TEST_CASE_METHOD(OrderWorld,
                 "a replacement waits over what the hub has, and a record from before it does not settle it") {
    REQUIRE(vault->apply(order_record(order_id, wire::Order::SUBMITTED, 3, 1), false).ok());
    const auto saved = save(ordering(order_id, 5, 1), 100);
    CHECK(view().state == "submitted");
    CHECK(view().waiting == "change");
    CHECK(view().wanted->total_seen_cents() == 250);
    CHECK(view().order.total_cents() == 150);
    REQUIRE(vault->apply(order_record(order_id, wire::Order::SUBMITTED, 3, 2), false).ok());
    CHECK(view().waiting == "change");
    CHECK(queued() == Cents::of(100));
    SECTION("done") {
        decide(saved, wire::Outcome::DONE);
        REQUIRE(vault->apply(order_record(order_id, wire::Order::SUBMITTED, 5, 3), false).ok());
        CHECK(view().order.total_cents() == 250);
    }
    SECTION("refused: the order stands as it was") {
        decide(saved, wire::Outcome::DECLINED, "order_changed");
        CHECK(view().state == "submitted");
        CHECK(view().order.total_cents() == 150);
    }
    CHECK(view().waiting.empty());
    CHECK(queued() == Cents::of(0));
}

TEST_CASE_METHOD(OrderWorld, "an order that the hub refused says why, and can be taken off the list, others cannot") {
    const auto saved = save(ordering(order_id, 3), 150);
    CHECK(vault->drop_refused_order(order_id).error().code == ErrorCode::kConflict);
    decide(saved, wire::Outcome::DECLINED, "over_limit");
    CHECK(view().state == "refused");
    CHECK(view().refusal_code == "over_limit");
    CHECK(queued() == Cents::of(0));
    CHECK(vault->orders_of_window(window_id).value().empty());
    CHECK(vault->cancel_order_here(order_id, clock.now()).error().code == ErrorCode::kConflict);
    REQUIRE(vault->drop_refused_order(order_id).ok());
    CHECK(vault->orders({}).value().total == 0);
}

TEST_CASE_METHOD(OrderWorld, "an order that never left is cancelled here, and forgotten when it is old") {
    save(ordering(order_id, 3), 150);
    REQUIRE(vault->cancel_order_here(order_id, clock.now()).ok());
    CHECK(view().state == "cancelled");
    CHECK(queued() == Cents::of(0));
    CHECK(vault->undecided_intents().value().empty());
    CHECK(vault->counts().value().not_sent == 0);
    REQUIRE(vault->purge(clock.now()).ok());
    CHECK(vault->orders({}).value().total == 1);
    const auto known = make<OrderId>();
    REQUIRE(vault->apply(order_record(known, wire::Order::CANCELLED, 1, 1), false).ok());
    REQUIRE(vault->purge(clock.now() + kIntentsKept + Seconds(1)).ok());
    const auto left = vault->orders({}).value();
    REQUIRE(left.total == 1);
    CHECK(left.orders[0].id == known);
}

TEST_CASE_METHOD(OrderWorld,
                 "an order and the end of its cart are saved together or not at all, whichever operation fails") {
    const std::string cart(kCartDraftKey);
    REQUIRE(vault->save_draft(cart, "three soups", clock.now()).ok());
    REQUIRE(vault->mark_draft_sent(vault->unsent_drafts().value().at(0)).ok());
    Intent one{ordering(order_id, 3), Bytes(16, 4), Cents::of(150)};
    one.draft_key = cart;
    one.command_names_draft = false;
    int failures = 0;
    for (int n = 1;; ++n) {
        faults.fail_at(n);
        auto saved = vault->save_intent(one);
        const bool fired = faults.fired();
        faults.disarm();
        const bool there = vault->orders({}).value().total == 1;
        CHECK(vault->draft(cart).value().has_value() != there);
        CHECK(queued() == Cents::of(there ? 150 : 0));
        CHECK(vault->undecided_intents().value().size() == (there ? 1U : 0U));
        CHECK(vault->unsent_drafts().value().size() == (there ? 1U : 0U));  // the hub is told of the cart's end
        if (!fired) {
            CHECK(saved.ok());
            CHECK(there);
            break;
        }
        ++failures;
    }
    CHECK(failures > 6);
    CHECK(vault->unsent_drafts().value().at(0).removed);
    // The same nonce again: the same order, and no second reservation.
    Intent again{ordering(make<OrderId>(), 3), Bytes(16, 4), Cents::of(150)};
    CHECK(vault->save_intent(again).value().submit_order().order_id() == order_id.raw());
    CHECK(queued() == Cents::of(150));
    Intent other{ordering(make<OrderId>(), 4), Bytes(16, 4), Cents::of(200)};
    CHECK(vault->save_intent(other).error().code == ErrorCode::kConflict);
}

TEST_CASE_METHOD(OrderWorld,
                 "every intent about money and orders is saved wholly or not at all, whichever operation fails") {
    std::vector<std::pair<wire::Command, std::int64_t>> intents(7);
    for (auto& [one, reserved] : intents) one = command();
    const std::string transfer = make<TransferId>().raw();
    auto& move = *intents[0].first.mutable_move_money();
    move.set_transfer_id(make<TransferId>().raw());
    move.set_to(wire::MoveMoney::PHONE);
    move.set_cents(intents[0].second = 300);
    auto& send = *intents[1].first.mutable_send_money();
    send.set_transfer_id(transfer);
    send.set_purpose(wire::SendMoney::RELEASE_COSTS);
    send.set_cents(intents[1].second = 400);
    intents[2].first.mutable_withdraw_send_money()->set_transfer_id(transfer);
    intents[3].first.mutable_set_spend_brake()->set_daily_cents(500);
    intents[4] = {ordering(order_id, 4, 1), 50};
    intents[5].first.mutable_cancel_order()->set_order_id(order_id.raw());
    intents[6].first.mutable_accept_delivery()->set_order_id(order_id.raw());
    REQUIRE(vault->apply(order_record(order_id, wire::Order::SUBMITTED, 3, 1), false).ok());
    std::size_t saved = 0;
    Cents reserved;
    for (const auto& [one, cents] : intents) {
        for (int n = 1;; ++n) {
            faults.fail_at(n);
            const bool ok = vault->save_intent({one, {}, Cents::of(cents)}).ok();
            const bool fired = faults.fired();
            faults.disarm();
            const bool here = vault->undecided_intents().value().size() == saved + 1;
            CHECK(queued() == (here ? reserved.plus(Cents::of(cents)).value() : reserved));
            CHECK((ok ? here : true));
            CHECK(vault->orders({}).value().total == 1);
            if (here) break;
            REQUIRE(fired);
        }
        ++saved;
        reserved = queued();
    }
    CHECK(vault->queued_spending().value() == Cents::of(750));
    CHECK(view().waiting == "hand_over");
    // What the hub does not do gives back what was reserved for it, each once.
    for (const auto& [one, cents] : intents) decide(one, wire::Outcome::DECLINED, "conflict");
    for (const auto& [one, cents] : intents) decide(one, wire::Outcome::DECLINED, "conflict");
    CHECK(queued() == Cents::of(0));
    CHECK(view().waiting.empty());
    CHECK(view().state == "submitted");
}

TEST_CASE_METHOD(OrderWorld, "standing and debts come and go with the feed") {
    CHECK_FALSE(vault->standing().value());
    wire::Record standing = record(wire::RESIDENT, make<RequestId>().raw());
    standing.mutable_commissary_standing()->set_limit_cents(9'500);
    REQUIRE(vault->apply(standing, false).ok());
    CHECK(vault->standing().value()->limit_cents() == 9'500);
    REQUIRE(vault->remove(standing.id()).ok());
    CHECK_FALSE(vault->standing().value());
    const auto owe = [&](const char* code, wire::Obligation::State state) {
        wire::Record out = record(wire::RESIDENT, make<ObligationId>().raw());
        out.mutable_obligation()->set_code(code);
        out.mutable_obligation()->set_state(state);
        REQUIRE(vault->apply(out, false).ok());
        return out.id();
    };
    owe("restitution", wire::Obligation::FULFILLED);
    owe("victims", wire::Obligation::ACTIVE);
    const auto court = owe("court_debt", wire::Obligation::ACTIVE);
    std::string all;
    const auto owed = vault->obligations().value();
    for (const auto& each : owed) all += each.obligation.code() + ' ';
    CHECK(all == "court_debt victims restitution ");
    REQUIRE(vault->remove(court).ok());
    CHECK(vault->obligations().value().size() == 2);
}
