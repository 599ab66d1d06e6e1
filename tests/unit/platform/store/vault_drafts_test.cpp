// Drafts in the vault: kept here, carried to the hub, merged with what comes back.
#include "tests/unit/platform/store/world.h"

using namespace dayroom;
using namespace dayroom::store;

namespace {

struct DraftWorld : World {
    std::string key = "message/" + to_hex(mother.bytes());

    /// The record that the hub makes of what the vault says.
    wire::Record at_hub(const std::string& draft_key, const std::string& content, Timestamp saved,
                        std::int64_t version = 1) {
        const auto command = vault->draft_command({draft_key, content, saved, false}).take();
        wire::Record out = record(wire::RESIDENT, command.draft_id(), version);
        *out.mutable_draft() = command.draft();
        return out;
    }
    std::string content() {
        const auto found = vault->draft(key).take();
        return found ? found->content : "-";
    }
    void sent() {
        const auto unsent = vault->unsent_drafts().take();
        REQUIRE(unsent.size() == 1);
        REQUIRE(vault->mark_draft_sent(unsent[0]).ok());
    }
};

}  // namespace

TEST_CASE_METHOD(DraftWorld, "a draft is unsent until it is on its way, and again when it changes") {
    CHECK(vault->unsent_drafts().value().empty());
    REQUIRE(vault->save_draft(key, "one", clock.now()).ok());
    const auto first = vault->unsent_drafts().value().at(0);
    CHECK(first.content == "one");
    // In the same millisecond: still another version.
    REQUIRE(vault->save_draft(key, "two", clock.now()).ok());
    REQUIRE(vault->mark_draft_sent(first).ok());
    CHECK(vault->unsent_drafts().value().at(0).content == "two");
    CHECK(vault->unsent_drafts().value().at(0).saved > first.saved);
    sent();
    CHECK(vault->unsent_drafts().value().empty());
    REQUIRE(vault->save_draft(key, "two", clock.now() + Seconds(1)).ok());
    CHECK(vault->unsent_drafts().value().empty());
    REQUIRE(vault->save_draft(key, "", clock.now()).ok());
    CHECK(vault->unsent_drafts().value().at(0).removed);
    CHECK(content() == "-");
    // The clock was set back meanwhile: what is newer here is newer at the hub.
    REQUIRE(vault->save_draft(key, "three", clock.now() - Seconds(60)).ok());
    CHECK(vault->unsent_drafts().value().at(0).saved > first.saved);
}

TEST_CASE_METHOD(DraftWorld, "a draft that the hub never heard of leaves nothing behind") {
    REQUIRE(vault->save_draft(key, "one", clock.now()).ok());
    REQUIRE(vault->save_draft(key, "", clock.now()).ok());
    CHECK(vault->unsent_drafts().value().empty());
}

TEST_CASE_METHOD(DraftWorld,
                 "a draft goes to the hub closed, under a name that says nothing, the same on every terminal") {
    const auto command = vault->draft_command({key, "an unmistakable draft", clock.now(), false}).take();
    CHECK(command.SerializeAsString().find("unmistakable") == std::string::npos);
    CHECK(command.SerializeAsString().find(mother.raw()) == std::string::npos);
    CHECK(command.SerializeAsString().find("message/") == std::string::npos);
    CHECK(command.draft_id().size() == kIdBytes);
    auto elsewhere = vault_place();
    elsewhere.directory = dir.path() / "other";
    elsewhere.device = make<DeviceId>();
    const auto other = Vault::open(elsewhere, vault_key).take();
    CHECK(other->draft_id(key) == command.draft_id());
    CHECK(other->draft_id("request/general") != command.draft_id());
    elsewhere.directory = dir.path() / "somebody";
    const auto somebody = Vault::open(elsewhere, Secret::random(32, random)).take();
    CHECK(somebody->draft_id(key) != command.draft_id());
    const auto longest = vault->draft_command(
        {std::string(kMaxDraftKeyBytes, 'k'), std::string(kMaxDraftBytes, 'x'), clock.now(), false});
    wire::Command whole = this->command();
    *whole.mutable_save_draft() = longest.value();
    CHECK(wire::check_command(whole).ok());
}

TEST_CASE_METHOD(DraftWorld, "from the feed the newest version wins, and what is here and newer stays") {
    REQUIRE(vault->apply(contact(mother, "Ana"), false).ok());
    CHECK(vault->apply(at_hub(key, "from B", clock.now()), false).value());
    CHECK(content() == "from B");
    CHECK(vault->unsent_drafts().value().empty());
    CHECK(vault->threads(ThreadFilter::kAll, {}).value().threads.at(0).draft);
    REQUIRE(vault->save_draft(key, "from B and A", clock.now() + Seconds(5)).ok());
    CHECK(vault->apply(at_hub(key, "from B, later", clock.now() + Seconds(3), 2), false).value());
    CHECK(content() == "from B and A");
    CHECK(vault->unsent_drafts().value().size() == 1);
    CHECK(vault->apply(at_hub(key, "from B, latest", clock.now() + Seconds(9), 3), false).value());
    CHECK(content() == "from B, latest");
    CHECK(vault->unsent_drafts().value().empty());
}

TEST_CASE_METHOD(DraftWorld, "what was written here and sent elsewhere goes, though the feed never brought it here") {
    REQUIRE(vault->apply(contact(mother, "Ana"), false).ok());
    REQUIRE(vault->save_draft(key, "begun here", clock.now()).ok());
    const auto id = vault->draft_id(key);
    CHECK_FALSE(vault->remove(id).value());  // it is not on its way yet: nobody can have sent it
    CHECK(content() == "begun here");
    sent();
    const auto shown = vault->stamps().messages;
    auto removal = changes({at_hub(key, "begun here", clock.now())});
    removal.changes[0].removed = true;
    removal.changes[0].content.clear();
    REQUIRE(device->apply_page(removal).ok());
    absorb();
    CHECK(content() == "-");
    CHECK(vault->threads(ThreadFilter::kAll, {}).value().total == 0);
    CHECK(vault->stamps().messages > shown);
}

