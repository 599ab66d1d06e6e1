#include "platform/facility/commands/processor.h"

#include <future>
#include <unordered_set>

#include "platform/base/crash_point.h"
#include "platform/crypto/hash.h"
#include "platform/crypto/labels.h"
#include "platform/facility/commands/checked.h"
#include "platform/wire/check.h"
#include "platform/wire/seal.h"

namespace dayroom::facility {
namespace {

/// Residents whose proof keys are kept in memory; then the memory begins anew.
constexpr std::size_t kProofKeys = 4'096;

bool is_infrastructure(const Error& error) {
    return error.code == ErrorCode::kUnavailable || error.code == ErrorCode::kTimeout || error.code == ErrorCode::kIo ||
           error.code == ErrorCode::kCorrupt;
}

void set_declined(wire::Outcome& outcome, const Error& error) {
    outcome.set_result(wire::Outcome::DECLINED);
    outcome.set_code(error.text_key.empty() ? to_string(error.code) : error.text_key);
    outcome.clear_receipt_code();
}

void set_retry(wire::Outcome& outcome) {
    outcome.set_result(wire::Outcome::RETRY);
    outcome.clear_code();
    outcome.clear_receipt_code();
}

}  // namespace

struct CommandProcessor::Batch {
    CommandDevice device;
    std::vector<std::optional<Checked>> commands;  // nothing: refused by check()
    wire::OutcomeBatch outcomes;                   // one a command
    Done done;
};

CommandProcessor::CommandProcessor(const Context& context, Writer& writer, const crypto::BoxKey& box,
                                   const Services& services)
    : context_(context), writer_(writer), box_(box), services_(services) {}

Result<CommandProcessor::Checked> CommandProcessor::check(const CommandDevice& device,
                                                          const wire::QueuedCommand& queued) const {
    Checked checked;
    checked.signed_command = TRY(wire::open_queued(queued, box_));
    TRY(wire::verify_device_signature(checked.signed_command, device.signing_key));
    const ByteView payload = as_bytes(checked.signed_command.payload());
    checked.command = TRY(wire::parse_command(payload));
    if (checked.command.id() != queued.command_id()) return Error(ErrorCode::kInvalid, "the command has another id");
    if (checked.command.facility_id() != context_.facility.raw() || checked.command.device_id() != device.id.raw()) {
        return Error(ErrorCode::kDenied, "the command was made for another facility or on another terminal");
    }
    checked.id = TRY(CommandId::from_bytes(std::string_view(checked.command.id())));
    checked.resident = TRY(ResidentId::from_bytes(std::string_view(checked.command.resident_id())));
    checked.made = Timestamp::from_ms(checked.command.made_ms());
    checked.content = crypto::blake2b(payload);
    return checked;
}

void CommandProcessor::run(const CommandDevice& device, const wire::CommandBatch& batch, Done done) {
    auto work = std::make_shared<Batch>();
    work->device = device;
    work->done = std::move(done);
    bool any = false;
    for (const wire::QueuedCommand& queued : batch.commands()) {
        wire::Outcome& outcome = *work->outcomes.add_outcomes();
        outcome.set_command_id(queued.command_id());
        auto checked = check(device, queued);
        if (!checked.ok()) {
            set_declined(outcome, checked.error());
            work->commands.emplace_back();
            continue;
        }
        set_retry(outcome);
        work->commands.emplace_back(checked.take());
        any = true;
    }
    const auto answer = [this, work] {
        work->outcomes.set_now_ms(context_.clock->now().ms());
        work->done(std::move(work->outcomes));
    };
    if (!any) return answer();
    Status queued = writer_.submit(
        Actor::system(), [this, work](Work& unit) { return run_batch(unit, *work); },
        [work, answer](Status status) {
            for (int i = 0; !status.ok() && i < work->outcomes.outcomes_size(); ++i) {
                if (work->commands[static_cast<std::size_t>(i)]) set_retry(*work->outcomes.mutable_outcomes(i));
            }
            if (status.ok()) crash_point(kCrashCommitted);
            answer();
        });
    if (!queued.ok()) answer();
}

wire::OutcomeBatch CommandProcessor::run_and_wait(const CommandDevice& device, const wire::CommandBatch& batch) {
    std::promise<wire::OutcomeBatch> promise;
    auto outcome = promise.get_future();
    run(device, batch, [&promise](wire::OutcomeBatch outcomes) { promise.set_value(std::move(outcomes)); });
    return outcome.get();
}

Status CommandProcessor::run_batch(Work& work, Batch& batch) {
    std::unordered_set<ResidentId> waiting;  // residents whose earlier command of this batch has to be sent again
    for (std::size_t i = 0; i < batch.commands.size(); ++i) {
        if (!batch.commands[i]) continue;
        const Checked& command = *batch.commands[i];
        wire::Outcome& outcome = *batch.outcomes.mutable_outcomes(static_cast<int>(i));
        if (waiting.contains(command.resident)) {
            set_retry(outcome);
            continue;
        }
        const std::size_t mark = work.mark();
        auto part = TRY(database::Savepoint::begin(work.db()));
        Status decided = decide(work, batch.device, command, outcome);
        if (decided.ok()) decided = part.release();
        if (decided.ok()) continue;
        if (!work.db().in_transaction()) return decided;
        TRY(part.rollback());
        work.forget_after(mark);
        set_retry(outcome);
        waiting.insert(command.resident);
    }
    crash_point(kCrashBeforeCommit);
    return {};
}

Status CommandProcessor::decide(Work& work, const CommandDevice& device, const Checked& command,
                                wire::Outcome& outcome) {
    if (TRY(repeated(work, command, outcome))) return {};
    Status status = authorise(work, device, command);
    if (!status.ok() && status.error().code == ErrorCode::kUnauthenticated) {
        set_declined(outcome, status.error());
        return work.audit(record::Event::kCommandRefused, command.id, outcome.code(), record::Outcome::kRefused);
    }
    outcome.set_result(wire::Outcome::DONE);
    if (status.ok()) {
        const std::size_t mark = work.mark();
        auto body = TRY(database::Savepoint::begin(work.db()));
        status = run_body(work, command, outcome);
        if (status.ok()) {
            TRY(body.release());
        } else {
            if (!work.db().in_transaction()) return status;
            TRY(body.rollback());
            work.forget_after(mark);
        }
    }
    if (!status.ok()) {
        if (is_infrastructure(status.error())) return status;
        set_declined(outcome, status.error());
        TRY(work.audit(record::Event::kCommandDeclined, command.id, outcome.code(), record::Outcome::kRefused));
    }
    return is_kept(command.command) ? keep(work, command, outcome) : Status();
}

Result<bool> CommandProcessor::repeated(Work& work, const Checked& command, wire::Outcome& outcome) {
    bool known = false;
    bool same = false;
    TRY(work.db().each(
        "SELECT content, result, code, receipt_code FROM command_outcome WHERE id = $1",
        [&](const database::Row& row) {
            known = true;
            same = row.array<crypto::kDigestBytes>(0) == command.content;
            outcome.set_result(static_cast<wire::Outcome::Result>(row.integer(1)));
            outcome.set_code(row.string(2));
            outcome.set_receipt_code(row.string(3));
        },
        command.id));
    if (!known) return false;
    if (same) {
        outcome.set_repeat(true);
    } else {
        set_declined(outcome, Error(ErrorCode::kConflict, "this id was used for another command", decline::kContent));
        TRY(work.audit(record::Event::kCommandRefused, command.id, outcome.code(), record::Outcome::kRefused));
    }
    return true;
}

Status CommandProcessor::authorise(Work& work, const CommandDevice& device, const Checked& command) {
    struct Found {
        UnitId unit;
        bool here;
        Bytes vault_public;
    };
    const auto found = TRY(work.db().first(
        "SELECT unit, state, vault_public_key FROM resident WHERE id = $1",
        [](const database::Row& row) {
            return Found{row.id<UnitId>(0), row.integer(1) == 1, Bytes(row.bytes(2).begin(), row.bytes(2).end())};
        },
        command.resident));
    if (!found) return Error(ErrorCode::kUnauthenticated, "no such resident", decline::kNotHere);
    auto known = proof_keys_.find(command.resident);
    if (known == proof_keys_.end() || known->second.vault_public != found->vault_public) {
        if (proof_keys_.size() >= kProofKeys) proof_keys_.clear();
        auto key = TRY(work.db().first(
            "SELECT vault_key FROM resident WHERE id = $1",
            [](const database::Row& row) {
                return crypto::derive_key(Secret::copy_of(row.bytes(0)), crypto::kLabelCommand);
            },
            command.resident));
        known = proof_keys_.insert_or_assign(command.resident, ProofKey{found->vault_public, std::move(*key)}).first;
    }
    if (!wire::verify_session_proof(command.signed_command, known->second.key).ok()) {
        return Error(ErrorCode::kUnauthenticated, "the session proof is not this resident's", decline::kProof);
    }
    if (!found->here || found->unit != device.unit) {
        return Error(ErrorCode::kDenied, "the resident is not in this terminal's unit", decline::kNotHere);
    }
    if (command.made > work.now() + kCommandFuture || command.made < work.now() - kCommandOldest) {
        return Error(ErrorCode::kInvalid, "the command was made outside the times that are believed", decline::kClock);
    }
    return {};
}

Status CommandProcessor::keep(Work& work, const Checked& command, const wire::Outcome& outcome) {
    return work.db().run(
        "INSERT INTO command_outcome (id, content, resident, device, result, code, receipt_code, at_ms) "
        "VALUES ($1, $2, $3, $4, $5, $6, $7, $8)",
        command.id, command.content, command.resident, database::blob(command.command.device_id()),
        static_cast<int>(outcome.result()), outcome.code(), outcome.receipt_code(), work.now());
}

}  // namespace dayroom::facility
