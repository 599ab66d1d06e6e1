#include "platform/facility/moderation/screening.h"

#include <thread>

#include <catch2/catch.hpp>

#include "tests/unit/platform/facility/moderation/review_fixture.h"

using namespace dayroom;
using namespace dayroom::test;
using facility::Scope;
using facility::WatchList;

TEST_CASE("a text is matched with the lists of the facility, the unit and the person, and the item says where") {
    ReviewFixture hub;
    hub.add_list("Drugs", hub.everybody(), {"fentanyl", "kite*"});
    hub.add_list("B-East", Scope::unit(hub.unit), {"loading dock"});
    hub.add_list("Case 77", Scope::resident(hub.person.id), {"lefty"}, WatchList::Kind::kWatch);
    hub.add_list("Elsewhere", Scope::unit(hub.other_unit), {"hello"});
    const MessageId message = hub.receive("¡Hello! F\u00e9ntanyl by the loading  dock, tell Lefty");
    const auto shown = hub.details(message);
    REQUIRE(shown);
    CHECK(shown->item.flagged);
    CHECK(shown->item.watched);
    REQUIRE(shown->hits.size() == 3);
    CHECK(shown->hits[0].list_name == "Drugs");
    CHECK(shown->hits[0].pattern == "fentanyl");
    CHECK(shown->hits[0].start == 8);
    CHECK(shown->hits[0].length == 8);
    CHECK(shown->hits[1].pattern == "loading dock");
    CHECK(shown->hits[2].kind == WatchList::Kind::kWatch);
    const MessageId clean = hub.receive("Nothing to see");
    CHECK(hub.details(clean)->hits.empty());
    CHECK_FALSE(hub.details(clean)->item.flagged);
    const MessageId other = hub.receive_for(hub.neighbour, hub.other_contact, "Hello, lefty");
    REQUIRE(hub.details(other)->hits.size() == 1);
    CHECK(hub.details(other)->hits[0].list_name == "Elsewhere");
}

TEST_CASE("the audit log says which lists matched, and nothing of words and texts") {
    ReviewFixture hub;
    const auto list = hub.add_list("Case name", hub.everybody(), {"canaryword"}, WatchList::Kind::kWatch);
    hub.receive("a canaryword in a canarytext canaryword");
    const std::string audit = hub.audit_text();
    CHECK(audit.find("message_flagged request_staff " + list.to_string()) != std::string::npos);
    CHECK(audit.find("canary") == std::string::npos);
    CHECK(audit.find("Case name") == std::string::npos);
}

TEST_CASE("clean text passes by itself only where the facility says so, never with a photo, never on a list") {
    ReviewFixture hub;
    hub.add_list("Words", hub.everybody(), {"contraband"});
    hub.add_list("Watch", hub.everybody(), {"lefty"}, WatchList::Kind::kWatch);
    CHECK(hub.state(hub.receive("Good morning")) == wire::Message::HELD);
    CHECK(hub.state(hub.send("Good morning")) == wire::Message::HELD);
    hub.set_policy({false, true, facility::TwoPerson::kNone});
    CHECK(hub.state(hub.receive("Good morning")) == wire::Message::HELD);
    const MessageId passed = hub.send("Good morning");
    CHECK(hub.state(passed) == wire::Message::DELIVERED);
    CHECK_FALSE(must(hub.messages.find(*hub.reader, passed))->decided_by);
    CHECK(hub.state(hub.send("Send contraband")) == wire::Message::HELD);
    CHECK(hub.state(hub.send("Tell lefty")) == wire::Message::HELD);
    hub.set_policy({true, false, facility::TwoPerson::kNone});
    CHECK(hub.state(hub.receive("Good morning")) == wire::Message::DELIVERED);
    CHECK(hub.state(hub.receive("Good morning", 1)) == wire::Message::HELD);
    CHECK(hub.state(hub.receive("", 1)) == wire::Message::HELD);
    CHECK(hub.state(hub.receive("Tell lefty")) == wire::Message::HELD);
    CHECK(hub.state(hub.send("Good morning")) == wire::Message::HELD);
    CHECK(hub.audit_text().find("message_approved system") != std::string::npos);
}

