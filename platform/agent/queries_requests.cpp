#include <algorithm>

#include "platform/agent/requests.h"
#include "platform/forms/clocks.h"
#include "platform/wire/forms.h"
#include "platform/wire/names.h"

namespace dayroom::agent {
namespace {

local::Form::Condition condition_of(const wire::Form::Condition& from) {
    local::Form::Condition condition;
    condition.set_field(from.field());
    condition.set_compare(forms::name_of(static_cast<forms::Compare>(from.compare())));
    *condition.mutable_values() = from.values();
    condition.set_number(from.number());
    return condition;
}

local::Form::Field field_of(const wire::Form::Field& from) {
    local::Form::Field field;
    field.set_code(from.code());
    field.set_kind(forms::name_of(static_cast<forms::FieldKind>(from.kind())));
    copy_texts(from.label(), field.mutable_label());
    copy_texts(from.help(), field.mutable_help());
    field.set_required(from.required());
    field.set_max_characters(from.max_characters());
    for (const auto& choice : from.choices()) {
        auto& added = *field.add_choices();
        added.set_code(choice.code());
        copy_texts(choice.label(), added.mutable_label());
        added.set_icon(choice.icon());
    }
    if (from.has_least()) field.set_least(from.least());
    if (from.has_most()) field.set_most(from.most());
    for (const auto& condition : from.show_when()) *field.add_show_when() = condition_of(condition);
    return field;
}

/// That staff have if it is filed now.
Result<int> hours_now(Desk& desk, const wire::Form& form) {
    if (form.weekend_answer_within_hours() == 0) return form.answer_within_hours();
    const forms::Form rules = TRY(wire::form_from_wire(form));
    return forms::answer_hours(rules, 0, forms::Haste::kOrdinary, desk.clock.now(), TRY(time_zone_of(desk)));
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
    form.set_answer_within_hours(TRY(hours_now(desk, from)));
    form.set_urgent_answer_within_hours(from.urgent_answer_within_hours());
    form.set_icon(from.icon());
    form.set_charged_at_once(from.fee_when() == wire::Form::FEE_ON_SUBMISSION);
    form.set_fee_when_declined(from.fee_when_declined());
    for (const auto& condition : from.fee_waived_when()) *form.add_fee_waived_when() = condition_of(condition);
    form.set_appeals(from.appeals());
    form.set_appeal_within_days(from.appeal_within_days());
    return form;
}

Result<std::string> waiting_of(Desk& desk, const store::RequestView& view) {
    if (!may_withdraw(view)) return std::string();
    if (TRY(desk.session.vault->undecided(view.id.raw(), wire::Command::kWithdrawRequest)))
        return std::string("withdrawal");
    if (TRY(desk.session.vault->undecided(view.id.raw(), wire::Command::kReplyToRequest))) return std::string("reply");
    return std::string();
}

local::Attachment attachment_of(const wire::Attachment& from) {
    local::Attachment attachment;
    attachment.set_id(from.id());
    attachment.set_name(from.name());
    for (const auto& page : from.pages()) {
        auto& added = *attachment.add_pages();
        for (const auto& strip : page.strips()) *added.add_strips() = photo_of(strip);
        added.set_text_sha256(page.text_sha256());
    }
    return attachment;
}

/// What may be asked for from now on, and is brought here: the first page first.
void note_pages(Session& session, const wire::Request& request) {
    session.pages_to_fetch.clear();
    const auto note = [&](const std::string& sha256, int bytes) {
        session.pages[sha256] = static_cast<std::size_t>(std::max(bytes, 0));
        session.pages_to_fetch.push_back(sha256);
    };
    for (const auto& step : request.steps()) {
        for (const auto& attachment : step.attachments()) {
            for (const auto& page : attachment.pages()) {
                for (const auto& strip : page.strips()) note(strip.sha256(), strip.bytes());
                if (!page.text_sha256().empty()) note(page.text_sha256(), page.text_bytes());
            }
        }
    }
    std::reverse(session.pages_to_fetch.begin(), session.pages_to_fetch.end());
}

Result<local::Request> request_of(Desk& desk, const store::RequestView& view) {
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
        added.set_label(answer.label());
        added.set_words(answer.words());
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
        added.set_level(step.level());
        added.set_act(wire::name_of(step.act()));
        for (const auto& attachment : step.attachments()) *added.add_attachments() = attachment_of(attachment);
    }
    request.set_submitted_ms(from.submitted_ms());
    request.set_answer_by_ms(from.answer_by_ms());
    request.set_answer_unread(view.answer_unread);
    request.set_role(from.role());
    request.set_level(from.level());
    request.set_reply_by_ms(from.reply_by_ms());
    request.set_fee_charged(from.fee_charged());
    const bool not_heard = view.state == "queued";
    request.set_urgent(not_heard ? forms::is_urgent(wire::answers_from_wire(from.answers())) : from.urgent());
    request.set_waiting(TRY(waiting_of(desk, view)));
    request.set_may_withdraw(may_withdraw(view) && request.waiting() != "withdrawal");
    request.set_may_reply(may_reply(view) && request.waiting() != "withdrawal");
    return request;
}

}  // namespace

Result<bool> offered_here(Desk& desk, const wire::Form& form) {
    if (form.unit_ids_size() == 0) return true;
    const auto device = TRY(desk.device.device_state());
    const auto& units = form.unit_ids();
    return device && std::find(units.begin(), units.end(), device->unit_id()) != units.end();
}

bool may_withdraw(const store::RequestView& view) {
    return view.state == "received" || view.state == "in_progress" || view.state == "returned";
}

bool may_reply(const store::RequestView& view) { return may_withdraw(view); }

Answer answer_forms(Desk& desk) {
    local::ToTerminal answer;
    auto& list = *answer.mutable_forms();
    for (const auto& form : TRY(desk.device.forms())) {
        if (TRY(offered_here(desk, form.form))) *list.add_forms() = TRY(form_of(desk, form));
    }
    list.set_stamp(moved_of(desk.device.stamps(), desk.session).forms());
    return answer;
}

Answer answer_requests(Desk& desk, const local::GetRequests& query) {
    const auto found = TRY(desk.session.vault->requests(page_of(query.page())));
    local::ToTerminal answer;
    auto& list = *answer.mutable_requests();
    for (const auto& request : found.requests) *list.add_requests() = TRY(request_of(desk, request));
    list.set_total(found.total);
    list.set_stamp(moved_of(desk.device.stamps(), desk.session).requests());
    return answer;
}

Answer answer_request(Desk& desk, const local::GetRequest& query) {
    const auto id = TRY(RequestId::from_bytes(query.id()));
    const auto found = TRY(desk.session.vault->request(id));
    if (!found) return Error(ErrorCode::kNotFound, "no such request of this resident");
    if (found->answer_unread) TRY(desk.session.vault->mark_request_seen(id));
    note_pages(desk.session, found->request);
    local::ToTerminal answer;
    *answer.mutable_request() = TRY(request_of(desk, *found));
    return answer;
}

}  // namespace dayroom::agent
