#include <catch2/catch.hpp>

#include "tests/unit/platform/facility/moderation/review_fixture.h"

using namespace dayroom;
using namespace dayroom::test;
using facility::WatchList;

namespace {

int rematch(ReviewFixture& hub, int limit = 100) {
    int done = 0;
    must(hub.run_as(facility::Actor::system(), [&](facility::Work& work) -> Status {
        done = TRY(hub.moderation.rematch(work, limit));
        return {};
    }));
    return done;
}

std::size_t occurrences(const std::string& text, const std::string& what) {
    std::size_t count = 0;
    for (std::size_t at = text.find(what); at != std::string::npos; at = text.find(what, at + 1)) ++count;
    return count;
}

}  // namespace

TEST_CASE("a list that changes finds new reasons in what is held, and takes old ones back") {
    ReviewFixture hub;
    const auto words = hub.add_list("Words", hub.everybody(), {"kite"});
    const MessageId kite = hub.receive("Send a kite");
    const MessageId lefty = hub.receive("Tell Lefty");
    CHECK(rematch(hub) == 0);
    const auto watch = hub.add_list("Case 77", hub.everybody(), {"lefty"}, WatchList::Kind::kWatch);
    must(hub.set_patterns(words, {"balloon"}));
    // Not in the request: until then they say what they said.
    CHECK(hub.details(kite)->item.flagged);
    CHECK(rematch(hub) == 2);
    CHECK_FALSE(hub.details(kite)->item.flagged);
    CHECK(hub.details(kite)->hits.empty());
    CHECK(hub.details(lefty)->item.watched);
    REQUIRE(hub.details(lefty)->hits.size() == 1);
    CHECK(hub.details(lefty)->hits[0].list_name == "Case 77");
    CHECK(hub.details(lefty)->hits[0].start == 5);
    CHECK(rematch(hub) == 0);
    CHECK(hub.audit_text().find("message_flagged system " + watch.to_string()) != std::string::npos);
    must(hub.moderation.screening().remove(*hub.writer, *hub.reader, hub.ana, watch));
    CHECK(rematch(hub) == 2);
    CHECK_FALSE(hub.details(lefty)->item.watched);
}

TEST_CASE("held messages are matched again a few at a time, each once, and what came since is not") {
    ReviewFixture hub;
    for (int each = 0; each < 7; ++each) hub.receive("Send a kite");
    const auto list = hub.add_list("Words", hub.everybody(), {"kite"});
    const MessageId later = hub.receive("Send a kite");
    CHECK(hub.details(later)->item.flagged);
    CHECK(rematch(hub, 3) == 3);
    CHECK(rematch(hub, 3) == 3);
    CHECK(rematch(hub, 3) == 1);
    CHECK(rematch(hub, 3) == 0);
    // A list is put on record once for a message, however often it matches.
    must(hub.set_patterns(list, {"kite", "balloon"}));
    CHECK(rematch(hub) == 8);
    CHECK(occurrences(hub.audit_text(), "message_flagged") == 8);
}

TEST_CASE("what was delivered or decided is left alone, and nothing is delivered by a list that goes") {
    ReviewFixture hub;
    const auto list = hub.add_list("Words", hub.everybody(), {"kite"});
    hub.set_policy({true, true, facility::TwoPerson::kNone});
    const MessageId passed = hub.receive("Good morning");
    const MessageId held = hub.receive("Send a kite");
    const MessageId photo = hub.receive("Good morning", 1);
    REQUIRE(hub.state(passed) == wire::Message::DELIVERED);
    CHECK(hub.details(photo)->item.text_passes);
    must(hub.set_patterns(list, {"morning"}));
    CHECK(rematch(hub) == 2);
    CHECK(hub.state(passed) == wire::Message::DELIVERED);
    CHECK(must(hub.reader->number("SELECT count(*) FROM review_hit WHERE message = $1", passed)) == 0);
    CHECK(hub.state(held) == wire::Message::HELD);
    CHECK_FALSE(hub.details(held)->item.flagged);
    // The text that was to pass by itself must be read now, and stays so.
    CHECK_FALSE(hub.details(photo)->item.text_passes);
    must(hub.set_patterns(list, {"kite"}));
    CHECK(rematch(hub) == 2);
    CHECK_FALSE(hub.details(photo)->item.flagged);
    CHECK_FALSE(hub.details(photo)->item.text_passes);
}
