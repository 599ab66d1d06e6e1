// A form as it comes from the agent, its draft, its submission and confirmation.
#include "terminal/features/requests/form_model.h"

#include <algorithm>

#include "platform/base/id.h"
#include "platform/base/utf8.h"
#include "platform/forms/call_dispute.h"
#include "platform/money/money.h"
#include "terminal/features/base/local_text.h"

namespace dayroom::features {
namespace {

constexpr int kHoursInDay = 24;
constexpr int kFieldsMost = static_cast<int>(forms::kMaxFields);
constexpr int kMaxNumberCharacters = 12;
constexpr int kMaxDateCharacters = 10;

/// "Staff answer within 2 days"; empty: no clock.
std::string within_words(int hours, const ui::Texts& t) {
    if (hours <= 0) return {};
    return hours % kHoursInDay == 0 ? t("form.answer_in_days", {{"count", hours / kHoursInDay}})
                                    : t("form.answer_in_hours", {{"count", hours}});
}

forms::Texts texts_of(const google::protobuf::RepeatedPtrField<local::LocalText>& from) {
    forms::Texts texts;
    for (const auto& text : from) texts.push_back({text.language(), text.text()});
    return texts;
}

void take_conditions(const google::protobuf::RepeatedPtrField<local::Form::Condition>& from,
                     std::vector<forms::Condition>& to) {
    for (const auto& condition : from) {
        if (to.size() == forms::kMaxConditions) break;
        to.push_back({condition.field(),
                      forms::compare_named(condition.compare()).value_or(forms::Compare::kAnswered),
                      {condition.values().begin(), condition.values().end()},
                      condition.number()});
    }
}

/// A kind that this program does not know is typed as text; the hub has the last word.
forms::Field make_rules(const local::Form::Field& from) {
    forms::Field field;
    field.code = from.code();
    field.kind = forms::field_kind(from.kind()).value_or(FieldKind::kText);
    field.label = texts_of(from.label());
    field.required = from.required();
    field.max_characters = std::clamp(from.max_characters(), 0, static_cast<int>(forms::kMaxAnswerCharacters));
    for (const auto& choice : from.choices()) {
        if (field.choices.size() < forms::kMaxChoices)
            field.choices.push_back({choice.code(), texts_of(choice.label()), choice.icon()});
    }
    if (from.has_least()) field.least = from.least();
    if (from.has_most()) field.most = from.most();
    take_conditions(from.show_when(), field.show_when);
    return field;
}

int characters_of(const forms::Field& field) {
    switch (field.kind) {
        case FieldKind::kDate:
            return kMaxDateCharacters;
        case FieldKind::kNumber:
        case FieldKind::kMoney:
            return kMaxNumberCharacters;
        default:
            return field.max_characters > 0 ? field.max_characters : kDefaultFieldCharacters;
    }
}

FieldView make_field(const forms::Field& field, const std::string& help, const ui::Texts& t) {
    FieldView view;
    view.code = field.code;
    view.kind = field.kind;
    view.label = forms::pick(field.label, t.language());
    view.help = help;
    view.required = field.required;
    view.max_characters = characters_of(field);
    for (const auto& choice : field.choices)
        view.choices.push_back({choice.code, forms::pick(choice.label, t.language()), choice.icon});
    if (field.kind == FieldKind::kYesNo) view.choices = {{"yes", t("form.yes")}, {"no", t("form.no")}};
    return view;
}

bool is_blank(const std::string& text) {
    return std::all_of(text.begin(), text.end(), [](char c) { return c == ' ' || c == '\n' || c == '\t'; });
}

}  // namespace

bool FormView::asks_for(FieldKind kind) const {
    return std::any_of(fields.begin(), fields.end(), [&](const FieldView& field) { return field.kind == kind; });
}

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
    for (int at = 0; at < std::min(form.fields_size(), kFieldsMost); ++at) {
        view.form.fields.push_back(make_rules(form.fields(at)));
        view.fields.push_back(make_field(view.form.fields.back(), pick(form.fields(at).help(), t.language()), t));
    }
    view.price_cents = std::max<std::int64_t>(0, form.price_cents());
    view.price_known = form.price_known();
    view.price = view.price_cents == 0 ? t("form.free") : format_money(Cents::of(view.price_cents));
    if (!view.price_known) view.price = t("form.price_unknown");
    view.may_create_obligation = form.may_create_obligation();
    view.charged_at_once = form.charged_at_once();
    view.fee_when_declined = form.fee_when_declined();
    take_conditions(form.fee_waived_when(), view.form.fee.waived_when);
    view.form.appeals = form.appeals();
    view.form.appeal_within_days = std::clamp(form.appeal_within_days(), 0, forms::kMaxAppealDays);
    view.answer_within = within_words(form.answer_within_hours(), t);
    if (form.urgent_answer_within_hours() > 0)
        view.urgent_within = t("form.urgent", {{"within", within_words(form.urgent_answer_within_hours(), t)}});
    return view;
}

