// Snapshots: straight into the vault of whoever is signed in, what goes while their pages come, and what a shared scope
// took away.
#include <algorithm>

#include "tests/unit/platform/store/world.h"

using namespace dayroom;
using namespace dayroom::store;

namespace {

struct Snapshots : World {
    const MessageId first = make<MessageId>();
    const MessageId second = make<MessageId>();
    const MessageId third = make<MessageId>();

    static void take_away(ChangeToStore& change) {
        change.removed = true;
        change.content.clear();
    }
    Vault::Absorbed straight(const PageToStore& page) {
        auto taken = vault->take_in(*device, page, keys);
        REQUIRE(taken.ok());
        CHECK(device->envelope_count(resident).value() == 0);
        return taken.take();
    }
    std::vector<std::string> texts() {
        std::vector<std::string> all;
        const auto held = vault->messages(mother, {}).take();
        for (const auto& each : held.messages) all.push_back(each.message.text());
        std::sort(all.begin(), all.end());
        return all;
    }
    std::string token() { return device->cursors().value().at(0).snapshot_after; }
    wire::Record notice(const std::string& title, std::int64_t version) {
        wire::Record out = record(wire::FACILITY, first.raw(), version);
        wire::LocalText& text = *out.mutable_notice()->add_title();
        text.set_language("en");
        text.set_text(title);
        return out;
    }
    std::string shown() {
        const auto notices = device->notices(clock.now(), false).take();
        return notices.empty() ? "nothing" : notices[0].notice.title(0).text();
    }
};

using Texts = std::vector<std::string>;

}  // namespace

TEST_CASE_METHOD(Snapshots, "a snapshot goes straight into the open vault, and nothing of it waits closed") {
    straight(snapshot({contact(mother, "Ana"), message(first, "one")}, true, false));
    CHECK(token() == "more");
    CHECK(texts() == Texts{"one"});
    straight(snapshot({message(second, "two")}, false, true));
    CHECK(token().empty());
    CHECK(device->cursors().value().at(0).seq == seq);
    CHECK(device->anything_waits(resident).value());  // until the rest is dropped
    CHECK(absorb().applied == 0);
    CHECK_FALSE(device->anything_waits(resident).value());
    CHECK(texts() == Texts{"one", "two"});
    CHECK(vault->search("two", {}).value().total == 1);
}

TEST_CASE_METHOD(Snapshots, "a snapshot that its owner sees half of and finds half of later holds all, and no more") {
    straight(changes({message(third, "gone at the hub")}));
    straight(snapshot({message(first, "one")}, true, false));
    REQUIRE(device->apply_page(snapshot({message(second, "two")}, false, true)).ok());
    CHECK(texts() == Texts{"gone at the hub", "one"});
    absorb();
    CHECK(texts() == Texts{"one", "two"});
}

TEST_CASE_METHOD(Snapshots, "what went while a snapshot came is gone, wherever it waited") {
    PageToStore later = snapshot({message(first, "one"), message(second, "two")}, false, true);
    take_away(later.changes[0]);
    SECTION("all of it straight") {
        straight(snapshot({message(first, "one")}, true, false));
        straight(later);
    }
    SECTION("all of it closed") {
        REQUIRE(device->apply_page(snapshot({message(first, "one")}, true, false)).ok());
        REQUIRE(device->apply_page(later).ok());
    }
    SECTION("opened in between") {
        REQUIRE(device->apply_page(snapshot({message(first, "one")}, true, false)).ok());
        absorb();
        straight(later);
    }
    absorb();
    CHECK(texts() == Texts{"two"});
}

TEST_CASE_METHOD(Snapshots, "a page that is in the vault and not yet in the store comes again, and changes nothing") {
    const PageToStore page = snapshot({message(first, "one"), message(second, "two")}, true, true);
    const auto crash = device->pass_snapshot(page, [&](const std::vector<EnvelopeRow>& rows) -> Status {
        REQUIRE(rows.size() == 2);
        for (const wire::Record& each : {message(first, "one"), message(second, "two")})
            REQUIRE(vault->apply(each, true).ok());
        return Error(ErrorCode::kIo, "the power went");
    });
    CHECK_FALSE(crash.ok());
    CHECK(device->cursors().value().empty());
    CHECK(straight(page).applied == 2);
    absorb();
    CHECK(texts() == Texts{"one", "two"});
    CHECK(vault->search("one", {}).value().total == 1);
}

TEST_CASE_METHOD(Snapshots, "a snapshot's page out of turn, or with what does not open, changes nothing of it") {
    auto alone = vault->take_in(*device, snapshot({message(first, "one")}, false, true), keys);
    CHECK(alone.error().code == ErrorCode::kConflict);
    CHECK(texts().empty());
    PageToStore page = snapshot({message(first, "one"), message(second, "two")});
    page.changes[0].content.back() ^= 1;
    const auto taken = straight(page);
    CHECK(taken.refused == 1);
    CHECK(taken.applied == 1);
    CHECK(texts() == Texts{"two"});
}

TEST_CASE_METHOD(Snapshots, "straight, too, a snapshot may go back once and not a second time") {
    straight(changes({message(first, "newer", 5)}));
    straight(snapshot({message(first, "restored", 3)}, true, false));
    CHECK(texts() == Texts{"restored"});
    straight(snapshot({message(first, "let through by mistake", 1)}, false, true));
    CHECK(texts() == Texts{"restored"});
}

TEST_CASE_METHOD(Snapshots, "what went from a shared scope while a snapshot came is gone") {
    PageToStore begun = plain_page(wire::FACILITY, {notice("Visits end at noon", 3)}, 0, 1);
    begun.kind = PageToStore::Kind::kSnapshot;
    begun.first = true;
    begun.snapshot_token = "more";
    REQUIRE(device->apply_page(begun).ok());
    PageToStore ended = plain_page(wire::FACILITY, {notice("Visits end at noon", 3)}, 1, 2);
    ended.kind = PageToStore::Kind::kSnapshot;
    ended.last = true;
    take_away(ended.changes[0]);
    REQUIRE(device->apply_page(ended).ok());
    CHECK(shown() == "nothing");
}

TEST_CASE_METHOD(Snapshots, "what a shared scope took away does not come back by its old seal, but by a newer one") {
    REQUIRE(device->apply_page(plain_page(wire::FACILITY, {notice("Visits end at noon", 3)}, 0, 1)).ok());
    CHECK(shown() == "Visits end at noon");
    PageToStore removal = plain_page(wire::FACILITY, {notice("", 0)}, 1, 2);
    take_away(removal.changes[0]);
    REQUIRE(device->apply_page(removal).ok());
    CHECK(shown() == "nothing");
    REQUIRE(device->apply_page(plain_page(wire::FACILITY, {notice("Visits end at noon", 3)}, 2, 3)).ok());
    CHECK(shown() == "nothing");
    SECTION("a newer one") {
        REQUIRE(device->apply_page(plain_page(wire::FACILITY, {notice("Visits all day", 4)}, 3, 4)).ok());
        CHECK(shown() == "Visits all day");
    }
    SECTION("a restored hub's snapshot") {
        REQUIRE(device->reset_scope(scope(wire::FACILITY)).ok());
        PageToStore restored = plain_page(wire::FACILITY, {notice("Visits end at noon", 3)}, 0, 1);
        restored.kind = PageToStore::Kind::kSnapshot;
        restored.first = restored.last = true;
        REQUIRE(device->apply_page(restored).ok());
        CHECK(shown() == "Visits end at noon");
    }
}