TEST_CASE_METHOD(DraftWorld, "what was sent or thrown away elsewhere goes here too, unless it was written on") {
    const auto id = vault->draft_id(key);
    REQUIRE(vault->apply(at_hub(key, "one", clock.now()), false).ok());
    SECTION("as it came") {
        CHECK(vault->remove(id).value());
        CHECK(content() == "-");
        CHECK(vault->threads(ThreadFilter::kAll, {}).value().total == 0);
        CHECK_FALSE(vault->remove(id).value());
    }
    SECTION("written on here") {
        REQUIRE(vault->save_draft(key, "one and two", clock.now() + Seconds(1)).ok());
        CHECK(vault->remove(id).value());
        CHECK(content() == "one and two");
        CHECK(vault->unsent_drafts().value().size() == 1);
    }
    SECTION("by a snapshot that does not hold it") {
        REQUIRE(device->apply_page(snapshot({contact(mother, "Ana")})).ok());
        absorb();
        CHECK(content() == "-");
    }
}

TEST_CASE_METHOD(DraftWorld, "an old version on its way does not bring a removed draft back, a newer one does") {
    REQUIRE(vault->apply(at_hub(key, "one", clock.now()), false).ok());
    clock.advance(Seconds(10));
    REQUIRE(vault->save_draft(key, "", clock.now()).ok());
    sent();
    CHECK(vault->apply(at_hub(key, "one, late", clock.now() - Seconds(5), 2), false).value());
    CHECK(content() == "-");
    CHECK(vault->apply(at_hub(key, "begun anew", clock.now() + Seconds(5), 3), false).value());
    CHECK(content() == "begun anew");
    REQUIRE(vault->save_draft(key, "", clock.now() + Seconds(6)).ok());
    sent();
    REQUIRE(vault->purge(clock.now()).ok());
    CHECK(vault->connection().number("SELECT count(*) FROM draft").value() == 1);
    REQUIRE(vault->purge(clock.now() + kIntentsKept + Seconds(60)).ok());
    CHECK(vault->connection().number("SELECT count(*) FROM draft").value() == 0);
}

TEST_CASE_METHOD(DraftWorld, "a box that is not the draft of its id is dropped, and changes nothing") {
    REQUIRE(vault->save_draft(key, "mine", clock.now()).ok());
    auto record = at_hub(key, "theirs", clock.now() + Seconds(9));
    SECTION("under another id") { record.set_id(vault->draft_id("request/general")); }
    SECTION("closed to somebody else") {
        const auto stranger = crypto::BoxKey::make(random);
        record.mutable_draft()->set_box(to_string(crypto::seal_to(stranger.public_key(), as_bytes("x")).take()));
    }
    SECTION("no draft at all") {
        record.mutable_draft()->set_box(to_string(crypto::seal_to(vault_public, as_bytes("\xff\xff")).take()));
    }
    SECTION("with nothing in it") {
        wire::DraftContent empty;
        empty.set_key(key);
        record.mutable_draft()->set_box(
            to_string(crypto::seal_to(vault_public, as_bytes(empty.SerializeAsString())).take()));
    }
    REQUIRE(device->apply_page(changes({record})).ok());
    CHECK(absorb().refused == 1);
    CHECK(content() == "mine");
    CHECK(vault->unsent_drafts().value().size() == 1);
}

TEST_CASE_METHOD(DraftWorld, "a draft without a message shows its thread, and the thread goes with it") {
    REQUIRE(vault->save_draft("message/" + std::string(32, '7'), "to nobody", clock.now()).ok());
    CHECK(vault->threads(ThreadFilter::kAll, {}).value().total == 0);
    const auto stamp = vault->stamps().messages;
    REQUIRE(vault->save_draft(key, "before the contact came", clock.now()).ok());
    REQUIRE(vault->apply(contact(mother, "Ana"), false).ok());
    const auto thread = vault->threads(ThreadFilter::kAll, {}).value().threads.at(0);
    CHECK(thread.name == "Ana");
    CHECK(thread.draft);
    CHECK(thread.total == 0);
    CHECK(thread.last_state.empty());
    CHECK(thread.last == clock.now());
    CHECK(vault->threads(ThreadFilter::kWaiting, {}).value().total == 0);
    CHECK(vault->stamps().messages > stamp);
    REQUIRE(vault->apply(message(make<MessageId>(), "hello"), false).ok());
    CHECK(vault->threads(ThreadFilter::kAll, {}).value().threads.at(0).last_state == "delivered");
    REQUIRE(vault->save_draft(key, "", clock.now()).ok());
    CHECK_FALSE(vault->threads(ThreadFilter::kAll, {}).value().threads.at(0).draft);
}

TEST_CASE_METHOD(DraftWorld, "a draft is saved wholly or not at all, whichever operation fails") {
    REQUIRE(vault->apply(contact(mother, "Ana"), false).ok());
    int failures = 0;
    for (int n = 1;; ++n) {
        faults.fail_at(n);
        const auto saved = vault->save_draft(key, "one", clock.now());
        const bool fired = faults.fired();
        faults.disarm();
        const bool kept = content() == "one";
        CHECK(kept == (vault->threads(ThreadFilter::kAll, {}).value().total == 1));
        CHECK((kept || !saved.ok()));
        if (!fired) break;
        ++failures;
    }
    CHECK(failures > 5);
}
