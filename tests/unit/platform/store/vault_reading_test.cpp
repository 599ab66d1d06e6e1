// What a vault keeps of notices that were read and of appointments.
#include <catch2/catch.hpp>

#include "platform/store/schedule.h"
#include "tests/unit/platform/store/world.h"

using namespace dayroom;
using namespace dayroom::store;

namespace {

wire::Record receipt_record(World& world, const CommandId& command, const NoticeId& notice, Timestamp at) {
    wire::Record record = world.record(wire::RESIDENT, command.raw());
    record.mutable_notice_receipt()->set_notice_id(notice.raw());
    record.mutable_notice_receipt()->set_at_ms(at.ms());
    return record;
}

NoticeView must_read(World& world) {
    NoticeView view;
    view.id = world.make<NoticeId>();
    view.notice.set_must_acknowledge(true);
    view.notice.set_valid_from_ms(world.clock.now().ms());
    return view;
}

wire::Record appointment_record(World& world, const std::string& id, Timestamp from, std::int64_t version = 1) {
    wire::Record record = world.record(wire::RESIDENT, id, version);
    record.mutable_appointment()->set_kind("court");
    record.mutable_appointment()->set_from_ms(from.ms());
    return record;
}

}  // namespace

TEST_CASE_METHOD(World, "what was read at another terminal asks no more, and asks again when the hub takes it back") {
    const NoticeView shared = must_read(*this);
    const auto asks = [&] { return vault->notices(clock.now(), {shared}).value().front().asks(); };
    CHECK(asks());
    const auto stamp = vault->stamps().notices;
    const CommandId command = make<CommandId>();
    REQUIRE(vault->apply(receipt_record(*this, command, shared.id, clock.now()), false).value());
    CHECK(vault->stamps().notices > stamp);
    CHECK_FALSE(asks());
    const auto read = vault->notices(clock.now(), {shared}).value().front();
    CHECK(read.acknowledged == clock.now());
    CHECK_FALSE(read.acknowledgement_waits);
    REQUIRE(vault->remove(command.raw()).value());
    CHECK(asks());
}

TEST_CASE_METHOD(World, "what was read here waits until the hub has it, and asks again when the hub refuses") {
    const NoticeView shared = must_read(*this);
    const auto here = [&] { return vault->notices(clock.now(), {shared}).value().front(); };
    Intent intent;
    intent.command = command();
    intent.command.mutable_acknowledge_notice()->set_notice_id(shared.id.raw());
    REQUIRE(vault->save_intent(intent).ok());
    CHECK_FALSE(here().asks());
    CHECK(here().acknowledgement_waits);
    SECTION("the hub's word comes by the feed") {
        const auto id = CommandId::from_bytes(intent.command.id()).take();
        REQUIRE(vault->apply(receipt_record(*this, id, shared.id, clock.now()), false).value());
        CHECK_FALSE(here().asks());
        CHECK_FALSE(here().acknowledgement_waits);
    }
    SECTION("the hub says no") {
        wire::Outcome outcome;
        outcome.set_command_id(intent.command.id());
        outcome.set_code("not_found");
        REQUIRE(vault->note_outcome(outcome).ok());
        CHECK(here().asks());
    }
}

TEST_CASE_METHOD(World, "appointments are kept by time, changed and taken away") {
    const Timestamp later = clock.now() + std::chrono::hours(2);
    const std::string id = make<RequestId>().raw();
    const auto stamp = vault->stamps().notices;
    REQUIRE(vault->apply(appointment_record(*this, id, later), false).value());
    REQUIRE(vault->apply(appointment_record(*this, make<RequestId>().raw(), clock.now()), false).value());
    CHECK(vault->stamps().notices > stamp);
    const auto listed = [&](Timestamp from, Timestamp to) { return appointments(*vault, from, to).value(); };
    const auto all = listed(clock.now(), later + Milliseconds(1));
    REQUIRE(all.size() == 2);
    CHECK(all[1].from_ms() == later.ms());
    CHECK(listed(clock.now(), later).size() == 1);
    auto cancelled = appointment_record(*this, id, later, 2);
    cancelled.mutable_appointment()->set_cancelled(true);
    REQUIRE(vault->apply(cancelled, false).value());
    CHECK(listed(later, later + Milliseconds(1)).at(0).cancelled());
    REQUIRE(vault->remove(id).value());
    CHECK(listed(later, later + Milliseconds(1)).empty());
}
