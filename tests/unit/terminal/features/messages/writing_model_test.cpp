#include "terminal/features/messages/writing_model.h"

#include "tests/support/terminal/test_texts.h"

using namespace dayroom;
using namespace dayroom::features;
using namespace dayroom::test;

namespace {

local::Writing writing(std::int64_t credits) {
    local::Writing answer;
    answer.set_contact_name("Maria Delgado");
    answer.set_characters_max(13'000);
    answer.set_price_known(true);
    answer.set_message_credits(1);
    answer.set_card_credits(1);
    answer.set_credits(credits);
    answer.set_as_of_ms(kTestNow.ms() - 600'000);
    auto* card = answer.add_cards();
    card->set_id("card-1");
    card->set_code("birthday");
    auto* name = card->add_name();
    name->set_language("en");
    name->set_text("Happy birthday");
    return answer;
}

Letter letter(const std::string& text, const std::string& card = {}) { return {text, card, std::string(16, 'n')}; }

WriteModel model(const local::Writing& answer, const Letter& written, bool online = true) {
    return make_writing(answer, written, online, shipped_texts(), kTestNow);
}

}  // namespace

TEST_CASE("the price stands with what is left after it") {
    const auto now = model(writing(6), letter("Hi"));
    CHECK(now.price == 1);
    CHECK(now.button_price == "1 credit");
    CHECK(now.note == "You will have 5 credits left after sending.");
    CHECK(now.as_of.empty());
    CHECK(now.can_send());
    CHECK(model(writing(1), letter("Hi")).note == "You will have no credits left after sending.");
}

TEST_CASE("a card costs more, and is named") {
    const auto now = model(writing(6), letter("Hi", "card-1"));
    CHECK(now.price == 2);
    CHECK(now.button_price == "2 credits");
    CHECK(now.card->picture.label == "Happy birthday");
    CHECK(now.cards[0].price == "+ 1 credit");
    CHECK(model(writing(6), letter("Hi", "card-that-is-gone")).price == 1);
}

TEST_CASE("a reply that the contact has paid for costs nothing, and says who paid") {
    auto answer = writing(0);
    answer.set_prepaid_replies(2);
    const auto now = model(answer, letter("Hi", "card-1"));
    CHECK(now.can_send());
    CHECK(now.price == 0);
    CHECK(now.button_price.empty());
    CHECK(now.note == "Maria Delgado has paid for this reply");
    CHECK(now.cards[0].price.empty());
    const auto sending = make_sending("maria", letter("Hi", "card-1"), now);
    CHECK(sending.prepaid());
    CHECK(sending.price_seen_credits() == 0);
    CHECK(sending.card_id() == "card-1");
    answer.set_price_known(false);
    CHECK(model(answer, letter("Hi")).can_send());
}

TEST_CASE("what stands in the way is said beside its cause") {
    auto answer = writing(1);
    CHECK(model(answer, letter("Hi", "card-1")).problem == WriteProblem::kNoCredits);
    CHECK(model(answer, letter("Hi", "card-1")).problem_text == "This costs 2 credits. You have 1 credit.");
    CHECK(model(answer, letter(" \n ")).problem == WriteProblem::kEmpty);
    answer.set_characters_max(500);
    const auto too_long = model(answer, letter(std::string(502, 'x')));
    CHECK(too_long.problem == WriteProblem::kTooLong);
    CHECK(too_long.problem_text == "2 letters too many. Please make it shorter.");
    answer.set_price_known(false);
    CHECK(model(answer, letter("Hi")).problem == WriteProblem::kNoPrices);
    answer.set_refusal_code("messaging_suspended");
    CHECK(model(answer, letter("Hi")).problem_text.find("Messages are turned off for you") == 0);
    answer.set_refusal_code("no_such_code");
    CHECK(model(answer, letter("Hi")).problem_text == "You cannot write to this person now. Ask staff about it.");
}

TEST_CASE("the limit counts letters, not bytes, and never goes past the protocol's") {
    auto answer = writing(6);
    answer.set_characters_max(500);
    std::string text;
    for (int at = 0; at < 500; ++at) text += "ñ";
    CHECK(model(answer, letter(text)).can_send());
    answer.set_characters_max(2'000'000);
    CHECK(model(answer, letter("Hi")).limit == kMostCharacters);
    answer.set_characters_max(-1);
    CHECK(model(answer, letter("Hi")).limit == 13'000);
}

TEST_CASE("hostile prices never pay anybody") {
    auto answer = writing(3);
    answer.set_message_credits(-5);
    answer.set_card_credits(-5);
    const auto now = model(answer, letter("Hi", "card-1"));
    CHECK(now.price == 0);
    CHECK(now.price_words == "Free");
}

TEST_CASE("offline the number of credits says as of when") {
    CHECK(model(writing(6), letter("Hi"), false).as_of == "As of Today · 3:16\u00a0PM");
}

TEST_CASE("the confirmation repeats price and what is left, safe to read aloud") {
    const auto t = shipped_texts();
    const auto question = make_send_question(model(writing(6), letter("Hi", "card-1")), 6, true, t);
    using Facts = std::vector<std::pair<std::string, std::string>>;
    CHECK(question.facts == Facts{{"To", "Maria Delgado"},
                                  {"Card", "Happy birthday"},
                                  {"Price", "2 credits"},
                                  {"You have now", "6 credits"},
                                  {"Left after", "4 credits"}});
    CHECK(question.text.find("Staff read messages before they are delivered.") == 0);
    CHECK(question.text.find("no connection") == std::string::npos);
    CHECK(make_send_question(model(writing(6), letter("Hi")), 6, false, t).text.find("There is no connection now.") !=
          std::string::npos);
}

TEST_CASE("the foot of a thread says what an answer costs, or why there is none") {
    const auto t = shipped_texts();
    auto answer = writing(6);
    CHECK(make_reply(answer, t).cost == "A message costs 1 credit");
    CHECK(make_reply(answer, t).balance == "You have 6 credits");
    answer.set_prepaid_replies(1);
    CHECK(make_reply(answer, t).cost == "Maria Delgado has paid for this reply");
    CHECK(make_reply(answer, t).balance == "1 paid reply");
    answer.set_refusal_code("contact_not_approved");
    CHECK_FALSE(make_reply(answer, t).possible);
    CHECK(make_reply(answer, t).problem.find("not an approved contact") != std::string::npos);
}

TEST_CASE("a draft comes back as it was, and nothing else is taken for one") {
    const Letter written = letter("Dear Maria,\nI am fine.", "card-1");
    const auto back = letter_from_draft(to_draft(written));
    REQUIRE(back.has_value());
    CHECK(back->text == written.text);
    CHECK(back->card_id == "card-1");
    CHECK(back->nonce == written.nonce);
    CHECK_FALSE(letter_from_draft("").has_value());
    CHECK_FALSE(letter_from_draft("no protobuf at all").has_value());
    CHECK_FALSE(letter_from_draft(to_draft({"text", "", "short"})).has_value());
    CHECK(letter_key("maria") == "message/6d61726961");
}

TEST_CASE("two letters have different nonces") {
    SeededRandom random(3);
    CHECK(new_letter(random).nonce != new_letter(random).nonce);
}

TEST_CASE("of two texts neither is lost and none is there twice") {
    CHECK(joined("", "b") == "b");
    CHECK(joined("a", " \n") == "a");
    CHECK(joined("one", "two") == "one\n\ntwo");
    CHECK(joined("one", "one and two") == "one and two");
    CHECK(joined("one and two", "two") == "one and two");
}
