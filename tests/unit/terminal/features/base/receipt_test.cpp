#include "terminal/features/base/receipt.h"

#include "tests/support/terminal/test_texts.h"

using namespace dayroom;
using namespace dayroom::features;
using namespace dayroom::test;

namespace {

local::Outcome outcome(bool done, const std::string& code = {}) {
    local::Outcome made;
    made.set_done(done);
    made.set_code(code);
    return made;
}

ReceiptWords words(const ReceiptNews& news) { return make_receipt(news, "receipt.", shipped_texts()); }

}  // namespace

TEST_CASE("a receipt code is read in two groups of four") {
    CHECK(grouped("K7P39QXD") == "K7P3-9QXD");
    CHECK(grouped("short") == "short");
}

TEST_CASE("a receipt says saved here, on its way, or sent, as the hub answers") {
    CHECK(words({}).state == ReceiptState::kSaved);
    CHECK(words({.online = false, .state = "queued"}).text.find("not yet sent") != std::string::npos);
    CHECK(words({.online = true, .state = "queued"}).state == ReceiptState::kOnItsWay);
    CHECK(words({.online = true, .state = "received"}).state == ReceiptState::kSent);
    CHECK(words({.online = false, .state = "received"}).state == ReceiptState::kSent);
}

TEST_CASE("the hub's answer counts before the store shows it") {
    CHECK(words({.online = true, .state = "queued", .outcome = outcome(true)}).state == ReceiptState::kSent);
    const auto refused = words({.online = true, .state = "queued", .outcome = outcome(false, "insufficient_funds")});
    CHECK(refused.state == ReceiptState::kRefused);
    CHECK(refused.title == "Your request could not be sent");
    CHECK(refused.text == "There is not enough money. Nothing was taken.");
}

TEST_CASE("a refusal that the store tells is told with its reason, and what the store has seen wins") {
    CHECK(words({.state = "refused", .refusal_code = "price_changed"}).text.find("The price has changed.") == 0);
    CHECK(words({.state = "refused", .refusal_code = "no_such_code"}).text.find("did not accept it") !=
          std::string::npos);
    CHECK(words({.state = "received", .outcome = outcome(false, "internal")}).state == ReceiptState::kSent);
}
