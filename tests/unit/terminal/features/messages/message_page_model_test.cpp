#include "terminal/features/messages/message_page_model.h"

#include "platform/base/id.h"
#include "platform/forms/message_print.h"
#include "tests/support/terminal/test_texts.h"

using namespace dayroom;
using namespace dayroom::features;
using namespace dayroom::test;

namespace {

local::Message sent(const std::string& state) {
    local::Message message;
    message.set_own(true);
    message.set_contact_name("Maria Delgado");
    message.set_state(state);
    message.set_text("Hello");
    message.set_sent_ms(kTestNow.ms() - 7'200'000);
    message.set_received_ms(state == "queued" ? 0 : kTestNow.ms() - 7'100'000);
    message.set_price_credits(2);
    message.set_receipt_code("K7P39QXD");
    return message;
}

MessagePage page(const local::Message& message) { return make_message_page(message, shipped_texts(), kTestNow); }

std::vector<std::string> steps(const local::Message& message) {
    std::vector<std::string> labels;
    for (const auto& step : page(message).steps) labels.push_back(step.label);
    return labels;
}

using Steps = std::vector<std::string>;

}  // namespace

TEST_CASE("each step of a message has its place, from saved to decided") {
    CHECK(steps(sent("queued")) == Steps{"Saved on this terminal", "Will be sent when there is a connection"});
    CHECK(steps(sent("held")) == Steps{"Saved on this terminal", "Received by the facility", "Being reviewed"});
    CHECK(steps(sent("delivered")) == Steps{"Saved on this terminal", "Received by the facility", "Delivered"});
    CHECK(steps(sent("withdrawn")).back() == "Taken back by you");
    CHECK(steps(sent("refused")) == Steps{"Saved on this terminal", "Could not be sent"});
    auto held = sent("held");
    held.set_decide_by_ms(kTestNow.ms() + 86'400'000);
    held.set_investigating(true);
    CHECK(page(held).steps.back().detail == "Staff are taking a closer look.\nStaff decide by May 29.");
    auto appealed = sent("rejected");
    appealed.set_appeal("open");
    CHECK(steps(appealed) == Steps{"Saved on this terminal", "Received by the facility", "Not let through",
                                   "You asked for another look", "Somebody else at staff is looking at it"});
}

TEST_CASE("what becomes of the credits is said for every state") {
    CHECK(page(sent("held")).credits == "2 credits are set aside. They are taken only when this is delivered.");
    CHECK(page(sent("delivered")).credits == "2 credits were taken.");
    for (const char* state : {"rejected", "withdrawn", "expired"})
        CHECK(page(sent(state)).credits == "2 credits came back to you.");
    CHECK(page(sent("refused")).credits == "Nothing was taken.");
    auto paid = sent("delivered");
    paid.set_prepaid(true);
    paid.set_price_credits(0);
    CHECK(page(paid).credits == "Maria Delgado has paid for it.");
    paid.set_prepaid(false);
    CHECK(page(paid).credits == "It was free.");
}

TEST_CASE("a message from outside has no receipt and no price") {
    auto message = sent("delivered");
    message.set_own(false);
    CHECK(page(message).title == "Message from Maria Delgado");
    CHECK(page(message).steps.empty());
    CHECK(page(message).receipt_code.empty());
    CHECK(page(message).credits.empty());
}

TEST_CASE("taking back says what comes back") {
    const auto t = shipped_texts();
    auto message = sent("held");
    CHECK(withdraw_comes_back(page(message).bubble, t) == "2 credits");
    message.set_prepaid(true);
    CHECK(withdraw_comes_back(page(message).bubble, t) == "The paid reply");
}

TEST_CASE("the form for a copy on paper knows which message it is") {
    local::Message message = sent("delivered");
    const MessageId id = MessageId::parse("01a21e30-65b3-7ac0-8437-0e97a2f3a40a").take();
    message.set_id(id.raw());
    const Place place = print_place(message, shipped_texts(), kTestNow);
    CHECK(form_code_of(place.parameter) == forms::kMessagePrintForm);
    CHECK(prefill_of(place.parameter) ==
          Prefill{{"message", "Maria Delgado · May 28, 1:26\u00a0PM · Sent · a2f3a40a"}});
}
