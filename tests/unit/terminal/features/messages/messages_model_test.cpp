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

TEST_CASE("a thread with a draft says so") {
    const auto t = shipped_texts();
    local::Thread thread;
    thread.set_name("Maria Delgado");
    thread.set_draft(true);
    const auto row = make_thread(thread, t, kTestNow);
    CHECK(row.draft);
    CHECK(row.spoken.find("Draft") != std::string::npos);
}

TEST_CASE("filters have the agent's names, an unknown one is all") {
    CHECK(filter_of("unread") == local::UNREAD);
    CHECK(filter_of("sent") == local::SENT);
    CHECK(filter_of("photos") == local::PHOTOS);
    CHECK(filter_of("waiting") == local::WAITING);
    CHECK(filter_of("nonsense") == local::ALL);
}

TEST_CASE("every state has a sign and words, an unknown one has none") {
    const auto t = shipped_texts();
    for (const char* state : {"queued", "held", "delivered", "rejected", "withdrawn", "expired", "refused"}) {
        CAPTURE(state);
        CHECK_FALSE(mark_icon(mark_of(state)).empty());
        CHECK(mark_words(mark_of(state), t).find("messages.") == std::string::npos);
    }
    CHECK(mark_of("teleported") == MessageMark::kNone);
}
