// Whether what a resident filled in fits the form.
#include <algorithm>
#include <charconv>
#include <chrono>

#include "platform/base/utf8.h"
#include "platform/facility/requests/forms.h"

namespace dayroom::facility {
namespace {

using Field = wire::Form::Field;

Error bad(const Field& field, const char* what) {
    return Error(ErrorCode::kInvalid, "field " + field.code() + " " + what, "answers_invalid");
}

std::optional<int> digits(std::string_view text) {
    int value = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
    if (error != std::errc() || end != text.data() + text.size() || text.empty() || text[0] == '-') return std::nullopt;
    return value;
}

bool is_date(std::string_view text) {
    if (text.size() != 10 || text[4] != '-' || text[7] != '-') return false;
    const auto year = digits(text.substr(0, 4));
    const auto month = digits(text.substr(5, 2));
    const auto day = digits(text.substr(8, 2));
    if (!year || !month || !day) return false;
    return std::chrono::year_month_day(std::chrono::year(*year), std::chrono::month(static_cast<unsigned>(*month)),
                                       std::chrono::day(static_cast<unsigned>(*day)))
        .ok();
}

bool is_number(std::string_view text) {
    std::int64_t value = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
    return error == std::errc() && end == text.data() + text.size();
}

Status check_value(const Field& field, const std::string& value) {
    switch (field.kind()) {
        case Field::CHOICE:
            if (std::none_of(field.choices().begin(), field.choices().end(),
                             [&](const wire::Form::Choice& choice) { return choice.code() == value; })) {
                return bad(field, "is none of its choices");
            }
            return {};
        case Field::DATE:
            return is_date(value) ? Status() : bad(field, "is no date");
        case Field::NUMBER:
            return is_number(value) ? Status() : bad(field, "is no number");
        case Field::CHECK:
            return value == "yes" || value == "no" ? Status() : bad(field, "is neither yes nor no");
        default:
            break;
    }
    const int limit =
        field.max_characters() > 0 ? std::min(field.max_characters(), kMaxAnswerCharacters) : kMaxAnswerCharacters;
    if (utf8::length(value) > static_cast<std::size_t>(limit)) {
        return Error(ErrorCode::kTooLarge, "field " + field.code() + " is too long", "answers_invalid");
    }
    if (utf8::sanitize(value, static_cast<std::size_t>(limit)) != value)
        return bad(field, "holds hidden control characters");
    return {};
}

}  // namespace

Status check_answers(const wire::Form& form, const google::protobuf::RepeatedPtrField<wire::Answer>& answers) {
    if (answers.size() > kMaxFormFields) return Error(ErrorCode::kTooLarge, "more answers than a form has fields");
    for (const wire::Answer& answer : answers) {
        const auto same = [&](const auto& other) { return other.field() == answer.field(); };
        if (std::count_if(answers.begin(), answers.end(), same) != 1) {
            return Error(ErrorCode::kInvalid, "a field is answered twice", "answers_invalid");
        }
        if (!utf8::is_valid(answer.value()))
            return Error(ErrorCode::kInvalid, "an answer is not UTF-8", "answers_invalid");
        if (std::none_of(form.fields().begin(), form.fields().end(),
                         [&](const Field& field) { return field.code() == answer.field(); })) {
            return Error(ErrorCode::kInvalid, "an answer to no field of this form", "answers_invalid");
        }
    }
    for (const Field& field : form.fields()) {
        const auto answer = std::find_if(answers.begin(), answers.end(),
                                         [&](const wire::Answer& other) { return other.field() == field.code(); });
        const bool empty = answer == answers.end() || answer->value().empty();
        if (empty && field.required()) return bad(field, "must be filled in");
        if (!empty) TRY(check_value(field, answer->value()));
        if (!empty && field.required() && field.kind() == Field::CHECK && answer->value() != "yes") {
            return bad(field, "must be confirmed");
        }
    }
    return {};
}

}  // namespace dayroom::facility
