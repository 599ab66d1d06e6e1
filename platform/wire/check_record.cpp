// Records: what the hub releases and a terminal keeps.
#include "platform/crypto/keys.h"
#include "platform/wire/check.h"
#include "platform/wire/check_commissary.h"
#include "platform/wire/check_documents.h"
#include "platform/wire/check_phone.h"
#include "platform/wire/check_policy.h"
#include "platform/wire/check_prea.h"
#include "platform/wire/check_schedule.h"
#include "platform/wire/check_technicians.h"
#include "platform/wire/check_visits.h"
#include "platform/wire/checker.h"
#include "platform/wire/forms.h"
#include "platform/wire/parse.h"

namespace dayroom::wire {
namespace {

void check_body(Checker& check, const Facility& body) {
    check.required_text(body.name(), kMaxNameCharacters, "name");
    check.required_text(body.time_zone(), kMaxNameCharacters, "time_zone");
    check.count(body.languages_size(), kMaxLanguages, "languages");
    for (const std::string& language : body.languages()) check.language(language, "languages");
    check.text(body.resident_word(), kMaxNameCharacters, "resident_word");
    check.text(body.staff_phone(), kMaxNameCharacters, "staff_phone");
    const Policy& policy = body.policy();
    check.range(policy.idle_warning_s(), 0, 3'600, "idle_warning_s");
    check.range(policy.idle_sign_out_s(), 0, 3'600, "idle_sign_out_s");
    check.range(policy.session_limit_s(), 0, 86'400, "session_limit_s");
    check.range(policy.pin_length_min(), 0, static_cast<int>(kMaxPinDigits), "pin_length_min");
    check.range(policy.pin_length_max(), 0, static_cast<int>(kMaxPinDigits), "pin_length_max");
    check.range(policy.lockout_attempts(), 0, 100, "lockout_attempts");
    check.range(policy.lockout_s(), 0, 86'400, "lockout_s");
    check.range(policy.message_characters(), 0, static_cast<int>(kMaxMessageCharacters), "message_characters");
    check.range(policy.terminal_history_days(), 0, 36'600, "terminal_history_days");
    check.range(policy.contacts(), 0, kMaxContacts, "contacts");
    check.range(policy.decide_within_hours(), 0, kMaxHours, "decide_within_hours");
    check.range(policy.investigate_within_hours(), 0, kMaxHours, "investigate_within_hours");
    check.range(policy.appeal_within_days(), 0, kMaxHours / 24, "appeal_within_days");
    check.range(policy.cooling_off_hours(), 0, kMaxHours, "cooling_off_hours");
    check.price(policy.daily_brake_cents(), "daily_brake_cents");
    check_fairness(check, policy);
}

void check_body(Checker& check, const PriceList& body) {
    check.count(body.prices_size(), kMaxPrices, "prices");
    for (const PriceList::Price& price : body.prices()) {
        check.required_code(price.code(), "price.code");
        check.price(price.cents(), "price.cents");
        check.price(price.credits(), "price.credits");
        check.local_texts(price.name(), kMaxLineCharacters, false, "price.name");
        check.optional_time(price.valid_to_ms(), "price.valid_to_ms");
    }
    check.optional_time(body.valid_from_ms(), "valid_from_ms");
}

void check_body(Checker& check, const Form& body) {
    const auto form = form_from_wire(body);
    if (!form.ok()) return check.fail(form.error().code, form.error().detail);
    if (const Status good = forms::check_form(*form); !good.ok()) check.fail(good.error().code, good.error().detail);
}

void check_body(Checker& check, const Notice& body) {
    check.local_texts(body.title(), kMaxLineCharacters, true, "title");
    check.local_texts(body.text(), kMaxNoticeCharacters, true, "text");
    check.optional_time(body.valid_from_ms(), "valid_from_ms");
    check.optional_time(body.valid_to_ms(), "valid_to_ms");
    check.optional_time(body.keep_until_ms(), "keep_until_ms");
}

void check_body(Checker& check, const NoticeReceipt& body) {
    check.id(body.notice_id(), "notice_id");
    check.time(body.at_ms(), "at_ms");
}

void check_body(Checker& check, const Unit& body) {
    check.required_text(body.name(), kMaxNameCharacters, "name");
    check.text(body.nearest_working(), kMaxLineCharacters, "nearest_working");
}

void check_body(Checker& check, const RosterEntry& body) {
    check.resident_number(body.resident_number(), "resident_number");
    check.bytes_exactly(body.vault_public_key(), crypto::kPublicKeyBytes, "vault_public_key");
}

void check_body(Checker& check, const Profile& body) {
    check.resident_number(body.resident_number(), "resident_number");
    check.text(body.given_name(), kMaxNameCharacters, "given_name");
    check.text(body.family_name(), kMaxNameCharacters, "family_name");
    check.language(body.language(), "language");
    check.range(body.text_scale_percent(), 0, 400, "text_scale_percent");
    check.range(body.reading_speed_percent(), 0, 400, "reading_speed_percent");
    check.code(body.theme(), "theme");
    check.count(body.restrictions_size(), kMaxRestrictions, "restrictions");
    for (const std::string& restriction : body.restrictions()) check.code(restriction, "restrictions");
    check.optional_time(body.last_sign_in_ms(), "last_sign_in_ms");
    check.text(body.last_sign_in_place(), kMaxNameCharacters, "last_sign_in_place");
}

void check_body(Checker& check, const Contact& body) {
    check.required_text(body.name(), kMaxNameCharacters, "name");
    check.code(body.relationship(), "relationship");
    if (!Contact::State_IsValid(body.state()) || body.state() == Contact::CONTACT_UNSPECIFIED)
        check.unsupported("contact.state is unknown");
    check.optional_time(body.asked_ms(), "asked_ms");
    check.optional_time(body.decided_ms(), "decided_ms");
    check.text(body.reason(), kMaxLineCharacters, "reason");
    check.range(body.prepaid_replies(), 0, kMaxPrepaidReplies, "prepaid_replies");
    check.text(body.address(), kMaxNameCharacters, "address");
    check.text(body.visit_rule(), kMaxLineCharacters, "visit_rule");
    check.text(body.visit_reason(), kMaxLineCharacters, "visit_reason");
    check.optional_time(body.visits_stopped_from_ms(), "visits_stopped_from_ms");
    check.optional_time(body.visits_stopped_until_ms(), "visits_stopped_until_ms");
    check.text(body.visits_stopped_reason(), kMaxLineCharacters, "visits_stopped_reason");
}

void check_body(Checker& check, const Message& body) {
    check.id(body.contact_id(), "contact_id");
    if (!Message::Direction_IsValid(body.direction()) || body.direction() == Message::DIRECTION_UNSPECIFIED)
        check.unsupported("message.direction is unknown");
    if (!Message::State_IsValid(body.state()) || body.state() == Message::MESSAGE_UNSPECIFIED)
        check.unsupported("message.state is unknown");
    check.text(body.text(), kMaxMessageCharacters, "text");
    check.count(body.photos_size(), kMaxPhotosInMessage, "photos");
    for (const Photo& photo : body.photos()) check_photo(check, photo);
    check.time(body.sent_ms(), "sent_ms");
    check.optional_time(body.decided_ms(), "decided_ms");
    check.optional_time(body.decide_by_ms(), "decide_by_ms");
    check.text(body.rule(), kMaxLineCharacters, "rule");
    check.text(body.reason(), kMaxStepTextCharacters, "reason");
    check.optional_time(body.appeal_by_ms(), "appeal_by_ms");
    check.price(body.price_credits(), "price_credits");
    check.language(body.language(), "language");
    if (!Message::Appeal_IsValid(body.appeal())) check.unsupported("message.appeal is unknown");
    check.optional_time(body.appealed_ms(), "appealed_ms");
    if (!body.receipt_code().empty()) check.receipt_code(body.receipt_code(), "receipt_code");
    check.range(body.photos_rejected(), 0, kMaxPhotosInMessage, "photos_rejected");
    check.optional_id(body.card_id(), "card_id");
    check.optional_time(body.received_ms(), "received_ms");
    check.optional_time(body.appeal_decided_ms(), "appeal_decided_ms");
    check.text(body.appeal_reason(), kMaxStepTextCharacters, "appeal_reason");
}

void check_body(Checker& check, const Draft& body) { check.draft(body); }

void check_body(Checker& check, const Card& body) {
    check.required_code(body.code(), "code");
    check.local_texts(body.name(), kMaxLineCharacters, true, "name");
    check_photo(check, body.picture());
    check.range(body.position(), 0, kMaxCards, "position");
}

void check_body(Checker& check, const Balances& body) {
    check.units(body.spendable_cents(), "spendable_cents");
    check.units(body.savings_cents(), "savings_cents");
    check.units(body.phone_cents(), "phone_cents");
    check.units(body.credits(), "credits");
    check.not_negative(body.on_hold_cents(), "on_hold_cents");
    check.not_negative(body.owed_cents(), "owed_cents");
    check.time(body.as_of_ms(), "as_of_ms");
    check.price(body.brake_cents(), "brake_cents");
    check.price(body.brake_left_cents(), "brake_left_cents");
    check.price(body.brake_next_cents(), "brake_next_cents");
    check.optional_time(body.brake_next_from_ms(), "brake_next_from_ms");
}

void check_body(Checker& check, const Transaction& body) {
    if (!Transaction::Kind_IsValid(body.kind()) || body.kind() == Transaction::TRANSACTION_UNSPECIFIED)
        check.unsupported("transaction.kind is unknown");
    if (!Transaction::State_IsValid(body.state()) || body.state() == Transaction::STATE_UNSPECIFIED)
        check.unsupported("transaction.state is unknown");
    check.units(body.change_cents(), "change_cents");
    check.units(body.balance_after_cents(), "balance_after_cents");
    check.time(body.at_ms(), "at_ms");
    check.code(body.reason_code(), "reason_code");
    check.text(body.reason_detail(), kMaxLineCharacters, "reason_detail");
    check.not_negative(body.gross_cents(), "gross_cents");
    check.not_negative(body.fee_cents(), "fee_cents");
    check.count(body.parts_size(), kMaxDeductionParts, "parts");
    for (const Transaction::Part& part : body.parts()) {
        check.required_code(part.code(), "part.code");
        check.text(part.legal_basis(), kMaxLineCharacters, "part.legal_basis");
        check.range(part.basis_points(), 0, kBasisPointsWhole, "part.basis_points");
        check.not_negative(part.cents(), "part.cents");
        check.not_negative(part.still_owed_cents(), "part.still_owed_cents");
        check.local_texts(part.name(), kMaxLineCharacters, false, "part.name");
    }
    check.optional_id(body.request_id(), "request_id");
    check.optional_id(body.corrects_id(), "corrects_id");
    check.local_texts(body.reason_name(), kMaxLineCharacters, false, "reason_name");
}

void check_request_state(Checker& check, Request::State state) {
    if (!Request::State_IsValid(state) || state == Request::REQUEST_UNSPECIFIED)
        check.unsupported("request.state is unknown");
}

void check_attachment(Checker& check, const Attachment& attachment) {
    check.id(attachment.id(), "attachment.id");
    check.required_text(attachment.name(), kMaxNameCharacters, "attachment.name");
    check.range(attachment.pages_size(), 1, kMaxAttachmentPages, "attachment.pages");
    for (const Attachment::Page& page : attachment.pages()) {
        check.range(page.strips_size(), 1, kMaxPageStrips, "page.strips");
        for (const Photo& strip : page.strips()) check_photo(check, strip);
        if (!page.text_sha256().empty()) check.bytes_exactly(page.text_sha256(), kSha256Bytes, "page.text_sha256");
        check.range(page.text_bytes(), 0, static_cast<std::int64_t>(kMaxPageTextBytes), "page.text_bytes");
    }
}

void check_body(Checker& check, const Request& body) {
    check.id(body.form_id(), "form_id");
    check.required_code(body.form_code(), "form_code");
    check.range(body.form_revision(), 0, INT32_MAX, "form_revision");
    check_request_state(check, body.state());
    check.count(body.answers_size(), kMaxAnswers, "answers");
    for (const Answer& answer : body.answers()) {
        check.required_code(answer.field(), "answer.field");
        check.text(answer.value(), kMaxAnswerCharacters, "answer.value");
        check.text(answer.label(), kMaxLineCharacters, "answer.label");
        check.text(answer.words(), kMaxLineCharacters, "answer.words");
    }
    check.receipt_code(body.receipt_code(), "receipt_code");
    check.price(body.fee_cents(), "fee_cents");
    check.count(body.steps_size(), kMaxSteps, "steps");
    for (const Request::Step& step : body.steps()) {
        check_request_state(check, step.state());
        check.time(step.at_ms(), "step.at_ms");
        check.code(step.by_role(), "step.by_role");
        check.text(step.text(), kMaxStepTextCharacters, "step.text");
        check.range(step.level(), 0, static_cast<int>(forms::kMaxNextLevels), "step.level");
        if (!Request::Act_IsValid(step.act())) check.unsupported("step.act is unknown");
        check.count(step.attachments_size(), kMaxAttachmentsInStep, "step.attachments");
        for (const Attachment& attachment : step.attachments()) check_attachment(check, attachment);
    }
    check.code(body.role(), "role");
    check.range(body.level(), 0, static_cast<int>(forms::kMaxNextLevels), "level");
    check.optional_time(body.reply_by_ms(), "reply_by_ms");
    check.time(body.submitted_ms(), "submitted_ms");
    check.optional_time(body.answer_by_ms(), "answer_by_ms");
    check.optional_id(body.command_id(), "command_id");
    check.optional_id(body.call_id(), "call_id");
}

void check_body(Checker& check, const DeviceState& body) {
    if (!DeviceState::State_IsValid(body.state()) || body.state() == DeviceState::DEVICE_UNSPECIFIED)
        check.unsupported("device.state is unknown");
    check.text(body.name(), kMaxNameCharacters, "name");
    check.optional_id(body.unit_id(), "unit_id");
}

/// Of the signed policy, PREA, the phone account, visits and technicians.
void check_other_body(Checker& check, const Record& record) {
    switch (record.body_case()) {
        case Record::kPolicyRelease:
            return check_policy_release(check, record.policy_release());
        case Record::kPreaBody:
            return check_body(check, record.prea_body());
        case Record::kPreaAnswer:
            return check_body(check, record.prea_answer());
        case Record::kPhoneTerms:
            return check_body(check, record.phone_terms());
        case Record::kPhoneNumber:
            return check_body(check, record.phone_number());
        case Record::kPhoneCall:
            return check_body(check, record.phone_call());
        case Record::kPhoneStanding:
            return check_body(check, record.phone_standing());
        case Record::kVisitTerms:
            return check_body(check, record.visit_terms());
        case Record::kVisitDay:
            return check_body(check, record.visit_day());
        case Record::kVisit:
            return check_body(check, record.visit());
        case Record::kVisitStanding:
            return check_body(check, record.visit_standing());
        case Record::kTechnicianList:
            return check_body(check, record.technician_list());
        default:
            return check.unsupported("a record of an unknown kind");
    }
}

void check_record_body(Checker& check, const Record& record) {
    switch (record.body_case()) {
        case Record::kFacility:
            return check_body(check, record.facility());
        case Record::kPrices:
            return check_body(check, record.prices());
        case Record::kForm:
            return check_body(check, record.form());
        case Record::kNotice:
            return check_body(check, record.notice());
        case Record::kUnit:
            return check_body(check, record.unit());
        case Record::kRoster:
            return check_body(check, record.roster());
        case Record::kProfile:
            return check_body(check, record.profile());
        case Record::kContact:
            return check_body(check, record.contact());
        case Record::kMessage:
            return check_body(check, record.message());
        case Record::kBalances:
            return check_body(check, record.balances());
        case Record::kTransaction:
            return check_body(check, record.transaction());
        case Record::kRequest:
            return check_body(check, record.request());
        case Record::kDraft:
            return check_body(check, record.draft());
        case Record::kCard:
            return check_body(check, record.card());
        case Record::kDevice:
            return check_body(check, record.device());
        case Record::kCatalogItem:
            return check_body(check, record.catalog_item());
        case Record::kCatalogCategory:
            return check_body(check, record.catalog_category());
        case Record::kOrderWindow:
            return check_body(check, record.order_window());
        case Record::kCommissaryStanding:
            return check_body(check, record.commissary_standing());
        case Record::kOrder:
            return check_body(check, record.order());
        case Record::kObligation:
            return check_body(check, record.obligation());
        case Record::kPolicyRelease:
        case Record::kPreaBody:
        case Record::kPreaAnswer:
        case Record::kPhoneTerms:
        case Record::kPhoneNumber:
        case Record::kPhoneCall:
        case Record::kPhoneStanding:
        case Record::kVisitTerms:
        case Record::kVisitDay:
        case Record::kVisit:
        case Record::kVisitStanding:
        case Record::kTechnicianList:
            return check_other_body(check, record);
        case Record::kNoticeReceipt:
            return check_body(check, record.notice_receipt());
        case Record::kDocument:
            return check_document(check, record.document());
        case Record::kSchedule:
            return check_schedule(check, record.schedule());
        case Record::kAppointment:
            return check_appointment(check, record.appointment());
        case Record::BODY_NOT_SET:
            return check.unsupported("a record of an unknown kind");
    }
}

}  // namespace

void check_photo(Checker& check, const Photo& photo) {
    check.bytes_exactly(photo.sha256(), kSha256Bytes, "photo.sha256");
    check.range(photo.width(), 0, kMaxPhotoSide, "photo.width");
    check.range(photo.height(), 0, kMaxPhotoSide, "photo.height");
    check.range(photo.bytes(), 0, static_cast<std::int64_t>(kMaxBlobBytes), "photo.bytes");
}

Status check_record(const Record& record) {
    Checker check;
    check.id(record.facility_id(), "facility_id");
    check.scope(record.scope());
    check.id(record.id(), "id");
    check.range(record.version(), 1, INT64_MAX, "version");
    check.time(record.released_ms(), "released_ms");
    check_record_body(check, record);
    TRY(check.status());
    if (!allowed_in(record.body_case(), record.scope().kind()))
        return Error(ErrorCode::kInvalid, kind_name(record.body_case()) + " may not stand in such a scope");
    return {};
}

Result<Record> parse_record(ByteView bytes) {
    auto record = TRY(parse_bounded<Record>(bytes, kMaxRecordBytes));
    TRY(check_record(record));
    return record;
}

}  // namespace dayroom::wire
