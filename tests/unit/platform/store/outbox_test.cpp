#include "tests/unit/platform/store/world.h"

using namespace dayroom;
using namespace dayroom::store;

namespace {

CommandId id_of(const wire::QueuedCommand& queued) { return CommandId::from_bytes(queued.command_id()).take(); }

wire::OutcomeBatch batch_of(const wire::QueuedCommand& queued, wire::Outcome::Result result,
                            const std::string& code = {}) {
    wire::OutcomeBatch batch;
    *batch.add_outcomes() = outcome(queued.command_id(), result, code);
    return batch;
}

}  // namespace

TEST_CASE_METHOD(World, "commands go out in order, closed, once acknowledged no more") {
    Outbox& outbox = device->outbox();
    const auto first = boxed(command());
    const auto second = boxed(command());
    REQUIRE(outbox.add(first, resident, clock.now(), true).ok());
    REQUIRE(outbox.add(second, resident, clock.now(), true).ok());
    REQUIRE(outbox.add(first, resident, clock.now(), true).ok());
    CHECK(outbox.depth().value() == 2);
    open_device();
    auto sending = device->outbox().to_send(10).value();
    REQUIRE(sending.size() == 2);
    CHECK(sending[0].command_id() == first.command_id());
    CHECK(sending[0].box() == first.box());
    REQUIRE(device->outbox().mark_sent({id_of(first), id_of(second)}).ok());
    // No answer came: both are sent again.
    CHECK(device->outbox().to_send(10).value().size() == 2);
    REQUIRE(device->outbox().note_outcomes(batch_of(first, wire::Outcome::DONE), clock.now()).ok());
    REQUIRE(device->outbox().note_outcomes(batch_of(second, wire::Outcome::RETRY), clock.now()).ok());
    sending = device->outbox().to_send(10).value();
    REQUIRE(sending.size() == 1);
    CHECK(sending[0].command_id() == second.command_id());
    const auto entry = device->outbox().find(id_of(second)).value();
    CHECK(entry->state == CommandState::kQueued);
    CHECK(entry->attempts == 1);
    CHECK(device->outbox().depth_of(resident).value() == 1);
    CHECK(device->outbox().depth_of(make<ResidentId>()).value() == 0);
}

TEST_CASE_METHOD(World, "the first outcome stands") {
    Outbox& outbox = device->outbox();
    const auto queued = boxed(command());
    REQUIRE(outbox.add(queued, resident, clock.now(), true).ok());
    REQUIRE(outbox.note_outcomes(batch_of(queued, wire::Outcome::DECLINED, "insufficient_funds"), clock.now()).ok());
    REQUIRE(outbox.note_outcomes(batch_of(queued, wire::Outcome::DONE), clock.now()).ok());
    const auto untold = outbox.untold_outcomes(resident).value();
    REQUIRE(untold.size() == 1);
    CHECK(untold[0].outcome.code() == "insufficient_funds");
    REQUIRE(outbox.mark_told({id_of(queued)}).ok());
    CHECK(outbox.untold_outcomes(resident).value().empty());
}

TEST_CASE_METHOD(World, "after a restore all is sent again but what was refused") {
    Outbox& outbox = device->outbox();
    const auto done = boxed(command());
    const auto declined = boxed(command());
    const auto sent = boxed(command());
    for (const auto& queued : {done, declined, sent}) REQUIRE(outbox.add(queued, resident, clock.now(), true).ok());
    REQUIRE(outbox.mark_sent({id_of(sent)}).ok());
    REQUIRE(outbox.note_outcomes(batch_of(done, wire::Outcome::DONE), clock.now()).ok());
    REQUIRE(outbox.note_outcomes(batch_of(declined, wire::Outcome::DECLINED, "no"), clock.now()).ok());
    CHECK(outbox.resubmit_all().value() == 2);
    CHECK(outbox.to_send(10).value().size() == 2);
    CHECK(outbox.find(id_of(declined)).value()->state == CommandState::kAcknowledged);
}

TEST_CASE_METHOD(World, "acknowledged commands are kept until seen, told and seven days old") {
    Outbox& outbox = device->outbox();
    const auto traced = boxed(command());
    const auto silent = boxed(command());
    const auto open = boxed(command());
    REQUIRE(outbox.add(traced, resident, clock.now(), true).ok());
    REQUIRE(outbox.add(silent, resident, clock.now(), false).ok());
    REQUIRE(outbox.add(open, resident, clock.now(), true).ok());
    for (const auto& queued : {traced, silent})
        REQUIRE(outbox.note_outcomes(batch_of(queued, wire::Outcome::DONE), clock.now()).ok());
    REQUIRE(outbox.mark_told({id_of(traced), id_of(silent)}).ok());
    REQUIRE(outbox.purge(clock.now() + kOutboxKept).ok());
    CHECK(outbox.find(id_of(silent)).value().has_value());
    clock.advance(kOutboxKept + Milliseconds(1));
    REQUIRE(outbox.purge(clock.now()).ok());
    CHECK_FALSE(outbox.find(id_of(silent)).value().has_value());
    CHECK(outbox.find(id_of(traced)).value().has_value());
    REQUIRE(outbox.mark_seen({id_of(traced)}).ok());
    REQUIRE(outbox.purge(clock.now()).ok());
    CHECK_FALSE(outbox.find(id_of(traced)).value().has_value());
    CHECK(outbox.find(id_of(open)).value().has_value());
}

TEST_CASE_METHOD(World, "readable commands and a full outbox are refused") {
    wire::QueuedCommand readable;
    const auto one = command();
    readable.set_command_id(one.id());
    *readable.mutable_command() = wire::sign_command(one, vault->command_key(), device_key).take();
    CHECK(device->outbox().add(readable, resident, clock.now(), true).error().code == ErrorCode::kInvalid);
    REQUIRE(device->connection()
                .run("WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i+1 FROM n WHERE i<$1) INSERT INTO "
                     "outbox(command, resident, made_ms, state, trace, box, outcome) "
                     "SELECT randomblob(16), x'00', 0, 1, 0, x'00', x'' FROM n",
                     kOutboxLimit)
                .ok());
    CHECK(device->outbox().add(boxed(command()), resident, clock.now(), true).error().code == ErrorCode::kUnavailable);
}
