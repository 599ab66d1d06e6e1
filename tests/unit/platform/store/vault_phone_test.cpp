// The phone account in the vault: numbers from queued to gone, calls, what counts of the list's changes.
#include "tests/unit/platform/store/world.h"

using namespace dayroom;
using namespace dayroom::store;

namespace {

struct PhoneWorld : World {
    PhoneNumberId number_id = make<PhoneNumberId>();

    wire::Command asking() {
        wire::Command out = command();
        auto& asked = *out.mutable_request_phone_number();
        asked.set_number_id(number_id.raw());
        asked.set_name("Maria Vega");
        asked.set_relationship("mother");
        asked.set_number("+12175550101");
        return out;
    }
    wire::Command changing(wire::ChangePhoneNumber::Change change) {
        wire::Command out = command();
        out.mutable_change_phone_number()->set_number_id(number_id.raw());
        out.mutable_change_phone_number()->set_change(change);
        return out;
    }
    wire::Command saved(const wire::Command& one) { return vault->save_intent({one, {}, {}}).take(); }
    void decide(const wire::Command& one, wire::Outcome::Result result, const std::string& code = {}) {
        REQUIRE(vault->note_outcome(outcome(one.id(), result, code)).ok());
    }
    void comes(wire::PhoneNumber::State state, std::int64_t version, bool removal_asked = false) {
        wire::Record out = record(wire::RESIDENT, number_id.raw(), version);
        auto& number = *out.mutable_phone_number();
        number.set_name("Maria Vega");
        number.set_relationship("mother");
        number.set_number("+12175550101");
        number.set_state(state);
        number.set_removal_asked(removal_asked);
        REQUIRE(vault->apply(out, false).ok());
    }
    void call_comes(std::int64_t began_ms, std::int64_t cents, const std::string& id) {
        wire::Record out = record(wire::RESIDENT, id, ++version_);
        auto& call = *out.mutable_phone_call();
        call.set_number("+12175550101");
        call.set_began_ms(began_ms);
        call.set_charged_cents(cents);
        REQUIRE(vault->apply(out, false).ok());
    }
    std::optional<PhoneNumberView> view() { return vault->phone_number(number_id).value(); }
    std::string state() { return view() ? view()->state : "gone"; }

private:
    std::int64_t version_ = 0;
};

}  // namespace

TEST_CASE_METHOD(PhoneWorld, "a number lives from queued to gone, and what is under way shows at it") {
    const auto before = vault->stamps().phone;
    const auto asked = saved(asking());
    CHECK(state() == "queued");
    CHECK(vault->stamps().phone > before);
    decide(asked, wire::Outcome::DONE);
    CHECK(state() == "queued");
    comes(wire::PhoneNumber::REQUESTED, 1);
    CHECK(state() == "requested");
    comes(wire::PhoneNumber::APPROVED, 2);
    CHECK(state() == "approved");
    const auto remove = saved(changing(wire::ChangePhoneNumber::REMOVE));
    CHECK(view()->changing);
    decide(remove, wire::Outcome::DONE);
    CHECK(view()->changing);
    comes(wire::PhoneNumber::APPROVED, 3, true);
    CHECK(state() == "removal");
    CHECK_FALSE(view()->changing);
    REQUIRE(vault->remove(number_id.raw()).ok());
    CHECK(state() == "gone");
    CHECK(vault->phone_numbers().value().empty());
    CHECK(vault->undecided_intents().value().empty());
}

TEST_CASE_METHOD(PhoneWorld, "a change whose number staff took off meanwhile leaves nothing behind") {
    comes(wire::PhoneNumber::APPROVED, 1);
    const auto remove = saved(changing(wire::ChangePhoneNumber::REMOVE));
    SECTION("the number goes first") {
        REQUIRE(vault->remove(number_id.raw()).ok());
        decide(remove, wire::Outcome::DECLINED, "already_decided");
    }
    SECTION("the no comes first") {
        decide(remove, wire::Outcome::DECLINED, "already_decided");
        CHECK_FALSE(view()->changing);
        REQUIRE(vault->remove(number_id.raw()).ok());
    }
    CHECK(state() == "gone");
    CHECK(vault->undecided_intents().value().empty());
}

