#include "platform/facility/packages/package_transfers.h"

#include <algorithm>

#include "platform/base/utf8.h"
#include "platform/facility/feed/facility_record.h"

namespace dayroom::facility {
namespace {

/// Takes `part` from what is left, as far as it goes.
Cents take_from(Cents& left, Cents part) {
    const Cents taken = std::min(left, part);
    left = Cents::of(left.units() - taken.units());
    return taken;
}

Result<PackageRecords> records_of(Work& work, const ResidentId& resident) {
    PackageRecords records;
    TRY(work.db().each(
        "SELECT count(*), coalesce(sum(d.gross), 0) FROM deposit d JOIN transfer t ON t.no = d.transfer "
        "WHERE t.resident = $1",
        [&](const database::Row& row) {
            records.deposits = row.integer(0);
            records.deposited = row.cents(1);
        },
        resident));
    const auto count = [&](const char* table) {
        return work.db().number("SELECT count(*) FROM " + std::string(table) + " WHERE resident = $1", resident);
    };
    records.orders = TRY(count("commissary_order"));
    records.requests = TRY(count("request"));
    records.messages = TRY(count("message"));
    return records;
}

}  // namespace

/// What would leave now: debts that are paid first are taken from spendable, then savings, then the phone account.
Result<AccountPackage> PackageTransfers::describe(Work& work, const ResidentId& resident) {
    const auto who = TRY(residents_.find(work.db(), resident));
    if (!who) return Error(ErrorCode::kNotFound, "There is no such resident.");
    const BalanceSheet sheet = TRY(ledger_.balances(work.db(), resident));
    Cents left = TRY(pay_outs_.plan(work.db(), resident)).rest;
    AccountPackage package;
    package.id = work.make_id<PackageId>();
    package.made = work.now();
    package.from = work.facility();
    package.from_name = TRY(read_facility(work.db())).name();
    package.number = who->number;
    package.given_name = who->given_name;
    package.family_name = who->family_name;
    package.language = who->language;
    package.phone = take_from(left, sheet.phone);
    package.savings = take_from(left, sheet.savings);
    package.spendable = left;
    package.credits = sheet.credits;
    package.records = TRY(records_of(work, resident));
    return package;
}

/// After the pay-out: what is no money, and obligations that go on elsewhere.
Status PackageTransfers::hand_over(Work& work, const ResidentId& resident, const AccountPackage& package) {
    if (!package.credits.is_zero()) {
        const auto hold = work.make_id<TransferId>();
        const Reason reason{TransferKind::kMessageCredits, "to_facility", {}, {}};
        TRY(ledger_.hold_credits(work, {hold, resident, TRY(PositiveCredits::from(package.credits)), reason},
                                 work.now() + std::chrono::hours(1)));
        TRY(ledger_.post(work, hold));
    }
    for (const Obligation& obligation : TRY(obligations_.of(work.db(), resident))) {
        if (obligation.of_court && obligation.state == Obligation::State::kActive)
            TRY(obligations_.set_active(work, obligation.id, false));
    }
    return {};
}

Result<std::string> PackageTransfers::send(Work& work, const ResidentId& resident, const FacilityId& to,
                                           const PackageSigner& signer, std::optional<Cents> expected) {
    const auto root = TRY(find_root(work.db(), to));
    if (!root) return Error(ErrorCode::kNotFound, "No root key of this facility is pinned.", "not_pinned");
    AccountPackage package = TRY(describe(work, resident));
    package.to = to;
    const PayOutPlan paid = TRY(pay_outs_.pay(work, {id_as<TransferId>(package.id), resident, PayOutMethod::kToFacility,
                                                     utf8::sanitize(root->name, kMaxPayOutReference), expected}));
    if (paid.rest != TRY(package.cents()))
        return Error(ErrorCode::kConflict, "What was paid out is not what the package says.", "amounts_differ");
    for (const Obligation& obligation : TRY(obligations_.of(work.db(), resident))) {
        if (obligation.of_court && obligation.state == Obligation::State::kActive && obligation.owed.units() > 0)
            package.obligations.push_back({obligation.code, obligation.legal_basis, obligation.owed});
    }
    if (package.obligations.size() > kMaxPackageObligations)
        return Error(ErrorCode::kTooLarge, "More than 200 obligations of courts do not fit into a package.");
    TRY(ledger_.set_closed(work, resident, false));
    TRY(hand_over(work, resident, package));
    TRY(ledger_.set_closed(work, resident, true));
    std::string file = write_package(package, signer.key, signer.certificate);
    if (file.size() > kMaxPackageBytes) return Error(ErrorCode::kTooLarge, "A package has at most 64 KiB.");
    TRY(work.db().run("INSERT INTO package_sent (id, resident, facility, at_ms, body) VALUES ($1, $2, $3, $4, $5)",
                      package.id, resident, to, work.now(), file));
    TRY(work.audit(record::Event::kPackageSent, package.id));
    return file;
}

Result<PackageTransfers::Checked> PackageTransfers::check(database::Connection& connection, std::string_view file,
                                                          const FacilityId& us, Timestamp now) {
    const auto root = TRY(find_root(connection, TRY(sender_of(file))));
    if (!root) {
        return Error(ErrorCode::kDenied, "No root key of the facility that sent this is pinned.", "untrusted_facility");
    }
    auto package = read_package(file, *root, now);
    if (!package.ok() && package.error().code == ErrorCode::kUnauthenticated)
        return Error(ErrorCode::kDenied, package.error().detail, package.error().text_key);
    Checked checked;
    checked.package = TRY(std::move(package));
    if (checked.package.to != us)
        return Error(ErrorCode::kDenied, "This package is for another facility.", "not_for_us");
    checked.taken = TRY(connection.number("SELECT count(*) FROM package_taken WHERE id = $1", checked.package.id)) > 0;
    return checked;
}

Result<ResidentId> PackageTransfers::arrive(Work& work, const AccountPackage& package, const UnitId& unit,
                                            const std::string& number) {
    if (const auto known = TRY(residents_.find_by_number(work.db(), number))) {
        if (known->here) return Error(ErrorCode::kConflict, "Somebody who is here has this number.", "number_taken");
        TRY(leaving_.come_back(work, known->id, unit));
        return known->id;
    }
    const auto id = work.make_id<ResidentId>();
    TRY(residents_.add(work, id, {number, package.given_name, package.family_name, unit, package.language}));
    return id;
}

Status PackageTransfers::book(Work& work, const AccountPackage& package, const ResidentId& resident) {
    const Reason reason{TransferKind::kTransfer, "from_facility", package.from_name, {}};
    const Cents all = TRY(package.cents());
    if (!all.is_zero()) {
        TRY(ledger_.pay(work, {id_as<TransferId>(package.id), resident, TRY(PositiveCents::from(all)),
                               kReceivableFacility, reason}));
    }
    const auto move = [&](AccountKind to, Cents amount) -> Status {
        if (amount.is_zero()) return {};
        return ledger_.move(work, work.make_id<TransferId>(), resident, AccountKind::kSpendable, to,
                            TRY(PositiveCents::from(amount)), reason);
    };
    TRY(move(AccountKind::kSavings, package.savings));
    TRY(move(AccountKind::kPhone, package.phone));
    if (!package.credits.is_zero()) {
        TRY(ledger_.grant_credits(work, {work.make_id<TransferId>(),
                                         resident,
                                         TRY(PositiveCredits::from(package.credits)),
                                         {TransferKind::kMessageCredits, "from_facility", {}, {}}}));
    }
    for (const PackageObligation& obligation : package.obligations) {
        TRY(obligations_.set(work, work.make_id<ObligationId>(), resident, obligation.code, obligation.legal_basis,
                             TRY(PositiveCents::from(obligation.owed))));
    }
    return {};
}

Status PackageTransfers::note_refusal(Work& work, const Error& error) {
    return work.audit(record::Event::kPackageRefused, work.facility(), error.text_key, record::Outcome::kRefused);
}

Result<TakenPackage> PackageTransfers::take(Work& work, std::string_view file, const UnitId& unit,
                                            const std::string& number) {
    const Checked checked = TRY(check(work.db(), file, work.facility(), work.now()));
    const AccountPackage& package = checked.package;
    if (checked.taken) return Error(ErrorCode::kConflict, "This package was taken in before.", "imported_before");
    const ResidentId resident = TRY(arrive(work, package, unit, number));
    const BalanceSheet before = TRY(ledger_.balances(work.db(), resident));
    TRY(book(work, package, resident));
    const BalanceSheet after = TRY(ledger_.balances(work.db(), resident));
    const bool same = after.spendable == TRY(before.spendable.plus(package.spendable)) &&
                      after.savings == TRY(before.savings.plus(package.savings)) &&
                      after.phone == TRY(before.phone.plus(package.phone)) &&
                      after.credits == TRY(before.credits.plus(package.credits));
    if (!same) return Error(ErrorCode::kConflict, "The accounts do not hold what the package says.", "amounts_differ");
    const Cents cents = TRY(package.cents());
    TRY(
        work.db().run("INSERT INTO package_taken (id, facility, resident, cents, at_ms, by_id) "
                      "VALUES ($1, $2, $3, $4, $5, $6)",
                      package.id, package.from, resident, cents, work.now(), work.actor().staff_id()));
    TRY(work.audit(record::Event::kPackageTaken, package.id));
    return TakenPackage{resident, cents, package.credits, package.obligations.size()};
}

}  // namespace dayroom::facility
