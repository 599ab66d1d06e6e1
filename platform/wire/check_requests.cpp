// What terminals send to the hub.
#include "platform/crypto/hash.h"
#include "platform/crypto/keys.h"
#include "platform/wire/attestation.h"
#include "platform/wire/check.h"
#include "platform/wire/check_commissary.h"
#include "platform/wire/check_phone.h"
#include "platform/wire/check_technicians.h"
#include "platform/wire/check_visits.h"
#include "platform/wire/checker.h"
#include "platform/wire/machine_image.h"
#include "platform/wire/parse.h"

namespace dayroom::wire {
namespace {

void check_answers(Checker& check, const google::protobuf::RepeatedPtrField<Answer>& answers) {
    check.count(answers.size(), kMaxAnswers, "answers");
    for (const Answer& answer : answers) {
        check.required_code(answer.field(), "answer.field");
        check.text(answer.value(), kMaxAnswerCharacters, "answer.value");
        check.require(answer.label().empty() && answer.words().empty(), "answer.label and words are the hub's");
    }
}

void check_body(Checker& check, const SubmitRequest& body) {
    check.id(body.request_id(), "request_id");
    check.id(body.form_id(), "form_id");
    check.range(body.form_revision(), 0, INT32_MAX, "form_revision");
    check_answers(check, body.answers());
    check.price(body.price_seen_cents(), "price_seen_cents");
    check.receipt_code(body.receipt_code(), "receipt_code");
    check.language(body.language(), "language");
    check.optional_id(body.call_id(), "call_id");
}

void check_body(Checker& check, const ReplyToRequest& body) {
    check.id(body.request_id(), "request_id");
    check.required_text(body.text(), kMaxReplyCharacters, "text");
}

void check_body(Checker& check, const SendMessage& body) {
    check.id(body.message_id(), "message_id");
    check.id(body.contact_id(), "contact_id");
    check.required_text(body.text(), kMaxMessageCharacters, "text");
    check.price(body.price_seen_credits(), "price_seen_credits");
    check.receipt_code(body.receipt_code(), "receipt_code");
    check.optional_id(body.card_id(), "card_id");
    check.require(!body.prepaid() || body.price_seen_credits() == 0, "a prepaid message with a price");
    check.optional_id(body.draft_id(), "draft_id");
    check.language(body.language(), "language");
}

void check_body(Checker& check, const AppealMessage& body) {
    check.id(body.message_id(), "message_id");
    check.required_text(body.text(), kMaxAppealCharacters, "text");
    check.receipt_code(body.receipt_code(), "receipt_code");
}

void check_body(Checker& check, const RequestContact& body) {
    check.id(body.contact_id(), "contact_id");
    check.required_text(body.name(), kMaxNameCharacters, "name");
    check.required_code(body.relationship(), "relationship");
    check.required_text(body.address(), kMaxNameCharacters, "address");
}

void check_body(Checker& check, const ChangeContact& body) {
    check.id(body.contact_id(), "contact_id");
    check.require(ChangeContact::Change_IsValid(body.change()) && body.change() != ChangeContact::CHANGE_UNSPECIFIED,
                  "change is unknown");
}

void check_body(Checker& check, const BuyCredits& body) {
    check.required_code(body.price_code(), "price_code");
    check.price(body.price_seen_cents(), "price_seen_cents");
    check.price(body.credits_seen(), "credits_seen");
    check.require(body.credits_seen() > 0, "credits_seen is not positive");
    check.receipt_code(body.receipt_code(), "receipt_code");
}

void check_body(Checker& check, const SaveDraft& body) {
    check.id(body.draft_id(), "draft_id");
    if (!body.remove()) return check.draft(body.draft());
    check.require(!body.has_draft(), "a draft that is removed and saved");
}

void check_body(Checker& check, const MarkRead& body) {
    check.require(!body.message_ids().empty(), "message_ids is empty");
    check.count(body.message_ids_size(), kMaxMessagesInMarkRead, "message_ids");
    for (const std::string& id : body.message_ids()) check.id(id, "message_ids");
}

void check_body(Checker& check, const SetPreferences& body) {
    check.language(body.language(), "language");
    check.range(body.text_scale_percent(), 0, 400, "text_scale_percent");
    check.range(body.reading_speed_percent(), 0, 400, "reading_speed_percent");
    check.code(body.theme(), "theme");
}

void check_command_body(Checker& check, const Command& command) {
    switch (command.body_case()) {
        case Command::kSubmitRequest:
            return check_body(check, command.submit_request());
        case Command::kWithdrawRequest:
            return check.id(command.withdraw_request().request_id(), "request_id");
        case Command::kReplyToRequest:
            return check_body(check, command.reply_to_request());
        case Command::kSendMessage:
            return check_body(check, command.send_message());
        case Command::kMarkRead:
            return check_body(check, command.mark_read());
        case Command::kSetPreferences:
            return check_body(check, command.set_preferences());
        case Command::kWithdrawMessage:
            return check.id(command.withdraw_message().message_id(), "message_id");
        case Command::kAppealMessage:
            return check_body(check, command.appeal_message());
        case Command::kRequestContact:
            return check_body(check, command.request_contact());
        case Command::kChangeContact:
            return check_body(check, command.change_contact());
        case Command::kBuyCredits:
            return check_body(check, command.buy_credits());
        case Command::kSaveDraft:
            return check_body(check, command.save_draft());
        case Command::kMoveMoney:
            return check_body(check, command.move_money());
        case Command::kSendMoney:
            return check_body(check, command.send_money());
        case Command::kWithdrawSendMoney:
            return check.id(command.withdraw_send_money().transfer_id(), "transfer_id");
        case Command::kSetSpendBrake:
            return check_body(check, command.set_spend_brake());
        case Command::kSubmitOrder:
            return check_body(check, command.submit_order());
        case Command::kCancelOrder:
            return check.id(command.cancel_order().order_id(), "order_id");
        case Command::kAcceptDelivery:
            return check_body(check, command.accept_delivery());
        case Command::kAcknowledgeNotice:
            return check.id(command.acknowledge_notice().notice_id(), "notice_id");
        case Command::kRequestPhoneNumber:
            return check_body(check, command.request_phone_number());
        case Command::kChangePhoneNumber:
            return check_body(check, command.change_phone_number());
        case Command::kBookVisit:
            return check_body(check, command.book_visit());
        case Command::kChangeVisit:
            return check_body(check, command.change_visit());
        case Command::kCancelVisit:
            return check_body(check, command.cancel_visit());
        case Command::kCheckInVisit:
            return check.id(command.check_in_visit().visit_id(), "visit_id");
        case Command::BODY_NOT_SET:
            return check.require(false, "a command without a body");
    }
}

void check_signed_command(Checker& check, const SignedCommand& command) {
    check.bytes_between(command.payload(), 1, kMaxCommandBytes, "payload");
    check.bytes_exactly(command.session_proof(), crypto::kDigestBytes, "session_proof");
    check.bytes_exactly(command.device_signature(), crypto::kSignatureBytes, "device_signature");
}

template <typename Message>
Result<Message> finish(Checker& check, Message message) {
    check.no_unknown_fields(message);
    TRY(check.status());
    return message;
}

}  // namespace

Result<EnrollRequest> parse_enroll_request(ByteView body) {
    auto message = TRY(parse_bounded<EnrollRequest>(body, kMaxSmallBodyBytes));
    Checker check;
    check.bytes_between(message.token().payload(), 1, kMaxTokenTextBytes, "token.payload");
    check.bytes_exactly(message.token().signature(), crypto::kSignatureBytes, "token.signature");
    check.required_text(message.csr_pem(), kMaxPemBytes, "csr_pem");
    check.bytes_exactly(message.signing_key(), crypto::kPublicKeyBytes, "signing_key");
    check.bytes_exactly(message.box_key(), crypto::kPublicKeyBytes, "box_key");
    check.bytes_exactly(message.proof(), crypto::kSignatureBytes, "proof");
    check.text(message.serial(), kMaxNameCharacters, "serial");
    check.text(message.version(), kMaxNameCharacters, "version");
    if (message.has_attestation()) check_attestation(check, message.attestation());
    return finish(check, std::move(message));
}

Result<RenewRequest> parse_renew_request(ByteView body) {
    auto message = TRY(parse_bounded<RenewRequest>(body, kMaxSmallBodyBytes));
    Checker check;
    check.required_text(message.csr_pem(), kMaxPemBytes, "csr_pem");
    check.bytes_exactly(message.proof(), crypto::kSignatureBytes, "proof");
    return finish(check, std::move(message));
}

Result<SignInRequest> parse_sign_in_request(ByteView body) {
    auto message = TRY(parse_bounded<SignInRequest>(body, kMaxSmallBodyBytes));
    Checker check;
    check.resident_number(message.resident_number(), "resident_number");
    check.pin(message.pin(), "pin");
    if (!message.new_pin().empty()) check.pin(message.new_pin(), "new_pin");
    const bool known = message.wish() == SignInRequest::SESSION || message.wish() == SignInRequest::QUICK_LOOK;
    if (!known) check.unsupported("a wish that this hub does not know");
    check.count(message.offline_sessions_size(), kMaxOfflineSessions, "offline_sessions");
    for (const SessionSpan& span : message.offline_sessions()) {
        check.time(span.began_ms(), "offline_sessions.began_ms");
        check.time(span.ended_ms(), "offline_sessions.ended_ms");
    }
    return finish(check, std::move(message));
}

Result<SignOutRequest> parse_sign_out_request(ByteView body) {
    auto message = TRY(parse_bounded<SignOutRequest>(body, kMaxSmallBodyBytes));
    Checker check;
    check.id(message.session_id(), "session_id");
    check.id(message.resident_id(), "resident_id");
    return finish(check, std::move(message));
}

Result<CommandBatch> parse_command_batch(ByteView body) {
    auto message = TRY(parse_bounded<CommandBatch>(body, kMaxCommandBodyBytes));
    Checker check;
    check.require(!message.commands().empty(), "an empty batch");
    check.count(message.commands_size(), kMaxCommandsInBatch, "commands");
    for (const QueuedCommand& queued : message.commands()) {
        check.id(queued.command_id(), "command_id");
        switch (queued.form_case()) {
            case QueuedCommand::kCommand:
                check_signed_command(check, queued.command());
                break;
            case QueuedCommand::kBox:
                check.bytes_between(queued.box(), crypto::kBoxOverheadBytes + 1, kMaxCommandBytes, "box");
                break;
            case QueuedCommand::FORM_NOT_SET:
                check.require(false, "a queued command without content");
                break;
        }
    }
    return finish(check, std::move(message));
}

Result<FeedRequest> parse_feed_request(ByteView body) {
    auto message = TRY(parse_bounded<FeedRequest>(body, kMaxSmallBodyBytes * 4));
    Checker check;
    check.optional_id(message.epoch(), "epoch");
    check.count(message.cursors_size(), kMaxScopes, "cursors");
    for (const ScopeCursor& cursor : message.cursors()) {
        check.scope(cursor.scope());
        check.require(cursor.seq() <= kMaxSequence, "cursor.seq is out of range");
        check.bytes_between(cursor.snapshot_after(), 0, kSnapshotTokenMaxBytes, "cursor.snapshot_after");
    }
    check.range(message.wait_ms(), 0, kMaxFeedWaitMs, "wait_ms");
    check.range(message.audit_sequence(), 0, INT64_MAX, "audit_sequence");
    if (!message.audit_head().empty()) check.bytes_exactly(message.audit_head(), crypto::kDigestBytes, "audit_head");
    check.range(message.schema(), 0, 1'000, "schema");
    return finish(check, std::move(message));
}

Result<HealthReport> parse_health_report(ByteView body) {
    auto message = TRY(parse_bounded<HealthReport>(body, kMaxSmallBodyBytes));
    Checker check;
    check.text(message.version(), kMaxNameCharacters, "version");
    check.range(message.outbox_depth(), 0, INT32_MAX, "outbox_depth");
    check.range(message.uptime_s(), 0, kMaxTimestampMs, "uptime_s");
    check.optional_time(message.clock_ms(), "clock_ms");
    check.range(message.audit_sequence(), 0, INT64_MAX, "audit_sequence");
    if (!message.audit_head().empty()) check.bytes_exactly(message.audit_head(), crypto::kDigestBytes, "audit_head");
    check.code(message.assurance(), "assurance");
    check.range(message.faults(), 0, INT32_MAX, "faults");
    check.range(message.policy_version(), 0, kMaxPolicyVersion, "policy_version");
    check.require(message.image_version().empty() || is_image_version(message.image_version()), "image_version");
    check.code(message.image_state(), "image_state");
    check_service(check, message);
    return finish(check, std::move(message));
}

Result<SignedCommand> parse_signed_command(ByteView bytes) {
    auto message = TRY(parse_bounded<SignedCommand>(bytes, kMaxCommandBytes));
    Checker check;
    check_signed_command(check, message);
    return finish(check, std::move(message));
}

Status check_command(const Command& command) {
    Checker check;
    check.id(command.id(), "id");
    check.id(command.facility_id(), "facility_id");
    check.id(command.device_id(), "device_id");
    check.id(command.resident_id(), "resident_id");
    check.time(command.made_ms(), "made_ms");
    check_command_body(check, command);
    check.no_unknown_fields(command);
    return check.status();
}

Result<Command> parse_command(ByteView payload) {
    auto message = TRY(parse_bounded<Command>(payload, kMaxCommandBytes));
    TRY(check_command(message));
    return message;
}

Result<EnrollToken> parse_enroll_token(ByteView payload) {
    auto message = TRY(parse_bounded<EnrollToken>(payload, kMaxTokenTextBytes));
    Checker check;
    check.id(message.token_id(), "token_id");
    check.id(message.facility_id(), "facility_id");
    check.id(message.unit_id(), "unit_id");
    check.required_text(message.device_name(), kMaxNameCharacters, "device_name");
    check.required_text(message.hub_address(), kMaxLineCharacters, "hub_address");
    check.bytes_exactly(message.hub_ca_sha256(), kSha256Bytes, "hub_ca_sha256");
    check.bytes_exactly(message.root_key(), crypto::kPublicKeyBytes, "root_key");
    check.time(message.not_after_ms(), "not_after_ms");
    check.code(message.kind(), "kind");
    return finish(check, std::move(message));
}

Result<KeyStatement> parse_key_statement(ByteView payload) {
    auto message = TRY(parse_bounded<KeyStatement>(payload, kMaxTokenTextBytes));
    Checker check;
    check.id(message.facility_id(), "facility_id");
    check.require(
        KeyStatement::Purpose_IsValid(message.purpose()) && message.purpose() != KeyStatement::PURPOSE_UNSPECIFIED,
        "purpose is unknown");
    check.bytes_exactly(message.signing_key(), crypto::kPublicKeyBytes, "signing_key");
    if (message.purpose() == KeyStatement::HUB)
        check.bytes_exactly(message.box_key(), crypto::kPublicKeyBytes, "box_key");
    if (!message.serial().empty()) check.bytes_exactly(message.serial(), kTechnicianSerialBytes, "serial");
    check.time(message.not_before_ms(), "not_before_ms");
    check.time(message.not_after_ms(), "not_after_ms");
    check.require(message.not_before_ms() < message.not_after_ms(), "not_after_ms is before not_before_ms");
    check.text(message.name(), kMaxNameCharacters, "name");
    return finish(check, std::move(message));
}

}  // namespace dayroom::wire
