// Filing a request: the version that it was filled from, its answers, its fee.
#include <algorithm>

#include "platform/facility/feed/decline.h"
#include "platform/facility/feed/facility_record.h"
#include "platform/facility/requests/pieces.h"
#include "platform/facility/requests/stored.h"
#include "platform/forms/call_dispute.h"
#include "platform/forms/fee.h"
#include "platform/rules/calendar.h"
#include "platform/rules/receipt_code.h"
#include "platform/wire/forms.h"

namespace dayroom::facility {
namespace {

constexpr int kClocksApart = 1;  // days: filled in before midnight, received behind it

bool asks(const forms::Form& form, forms::FieldKind kind) {
    return std::any_of(form.fields.begin(), form.fields.end(),
                       [&](const forms::Field& field) { return field.kind == kind; });
}

Result<std::optional<std::string>> contact_name(Work& work, const ResidentId& resident, std::string_view hex) {
    const Bytes id = TRY(from_hex(hex));
    return work.db().first(
        "SELECT name FROM contact WHERE id = $1 AND resident = $2",
        [](const database::Row& row) { return row.string(0); }, id, resident);
}

Result<std::optional<std::string>> item_name(Work& work, std::string_view code, std::string_view language) {
    std::optional<std::string> name;
    TRY(work.db().each(
        "SELECT body FROM catalog_item WHERE code = $1",
        [&](const database::Row& row) -> Status {
            wire::CatalogItem item;
            const ByteView body = row.bytes(0);
            if (!item.ParseFromArray(body.data(), static_cast<int>(body.size())))
                return Error(ErrorCode::kCorrupt, "a stored item cannot be read");
            forms::Texts names;
            for (const auto& text : item.name()) names.push_back({text.language(), text.text()});
            name = forms::pick(names, language);
            return {};
        },
        code));
    return name;
}

/// What stands for an answer on paper: "Court papers", "Maria Lopez". Empty where the answer says it itself.
Result<std::string> words_of(Work& work, const ResidentId& resident, const forms::Field& field,
                             const std::string& value, const std::string& language) {
    if (field.kind == forms::FieldKind::kContact)
        return TRY(contact_name(work, resident, value)).value_or(std::string());
    if (field.kind == forms::FieldKind::kItem) return TRY(item_name(work, value, language)).value_or(std::string());
    for (const forms::Choice& choice : field.choices) {
        if (choice.code == value) return forms::pick(choice.label, language);
    }
    return std::string();
}

}  // namespace

/// The version that was in force for whoever filled it in.
Result<wire::Form> Requests::version_filed(Work& work, const ResidentId& resident, const wire::SubmitRequest& body) {
    const FormId id = TRY(FormId::from_bytes(std::string_view(body.form_id())));
    auto form = TRY(forms_.find(work.db(), id));
    if (!form || !form->active) return Error(ErrorCode::kNotFound, "this form is no longer offered", "form_changed");
    if (form->form.unit_ids_size() > 0) {
        const auto unit = TRY(work.db().first(
            "SELECT unit FROM resident WHERE id = $1",
            [](const database::Row& row) { return row.optional_id<UnitId>(0); }, resident));
        const auto& units = form->form.unit_ids();
        if (!unit || !*unit || std::find(units.begin(), units.end(), (*unit)->raw()) == units.end())
            return Error(ErrorCode::kNotFound, "this form is for other units", "form_changed");
    }
    if (form->form.revision() == body.form_revision()) return std::move(form->form);
    auto older = TRY(forms_.find_version(work.db(), id, body.form_revision()));
    if (!older || older->until + kOlderVersionTaken < work.now())
        return Error(ErrorCode::kConflict, "another version of the form", "form_changed");
    return std::move(older->form);
}

Status Requests::check_filled(Work& work, const ResidentId& resident, const forms::Form& form,
                              const wire::SubmitRequest& body, Timestamp made) {
    forms::Surroundings around;
    around.slack_days = kClocksApart;
    if (asks(form, forms::FieldKind::kDate)) {
        const std::string zone = TRY(read_facility(work.db())).time_zone();
        around.today = rules::local_date(std::min(made, work.now()), zone);
    }
    Status trouble;  // of the database, while an answer was looked up
    const auto there = [&](const Result<std::optional<std::string>>& found) {
        if (!found.ok()) trouble = found.error();
        return found.ok() && found.value().has_value();
    };
    around.is_contact = [&](std::string_view hex) { return there(contact_name(work, resident, hex)); };
    around.is_item = [&](std::string_view code) { return there(item_name(work, code, "en")); };
    const Status good = forms::check_answers(form, wire::answers_from_wire(body.answers()), around);
    TRY(trouble);
    return good;
}

/// One of their own, and not disputed already.
Result<std::optional<PhoneCallId>> Requests::find_disputed(Work& work, const ResidentId& resident,
                                                           const forms::Form& form, const wire::SubmitRequest& body) {
    if (body.call_id().empty()) return std::optional<PhoneCallId>();
    const auto call = TRY(PhoneCallId::from_bytes(std::string_view(body.call_id())));
    if (form.code != forms::kCallDisputeForm) return Error(ErrorCode::kInvalid, "this form disputes no call");
    if (TRY(work.db().number("SELECT count(*) FROM phone_call WHERE id = $1 AND resident = $2", call, resident)) == 0)
        return Error(ErrorCode::kNotFound, "no such call of this resident");
    if (TRY(work.db().number("SELECT count(*) FROM request WHERE call = $1 AND state IN (1, 2, 6)", call)) > 0)
        return Error(ErrorCode::kConflict, "this call is disputed already", decline::kAlreadyDisputed);
    return std::optional(call);
}

Result<wire::Request> Requests::answers_filed(Work& work, const ResidentId& resident, const forms::Form& form,
                                              const wire::SubmitRequest& body) {
    wire::Request filed;
    for (const wire::Answer& answer : body.answers()) {
        const forms::Field* field = form.find(answer.field());
        if (field == nullptr || answer.value().empty()) continue;
        wire::Answer& added = *filed.add_answers();
        added.set_field(answer.field());
        added.set_value(answer.value());
        added.set_label(forms::pick(field->label, body.language()));
        added.set_words(TRY(words_of(work, resident, *field, answer.value(), body.language())));
    }
    return filed;
}

// Held from spendable, or taken at once. What may become a debt and is not there is not held: it is charged as an
// obligation when it is due.
Result<Requests::Fee> Requests::agree_fee(Work& work, const ResidentId& resident, const forms::Form& form,
                                          const wire::SubmitRequest& body) {
    Fee fee;
    const bool waived = forms::fee_is_waived(form, wire::answers_from_wire(body.answers()));
    if (form.fee.when != forms::FeeWhen::kNone && !waived) {
        const auto price = TRY(prices_.find(work.db(), form.fee.price_code, work.now()));
        if (!price) return Error(ErrorCode::kUnavailable, "the price of this form is not set");
        fee.cents = price->cents;
    }
    if (fee.cents.units() != body.price_seen_cents()) {
        return Error(ErrorCode::kConflict, "another price than the one seen", "price_changed");
    }
    if (fee.cents.is_zero()) return fee;
    if (form.fee.may_owe) {
        const BalanceSheet now = TRY(ledger_.balances(work.db(), resident));
        fee.is_obligation = now.spendable < fee.cents;
        if (fee.is_obligation) return fee;
    }
    const RequestId request = TRY(RequestId::from_bytes(std::string_view(body.request_id())));
    const TransferId id = work.make_id<TransferId>();
    TRY(ledger_.hold(work,
                     {id, resident, TRY(PositiveCents::from(fee.cents)), revenue_of(form.fee.price_code),
                      fee_reason(form, request, false)},
                     work.now() + kFeeHoldTime));
    fee.hold = id;
    return fee;
}

Status Requests::submit(Work& work, const ResidentId& resident, const DeviceId& device, const CommandId& command,
                        const wire::SubmitRequest& body, Timestamp made) {
    Stored request;
    request.id = TRY(RequestId::from_bytes(std::string_view(body.request_id())));
    request.resident = resident;
    request.form = TRY(wire::form_from_wire(TRY(version_filed(work, resident, body))));
    const forms::Form& form = request.form;
    TRY(check_filled(work, resident, form, body, made));
    if (!rules::is_receipt_code(body.receipt_code())) return Error(ErrorCode::kInvalid, "not a receipt code");
    const auto appealed = TRY(find_appealed(work, resident, form, body, made));
    const auto disputed = TRY(find_disputed(work, resident, form, body));
    const Fee fee = TRY(agree_fee(work, resident, form, body));
    const wire::Request filed = TRY(answers_filed(work, resident, form, body));
    const std::string answers = filed.SerializeAsString();
    std::optional<DeviceId> from;
    if (!device.is_nil()) from = device;
    const bool urgent = forms::is_urgent(wire::answers_from_wire(filed.answers()));
    const Timestamp answer_by = TRY(clock_of_staff(work, form, 0, haste_of(urgent)));
    Status inserted = work.db().run(
        "INSERT INTO request (id, resident, device, form, form_code, form_revision, state, answers, receipt_code, "
        "fee_cents, fee_is_obligation, fee_hold, submitted_ms, answer_by_ms, command, role, clock_ms, urgent, "
        "appeal_of, triage_from_ms, call) "
        "VALUES ($1, $2, $3, $4, $5, $6, 1, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $12, $19)",
        request.id, resident, from, TRY(FormId::from_bytes(std::string_view(body.form_id()))), form.code, form.revision,
        database::blob(answers), body.receipt_code(), fee.cents, fee.is_obligation, fee.hold,
        std::min(made, work.now()), answer_by, command, form.role, clock_of(form, 0, answer_by), urgent, appealed,
        disputed);
    if (!inserted.ok()) {
        if (!database::violation(inserted.error())) return inserted;
        return Error(ErrorCode::kConflict, "a request with this id is here already");
    }
    request.fee = fee.cents;
    request.hold = fee.hold;
    Filing piece{request.id,          resident,  form.code, form.revision, std::min(made, work.now()),
                 body.receipt_code(), fee.cents, {}};
    for (const wire::Answer& answer : filed.answers())
        piece.answers.push_back({answer.field(), answer.value(), answer.label(), answer.words()});
    TRY(work.audit(record::Event::kRequestKept, request.id, to_hex(digest_of(piece))));
    work.touch(Scope::resident(resident), RecordKind::kRequest, request.id);
    return settle_fee(work, request, forms::fee_step(form.fee, forms::Event::kSubmitted));
}

}  // namespace dayroom::facility
