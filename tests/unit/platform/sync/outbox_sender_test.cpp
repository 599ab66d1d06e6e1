#include "tests/unit/platform/sync/sync_rig.h"

namespace dayroom::sync {
using test::Rig;

TEST_CASE("commands go out in order, oldest first, and are acknowledged") {
    Rig rig;
    auto& resident = rig.hub.add_resident("A1", "1234", 1000);
    std::vector<CommandId> ids;
    for (int count = 0; count < 5; ++count) {
        ids.push_back(rig.queue(resident));
        rig.clock.advance(Milliseconds(10));
    }
    CHECK(rig.outbox->step() == Milliseconds(0));
    REQUIRE(rig.hub.commands.size() == 5);
    for (std::size_t at = 0; at < ids.size(); ++at) CHECK(rig.hub.commands[at].id() == ids[at].raw());
    CHECK(rig.store.device->outbox().depth().take() == 0);
    CHECK(rig.outbox->step() == kOutboxRest);
    CHECK(rig.listener.outcomes >= 1);
}

TEST_CASE("a full outbox goes out in batches of at most 200") {
    Rig rig;
    auto& resident = rig.hub.add_resident("A1", "1234", 1000);
    for (int count = 0; count < 450; ++count) rig.queue(resident);
    rig.outbox->step();
    CHECK(rig.hub.commands.size() == 200);
    rig.outbox->step();
    rig.outbox->step();
    CHECK(rig.hub.commands.size() == 450);
}

TEST_CASE("a command that must wait is sent again, one that is declined is not") {
    Rig rig;
    auto& resident = rig.hub.add_resident("A1", "1234", 1000);
    const auto id = rig.queue(resident);
    rig.hub.twist_outcome = [](wire::Outcome& outcome) { outcome.set_result(wire::Outcome::RETRY); };
    CHECK(rig.outbox->step() > Milliseconds(0));
    CHECK(rig.entry(id).state == store::CommandState::kQueued);
    rig.hub.twist_outcome = [](wire::Outcome& outcome) {
        outcome.set_result(wire::Outcome::DECLINED);
        outcome.set_code("insufficient_funds");
    };
    rig.outbox->step();
    CHECK(rig.entry(id).state == store::CommandState::kAcknowledged);
    CHECK(rig.entry(id).outcome.code() == "insufficient_funds");
    CHECK(rig.outbox->step() == kOutboxRest);
}

TEST_CASE("a command whose answer never came is sent again with the same id") {
    Rig rig;
    auto& resident = rig.hub.add_resident("A1", "1234", 1000);
    const auto id = rig.queue(resident);
    rig.hub.loses_answers = true;
    CHECK(rig.outbox->step() > Milliseconds(0));
    CHECK(rig.hub.commands.size() == 1);
    CHECK(rig.entry(id).state == store::CommandState::kSent);
    CHECK_FALSE(rig.store.device->outbox().take_back(id).value());
    // That the hub is not reached now takes nothing back: the command may be there.
    rig.hub.reachable = false;
    rig.outbox->step();
    CHECK(rig.entry(id).state == store::CommandState::kSent);
    CHECK_FALSE(rig.store.device->outbox().take_back(id).value());
    rig.hub.reachable = true;
    rig.hub.loses_answers = false;
    rig.outbox->step();
    CHECK(rig.hub.commands.size() == 1);
    CHECK(rig.entry(id).state == store::CommandState::kAcknowledged);
    CHECK_FALSE(rig.store.device->outbox().take_back(id).value());
}

TEST_CASE("a command of which no byte has left may still be taken back") {
    Rig rig;
    auto& resident = rig.hub.add_resident("A1", "1234", 1000);
    const auto id = rig.queue(resident);
    rig.hub.reachable = false;
    CHECK(rig.outbox->step() > Milliseconds(0));
    CHECK(rig.outbox->step() > Milliseconds(0));
    CHECK(rig.entry(id).state == store::CommandState::kQueued);
    CHECK(rig.store.device->outbox().take_back(id).value());
    CHECK_FALSE(rig.store.device->outbox().take_back(id).value());
    rig.hub.reachable = true;
    CHECK(rig.outbox->step() == kOutboxRest);
    CHECK(rig.hub.commands.empty());
}

TEST_CASE("a batch that the hub cannot take is tried one by one, so that a broken command stops no other") {
    Rig rig;
    auto& resident = rig.hub.add_resident("A1", "1234", 1000);
    const auto first = rig.queue(resident);
    rig.clock.advance(Milliseconds(10));
    const auto second = rig.queue(resident);
    rig.hub.refuse_commands_with = 400;
    CHECK(rig.outbox->step() == Milliseconds(0));
    CHECK(rig.outbox->step() == Milliseconds(0));
    CHECK(rig.entry(first).outcome.result() == wire::Outcome::DECLINED);
    CHECK(rig.entry(second).state != store::CommandState::kAcknowledged);
    rig.hub.refuse_commands_with = 0;
    rig.outbox->step();
    CHECK(rig.entry(second).outcome.result() == wire::Outcome::DONE);
}

TEST_CASE("acknowledged commands are kept for a week") {
    Rig rig;
    auto& resident = rig.hub.add_resident("A1", "1234", 1000);
    const auto id = rig.queue(resident);
    rig.outbox->step();
    REQUIRE(rig.store.device->outbox().mark_told({id}).ok());
    rig.clock.advance(Milliseconds(store::kOutboxKept.count() - 1000));
    rig.outbox->step();
    CHECK(rig.store.device->outbox().find(id).take().has_value());
    rig.clock.advance(Milliseconds(2000));
    rig.outbox->step();
    CHECK_FALSE(rig.store.device->outbox().find(id).take().has_value());
}

}  // namespace dayroom::sync
