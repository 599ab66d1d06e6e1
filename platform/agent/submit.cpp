#include <algorithm>
#include <set>

#include "platform/agent/answers.h"
#include "platform/base/utf8.h"
#include "platform/rules/receipt_code.h"
#include "platform/wire/limits.h"

namespace dayroom::agent {
namespace {

const wire::Form::Field* find_field(const wire::Form& form, const std::string& code) {
    for (const auto& field : form.fields()) {
        if (field.code() == code) return &field;
    }
    return nullptr;
}

bool is_choice(const wire::Form::Field& field, const std::string& value) {
    return std::any_of(field.choices().begin(), field.choices().end(),
                       [&](const auto& choice) { return choice.code() == value; });
}

Status check_answer(const wire::Form::Field& field, const std::string& value) {
    const std::size_t most =
        field.max_characters() > 0 ? static_cast<std::size_t>(field.max_characters()) : wire::kMaxAnswerCharacters;
    if (!utf8::is_valid(value)) return Error(ErrorCode::kInvalid, "an answer that is not UTF-8");
    if (utf8::length(value) > most) return Error(ErrorCode::kTooLarge, "an answer beyond its limit");
    if (field.kind() == wire::Form::Field::CHOICE && !value.empty() && !is_choice(field, value)) {
        return Error(ErrorCode::kInvalid, "an answer that is none of the choices");
    }
    return {};
}

/// The answers in the form's words, safe to keep; every required field is filled.
Status copy_answers(const wire::Form& form, const local::SubmitRequest& query, wire::SubmitRequest& out) {
    if (query.answers_size() > wire::kMaxAnswers) return Error(ErrorCode::kTooLarge, "too many answers");
    std::set<std::string> filled;
    for (const auto& answer : query.answers()) {
        const auto* field = find_field(form, answer.field());
        if (field == nullptr || !filled.insert(answer.field()).second)
            return Error(ErrorCode::kInvalid, "an answer to no field, or two to one");
        TRY(check_answer(*field, answer.value()));
        auto& added = *out.add_answers();
        added.set_field(answer.field());
        added.set_value(utf8::sanitize(answer.value(), wire::kMaxAnswerCharacters));
        if (added.value().empty()) filled.erase(answer.field());
    }
    for (const auto& field : form.fields()) {
        if (field.required() && !filled.contains(field.code()))
            return Error(ErrorCode::kInvalid, "a required field is empty");
    }
    return {};
}

Result<std::int64_t> current_price(Desk& desk, const wire::Form& form) {
    if (form.fee_when() == wire::Form::FEE_NONE) return 0;
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
    if (!form) return Error(ErrorCode::kNotFound, "no such form");
    if (form->form.revision() != query.form_revision())
        return refusal(ErrorCode::kConflict, "form_changed", "another revision of the form is in force");
    const std::int64_t price = TRY(current_price(desk, form->form));
    if (price != query.price_seen_cents())
        return refusal(ErrorCode::kConflict, "price_changed", "another price is in force");

    store::Intent intent;
    intent.command = new_command(desk);
    auto& submit = *intent.command.mutable_submit_request();
    submit.set_request_id(RequestId::make(desk.clock, desk.random).raw());
    submit.set_form_id(form->id.raw());
    submit.set_form_revision(form->form.revision());
    submit.set_price_seen_cents(price);
    submit.set_receipt_code(rules::make_receipt_code(desk.random));
    TRY(copy_answers(form->form, query, submit));
    intent.reserved = TRY(reserve(desk, form->form, price));
    intent.nonce = to_bytes(query.nonce());
    return request_submitted(desk, TRY(queue_command(desk, intent)).submit_request());
}

}  // namespace dayroom::agent
