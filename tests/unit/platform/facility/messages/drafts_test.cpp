// Drafts: the newest wins in whatever order they come, and running a save again changes nothing.
#include "platform/facility/messages/drafts.h"

#include "tests/unit/platform/facility/messages/mail.h"

using namespace dayroom;
using namespace dayroom::facility;
using dayroom::test::FeedClient;
using dayroom::test::Mail;
using dayroom::test::must;
using dayroom::test::Paid;
using dayroom::test::Person;

namespace {

struct Desk : Mail {
    DraftId draft = hub.id<DraftId>();

    wire::Command save(Timestamp saved, const std::string& box, const std::string& id = {}) {
        wire::Command command = hub.command(person);
        wire::SaveDraft& body = *command.mutable_save_draft();
        body.set_draft_id(id.empty() ? draft.raw() : id);
        body.mutable_draft()->set_box(box);
        body.mutable_draft()->set_saved_ms(saved.ms());
        return command;
    }
    wire::Command remove(Timestamp made) {
        wire::Command command = hub.command(person);
        command.set_made_ms(made.ms());
        command.mutable_save_draft()->set_draft_id(draft.raw());
        command.mutable_save_draft()->set_remove(true);
        return command;
    }
    wire::Outcome run(const wire::Command& command) { return hub.execute(person, command); }
    /// What another terminal of the unit opens: by draft id, the box.
    std::map<std::string, std::string> elsewhere() {
        FeedClient client(hub);
        client.sign_in(person);
        client.sync();
        std::map<std::string, std::string> boxes;
        for (const auto& [id, record] : client.held(Scope::resident(person.id)))
            if (record.has_draft()) boxes[id] = record.draft().box();
        return boxes;
    }
    std::string box() {
        const auto boxes = elsewhere();
        return boxes.contains(draft.raw()) ? boxes.at(draft.raw()) : "";
    }
    std::int64_t outcomes() { return hub.count("SELECT count(*) FROM command_outcome"); }
};

}  // namespace

TEST_CASE("a draft of one terminal is there for another, and the newest counts") {
    Desk desk;
    const Timestamp t = desk.hub.clock.now();
    CHECK(desk.run(desk.save(t, "first")).result() == wire::Outcome::DONE);
    CHECK(desk.box() == "first");
    CHECK(desk.run(desk.save(t + Milliseconds(2), "third")).result() == wire::Outcome::DONE);
    CHECK(desk.run(desk.save(t + Milliseconds(1), "second, late")).result() == wire::Outcome::DONE);
    CHECK(desk.box() == "third");
    CHECK(desk.elsewhere().size() == 1);
}

TEST_CASE("every order of two saves and a removal ends the same way") {
    for (const std::vector<int>& order :
         {std::vector<int>{0, 1, 2}, {0, 2, 1}, {1, 0, 2}, {1, 2, 0}, {2, 0, 1}, {2, 1, 0}}) {
        for (int removed_at : {0, 1, 2, 3}) {
            Desk desk;
            const Timestamp t = desk.hub.clock.now() - Milliseconds(10);
            const wire::Command commands[] = {desk.save(t + Milliseconds(1), "old"),
                                              desk.save(t + Milliseconds(2), "new"),
                                              desk.remove(t + Milliseconds(removed_at))};
            for (const int each : order) {
                CHECK(desk.run(commands[each]).result() == wire::Outcome::DONE);
                CHECK(desk.run(commands[each]).result() == wire::Outcome::DONE);  // sent again
            }
            CHECK(desk.box() == (removed_at < 2 ? "new" : ""));
        }
    }
}

TEST_CASE("saving leaves no outcome behind, whatever it came to") {
    Desk desk;
    const std::int64_t before = desk.outcomes();
    const Timestamp t = desk.hub.clock.now();
    for (int i = 0; i < 20; ++i) desk.run(desk.save(t + Milliseconds(i), "text " + std::to_string(i)));
    desk.run(desk.remove(t + Milliseconds(30)));
    CHECK(desk.outcomes() == before);
    CHECK(desk.hub.count("SELECT count(*) FROM draft") == 1);
    // The id of a command that was run is not free for a draft.
    wire::Command sent = desk.send_command(desk.hub.id<MessageId>(), Paid::kCredits);
    REQUIRE(desk.run(sent).result() == wire::Outcome::DONE);
    wire::Command save = desk.save(t, "under another's id");
    save.set_id(sent.id());
    CHECK(desk.run(save).code() == decline::kContent);
}

