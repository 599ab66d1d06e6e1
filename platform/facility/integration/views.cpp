#include "platform/facility/integration/views.h"

#include "platform/facility/integration/attachment_intake.h"
#include "platform/wire/names.h"

namespace dayroom::facility {

using nlohmann::json;

namespace {
const char* direction_of(wire::Message::Direction direction) {
    return direction == wire::Message::INBOUND    ? "inbound"
           : direction == wire::Message::OUTBOUND ? "outbound"
                                                  : "unspecified";
}
std::string id_text(const Bytes& bytes) {
    const auto id = ThingId::from_bytes(ByteView(bytes));
    return id.ok() ? id.value().to_string() : std::string();
}
json texts_of(const google::protobuf::RepeatedPtrField<wire::LocalText>& texts) {
    json all = json::object();
    for (const wire::LocalText& text : texts) all[text.language()] = text.text();
    return all;
}
}  // namespace

json view(const StoredResident& resident) {
    return {{"id", resident.id.to_string()},
            {"number", resident.number},
            {"given_name", resident.given_name},
            {"family_name", resident.family_name},
            {"unit_id", resident.unit.to_string()},
            {"state", resident.here ? "here" : "released"},
            {"language", resident.language},
            {"has_pin", resident.has_pin},
            {"must_change_pin", resident.must_change_pin},
            {"locked_until_ms", resident.locked_until.ms()},
            {"last_sign_in_ms", resident.last_sign_in.ms()}};
}

json view(const BalanceSheet& balances) {
    return {{"spendable_cents", balances.spendable.units()}, {"savings_cents", balances.savings.units()},
            {"phone_cents", balances.phone.units()},         {"credits", balances.credits.units()},
            {"held_cents", balances.on_hold.units()},        {"owed_cents", balances.owed.units()}};
}

json view(const StoredContact& contact) {
    return {{"id", contact.id.to_string()},
            {"resident_id", contact.resident.to_string()},
            {"name", contact.name},
            {"relationship", contact.relationship},
            {"address", contact.address},
            {"state", wire::name_of(contact.state)},
            {"from_outside", contact.from_outside},
            {"prepaid_replies", contact.prepaid_replies},
            {"made_ms", contact.made.ms()},
            {"asked_ms", contact.asked.ms()},
            {"decided_ms", contact.decided.ms()}};
}

json view(const ListedContact& listed) {
    json shown = view(listed.contact);
    shown["reason"] = listed.contact.reason;
    shown["pre_approved"] = listed.contact.pre_approved;
    shown["blocked_by_resident"] = listed.contact.blocked_by_resident;
    shown["blocked_by_staff"] = listed.contact.blocked_by_staff;
    shown["resident_number"] = listed.resident_number;
    shown["resident_name"] = listed.resident_name;
    return shown;
}

json view(const StatementLine& line) {
    const wire::Transaction& transaction = line.transaction;
    json parts = json::array();
    for (const auto& part : transaction.parts()) {
        parts.push_back({{"code", part.code()},
                         {"name", texts_of(part.name())},
                         {"legal_basis", part.legal_basis()},
                         {"basis_points", part.basis_points()},
                         {"cents", part.cents()},
                         {"into_savings", part.into_savings()},
                         {"still_owed_cents", part.still_owed_cents()}});
    }
    return {{"id", line.id.to_string()},
            {"kind", wire::name_of(transaction.kind())},
            {"state", wire::name_of(transaction.state())},
            {"change_cents", transaction.change_cents()},
            {"balance_after_cents", transaction.balance_after_cents()},
            {"at_ms", transaction.at_ms()},
            {"reason_code", transaction.reason_code()},
            {"reason_detail", transaction.reason_detail()},
            {"reason_name", texts_of(transaction.reason_name())},
            {"gross_cents", transaction.gross_cents()},
            {"fee_cents", transaction.fee_cents()},
            {"parts", parts}};
}

json view(const StoredMessage& message) {
    json photos = json::array();
    for (const wire::Photo& photo : message.message.photos()) {
        photos.push_back({{"sha256", to_hex(as_bytes(photo.sha256()))},
                          {"width", photo.width()},
                          {"height", photo.height()},
                          {"bytes", photo.bytes()}});
    }
    return {{"id", message.id.to_string()},
            {"resident_id", message.resident.to_string()},
            {"resident_number", message.resident_number},
            {"contact_id", message.contact.to_string()},
            {"direction", direction_of(message.message.direction())},
            {"state", wire::name_of(message.message.state())},
            {"text", message.message.text()},
            {"language", message.message.language()},
            {"photos", photos},
            {"sent_ms", message.message.sent_ms()},
            {"decide_by_ms", message.message.decide_by_ms()},
            {"decided_ms", message.message.decided_ms()},
            {"rule", message.message.rule()},
            {"reason", message.message.reason()},
            {"appeal_by_ms", message.message.appeal_by_ms()},
            {"receipt_code", message.receipt_code}};
}

json view(const RequestSummary& request) {
    return {{"id", request.id.to_string()},
            {"resident_id", request.resident.to_string()},
            {"resident_number", request.resident_number},
            {"resident_name", request.resident_name},
            {"unit_id", request.unit.to_string()},
            {"form_code", request.form_code},
            {"state", wire::name_of(request.state)},
            {"receipt_code", request.receipt_code},
            {"fee_cents", request.fee.units()},
            {"fee_is_obligation", request.fee_is_obligation},
            {"submitted_ms", request.submitted.ms()},
            {"answer_by_ms", request.answer_by.ms()},
            {"reply_by_ms", request.reply_by.ms()},
            {"role", request.role},
            {"level", request.level},
            {"urgent", request.urgent},
            {"triaged", !request.triage_from.is_set()}};
}

json request_details(const wire::Request& request) {
    json answers = json::array();
    for (const wire::Answer& answer : request.answers())
        answers.push_back({{"field", answer.field()},
                           {"value", answer.value()},
                           {"label", answer.label()},
                           {"words", answer.words()}});
    json steps = json::array();
    for (const auto& step : request.steps()) {
        steps.push_back({{"state", wire::name_of(step.state())},
                         {"at_ms", step.at_ms()},
                         {"by_role", step.by_role()},
                         {"level", step.level()},
                         {"text", step.text()},
                         {"act", wire::name_of(step.act())},
                         {"attachments", json::array()}});
        for (const wire::Attachment& attachment : step.attachments())
            steps.back()["attachments"].push_back(attachment_json(attachment));
    }
    json details = {{"form_revision", request.form_revision()},
                    {"fee_charged", request.fee_charged()},
                    {"answers", answers},
                    {"steps", steps}};
    if (const auto call = PhoneCallId::from_bytes(std::string_view(request.call_id())); call.ok())
        details["call_id"] = call->to_string();
    return details;
}

json view(const StoredNotice& notice) {
    const char* kind = notice.scope.kind == Scope::Kind::kUnit       ? "unit"
                       : notice.scope.kind == Scope::Kind::kResident ? "resident"
                                                                     : "facility";
    const char* state = notice.state == StoredNotice::State::kWaits     ? "waits"
                        : notice.state == StoredNotice::State::kInForce ? "in_force"
                                                                        : "over";
    return {{"id", notice.id.to_string()},
            {"scope", kind},
            {"scope_id", notice.scope.id.to_string()},
            {"title", texts_of(notice.notice.title())},
            {"text", texts_of(notice.notice.text())},
            {"valid_from_ms", notice.notice.valid_from_ms()},
            {"valid_to_ms", notice.notice.valid_to_ms()},
            {"emergency", notice.notice.emergency()},
            {"public", notice.notice.public_()},
            {"must_acknowledge", notice.notice.must_acknowledge()},
            {"keep_until_ms", notice.notice.keep_until_ms()},
            {"state", state}};
}

json view(const record::ChainedEntry& entry) {
    return {{"sequence", entry.sequence},
            {"at_ms", entry.entry.at.ms()},
            {"event", record::name_of(entry.entry.event)},
            {"outcome", record::name_of(entry.entry.outcome)},
            {"actor_kind", entry.entry.actor_kind},
            {"actor_id", id_text(entry.entry.actor_id)},
            {"subject_id", id_text(entry.entry.subject_id)},
            {"code", entry.entry.code},
            {"detail", entry.entry.detail},
            {"hash", to_hex(entry.hash)}};
}

}  // namespace dayroom::facility
