// A device store with feed and outbox, on a hub in memory.
#pragma once

#include <filesystem>

#include <catch2/catch.hpp>
#include <unistd.h>

#include "platform/sync/feed_sync.h"
#include "platform/sync/outbox_sender.h"
#include "platform/wire/seal.h"
#include "tests/unit/platform/sync/fake_hub.h"

namespace dayroom::sync::test {
using dayroom::test::FakeHub;

struct Listener final : SyncListener {
    int pages = 0, outcomes = 0;
    bool caught_up = false, online = false, is_revoked = false, is_expired = false;
    std::vector<ResidentId> left;
    std::vector<std::string> faults;
    std::optional<std::string> open_vault;  // whose pages are taken in at once
    std::vector<CommandId> settled;
    int taken_in = 0;
    store::DeviceStore* device = nullptr;

    int in_the_way = 0;  // batches that wait in the store

    bool makes_way(const wire::Scope& scope) override {
        if (!open_vault || scope.id() != *open_vault || in_the_way == 0) return false;
        return --in_the_way > 0;
    }
    std::optional<std::vector<CommandId>> take_in(const store::PageToStore& page) override {
        if (!open_vault || page.scope.id() != *open_vault) return std::nullopt;
        ++taken_in;
        const auto taken = [](const std::vector<store::EnvelopeRow>&) { return Status(); };
        if (page.kind == store::PageToStore::Kind::kSnapshot && !device->pass_snapshot(page, taken).ok())
            return std::nullopt;
        return std::exchange(settled, {});
    }
    void applied(const std::vector<wire::Scope>& scopes, bool now_caught_up) override {
        pages += static_cast<int>(scopes.size());
        caught_up = now_caught_up;
    }
    void residents_left(const std::vector<ResidentId>& residents) override { left = residents; }
    void outcomes_arrived() override { ++outcomes; }
    void connection(bool now_online) override { online = now_online; }
    void revoked(bool now_revoked) override { is_revoked = now_revoked; }
    void expired(bool now_expired) override { is_expired = now_expired; }
    void fault(const std::string& code) override { faults.push_back(code); }
};

struct Rig {
    std::filesystem::path folder;
    FakeClock clock;
    FakeHub hub{clock};
    SystemRandom random;
    HubClock hub_clock{clock};
    SharedStore store;
    SyncContext context;
    Listener listener;
    std::unique_ptr<net::Transport> line = hub.connect(false);
    std::optional<FeedSync> feed;
    std::optional<OutboxSender> outbox;

    Rig() {
        char pattern[] = "/tmp/dayroom-sync-XXXXXX";
        folder = ::mkdtemp(pattern);
        auto opened = store::DeviceStore::open({folder}, Secret::random(kKeyBytes, random));
        REQUIRE(opened.ok());
        store.device = opened.take();
        listener.device = store.device.get();
        REQUIRE(store.device->save_enrolment(hub.enrolment()).ok());
        context = make_context(hub.enrolment(), clock.now()).take();
        feed.emplace(HubApi(*line, hub_clock), store, context, hub_clock, random, listener);
        outbox.emplace(HubApi(*line, hub_clock), store, hub_clock, random, listener);
        hub.set_up_facility();
    }
    ~Rig() {
        store.device.reset();
        std::filesystem::remove_all(folder);
    }
    void settle() {
        for (int step = 0; step < 12; ++step) feed->step();
    }
    std::uint64_t cursor(const wire::Scope& scope) {
        for (const auto& each : store.device->cursors().take()) {
            if (each.scope.SerializeAsString() == scope.SerializeAsString()) return each.seq;
        }
        return 0;
    }
    int audited(record::Event event) {
        int count = 0;
        for (const auto& row : store.device->audit().read(0, 1000).take()) count += row.entry.event == event ? 1 : 0;
        return count;
    }
    CommandId queue(const FakeHub::Resident& resident) {
        wire::Command command;
        const auto id = CommandId::make(clock, random);
        command.set_id(id.raw());
        command.set_facility_id(hub.facility().raw());
        command.set_device_id(hub.device().raw());
        command.set_resident_id(resident.id.raw());
        command.set_made_ms(clock.now().ms());
        command.mutable_set_preferences()->set_theme("dark");
        const Secret key = crypto::derive_key(resident.vault_key, "command");
        const auto device_key = crypto::SigningKey::from_seed(hub.enrolment().signing_seed).take();
        const auto boxed =
            wire::box_command(wire::sign_command(command, key, device_key).take(), id, context.hub_box).take();
        REQUIRE(store.device->outbox().add(boxed, resident.id, clock.now(), false).ok());
        return id;
    }
    store::OutboxEntry entry(const CommandId& id) { return store.device->outbox().find(id).take().value(); }
};

}  // namespace dayroom::sync::test