TEST_CASE("a watch list holds exactly like everything else: its author sees no difference") {
    ReviewFixture hub;
    hub.add_list("Watch", hub.everybody(), {"lefty"}, WatchList::Kind::kWatch);
    const MessageId watched = hub.send("Tell lefty");
    const MessageId plain = hub.send("Tell Larry");
    auto seen = [&](const MessageId& id) {
        wire::Message message = must(hub.messages.find(*hub.reader, id))->message;
        for (const char* field : {"text", "receipt_code", "sent_ms", "received_ms", "decide_by_ms"})
            message.GetReflection()->ClearField(&message, message.GetDescriptor()->FindFieldByName(field));
        return message.SerializeAsString();
    };
    CHECK(seen(watched) == seen(plain));
}

TEST_CASE("the lists count as they stand when a message comes: changed, removed, and after a restart") {
    ReviewFixture hub;
    const auto list = hub.add_list("Words", hub.everybody(), {"apple"});
    const auto hits = [&](const std::string& text) { return hub.details(hub.receive(text))->hits.size(); };
    CHECK(hits("apple pear") == 1);
    must(hub.set_patterns(list, {"pear", "plum"}));
    CHECK(hits("apple pear") == 1);
    CHECK(must(facility::WatchLists::patterns(*hub.reader, list)) == std::vector<std::string>{"pear", "plum"});
    facility::Screening restarted;
    must(restarted.load(*hub.reader));
    CHECK(restarted.find("a plum", hub.facility, hub.unit, hub.person.id).hits.size() == 1);
    must(hub.moderation.screening().remove(*hub.writer, *hub.reader, hub.ana, list));
    CHECK(hits("apple pear plum") == 0);
    CHECK(must(facility::WatchLists::list(*hub.reader)).empty());
}

TEST_CASE("lists that may not be are refused, and nothing changes") {
    ReviewFixture hub;
    const auto list = hub.add_list("Words", hub.everybody(), {"apple"});
    CHECK_FALSE(hub.set_patterns(list, {"pear", "x"}).ok());
    CHECK_FALSE(hub.set_patterns(list, {"two\nlines"}).ok());
    CHECK_FALSE(hub.set_patterns(list, {"..."}).ok());
    CHECK_FALSE(hub.set_patterns(list, std::vector<std::string>(facility::kMaxListPatterns + 1, "pear")).ok());
    CHECK(must(facility::WatchLists::patterns(*hub.reader, list)) == std::vector<std::string>{"apple"});
    CHECK(hub.set_patterns(hub.id<facility::WatchListId>(), {"pear"}).error().code == ErrorCode::kNotFound);
    const auto add = [&](const std::string& name, const Scope& scope) {
        return hub.run([&](facility::Work& work) {
            return facility::WatchLists::add(work,
                                             {hub.id<facility::WatchListId>(), name, WatchList::Kind::kWord, scope, 0});
        });
    };
    CHECK(code_of(add("Words", hub.everybody())) == "name_taken");
    CHECK(add("", hub.everybody()).error().code == ErrorCode::kInvalid);
    CHECK(add("Nobody", Scope::resident(hub.id<ResidentId>())).error().code == ErrorCode::kNotFound);
    CHECK(add("Another", Scope::facility(hub.id<FacilityId>())).error().code == ErrorCode::kInvalid);
    CHECK(add("Device", Scope::device(hub.device)).error().code == ErrorCode::kInvalid);
}

TEST_CASE("two people who change lists at once both succeed") {
    ReviewFixture hub;
    const auto one = hub.add_list("One", hub.everybody(), {"first"});
    const auto two = hub.add_list("Two", hub.everybody(), {"second"});
    const auto other = must(facility::open_reader(hub.database(), hub.key));
    Status done_one;
    Status done_two;
    std::thread a([&] { done_one = hub.set_patterns(one, {"apple"}); });
    std::thread b(
        [&] { done_two = hub.moderation.screening().set_patterns(*hub.writer, *other, hub.ben, two, {"pear"}); });
    a.join();
    b.join();
    must(done_one);
    must(done_two);
    const auto found =
        hub.moderation.screening().find("apple pear first second", hub.facility, hub.unit, hub.person.id);
    CHECK(found.hits.size() == 2);
}

TEST_CASE("more hits than are kept never push out those of a watch list") {
    ReviewFixture hub;
    hub.add_list("Words", hub.everybody(), {"aa"});
    hub.add_list("Watch", hub.everybody(), {"lefty"}, WatchList::Kind::kWatch);
    std::string text;
    for (int each = 0; each < 200; ++each) text += "aa ";
    const auto found = hub.moderation.screening().find(text + "lefty", hub.facility, hub.unit, hub.person.id);
    CHECK(found.hits.size() == facility::kMaxScreenHits);
    CHECK(found.watched());
}
