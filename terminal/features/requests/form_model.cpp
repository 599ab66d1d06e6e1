#include "terminal/features/requests/form_model.h"

#include <algorithm>

#include "platform/base/utf8.h"
#include "platform/money/money.h"
#include "terminal/features/base/local_text.h"

namespace dayroom::features {
namespace {

constexpr int kHoursInDay = 24;

FieldKind kind_of(const std::string& kind) {
    if (kind == "long_text") return FieldKind::kLongText;
    if (kind == "choice") return FieldKind::kChoice;
    if (kind == "date") return FieldKind::kDate;
    if (kind == "number") return FieldKind::kNumber;
    if (kind == "check") return FieldKind::kCheck;
    return FieldKind::kText;
}

FieldView make_field(const local::Form::Field& field, const std::string& language) {
    FieldView view;
    view.code = field.code();
    view.kind = kind_of(field.kind());
    view.label = pick(field.label(), language);
    view.help = pick(field.help(), language);
    view.required = field.required();
    if (field.max_characters() > 0) view.max_characters = std::min(field.max_characters(), kMaxFieldCharacters);
    for (const auto& choice : field.choices()) view.choices.push_back({choice.code(), pick(choice.label(), language)});
    return view;
}

bool is_blank(const std::string& text) {
    return std::all_of(text.begin(), text.end(), [](char c) { return c == ' ' || c == '\n' || c == '\t'; });
}

bool all_digits(const std::string& text) {
    return !text.empty() && std::all_of(text.begin(), text.end(), [](char c) { return c >= '0' && c <= '9'; });
}

/// MM/DD/YYYY with a day that exists.
bool is_date(const std::string& text) {
    if (text.size() != 10 || text[2] != '/' || text[5] != '/') return false;
    const std::string digits = text.substr(0, 2) + text.substr(3, 2) + text.substr(6, 4);
    if (!all_digits(digits)) return false;
    const std::chrono::year_month_day date{std::chrono::year(std::stoi(digits.substr(4))),
                                           std::chrono::month(static_cast<unsigned>(std::stoi(digits.substr(0, 2)))),
                                           std::chrono::day(static_cast<unsigned>(std::stoi(digits.substr(2, 2))))};
    return date.ok();
}

std::string problem_in(const FieldView& field, const std::string& value, const ui::Texts& t) {
    if (is_blank(value)) return field.required ? t("form.required") : std::string();
    if (!utf8::is_valid(value)) return t("form.bad_text");
    if (static_cast<int>(utf8::length(value)) > field.max_characters)
        return t("form.too_long", {{"count", field.max_characters}});
    if (field.kind == FieldKind::kNumber && !all_digits(value)) return t("form.digits_only");
    if (field.kind == FieldKind::kDate && !is_date(value)) return t("form.bad_date");
    return {};
}

}  // namespace

bool FormAnswers::empty() const {
    return std::all_of(values.begin(), values.end(), [](const auto& value) { return is_blank(value.second); });
}

FormView make_form(const local::Form& form, const ui::Texts& t) {
    FormView view;
    view.id = form.id();
    view.code = form.code();
    view.revision = form.revision();
    view.icon = form.icon().empty() ? "clipboard-list" : form.icon();
    view.name = pick(form.name(), t.language());
    view.explanation = pick(form.explanation(), t.language());
    view.warning = pick(form.warning(), t.language());
    for (int at = 0; at < std::min(form.fields_size(), kMaxFormFields); ++at) {
        view.fields.push_back(make_field(form.fields(at), t.language()));
    }
    view.price_cents = std::max<std::int64_t>(0, form.price_cents());
    view.price_known = form.price_known();
    view.price = view.price_cents == 0 ? t("form.free") : format_money(Cents::of(view.price_cents));
    if (!view.price_known) view.price = t("form.price_unknown");
    view.may_create_obligation = form.may_create_obligation();
    if (const int hours = form.answer_within_hours(); hours > 0) {
        view.answer_within = hours % kHoursInDay == 0 ? t("form.answer_in_days", {{"count", hours / kHoursInDay}})
                                                      : t("form.answer_in_hours", {{"count", hours}});
    }
    return view;
}

FormAnswers new_answers(Random& random) {
    FormAnswers answers;
    answers.nonce = new_nonce(random);
    return answers;
}

std::string to_draft(const FormAnswers& answers) {
    local::SubmitRequest draft;
    draft.set_nonce(answers.nonce);
    draft.set_form_revision(answers.warning_passed ? 1 : 0);
    for (const auto& [field, value] : answers.values) {
        auto* answer = draft.add_answers();
        answer->set_field(field);
        answer->set_value(value);
    }
    return draft.SerializeAsString();
}

std::optional<FormAnswers> from_draft(const std::string& content) {
    local::SubmitRequest draft;
    if (content.empty() || !draft.ParseFromString(content) || draft.nonce().size() != kNonceBytes) return std::nullopt;
    FormAnswers answers;
    answers.nonce = draft.nonce();
    answers.warning_passed = draft.form_revision() == 1;
    for (int at = 0; at < std::min(draft.answers_size(), kMaxFormFields); ++at) {
        answers.values[draft.answers(at).field()] =
            utf8::sanitize(draft.answers(at).value(), static_cast<std::size_t>(kMaxFieldCharacters));
    }
    return answers;
}

std::map<std::string, std::string> problems_in(const FormView& form, const FormAnswers& answers, const ui::Texts& t) {
    std::map<std::string, std::string> problems;
    for (const auto& field : form.fields) {
        const auto value = answers.values.find(field.code);
        std::string problem = problem_in(field, value == answers.values.end() ? std::string() : value->second, t);
        if (!problem.empty()) problems[field.code] = std::move(problem);
    }
    return problems;
}

local::SubmitRequest make_submission(const FormView& form, const FormAnswers& answers) {
    local::SubmitRequest submission;
    submission.set_form_id(form.id);
    submission.set_form_revision(form.revision);
    submission.set_price_seen_cents(form.price_cents);
    submission.set_nonce(answers.nonce);
    for (const auto& field : form.fields) {
        const auto value = answers.values.find(field.code);
        if (value == answers.values.end() || is_blank(value->second)) continue;
        auto* answer = submission.add_answers();
        answer->set_field(field.code);
        answer->set_value(value->second);
    }
    return submission;
}

Confirmation make_confirmation(const FormView& form, std::optional<std::int64_t> spendable, bool online,
                               const ui::Texts& t) {
    Confirmation confirmation;
    if (!form.price_known) {
        confirmation.possible = false;
        confirmation.title = t("form.price_unknown");
        confirmation.text = t("form.price_unknown_text");
        return confirmation;
    }
    confirmation.title = t("form.confirm_title", {{"form", form.name}});
    confirmation.text = t("form.confirm_free");
    if (form.price_cents > 0) {
        const bool enough = spendable.has_value() && *spendable >= form.price_cents;
        if (spendable.has_value() && !enough && !form.may_create_obligation) {
            confirmation.possible = false;
            confirmation.title = t("form.insufficient_title");
            confirmation.text =
                t("form.insufficient", {{"price", form.price}, {"balance", format_money(Cents::of(*spendable))}});
            return confirmation;
        }
        confirmation.facts.emplace_back(t("form.confirm_price_label"), form.price);
        confirmation.text = t("form.confirm_hold");
        if (spendable.has_value()) {
            confirmation.facts.emplace_back(t("form.confirm_now_label"), format_money(Cents::of(*spendable)));
        }
        if (enough) {
            confirmation.facts.emplace_back(t("form.confirm_after_label"),
                                            format_money(Cents::of(*spendable - form.price_cents)));
        } else {
            confirmation.text = t(spendable.has_value() ? "form.confirm_owe" : "form.confirm_unknown");
        }
    }
    if (!online) confirmation.text += " " + t("form.confirm_offline");
    return confirmation;
}

}  // namespace dayroom::features
