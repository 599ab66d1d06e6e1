// The next answer fetched beside the storing of the last: only what was asked from the right place counts.
#include "tests/unit/platform/sync/sync_rig.h"

namespace dayroom::sync {
using dayroom::test::FakeHub;
using test::Rig;

namespace {

struct AheadRig : Rig {
    FeedAhead ahead{HubApi(*line, hub_clock)};

    AheadRig() {
        feed.emplace(HubApi(*line, hub_clock), store, context, hub_clock, random, listener, &ahead);
        hub.snapshot_page = 2;
    }
};

void put_messages(Rig& rig, const FakeHub::Resident& resident) {
    const std::string contact = rig.hub.put_contact(resident, "Ana");
    for (int i = 0; i < 8; ++i) rig.hub.put_message(resident, contact, "text " + std::to_string(i));
}

wire::FeedPage page_of(const wire::Scope& scope, wire::FeedPage::Kind kind, std::uint64_t to) {
    wire::FeedPage page;
    *page.mutable_scope() = scope;
    page.set_kind(kind);
    page.set_to_seq(to);
    return page;
}

wire::Scope resident_scope(char id) {
    wire::Scope scope;
    scope.set_kind(wire::RESIDENT);
    scope.set_id(std::string(16, id));
    return scope;
}

}  // namespace

TEST_CASE("with answers fetched ahead the same arrives, and each is asked for once") {
    Rig plain;
    AheadRig rig;
    for (Rig* each : {&plain, static_cast<Rig*>(&rig)}) {
        each->hub.snapshot_page = 2;
        auto& resident = each->hub.add_resident("A1", "1234", 1000);
        put_messages(*each, resident);
        each->settle();
        CHECK(each->store.device->envelope_count(resident.id).take() == 11);
        CHECK(each->listener.caught_up);
        CHECK(each->listener.faults.empty());
    }
    CHECK(rig.hub.feeds.size() == plain.hub.feeds.size());
    CHECK(rig.hub.feeds.back().wait_ms() == 25'000);
}

TEST_CASE("an answer from another place than the store's is thrown away") {
    AheadRig rig;
    auto& resident = rig.hub.add_resident("A1", "1234", 1000);
    put_messages(rig, resident);
    rig.feed->step();
    // Somebody begins the scope again while its next page is on the way.
    REQUIRE(rig.store.device->reset_scope(FakeHub::scope_of(resident)).ok());
    rig.settle();
    CHECK(rig.listener.caught_up);
    CHECK(rig.listener.faults.empty());
    CHECK(rig.audited(record::Event::kFeedRefused) == 0);
    CHECK(rig.cursor(FakeHub::scope_of(resident)) == 11);
}

TEST_CASE("what comes next is told from an answer only when it says where") {
    const auto a = resident_scope('a');
    const auto b = resident_scope('b');
    wire::FeedRequest asked;
    asked.set_epoch("e");
    asked.set_audit_sequence(4);
    *asked.add_cursors()->mutable_scope() = b;
    asked.mutable_cursors(0)->set_seq(7);
    wire::FeedResponse response;
    response.set_epoch("e");
    CHECK_FALSE(request_after(asked, response));  // there is no more
    response.set_more(true);
    *response.add_pages() = page_of(a, wire::FeedPage::SNAPSHOT, 5);
    response.mutable_pages(0)->set_snapshot_token("token");
    *response.add_pages() = page_of(b, wire::FeedPage::CHANGES, 9);

    auto next = request_after(asked, response);
    REQUIRE(next);
    CHECK(next->wait_ms() == 0);
    CHECK(next->audit_sequence() == 0);
    REQUIRE(next->cursors_size() == 2);
    CHECK(next->cursors(0).seq() == 9);
    CHECK(next->cursors(1).seq() == 0);
    CHECK(next->cursors(1).snapshot_after() == "token");

    response.mutable_pages(0)->set_last(true);
    CHECK(request_after(asked, response)->cursors(1).seq() == 5);
    CHECK(request_after(asked, response)->cursors(1).snapshot_after().empty());

    response.set_epoch("f");  // a restored hub: nothing that was known counts
    *response.mutable_pages(1) = page_of(a, wire::FeedPage::SNAPSHOT, 5);
    CHECK(request_after(asked, response)->cursors_size() == 1);
    *response.add_pages() = page_of(b, wire::FeedPage::LOST_HISTORY, 0);
    CHECK_FALSE(request_after(asked, response));
}

TEST_CASE("what waits in the store is opened before a page goes straight into the vault") {
    Rig rig;
    auto& resident = rig.hub.add_resident("A1", "1234", 1000);
    rig.settle();
    rig.listener.open_vault = resident.id.raw();
    rig.listener.in_the_way = 3;
    rig.hub.put_balance(resident, 900);
    rig.feed->step();
    CHECK(rig.listener.in_the_way == 0);
    CHECK(rig.listener.taken_in == 1);
}

}  // namespace dayroom::sync
