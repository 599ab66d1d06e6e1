#include "platform/forms/answers.h"

#include <random>

#include <catch2/catch.hpp>

#include "tests/unit/platform/forms/sample_form.h"

using namespace dayroom;
using namespace dayroom::forms;
using dayroom::test::around_2026_11_20;
using dayroom::test::make_field;
using dayroom::test::sample_form;

namespace {

struct OneAnswer {
    const char* field;
    std::string value;
    Fault fault;
};

const std::string kMaria(32, 'a');

}  // namespace

TEST_CASE("one answer of each kind against its rule") {
    const std::vector<OneAnswer> cases = {
        {"text", "12345", Fault::kNone},
        {"text", "123456", Fault::kTooLong},
        {"text", "a\x02", Fault::kBadText},
        {"text", "\xC3\x28", Fault::kBadText},
        {"long_text", std::string(kMaxAnswerCharacters, 'x'), Fault::kNone},
        {"long_text", std::string(kMaxAnswerCharacters + 1, 'x'), Fault::kTooLong},
        {"choice", "a", Fault::kNone},
        {"choice", "c", Fault::kNoChoice},
        {"date", "2026-11-20", Fault::kNone},
        {"date", "2026-10-21", Fault::kNone},
        {"date", "2026-10-20", Fault::kTooEarly},
        {"date", "2026-11-21", Fault::kTooLate},
        {"date", "2026-02-29", Fault::kNoDate},
        {"date", "11/20/2026", Fault::kNoDate},
        {"date", "2026-11-2", Fault::kNoDate},
        {"number", "1", Fault::kNone},
        {"number", "4", Fault::kNone},
        {"number", "0", Fault::kTooSmall},
        {"number", "-1", Fault::kTooSmall},
        {"number", "5", Fault::kTooLarge},
        {"number", "1.5", Fault::kNoNumber},
        {"number", "01", Fault::kNoNumber},
        {"number", "-0", Fault::kNoNumber},
        {"number", "+2", Fault::kNoNumber},
        {"number", "99999999999999999999", Fault::kNoNumber},
        {"check", "yes", Fault::kNone},
        {"check", "no", Fault::kNotTicked},
        {"money", "10000", Fault::kNone},
        {"money", "10001", Fault::kTooLarge},
        {"money", "-5", Fault::kNoNumber},
        {"money", "$5", Fault::kNoNumber},
        {"contact", kMaria, Fault::kNone},
        {"contact", std::string(32, 'b'), Fault::kNoContact},
        {"contact", "Maria", Fault::kNoContact},
        {"item", "ramen", Fault::kNone},
        {"item", "saw", Fault::kNoItem},
        {"yes_no", "yes", Fault::kNone},
        {"yes_no", "no", Fault::kNone},
        {"yes_no", "maybe", Fault::kNoChoice},
        {"why", "because", Fault::kNotAsked},
    };
    const Form form = sample_form();
    Surroundings around = around_2026_11_20();
    around.is_contact = [](std::string_view contact) { return contact == kMaria; };
    around.is_item = [](std::string_view item) { return item == "ramen"; };
    for (const OneAnswer& each : cases) {
        const auto faults = find_faults(form, {{each.field, each.value}}, around);
        INFO(each.field << " = " << each.value.substr(0, 40));
        CHECK(check_answers(form, {{each.field, each.value}}, around).ok() == (each.fault == Fault::kNone));
        if (each.fault == Fault::kNone) {
            CHECK(faults.empty());
            continue;
        }
        REQUIRE(faults.size() == 1);
        CHECK(faults[0].field->code == each.field);
        CHECK(name_of(faults[0].fault) == std::string(name_of(each.fault)));
    }
}

TEST_CASE("two clocks may be apart by so many days") {
    const Form form = sample_form();
    Surroundings around = around_2026_11_20();
    around.slack_days = 1;
    CHECK(check_answers(form, {{"date", "2026-11-21"}}, around).ok());
    CHECK(check_answers(form, {{"date", "2026-10-20"}}, around).ok());
    CHECK_FALSE(check_answers(form, {{"date", "2026-11-22"}}, around).ok());
}

TEST_CASE("what is required is required only where it is asked") {
    const Form form = sample_form();
    const Surroundings around = around_2026_11_20();
    CHECK(find_faults(form, {}, around).empty());
    CHECK(find_faults(form, {{"choice", "a"}}, around).empty());
    const auto faults = find_faults(form, {{"choice", "b"}}, around);
    REQUIRE(faults.size() == 1);
    CHECK(faults[0].fault == Fault::kMissing);
    CHECK(check_answers(form, {{"choice", "b"}, {"why", "because"}}, around).ok());
    CHECK(check_answers(form, {{"choice", "b"}, {"why", ""}}, around).ok() == false);
}

