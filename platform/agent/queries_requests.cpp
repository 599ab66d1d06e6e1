#include "platform/agent/answers.h"
#include "platform/wire/names.h"

namespace dayroom::agent {
namespace {

local::Form::Field field_of(const wire::Form::Field& from) {
    local::Form::Field field;
    field.set_code(from.code());
    field.set_kind(wire::name_of(from.kind()));
    copy_texts(from.label(), field.mutable_label());
    copy_texts(from.help(), field.mutable_help());
    field.set_required(from.required());
    field.set_max_characters(from.max_characters());
    for (const auto& choice : from.choices()) {
        auto& added = *field.add_choices();
        added.set_code(choice.code());
        copy_texts(choice.label(), added.mutable_label());
    }
    return field;
}

Result<local::Form> form_of(Desk& desk, const store::FormView& view) {
    const auto& from = view.form;
    local::Form form;
    form.set_id(view.id.raw());
    form.set_code(from.code());
    form.set_revision(from.revision());
    copy_texts(from.name(), form.mutable_name());
    copy_texts(from.explanation(), form.mutable_explanation());
    copy_texts(from.warning(), form.mutable_warning());
    for (const auto& field : from.fields()) *form.add_fields() = field_of(field);
    form.set_price_known(true);
    if (from.fee_when() != wire::Form::FEE_NONE) {
        const auto price = TRY(price_now(desk, from.price_code()));
        form.set_price_known(price.has_value());
        if (price) form.set_price_cents(price->cents());
    }
    form.set_may_create_obligation(from.may_create_obligation());
    form.set_answer_within_hours(from.answer_within_hours());
    form.set_icon(from.icon());
    return form;
}

local::Request request_of(const store::RequestView& view) {
    const auto& from = view.request;
    local::Request request;
    request.set_id(view.id.raw());
    request.set_form_id(from.form_id());
    request.set_form_code(from.form_code());
    request.set_state(view.state);
    request.set_refusal_code(view.refusal_code);
    for (const auto& answer : from.answers()) {
        auto& added = *request.add_answers();
        added.set_field(answer.field());
        added.set_value(answer.value());
    }
    request.set_receipt_code(from.receipt_code());
    request.set_fee_cents(from.fee_cents());
    request.set_fee_is_obligation(from.fee_is_obligation());
    for (const auto& step : from.steps()) {
        auto& added = *request.add_steps();
        added.set_state(wire::name_of(step.state()));
        added.set_at_ms(step.at_ms());
        added.set_by_role(step.by_role());
        added.set_text(step.text());
    }
    request.set_submitted_ms(from.submitted_ms());
    request.set_answer_by_ms(from.answer_by_ms());
    request.set_answer_unread(view.answer_unread);
    return request;
}

}  // namespace

Answer answer_forms(Desk& desk) {
    local::ToTerminal answer;
    auto& list = *answer.mutable_forms();
    for (const auto& form : TRY(desk.device.forms())) *list.add_forms() = TRY(form_of(desk, form));
    list.set_stamp(moved_of(desk.device.stamps(), desk.session).forms());
    return answer;
}

Answer answer_requests(Desk& desk, const local::GetRequests& query) {
    const auto found = TRY(desk.session.vault->requests(page_of(query.page())));
    local::ToTerminal answer;
    auto& list = *answer.mutable_requests();
    for (const auto& request : found.requests) *list.add_requests() = request_of(request);
    list.set_total(found.total);
    list.set_stamp(moved_of(desk.device.stamps(), desk.session).requests());
    return answer;
}

Answer answer_request(Desk& desk, const local::GetRequest& query) {
    const auto id = TRY(RequestId::from_bytes(query.id()));
    const auto found = TRY(desk.session.vault->request(id));
    if (!found) return Error(ErrorCode::kNotFound, "no such request of this resident");
    if (found->answer_unread) TRY(desk.session.vault->mark_request_seen(id));
    local::ToTerminal answer;
    *answer.mutable_request() = request_of(*found);
    return answer;
}

}  // namespace dayroom::agent
