#include "terminal/features/requests/form_model.h"

#include "tests/support/terminal/test_texts.h"

using namespace dayroom;
using namespace dayroom::features;
using namespace dayroom::test;

namespace {

local::Form paid_form() {
    local::Form form;
    form.set_id("form");
    form.set_code("document_copy");
    form.set_revision(3);
    form.set_price_cents(200);
    form.set_price_known(true);
    form.set_answer_within_hours(48);
    for (const auto& [code, kind, required] : std::vector<std::tuple<const char*, const char*, bool>>{
             {"what", "text", true}, {"pages", "number", true}, {"when", "date", false}, {"urgent", "check", false}}) {
        auto* field = form.add_fields();
        field->set_code(code);
        field->set_kind(kind);
        field->set_required(required);
        if (std::string(kind) == "text") field->set_max_characters(10);
    }
    return form;
}

FormAnswers filled() {
    SeededRandom random(1);
    FormAnswers answers = new_answers(random);
    answers.values = {{"what", "statement"}, {"pages", "3"}};
    return answers;
}

}  // namespace

TEST_CASE("answers are checked, and each problem stands with its field") {
    const auto t = shipped_texts();
    const auto form = make_form(paid_form(), t);
    CHECK(problems_in(form, filled(), t, kTestNow).empty());
    auto answers = filled();
    answers.values = {{"what", "  "}, {"pages", "three"}, {"when", "02/30/2026"}};
    auto problems = problems_in(form, answers, t, kTestNow);
    CHECK(problems.size() == 3);
    CHECK(problems["what"] == "Please fill this in.");
    CHECK(problems["pages"] == "Only numbers here, please.");
    answers.values["what"] = "ñññññññññññ";
    answers.values["when"] = "02/28/2026";
    problems = problems_in(form, answers, t, kTestNow);
    CHECK(problems["what"] == "At most 10 letters, please.");
    CHECK_FALSE(problems.contains("when"));
    answers.values["what"] = "\xff";
    CHECK(problems_in(form, answers, t, kTestNow)["what"] == "This text cannot be sent. Please type it again.");
}

TEST_CASE("a choice has its picture beside its words, never instead") {
    local::Form form = paid_form();
    auto& field = *form.add_fields();
    field.set_code("symptom");
    field.set_kind("choice");
    for (const char* icon : {"thermometer", ""}) {
        auto& choice = *field.add_choices();
        choice.set_code(icon);
        choice.set_icon(icon);
        auto& label = *choice.add_label();
        label.set_language("en");
        label.set_text("Fever");
    }
    const FormView view = make_form(form, shipped_texts());
    REQUIRE(view.fields.back().choices.size() == 2);
    CHECK(view.fields.back().choices[0].icon == "thermometer");
    CHECK(view.fields.back().choices[0].label == "Fever");
    CHECK(view.fields.back().choices[1].icon.empty());
}

TEST_CASE("a draft comes back as it was, with the nonce of its submission") {
    auto answers = filled();
    answers.warning_passed = true;
    const auto back = from_draft(to_draft(answers));
    REQUIRE(back.has_value());
    CHECK(back->values == answers.values);
    CHECK(back->nonce == answers.nonce);
    CHECK(back->nonce.size() == kNonceBytes);
    CHECK(back->warning_passed);
    CHECK_FALSE(from_draft("").has_value());
    CHECK_FALSE(from_draft("\xff\xff\xff").has_value());
    local::KeptAnswers without_nonce;
    without_nonce.set_form_revision(1);
    CHECK_FALSE(from_draft(without_nonce.SerializeAsString()).has_value());
}

TEST_CASE("a submission carries the price that was seen, the nonce, and no empty answers") {
    const auto t = shipped_texts();
    const auto form = make_form(paid_form(), t);
    const auto submission = make_submission(form, filled(), t);
    CHECK(submission.price_seen_cents() == 200);
    CHECK(submission.form_revision() == 3);
    CHECK(submission.nonce() == filled().nonce);
    CHECK(submission.answers_size() == 2);
    CHECK(submission.language() == "en");
}

TEST_CASE("the confirmation repeats price and balance after") {
    const auto t = shipped_texts();
    const auto form = make_form(paid_form(), t);
    const auto words = make_confirmation(form, 4815, true, t);
    CHECK(words.possible);
    CHECK(words.facts == std::vector<std::pair<std::string, std::string>>{
                             {"Price", "$2.00"}, {"You have now", "$48.15"}, {"Left after", "$46.15"}});
    CHECK(make_confirmation(form, 4815, false, t).text.find("saved here and sent by itself") != std::string::npos);
    CHECK(make_confirmation(form, std::nullopt, true, t).facts.size() == 1);
}

