#include "platform/facility/trust_office/site_charges.h"

#include <set>

#include "platform/facility/feed/plain_text.h"
#include "platform/facility/ledger/debt_names.h"
#include "platform/wire/limits.h"

namespace dayroom::facility {
namespace {

struct Charged {
    ChargeKind kind;
    PositiveCents cents;
};

Result<Charged> charged_by(database::Connection& connection, const SiteCharge& charge) {
    TRY(check_trust_reason(charge.reason));
    for (const ChargeKind& kind : TRY(read_charge_kinds(connection))) {
        if (kind.code != charge.kind) continue;
        if (kind.cents.is_zero() != charge.cents.has_value())
            return Error(ErrorCode::kInvalid, kind.cents.is_zero() ? "This kind of charge needs \"cents\"."
                                                                   : "This kind of charge has a price of its own.");
        return Charged{kind, charge.cents ? *charge.cents : TRY(PositiveCents::from(kind.cents))};
    }
    return Error(ErrorCode::kNotFound, "There is no such kind of charge.");
}

Result<std::vector<ResidentId>> residents_of(database::Connection& connection, const UnitId& unit) {
    if (TRY(connection.number("SELECT count(*) FROM housing_unit WHERE id = $1", unit)) == 0)
        return Error(ErrorCode::kNotFound, "There is no such unit.");
    std::vector<ResidentId> all;
    TRY(connection.each(
        "SELECT id FROM resident WHERE unit = $1 AND state = 1 ORDER BY number LIMIT $2",
        [&](const database::Row& row) { all.push_back(row.id<ResidentId>(0)); }, unit,
        static_cast<std::int64_t>(kMaxChargedResidents + 1)));
    return all;
}

Result<std::vector<ResidentId>> who_is_charged(database::Connection& connection, const SiteCharge& charge) {
    if (charge.unit.has_value() == !charge.residents.empty())
        return Error(ErrorCode::kInvalid, "Either residents or a unit are charged.");
    std::vector<ResidentId> all = charge.unit ? TRY(residents_of(connection, *charge.unit)) : charge.residents;
    if (all.size() > kMaxChargedResidents) return Error(ErrorCode::kTooLarge, "At most 500 residents at a time.");
    if (std::set<ResidentId>(all.begin(), all.end()).size() != all.size())
        return Error(ErrorCode::kInvalid, "A resident is there twice.");
    return all;
}

Result<SiteChargeLine> check_one(database::Connection& connection, const ResidentId& resident, const Charged& charged) {
    struct Found {
        std::string number;
        bool here;
        bool stopped;
        std::int64_t available;
    };
    const auto found = TRY(connection.first(
        "SELECT r.number, r.state = 1, a.stopped, a.balance - a.held FROM resident r JOIN account a ON a.resident = "
        "r.id AND a.kind = 1 WHERE r.id = $1",
        [](const database::Row& row) {
            return Found{row.string(0), row.flag(1), row.flag(2), row.integer(3)};
        },
        resident));
    SiteChargeLine line;
    line.resident = resident;
    line.state = SiteChargeLine::State::kRefused;
    if (!found) {
        line.problem = "there is no such resident";
        return line;
    }
    line.resident_number = found->number;
    if (!found->here) {
        line.problem = "this resident has left the facility";
    } else if (found->stopped) {
        line.problem = "spending from this account is stopped by a tie-out";
    } else if (found->available >= charged.cents.units()) {
        line.state = SiteChargeLine::State::kCharged;
    } else if (charged.kind.may_be_owed) {
        line.state = SiteChargeLine::State::kOwed;
    } else {
        line.problem = "not enough in the account";
    }
    return line;
}

Status count_line(SiteChargeReport& report, const SiteChargeLine& line, Cents cents) {
    switch (line.state) {
        case SiteChargeLine::State::kCharged:
            ++report.charged;
            report.charged_cents = TRY(report.charged_cents.plus(cents));
            break;
        case SiteChargeLine::State::kOwed:
            ++report.owed;
            report.owed_cents = TRY(report.owed_cents.plus(cents));
            break;
        default:
            ++report.refused;
    }
    return {};
}

}  // namespace

const char* name_of(SiteChargeLine::State state) {
    switch (state) {
        case SiteChargeLine::State::kCharged:
            return "charged";
        case SiteChargeLine::State::kOwed:
            return "owed";
        default:
            return "refused";
    }
}

Result<std::vector<ChargeKind>> read_charge_kinds(database::Connection& connection) {
    std::vector<ChargeKind> all;
    TRY(connection.each("SELECT code, names, cents, may_be_owed FROM charge_kind WHERE active = 1 ORDER BY position",
                        [&](const database::Row& row) {
                            all.push_back({row.string(0), split_names(row.text(1)), row.cents(2), row.flag(3)});
                        }));
    return all;
}

Status set_charge_kinds(Work& work, const std::vector<ChargeKind>& kinds) {
    if (kinds.size() > kMaxChargeKinds) return Error(ErrorCode::kTooLarge, "At most 100 kinds of charges.");
    const DebtNames before = TRY(DebtNames::of_all(work.db()));
    TRY(work.db().run("UPDATE charge_kind SET active = 0"));
    std::set<std::string_view> codes;
    int position = 0;
    for (const ChargeKind& kind : kinds) {
        if (!is_plain_code(kind.code) || kind.names.empty() || kind.cents.is_negative() ||
            kind.cents.units() > kMaxCommandUnits)
            return Error(ErrorCode::kInvalid, "A kind of charge has a code, a name and a price of zero or more.");
        if (Status names = check_names(kind.names); !names.ok())
            return names.take_error().while_doing("Kind of charge " + kind.code);
        if (!codes.insert(kind.code).second) return Error(ErrorCode::kInvalid, "A kind of charge is there twice.");
        TRY(work.db().run(
            "INSERT INTO charge_kind (code, position, names, cents, may_be_owed, active) VALUES ($1, $2, $3, $4, $5, "
            "1) ON CONFLICT (code) DO UPDATE SET position = excluded.position, names = excluded.names, "
            "cents = excluded.cents, may_be_owed = excluded.may_be_owed, active = 1",
            kind.code, ++position, join_names(kind.names), kind.cents, kind.may_be_owed));
    }
    TRY(before.tell_changed(work));
    return work.audit(record::Event::kPolicyChanged, work.facility(), "charge_kinds");
}

Result<SiteChargeReport> SiteCharges::check(database::Connection& connection, const SiteCharge& charge) {
    const Charged charged = TRY(charged_by(connection, charge));
    SiteChargeReport report;
    for (const ResidentId& resident : TRY(who_is_charged(connection, charge))) {
        report.lines.push_back(TRY(check_one(connection, resident, charged)));
        TRY(count_line(report, report.lines.back(), charged.cents.amount()));
    }
    return report;
}

Result<SiteChargeReport> SiteCharges::charge(Work& work, const SiteCharge& charge, bool valid_lines) {
    SiteChargeReport report = TRY(check(work.db(), charge));
    if (report.refused > 0 && !valid_lines)
        return Error(ErrorCode::kInvalid, "A charge is refused: nobody was charged.");
    const Charged charged = TRY(charged_by(work.db(), charge));
    for (SiteChargeLine& line : report.lines) {
        if (line.state == SiteChargeLine::State::kRefused) continue;
        TRY(charge_one(work, charged.kind, charged.cents, charge.reason, line));
    }
    return report;
}

Status SiteCharges::charge_one(Work& work, const ChargeKind& kind, PositiveCents cents, const std::string& reason,
                               SiteChargeLine& line) {
    const bool owed = line.state == SiteChargeLine::State::kOwed;
    const Charge one{work.make_id<TransferId>(),
                     line.resident,
                     cents,
                     "revenue/" + kind.code,
                     {TransferKind::kAdjustment, owed ? "charge_owed" : "charge", reason, {}}};
    TRY(owed ? obligations_.charge(work, one, kind.code) : ledger_.charge(work, one));
    line.transfer = one.id;
    return work.audit(record::Event::kTransferPosted, one.id, "charge." + kind.code);
}

}  // namespace dayroom::facility
