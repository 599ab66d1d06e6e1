// Visits in the vault: from booked here to over, with the money that is set aside, and what the device knows of days.
#include "tests/unit/platform/store/world.h"

using namespace dayroom;
using namespace dayroom::store;

namespace {

constexpr std::int64_t kHalfHourMs = 1'800'000;

struct VisitWorld : World {
    VisitId visit_id = make<VisitId>();
    std::int64_t from = clock.now().ms() + 48 * 2 * kHalfHourMs;

    VisitWorld() {
        REQUIRE(vault->apply(contact(mother, "Maria Vega"), false).ok());
        REQUIRE(vault->apply(balances(1'000), false).ok());
    }
    wire::Command booking() {
        wire::Command out = command();
        auto& booked = *out.mutable_book_visit();
        booked.set_visit_id(visit_id.raw());
        booked.set_contact_id(mother.raw());
        booked.set_resource_id(std::string(16, 'K'));
        booked.set_from_ms(from);
        booked.set_to_ms(from + kHalfHourMs);
        booked.set_price_seen_cents(600);
        booked.set_receipt_code("34679ACD");
        return out;
    }
    wire::Command moving() {
        wire::Command out = command();
        auto& changed = *out.mutable_change_visit();
        changed.set_visit_id(visit_id.raw());
        changed.set_resource_id(std::string(16, 'K'));
        changed.set_from_ms(from + kHalfHourMs);
        changed.set_to_ms(from + 2 * kHalfHourMs);
        changed.set_price_seen_cents(700);
        changed.set_seen_revision(1);
        return out;
    }
    wire::Command cancelling() {
        wire::Command out = command();
        out.mutable_cancel_visit()->set_visit_id(visit_id.raw());
        out.mutable_cancel_visit()->set_back_seen_cents(600);
        return out;
    }
    wire::Command saved(const wire::Command& one, std::int64_t reserved, char nonce = 0) {
        return vault->save_intent({one, nonce == 0 ? Bytes() : Bytes(16, std::uint8_t(nonce)), Cents::of(reserved)})
            .take();
    }
    void decide(const wire::Command& one, wire::Outcome::Result result, const std::string& code = {}) {
        REQUIRE(vault->note_outcome(outcome(one.id(), result, code)).ok());
    }
    void comes(wire::Visit::State state, std::int64_t version) {
        wire::Record out = record(wire::RESIDENT, visit_id.raw(), version);
        auto& visit = *out.mutable_visit();
        visit.set_contact_id(mother.raw());
        visit.set_visitor("Maria Vega");
        visit.set_state(state);
        visit.set_from_ms(from);
        visit.set_to_ms(from + kHalfHourMs);
        visit.set_held_cents(600);
        REQUIRE(vault->apply(out, false).ok());
    }
    std::optional<VisitView> view() { return vault->visit(visit_id).value(); }
    std::string state() { return view() ? view()->state : "gone"; }
    std::string waiting() { return view() ? view()->waiting : "gone"; }
    std::int64_t queued() { return vault->money(clock.now()).value().queued.units(); }
};

}  // namespace

TEST_CASE_METHOD(VisitWorld, "a visit lives from booked here to over, and its price is spent at once, and once") {
    const auto before = vault->stamps().visits;
    const auto booked = saved(booking(), 600, 'n');
    CHECK(state() == "queued");
    CHECK(view()->visit.visitor() == "Maria Vega");
    CHECK(view()->visit.receipt_code() == "34679ACD");
    CHECK(vault->stamps().visits > before);
    CHECK(queued() == 600);
    CHECK(vault->queued_spending().value() == Cents::of(600));
    const auto line = vault->transactions({}, {}).value().transactions;
    REQUIRE(line.size() == 1);
    CHECK(line[0].line.kind() == wire::Transaction::VISIT);
    CHECK(line[0].line.change_cents() == -600);
    decide(booked, wire::Outcome::DONE);
    CHECK(queued() == 600);
    comes(wire::Visit::BOOKED, 1);
    CHECK(state() == "booked");
    CHECK(queued() == 0);
    comes(wire::Visit::CHECKED_IN, 2);
    CHECK(state() == "checked_in");
    comes(wire::Visit::ENDED, 3);
    CHECK(state() == "ended");
    comes(wire::Visit::BOOKED, 2);  // an old one does not come back
    CHECK(state() == "ended");
    CHECK(vault->undecided_intents().value().empty());
    REQUIRE(vault->remove(visit_id.raw()).ok());
    CHECK(vault->visits().value().empty());
}

TEST_CASE_METHOD(VisitWorld, "the same nonce books once, whatever id and code are made anew") {
    saved(booking(), 600, 'n');
    visit_id = make<VisitId>();
    const auto again = saved(booking(), 600, 'n');
    CHECK(again.book_visit().visit_id() != visit_id.raw());
    CHECK(vault->visits().value().size() == 1);
    from += kHalfHourMs;
    CHECK(vault->save_intent({booking(), Bytes(16, std::uint8_t('n')), Cents::of(600)}).error().code ==
          ErrorCode::kConflict);
}

TEST_CASE_METHOD(VisitWorld,
                 "a no of the hub gives the money back at once, and stays with its reason until taken away") {
    const auto booked = saved(booking(), 600);
    decide(booked, wire::Outcome::DECLINED, "slot_taken");
    CHECK(state() == "refused");
    CHECK(view()->refusal_code == "slot_taken");
    CHECK(queued() == 0);
    REQUIRE(vault->drop_visit(visit_id).ok());
    CHECK(state() == "gone");
    CHECK(vault->drop_visit(visit_id).error().code == ErrorCode::kConflict);
}

TEST_CASE_METHOD(VisitWorld, "one that never left is dropped with its money, one of the hub is not") {
    saved(booking(), 600);
    REQUIRE(vault->drop_visit(visit_id).ok());
    CHECK(queued() == 0);
    CHECK(vault->undecided_intents().value().empty());
    comes(wire::Visit::BOOKED, 1);
    CHECK(vault->drop_visit(visit_id).error().code == ErrorCode::kConflict);
    CHECK(state() == "booked");
}

TEST_CASE_METHOD(VisitWorld, "a move waits beside the visit as it is, and sets only what it costs more aside") {
    comes(wire::Visit::BOOKED, 1);
    const auto moved = saved(moving(), 100);
    CHECK(state() == "booked");
    CHECK(waiting() == "change");
    REQUIRE(view()->wanted);
    CHECK(view()->wanted->from_ms() == from + kHalfHourMs);
    CHECK(queued() == 100);
    SECTION("the hub says no: all is as it was") {
        decide(moved, wire::Outcome::DECLINED, "slot_taken");
        CHECK(waiting().empty());
        CHECK(queued() == 0);
    }
    SECTION("the hub moves it") {
        decide(moved, wire::Outcome::DONE);
        CHECK(waiting() == "change");
        from += kHalfHourMs;
        comes(wire::Visit::BOOKED, 2);
        CHECK(waiting().empty());
        CHECK(queued() == 0);
    }
    SECTION("it never left") {
        REQUIRE(vault->drop_visit_change(visit_id).ok());
        CHECK(waiting().empty());
        CHECK(queued() == 0);
        CHECK(vault->undecided_intents().value().empty());
    }
    SECTION("a cancellation stands over it") {
        clock.advance(Milliseconds(1));
        saved(cancelling(), 0);
        CHECK(waiting() == "cancel");
        CHECK_FALSE(view()->wanted);
    }
}

TEST_CASE_METHOD(VisitWorld, "a cancellation waits until the visit comes back cancelled, also when that came first") {
    comes(wire::Visit::BOOKED, 1);
    const auto cancelled = saved(cancelling(), 0);
    CHECK(waiting() == "cancel");
    comes(wire::Visit::CANCELLED, 2);
    decide(cancelled, wire::Outcome::DONE);
    CHECK(waiting().empty());
    CHECK(state() == "cancelled");
}

TEST_CASE_METHOD(VisitWorld, "visits stand in order of time, and a standing is kept") {
    comes(wire::Visit::BOOKED, 1);
    visit_id = make<VisitId>();
    from -= 10 * kHalfHourMs;
    comes(wire::Visit::MISSED, 1);
    const auto all = vault->visits().value();
    REQUIRE(all.size() == 2);
    CHECK(all[0].state == "missed");
    CHECK_FALSE(vault->visit_standing().value().suspended());
    wire::Record standing = record(wire::RESIDENT, std::string(16, 's'));
    standing.mutable_visit_standing()->set_suspended(true);
    REQUIRE(vault->apply(standing, false).ok());
    CHECK(vault->visit_standing().value().suspended());
}

TEST_CASE_METHOD(VisitWorld, "the device keeps the terms and the days that can be booked, by date") {
    CHECK_FALSE(device->visit_terms().value());
    const auto before = device->stamps().visits;
    wire::Record terms = record(wire::FACILITY, std::string(16, 'T'));
    terms.mutable_visit_terms()->add_minutes(30);
    REQUIRE(device->apply_page(plain_page(wire::FACILITY, {terms}, 0, 1)).ok());
    wire::Record later = record(wire::HOUSING_UNIT, std::string(16, 'L'));
    later.mutable_visit_day()->set_date(20'002);
    wire::Record sooner = record(wire::HOUSING_UNIT, std::string(16, 'S'));
    sooner.mutable_visit_day()->set_date(20'001);
    REQUIRE(device->apply_page(plain_page(wire::HOUSING_UNIT, {later, sooner}, 0, 2)).ok());
    CHECK(device->stamps().visits > before);
    CHECK(device->visit_terms().value()->minutes(0) == 30);
    const auto days = device->visit_days().value();
    REQUIRE(days.size() == 2);
    CHECK(days[0].date() == 20'001);
}
