// A form with every kind of field, and answers that fit it.
#pragma once

#include "platform/forms/answers.h"

namespace dayroom::test {

inline forms::Texts words(const char* english) { return {{"en", english}, {"es", std::string(english) + " (es)"}}; }

inline forms::Field make_field(const char* code, forms::FieldKind kind, bool required = false) {
    forms::Field field;
    field.code = code;
    field.kind = kind;
    field.label = words(code);
    field.required = required;
    if (kind == forms::FieldKind::kChoice) field.choices = {{"a", words("A")}, {"b", words("B")}};
    return field;
}

/// text, long_text, choice, date, number, check, money, contact, item, yes_no; "why" is asked when choice is "b".
inline forms::Form sample_form() {
    using forms::FieldKind;
    forms::Form form;
    form.code = "sample";
    form.name = words("Sample");
    for (int kind = 1; kind <= static_cast<int>(FieldKind::kYesNo); ++kind) {
        const auto each = static_cast<FieldKind>(kind);
        form.fields.push_back(make_field(forms::name_of(each), each));
    }
    form.fields[0].max_characters = 5;
    form.fields[3].least = -30;
    form.fields[3].most = 0;
    form.fields[4].least = 1;
    form.fields[4].most = 4;
    form.fields[6].most = 10'000;
    forms::Field why = make_field("why", FieldKind::kText, true);
    why.show_when = {{"choice", forms::Compare::kIs, {"b"}, 0}};
    form.fields.push_back(why);
    form.answer_within_hours = 72;
    return form;
}

/// Turns it into one that appeals "other".
inline forms::Form& make_appeal(forms::Form& form) {
    form.appeals = "other";
    form.appeal_within_days = 10;
    form.fields.push_back(make_field("appeal_of", forms::FieldKind::kText, true));
    return form;
}

inline forms::Surroundings around_2026_11_20() {
    forms::Surroundings around;
    around.today = std::chrono::local_days(std::chrono::year(2026) / 11 / 20);
    return around;
}

}  // namespace dayroom::test
