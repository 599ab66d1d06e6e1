// Filling in a form: the draft, the checks, the submission that can be repeated without harm.
#include <algorithm>

#include "terminal/features/requests/requests_feature.h"

namespace dayroom::features {
namespace {

constexpr int kFramesToProblem = 2;  // the sentences make room for themselves in the first

std::string draft_key(const std::string& form) { return "request/" + form; }

bool has_field(const FormView& form, const std::string& code) {
    return std::any_of(form.fields.begin(), form.fields.end(), [&](const auto& field) { return field.code == code; });
}

bool is_text(FieldKind kind) {
    return kind == FieldKind::kText || kind == FieldKind::kLongText || kind == FieldKind::kDate ||
           kind == FieldKind::kNumber || kind == FieldKind::kMoney;
}

}  // namespace

void RequestsFeature::open_form(Host& host, const std::string& parameter) {
    const std::string code = form_code_of(parameter);
    const Prefill prefill = prefill_of(parameter);
    if (filling_.form == code) {  // Back from a dialog or another screen: what was typed is still here
        if (prefill.empty() || prefill == filling_.prefill) return;
        filling_.prefill = prefill;
        return fill_in(host);
    }
    filling_ = {};
    filling_.form = code;
    filling_.prefill = prefill;
    filling_.answers = new_answers(host.random());
    fill_in(host);
    filling_.draft.open(host, draft_key(code));
}

/// Puts what the form was opened with over what stands there.
void RequestsFeature::fill_in(Host& host) {
    const FormView* form = find_form(filling_.form);
    if (form == nullptr) return;  // its fields are not known yet
    for (const auto& [code, value] : filling_.prefill) {
        if (code == kPrefillCall) filling_.answers.call_id = call_of_prefill(value);
        if (!has_field(*form, code)) continue;
        filling_.answers.values[code] = value;
        filling_.buffers.erase(code);
    }
    filling_.filled_in = true;
    follow_form(host, *form);
}

/// The form that is in force is the one that is shown, whatever the draft was begun with.
void RequestsFeature::follow_form(Host& host, const FormView& form) {
    make_buffers(form);
    if (filling_.answers.revision != form.revision) {
        filling_.changes = change_lines(form, filling_.answers, host.texts());
        take_version(form, filling_.answers, host.texts());
    } else if (filling_.changes.empty()) {
        filling_.changes = change_lines(form, filling_.answers, host.texts());
    }
    filling_.shown = shown_fields(form, filling_.answers);
    if (form.asks_for(FieldKind::kContact)) ask_contacts(host);
    if (form.is_appeal()) ask_others(host);
    for (auto& [code, search] : filling_.items) {
        const auto& value = filling_.answers.values[code];
        if (!value.empty() && search.chosen.empty()) ask_items(host, code, value);
    }
}

void RequestsFeature::make_buffers(const FormView& form) {
    for (const auto& field : form.fields) {
        if (field.kind == FieldKind::kItem) filling_.items.try_emplace(field.code);
        if (!is_text(field.kind) || filling_.buffers.contains(field.code)) continue;
        ui::TextBuffer buffer(static_cast<std::size_t>(field.max_characters), field.kind == FieldKind::kLongText);
        buffer.set_text(filling_.answers.values[field.code]);
        filling_.buffers.emplace(field.code, std::move(buffer));
    }
}

void RequestsFeature::take_draft(Host& host) {
    const auto found = filling_.draft.take_found();
    if (!found.has_value() || filling_.draft.changed()) return;
    auto draft = from_draft(*found);
    if (!draft.has_value()) return;
    filling_.answers = std::move(*draft);
    filling_.buffers.clear();
    filling_.items.clear();
    fill_in(host);
}

/// Takes what stands in the buffers.
void RequestsFeature::edited(ui::Ui& ui) {
    for (const auto& [code, buffer] : filling_.buffers) filling_.answers.values[code] = buffer.text();
    if (const FormView* form = find_form(filling_.form)) filling_.shown = shown_fields(*form, filling_.answers);
    filling_.draft.edited(ui);
}

void RequestsFeature::discard(Host& host) {
    filling_.draft.remove(host);
    filling_ = {};
    host.back();
}

void RequestsFeature::try_send(Host& host, const FormView& form) {
    filling_.problems = problems_in(form, filling_.answers, host.texts(), host.now());
    if (!filling_.problems.empty()) {
        filling_.until_problem = kFramesToProblem;
        return;
    }
    filling_.draft.save_now(host, to_draft(filling_.answers));  // with its nonce, before anything is sent
    filling_.question.ask(form.price_cents, asked_about(form));
    filling_.step = Filling::Step::kConfirming;
}

Confirmation RequestsFeature::confirmation(Host& host, const FormView& form) const {
    const auto spendable = money_.has_value() ? std::optional<std::int64_t>(money_->spendable_cents()) : std::nullopt;
    const bool brake = money_.has_value() && money_->brake();
    const auto today = brake ? std::optional<std::int64_t>(money_->brake_left_cents()) : std::nullopt;
    return make_confirmation(form, spendable, host.status().online(), host.texts(), today);
}

/// A question that cannot be asked, or that cannot stand any longer, ends in a sentence that says why.
void RequestsFeature::close_moved(Host& host, const FormView& form) {
    const Confirmation now = confirmation(host, form);
    filling_.refusal_title = now.possible ? host.texts()("form.refused_title") : now.title;
    filling_.refusal =
        now.possible ? filling_.question.moved(form.price_cents, asked_about(form), host.texts()) : now.text;
    if (!filling_.refusal.empty()) filling_.step = Filling::Step::kRefused;
}

void RequestsFeature::submit(Host& host, const FormView& form) {
    local::ToAgent query;
    *query.mutable_submit_request() = make_submission(form, filling_.answers, host.texts());
    const auto number = host.ask(std::move(query));
    if (number == 0) {
        filling_.step = Filling::Step::kRefused;
        filling_.refusal_title = host.texts()("form.refused_title");
        filling_.refusal = host.texts()("problem.agent_away");
        return;
    }
    filling_.step = Filling::Step::kSending;
    remember(number, {Want::kSubmit, 0, form.code});
}

void RequestsFeature::take_submitted(Host& host, const local::ToTerminal& reply) {
    if (!reply.has_submitted()) {
        filling_.step = Filling::Step::kRefused;
        filling_.refusal_title = host.texts()("form.refused_title");
        filling_.refusal = host.texts().of_code("problem.", reply.problem().code(), "problem.try_again");
        ask_money(host);
        ask_forms(host);
        return;
    }
    submitted_ = reply.submitted();
    decided_.reset();
    filling_.draft.remove(host);
    filling_ = {};
    opened_.reset();
    host.replace({ScreenId::kReceipt, submitted_.request_id()});
}

}  // namespace dayroom::features