TEST_CASE("a condition about what is not asked does not hold, all the way down") {
    Form form = sample_form();
    Field deeper = make_field("deeper", FieldKind::kText);
    deeper.show_when = {{"why", Compare::kAnswered, {}, 0}};
    form.fields.push_back(deeper);
    REQUIRE(check_form(form).ok());
    const Answers hidden = {{"choice", "a"}, {"why", "because"}, {"deeper", "x"}};
    const auto asked = asked_fields(form, hidden);
    CHECK_FALSE(asked[10]);
    CHECK_FALSE(asked[11]);
    CHECK(to_send(form, hidden) == Answers{{"choice", "a"}});
    const Answers shown = {{"choice", "b"}, {"why", "because"}, {"deeper", "x"}};
    CHECK(to_send(form, shown) == shown);
}

TEST_CASE("each comparison") {
    struct Case {
        Condition condition;
        const char* value;
        bool asked;
    };
    const Case cases[] = {
        {{"choice", Compare::kIs, {"a", "b"}, 0}, "a", true}, {{"choice", Compare::kIs, {"a"}, 0}, "b", false},
        {{"choice", Compare::kIsNot, {"a"}, 0}, "b", true},   {{"choice", Compare::kIsNot, {"a"}, 0}, "a", false},
        {{"choice", Compare::kIsNot, {"a"}, 0}, "", false},   {{"number", Compare::kAtLeast, {}, 3}, "3", true},
        {{"number", Compare::kAtLeast, {}, 3}, "2", false},   {{"number", Compare::kAtMost, {}, 3}, "3", true},
        {{"number", Compare::kAtMost, {}, 3}, "4", false},    {{"number", Compare::kAtMost, {}, 3}, "x", false},
        {{"text", Compare::kAnswered, {}, 0}, "x", true},     {{"text", Compare::kAnswered, {}, 0}, "", false},
        {{"yes_no", Compare::kIs, {"yes"}, 0}, "yes", true},  {{"check", Compare::kIs, {"yes"}, 0}, "", false},
    };
    for (const Case& each : cases) {
        Form form = sample_form();
        form.fields.back().show_when = {each.condition};
        REQUIRE(check_form(form).ok());
        INFO(each.condition.field << " " << name_of(each.condition.compare) << " " << each.value);
        CHECK(asked_fields(form, {{each.condition.field, each.value}}).back() == each.asked);
    }
}

TEST_CASE("a fee is waived as soon as one of its conditions holds, about what is asked") {
    Form form = sample_form();
    form.fee = {FeeWhen::kOnCompletion,
                "price",
                false,
                false,
                {{"why", Compare::kAnswered, {}, 0}, {"number", Compare::kAtLeast, {}, 3}}};
    CHECK(check_form(form).ok());
    CHECK_FALSE(fee_is_waived(form, {}));
    CHECK_FALSE(fee_is_waived(form, {{"number", "2"}}));
    CHECK(fee_is_waived(form, {{"number", "3"}}));
    CHECK_FALSE(fee_is_waived(form, {{"choice", "a"}, {"why", "x"}}));  // not asked
    CHECK(fee_is_waived(form, {{"choice", "b"}, {"why", "x"}}));
    form.fee.waived_when.clear();
    CHECK_FALSE(fee_is_waived(form, {{"number", "3"}}));
}

TEST_CASE("answers to no field, and two to one, are refused") {
    const Form form = sample_form();
    const Surroundings around = around_2026_11_20();
    CHECK_FALSE(check_answers(form, {{"nonsense", "x"}}, around).ok());
    CHECK_FALSE(check_answers(form, {{"text", "x"}, {"text", "x"}}, around).ok());
    Form ticked = sample_form();
    ticked.fields[5].required = true;
    CHECK_FALSE(check_answers(ticked, {}, around).ok());
    CHECK(check_answers(ticked, {{"check", "yes"}}, around).ok());
}

TEST_CASE("whatever is typed, what is sent of it has no answer that is not asked, and checks the same again") {
    std::mt19937 dice(7);
    const std::vector<std::string> values = {"", "a", "b", "yes", "no", "2", "7", "2026-11-01", "x", kMaria};
    const Form form = sample_form();
    const Surroundings around = around_2026_11_20();
    int good = 0;
    for (int round = 0; round < 3'000; ++round) {
        Answers answers;
        for (const Field& field : form.fields) {
            if (dice() % 2 == 0) answers.push_back({field.code, values[dice() % values.size()]});
        }
        const Answers sent = to_send(form, answers);
        const auto faults = find_faults(form, sent, around);
        CHECK(std::none_of(faults.begin(), faults.end(),
                           [](const auto& each) { return each.fault == Fault::kNotAsked; }));
        CHECK(to_send(form, sent) == sent);
        CHECK(check_answers(form, sent, around).ok() == faults.empty());
        good += faults.empty() ? 1 : 0;
    }
    CHECK(good > 0);
    CHECK(good < 3'000);
}
