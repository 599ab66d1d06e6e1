// Requests on their way to the hub: filed, taken back, replied to.
#include <algorithm>

#include "platform/agent/answers.h"
#include "platform/agent/requests.h"
#include "platform/forms/call_dispute.h"
#include "platform/rules/calendar.h"
#include "platform/rules/receipt_code.h"
#include "platform/wire/forms.h"
#include "platform/wire/limits.h"

namespace dayroom::agent {
namespace {

/// Answers as they will stand at the hub: its own rules, with what is known here.
Status copy_answers(Desk& desk, const wire::Form& wire_form, const local::SubmitRequest& query,
                    wire::SubmitRequest& out) {
    if (query.answers_size() > wire::kMaxAnswers) return Error(ErrorCode::kTooLarge, "too many answers");
    const auto form = TRY(wire::form_from_wire(wire_form));
    forms::Answers answers;
    for (const auto& answer : query.answers()) answers.push_back({answer.field(), answer.value()});
    forms::Surroundings around;
    around.today = rules::local_date(desk.clock.now(), TRY(time_zone_of(desk)));
    around.is_contact = [&](std::string_view hex) {
        const auto bytes = from_hex(hex);
        if (!bytes.ok()) return false;
        const auto id = ContactId::from_bytes(ByteView(*bytes));
        if (!id.ok()) return false;
        const auto found = desk.session.vault->contact(*id);
        return found.ok() && found->has_value();
    };
    around.is_item = [&](std::string_view code) {
        const auto found = desk.device.item(std::string(code));
        return found.ok() && found->has_value();
    };
    TRY(forms::check_answers(form, answers, around));
    for (const auto& answer : forms::to_send(form, answers)) {
        auto& added = *out.add_answers();
        added.set_field(answer.field);
        added.set_value(answer.value);
    }
    return {};
}

/// Of what is asked for with these answers.
Result<std::int64_t> current_price(Desk& desk, const wire::Form& form, const wire::SubmitRequest& submit) {
    if (form.fee_when() == wire::Form::FEE_NONE) return 0;
    if (forms::fee_is_waived(TRY(wire::form_from_wire(form)), wire::answers_from_wire(submit.answers()))) return 0;
    const auto price = TRY(price_now(desk, form.price_code()));
    if (!price) return refusal(ErrorCode::kUnavailable, "price_unknown", "the form's price has not come yet");
    return price->cents();
}

/// What to take off what may be spent here until the hub's own hold is seen.
Result<Cents> reserve(Desk& desk, const wire::Form& form, std::int64_t price) {
    if (price == 0) return Cents::of(0);
    // A co-pay never blocks asking, whatever the brake says.
    if (form.may_create_obligation())
        return Cents::of(std::clamp<std::int64_t>(TRY(money_left(desk)).units(), 0, price));
    TRY(check_spending(desk, Cents::of(price)));
    return Cents::of(price);
}

/// Of a dispute that was opened from a call: that call, one of theirs.
Status copy_call(Desk& desk, const wire::Form& form, const local::SubmitRequest& query, wire::SubmitRequest& out) {
    if (query.call_id().empty()) return {};
    const auto id = TRY(PhoneCallId::from_bytes(query.call_id()));
    if (form.code() != forms::kCallDisputeForm) return Error(ErrorCode::kInvalid, "this form disputes no call");
    if (!TRY(desk.session.vault->phone_call(id))) return Error(ErrorCode::kNotFound, "no such call of this resident");
    out.set_call_id(id.raw());
    return {};
}

local::ToTerminal request_submitted(const Desk& desk, const wire::SubmitRequest& saved) {
    return submitted(desk, saved.request_id(), saved.receipt_code());
}

}  // namespace

Answer answer_submit(Desk& desk, const local::SubmitRequest& query) {
    if (const auto before = TRY(saved_before(desk, query.nonce()))) {
        if (before->submit_request().form_id() != query.form_id())
            return Error(ErrorCode::kConflict, "this nonce was used for something else");
        return request_submitted(desk, before->submit_request());
    }
    const auto form = TRY(desk.device.form(TRY(FormId::from_bytes(query.form_id()))));
    if (!form || !TRY(offered_here(desk, form->form))) return Error(ErrorCode::kNotFound, "no such form");
    if (form->form.revision() != query.form_revision())
        return refusal(ErrorCode::kConflict, "form_changed", "another revision of the form is in force");

    store::Intent intent;
    intent.command = new_command(desk);
    auto& submit = *intent.command.mutable_submit_request();
    submit.set_request_id(RequestId::make(desk.clock, desk.random).raw());
    submit.set_form_id(form->id.raw());
    submit.set_form_revision(form->form.revision());
    submit.set_receipt_code(rules::make_receipt_code(desk.random));
    submit.set_language(query.language());
    TRY(copy_answers(desk, form->form, query, submit));
    TRY(copy_call(desk, form->form, query, submit));
    const std::int64_t price = TRY(current_price(desk, form->form, submit));
    if (price != query.price_seen_cents())
        return refusal(ErrorCode::kConflict, "price_changed", "another price is in force");
    submit.set_price_seen_cents(price);
    intent.reserved = TRY(reserve(desk, form->form, price));
    intent.nonce = to_bytes(query.nonce());
    return request_submitted(desk, TRY(queue_command(desk, intent)).submit_request());
}

Answer answer_withdraw_request(Desk& desk, const local::WithdrawRequest& query) {
    const auto view = TRY(desk.session.vault->request(TRY(RequestId::from_bytes(query.request_id()))));
    if (!view) return Error(ErrorCode::kNotFound, "no such request of this resident");
    if (TRY(desk.session.vault->undecided(query.request_id(), wire::Command::kWithdrawRequest))) return done();
    if (!may_withdraw(*view)) return refusal(ErrorCode::kConflict, "already_decided", "it is decided");
    store::Intent intent;
    intent.command = new_command(desk);
    intent.command.mutable_withdraw_request()->set_request_id(query.request_id());
    TRY(queue_command(desk, intent));
    return done();
}

Answer answer_reply_to_request(Desk& desk, const local::ReplyToRequest& query) {
    if (const auto before = TRY(saved_before(desk, query.nonce()))) {
        if (before->reply_to_request().request_id() != query.request_id())
            return Error(ErrorCode::kConflict, "this nonce was used for something else");
        return done();
    }
    const auto view = TRY(desk.session.vault->request(TRY(RequestId::from_bytes(query.request_id()))));
    if (!view) return Error(ErrorCode::kNotFound, "no such request of this resident");
    if (!may_reply(*view)) return refusal(ErrorCode::kConflict, "already_decided", "it is decided");
    store::Intent intent;
    intent.command = new_command(desk);
    auto& reply = *intent.command.mutable_reply_to_request();
    reply.set_request_id(query.request_id());
    reply.set_text(TRY(typed_text(query.text(), wire::kMaxReplyCharacters)));
    intent.nonce = to_bytes(query.nonce());
    TRY(queue_command(desk, intent));
    return done();
}

}  // namespace dayroom::agent