TEST_CASE("a draft goes with the message that it became, and stays when that is declined") {
    Desk desk;
    const Timestamp t = desk.hub.clock.now();
    desk.run(desk.save(t, "dear all"));
    wire::Command send = desk.send_command(desk.hub.id<MessageId>(), Paid::kCredits);
    send.mutable_send_message()->set_draft_id(desk.draft.raw());
    wire::Command dear = send;
    dear.set_id(desk.hub.id<CommandId>().raw());
    dear.mutable_send_message()->set_price_seen_credits(99);
    CHECK(desk.run(dear).code() == decline::kPriceChanged);
    CHECK(desk.box() == "dear all");
    CHECK(desk.run(send).result() == wire::Outcome::DONE);
    CHECK(desk.box().empty());
    // A save that was made before and comes late does not bring it back.
    desk.run(desk.save(t - Milliseconds(1), "dear"));
    CHECK(desk.box().empty());
}

TEST_CASE("so many drafts and no more, removed ones are remembered for a while") {
    Desk desk;
    const Timestamp t = desk.hub.clock.now();
    std::vector<std::string> ids;
    for (int i = 0; i < wire::kMaxDrafts; ++i) {
        ids.push_back(desk.hub.id<DraftId>().raw());
        REQUIRE(desk.run(desk.save(t, "x", ids.back())).result() == wire::Outcome::DONE);
    }
    CHECK(desk.run(desk.save(t, "one more")).code() == decline::kDraftsFull);
    CHECK(desk.run(desk.save(t + Milliseconds(1), "y", ids[0])).result() == wire::Outcome::DONE);
    must(desk.hub.run([&](Work& work) -> Status {
        for (int i = 0; i < kRemovedDraftsKept + 50; ++i)
            TRY(Drafts::forget(work, desk.person.id, work.make_id<DraftId>(), t + Milliseconds(i)));
        return {};
    }));
    CHECK(desk.hub.count("SELECT count(*) FROM draft WHERE box IS NULL") == kRemovedDraftsKept);
    CHECK(desk.hub.count("SELECT min(saved_ms) FROM draft WHERE box IS NULL") == (t + Milliseconds(50)).ms());
    CHECK(desk.elsewhere().size() == static_cast<std::size_t>(wire::kMaxDrafts));
}

TEST_CASE("a terminal whose clock is ahead does not hold a draft for ever") {
    Desk desk;
    const Timestamp now = desk.hub.clock.now();
    desk.run(desk.save(now + std::chrono::hours(24 * 365), "from the future"));
    CHECK(desk.box() == "from the future");
    desk.hub.clock.advance(kDraftFuture + Milliseconds(1));
    desk.run(desk.save(desk.hub.clock.now(), "now"));
    CHECK(desk.box() == "now");
}

TEST_CASE("nobody touches another resident's draft, by its id or through a message") {
    Desk desk;
    desk.run(desk.save(desk.hub.clock.now(), "mine"));
    const Person other = desk.hub.add_resident();
    wire::Command theirs = desk.save(desk.hub.clock.now() + Milliseconds(5), "not mine");
    theirs.set_id(desk.hub.id<CommandId>().raw());
    theirs.set_resident_id(other.id.raw());
    CHECK(desk.hub.execute(other, theirs).code() == "conflict");
    wire::Command remove = desk.remove(desk.hub.clock.now() + Milliseconds(5));
    remove.set_resident_id(other.id.raw());
    CHECK(desk.hub.execute(other, remove).result() == wire::Outcome::DONE);
    CHECK(desk.box() == "mine");
    must(desk.hub.run([&](Work& work) { return Drafts::forget_all(work, desk.person.id); }));
    CHECK(desk.box().empty());
    CHECK(desk.hub.count("SELECT count(*) FROM draft") == 0);
}
