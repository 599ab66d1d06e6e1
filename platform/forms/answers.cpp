#include "platform/forms/answers.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <set>

#include "platform/base/bytes.h"
#include "platform/base/utf8.h"
#include "platform/money/money.h"
#include "platform/rules/calendar.h"

namespace dayroom::forms {
namespace {

constexpr std::array<const char*, 15> kFaultNames = {"none",      "missing",   "not_ticked", "bad_text", "too_long",
                                                     "no_choice", "no_date",   "too_early",  "too_late", "no_number",
                                                     "too_small", "too_large", "no_contact", "no_item",  "not_asked"};

constexpr std::size_t kMaxDigits = 18;
constexpr std::size_t kContactDigits = 32;

const std::string& value_of(const Answers& answers, std::string_view field) {
    static const std::string kNone;
    const auto found =
        std::find_if(answers.begin(), answers.end(), [&](const Answer& answer) { return answer.field == field; });
    return found == answers.end() ? kNone : found->value;
}

bool holds(const Condition& condition, const std::string& value) {
    if (value.empty()) return false;
    const bool listed = std::find(condition.values.begin(), condition.values.end(), value) != condition.values.end();
    switch (condition.compare) {
        case Compare::kIs:
            return listed;
        case Compare::kIsNot:
            return !listed;
        case Compare::kAnswered:
            return true;
        case Compare::kAtLeast:
        case Compare::kAtMost:
            break;
    }
    const auto number = number_of(value);
    if (!number) return false;
    return condition.compare == Compare::kAtLeast ? *number >= condition.number : *number <= condition.number;
}

FieldFault fault(const Field& field, Fault what, std::int64_t limit = 0) { return {&field, what, limit}; }

FieldFault text_fault(const Field& field, const std::string& value) {
    const auto most = field.max_characters > 0 ? static_cast<std::size_t>(field.max_characters) : kMaxAnswerCharacters;
    if (!utf8::is_valid(value)) return fault(field, Fault::kBadText);
    if (utf8::length(value) > most) return fault(field, Fault::kTooLong, static_cast<std::int64_t>(most));
    if (utf8::sanitize(value, most) != value) return fault(field, Fault::kBadText);
    return fault(field, Fault::kNone);
}

FieldFault date_fault(const Field& field, const std::string& value, const Surroundings& around) {
    const auto day = rules::day_named(value);
    if (!day.ok()) return fault(field, Fault::kNoDate);
    const std::int64_t away = (*day - around.today).count();
    if (field.least && away < *field.least - around.slack_days) return fault(field, Fault::kTooEarly, *field.least);
    if (field.most && away > *field.most + around.slack_days) return fault(field, Fault::kTooLate, *field.most);
    return fault(field, Fault::kNone);
}

FieldFault number_fault(const Field& field, const std::string& value) {
    const bool money = field.kind == FieldKind::kMoney;
    const auto number = number_of(value);
    if (!number || (money && *number < 0)) return fault(field, Fault::kNoNumber);
    const std::int64_t least = field.least.value_or(money ? 0 : -kMaxCommandUnits);
    const std::int64_t most = field.most.value_or(kMaxCommandUnits);
    if (*number < least) return fault(field, Fault::kTooSmall, least);
    if (*number > most) return fault(field, Fault::kTooLarge, most);
    return fault(field, Fault::kNone);
}

bool is_choice(const Field& field, const std::string& value) {
    return std::any_of(field.choices.begin(), field.choices.end(),
                       [&](const Choice& choice) { return choice.code == value; });
}

bool is_contact_id(std::string_view value) {
    return value.size() == kContactDigits && std::all_of(value.begin(), value.end(), [](char c) {
               return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f');
           });
}

FieldFault value_fault(const Field& field, const std::string& value, const Surroundings& around) {
    switch (field.kind) {
        case FieldKind::kText:
        case FieldKind::kLongText:
            return text_fault(field, value);
        case FieldKind::kChoice:
            return fault(field, is_choice(field, value) ? Fault::kNone : Fault::kNoChoice);
        case FieldKind::kYesNo:
            return fault(field, value == "yes" || value == "no" ? Fault::kNone : Fault::kNoChoice);
        case FieldKind::kCheck:
            return fault(field, value == "yes" ? Fault::kNone : Fault::kNotTicked);
        case FieldKind::kDate:
            return date_fault(field, value, around);
        case FieldKind::kNumber:
        case FieldKind::kMoney:
            return number_fault(field, value);
        case FieldKind::kContact: {
            const bool known = is_contact_id(value) && (!around.is_contact || around.is_contact(value));
            return fault(field, known ? Fault::kNone : Fault::kNoContact);
        }
        case FieldKind::kItem: {
            const bool known = value.size() <= kMaxCodeBytes && (!around.is_item || around.is_item(value));
            return fault(field, known ? Fault::kNone : Fault::kNoItem);
        }
    }
    return fault(field, Fault::kBadText);
}

Error wrong(const FieldFault& found) {
    const ErrorCode code = found.fault == Fault::kTooLong ? ErrorCode::kTooLarge : ErrorCode::kInvalid;
    return Error(code, "field " + found.field->code + ": " + name_of(found.fault), "answers_invalid");
}

}  // namespace

const char* name_of(Fault fault) { return kFaultNames.at(static_cast<std::size_t>(fault)); }

std::optional<std::int64_t> number_of(std::string_view value) {
    const std::string_view digits = value.starts_with('-') ? value.substr(1) : value;
    if (digits.empty() || digits.size() > kMaxDigits) return std::nullopt;
    if (digits[0] == '0' && value.size() > 1) return std::nullopt;
    if (!std::all_of(digits.begin(), digits.end(), [](char c) { return c >= '0' && c <= '9'; })) return std::nullopt;
    std::int64_t number = 0;
    std::from_chars(value.data(), value.data() + value.size(), number);
    return number;
}

std::vector<bool> asked_fields(const Form& form, const Answers& answers) {
    std::vector<bool> asked(form.fields.size(), true);
    for (std::size_t at = 0; at < form.fields.size(); ++at) {
        for (const Condition& condition : form.fields[at].show_when) {
            std::size_t about = 0;
            while (about < at && form.fields[about].code != condition.field) ++about;
            if (about == at || !asked[about] || !holds(condition, value_of(answers, condition.field)))
                asked[at] = false;
        }
    }
    return asked;
}

std::vector<FieldFault> find_faults(const Form& form, const Answers& answers, const Surroundings& around) {
    std::vector<FieldFault> faults;
    const std::vector<bool> asked = asked_fields(form, answers);
    for (std::size_t at = 0; at < form.fields.size(); ++at) {
        const Field& field = form.fields[at];
        const std::string& value = value_of(answers, field.code);
        FieldFault found = fault(field, Fault::kNone);
        if (value.empty()) {
            const Fault missing = field.kind == FieldKind::kCheck ? Fault::kNotTicked : Fault::kMissing;
            if (asked[at] && field.required) found.fault = missing;
        } else if (!asked[at]) {
            found.fault = Fault::kNotAsked;
        } else {
            found = value_fault(field, value, around);
        }
        if (found.fault != Fault::kNone) faults.push_back(found);
    }
    return faults;
}

Status check_answers(const Form& form, const Answers& answers, const Surroundings& around) {
    std::set<std::string_view> seen;
    for (const Answer& answer : answers) {
        if (form.find(answer.field) == nullptr) {
            return Error(ErrorCode::kInvalid, "an answer to no field of this form", "answers_invalid");
        }
        if (!seen.insert(answer.field).second) {
            return Error(ErrorCode::kInvalid, "field " + answer.field + " is answered twice", "answers_invalid");
        }
    }
    const auto faults = find_faults(form, answers, around);
    return faults.empty() ? Status() : wrong(faults.front());
}

Answers to_send(const Form& form, const Answers& answers) {
    Answers sent;
    const std::vector<bool> asked = asked_fields(form, answers);
    for (std::size_t at = 0; at < form.fields.size(); ++at) {
        const std::string& value = value_of(answers, form.fields[at].code);
        if (asked[at] && !value.empty()) sent.push_back({form.fields[at].code, value});
    }
    return sent;
}

bool fee_is_waived(const Form& form, const Answers& answers) {
    if (form.fee.waived_when.empty()) return false;
    const Answers asked = to_send(form, answers);
    return std::any_of(form.fee.waived_when.begin(), form.fee.waived_when.end(),
                       [&](const Condition& condition) { return holds(condition, value_of(asked, condition.field)); });
}

}  // namespace dayroom::forms