bool is_waived(const FormView& form, const FormAnswers& answers) {
    return !form.form.fee.waived_when.empty() && forms::fee_is_waived(form.form, in_notation(form, answers));
}

FormView without_fee(FormView form, const ui::Texts& t) {
    form.price_cents = 0;
    form.price_known = true;
    form.price = t("form.free");
    form.waived = true;
    return form;
}

FormAnswers new_answers(Random& random) {
    FormAnswers answers;
    answers.nonce = new_nonce(random);
    return answers;
}

std::string to_draft(const FormAnswers& answers) {
    local::KeptAnswers draft;
    draft.set_nonce(answers.nonce);
    draft.set_form_revision(answers.revision);
    draft.set_warning_passed(answers.warning_passed);
    draft.set_call_id(answers.call_id);
    for (const auto& [field, value] : answers.values) {
        auto* answer = draft.add_answers();
        answer->set_field(field);
        answer->set_value(value);
    }
    for (const forms::AskedField& field : answers.asked) {
        auto* asked = draft.add_asked();
        asked->set_field(field.field);
        asked->set_label(field.label);
        asked->set_print(field.print);
    }
    return draft.SerializeAsString();
}

std::optional<FormAnswers> from_draft(const std::string& content) {
    local::KeptAnswers draft;
    if (content.empty() || !draft.ParseFromString(content) || draft.nonce().size() != kNonceBytes) return std::nullopt;
    FormAnswers answers;
    answers.nonce = draft.nonce();
    answers.revision = draft.form_revision();
    answers.warning_passed = draft.warning_passed();
    if (draft.call_id().size() <= kIdBytes) answers.call_id = draft.call_id();
    for (int at = 0; at < std::min(draft.answers_size(), 2 * kFieldsMost); ++at) {
        answers.values[draft.answers(at).field()] =
            utf8::sanitize(draft.answers(at).value(), forms::kMaxAnswerCharacters);
    }
    for (int at = 0; at < std::min(draft.asked_size(), 2 * kFieldsMost); ++at) {
        const auto& asked = draft.asked(at);
        answers.asked.push_back(
            {asked.field(), utf8::sanitize(asked.label(), forms::kMaxLabelCharacters), asked.print()});
    }
    return answers;
}

local::SubmitRequest make_submission(const FormView& form, const FormAnswers& answers, const ui::Texts& t) {
    local::SubmitRequest submission;
    submission.set_form_id(form.id);
    submission.set_form_revision(form.revision);
    submission.set_price_seen_cents(form.price_cents);
    submission.set_nonce(answers.nonce);
    submission.set_language(t.language());
    if (form.code == forms::kCallDisputeForm) submission.set_call_id(answers.call_id);
    for (const forms::Answer& sent : forms::to_send(form.form, in_notation(form, answers))) {
        auto* answer = submission.add_answers();
        answer->set_field(sent.field);
        answer->set_value(sent.value);
    }
    return submission;
}

namespace {

std::string words_about_fee(const FormView& form, const ui::Texts& t) {
    if (form.charged_at_once) return t("form.confirm_at_once");
    return t(form.fee_when_declined ? "form.confirm_always" : "form.confirm_hold");
}

}  // namespace

Confirmation make_confirmation(const FormView& form, std::optional<std::int64_t> spendable, bool online,
                               const ui::Texts& t, std::optional<std::int64_t> today) {
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
        if (today.has_value() && form.price_cents > *today && !form.may_create_obligation) {
            confirmation.possible = false;
            confirmation.title = t("form.over_brake_title");
            confirmation.text = t("transfers.over_brake", {{"left", format_money(Cents::of(*today))}});
            return confirmation;
        }
        confirmation.facts.emplace_back(t("form.confirm_price_label"), form.price);
        confirmation.text = words_about_fee(form, t);
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

std::string asked_about(const FormView& form) {
    std::string about = std::to_string(form.revision);
    for (const bool way : {form.may_create_obligation, form.charged_at_once, form.fee_when_declined})
        about += way ? "/yes" : "/no";
    return about;
}

}  // namespace dayroom::features
