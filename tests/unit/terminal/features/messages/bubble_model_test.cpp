#include "terminal/features/messages/bubble_model.h"

#include "tests/support/terminal/test_texts.h"

using namespace dayroom;
using namespace dayroom::features;
using namespace dayroom::test;

namespace {

constexpr std::int64_t kDayMs = 86'400'000;

std::int64_t in_days(int days) { return kTestNow.ms() + days * kDayMs; }

local::Message own(const std::string& state) {
    local::Message message;
    message.set_own(true);
    message.set_state(state);
    message.set_text("Hello");
    message.set_sent_ms(kTestNow.ms() - 3'600'000);
    message.set_price_credits(1);
    return message;
}

std::vector<std::string> words(const local::Message& message) {
    std::vector<std::string> lines;
    for (const auto& line : make_bubble(message, "Maria", shipped_texts(), kTestNow).lines) lines.push_back(line.text);
    return lines;
}

using Lines = std::vector<std::string>;

}  // namespace

TEST_CASE("each state says where the message stands, with a clock") {
    auto message = own("queued");
    CHECK(words(message) ==
          Lines{"Saved here, not yet sent", "It goes out by itself as soon as there is a connection."});
    message = own("held");
    message.set_received_ms(kTestNow.ms() - 3'000'000);
    message.set_decide_by_ms(in_days(5));
    CHECK(words(message) == Lines{"Being reviewed since 2:36\u00a0PM", "Staff decide by June 2."});
    message.set_received_ms(in_days(-2));
    message.set_investigating(true);
    CHECK(words(message) == Lines{"Being reviewed since May 26, 3:26\u00a0PM", "Staff are taking a closer look.",
                                  "Staff decide by June 2."});
    message.set_decide_by_ms(in_days(-1));
    CHECK(words(message).back() == "Staff should have decided by May 27. They still have it.");
    CHECK(words(own("delivered")).empty());
    CHECK(words(own("withdrawn")) == Lines{"You took it back. Nobody outside read it.", "1 credit came back to you."});
    CHECK(words(own("expired")) ==
          Lines{"Nobody decided in time, so it was not delivered.", "1 credit came back to you."});
    CHECK(make_bubble(own("delivered"), "", shipped_texts(), kTestNow).when == "Today · 2:26\u00a0PM · Delivered");
}

TEST_CASE("a rejected message says why, by which rule, what came back, and until when one may appeal") {
    auto message = own("rejected");
    message.clear_text();
    message.set_reason("code");
    message.set_rule("4.2");
    message.set_receipt_code("K7P39QXD");
    message.set_appeal_by_ms(in_days(10));
    message.set_may_appeal(true);
    CHECK(words(message) == Lines{"Staff did not let this message through.", "Reason: it looks like a code", "Rule 4.2",
                                  "1 credit came back to you.", "Receipt code K7P3-9QXD",
                                  "You can ask for another look (appeal) until June 7."});
    CHECK(make_bubble(message, "", shipped_texts(), kTestNow).may_appeal);
    message.set_reason("Staff's own words");
    CHECK(words(message)[1] == "Reason: Staff's own words");
    message.set_prepaid(true);
    CHECK(words(message)[3] == "The paid reply is there again.");
    message.set_prepaid(false);
    message.set_price_credits(0);
    CHECK(words(message)[3] == "You were not charged for it.");
    message.set_appeal_by_ms(in_days(-1));
    CHECK(words(message).back() == "Receipt code K7P3-9QXD");
}

TEST_CASE("a message from outside that was stopped takes and returns nothing") {
    local::Message message;
    message.set_state("rejected");
    message.set_price_credits(1);
    CHECK(words(message) == Lines{"A message for you was not let through."});
}

TEST_CASE("an appeal is told at each of its states, and the date to ask by is gone") {
    auto message = own("rejected");
    message.set_appeal_by_ms(in_days(3));
    message.set_appealed_ms(in_days(-1));
    for (const auto& [state, said] : std::vector<std::pair<std::string, std::string>>{
             {"queued", "Your appeal is saved here, not yet sent."},
             {"open", "You asked for another look on May 27. Somebody else decides."},
             {"granted", "After another look, staff let it through."},
             {"refused", "After another look, staff did not let it through."}}) {
        message.set_appeal(state);
        CHECK(words(message).back() == said);
        for (const auto& line : words(message)) CHECK(line.find("until") == std::string::npos);
    }
}

TEST_CASE("what the hub refused keeps its text, says why in plain words, and can be tried again") {
    auto message = own("refused");
    message.set_refusal_code("insufficient_funds");
    CHECK(words(message) ==
          Lines{"Could not be sent", "There are not enough credits. Nothing was taken.", "Your text is kept."});
    auto bubble = make_bubble(message, "", shipped_texts(), kTestNow);
    CHECK(bubble.may_retry);
    CHECK(bubble.text == "Hello");
    message.set_refusal_code("no_such_code");
    CHECK(words(message)[1] == "The facility did not accept it. Nothing was taken.");
    message.clear_text();
    CHECK_FALSE(make_bubble(message, "", shipped_texts(), kTestNow).may_retry);
}

TEST_CASE("photos that were not let through are counted") {
    local::Message message;
    message.set_state("delivered");
    message.set_photos_rejected(1);
    CHECK(words(message) == Lines{"1 photo was not let through."});
    message.set_photos_rejected(2);
    CHECK(words(message) == Lines{"2 photos were not let through."});
}

TEST_CASE("a card is shown with its name in the person's language") {
    auto message = own("held");
    for (const auto& [language, name] :
         std::vector<std::pair<const char*, const char*>>{{"en", "Happy birthday"}, {"es", "Feliz cumpleaños"}}) {
        auto* text = message.mutable_card()->add_name();
        text->set_language(language);
        text->set_text(name);
    }
    CHECK(make_bubble(message, "", shipped_texts("es"), kTestNow).card->label == "Feliz cumpleaños");
    CHECK(make_bubble(message, "", shipped_texts("en"), kTestNow).card->width == 1);
}

TEST_CASE("only unread messages from outside are to be marked as read") {
    std::vector<Bubble> bubbles(3);
    bubbles[0].id = "a";
    bubbles[0].unread = true;
    bubbles[1].id = "b";
    CHECK(unread_ids(bubbles) == std::vector<std::string>{"a"});
    CHECK_FALSE(make_bubble(own("held"), "", shipped_texts(), kTestNow).unread);
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

TEST_CASE("a bubble takes other room when what it shows has changed") {
    const auto t = shipped_texts();
    auto message = own("held");
    message.set_may_withdraw(true);
    const auto before = make_bubble(message, "", t, kTestNow);
    CHECK(before.same_size(make_bubble(message, "", t, kTestNow)));
    message.set_may_withdraw(false);
    CHECK_FALSE(before.same_size(make_bubble(message, "", t, kTestNow)));
}