TEST_CASE("without enough money the request is refused in plain words, unless a debt may be made") {
    const auto t = shipped_texts();
    auto form = make_form(paid_form(), t);
    const auto refused = make_confirmation(form, 199, true, t);
    CHECK_FALSE(refused.possible);
    CHECK(refused.text.find("Nothing was sent and nothing was taken") != std::string::npos);
    CHECK(make_confirmation(form, 200, true, t).possible);
    const auto braked = make_confirmation(form, 4815, true, t, 199);
    CHECK_FALSE(braked.possible);
    CHECK(braked.title == "Over your limit for today");
    CHECK(braked.text.find("You can still spend $1.99 today.") != std::string::npos);
    CHECK(make_confirmation(form, 4815, true, t, 200).possible);
    form.may_create_obligation = true;
    CHECK(make_confirmation(form, 0, true, t).possible);
    CHECK(make_confirmation(form, 4815, true, t, 0).possible);
}

TEST_CASE("a hostile form stays within limits") {
    local::Form form;
    for (int at = 0; at < 500; ++at) form.add_fields()->set_max_characters(2'000'000'000);
    form.set_price_cents(-5);
    form.set_price_known(true);
    const auto view = make_form(form, shipped_texts());
    CHECK(view.fields.size() == forms::kMaxFields);
    CHECK(view.fields[0].max_characters == static_cast<int>(forms::kMaxAnswerCharacters));
    CHECK(view.price_cents == 0);
}

TEST_CASE("a form whose price is not known says so, never that it is free, and cannot be sent") {
    const auto t = shipped_texts();
    auto form = paid_form();
    form.set_price_cents(0);
    form.set_price_known(false);
    const auto view = make_form(form, t);
    CHECK_FALSE(view.price_known);
    CHECK(view.price == "Price not known yet");
    const auto confirmation = make_confirmation(view, 5'000, true, t);
    CHECK_FALSE(confirmation.possible);
    CHECK(confirmation.title == "Price not known yet");
    form.set_price_known(true);
    CHECK(make_form(form, t).price == "Free");
    CHECK(make_confirmation(make_form(form, t), 5'000, true, t).possible);
}

TEST_CASE("what is typed goes out in the form's notation, and what cannot be read is told") {
    const auto t = shipped_texts();
    local::Form form;
    for (const char* kind : {"date", "number", "money"}) {
        auto* field = form.add_fields();
        field->set_code(kind);
        field->set_kind(kind);
    }
    form.set_price_known(true);
    const auto view = make_form(form, t);
    struct Typed {
        const char* field;
        const char* typed;
        const char* sent;  // nullptr: a problem
    };
    const Typed cases[] = {
        {"date", "06/30/2026", "2026-06-30"},
        {"date", " 6/3/2026 ", "2026-06-03"},
        {"date", "06/31/2026", nullptr},
        {"date", "2026-06-30", nullptr},
        {"date", "6/30", nullptr},
        {"date", "006/30/2026", nullptr},
        {"number", "007", "7"},
        {"number", "0", "0"},
        {"number", "-3", "-3"},
        {"number", "3.5", nullptr},
        {"number", "12345678901234567890", nullptr},
        {"money", "12.50", "1250"},
        {"money", "$7", "700"},
        {"money", "-7", nullptr},
        {"money", "7.5", nullptr},
        {"money", "12345678901", nullptr},
        {"money", "0", nullptr},
    };
    for (const Typed& each : cases) {
        FormAnswers answers;
        answers.values[each.field] = each.typed;
        INFO(each.field << " " << each.typed);
        const bool good = problems_in(view, answers, t, kTestNow).empty();
        CHECK(good == (each.sent != nullptr));
        if (good) CHECK(make_submission(view, answers, t).answers(0).value() == each.sent);
    }
}

TEST_CASE("what becomes of the money stands in the confirmation") {
    const auto t = shipped_texts();
    auto form = paid_form();
    CHECK(make_confirmation(make_form(form, t), 5'000, true, t).text.find("you get it back") != std::string::npos);
    form.set_fee_when_declined(true);
    CHECK(make_confirmation(make_form(form, t), 5'000, true, t).text.find("also if they say no") != std::string::npos);
    form.set_charged_at_once(true);
    CHECK(make_confirmation(make_form(form, t), 5'000, true, t).text.find("is taken when this is sent") !=
          std::string::npos);
}

TEST_CASE("a draft begun with another version says what changed, once, and keeps what is gone") {
    const auto t = shipped_texts();
    auto answers = filled();
    auto form = paid_form();
    const auto first = make_form(form, t);
    CHECK(change_lines(first, answers, t).empty());
    take_version(first, answers, t);
    form.set_revision(4);
    form.mutable_fields(0)->set_code("subject");
    form.mutable_fields(1)->set_required(false);
    const auto second = make_form(form, t);
    const auto back = from_draft(to_draft(answers));
    REQUIRE(back.has_value());
    CHECK(change_lines(second, *back, t).size() == 3);
    answers = *back;
    take_version(second, answers, t);
    CHECK(change_lines(second, answers, t) == std::vector<std::string>{"No longer asked: . You wrote: statement"});
    CHECK(make_submission(second, answers, t).answers_size() == 1);
}
