#include "tests/unit/platform/sync/sync_rig.h"

namespace dayroom::sync {
using dayroom::test::FakeHub;
using test::Rig;

TEST_CASE("the first sync brings everything, in bounded pages, and then waits") {
    Rig rig;
    rig.hub.snapshot_page = 2;
    auto& resident = rig.hub.add_resident("A1", "1234", 1000);
    rig.settle();
    CHECK(rig.store.device->facility().take()->name() == "Test County Jail");
    CHECK(rig.store.device->forms().take().size() == 3);
    CHECK(rig.store.device->price("document_copy").take()->cents() == 250);
    CHECK(rig.store.device->envelope_count(resident.id).take() == 2);
    CHECK(rig.store.device->roster_by_number("A1").take()->resident == resident.id);
    CHECK(rig.listener.online);
    CHECK(rig.listener.caught_up);
    CHECK(rig.hub.feeds.front().wait_ms() == 0);
    CHECK(rig.hub.feeds.back().wait_ms() == 25'000);
    CHECK(rig.listener.faults.empty());
}

TEST_CASE("a change comes as a change, and the same page again changes nothing") {
    Rig rig;
    auto& resident = rig.hub.add_resident("A1", "1234", 1000);
    rig.settle();
    const auto before = rig.cursor(FakeHub::scope_of(resident));
    rig.hub.put_balance(resident, 900);
    CHECK(rig.feed->step() == Milliseconds(0));
    CHECK(rig.cursor(FakeHub::scope_of(resident)) == before + 1);
    CHECK(rig.store.device->envelope_count(resident.id).take() == 2);
}

TEST_CASE("what an open vault takes in is not kept closed, and its cursor is stored in a quiet moment") {
    Rig rig;
    auto& resident = rig.hub.add_resident("A1", "1234", 1000);
    auto& other = rig.hub.add_resident("A2", "1234", 1000);
    rig.settle();
    const auto scope = FakeHub::scope_of(resident);
    const auto stored = rig.cursor(scope);
    const auto asked = [&] {
        for (const auto& cursor : rig.hub.feeds.back().cursors()) {
            if (cursor.scope().SerializeAsString() == scope.SerializeAsString()) return cursor.seq();
        }
        return std::uint64_t{0};
    };
    rig.listener.open_vault = resident.id.raw();
    for (int i = 0; i < 3; ++i) {
        rig.hub.put_balance(resident, 900 - i);
        CHECK(rig.feed->step() == Milliseconds(0));
    }
    CHECK(rig.listener.taken_in == 3);
    CHECK(rig.cursor(scope) == stored);
    CHECK(asked() == stored + 2);
    CHECK(rig.store.device->envelope_count(resident.id).take() == 2);

    SECTION("nothing more comes") { rig.feed->step(); }
    SECTION("something comes for somebody else") {
        rig.hub.put_balance(other, 5);
        rig.feed->step();
        CHECK(rig.listener.taken_in == 3);
    }
    SECTION("the vault is closed, and the next change is kept closed") {
        rig.listener.open_vault.reset();
        rig.hub.put_balance(resident, 7);
        rig.feed->step();
        CHECK(rig.cursor(scope) == stored + 4);
        CHECK(rig.listener.faults.empty());
        return;
    }
    SECTION("a result of a command is marked at once") {
        const auto id = rig.queue(resident);
        rig.outbox->step();
        rig.listener.settled = {id};
        rig.hub.put_balance(resident, 6);
        rig.feed->step();
        CHECK(rig.entry(id).seen_in_feed);
        CHECK(rig.cursor(scope) == stored + 4);
        return;
    }
    SECTION("the scope is begun again by somebody else") {
        REQUIRE(rig.store.device->reset_scope(scope).ok());
        rig.feed->step();
        CHECK(asked() == 0);
        CHECK(rig.cursor(scope) > stored);
        return;
    }
    SECTION("the terminal stops before: the same comes again") {
        rig.feed.emplace(HubApi(*rig.line, rig.hub_clock), rig.store, rig.context, rig.hub_clock, rig.random,
                         rig.listener);
        rig.feed->step();
        CHECK(asked() == stored);
        CHECK(rig.listener.taken_in == 4);
        rig.feed->step();
    }
    CHECK(rig.cursor(scope) == stored + 3);
    CHECK(rig.store.device->envelope_count(resident.id).take() == 2);
}

TEST_CASE("a feed with a gap, or one that goes backwards, is refused and nothing is changed") {
    Rig rig;
    auto& resident = rig.hub.add_resident("A1", "1234", 1000);
    rig.settle();
    const auto scope = FakeHub::scope_of(resident);
    const auto before = rig.cursor(scope);
    for (const int shift : {1, -1}) {
        rig.hub.put_balance(resident, 900);
        rig.hub.twist_feed = [shift](wire::FeedResponse& response) {
            for (auto& page : *response.mutable_pages())
                page.set_from_seq(page.from_seq() + static_cast<std::uint64_t>(shift));
        };
        CHECK(rig.feed->step() > Milliseconds(0));
        CHECK(rig.cursor(scope) == before);
        CHECK(rig.listener.faults.back() == "feed_refused");
    }
    CHECK(rig.audited(record::Event::kFeedRefused) == 2);
    rig.hub.twist_feed = nullptr;
    CHECK(rig.feed->step() == Milliseconds(0));
    CHECK(rig.cursor(scope) == before + 2);
    CHECK(rig.listener.faults.back().empty());
}

TEST_CASE("a page that fails a check holds up no other scope") {
    Rig rig;
    rig.settle();
    auto& resident = rig.hub.add_resident("A1", "1234", 1000);
    rig.hub.twist_feed = [](wire::FeedResponse& response) {
        for (auto& page : *response.mutable_pages()) {
            if (page.scope().kind() == wire::HOUSING_UNIT) page.mutable_changes(0)->set_id(std::string(16, 'x'));
        }
    };
    rig.feed->step();
    CHECK(rig.store.device->envelope_count(resident.id).take() == 2);
    CHECK_FALSE(rig.store.device->roster_by_number("A1").take().has_value());
}

TEST_CASE("a record whose seal is wrong, or that belongs elsewhere, is refused") {
    Rig rig;
    rig.hub.twist_feed = [](wire::FeedResponse& response) {
        for (auto& page : *response.mutable_pages()) {
            if (page.scope().kind() != wire::FACILITY) continue;
            auto& payload = *page.mutable_changes(0)->mutable_item()->mutable_sealed()->mutable_payload();
            payload[payload.size() / 2] = static_cast<char>(payload[payload.size() / 2] ^ 1);
        }
    };
    rig.feed->step();
    CHECK_FALSE(rig.store.device->facility().take().has_value());
    rig.hub.twist_feed = [](wire::FeedResponse& response) {
        for (auto& page : *response.mutable_pages()) {
            if (page.scope().kind() == wire::FACILITY) page.mutable_changes(0)->set_id(std::string(16, 'x'));
        }
    };
    rig.feed->step();
    CHECK_FALSE(rig.store.device->facility().take().has_value());
    CHECK(rig.listener.faults.back() == "feed_refused");
}

TEST_CASE("a kind that must be sealed is not taken as plain state") {
    Rig rig;
    rig.hub.twist_feed = [](wire::FeedResponse& response) {
        for (auto& page : *response.mutable_pages()) {
            if (page.scope().kind() != wire::FACILITY) continue;
            const std::string payload = page.changes(0).item().sealed().payload();
            page.mutable_changes(0)->mutable_item()->set_record(payload);
        }
    };
    rig.feed->step();
    CHECK_FALSE(rig.store.device->facility().take().has_value());
}

TEST_CASE("another epoch begins every scope again and sends the outbox again") {
    Rig rig;
    auto& resident = rig.hub.add_resident("A1", "1234", 1000);
    rig.settle();
    const auto id = rig.queue(resident);
    rig.outbox->step();
    REQUIRE(rig.entry(id).state == store::CommandState::kAcknowledged);
    rig.hub.begin_new_epoch();
    rig.settle();
    CHECK(rig.audited(record::Event::kEpochChanged) == 1);
    CHECK(rig.entry(id).state == store::CommandState::kQueued);
    CHECK(rig.store.device->facility().take().has_value());
    rig.outbox->step();
    CHECK(rig.entry(id).state == store::CommandState::kAcknowledged);
    CHECK(rig.hub.commands.size() == 1);  // the hub knew the id
}

TEST_CASE("a cursor above the hub's head is lost history: alarm, fresh snapshot, outbox again") {
    Rig rig;
    auto& resident = rig.hub.add_resident("A1", "1234", 1000);
    rig.settle();
    const auto id = rig.queue(resident);
    rig.outbox->step();
    const auto scope = FakeHub::scope_of(resident);
    bool once = true;
    rig.hub.twist_feed = [&](wire::FeedResponse& response) {
        if (!std::exchange(once, false)) return;
        auto& page = *response.add_pages();
        *page.mutable_scope() = scope;
        page.set_kind(wire::FeedPage::LOST_HISTORY);
        page.set_from_seq(99);
    };
    rig.feed->step();
    CHECK(rig.cursor(scope) == 0);
    CHECK(rig.audited(record::Event::kHistoryLost) == 1);
    CHECK(rig.entry(id).state == store::CommandState::kQueued);
    rig.settle();
    CHECK(rig.cursor(scope) == 2);
}

TEST_CASE("who leaves the unit leaves the terminal") {
    Rig rig;
    auto& resident = rig.hub.add_resident("A1", "1234", 1000);
    rig.settle();
    const Secret key = Secret::random(kKeyBytes, rig.random);
    REQUIRE(
        rig.store.device->sign_in()
            .wrap(resident.id, "A1", as_bytes("1234"), key, crypto::make_salt(rig.random), {1024, 1}, rig.clock.now())
            .ok());
    resident.here = false;
    rig.hub.remove(rig.hub.scope_of_unit(), resident.id.raw());
    rig.settle();
    REQUIRE(rig.listener.left.size() == 1);
    CHECK(rig.listener.left[0] == resident.id);
    CHECK(rig.store.device->envelope_count(resident.id).take() == 0);
    CHECK_FALSE(rig.store.device->sign_in().has_wrap(resident.id).take());
}

TEST_CASE("a list of scopes that lacks the facility empties nothing") {
    Rig rig;
    rig.settle();
    rig.hub.twist_feed = [](wire::FeedResponse& response) { response.clear_scopes(); };
    CHECK(rig.feed->step() > Milliseconds(0));
    CHECK(rig.store.device->facility().take().has_value());
}

TEST_CASE("a hub that refuses the terminal is asked seldom, until it takes it again") {
    Rig rig;
    rig.settle();
    rig.hub.revoked = true;
    CHECK(rig.feed->step() == kRefusedRetry);
    CHECK(rig.listener.is_revoked);
    CHECK_FALSE(rig.listener.online);
    CHECK(rig.audited(record::Event::kDeviceRevoked) == 1);
    rig.feed->step();
    CHECK(rig.audited(record::Event::kDeviceRevoked) == 1);
    rig.hub.revoked = false;
    rig.feed->step();
    CHECK_FALSE(rig.listener.is_revoked);
    CHECK(rig.listener.online);
}

TEST_CASE("without a network the waits grow to a limit, and begin short again") {
    Rig rig;
    rig.settle();
    rig.hub.reachable = false;
    Milliseconds longest(0);
    for (int round = 0; round < 20; ++round) longest = std::max(longest, rig.feed->step());
    CHECK(longest >= kLongestRetry / 2);
    CHECK(longest <= kLongestRetry);
    CHECK_FALSE(rig.listener.online);
    rig.hub.reachable = true;
    rig.feed->step();
    rig.hub.reachable = false;
    CHECK(rig.feed->step() <= kFirstRetry);
}

TEST_CASE("garbage from the hub is refused") {
    Rig rig;
    rig.hub.twist_feed = [](wire::FeedResponse& response) { response.set_epoch("short"); };
    CHECK(rig.feed->step() > Milliseconds(0));
    CHECK(rig.listener.faults.back() == "feed_refused");
}

}  // namespace dayroom::sync
