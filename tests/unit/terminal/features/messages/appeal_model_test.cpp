#include "terminal/features/messages/appeal_model.h"

#include "tests/support/terminal/test_texts.h"

using namespace dayroom;
using namespace dayroom::features;
using namespace dayroom::test;

namespace {

local::Message rejected() {
    local::Message message;
    message.set_id("m1");
    message.set_own(true);
    message.set_contact_name("Maria Delgado");
    message.set_state("rejected");
    message.set_text("what must not be quoted");
    message.set_rule("4.2");
    message.set_reason("code");
    message.set_sent_ms(kTestNow.ms() - 86'400'000);
    message.set_appeal_by_ms(kTestNow.ms() + 5LL * 86'400'000);
    return message;
}

}  // namespace

TEST_CASE("an appeal begins with which message and which rule, and quotes nothing") {
    SeededRandom random(1);
    const auto appeal = new_appeal(rejected(), random, shipped_texts(), kTestNow);
    CHECK(appeal.text ==
          "Please take another look at my message to Maria Delgado of May 27. It was stopped under rule 4.2.\n"
          "I think it should be let through because ");
    CHECK(appeal.nonce.size() == kNonceBytes);
    auto inbound = rejected();
    inbound.set_own(false);
    inbound.clear_rule();
    CHECK(new_appeal(inbound, random, shipped_texts("es"), kTestNow).text ==
          "Por favor revisen otra vez el mensaje que Maria Delgado me envió el 27 de mayo.\n"
          "Creo que debe pasar porque ");
}

TEST_CASE("above it stands what it is about, why, and until when") {
    const auto view = make_appeal_view(rejected(), shipped_texts(), kTestNow);
    CHECK(view.about == "Your message to Maria Delgado of May 27");
    CHECK(view.why == "Reason: it looks like a code · Rule 4.2");
    CHECK(view.until == "You can ask for another look (appeal) until June 2.");
}

TEST_CASE("its draft comes back with its nonce") {
    const Appeal written{"because it is a recipe", std::string(16, 'n')};
    const auto back = appeal_from_draft(to_draft(written));
    REQUIRE(back.has_value());
    CHECK(back->text == written.text);
    CHECK(back->nonce == written.nonce);
    CHECK_FALSE(appeal_from_draft("?").has_value());
    CHECK_FALSE(appeal_from_draft("").has_value());
}
