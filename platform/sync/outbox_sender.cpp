#include "platform/sync/outbox_sender.h"

#include "platform/base/crash_point.h"
#include "platform/wire/limits.h"

namespace dayroom::sync {
namespace {

std::vector<CommandId> ids_of(const wire::CommandBatch& batch) {
    std::vector<CommandId> ids;
    for (const auto& command : batch.commands()) {
        auto id = CommandId::from_bytes(command.command_id());
        if (id.ok()) ids.push_back(id.take());
    }
    return ids;
}

bool names(const wire::CommandBatch& batch, const std::string& id) {
    for (const auto& command : batch.commands()) {
        if (command.command_id() == id) return true;
    }
    return false;
}

}  // namespace

Result<wire::CommandBatch> OutboxSender::next_batch() {
    wire::CommandBatch batch;
    const std::lock_guard lock(store_.mutex);
    const int limit = most_in_batch_ > 0 ? most_in_batch_ : wire::kMaxCommandsInBatch;
    std::size_t bytes = 0;
    for (auto& command : TRY(store_.device->outbox().to_send(limit))) {
        bytes += command.ByteSizeLong() + 8;
        if (bytes > kBatchBytes && batch.commands_size() > 0) break;
        *batch.add_commands() = std::move(command);
    }
    if (batch.commands_size() == 0) {
        TRY(store_.device->outbox().purge(clock_.now()));
    } else {
        TRY(store_.device->outbox().mark_sent(ids_of(batch)));
    }
    return batch;
}

Milliseconds OutboxSender::step() {
    const auto batch = next_batch();
    if (!batch.ok()) return backoff_.next();
    if (batch->commands_size() == 0) return kOutboxRest;
    crash_point(kCrashBeforeSending);
    const auto outcomes = hub_.commands(*batch);
    if (!outcomes.ok()) return failed(*batch, outcomes.error());
    crash_point(kCrashBeforeRecording);
    bool again_later = false;
    const auto taken = take(*batch, *outcomes, again_later);
    listener_.outcomes_arrived();
    if (!taken.ok() || again_later) return backoff_.next();
    backoff_.reset();
    most_in_batch_ = 0;
    return Milliseconds(0);
}

Status OutboxSender::take(const wire::CommandBatch& batch, const wire::OutcomeBatch& outcomes, bool& again_later) {
    wire::OutcomeBatch ours;
    ours.set_now_ms(outcomes.now_ms());
    for (const auto& outcome : outcomes.outcomes()) {
        if (!names(batch, outcome.command_id())) continue;  // not asked: not believed
        again_later = again_later || outcome.result() == wire::Outcome::RETRY;
        *ours.add_outcomes() = outcome;
    }
    again_later = again_later || ours.outcomes_size() < batch.commands_size();
    const std::lock_guard lock(store_.mutex);
    return store_.device->outbox().note_outcomes(ours, clock_.now());
}

Milliseconds OutboxSender::failed(const wire::CommandBatch& batch, const Error& error) {
    if (net::never_left(error)) {
        const std::lock_guard lock(store_.mutex);
        if (!store_.device->outbox().mark_not_sent(ids_of(batch)).ok()) return backoff_.next();
    }
    if (error.code == ErrorCode::kRevoked) return kRefusedRetry;
    const bool not_taken = error.code == ErrorCode::kInvalid || error.code == ErrorCode::kTooLarge;
    if (!not_taken) return backoff_.next();
    if (batch.commands_size() > 1) {
        most_in_batch_ = 1;
        return Milliseconds(0);
    }
    const auto declined = decline(batch.commands(0).command_id(), to_string(error.code));
    listener_.outcomes_arrived();
    return declined.ok() ? Milliseconds(0) : backoff_.next();
}

Status OutboxSender::decline(const std::string& command_id, const std::string& code) {
    wire::OutcomeBatch outcomes;
    outcomes.set_now_ms(clock_.now().ms());
    auto& outcome = *outcomes.add_outcomes();
    outcome.set_command_id(command_id);
    outcome.set_result(wire::Outcome::DECLINED);
    outcome.set_code(code);
    const std::lock_guard lock(store_.mutex);
    return store_.device->outbox().note_outcomes(outcomes, clock_.now());
}

}  // namespace dayroom::sync
