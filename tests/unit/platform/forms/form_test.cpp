#include "platform/forms/form.h"

#include <catch2/catch.hpp>

#include "tests/unit/platform/forms/sample_form.h"

using namespace dayroom;
using namespace dayroom::forms;
using dayroom::test::make_appeal;
using dayroom::test::make_field;
using dayroom::test::sample_form;
using dayroom::test::words;

namespace {

struct WrongForm {
    const char* place;  // that the error begins with
    void (*spoil)(Form&);
};

const WrongForm kWrongForms[] = {
    {"code:", [](Form& form) { form.code = "Not A Code"; }},
    {"code:", [](Form& form) { form.code.assign(kMaxCodeBytes + 1, 'a'); }},
    {"name:", [](Form& form) { form.name.clear(); }},
    {"name.en:",
     [](Form& form) {
         form.name = {{"es", "Solo"}};
     }},
    {"name.es:",
     [](Form& form) {
         form.name.push_back({"es", "Otra"});
     }},
    {"name:",
     [](Form& form) {
         form.name.push_back({"not a tag", "x"});
     }},
    {"name.en:", [](Form& form) { form.name[0].text = ""; }},
    {"name.en:", [](Form& form) { form.name[0].text = "\xC3\x28"; }},
    {"name.en:", [](Form& form) { form.name[0].text = "hidden \xE2\x80\xAE turn"; }},
    {"name.en:", [](Form& form) { form.name[0].text.assign(kMaxLabelCharacters + 1, 'x'); }},
    {"explanation.en:",
     [](Form& form) {
         form.explanation = {{"en", std::string(kMaxPageCharacters + 1, 'x')}};
     }},
    {"fields:", [](Form& form) { form.fields.clear(); }},
    {"fields:",
     [](Form& form) {
         while (form.fields.size() <= kMaxFields)
             form.fields.push_back(make_field(("more" + std::to_string(form.fields.size())).c_str(), FieldKind::kText));
     }},
    {"fields[1].code:", [](Form& form) { form.fields[1].code = form.fields[0].code; }},
    {"fields[0].label:", [](Form& form) { form.fields[0].label.clear(); }},
    {"fields[0].choices:", [](Form& form) { form.fields[0].choices = form.fields[2].choices; }},
    {"fields[2].choices:", [](Form& form) { form.fields[2].choices.pop_back(); }},
    {"fields[2].choices[1].code:", [](Form& form) { form.fields[2].choices[1].code = "a"; }},
    {"fields[2].choices[1].icon:", [](Form& form) { form.fields[2].choices[1].icon = "../zap"; }},
    {"fields[2].choices[0].label:", [](Form& form) { form.fields[2].choices[0].label.clear(); }},
    {"fields[2].max_characters:", [](Form& form) { form.fields[2].max_characters = 5; }},
    {"fields[0].max_characters:", [](Form& form) { form.fields[0].max_characters = -1; }},
    {"fields[0].least:", [](Form& form) { form.fields[0].least = 1; }},
    {"fields[4].least:", [](Form& form) { form.fields[4].least = 5; }},
    {"fields[6].least:", [](Form& form) { form.fields[6].least = -1; }},
    {"fields[3].most:", [](Form& form) { form.fields[3].most = kMaxDays + 1; }},
    {"fields[10].show_when[0].field:", [](Form& form) { form.fields[10].show_when[0].field = "nowhere"; }},
    {"fields[10].show_when[0].field:", [](Form& form) { form.fields[10].show_when[0].field = "why"; }},
    {"fields[0].show_when[0].field:",
     [](Form& form) {
         form.fields[0].show_when = {{"choice", Compare::kIs, {"a"}, 0}};
     }},
    {"fields[10].show_when[0].is:", [](Form& form) { form.fields[10].show_when[0].values = {"c"}; }},
    {"fields[10].show_when[0].is:", [](Form& form) { form.fields[10].show_when[0].values.clear(); }},
    {"fields[10].show_when[0].answered:",
     [](Form& form) { form.fields[10].show_when[0].compare = Compare::kAnswered; }},
    {"fields[10].show_when[0].at_least:",
     [](Form& form) {
         form.fields[10].show_when[0] = {"choice", Compare::kAtLeast, {}, 2};
     }},
    {"fields[10].show_when:",
     [](Form& form) { form.fields[10].show_when.assign(kMaxConditions + 1, form.fields[10].show_when[0]); }},
    {"fee.price:", [](Form& form) { form.fee.when = FeeWhen::kOnCompletion; }},
    {"fee.when:", [](Form& form) { form.fee.price_code = "copy"; }},
    {"fee.when:", [](Form& form) { form.fee.may_owe = true; }},
    {"fee.when_declined:",
     [](Form& form) {
         form.fee = {FeeWhen::kOnSubmission, "copy", false, true};
     }},
    {"role:", [](Form& form) { form.role = "The Nurse"; }},
    {"answer_within_hours:", [](Form& form) { form.answer_within_hours = kMaxClockHours + 1; }},
    {"answer_within_hours:",
     [](Form& form) {
         form.answer_within_hours = 0;
         form.next_levels = {{"", 24, words("Warden")}};
     }},
    {"next_levels[0].answer_within_hours:",
     [](Form& form) {
         form.next_levels = {{"", 0, words("Warden")}};
     }},
    {"next_levels[0].name:",
     [](Form& form) {
         form.next_levels = {{"", 24, {}}};
     }},
    {"next_levels:",
     [](Form& form) {
         form.next_levels.assign(kMaxNextLevels + 1, {"", 24, words("Warden")});
     }},
    {"weekend_answer_within_hours:", [](Form& form) { form.weekend_answer_within_hours = kMaxClockHours + 1; }},
    {"weekend_answer_within_hours:",
     [](Form& form) {
         form.answer_within_hours = 0;
         form.weekend_answer_within_hours = 72;
     }},
    {"urgent_answer_within_hours:", [](Form& form) { form.urgent_answer_within_hours = 4; }},  // no field says so
    {"urgent_answer_within_hours:",
     [](Form& form) {
         form.fields.push_back(make_field("emergency", FieldKind::kYesNo));
         form.urgent_answer_within_hours = kMaxClockHours + 1;
     }},
    {"urgent_answer_within_hours:",
     [](Form& form) {
         form.fields.push_back(make_field("emergency", FieldKind::kYesNo));
         form.answer_within_hours = 0;
         form.urgent_answer_within_hours = 4;
     }},
    {"next_levels[0].urgent_answer_within_hours:",
     [](Form& form) {
         form.next_levels = {{"", 24, words("Next"), 4}};
     }},
    {"fee.when:",
     [](Form& form) {
         form.fee.waived_when = {{"number", Compare::kAnswered, {}, 0}};
     }},
    {"fee.waived_when[0].field:",
     [](Form& form) {
         form.fee = {FeeWhen::kOnCompletion, "copy", false, false, {{"nowhere", Compare::kAnswered, {}, 0}}};
     }},
    {"fee.waived_when[1].is:",
     [](Form& form) {
         form.fee = {FeeWhen::kOnCompletion,
                     "copy",
                     false,
                     false,
                     {{"number", Compare::kAnswered, {}, 0}, {"choice", Compare::kIs, {"z"}, 0}}};
     }},
    {"appeals:", [](Form& form) { make_appeal(form).appeals = "The Other"; }},
    {"appeals:", [](Form& form) { make_appeal(form).appeals = form.code; }},
    {"appeals:", [](Form& form) { make_appeal(form).fields.pop_back(); }},
    {"appeals:", [](Form& form) { make_appeal(form).fields.back().required = false; }},
    {"appeals:", [](Form& form) { make_appeal(form).fields.back().kind = FieldKind::kNumber; }},
    {"appeals:",
     [](Form& form) {
         make_appeal(form).fields.back().show_when = {{"text", Compare::kAnswered, {}, 0}};
     }},
    {"appeal_within_days:", [](Form& form) { make_appeal(form).appeal_within_days = 0; }},
    {"appeal_within_days:", [](Form& form) { make_appeal(form).appeal_within_days = kMaxAppealDays + 1; }},
    {"appeal_within_days:", [](Form& form) { form.appeal_within_days = 5; }},
    {"units:", [](Form& form) { form.units = {"short"}; }},
    {"units:", [](Form& form) { form.units.assign(2, std::string(16, 'u')); }},
};

}  // namespace

