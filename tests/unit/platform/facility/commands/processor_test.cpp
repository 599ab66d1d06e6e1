#include "platform/facility/commands/processor.h"

#include <catch2/catch.hpp>

#include "platform/facility/feed/records.h"
#include "platform/wire/seal.h"
#include "tests/unit/platform/facility/hub_fixture/hub_fixture.h"

using namespace dayroom;
using namespace dayroom::facility;
using dayroom::test::HubFixture;
using dayroom::test::must;
using dayroom::test::Person;

namespace {

struct Desk {
    HubFixture hub;
    Person person = hub.add_resident();
    FormId form;
    explicit Desk(std::int64_t cents = 1'000) {
        hub.set_price("document_copy", 150);
        form = hub.add_form("document_copy", "document_copy");
        if (cents > 0) hub.give(person, cents);
    }
    wire::Command submit(std::int64_t price = 150) {
        wire::Command command = hub.command(person);
        wire::SubmitRequest& body = *command.mutable_submit_request();
        body.set_request_id(hub.id<RequestId>().raw());
        body.set_form_id(form.raw());
        body.set_form_revision(1);
        wire::Answer& answer = *body.add_answers();
        answer.set_field("details");
        answer.set_value("Page 3 of my court papers, please.");
        body.set_price_seen_cents(price);
        body.set_receipt_code(hub.receipt());
        return command;
    }
    std::int64_t outcomes() { return hub.count("SELECT count(*) FROM command_outcome"); }
    std::int64_t requests() { return hub.count("SELECT count(*) FROM request"); }
};

}  // namespace

TEST_CASE("a paid request is run once, and a repeat gets the first outcome") {
    Desk desk;
    const wire::Command command = desk.submit();
    const wire::Outcome first = desk.hub.execute(desk.person, command);
    CHECK(first.result() == wire::Outcome::DONE);
    CHECK(first.receipt_code() == command.submit_request().receipt_code());
    CHECK_FALSE(first.repeat());
    CHECK(desk.hub.balances(desk.person).spendable == Cents::of(850));
    CHECK(desk.hub.balances(desk.person).on_hold == Cents::of(150));

    for (int i = 0; i < 3; ++i) {
        const wire::Outcome again = desk.hub.execute(desk.person, command);
        CHECK(again.result() == wire::Outcome::DONE);
        CHECK(again.repeat());
        CHECK(again.receipt_code() == first.receipt_code());
    }
    CHECK(desk.requests() == 1);
    CHECK(desk.hub.balances(desk.person).spendable == Cents::of(850));

    wire::Command other = command;
    other.mutable_submit_request()->mutable_answers(0)->set_value("Something else");
    const wire::Outcome refused = desk.hub.execute(desk.person, other);
    CHECK(refused.result() == wire::Outcome::DECLINED);
    CHECK(refused.code() == decline::kContent);
    CHECK(desk.requests() == 1);
    CHECK(desk.hub.tie().ties());
}

TEST_CASE("a sealed command is run as a plain one is, and both are the same command") {
    Desk desk;
    const wire::Command command = desk.submit();
    const wire::QueuedCommand plain = desk.hub.sign(desk.person, command);
    const wire::QueuedCommand boxed = must(wire::box_command(
        plain.command(), must(CommandId::from_bytes(std::string_view(command.id()))), desk.hub.box->public_key()));
    CHECK(desk.hub.execute(boxed).result() == wire::Outcome::DONE);
    CHECK(desk.hub.execute(plain).repeat());
}

