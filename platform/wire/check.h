// Bytes from outside → checked messages. Each function looks at the size first, then parses, then checks every field:
// strict UTF-8, counts, lengths, 16-byte ids, known enums, amounts and times in range. Limits: limits.h. Errors:
// kTooLarge (size or count), kInvalid (anything else), kUnsupported (a Record of a kind or state that this program does
// not know).
//
// Unknown fields are refused in everything that asks the hub to do something (a sender that says more than the hub
// understands must not be half understood). In what the hub sends they are kept and ignored, so that hubs may be newer
// than terminals.
#pragma once

#include "platform/base/bytes.h"
#include "platform/base/result.h"
#include "platform/wire/dayroom.pb.h"
#include "platform/wire/limits.h"

namespace dayroom::wire {

// To the hub: strict.
Result<EnrollRequest> parse_enroll_request(ByteView body);
Result<RenewRequest> parse_renew_request(ByteView body);
Result<SignInRequest> parse_sign_in_request(ByteView body);
Result<SignOutRequest> parse_sign_out_request(ByteView body);
Result<CommandBatch> parse_command_batch(ByteView body);  // shape of the batch; each command by parse_command
Result<FeedRequest> parse_feed_request(ByteView body);
Result<HealthReport> parse_health_report(ByteView body);
Result<PreaDelivery> parse_prea_delivery(ByteView body);
/// What a box held.
Result<SignedCommand> parse_signed_command(ByteView bytes);
/// SignedCommand.payload. The facility's own message limit and the receipt code's check character are the hub's to
/// check.
Result<Command> parse_command(ByteView payload);
Result<EnrollToken> parse_enroll_token(ByteView payload);
Result<KeyStatement> parse_key_statement(ByteView payload);
Result<PreaReport> parse_prea_report(ByteView plain);  // the outside body's

// To the terminal: unknown fields are kept and ignored.
Result<EnrollResponse> parse_enroll_response(ByteView body);
Result<AttestResponse> parse_attest_response(ByteView body);
Result<RenewResponse> parse_renew_response(ByteView body);
Result<SignInResponse> parse_sign_in_response(ByteView body);
Result<OutcomeBatch> parse_outcome_batch(ByteView body);
/// Shape only; items and records by open_item (seal.h).
Result<FeedResponse> parse_feed_response(ByteView body);
Result<HealthReply> parse_health_reply(ByteView body);
Result<PreaReceived> parse_prea_received(ByteView body);
Result<PreaStatement> parse_prea_statement(ByteView payload);                  // its signature: prea.h
Result<TechnicianRevocations> parse_technician_revocations(ByteView payload);  // its signature: technician.h
Result<TechnicianFile> parse_technician_file(ByteView bytes);
Result<PreaAnswerText> parse_prea_answer_text(ByteView plain);
Result<Problem> parse_problem(ByteView body);
Result<Item> parse_item(ByteView bytes);
Result<Record> parse_record(ByteView bytes);

/// The checks alone, for what was built here: the hub calls it before it releases a record.
Status check_record(const Record& record);
Status check_command(const Command& command);

/// "message", "balances" …; "" for no body.
std::string kind_name(Record::BodyCase kind);
/// Facility, prices, form, notice, message: worth nothing without the hub's seal.
bool must_be_sealed(Record::BodyCase kind);
/// Which scope a kind may stand in.
bool allowed_in(Record::BodyCase kind, ScopeKind scope);

}  // namespace dayroom::wire