TEST_CASE("a definition with every kind of field is good") {
    Form form = sample_form();
    CHECK(check_form(form).ok());
    form.fee = {FeeWhen::kOnCompletion, "copy", true, true};
    form.next_levels = {{"administrator", 24, words("Warden")}};
    form.units = {std::string(16, 'u')};
    form.weekend_answer_within_hours = 96;
    form.fields.push_back(make_field("emergency", FieldKind::kYesNo));
    form.urgent_answer_within_hours = 4;
    form.next_levels = {{"", 24, words("Next"), 2}};
    make_appeal(form);
    CHECK(check_form(form).ok());
}

TEST_CASE("each thing that is wrong with a definition is told with its place") {
    for (const WrongForm& each : kWrongForms) {
        Form form = sample_form();
        each.spoil(form);
        const Status status = check_form(form);
        INFO(each.place);
        REQUIRE_FALSE(status.ok());
        INFO(status.error().detail);
        CHECK(status.error().detail.starts_with(each.place));
    }
}

TEST_CASE("kinds and comparisons have names, there and back") {
    for (int kind = 1; kind <= static_cast<int>(FieldKind::kYesNo); ++kind)
        CHECK(field_kind(name_of(static_cast<FieldKind>(kind))) == static_cast<FieldKind>(kind));
    for (int compare = 1; compare <= static_cast<int>(Compare::kAtMost); ++compare)
        CHECK(compare_named(name_of(static_cast<Compare>(compare))) == static_cast<Compare>(compare));
    CHECK_FALSE(field_kind("photo").has_value());
    CHECK_FALSE(compare_named("").has_value());
}

TEST_CASE("a text is picked in the person's language, else in English, else the first") {
    CHECK(pick(words("Copy"), "es") == "Copy (es)");
    CHECK(pick(words("Copy"), "vi") == "Copy");
    CHECK(pick({{"ht", "Kopi"}}, "vi") == "Kopi");
    CHECK(pick({}, "en").empty());
}

TEST_CASE("a form for some units is offered there only") {
    Form form = sample_form();
    const std::string here(16, 'u');
    CHECK(offered_in(form, here));
    form.units = {std::string(16, 'v')};
    CHECK_FALSE(offered_in(form, here));
    form.units.push_back(here);
    CHECK(offered_in(form, here));
}
