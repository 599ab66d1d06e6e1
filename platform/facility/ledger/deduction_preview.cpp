#include "platform/facility/ledger/deduction_preview.h"

#include <algorithm>

#include "platform/facility/ledger/obligation_steps.h"

namespace dayroom::facility {
namespace {

struct PastDeposit {
    std::int64_t no = 0;
    ResidentId resident;
    std::string number;
    std::string source;
    Cents gross;
    Cents fee;
    Cents left;
};

Result<std::vector<PastDeposit>> past_deposits(database::Connection& connection, const PreviewPeriod& period) {
    std::vector<PastDeposit> all;
    TRY(connection.each(
        "SELECT d.transfer, t.resident, r.number, d.source, d.gross, d.fee, d.left_over FROM deposit d "
        "JOIN transfer t ON t.no = d.transfer JOIN resident r ON r.id = t.resident WHERE t.at_ms >= $1 "
        "AND t.at_ms < $2 AND NOT EXISTS (SELECT 1 FROM transfer c WHERE c.corrects = d.transfer) "
        "ORDER BY r.number, d.transfer LIMIT $3",
        [&](const database::Row& row) {
            all.push_back({row.integer(0), row.id<ResidentId>(1), row.string(2), row.string(3), row.cents(4),
                           row.cents(5), row.cents(6)});
        },
        period.from, period.until, kMaxPreviewDeposits + 1));
    if (all.size() > static_cast<std::size_t>(kMaxPreviewDeposits))
        return Error(ErrorCode::kTooLarge, "More than 50,000 deposits: choose a shorter period.");
    return all;
}

/// One obligation as it was at any transfer.
struct History {
    struct Moment {
        std::int64_t through;
        std::int64_t owed;
        bool suspended;
    };
    std::string code;
    std::vector<Moment> moments;

    const Moment* before(std::int64_t transfer) const {
        const Moment* last = nullptr;
        for (const Moment& moment : moments) {
            if (moment.through >= transfer) break;
            last = &moment;
        }
        return last;
    }
};

Result<std::vector<History>> histories_of(database::Connection& connection, const ResidentId& resident) {
    std::map<ObligationId, History> by_id;
    TRY(connection.each(
        "SELECT o.id, o.code, s.what, s.owed, s.through FROM obligation o JOIN obligation_step s ON s.obligation = "
        "o.id WHERE o.resident = $1 ORDER BY o.id, s.position",
        [&](const database::Row& row) {
            History& history = by_id[row.id<ObligationId>(0)];
            history.code = row.string(1);
            const auto what = static_cast<ObligationChange>(row.integer(2));
            bool suspended = !history.moments.empty() && history.moments.back().suspended;
            if (what == ObligationChange::kSuspended) suspended = true;
            if (what == ObligationChange::kResumed) suspended = false;
            history.moments.push_back({row.integer(4), row.integer(3), suspended});
        },
        resident));
    std::vector<History> all;
    for (auto& [id, history] : by_id) all.push_back(std::move(history));
    return all;
}

/// One resident's deposits, run again.
class Replay {
public:
    Replay(database::Connection& connection, const std::vector<StoredRule>& rules, Timestamp as_of,
           DeductionPreview& out)
        : connection_(connection), rules_(rules), as_of_(as_of), out_(out) {}

    Status begin(const PastDeposit& first) {
        histories_ = TRY(histories_of(connection_, first.resident));
        difference_ = {first.resident, first.number, 0, {}, {}};
        unpaid_.clear();
        ++out_.residents;
        return {};
    }
    Status run(const PastDeposit& deposit) {
        const Debts then = debts_before(deposit.no);
        Debts simulated;
        for (const auto& [code, owed] : then) {
            const std::int64_t still = owed.units() + unpaid_[code];
            if (still > 0) simulated[code] = Cents::of(still);
        }
        const PositiveCents arrived = TRY(PositiveCents::from(TRY(deposit.gross.minus(deposit.fee))));
        const DeductionResult after = TRY(split_deposit(rules_, arrived, deposit.source, as_of_, simulated));
        TRY(count_recorded(deposit, then));
        for (const DeductionPart& part : after.parts) {
            TRY(add(out_.after.parts[part.code], part.amount));
            const auto debt = simulated.find(part.code);
            if (!part.into_savings && debt != simulated.end())
                unpaid_[part.code] -= std::min(part.amount, debt->second).units();
        }
        ++out_.deposits;
        ++difference_.deposits;
        TRY(add(out_.gross, deposit.gross));
        TRY(add(out_.before.left, deposit.left));
        TRY(add(out_.after.left, after.left));
        TRY(add(difference_.left_before, deposit.left));
        return add(difference_.left_after, after.left);
    }
    void end() {
        if (difference_.difference() != 0) out_.changed.push_back(difference_);
    }

private:
    static Status add(Cents& to, Cents more) {
        to = TRY(to.plus(more));
        return {};
    }
    /// By code what was owed and not suspended. A code stays in it when it was paid off by then: other rules may have
    /// paid less.
    Debts debts_before(std::int64_t transfer) const {
        Debts debts;
        for (const History& history : histories_) {
            const History::Moment* moment = history.before(transfer);
            if (moment == nullptr || moment->suspended) continue;
            Cents& owed = debts[history.code];
            owed = Cents::of(owed.units() + moment->owed);
        }
        return debts;
    }
    Status count_recorded(const PastDeposit& deposit, const Debts& then) {
        return connection_.each(
            "SELECT code, amount, into_savings FROM deposit_part WHERE deposit = $1",
            [&](const database::Row& row) -> Status {
                const std::string code = row.string(0);
                const auto debt = then.find(code);
                if (!row.flag(2) && debt != then.end()) unpaid_[code] += std::min(row.integer(1), debt->second.units());
                return add(out_.before.parts[code], row.cents(1));
            },
            deposit.no);
    }

    database::Connection& connection_;
    const std::vector<StoredRule>& rules_;
    Timestamp as_of_;
    DeductionPreview& out_;
    std::vector<History> histories_;
    ResidentDifference difference_;
    std::map<std::string, std::int64_t> unpaid_;  // by code: paid in fact so far, less what these rules had paid
};

}  // namespace

Result<DeductionPreview> preview_deduction_rules(database::Connection& connection, const std::vector<StoredRule>& rules,
                                                 const PreviewPeriod& period) {
    TRY(check_deduction_rules(rules));
    if (period.until <= period.from) return Error(ErrorCode::kInvalid, "A period ends after it begins.");
    const std::vector<PastDeposit> deposits = TRY(past_deposits(connection, period));
    DeductionPreview out;
    Replay replay(connection, rules, period.as_of, out);
    for (std::size_t at = 0; at < deposits.size(); ++at) {
        if (at == 0 || deposits[at].resident != deposits[at - 1].resident) TRY(replay.begin(deposits[at]));
        TRY(replay.run(deposits[at]));
        if (at + 1 == deposits.size() || deposits[at + 1].resident != deposits[at].resident) replay.end();
    }
    std::sort(out.changed.begin(), out.changed.end(), [](const ResidentDifference& a, const ResidentDifference& b) {
        const std::int64_t one = std::abs(a.difference());
        const std::int64_t other = std::abs(b.difference());
        return one != other ? one > other : a.number < b.number;
    });
    return out;
}

}  // namespace dayroom::facility
