// What was typed, against the form's rules; and what is different since it was begun.
#include <algorithm>
#include <charconv>

#include "platform/base/utf8.h"
#include "platform/money/money.h"
#include "platform/rules/calendar.h"
#include "terminal/features/base/amount.h"
#include "terminal/features/requests/form_model.h"

namespace dayroom::features {
namespace {

constexpr const char* kUnreadable = "?";  // in no field's notation
constexpr int kNoonMinutes = 12 * 60;

std::string trimmed(std::string_view text) {
    const auto blank = [](char c) { return c == ' ' || c == '\n' || c == '\t'; };
    while (!text.empty() && blank(text.front())) text.remove_prefix(1);
    while (!text.empty() && blank(text.back())) text.remove_suffix(1);
    return std::string(text);
}

bool all_digits(std::string_view text) {
    return !text.empty() && std::all_of(text.begin(), text.end(), [](char c) { return c >= '0' && c <= '9'; });
}

/// "6/30/2026" or "06/30/2026" as "2026-06-30".
std::string date_in_notation(const std::string& typed) {
    const auto first = typed.find('/');
    const auto second = first == std::string::npos ? first : typed.find('/', first + 1);
    if (second == std::string::npos) return kUnreadable + typed;
    std::string month = typed.substr(0, first);
    std::string day = typed.substr(first + 1, second - first - 1);
    const std::string year = typed.substr(second + 1);
    if (!all_digits(month) || !all_digits(day) || !all_digits(year) || month.size() > 2 || day.size() > 2)
        return kUnreadable + typed;
    if (month.size() == 1) month = "0" + month;
    if (day.size() == 1) day = "0" + day;
    return year + "-" + month + "-" + day;
}

std::string number_in_notation(std::string typed) {
    const bool below = typed.starts_with('-');
    std::string digits = below ? typed.substr(1) : typed;
    if (!all_digits(digits)) return kUnreadable + typed;
    digits.erase(0, std::min(digits.find_first_not_of('0'), digits.size() - 1));
    return below && digits != "0" ? "-" + digits : digits;
}

std::string value_in_notation(FieldKind kind, const std::string& typed) {
    const std::string value = trimmed(typed);
    if (value.empty()) return value;
    switch (kind) {
        case FieldKind::kDate:
            return date_in_notation(value);
        case FieldKind::kNumber:
            return number_in_notation(value);
        case FieldKind::kMoney: {
            const auto amount = parse_amount(value);
            return amount ? std::to_string(amount->units()) : kUnreadable + value;
        }
        default:
            return value;
    }
}

std::string limit_words(const forms::FieldFault& fault, const ui::Texts& t, Timestamp now) {
    const bool early = fault.fault == forms::Fault::kTooEarly || fault.fault == forms::Fault::kTooLate;
    if (early) {
        const auto day = rules::local_date(now, t.time_zone()) + std::chrono::days(fault.limit);
        const std::string& zone = t.time_zone();
        return t.date(rules::local_moment(day, std::chrono::minutes(kNoonMinutes), zone), now);
    }
    if (fault.field->kind == FieldKind::kMoney) return format_money(Cents::of(fault.limit));
    return std::to_string(fault.limit);
}

std::string sentence(const forms::FieldFault& fault, const ui::Texts& t, Timestamp now) {
    using forms::Fault;
    switch (fault.fault) {
        case Fault::kTooLong:
            return t("form.fault.too_long", {{"count", static_cast<int>(fault.limit)}});
        case Fault::kNoNumber:
            return t(fault.field->kind == FieldKind::kMoney ? "form.fault.no_money" : "form.fault.no_number");
        case Fault::kTooEarly:
        case Fault::kTooLate:
        case Fault::kTooSmall:
        case Fault::kTooLarge:
            return t(std::string("form.fault.") + forms::name_of(fault.fault), {{"limit", limit_words(fault, t, now)}});
        default:
            return t.of_code("form.fault.", forms::name_of(fault.fault), "form.fault.bad_text");
    }
}

forms::Answers all_of(const FormAnswers& answers) {
    forms::Answers all;
    for (const auto& [field, value] : answers.values) all.push_back({field, value});
    return all;
}

}  // namespace

forms::Answers in_notation(const FormView& form, const FormAnswers& answers) {
    forms::Answers all;
    for (const FieldView& field : form.fields) {
        const auto value = answers.values.find(field.code);
        if (value != answers.values.end()) all.push_back({field.code, value_in_notation(field.kind, value->second)});
    }
    return all;
}

std::vector<bool> shown_fields(const FormView& form, const FormAnswers& answers) {
    return forms::asked_fields(form.form, in_notation(form, answers));
}

std::map<std::string, std::string> problems_in(const FormView& form, const FormAnswers& answers, const ui::Texts& t,
                                               Timestamp now) {
    forms::Surroundings around;
    around.today = rules::local_date(now, t.time_zone());
    const forms::Answers sent = forms::to_send(form.form, in_notation(form, answers));
    std::map<std::string, std::string> problems;
    for (const forms::FieldFault& fault : forms::find_faults(form.form, sent, around))
        problems[fault.field->code] = sentence(fault, t, now);
    return problems;
}

std::vector<std::string> change_lines(const FormView& form, const FormAnswers& answers, const ui::Texts& t) {
    std::vector<std::string> lines;
    const auto changes = forms::changes_since(answers.asked, all_of(answers), form.form);
    if (answers.revision != form.revision && answers.revision != 0) {
        for (const forms::Field* field : changes.added)
            lines.push_back(t("form.change.added", {{"label", forms::pick(field->label, t.language())}}));
        for (const forms::Field* field : changes.changed)
            lines.push_back(t("form.change.changed", {{"label", forms::pick(field->label, t.language())}}));
    }
    for (const auto& [label, answer] : changes.dropped)
        lines.push_back(t("form.change.dropped", {{"label", label}, {"answer", answer}}));
    return lines;
}

void take_version(const FormView& form, FormAnswers& answers, const ui::Texts& t) {
    auto asked = forms::remember_asked(form.form, t.language());
    for (forms::AskedField& before : answers.asked) {
        const auto value = answers.values.find(before.field);
        const bool gone = form.form.find(before.field) == nullptr;
        if (gone && value != answers.values.end() && !value->second.empty()) asked.push_back(std::move(before));
    }
    answers.asked = std::move(asked);
    answers.revision = form.revision;
}

std::vector<ChoiceView> contact_choices_of(const local::Contacts& contacts) {
    std::vector<ChoiceView> choices;
    for (const auto& contact : contacts.contacts()) {
        if (contact.state() == "approved") choices.push_back({to_hex(as_bytes(contact.id())), contact.name()});
    }
    return choices;
}

}  // namespace dayroom::features
