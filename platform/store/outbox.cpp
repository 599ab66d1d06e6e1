#include "platform/store/outbox.h"

namespace dayroom::store {
namespace {

constexpr int kQueued = static_cast<int>(CommandState::kQueued);
constexpr int kSent = static_cast<int>(CommandState::kSent);
constexpr int kAcknowledged = static_cast<int>(CommandState::kAcknowledged);

constexpr std::string_view kSelect =
    "SELECT command, resident, made_ms, state, attempts, trace, seen, told, outcome FROM outbox ";

Result<OutboxEntry> read_entry(const database::Row& row) {
    OutboxEntry entry;
    entry.id = row.id<CommandId>(0);
    entry.resident = row.id<ResidentId>(1);
    entry.made = row.time(2);
    entry.state = static_cast<CommandState>(row.small(3));
    entry.attempts = row.small(4);
    entry.leaves_trace = row.flag(5);
    entry.seen_in_feed = row.flag(6);
    entry.outcome_told = row.flag(7);
    const ByteView outcome = row.bytes(8);
    if (!entry.outcome.ParseFromArray(outcome.data(), static_cast<int>(outcome.size())))
        return Error(ErrorCode::kCorrupt, "a kept outcome cannot be read");
    return entry;
}

}  // namespace

Status Outbox::add(const wire::QueuedCommand& boxed, const ResidentId& resident, Timestamp made, bool leaves_trace) {
    return insert(boxed, resident, made, leaves_trace, std::nullopt);
}

Status Outbox::add_newest(const wire::QueuedCommand& boxed, const ResidentId& resident, Timestamp made,
                          ByteView topic) {
    auto transaction = TRY(database::Transaction::begin(connection_));
    TRY(connection_.run("DELETE FROM outbox WHERE topic=$1 AND ((state=$2 AND attempts=0) OR state=$3)", topic, kQueued,
                        kAcknowledged));
    TRY(insert(boxed, resident, made, false, topic));
    return transaction.commit();
}

Result<bool> Outbox::take_back(const CommandId& id) {
    TRY(connection_.run("DELETE FROM outbox WHERE command=$1 AND state=$2 AND attempts=0", id, kQueued));
    return connection_.changes() > 0;
}

Status Outbox::insert(const wire::QueuedCommand& boxed, const ResidentId& resident, Timestamp made, bool leaves_trace,
                      const database::Value& topic) {
    if (boxed.form_case() != wire::QueuedCommand::kBox)
        return Error(ErrorCode::kInvalid, "the outbox keeps boxed commands only");
    const auto id = TRY(CommandId::from_bytes(boxed.command_id()));
    if (TRY(depth()) >= kOutboxLimit)
        return Error(ErrorCode::kUnavailable, "the outbox is full at " + std::to_string(kOutboxLimit));
    return connection_.run(
        "INSERT INTO outbox(command, resident, made_ms, state, trace, box, outcome, topic) "
        "VALUES($1,$2,$3,$4,$5,$6,$7,$8) ON CONFLICT (command) DO NOTHING",
        id, resident, made, kQueued, leaves_trace, database::blob(boxed.box()), database::blob(""), topic);
}

Result<std::vector<wire::QueuedCommand>> Outbox::to_send(int limit) {
    std::vector<wire::QueuedCommand> out;
    TRY(connection_.each(
        "SELECT command, box FROM outbox WHERE state IN (1, 2) ORDER BY no LIMIT $1",
        [&](const database::Row& row) {
            wire::QueuedCommand queued;
            queued.set_command_id(to_string(row.bytes(0)));
            queued.set_box(to_string(row.bytes(1)));
            out.push_back(std::move(queued));
        },
        limit));
    return out;
}

Status Outbox::mark_sent(const std::vector<CommandId>& ids) {
    auto transaction = TRY(database::Transaction::begin(connection_));
    for (const CommandId& id : ids)
        TRY(connection_.run("UPDATE outbox SET state=$2, attempts=attempts+1 WHERE command=$1 AND state<>$3", id, kSent,
                            kAcknowledged));
    return transaction.commit();
}

Status Outbox::mark_not_sent(const std::vector<CommandId>& ids) {
    auto transaction = TRY(database::Transaction::begin(connection_));
    for (const CommandId& id : ids)
        TRY(
            connection_.run("UPDATE outbox SET attempts=attempts-1, state=CASE WHEN attempts=1 THEN $2 ELSE state END "
                            "WHERE command=$1 AND state=$3 AND attempts>0",
                            id, kQueued, kSent));
    return transaction.commit();
}

Status Outbox::note_outcomes(const wire::OutcomeBatch& outcomes, Timestamp now) {
    auto transaction = TRY(database::Transaction::begin(connection_));
    for (const wire::Outcome& outcome : outcomes.outcomes()) {
        const auto id = TRY(CommandId::from_bytes(outcome.command_id()));
        if (outcome.result() == wire::Outcome::RETRY) {
            TRY(connection_.run("UPDATE outbox SET state=$2 WHERE command=$1 AND state=$3", id, kQueued, kSent));
            continue;
        }
        TRY(connection_.run(
            "UPDATE outbox SET state=$2, outcome=$3, result=$4, acknowledged_ms=$5 WHERE command=$1 AND "
            "state<>$2",
            id, kAcknowledged, database::blob(outcome.SerializeAsString()), static_cast<int>(outcome.result()), now));
    }
    return transaction.commit();
}

Status Outbox::mark_seen(const std::vector<CommandId>& ids) {
    if (ids.empty()) return {};
    auto transaction = TRY(database::Transaction::begin(connection_));
    for (const CommandId& id : ids) TRY(connection_.run("UPDATE outbox SET seen=1 WHERE command=$1", id));
    return transaction.commit();
}

Result<int> Outbox::resubmit_all() {
    // A person was told that it was refused: trying again unasked would be a surprise.
    TRY(connection_.run("UPDATE outbox SET state=$1, seen=0 WHERE state<>$1 AND result<>$2", kQueued,
                        static_cast<int>(wire::Outcome::DECLINED)));
    return static_cast<int>(connection_.changes());
}

Status Outbox::purge(Timestamp now) {
    return connection_.run(
        "DELETE FROM outbox WHERE state=$1 AND acknowledged_ms < $2 AND told=1 AND "
        "(seen=1 OR trace=0 OR result=$3)",
        kAcknowledged, now - kOutboxKept, static_cast<int>(wire::Outcome::DECLINED));
}

Result<std::optional<OutboxEntry>> Outbox::find(const CommandId& id) {
    std::optional<OutboxEntry> found;
    TRY(connection_.each(
        std::string(kSelect) + "WHERE command=$1",
        [&](const database::Row& row) -> Status {
            found = TRY(read_entry(row));
            return {};
        },
        id));
    return found;
}

Result<std::vector<OutboxEntry>> Outbox::untold_outcomes(const ResidentId& resident) {
    std::vector<OutboxEntry> out;
    TRY(connection_.each(
        std::string(kSelect) + "WHERE resident=$1 AND state=$2 AND told=0 ORDER BY no",
        [&](const database::Row& row) -> Status {
            out.push_back(TRY(read_entry(row)));
            return {};
        },
        resident, kAcknowledged));
    return out;
}

Status Outbox::mark_told(const std::vector<CommandId>& ids) {
    if (ids.empty()) return {};
    auto transaction = TRY(database::Transaction::begin(connection_));
    for (const CommandId& id : ids) TRY(connection_.run("UPDATE outbox SET told=1 WHERE command=$1", id));
    return transaction.commit();
}

Result<int> Outbox::depth() {
    return static_cast<int>(TRY(connection_.number("SELECT count(*) FROM outbox WHERE state IN (1, 2)")));
}

Result<int> Outbox::depth_of(const ResidentId& resident) {
    return static_cast<int>(
        TRY(connection_.number("SELECT count(*) FROM outbox WHERE state IN (1, 2) AND resident=$1", resident)));
}

}  // namespace dayroom::store
