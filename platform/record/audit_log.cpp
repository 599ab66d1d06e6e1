#include "platform/record/audit_log.h"

#include "platform/record/redact.h"

namespace dayroom::record {
namespace {

std::array<std::uint8_t, 8> little_endian(std::int64_t value) {
    std::array<std::uint8_t, 8> out;
    for (std::size_t i = 0; i < out.size(); ++i)
        out[i] = static_cast<std::uint8_t>(static_cast<std::uint64_t>(value) >> (8 * i));
    return out;
}

constexpr std::string_view kColumns =
    "SELECT sequence, at_ms, event, outcome, actor_kind, actor_id, subject_id, code, detail, hash FROM audit ";

ChainedEntry read_row(const database::Row& row) {
    ChainedEntry out;
    out.sequence = row.integer(0);
    out.entry.at = row.time(1);
    // A number of a newer program is kept as it is: the chain must hold.
    out.entry.event = static_cast<Event>(row.small(2));
    out.entry.outcome = static_cast<Outcome>(row.small(3));
    out.entry.actor_kind = row.string(4);
    const ByteView actor = row.bytes(5);
    const ByteView subject = row.bytes(6);
    out.entry.actor_id.assign(actor.begin(), actor.end());
    out.entry.subject_id.assign(subject.begin(), subject.end());
    out.entry.code = row.string(7);
    out.entry.detail = row.string(8);
    out.hash = row.array<crypto::kDigestBytes>(9);
    return out;
}

Status broken(std::int64_t sequence) {
    return Error(ErrorCode::kCorrupt, "the audit log was changed at row " + std::to_string(sequence));
}

}  // namespace

const std::string_view kAuditSchema = R"sql(
CREATE TABLE audit (
    sequence    BIGINT PRIMARY KEY,
    at_ms       BIGINT NOT NULL,
    event       INTEGER NOT NULL,
    outcome     INTEGER NOT NULL,
    actor_kind  TEXT NOT NULL,
    actor_id    ${BLOB} NOT NULL,
    subject_id  ${BLOB} NOT NULL,
    code        TEXT NOT NULL,
    detail      TEXT NOT NULL,
    hash        ${BLOB} NOT NULL
);
)sql";

crypto::Digest chain(const crypto::Digest& before, std::int64_t sequence, const Entry& entry) {
    crypto::Blake2b hash;
    hash.update(as_bytes("dayroom-audit-1"))
        .update(before)
        .update(little_endian(sequence))
        .update(little_endian(entry.at.ms()))
        .update(little_endian(static_cast<int>(entry.event)))
        .update(little_endian(static_cast<int>(entry.outcome)))
        .update_sized(as_bytes(entry.actor_kind))
        .update_sized(entry.actor_id)
        .update_sized(entry.subject_id)
        .update_sized(as_bytes(entry.code))
        .update_sized(as_bytes(entry.detail));
    return hash.finish();
}

Status AuditLog::append(const Entry& entry) {
    Entry clean = entry;
    clean.actor_kind = redact_code(entry.actor_kind);
    clean.code = redact_code(entry.code);
    clean.detail = redact_detail(entry.detail);
    if ((!clean.actor_id.empty() && clean.actor_id.size() != kIdBytes) ||
        (!clean.subject_id.empty() && clean.subject_id.size() != kIdBytes))
        return Error(ErrorCode::kInvalid, "an audit entry names things by ids of 16 bytes");
    const Head last = TRY(head());
    const std::int64_t sequence = last.sequence + 1;
    const crypto::Digest hash = chain(last.hash, sequence, clean);
    return connection_.run("INSERT INTO audit VALUES($1,$2,$3,$4,$5,$6,$7,$8,$9,$10)", sequence, clean.at,
                           static_cast<int>(clean.event), static_cast<int>(clean.outcome), clean.actor_kind,
                           clean.actor_id, clean.subject_id, clean.code, clean.detail, hash);
}

Result<Head> AuditLog::head() {
    auto found = TRY(connection_.first("SELECT sequence, hash FROM audit ORDER BY sequence DESC LIMIT 1",
                                       [](const database::Row& row) {
                                           return Head{row.integer(0), row.array<crypto::kDigestBytes>(1)};
                                       }));
    return found.value_or(Head{});
}

Status AuditLog::verify(const std::optional<Head>& expected) {
    Head at;
    bool expected_met = !expected || *expected == at;
    TRY(connection_.each(std::string(kColumns) + "ORDER BY sequence", [&](const database::Row& row) -> Status {
        const ChainedEntry next = read_row(row);
        if (next.sequence != at.sequence + 1 || next.hash != chain(at.hash, next.sequence, next.entry))
            return broken(at.sequence + 1);
        at = {next.sequence, next.hash};
        expected_met = expected_met || at == *expected;
        return {};
    }));
    if (!expected_met) return broken(expected->sequence);
    return {};
}

Result<std::vector<LinkedEntry>> AuditLog::about(ByteView subject_id) {
    std::vector<LinkedEntry> out;
    TRY(connection_.each(
        std::string(kColumns) + "WHERE subject_id = $1 ORDER BY sequence",
        [&](const database::Row& row) {
            out.push_back({{}, read_row(row)});
        },
        subject_id));
    for (LinkedEntry& entry : out) {
        const auto before = TRY(connection_.first(
            "SELECT hash FROM audit WHERE sequence = $1",
            [](const database::Row& row) { return row.array<crypto::kDigestBytes>(0); }, entry.chained.sequence - 1));
        if (before) entry.before = *before;  // the first row follows on zeros
    }
    return out;
}

Result<std::vector<ChainedEntry>> AuditLog::read(std::int64_t before_sequence, int limit) {
    std::vector<ChainedEntry> out;
    const std::int64_t below = before_sequence > 0 ? before_sequence : INT64_MAX;
    TRY(connection_.each(
        std::string(kColumns) + "WHERE sequence < $1 ORDER BY sequence DESC LIMIT $2",
        [&](const database::Row& row) { out.push_back(read_row(row)); }, below, limit));
    return out;
}

}  // namespace dayroom::record
