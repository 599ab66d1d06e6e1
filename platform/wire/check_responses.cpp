// What the hub answers. Fields of a newer hub are kept and ignored.
#include "platform/attestation/word.h"
#include "platform/crypto/keys.h"
#include "platform/wire/check.h"
#include "platform/wire/checker.h"
#include "platform/wire/parse.h"

namespace dayroom::wire {
namespace {

void check_change(Checker& check, const Change& change, const FeedPage& page) {
    check.id(change.id(), "change.id");
    check.require(change.seq() <= page.to_seq(), "change.seq is beyond the page");
    if (page.kind() == FeedPage::CHANGES)
        check.require(change.seq() > page.from_seq(), "change.seq is before the page");
    if (change.removed()) return check.require(change.body_case() == Change::BODY_NOT_SET, "a removal with a body");
    if (page.scope().kind() == RESIDENT) {
        check.require(change.body_case() == Change::kEnvelope, "a change of a resident's scope without an envelope");
        check.bytes_between(change.envelope(), crypto::kBoxOverheadBytes + 1, kMaxEnvelopeBytes, "change.envelope");
    } else {
        check.require(change.body_case() == Change::kItem, "a change without an item");
    }
}

void check_page(Checker& check, const FeedPage& page) {
    check.scope(page.scope());
    check.require(FeedPage::Kind_IsValid(page.kind()), "page.kind is unknown");
    check.require(page.from_seq() <= kMaxSequence && page.to_seq() <= kMaxSequence, "a sequence is out of range");
    check.count(page.changes_size(), kMaxChangesInPage, "changes");
    check.bytes_between(page.snapshot_token(), 0, kSnapshotTokenMaxBytes, "snapshot_token");
    if (page.kind() == FeedPage::CHANGES) check.require(page.from_seq() <= page.to_seq(), "a page that goes backwards");
    if (page.kind() == FeedPage::SNAPSHOT && !page.last())
        check.require(!page.snapshot_token().empty(), "a snapshot page that cannot go on");
    for (const Change& change : page.changes()) check_change(check, change, page);
}

template <typename Message>
Result<Message> finish_response(const Checker& check, Message message) {
    TRY(check.status());
    return message;
}

}  // namespace

Result<EnrollResponse> parse_enroll_response(ByteView body) {
    auto message = TRY(parse_bounded<EnrollResponse>(body, 4 * kMaxSmallBodyBytes));
    Checker check;
    check.id(message.device_id(), "device_id");
    check.required_text(message.certificate_pem(), kMaxPemBytes, "certificate_pem");
    check.required_text(message.ca_pem(), kMaxPemBytes, "ca_pem");
    check.bytes_between(message.hub_key().payload(), 1, kMaxTokenTextBytes, "hub_key.payload");
    check.bytes_exactly(message.hub_key().signature(), crypto::kSignatureBytes, "hub_key.signature");
    check.time(message.now_ms(), "now_ms");
    check.code(message.attested(), "attested");
    check.code(message.attested_why(), "attested_why");
    return finish_response(check, std::move(message));
}

Result<AttestResponse> parse_attest_response(ByteView body) {
    auto message = TRY(parse_bounded<AttestResponse>(body, kMaxSmallBodyBytes));
    Checker check;
    check.bytes_between(message.credential(), 1, attestation::kMaxStructureBytes, "credential");
    check.bytes_between(message.secret(), 1, attestation::kMaxStructureBytes, "secret");
    check.bytes_exactly(message.nonce(), attestation::kSecretBytes, "nonce");
    check.bytes_between(message.ticket(), 1, attestation::kMaxTicketBytes, "ticket");
    return finish_response(check, std::move(message));
}

Result<RenewResponse> parse_renew_response(ByteView body) {
    auto message = TRY(parse_bounded<RenewResponse>(body, kMaxSmallBodyBytes));
    Checker check;
    check.required_text(message.certificate_pem(), kMaxPemBytes, "certificate_pem");
    check.time(message.now_ms(), "now_ms");
    return finish_response(check, std::move(message));
}

Result<SignInResponse> parse_sign_in_response(ByteView body) {
    auto message = TRY(parse_bounded<SignInResponse>(body, kMaxSmallBodyBytes));
    Checker check;
    check.require(
        SignInResponse::Result_IsValid(message.result()) && message.result() != SignInResponse::SIGN_IN_UNSPECIFIED,
        "result is unknown");
    if (message.result() == SignInResponse::SIGNED_IN) {
        check.id(message.session_id(), "session_id");
        check.id(message.resident_id(), "resident_id");
        check.bytes_exactly(message.vault_key_box(), kKeyBytes + crypto::kBoxOverheadBytes, "vault_key_box");
        check.bytes_exactly(message.vault_public_key(), crypto::kPublicKeyBytes, "vault_public_key");
    }
    check.range(message.attempts_left(), 0, 100, "attempts_left");
    check.optional_time(message.locked_until_ms(), "locked_until_ms");
    check.optional_time(message.last_sign_in_ms(), "last_sign_in_ms");
    check.text(message.last_sign_in_place(), kMaxNameCharacters, "last_sign_in_place");
    check.time(message.now_ms(), "now_ms");
    return finish_response(check, std::move(message));
}

Result<OutcomeBatch> parse_outcome_batch(ByteView body) {
    auto message = TRY(parse_bounded<OutcomeBatch>(body, kMaxCommandBodyBytes));
    Checker check;
    check.count(message.outcomes_size(), kMaxCommandsInBatch, "outcomes");
    for (const Outcome& outcome : message.outcomes()) {
        check.id(outcome.command_id(), "command_id");
        check.require(Outcome::Result_IsValid(outcome.result()) && outcome.result() != Outcome::RESULT_UNSPECIFIED,
                      "result is unknown");
        check.code(outcome.code(), "code");
        check.receipt_code(outcome.receipt_code(), "receipt_code");
    }
    check.time(message.now_ms(), "now_ms");
    return finish_response(check, std::move(message));
}

Result<FeedResponse> parse_feed_response(ByteView body) {
    auto message = TRY(parse_bounded<FeedResponse>(body, kMaxFeedBodyBytes));
    Checker check;
    check.id(message.epoch(), "epoch");
    check.time(message.now_ms(), "now_ms");
    check.count(message.scopes_size(), kMaxScopes, "scopes");
    for (const Scope& scope : message.scopes()) check.scope(scope);
    check.count(message.pages_size(), kMaxPagesInResponse, "pages");
    for (const FeedPage& page : message.pages()) check_page(check, page);
    return finish_response(check, std::move(message));
}

Result<HealthReply> parse_health_reply(ByteView body) {
    auto message = TRY(parse_bounded<HealthReply>(body, kMaxSmallBodyBytes));
    Checker check;
    check.time(message.now_ms(), "now_ms");
    return finish_response(check, std::move(message));
}

Result<Problem> parse_problem(ByteView body) {
    auto message = TRY(parse_bounded<Problem>(body, kMaxSmallBodyBytes));
    Checker check;
    check.required_code(message.code(), "code");
    check.text(message.detail(), kMaxLineCharacters, "detail");
    return finish_response(check, std::move(message));
}

Result<Item> parse_item(ByteView bytes) {
    auto message = TRY(parse_bounded<Item>(bytes, kMaxRecordBytes + 512));
    Checker check;
    check.require(message.form_case() != Item::FORM_NOT_SET, "an item without content");
    return finish_response(check, std::move(message));
}

}  // namespace dayroom::wire
