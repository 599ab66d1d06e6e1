#include "terminal/features/contacts/new_contact.h"

#include "tests/support/terminal/test_texts.h"

using namespace dayroom;
using namespace dayroom::features;
using namespace dayroom::test;

namespace {

NewContactAnswers filled(Reach reach, const std::string& address) {
    SeededRandom random(3);
    NewContactAnswers answers = new_contact(random);
    answers.name = " Ana Delgado ";
    answers.relationship = "sister";
    answers.reach = reach;
    answers.address = address;
    return answers;
}

bool is_fine(Reach reach, const std::string& address) {
    return problems_of(filled(reach, address), shipped_texts()).empty();
}

}  // namespace

TEST_CASE("an e-mail address or a phone number is checked for its shape only") {
    for (const char* good : {"ana@mail.example", "a.b+c@x.co", " ana@mail.example ", "añá@correo.ejemplo.mx"})
        CHECK(is_fine(Reach::kMail, good));
    for (const char* bad : {"ana", "@mail.example", "ana@mail", "ana@.com", "ana@mail.", "a b@mail.example",
                            "ana@@mail.example", "ana@mail.example, bo@mail.example"}) {
        CAPTURE(bad);
        CHECK_FALSE(is_fine(Reach::kMail, bad));
    }
    for (const char* good : {"5550100199", "+1 (555) 010-0199", "555.010.0199", "0100199"})
        CHECK(is_fine(Reach::kPhone, good));
    for (const char* bad : {"123456", "1234567890123456", "555-CALL-NOW", "ana@mail.example"}) {
        CAPTURE(bad);
        CHECK_FALSE(is_fine(Reach::kPhone, bad));
    }
}

TEST_CASE("each field that is missing is named") {
    SeededRandom random(3);
    auto answers = new_contact(random);
    answers.name = "  ";
    const auto problems = problems_of(answers, shipped_texts());
    CHECK(problems.size() == 3);
    CHECK(problems.at("relationship") == "Please choose one.");
    CHECK(answers.nonce.size() == kNonceBytes);
}

TEST_CASE("a request carries trimmed answers and the nonce") {
    const auto answers = filled(Reach::kPhone, " 555 010 0199 ");
    const auto request = make_contact_request(answers);
    CHECK(request.name() == "Ana Delgado");
    CHECK(request.relationship() == "sister");
    CHECK(request.address() == "555 010 0199");
    CHECK(request.nonce() == answers.nonce);
}

TEST_CASE("a draft comes back as it was, and other bytes do not") {
    const auto answers = filled(Reach::kPhone, "555");
    const auto back = read_contact_draft(contact_draft(answers));
    REQUIRE(back.has_value());
    CHECK(back->name == answers.name);
    CHECK(back->relationship == "sister");
    CHECK(back->reach == Reach::kPhone);
    CHECK(back->address == "555");
    CHECK(back->nonce == answers.nonce);
    CHECK_FALSE(read_contact_draft("").has_value());
    CHECK_FALSE(read_contact_draft("not a draft").has_value());
    auto odd = answers;
    odd.relationship = "astronaut";
    odd.nonce = "short";
    CHECK_FALSE(read_contact_draft(contact_draft(odd)).has_value());
    odd.nonce = answers.nonce;
    CHECK(read_contact_draft(contact_draft(odd))->relationship.empty());
}

TEST_CASE("every relationship has words in every language") {
    for (const char* language : {"en", "es"}) {
        const auto t = shipped_texts(language);
        for (const auto code : relationships()) CHECK(relationship_choice(code, t) != code);
    }
}
