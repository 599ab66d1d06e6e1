#include "platform/facility/trust_office/remittances.h"

#include <algorithm>

#include "platform/facility/feed/plain_text.h"
#include "platform/facility/trust_office/withdrawals.h"
#include "platform/wire/limits.h"

namespace dayroom::facility {
namespace {

/// Of an account of staff or a token; empty for everybody else.
std::string person_sql(const std::string& column) {
    return "coalesce((SELECT name FROM staff_account WHERE id = " + column +
           "), (SELECT name FROM api_token WHERE id = " + column + "), '')";
}

/// `rest`: from WHERE on.
std::string select_remittances(const std::string& rest) {
    return "SELECT remittance.id, account, remittance.direction, remittance.cents, counterparty, remittance.reference, "
           "state, remittance.made_ms, remittance.made_by, decided_ms, decided_by, decision_reason, voided_ms, "
           "voided_by, " +
           person_sql("remittance.made_by") + ", " + person_sql("decided_by") + ", " + person_sql("voided_by") +
           ", b.id, coalesce(b.day, '') FROM remittance LEFT JOIN transfer t ON t.id = remittance.id "
           "LEFT JOIN cash_entry e ON e.transfer = t.no LEFT JOIN bank_line b ON b.id = e.line " +
           rest;
}
constexpr const char* kMatchingRemittances = "WHERE ($1 = 0 OR state = $1) AND ($2 = '' OR account = $2) ";

Remittance read_remittance(const database::Row& row) {
    Remittance out;
    out.id = row.id<TransferId>(0);
    out.account = row.string(1);
    out.direction = static_cast<Remittance::Direction>(row.integer(2));
    out.amount = row.cents(3);
    out.counterparty = row.string(4);
    out.reference = row.string(5);
    out.state = static_cast<Remittance::State>(row.integer(6));
    out.made = row.time(7);
    out.made_by = row.optional_id<ThingId>(8);
    out.decided = row.time(9);
    out.decided_by = row.optional_id<ThingId>(10);
    out.decision_reason = row.string(11);
    out.voided = row.time(12);
    out.voided_by = row.optional_id<ThingId>(13);
    out.made_by_name = row.string(14);
    out.decided_by_name = row.string(15);
    out.voided_by_name = row.string(16);
    out.bank_line = row.optional_id<ThingId>(17);
    out.bank_day = row.string(18);
    return out;
}

int state_number(const RemittanceFilter& filter) { return filter.state ? static_cast<int>(*filter.state) : 0; }

Status check_new(const NewRemittance& made) {
    if (!is_remitted(made.account))
        return Error(ErrorCode::kInvalid, "Only what the house owes to others, or others to it, is remitted.");
    if (!is_plain_line(made.counterparty, wire::kMaxNameCharacters))
        return Error(ErrorCode::kInvalid, "To whom or from whom is one line of 1 to 120 characters.");
    if (!is_plain_line(made.reference, kMaxRemittanceReference))
        return Error(ErrorCode::kInvalid, "A reference is one line of 1 to 80 characters.");
    return {};
}

Error more_than_owed() {
    return Error(ErrorCode::kConflict, "This is more than there is to go this way.", "more_than_owed");
}

}  // namespace

const char* name_of(Remittance::Direction direction) {
    return direction == Remittance::Direction::kPay ? "pay" : "take_in";
}

const char* name_of(Remittance::State state) {
    constexpr const char* kNames[] = {"waiting", "done", "refused", "voided"};
    return kNames[static_cast<std::size_t>(state) - 1];
}

bool is_remitted(std::string_view account) {
    return account == kProvider || account == "commissary" || account.starts_with("receivable/") ||
           (account.starts_with("payable/") && account != kPayableCheques);
}

Result<std::int64_t> Remittances::owed(Work& work, const std::string& account, Remittance::Direction direction) {
    auto balance = ledger_.house_balance(work.db(), account);
    if (!balance.ok() && balance.error().code == ErrorCode::kNotFound)
        return Error(ErrorCode::kNotFound, "There is no such account of the house.");
    const std::int64_t there = TRY(std::move(balance));
    return direction == Remittance::Direction::kPay ? there : -there;
}

Status Remittances::settle(Work& work, const TransferId& id, const std::string& account,
                           Remittance::Direction direction, PositiveCents amount) {
    const bool pays = direction == Remittance::Direction::kPay;
    return ledger_.settle(work, id, pays ? account : kCash, pays ? kCash : account, amount);
}

Status Remittances::make(Work& work, const NewRemittance& made) {
    TRY(check_new(made));
    const std::int64_t waiting = TRY(work.db().number(
        "SELECT coalesce(sum(cents), 0) FROM remittance WHERE account = $1 AND direction = $2 AND state = 1",
        made.account, static_cast<int>(made.direction)));
    if (made.amount.units() > TRY(owed(work, made.account, made.direction)) - waiting) return more_than_owed();
    const bool waits = TRY(read_trust_policy(work.db())).needs_second(made.amount.amount());
    if (!waits) TRY(settle(work, made.id, made.account, made.direction, made.amount));
    Status kept = work.db().run(
        "INSERT INTO remittance (id, account, direction, cents, counterparty, reference, state, made_ms, made_by, "
        "decided_ms) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)",
        made.id, made.account, static_cast<int>(made.direction), made.amount, made.counterparty, made.reference,
        static_cast<int>(waits ? Remittance::State::kWaiting : Remittance::State::kDone), work.now(),
        work.actor().staff_id(), waits ? Timestamp() : work.now());
    if (!kept.ok() && database::violation(kept.error()))
        return Error(ErrorCode::kConflict, "This reference was used before for this account.", "reference_used");
    TRY(kept);
    return work.audit(record::Event::kTransferPosted, made.id, waits ? "remittance_waits" : "remitted");
}

Result<Remittance> Remittances::known(Work& work, const TransferId& id, Remittance::State state) {
    auto found = TRY(find(work.db(), id));
    if (!found) return Error(ErrorCode::kNotFound, "There is no such remittance.");
    if (found->state == state) return std::move(*found);
    if (state == Remittance::State::kWaiting)
        return Error(ErrorCode::kConflict, "This remittance was decided before.", "already_decided");
    return Error(ErrorCode::kConflict, "Only a remittance that was done is voided, and once.", "not_voidable");
}

Status Remittances::approve(Work& work, const TransferId& id) {
    const Remittance found = TRY(known(work, id, Remittance::State::kWaiting));
    TRY(check_second_person(work, found.made_by));
    const PositiveCents amount = TRY(PositiveCents::from(found.amount));
    // A share of a deposit may have been taken back since.
    if (amount.units() > TRY(owed(work, found.account, found.direction))) return more_than_owed();
    TRY(settle(work, id, found.account, found.direction, amount));
    TRY(work.db().run("UPDATE remittance SET state = 2, decided_ms = $2, decided_by = $3 WHERE id = $1", id, work.now(),
                      work.actor().staff_id()));
    return work.audit(record::Event::kTransferPosted, id, "remitted");
}

Status Remittances::refuse(Work& work, const TransferId& id, std::string_view reason) {
    TRY(check_trust_reason(reason));
    TRY(known(work, id, Remittance::State::kWaiting));
    TRY(work.db().run(
        "UPDATE remittance SET state = 3, decided_ms = $2, decided_by = $3, decision_reason = $4 WHERE id = $1", id,
        work.now(), work.actor().staff_id(), reason));
    return work.audit(record::Event::kTransferPosted, id, "remittance_refused", record::Outcome::kRefused);
}

Status Remittances::take_back(Work& work, const TransferId& id, std::string_view reason) {
    TRY(check_trust_reason(reason));
    const Remittance found = TRY(known(work, id, Remittance::State::kDone));
    if (TRY(read_trust_policy(work.db())).needs_second(found.amount)) TRY(check_second_person(work, found.made_by));
    const std::int64_t seen = TRY(work.db().number(
        "SELECT count(*) FROM cash_entry e JOIN transfer t ON t.no = e.transfer WHERE t.id = $1 AND e.line IS NOT NULL",
        id));
    if (seen > 0)
        return Error(ErrorCode::kConflict, "A line of the bank shows this: take the match off first.", "bank_matched");
    TRY(ledger_.correct(work, work.make_id<TransferId>(), id,
                        {TransferKind::kAdjustment, "remittance_void", found.reference, {}}));
    TRY(work.db().run(
        "UPDATE remittance SET state = 4, voided_ms = $2, voided_by = $3, decision_reason = $4 WHERE id = $1", id,
        work.now(), work.actor().staff_id(), reason));
    return work.audit(record::Event::kTransferPosted, id, "remittance_void");
}

Result<std::optional<Remittance>> Remittances::find(database::Connection& connection, const TransferId& id) {
    return connection.first(select_remittances("WHERE remittance.id = $1"), &read_remittance, id);
}

Result<std::vector<Remittance>> Remittances::list(database::Connection& connection, const RemittanceFilter& filter,
                                                  int limit, int offset) {
    std::vector<Remittance> all;
    TRY(connection.each(
        select_remittances(std::string(kMatchingRemittances) +
                           "ORDER BY remittance.made_ms DESC, remittance.id LIMIT $3 OFFSET $4"),
        [&](const database::Row& row) { all.push_back(read_remittance(row)); }, state_number(filter), filter.account,
        std::clamp(limit, 1, kTrustPage), offset));
    return all;
}

Result<std::int64_t> Remittances::count(database::Connection& connection, const RemittanceFilter& filter) {
    return connection.number(std::string("SELECT count(*) FROM remittance ") + kMatchingRemittances,
                             state_number(filter), filter.account);
}

}  // namespace dayroom::facility
