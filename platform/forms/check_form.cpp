// What a definition must hold to.
#include <algorithm>
#include <set>

#include "platform/base/id.h"
#include "platform/base/utf8.h"
#include "platform/forms/form.h"
#include "platform/money/money.h"

namespace dayroom::forms {
namespace {

/// Collects the first thing that is wrong, with its place.
class Places {
public:
    void enter(std::string place) { path_.push_back(std::move(place)); }
    void leave() { path_.pop_back(); }
    void wrong(std::string_view member, std::string_view what, ErrorCode code = ErrorCode::kInvalid) {
        if (error_) return;
        std::string place;
        for (const std::string& part : path_) place += (place.empty() ? "" : ".") + part;
        if (!member.empty()) place += (place.empty() ? "" : ".") + std::string(member);
        error_.emplace(code, (place.empty() ? "the form" : place) + ": " + std::string(what));
    }
    void require(bool good, std::string_view member, std::string_view what) {
        if (!good) wrong(member, what);
    }
    void at_most(std::size_t count, std::size_t most, std::string_view member) {
        if (count > most) wrong(member, "has more than " + std::to_string(most) + " entries", ErrorCode::kTooLarge);
    }
    Status status() const {
        if (error_) return *error_;
        return {};
    }

private:
    std::vector<std::string> path_;
    std::optional<Error> error_;
};

/// Inside a place, for as long as it lives.
class Inside {
public:
    Inside(Places& places, std::string place) : places_(places) { places_.enter(std::move(place)); }
    ~Inside() { places_.leave(); }
    Inside(const Inside&) = delete;
    Inside& operator=(const Inside&) = delete;

private:
    Places& places_;
};

std::string nth(const char* list, std::size_t at) { return std::string(list) + "[" + std::to_string(at) + "]"; }

bool is_language(std::string_view tag) {
    return tag.size() >= 2 && tag.size() <= 12 && std::all_of(tag.begin(), tag.end(), [](char c) {
               return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-';
           });
}

void check_code(Places& places, const std::string& code, std::string_view member, bool required = true) {
    if (code.empty() && !required) return;
    places.require(is_code(code), member, "must be a code of a-z, 0-9, '_', '.', '-'");
}

void check_texts(Places& places, const Texts& texts, std::string_view member, std::size_t most, bool required) {
    if (texts.empty()) return places.require(!required, member, "is missing");
    places.at_most(texts.size(), kMaxLanguages, member);
    std::set<std::string_view> languages;
    for (const Text& text : texts) {
        const std::string place = std::string(member) + "." + text.language;
        if (!is_language(text.language)) return places.wrong(member, "names no language");
        places.require(languages.insert(text.language).second, place, "comes twice");
        places.require(!text.text.empty(), place, "is empty");
        if (!utf8::is_valid(text.text)) return places.wrong(place, "is no UTF-8");
        if (utf8::length(text.text) > most) places.wrong(place, "is too long", ErrorCode::kTooLarge);
        places.require(utf8::sanitize(text.text, most) == text.text, place, "holds hidden control characters");
    }
    places.require(languages.contains("en"), std::string(member) + ".en", "is missing");
}

bool is_number(const Field& field) { return field.kind == FieldKind::kNumber || field.kind == FieldKind::kMoney; }

void check_choices(Places& places, const Field& field) {
    if (field.kind != FieldKind::kChoice) {
        return places.require(field.choices.empty(), "choices", "stand at a field that is no choice");
    }
    places.require(field.choices.size() >= 2, "choices", "a choice has two or more");
    places.at_most(field.choices.size(), kMaxChoices, "choices");
    std::set<std::string_view> codes;
    for (std::size_t at = 0; at < field.choices.size(); ++at) {
        const Inside choice(places, nth("choices", at));
        check_code(places, field.choices[at].code, "code");
        places.require(codes.insert(field.choices[at].code).second, "code", "comes twice");
        check_texts(places, field.choices[at].label, "label", kMaxLabelCharacters, true);
        check_code(places, field.choices[at].icon, "icon", false);
    }
}

void check_limits(Places& places, const Field& field) {
    const bool limited = is_number(field) || field.kind == FieldKind::kDate;
    const std::int64_t far = field.kind == FieldKind::kDate ? kMaxDays : kMaxCommandUnits;
    for (const auto& [limit, member] : {std::pair(field.least, "least"), std::pair(field.most, "most")}) {
        if (!limit) continue;
        places.require(limited, member, "stands at a field that has no such limit");
        places.require(*limit >= -far && *limit <= far, member, "is out of range");
        places.require(field.kind != FieldKind::kMoney || *limit >= 0, member, "is below zero");
    }
    if (field.least && field.most) places.require(*field.least <= *field.most, "least", "is above \"most\"");
    const bool text = field.kind == FieldKind::kText || field.kind == FieldKind::kLongText;
    places.require(text || field.max_characters == 0, "max_characters", "stands at a field that is no text");
    places.require(field.max_characters >= 0 && field.max_characters <= static_cast<int>(kMaxAnswerCharacters),
                   "max_characters", "must be from 0 to " + std::to_string(kMaxAnswerCharacters));
}

bool may_be(const Field& field, const std::string& value) {
    switch (field.kind) {
        case FieldKind::kChoice:
            return std::any_of(field.choices.begin(), field.choices.end(),
                               [&](const Choice& choice) { return choice.code == value; });
        case FieldKind::kYesNo:
            return value == "yes" || value == "no";
        case FieldKind::kCheck:
            return value == "yes";
        case FieldKind::kItem:
            return is_code(value);
        default:
            return false;
    }
}

void check_condition(Places& places, const Form& form, std::size_t field, const Condition& condition) {
    const auto end = form.fields.begin() + static_cast<std::ptrdiff_t>(field);
    const auto about =
        std::find_if(form.fields.begin(), end, [&](const Field& each) { return each.code == condition.field; });
    if (about == end) return places.wrong("field", "names no earlier field");
    const bool values = condition.compare == Compare::kIs || condition.compare == Compare::kIsNot;
    const bool number = condition.compare == Compare::kAtLeast || condition.compare == Compare::kAtMost;
    places.require(values != condition.values.empty(), name_of(condition.compare),
                   values ? "names no value" : "has values that it does not need");
    places.at_most(condition.values.size(), kMaxConditionValues, name_of(condition.compare));
    for (const std::string& value : condition.values) {
        places.require(may_be(*about, value), name_of(condition.compare), "that can never be the answer");
    }
    if (number) {
        places.require(is_number(*about), name_of(condition.compare), "is about a field that is no number");
        places.require(condition.number >= -kMaxCommandUnits && condition.number <= kMaxCommandUnits,
                       name_of(condition.compare), "is out of range");
    } else {
        places.require(condition.number == 0, name_of(condition.compare), "has a number that it does not need");
    }
}

void check_field(Places& places, const Form& form, std::size_t at) {
    const Field& field = form.fields[at];
    check_code(places, field.code, "code");
    const auto before = form.fields.begin() + static_cast<std::ptrdiff_t>(at);
    places.require(
        std::none_of(form.fields.begin(), before, [&](const Field& other) { return other.code == field.code; }), "code",
        "comes twice");
    check_texts(places, field.label, "label", kMaxLabelCharacters, true);
    check_texts(places, field.help, "help", kMaxLabelCharacters, false);
    check_choices(places, field);
    check_limits(places, field);
    places.at_most(field.show_when.size(), kMaxConditions, "show_when");
    for (std::size_t number = 0; number < field.show_when.size(); ++number) {
        const Inside condition(places, nth("show_when", number));
        check_condition(places, form, at, field.show_when[number]);
    }
}

void check_fee(Places& places, const Form& form) {
    const Fee& fee = form.fee;
    const Inside inside(places, "fee");
    check_code(places, fee.price_code, "price", fee.when != FeeWhen::kNone);
    if (fee.when == FeeWhen::kNone) {
        places.require(fee.price_code.empty() && !fee.may_owe && !fee.when_declined && fee.waived_when.empty(), "when",
                       "is missing beside what only a fee has");
    }
    places.at_most(fee.waived_when.size(), kMaxConditions, "waived_when");
    for (std::size_t at = 0; at < fee.waived_when.size(); ++at) {
        const Inside condition(places, nth("waived_when", at));
        check_condition(places, form, form.fields.size(), fee.waived_when[at]);
    }
    places.require(!fee.when_declined || fee.when == FeeWhen::kOnCompletion, "when_declined",
                   "is only for a fee that is taken on completion");
}

void check_clocks(Places& places, const Form& form) {
    const auto hours = [&](int value, int least, const char* member) {
        places.require(value >= least && value <= kMaxClockHours, member, "is out of range");
    };
    check_code(places, form.role, "role", false);
    hours(form.answer_within_hours, form.next_levels.empty() ? 0 : 1, "answer_within_hours");
    hours(form.weekend_answer_within_hours, 0, "weekend_answer_within_hours");
    places.require(form.weekend_answer_within_hours == 0 || form.answer_within_hours > 0, "weekend_answer_within_hours",
                   "stands at a form without a clock");
    hours(form.urgent_answer_within_hours, 0, "urgent_answer_within_hours");
    places.require(
        form.urgent_answer_within_hours == 0 || (form.answer_within_hours > 0 && form.find(kUrgentField) != nullptr),
        "urgent_answer_within_hours", "needs a clock and a field \"emergency\"");
    hours(form.reply_within_hours, 0, "reply_within_hours");
    places.at_most(form.next_levels.size(), kMaxNextLevels, "next_levels");
    for (std::size_t at = 0; at < form.next_levels.size(); ++at) {
        const Inside level(places, nth("next_levels", at));
        check_code(places, form.next_levels[at].role, "role", !form.role.empty());
        hours(form.next_levels[at].answer_within_hours, 1, "answer_within_hours");
        hours(form.next_levels[at].urgent_answer_within_hours, 0, "urgent_answer_within_hours");
        places.require(form.next_levels[at].urgent_answer_within_hours == 0 || form.urgent_answer_within_hours > 0,
                       "urgent_answer_within_hours", "needs one at the form itself");
        check_texts(places, form.next_levels[at].name, "name", kMaxLabelCharacters, true);
    }
}

/// An appeal names what it appeals in a field that is always asked.
void check_appeal(Places& places, const Form& form) {
    if (form.appeals.empty()) {
        return places.require(form.appeal_within_days == 0, "appeal_within_days", "stands at a form that is no appeal");
    }
    check_code(places, form.appeals, "appeals");
    places.require(form.appeals != form.code, "appeals", "names the form itself");
    places.require(form.appeal_within_days >= 1 && form.appeal_within_days <= kMaxAppealDays, "appeal_within_days",
                   "must be from 1 to " + std::to_string(kMaxAppealDays));
    const Field* of = form.find(kAppealField);
    places.require(of != nullptr && of->kind == FieldKind::kText && of->required && of->show_when.empty(), "appeals",
                   "needs a text field \"appeal_of\" that is always asked and required");
}

}  // namespace

Status check_form(const Form& form) {
    Places places;
    check_code(places, form.code, "code");
    places.require(form.revision >= 0, "revision", "is below zero");
    check_code(places, form.icon, "icon", false);
    check_texts(places, form.name, "name", kMaxLabelCharacters, true);
    check_texts(places, form.explanation, "explanation", kMaxPageCharacters, false);
    check_texts(places, form.warning, "warning", kMaxPageCharacters, false);
    places.require(!form.fields.empty(), "fields", "are missing");
    places.at_most(form.fields.size(), kMaxFields, "fields");
    for (std::size_t at = 0; at < form.fields.size(); ++at) {
        const Inside field(places, nth("fields", at));
        check_field(places, form, at);
    }
    check_fee(places, form);
    check_clocks(places, form);
    check_appeal(places, form);
    places.at_most(form.units.size(), kMaxUnits, "units");
    std::set<std::string_view> units;
    for (const std::string& unit : form.units) {
        places.require(UnitId::from_bytes(std::string_view(unit)).ok(), "units", "holds what is no id");
        places.require(units.insert(unit).second, "units", "holds one twice");
    }
    return places.status();
}

}  // namespace dayroom::forms
