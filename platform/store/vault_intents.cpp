// Vault: intents, from the person's hand to the hub's outcome.
#include "platform/crypto/hash.h"
#include "platform/store/vault.h"
#include "platform/store/vault_schema.h"
#include "platform/store/vault_writer.h"
#include "platform/wire/check.h"

namespace dayroom::store {

using database::blob;

namespace {

constexpr std::string_view kIntentColumnsSql = "SELECT body, state, refusal, reserved FROM intent ";

Result<SavedIntent> read_intent(const database::Row& row) {
    SavedIntent out;
    out.command = TRY(parse_kept<wire::Command>(row.bytes(0)));
    const int state = row.small(1);
    out.state = state == kIntentUndecided ? "queued" : state == kIntentRefused ? "refused" : "done";
    out.refusal_code = row.string(2);
    out.reserved = row.cents(3);
    return out;
}

// What a repeat under the same nonce must agree in: everything but what is made anew each time.
crypto::Digest content_of(const wire::Command& command) {
    wire::Command same = command;
    same.clear_id();
    same.clear_made_ms();
    if (same.has_submit_request()) {
        same.mutable_submit_request()->clear_request_id();
        same.mutable_submit_request()->clear_receipt_code();
    }
    if (same.has_send_message()) {
        same.mutable_send_message()->clear_message_id();
        same.mutable_send_message()->clear_receipt_code();
    }
    if (same.has_appeal_message()) same.mutable_appeal_message()->clear_receipt_code();
    if (same.has_request_contact()) same.mutable_request_contact()->clear_contact_id();
    if (same.has_request_phone_number()) same.mutable_request_phone_number()->clear_number_id();
    if (same.has_book_visit()) {
        same.mutable_book_visit()->clear_visit_id();
        same.mutable_book_visit()->clear_receipt_code();
    }
    if (same.has_buy_credits()) same.mutable_buy_credits()->clear_receipt_code();
    if (same.has_move_money()) {
        same.mutable_move_money()->clear_transfer_id();
        same.mutable_move_money()->clear_receipt_code();
    }
    if (same.has_send_money()) {
        same.mutable_send_money()->clear_transfer_id();
        same.mutable_send_money()->clear_receipt_code();
    }
    if (same.has_submit_order()) {
        if (same.submit_order().replaces_revision() == 0) same.mutable_submit_order()->clear_order_id();
        same.mutable_submit_order()->clear_receipt_code();
    }
    return crypto::blake2b(as_bytes(same.SerializeAsString()));
}

/// The thing that the feed will name when the command was run; empty when it leaves no such trace.
std::string entity_of(const wire::Command& command) {
    switch (command.body_case()) {
        case wire::Command::kSubmitRequest:
            return command.submit_request().request_id();
        case wire::Command::kWithdrawRequest:
            return command.withdraw_request().request_id();
        case wire::Command::kReplyToRequest:
            return command.reply_to_request().request_id();
        case wire::Command::kSendMessage:
            return command.send_message().message_id();
        case wire::Command::kWithdrawMessage:
            return command.withdraw_message().message_id();
        case wire::Command::kAppealMessage:
            return command.appeal_message().message_id();
        case wire::Command::kRequestContact:
            return command.request_contact().contact_id();
        case wire::Command::kChangeContact:
            return command.change_contact().contact_id();
        case wire::Command::kRequestPhoneNumber:
            return command.request_phone_number().number_id();
        case wire::Command::kChangePhoneNumber:
            return command.change_phone_number().number_id();
        case wire::Command::kBookVisit:
            return command.book_visit().visit_id();
        case wire::Command::kChangeVisit:
            return command.change_visit().visit_id();
        case wire::Command::kCancelVisit:
            return command.cancel_visit().visit_id();
        case wire::Command::kCheckInVisit:
            return command.check_in_visit().visit_id();
        case wire::Command::kBuyCredits:
            return command.id();  // its line of the statement
        case wire::Command::kMoveMoney:
            return command.move_money().transfer_id();  // and theirs
        case wire::Command::kSendMoney:
            return command.send_money().transfer_id();
        case wire::Command::kWithdrawSendMoney:
            return command.withdraw_send_money().transfer_id();
        case wire::Command::kSubmitOrder:
            return command.submit_order().order_id();
        case wire::Command::kCancelOrder:
            return command.cancel_order().order_id();
        case wire::Command::kAcceptDelivery:
            return command.accept_delivery().order_id();
        case wire::Command::kAcknowledgeNotice:
            return command.id();  // its receipt
        default:
            return {};
    }
}

}  // namespace

bool makes_a_thing(const wire::Command& command) {
    switch (command.body_case()) {
        case wire::Command::kSubmitRequest:
        case wire::Command::kSendMessage:
        case wire::Command::kRequestContact:
        case wire::Command::kRequestPhoneNumber:
        case wire::Command::kBookVisit:
        case wire::Command::kBuyCredits:
        case wire::Command::kAcknowledgeNotice:
        case wire::Command::kMoveMoney:
        case wire::Command::kSendMoney:
            return true;
        case wire::Command::kSubmitOrder:
            return command.submit_order().replaces_revision() == 0;
        default:
            return false;
    }
}

Result<std::optional<wire::Command>> Vault::saved_under(ByteView nonce) {
    std::optional<wire::Command> first;
    TRY(connection_->each(
        "SELECT body FROM intent WHERE nonce=$1",
        [&](const database::Row& row) -> Status {
            first = TRY(parse_kept<wire::Command>(row.bytes(0)));
            return {};
        },
        nonce));
    return first;
}

Result<std::optional<CommandId>> Vault::undecided(const std::string& entity, wire::Command::BodyCase kind) {
    return connection_->first(
        "SELECT command FROM intent WHERE entity=$1 AND kind=$2 AND state=$3",
        [](const database::Row& row) { return row.id<CommandId>(0); }, blob(entity), static_cast<int>(kind),
        kIntentUndecided);
}

Result<std::optional<wire::Command>> Vault::newest_undecided(wire::Command::BodyCase kind) {
    std::optional<wire::Command> found;
    TRY(connection_->each(
        "SELECT body FROM intent WHERE kind=$1 AND state=$2 ORDER BY rowid DESC LIMIT 1",
        [&](const database::Row& row) -> Status {
            found = TRY(parse_kept<wire::Command>(row.bytes(0)));
            return {};
        },
        static_cast<int>(kind), kIntentUndecided));
    return found;
}

Result<wire::Command> Vault::save_intent(const Intent& intent) {
    const wire::Command& command = intent.command;
    TRY(wire::check_command(command));
    if (command.resident_id() != place_.resident.raw())
        return Error(ErrorCode::kDenied, "an intent of another resident");
    const crypto::Digest content = content_of(command);
    if (!intent.nonce.empty()) {
        auto first = TRY(saved_under(intent.nonce));
        if (first && !crypto::same(content_of(*first), content))
            return Error(ErrorCode::kConflict, "this nonce was used for something else");
        if (first) return std::move(*first);
    }
    const auto undecided = TRY(connection_->number("SELECT count(*) FROM intent WHERE state=$1", kIntentUndecided));
    if (undecided >= kMaxIntents)
        return Error(ErrorCode::kUnavailable, "too many things wait to be sent", "outbox_full");

    const std::string entity = entity_of(command);
    TRY(write([&](VaultWriter& writer) -> Status {
        const std::int64_t seen = entity.empty() ? kVersionHere : TRY(writer.version_of(entity));
        TRY(connection_->run(
            "INSERT INTO intent(command, entity, nonce, content, made_ms, kind, makes, reserved, reserved_credits, "
            "seen_version, state, body) VALUES($1,$2,$3,$4,$5,$6,$7,$8,$9,$10,$11,$12)",
            blob(command.id()), entity.empty() ? database::Value(std::nullopt) : blob(entity),
            intent.nonce.empty() ? database::Value(std::nullopt) : database::Value(intent.nonce), content,
            command.made_ms(), static_cast<int>(command.body_case()), makes_a_thing(command), intent.reserved,
            intent.reserved_credits, seen, kIntentUndecided, blob(command.SerializeAsString())));
        TRY(writer.show_queued(command));
        if (intent.draft_key.empty()) return {};
        const auto made = Timestamp::from_ms(command.made_ms());
        return intent.command_names_draft ? writer.forget_sent_draft(intent.draft_key, made)
                                          : writer.save_draft(intent.draft_key, {}, made);
    }));
    return command;
}

Result<std::optional<SavedIntent>> Vault::intent(const CommandId& id) {
    std::optional<SavedIntent> found;
    TRY(connection_->each(
        std::string(kIntentColumnsSql) + "WHERE command=$1",
        [&](const database::Row& row) -> Status {
            found = TRY(read_intent(row));
            return {};
        },
        id));
    return found;
}

Result<std::vector<SavedIntent>> Vault::undecided_intents() {
    std::vector<SavedIntent> out;
    TRY(connection_->each(
        std::string(kIntentColumnsSql) + "WHERE state=$1 ORDER BY made_ms, command",
        [&](const database::Row& row) -> Status {
            out.push_back(TRY(read_intent(row)));
            return {};
        },
        kIntentUndecided));
    return out;
}

Status Vault::note_outcome(const wire::Outcome& outcome) {
    const auto id = TRY(CommandId::from_bytes(outcome.command_id()));
    const auto held = TRY(intent(id));
    if (!held || held->state != "queued" || outcome.result() == wire::Outcome::RETRY) return {};
    return write([&](VaultWriter& writer) -> Status {
        if (outcome.result() != wire::Outcome::DONE) return writer.refuse(held->command, outcome.code());
        return writer.note_done(held->command, makes_a_thing(held->command));
    });
}

}  // namespace dayroom::store
