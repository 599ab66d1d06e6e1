#include "terminal/features/messages/messages_model.h"

#include "tests/support/terminal/test_texts.h"

using namespace dayroom;
using namespace dayroom::features;
using namespace dayroom::test;

TEST_CASE("a thread row says who, what, when and what waits") {
    const auto t = shipped_texts();
    local::Thread thread;
    thread.set_name("Dwayne Carter");
    thread.set_relationship("friend");
    thread.set_contact_state("approved");
    thread.set_preview("Tell Pops happy birthday");
    thread.set_preview_is_own(true);
    thread.set_last_ms((kTestNow - Milliseconds(86'400'000)).ms());
    thread.set_last_state("held");
    thread.set_unread(-4);
    const auto row = make_thread(thread, t, kTestNow);
    CHECK(row.relationship == "Friend · approved contact");
    CHECK(row.preview == "You: Tell Pops happy birthday");
    CHECK(row.when == "Yesterday");
    CHECK(row.mark == MessageMark::kReview);
    CHECK(row.unread == 0);
    CHECK(row.spoken == "Dwayne Carter. Being reviewed. Yesterday");
}

TEST_CASE("a relationship without a word of ours is shown as it came") {
    const auto t = shipped_texts();
    local::Thread thread;
    thread.set_relationship("godmother's neighbor");
    CHECK(make_thread(thread, t, kTestNow).relationship == "godmother's neighbor · contact");
}

TEST_CASE("a rejected message says why, by which rule, that it was free, and until when one may appeal") {
    const auto t = shipped_texts();
    local::Message message;
    message.set_own(true);
    message.set_state("rejected");
    message.set_reason("code");
    message.set_rule("4.2");
    message.set_appeal_by_ms((kTestNow + Milliseconds(10 * 86'400'000LL)).ms());
    const auto bubble = make_bubble(message, "Maria", t, kTestNow);
    CHECK(bubble.explanation ==
          std::vector<std::string>{"Staff did not let this message through.", "Reason: it looks like a code",
                                   "Rule 4.2", "You were not charged for it.", "You can appeal until June 7."});
    message.set_reason("Staff's own words");
    CHECK(make_bubble(message, "Maria", t, kTestNow).explanation[1] == "Reason: Staff's own words");
}

TEST_CASE("a held message says when it must be decided, a queued one that it goes out by itself") {
    const auto t = shipped_texts();
    local::Message message;
    message.set_own(true);
    message.set_state("held");
    message.set_decide_by_ms((kTestNow + Milliseconds(5 * 86'400'000LL)).ms());
    CHECK(make_bubble(message, "", t, kTestNow).explanation ==
          std::vector<std::string>{"Staff must decide by June 2."});
    message.set_state("queued");
    const auto queued = make_bubble(message, "", t, kTestNow);
    CHECK(queued.mark == MessageMark::kQueued);
    CHECK(queued.when.find("Saved here, not yet sent") != std::string::npos);
}

TEST_CASE("only unread messages from outside are to be marked as read") {
    std::vector<Bubble> bubbles(3);
    bubbles[0].id = "a";
    bubbles[0].unread = true;
    bubbles[1].id = "b";
    CHECK(unread_ids(bubbles) == std::vector<std::string>{"a"});
    local::Message own;
    own.set_own(true);
    CHECK_FALSE(make_bubble(own, "", shipped_texts(), kTestNow).unread);
}

TEST_CASE("photos have sizes that can be laid out, whatever came") {
    local::Message message;
    auto* photo = message.add_photos();
    photo->set_width(0);
    photo->set_height(-5);
    const auto bubble = make_bubble(message, "Maria", shipped_texts(), kTestNow);
    CHECK(bubble.photos[0].width == 1);
    CHECK(bubble.photos[0].height == 1);
}
