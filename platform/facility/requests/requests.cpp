#include "platform/facility/requests/requests.h"

#include "platform/base/utf8.h"
#include "platform/facility/requests/stored.h"
#include "platform/rules/receipt_code.h"

namespace dayroom::facility {
namespace {

using State = wire::Request::State;

/// A fee goes to the account of its price: "revenue/document_copy".
std::string revenue_of(const std::string& price_code) { return "revenue/" + price_code; }

TransferKind kind_of(const wire::Form& form) {
    return form.may_create_obligation() ? TransferKind::kCopay : TransferKind::kRequestFee;
}

}  // namespace

struct Requests::Fee {
    Cents cents;
    bool is_obligation = false;
    std::optional<TransferId> hold;
};

// Held from spendable. What may become a debt and is not there is not held: it is charged as an obligation on
// completion.
Result<Requests::Fee> Requests::agree_fee(Work& work, const ResidentId& resident, const StoredForm& form,
                                          const wire::SubmitRequest& body) {
    Fee fee;
    if (form.form.fee_when() != wire::Form::FEE_NONE) {
        const auto price = TRY(prices_.find(work.db(), form.form.price_code(), work.now()));
        if (!price) return Error(ErrorCode::kUnavailable, "the price of this form is not set");
        fee.cents = price->cents;
    }
    if (fee.cents.units() != body.price_seen_cents()) {
        return Error(ErrorCode::kConflict, "another price than the one seen", "price_changed");
    }
    if (fee.cents.is_zero()) return fee;
    const RequestId request = TRY(RequestId::from_bytes(std::string_view(body.request_id())));
    const TransferId id = work.make_id<TransferId>();
    if (form.form.may_create_obligation()) {
        const BalanceSheet now = TRY(ledger_.balances(work.db(), resident));
        fee.is_obligation = now.spendable < fee.cents;
        if (fee.is_obligation) return fee;
    }
    const Reason reason{kind_of(form.form), form.form.may_create_obligation() ? "copay" : "request_fee",
                        form.form.code(), request};
    TRY(ledger_.hold(work,
                     {id, resident, TRY(PositiveCents::from(fee.cents)), revenue_of(form.form.price_code()), reason},
                     work.now() + kFeeHoldTime));
    fee.hold = id;
    return fee;
}

Status Requests::submit(Work& work, const ResidentId& resident, const DeviceId& device, const CommandId& command,
                        const wire::SubmitRequest& body, Timestamp made) {
    const RequestId id = TRY(RequestId::from_bytes(std::string_view(body.request_id())));
    const auto form = TRY(forms_.find(work.db(), TRY(FormId::from_bytes(std::string_view(body.form_id())))));
    if (!form || !form->active) return Error(ErrorCode::kNotFound, "this form is no longer offered", "form_changed");
    if (form->form.revision() != body.form_revision()) {
        return Error(ErrorCode::kConflict, "another revision of the form", "form_changed");
    }
    TRY(check_answers(form->form, body.answers()));
    if (!rules::is_receipt_code(body.receipt_code())) return Error(ErrorCode::kInvalid, "not a receipt code");
    const Fee fee = TRY(agree_fee(work, resident, *form, body));

    wire::Request answers;
    *answers.mutable_answers() = body.answers();
    const std::string stored = answers.SerializeAsString();
    const int hours = form->form.answer_within_hours();
    const Timestamp answer_by = hours > 0 ? work.now() + std::chrono::hours(hours) : Timestamp();
    std::optional<DeviceId> from;
    if (!device.is_nil()) from = device;
    Status inserted = work.db().run(
        "INSERT INTO request (id, resident, device, form, form_code, form_revision, state, answers, receipt_code, "
        "fee_cents, fee_is_obligation, fee_hold, submitted_ms, answer_by_ms, command) "
        "VALUES ($1, $2, $3, $4, $5, $6, 1, $7, $8, $9, $10, $11, $12, $13, $14)",
        id, resident, from, form->id, form->form.code(), form->form.revision(), database::blob(stored),
        body.receipt_code(), fee.cents, fee.is_obligation, fee.hold, std::min(made, work.now()), answer_by, command);
    if (!inserted.ok()) {
        if (!database::violation(inserted.error())) return inserted;
        return Error(ErrorCode::kConflict, "a request with this id is here already");
    }
    work.touch(Scope::resident(resident), RecordKind::kRequest, id);
    return {};
}

Result<Requests::Stored> Requests::load(Work& work, const RequestId& id) {
    auto found = TRY(work.db().first(
        "SELECT q.resident, q.state, q.fee_cents, q.fee_is_obligation, q.fee_hold, f.body FROM request q "
        "JOIN form f ON f.id = q.form WHERE q.id = $1",
        [&](const database::Row& row) {
            Stored stored;
            stored.id = id;
            stored.resident = row.id<ResidentId>(0);
            stored.state = static_cast<State>(row.integer(1));
            stored.fee = row.cents(2);
            stored.fee_is_obligation = row.flag(3);
            stored.hold = row.optional_id<TransferId>(4);
            const ByteView form = row.bytes(5);
            stored.form_is_read = stored.form.ParseFromArray(form.data(), static_cast<int>(form.size()));
            return stored;
        },
        id));
    if (!found) return Error(ErrorCode::kNotFound, "no such request");
    if (!found->form_is_read) return Error(ErrorCode::kCorrupt, "a stored form cannot be read");
    return std::move(*found);
}

Status Requests::step(Work& work, const Stored& request, State state, std::string_view text) {
    if (utf8::sanitize(text, kMaxStepCharacters) != text) {
        return Error(ErrorCode::kInvalid, "a step's text is at most 4,000 plain characters");
    }
    std::optional<ThingId> by;
    if (!work.actor().id.is_nil()) by = work.actor().id;
    TRY(work.db().run("UPDATE request SET state = $2 WHERE id = $1 AND state IN (1, 2)", request.id,
                      static_cast<int>(state)));
    if (work.db().changes() != 1) return Error(ErrorCode::kConflict, "this request is closed", "already_decided");
    TRY(work.db().run(
        "INSERT INTO request_step (request, position, state, at_ms, by_role, by_id, text) "
        "SELECT $1, coalesce(max(position), 0) + 1, $2, $3, $4, $5, $6 FROM request_step WHERE request = $1",
        request.id, static_cast<int>(state), work.now(), work.actor().role, by, text));
    work.touch(Scope::resident(request.resident), RecordKind::kRequest, request.id);
    return {};
}

Status Requests::release_fee(Work& work, const Stored& request) {
    return request.hold ? ledger_.void_if_open(work, *request.hold) : Status();
}

Status Requests::charge_fee(Work& work, const Stored& request) {
    if (request.fee.is_zero()) return {};
    if (request.hold) {
        // A hold that ran out after more than a year is not charged behind the person's back.
        const Hold hold = TRY(ledger_.find_hold(work.db(), *request.hold));
        return hold.state == HoldState::kOpen ? ledger_.post(work, *request.hold) : Status();
    }
    const std::string& code = request.form.price_code();
    const Reason reason{kind_of(request.form), "copay_owed", request.form.code(), request.id};
    return obligations_.charge(
        work,
        {work.make_id<TransferId>(), request.resident, TRY(PositiveCents::from(request.fee)), revenue_of(code), reason},
        code);
}

Status Requests::withdraw(Work& work, const ResidentId& resident, const RequestId& id) {
    const Stored request = TRY(load(work, id));
    if (request.resident != resident) return Error(ErrorCode::kNotFound, "no such request");
    TRY(step(work, request, wire::Request::WITHDRAWN, {}));
    return release_fee(work, request);
}

Status Requests::start(Work& work, const RequestId& id, std::string_view text) {
    const Stored request = TRY(load(work, id));
    TRY(step(work, request, wire::Request::IN_PROGRESS, text));
    return work.audit(record::Event::kRequestUpdated, id, "in_progress");
}

Status Requests::answer(Work& work, const RequestId& id, std::string_view text) {
    const Stored request = TRY(load(work, id));
    TRY(step(work, request, wire::Request::ANSWERED, text));
    TRY(charge_fee(work, request));
    return work.audit(record::Event::kRequestUpdated, id, "answered");
}

Status Requests::decline(Work& work, const RequestId& id, std::string_view text) {
    const Stored request = TRY(load(work, id));
    TRY(step(work, request, wire::Request::DECLINED, text));
    TRY(release_fee(work, request));
    return work.audit(record::Event::kRequestUpdated, id, "declined");
}

}  // namespace dayroom::facility
