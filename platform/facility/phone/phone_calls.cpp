#include "platform/facility/phone/phone_calls.h"

#include <algorithm>

#include "platform/facility/feed/plain_text.h"
#include "platform/facility/feed/records.h"
#include "platform/wire/limits.h"

namespace dayroom::facility {
namespace {

constexpr const char* kCallColumns =
    "SELECT c.id, c.resident, r.number, c.listed, c.number, c.name, c.began_ms, c.seconds, c.rate, c.charged, "
    "c.end_code, c.given_back, c.given_back_ms, c.not_recorded, c.record, c.price, c.given_back_reason ";
constexpr const char* kMatchingCalls =
    "FROM phone_call c JOIN resident r ON r.id = c.resident LEFT JOIN phone_batch b ON b.no = c.batch "
    "WHERE ($1 IS NULL OR c.resident = $1) AND ($2 IS NULL OR b.id = $2) AND ($3 = '' OR c.record = $3) "
    "AND ($4 = 0 OR c.charged < c.price) ";

StoredCall read_call(const database::Row& row) {
    StoredCall stored;
    stored.id = row.id<PhoneCallId>(0);
    stored.resident = row.id<ResidentId>(1);
    stored.resident_number = row.string(2);
    wire::PhoneCall& call = stored.call;
    if (const auto listed = row.optional_id<ThingId>(3)) call.set_number_id(listed->raw());
    call.set_number(row.string(4));
    call.set_name(row.string(5));
    call.set_began_ms(row.integer(6));
    call.set_seconds(row.small(7));
    call.set_rate(row.string(8));
    call.set_charged_cents(row.integer(9));
    call.set_end_code(row.string(10));
    call.set_given_back_cents(row.integer(11));
    call.set_given_back_ms(row.integer(12));
    call.set_not_recorded(row.flag(13));
    call.set_record(row.string(14));
    stored.price = row.cents(15);
    stored.given_back_reason = row.string(16);
    return stored;
}

Status insert_call(Work& work, const PhoneCallId& id, const CallReportLine& entry, std::int64_t batch) {
    const CallLine& line = entry.line;
    TRY(work.db().run(
        "INSERT INTO phone_call (id, record, resident, listed, number, name, began_ms, seconds, rate, price, charged, "
        "end_code, not_recorded, batch, line) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, "
        "$15)",
        id, line.record, *entry.resident, entry.listed, line.number, entry.listed_name, line.began_ms, line.seconds,
        entry.rate, line.cents, entry.charged, line.end_code, entry.not_recorded, batch, line.line));
    work.touch(Scope::resident(*entry.resident), RecordKind::kPhoneCall, id);
    return {};
}

}  // namespace

Result<CallReport> PhoneCalls::book(Work& work, const PhoneBatchId& id, const CallFile& file, bool valid_lines) {
    CallReport report = TRY(check(work.db(), file, work.now()));
    if (!report.may_apply(valid_lines)) return Error(ErrorCode::kInvalid, "A line is wrong: nothing was booked.");
    TRY(work.db().run(
        "INSERT INTO phone_batch (id, name, made_ms, made_by, lines, booked, booked_before, wrong, charged, uncovered) "
        "VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)",
        id, file.name, work.now(), work.actor().staff_id(), static_cast<std::int64_t>(report.lines.size()),
        report.books, report.booked_before, report.wrong, report.charged, report.uncovered));
    const std::int64_t batch = work.db().inserted();
    for (const CallReportLine& entry : report.lines) {
        if (entry.state != CallReportLine::State::kBooks) continue;
        const auto call = work.make_id<PhoneCallId>();
        TRY(insert_call(work, call, entry, batch));
        if (entry.charged.is_zero()) continue;
        const Reason reason{TransferKind::kPhone, "phone_call", entry.listed_name, {}};
        Status charged = ledger_.charge_phone(work, {id_as<TransferId>(call), *entry.resident,
                                                     TRY(PositiveCents::from(entry.charged)), kPayablePhone, reason});
        if (!charged.ok()) return charged.take_error().while_doing("Line " + std::to_string(entry.line.line));
    }
    TRY(work.audit(record::Event::kPhoneChanged, id, "calls"));
    return report;
}

Status PhoneCalls::give_back(Work& work, const PhoneCallId& id, PositiveCents cents, std::string_view reason) {
    if (!is_plain_line(reason, wire::kMaxLineCharacters))
        return Error(ErrorCode::kInvalid, "A reason is one line of 1 to 400 characters.");
    const auto found = TRY(find(work.db(), id));
    if (!found) return Error(ErrorCode::kNotFound, "There is no such call.");
    if (found->call.given_back_cents() > 0)
        return Error(ErrorCode::kConflict, "Money was given back for this call before.", "given_back_before");
    if (cents.units() > found->call.charged_cents())
        return Error(ErrorCode::kInvalid, "More than the call was charged with.");
    const auto refund = work.make_id<TransferId>();
    TRY(ledger_.give_back_part(work, refund, id_as<TransferId>(id), cents,
                               {TransferKind::kRefund, "phone_refund", std::string(reason), {}}));
    TRY(work.db().run(
        "UPDATE phone_call SET given_back = $2, given_back_ms = $3, given_back_by = $4, given_back_reason = $5, "
        "refund = $6 WHERE id = $1",
        id, cents.units(), work.now(), work.actor().staff_id(), reason, refund));
    work.touch(Scope::resident(found->resident), RecordKind::kPhoneCall, id);
    return work.audit(record::Event::kPhoneChanged, id, "given_back");
}

Result<std::optional<StoredCall>> PhoneCalls::find(database::Connection& connection, const PhoneCallId& id) {
    return connection.first(
        std::string(kCallColumns) + "FROM phone_call c JOIN resident r ON r.id = c.resident WHERE c.id = $1",
        &read_call, id);
}

Result<std::vector<StoredCall>> PhoneCalls::list(database::Connection& connection, const CallFilter& filter) {
    std::vector<StoredCall> all;
    TRY(connection.each(
        std::string(kCallColumns) + kMatchingCalls + "ORDER BY c.began_ms DESC, c.no DESC LIMIT $5 OFFSET $6",
        [&](const database::Row& row) { all.push_back(read_call(row)); }, filter.resident, filter.batch, filter.record,
        filter.only_uncovered, std::clamp(filter.limit, 1, kCallPage), std::max(filter.offset, 0)));
    return all;
}

Result<std::int64_t> PhoneCalls::count(database::Connection& connection, const CallFilter& filter) {
    return connection.number(std::string("SELECT count(*) ") + kMatchingCalls, filter.resident, filter.batch,
                             filter.record, filter.only_uncovered);
}

Result<std::vector<PhoneBatch>> PhoneCalls::batches(database::Connection& connection, int limit, int offset) {
    std::vector<PhoneBatch> all;
    TRY(connection.each(
        "SELECT b.id, b.name, b.made_ms, b.made_by, coalesce(s.name, a.name, ''), b.lines, b.booked, b.booked_before, "
        "b.wrong, b.charged, b.uncovered FROM phone_batch b LEFT JOIN staff_account s ON s.id = b.made_by "
        "LEFT JOIN api_token a ON a.id = b.made_by ORDER BY b.no DESC LIMIT $1 OFFSET $2",
        [&](const database::Row& row) {
            all.push_back({row.id<PhoneBatchId>(0), row.string(1), row.time(2), row.optional_id<ThingId>(3),
                           row.string(4), row.small(5), row.small(6), row.small(7), row.small(8), row.cents(9),
                           row.cents(10)});
        },
        std::clamp(limit, 1, kCallPage), std::max(offset, 0)));
    return all;
}

}  // namespace dayroom::facility
