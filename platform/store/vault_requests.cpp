// Vault: requests, and the intents that become them.
#include "platform/crypto/hash.h"
#include "platform/store/page.h"
#include "platform/store/vault.h"
#include "platform/store/vault_schema.h"
#include "platform/store/vault_writer.h"
#include "platform/wire/check.h"
#include "platform/wire/names.h"

namespace dayroom::store {

using database::blob;

namespace {

constexpr std::string_view kRequestColumns = "SELECT id, state, seen, refusal, body FROM request ";
constexpr std::string_view kIntentColumnsSql = "SELECT body, state, refusal, reserved FROM intent ";

std::string state_word(int state) {
    if (state == kStateQueuedHere) return "queued";
    if (state == kStateRefused) return "refused";
    return wire::name_of(static_cast<wire::Request::State>(state));
}

Result<RequestView> read_request(const database::Row& row) {
    RequestView view;
    view.id = row.id<RequestId>(0);
    view.state = state_word(row.small(1));
    view.answer_unread = !row.flag(2);
    view.refusal_code = row.string(3);
    view.request = TRY(parse_kept<wire::Request>(row.bytes(4)));
    return view;
}

Result<SavedIntent> read_intent(const database::Row& row) {
    SavedIntent out;
    out.command = TRY(parse_kept<wire::Command>(row.bytes(0)));
    const int state = row.small(1);
    out.state = state == kIntentUndecided ? "queued" : state == kIntentRefused ? "refused" : "done";
    out.refusal_code = row.string(2);
    out.reserved = row.cents(3);
    return out;
}

// The thing that the feed will name when the command was run; nothing when it leaves no such trace.
std::optional<std::string> entity_of(const wire::Command& command) {
    if (command.has_submit_request()) return command.submit_request().request_id();
    if (command.has_send_message()) return command.send_message().message_id();
    return std::nullopt;
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
    return crypto::blake2b(as_bytes(same.SerializeAsString()));
}

}  // namespace

Result<RequestsView> Vault::requests(PageRange range) {
    const PageRange page = clamped(range);
    RequestsView out;
    out.total = static_cast<int>(TRY(connection_->number("SELECT count(*) FROM request")));
    TRY(connection_->each(
        std::string(kRequestColumns) + "ORDER BY submitted_ms DESC, id DESC LIMIT $1 OFFSET $2",
        [&](const database::Row& row) -> Status {
            out.requests.push_back(TRY(read_request(row)));
            return {};
        },
        page.count, page.offset));
    return out;
}

Result<std::optional<RequestView>> Vault::request(const RequestId& id) {
    std::optional<RequestView> found;
    TRY(connection_->each(
        std::string(kRequestColumns) + "WHERE id=$1",
        [&](const database::Row& row) -> Status {
            found = TRY(read_request(row));
            return {};
        },
        id));
    return found;
}

Status Vault::mark_request_seen(const RequestId& id) {
    TRY(connection_->run("UPDATE request SET seen=1 WHERE id=$1 AND seen=0", id));
    if (connection_->changes() > 0) ++stamps_.requests;
    return {};
}

Result<wire::Command> Vault::save_intent(const Intent& intent) {
    const wire::Command& command = intent.command;
    TRY(wire::check_command(command));
    if (command.resident_id() != place_.resident.raw())
        return Error(ErrorCode::kDenied, "an intent of another resident");
    const crypto::Digest content = content_of(command);
    if (!intent.nonce.empty()) {
        std::optional<wire::Command> first;
        TRY(connection_->each(
            "SELECT body, content FROM intent WHERE nonce=$1",
            [&](const database::Row& row) -> Status {
                if (!crypto::same(row.bytes(1), content))
                    return Error(ErrorCode::kConflict, "this nonce was used for something else");
                first = TRY(parse_kept<wire::Command>(row.bytes(0)));
                return {};
            },
            intent.nonce));
        if (first) return std::move(*first);
    }
    const auto undecided = TRY(connection_->number("SELECT count(*) FROM intent WHERE state=$1", kIntentUndecided));
    if (undecided >= kMaxIntents) return Error(ErrorCode::kUnavailable, "too many things wait to be sent");

    VaultWriter writer(*this);
    auto transaction = TRY(database::Transaction::begin(*connection_));
    const auto entity = entity_of(command);
    TRY(
        connection_->run("INSERT INTO intent(command, entity, nonce, content, made_ms, kind, reserved, state, body) "
                         "VALUES($1,$2,$3,$4,$5,$6,$7,$8,$9)",
                         blob(command.id()), entity ? blob(*entity) : database::Value(std::nullopt),
                         intent.nonce.empty() ? database::Value(std::nullopt) : database::Value(intent.nonce), content,
                         command.made_ms(), static_cast<int>(command.body_case()), intent.reserved, kIntentUndecided,
                         blob(command.SerializeAsString())));
    TRY(writer.show_queued(command));
    TRY(writer.finish());
    TRY(transaction.commit());
    writer.raise_stamps();
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
    VaultWriter writer(*this);
    auto transaction = TRY(database::Transaction::begin(*connection_));
    const bool visible = entity_of(held->command).has_value();
    if (!visible) {
        TRY(connection_->run("DELETE FROM intent WHERE command=$1", id));
    } else if (outcome.result() == wire::Outcome::DONE) {
        TRY(connection_->run("UPDATE intent SET state=$2 WHERE command=$1", id, kIntentDone));
    } else {
        TRY(connection_->run("UPDATE intent SET state=$2, refusal=$3 WHERE command=$1", id, kIntentRefused,
                             outcome.code()));
        TRY(writer.show_refused(held->command, outcome.code()));
    }
    TRY(writer.finish());
    TRY(transaction.commit());
    writer.raise_stamps();
    return {};
}

}  // namespace dayroom::store