TEST_CASE("the attack table: each gets a clear answer and changes nothing") {
    Desk desk;
    HubFixture& hub = desk.hub;
    const Person stranger = hub.add_resident(hub.other_unit);
    const Person victim = hub.add_resident();
    hub.give(victim, 10'000);
    std::string expected;
    wire::QueuedCommand queued;
    bool recorded = true;

    SECTION("a stale price") {
        queued = hub.sign(desk.person, desk.submit(100));
        expected = decline::kPriceChanged;
    }
    SECTION("a price of zero") {
        queued = hub.sign(desk.person, desk.submit(0));
        expected = decline::kPriceChanged;
    }
    SECTION("more than there is") {
        hub.set_price("document_copy", 1'001);
        queued = hub.sign(desk.person, desk.submit(1'001));
        expected = "insufficient_funds";
    }
    SECTION("an older form") {
        wire::Command command = desk.submit();
        command.mutable_submit_request()->set_form_revision(7);
        queued = hub.sign(desk.person, command);
        expected = decline::kFormChanged;
    }
    SECTION("a form that is none") {
        wire::Command command = desk.submit();
        command.mutable_submit_request()->set_form_id(hub.id<FormId>().raw());
        queued = hub.sign(desk.person, command);
        expected = decline::kFormChanged;
    }
    SECTION("a required field left out") {
        wire::Command command = desk.submit();
        command.mutable_submit_request()->clear_answers();
        queued = hub.sign(desk.person, command);
        expected = "answers_invalid";
    }
    SECTION("a field that the form does not have") {
        wire::Command command = desk.submit();
        command.mutable_submit_request()->add_answers()->set_field("free_money");
        queued = hub.sign(desk.person, command);
        expected = "answers_invalid";
    }
    SECTION("a clock set forward") {
        wire::Command command = desk.submit();
        command.set_made_ms((hub.clock.now() + kCommandFuture + Milliseconds(1)).ms());
        queued = hub.sign(desk.person, command);
        expected = decline::kClock;
    }
    SECTION("a clock set far back") {
        wire::Command command = desk.submit();
        command.set_made_ms((hub.clock.now() - kCommandOldest - Milliseconds(1)).ms());
        queued = hub.sign(desk.person, command);
        expected = decline::kClock;
    }
    SECTION("in the name of somebody else of the unit") {
        wire::Command command = desk.submit();
        command.set_resident_id(victim.id.raw());
        queued = hub.sign(desk.person, command);  // with the attacker's own key
        expected = decline::kProof;
        recorded = false;
    }
    SECTION("of a resident of another unit") {
        wire::Command command = desk.submit();
        command.set_resident_id(stranger.id.raw());
        queued = hub.sign(stranger, command);
        expected = decline::kNotHere;
    }
    SECTION("of nobody") {
        wire::Command command = desk.submit();
        command.set_resident_id(hub.id<ResidentId>().raw());
        queued = hub.sign(desk.person, command);
        expected = decline::kNotHere;
        recorded = false;
    }
    SECTION("for another facility") {
        wire::Command command = desk.submit();
        command.set_facility_id(hub.id<FacilityId>().raw());
        queued = hub.sign(desk.person, command);
        expected = "denied";
        recorded = false;
    }
    SECTION("made on another terminal") {
        wire::Command command = desk.submit();
        command.set_device_id(hub.id<DeviceId>().raw());
        queued = hub.sign(desk.person, command);
        expected = "denied";
        recorded = false;
    }
    SECTION("changed on its way") {
        queued = hub.sign(desk.person, desk.submit());
        std::string& payload = *queued.mutable_command()->mutable_payload();
        payload[payload.size() / 2] = static_cast<char>(payload[payload.size() / 2] ^ 1);
        expected = "unauthenticated";
        recorded = false;
    }
    SECTION("under another id than it says") {
        queued = hub.sign(desk.person, desk.submit());
        queued.set_command_id(hub.id<CommandId>().raw());
        expected = "invalid";
        recorded = false;
    }
    SECTION("a box that nobody can open") {
        queued.set_command_id(hub.id<CommandId>().raw());
        queued.set_box(std::string(300, 'x'));
        expected = "unauthenticated";
        recorded = false;
    }
    SECTION("a withdrawal of somebody else's request") {
        wire::Command victims = desk.submit();
        victims.set_resident_id(victim.id.raw());
        REQUIRE(hub.execute(hub.sign(victim, victims)).result() == wire::Outcome::DONE);
        wire::Command command = hub.command(desk.person);
        command.mutable_withdraw_request()->set_request_id(victims.submit_request().request_id());
        queued = hub.sign(desk.person, command);
        expected = "not_found";
    }
    const std::int64_t requests_before = desk.requests();
    const std::int64_t outcomes_before = desk.outcomes();
    const BalanceSheet victim_before = hub.balances(victim);
    const wire::Outcome outcome = hub.execute(queued);
    CHECK(outcome.result() == wire::Outcome::DECLINED);
    CHECK(outcome.code() == expected);
    CHECK(desk.requests() == requests_before);
    CHECK(desk.outcomes() == outcomes_before + (recorded ? 1 : 0));
    CHECK(hub.balances(desk.person).spendable == Cents::of(1'000));
    CHECK(hub.balances(desk.person).on_hold == Cents());
    CHECK(hub.balances(victim).spendable == victim_before.spendable);
    // The same again is the same again.
    CHECK(hub.execute(queued).code() == expected);
    CHECK(hub.tie().ties());
}

TEST_CASE("what was not proven does not use up the id") {
    Desk desk;
    const Person other = desk.hub.add_resident();
    const wire::Command command = desk.submit();
    wire::QueuedCommand forged = desk.hub.sign(other, command);
    CHECK(desk.hub.execute(forged).code() == decline::kProof);
    CHECK(desk.hub.execute(desk.person, command).result() == wire::Outcome::DONE);
}

TEST_CASE("the last dollar goes once, whatever comes in the same moment") {
    Desk desk(150);
    std::vector<wire::QueuedCommand> all;
    wire::CommandBatch batch;
    for (int i = 0; i < 10; ++i) *batch.add_commands() = desk.hub.sign(desk.person, desk.submit());
    const wire::OutcomeBatch outcomes = desk.hub.processor->run_and_wait(desk.hub.sender(), batch);
    REQUIRE(outcomes.outcomes_size() == 10);
    CHECK(outcomes.outcomes(0).result() == wire::Outcome::DONE);
    for (int i = 1; i < 10; ++i) CHECK(outcomes.outcomes(i).code() == "insufficient_funds");
    CHECK(desk.hub.balances(desk.person).spendable == Cents());
    CHECK(desk.requests() == 1);
}

TEST_CASE("withdrawn in time the fee comes back, too late is too late") {
    Desk desk;
    const wire::Command command = desk.submit();
    REQUIRE(desk.hub.execute(desk.person, command).result() == wire::Outcome::DONE);
    const RequestId id = must(RequestId::from_bytes(std::string_view(command.submit_request().request_id())));
    wire::Command withdraw = desk.hub.command(desk.person);
    withdraw.mutable_withdraw_request()->set_request_id(id.raw());
    SECTION("in time") {
        CHECK(desk.hub.execute(desk.person, withdraw).result() == wire::Outcome::DONE);
        CHECK(desk.hub.balances(desk.person).spendable == Cents::of(1'000));
        CHECK(must(load_request(*desk.hub.reader, id))->state() == wire::Request::WITHDRAWN);
    }
    SECTION("too late") {
        must(desk.hub.run([&](Work& work) { return desk.hub.requests.answer(work, id, "Here it is."); }));
        CHECK(desk.hub.execute(desk.person, withdraw).code() == decline::kAlreadyDecided);
        CHECK(desk.hub.balances(desk.person).spendable == Cents::of(850));
    }
    CHECK(desk.hub.tie().ties());
}

TEST_CASE("preferences are kept, and what is left out stays") {
    Desk desk;
    wire::Command command = desk.hub.command(desk.person);
    command.mutable_set_preferences()->set_language("es");
    command.mutable_set_preferences()->set_text_scale_percent(150);
    CHECK(desk.hub.execute(desk.person, command).result() == wire::Outcome::DONE);
    command = desk.hub.command(desk.person);
    command.mutable_set_preferences()->set_theme("contrast");
    CHECK(desk.hub.execute(desk.person, command).result() == wire::Outcome::DONE);
    const auto record =
        must(load_record(*desk.hub.reader, RecordKind::kProfile, thing(desk.person.id), desk.hub.clock.now()));
    CHECK(record->profile().language() == "es");
    CHECK(record->profile().text_scale_percent() == 150);
    CHECK(record->profile().theme() == "contrast");
    CHECK_FALSE(record->profile().reduced_motion());
    const auto motion = [&](const wire::Command& chosen) {
        CHECK(desk.hub.execute(desk.person, chosen).result() == wire::Outcome::DONE);
        return must(load_record(*desk.hub.reader, RecordKind::kProfile, thing(desk.person.id), desk.hub.clock.now()))
            ->profile()
            .reduced_motion();
    };
    command = desk.hub.command(desk.person);
    command.mutable_set_preferences()->set_reduced_motion(true);
    CHECK(motion(command));
    command = desk.hub.command(desk.person);
    command.mutable_set_preferences()->set_theme("dark");
    CHECK(motion(command));
    command = desk.hub.command(desk.person);
    command.mutable_set_preferences()->set_reduced_motion(false);
    CHECK_FALSE(motion(command));
}

TEST_CASE("the speed of reading aloud is kept, and only one that is offered is taken") {
    Desk desk;
    const auto choose = [&](int percent) {
        wire::Command command = desk.hub.command(desk.person);
        command.mutable_set_preferences()->set_reading_speed_percent(percent);
        return desk.hub.execute(desk.person, command).result();
    };
    const auto kept = [&] {
        return must(load_record(*desk.hub.reader, RecordKind::kProfile, thing(desk.person.id), desk.hub.clock.now()))
            ->profile()
            .reading_speed_percent();
    };
    CHECK(kept() == 0);
    CHECK(choose(150) == wire::Outcome::DONE);
    CHECK(kept() == 150);
    CHECK(choose(0) == wire::Outcome::DONE);  // something else was chosen
    CHECK(kept() == 150);
    CHECK(choose(110) != wire::Outcome::DONE);
    CHECK(kept() == 150);
}

TEST_CASE("a failure of the disk is no decline: nothing happened, and the same command succeeds later") {
    Desk desk;
    int faults = 0;
    int run = 0;
    for (std::int64_t n = 1; n < 2'000; ++n) {
        const wire::QueuedCommand queued = desk.hub.sign(desk.person, desk.submit());
        const BalanceSheet before = desk.hub.balances(desk.person);
        const std::int64_t requests_before = desk.requests();
        desk.hub.fail_at(n);
        const wire::Outcome outcome = desk.hub.execute(queued);
        const bool fired = desk.hub.faults.fired();
        desk.hub.faults.disarm();
        if (!fired) {
            REQUIRE(outcome.result() == wire::Outcome::DONE);
            break;
        }
        ++faults;
        // Either it was run whole (the fault hit after the commit, or a part that may fail), or not at all.
        const bool done = outcome.result() == wire::Outcome::DONE;
        REQUIRE((done || outcome.result() == wire::Outcome::RETRY));
        REQUIRE(desk.requests() == requests_before + (done ? 1 : 0));
        REQUIRE(desk.hub.balances(desk.person).spendable ==
                (done ? must(before.spendable.minus(Cents::of(150))) : before.spendable));
        if (!done) {
            const wire::Outcome again = desk.hub.execute(queued);
            REQUIRE(again.result() == wire::Outcome::DONE);
            REQUIRE_FALSE(again.repeat());
        }
        ++run;
        desk.hub.give(desk.person, 150);
        REQUIRE(desk.hub.balances(desk.person).spendable == Cents::of(1'000));
    }
    CHECK(faults > 15);
    CHECK(desk.requests() == run + 1);
    CHECK(desk.hub.tie().ties());
}

TEST_CASE("after a RETRY the later commands of the same resident wait too") {
    Desk desk;
    const Person other = desk.hub.add_resident();
    desk.hub.give(other, 1'000);
    wire::CommandBatch batch;
    *batch.add_commands() = desk.hub.sign(desk.person, desk.submit());
    *batch.add_commands() = desk.hub.sign(desk.person, desk.submit());
    wire::Command others = desk.submit();
    others.set_resident_id(other.id.raw());
    *batch.add_commands() = desk.hub.sign(other, others);
    desk.hub.fail_at(12);  // inside the first command
    const wire::OutcomeBatch outcomes = desk.hub.processor->run_and_wait(desk.hub.sender(), batch);
    desk.hub.faults.disarm();
    CHECK(outcomes.outcomes(0).result() == wire::Outcome::RETRY);
    CHECK(outcomes.outcomes(1).result() == wire::Outcome::RETRY);
    CHECK(outcomes.outcomes(2).result() == wire::Outcome::DONE);
    CHECK(desk.requests() == 1);
    const wire::OutcomeBatch again = desk.hub.processor->run_and_wait(desk.hub.sender(), batch);
    for (const auto& outcome : again.outcomes()) {
        CHECK(outcome.result() == wire::Outcome::DONE);
    }
    CHECK(desk.requests() == 3);
}

TEST_CASE("a stopped hub answers RETRY") {
    Desk desk;
    const wire::QueuedCommand queued = desk.hub.sign(desk.person, desk.submit());
    desk.hub.writer->stop();
    CHECK(desk.hub.execute(queued).result() == wire::Outcome::RETRY);
}
