#include "platform/facility/trust_office/deposit_batches.h"

#include <algorithm>

#include "platform/facility/feed/plain_text.h"

namespace dayroom::facility {
namespace {

constexpr const char* kBatchColumns =
    "SELECT id, name, made_ms, made_by, lines, booked, booked_before, wrong, gross, left_over FROM deposit_batch ";

DepositBatch read_batch(const database::Row& row) {
    return {row.id<DepositBatchId>(0),
            row.string(1),
            row.time(2),
            row.optional_id<ThingId>(3),
            row.small(4),
            row.small(5),
            row.small(6),
            row.small(7),
            row.cents(8),
            row.cents(9)};
}

}  // namespace

Status DepositBatches::remember(Work& work, const Deposit& deposit, const std::string& reference,
                                std::optional<std::int64_t> batch, int line) {
    if (!is_plain_line(reference, kMaxDepositReference))
        return Error(ErrorCode::kInvalid, "A reference is one line of 1 to 64 characters.");
    const std::int64_t no = TRY(work.db().number("SELECT no FROM transfer WHERE id = $1", deposit.id));
    Status kept = work.db().run(
        "INSERT INTO deposit_reference (source, reference, deposit, batch, line) VALUES ($1, $2, $3, $4, $5)",
        deposit.source, reference, no, batch, line);
    if (!kept.ok() && database::violation(kept.error()))
        return Error(ErrorCode::kConflict, "This source and reference were booked before.", "booked_before");
    return kept;
}

Result<DepositReport> DepositBatches::book(Work& work, const DepositBatchId& id, const DepositFile& file,
                                           bool valid_lines) {
    DepositReport report = TRY(check(work.db(), file, work.now()));
    if (!report.may_apply(valid_lines)) return Error(ErrorCode::kInvalid, "A line is wrong: nothing was booked.");
    TRY(work.db().run(
        "INSERT INTO deposit_batch (id, name, made_ms, made_by, lines, booked, booked_before, wrong, gross, left_over) "
        "VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)",
        id, file.name, work.now(), work.actor().staff_id(), static_cast<std::int64_t>(report.lines.size()),
        report.books, report.booked_before, report.wrong, report.gross, report.left));
    const std::int64_t batch = work.db().inserted();
    for (DepositReportLine& entry : report.lines) {
        if (entry.state != DepositReportLine::State::kBooks) continue;
        const DepositLine& line = entry.line;
        const Deposit deposit{work.make_id<TransferId>(), *entry.resident, TRY(PositiveCents::of(line.cents)),
                              Cents::of(line.fee),        line.source,     line.detail};
        Status booked = deposits_.deposit(work, deposit);
        if (booked.ok()) booked = remember(work, deposit, line.reference, batch, line.line);
        if (!booked.ok()) return booked.take_error().while_doing("Line " + std::to_string(line.line));
        entry.transfer = deposit.id;
    }
    TRY(work.audit(record::Event::kDeposited, id, "batch." + std::to_string(report.books)));
    return report;
}

Result<std::vector<DepositBatch>> DepositBatches::list(database::Connection& connection, int limit, int offset) {
    std::vector<DepositBatch> all;
    TRY(connection.each(
        std::string(kBatchColumns) + "ORDER BY no DESC LIMIT $1 OFFSET $2",
        [&](const database::Row& row) { all.push_back(read_batch(row)); }, std::clamp(limit, 1, kDepositBatchPage),
        offset));
    return all;
}

Result<std::optional<DepositBatch>> DepositBatches::find(database::Connection& connection, const DepositBatchId& id) {
    return connection.first(std::string(kBatchColumns) + "WHERE id = $1", &read_batch, id);
}

Result<std::vector<BookedLine>> DepositBatches::lines(database::Connection& connection, const DepositBatchId& id,
                                                      int limit, int offset) {
    std::vector<BookedLine> all;
    std::vector<std::int64_t> deposits;
    TRY(connection.each(
        "SELECT f.line, f.reference, f.source, t.resident, r.number, t.id, d.gross, d.fee, d.left_over, "
        "EXISTS (SELECT 1 FROM transfer c WHERE c.corrects = t.no), t.no FROM deposit_batch b JOIN deposit_reference f "
        "ON f.batch = b.no JOIN deposit d ON d.transfer = f.deposit JOIN transfer t ON t.no = d.transfer "
        "JOIN resident r ON r.id = t.resident WHERE b.id = $1 ORDER BY f.line LIMIT $2 OFFSET $3",
        [&](const database::Row& row) {
            all.push_back({row.small(0),
                           row.string(1),
                           row.string(2),
                           row.id<ResidentId>(3),
                           row.string(4),
                           row.id<TransferId>(5),
                           row.cents(6),
                           row.cents(7),
                           row.cents(8),
                           {},
                           row.flag(9)});
            deposits.push_back(row.integer(10));
        },
        id, std::clamp(limit, 1, kDepositBatchPage), offset));
    for (std::size_t at = 0; at < all.size(); ++at) {
        TRY(connection.each(
            "SELECT code, legal_basis, basis_points, amount, into_savings FROM deposit_part WHERE deposit = $1 "
            "ORDER BY position",
            [&](const database::Row& row) {
                all[at].parts.push_back({row.string(0), row.string(1), row.integer(2), row.cents(3), row.flag(4)});
            },
            deposits[at]));
    }
    return all;
}

}  // namespace dayroom::facility