TEST_CASE_METHOD(PhoneWorld, "a number that the hub refused at once says why until its owner drops it, another stays") {
    const auto asked = saved(asking());
    decide(asked, wire::Outcome::DECLINED, "numbers_full");
    CHECK(state() == "not_taken");
    CHECK(view()->refusal_code == "numbers_full");
    REQUIRE(vault->drop_phone_number(number_id).ok());
    CHECK(state() == "gone");
    comes(wire::PhoneNumber::APPROVED, 1);
    CHECK(vault->drop_phone_number(number_id).error().code == ErrorCode::kConflict);
    CHECK(state() == "approved");
}

TEST_CASE_METHOD(PhoneWorld, "one that never left is dropped with all that was saved about it") {
    saved(asking());
    saved(changing(wire::ChangePhoneNumber::TAKE_BACK));
    REQUIRE(vault->drop_phone_number(number_id).ok());
    CHECK(vault->undecided_intents().value().empty());
    CHECK(state() == "gone");
}

TEST_CASE_METHOD(PhoneWorld, "calls stand newest first, page by page, and one that changes stays one") {
    const std::int64_t now = clock.now().ms();
    std::vector<std::string> ids;
    for (int at = 0; at < 5; ++at) ids.push_back(make<PhoneCallId>().raw());
    for (const int at : {3, 0, 4, 1, 2}) call_comes(now + at * 1'000, at, ids[static_cast<std::size_t>(at)]);
    const auto page = vault->phone_calls({1, 2}).value();
    CHECK(page.total == 5);
    REQUIRE(page.calls.size() == 2);
    CHECK(page.calls[0].id.raw() == ids[3]);
    CHECK(page.calls[1].id.raw() == ids[2]);
    call_comes(now + 4'000, 9, ids[4]);
    CHECK(vault->phone_calls({}).value().total == 5);
    CHECK(vault->phone_call(PhoneCallId::from_bytes(ids[4]).take()).value()->call.charged_cents() == 9);
    CHECK_FALSE(vault->phone_call(make<PhoneCallId>()).value());
}

TEST_CASE_METHOD(PhoneWorld, "a charge stands in the call log alone, what spendable has to do with stays a line") {
    wire::Record line = record(wire::RESIDENT, make<PhoneCallId>().raw());
    line.mutable_transaction()->set_kind(wire::Transaction::PHONE);
    line.mutable_transaction()->set_reason_code("phone_call");
    line.mutable_transaction()->set_at_ms(clock.now().ms());
    REQUIRE(vault->apply(line, false).ok());
    CHECK(vault->transactions({}, {}).value().total == 0);
    line.set_id(make<PhoneCallId>().raw());
    line.mutable_transaction()->set_reason_code("to_phone");
    line.mutable_transaction()->set_change_cents(-500);
    REQUIRE(vault->apply(line, false).ok());
    CHECK(vault->transactions({}, {}).value().total == 1);
}

TEST_CASE_METHOD(PhoneWorld, "top-ups under way are added up until the hub shows them, and savings are none") {
    const auto moving = [&](wire::MoveMoney::To to, std::int64_t cents) {
        wire::Command out = command();
        out.mutable_move_money()->set_transfer_id(make<PhoneCallId>().raw());
        out.mutable_move_money()->set_to(to);
        out.mutable_move_money()->set_cents(cents);
        return saved(out);
    };
    const auto first = moving(wire::MoveMoney::PHONE, 500);
    moving(wire::MoveMoney::PHONE, 250);
    moving(wire::MoveMoney::SAVINGS, 100);
    CHECK(vault->queued_for_phone().value() == Cents::of(750));
    decide(first, wire::Outcome::DECLINED, "insufficient_funds");
    CHECK(vault->queued_for_phone().value() == Cents::of(250));
}
