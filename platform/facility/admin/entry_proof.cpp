#include "platform/facility/admin/entry_proof.h"

#include <algorithm>
#include <array>
#include <map>
#include <unordered_map>

#include "platform/facility/admin/control_totals.h"

namespace dayroom::facility {
namespace {

struct Proof {
    std::int64_t unit = 0;
    bool of_house = false;
    std::string control;
    std::int64_t stored = 0;
    std::int64_t running = 0;  // of the entries so far
    std::optional<std::int64_t> rolled_through;
    std::int64_t rolled = 0;          // as the roll-up says
    std::int64_t running_rolled = 0;  // as the entries up to it say
};

Status add_to(std::int64_t& sum, std::int64_t amount) {
    if (__builtin_add_overflow(sum, amount, &sum)) return Error(ErrorCode::kTooLarge, "the entries pass 64 bits");
    return {};
}

class Proofs {
public:
    explicit Proofs(TieOutReport& report) : report_(report) {}

    Status load(database::Connection& connection) {
        return connection.each(
            "SELECT a.no, a.kind, a.unit, coalesce(a.code, ''), a.balance, r.through, r.balance FROM account a "
            "LEFT JOIN house_rollup r ON r.account = a.no",
            [&](const database::Row& row) {
                Proof& proof = accounts_[row.integer(0)];
                proof.of_house = row.integer(1) == static_cast<int>(AccountKind::kHouse);
                proof.control = control_kind(row.integer(1), row.text(3));
                proof.unit = row.integer(2);
                proof.stored = row.integer(4);
                if (row.is_null(5)) return;
                proof.rolled_through = row.integer(5);
                proof.rolled = row.integer(6);
                rolled_up_ = std::max(rolled_up_, row.integer(5));
            });
    }

    Status add(const database::Row& row) {
        const std::int64_t no = row.integer(0);
        const std::int64_t unit = row.integer(4);
        report_.through = no;
        ++report_.transfers;
        Proof& debit = accounts_[row.integer(2)];
        Proof& credit = accounts_[row.integer(3)];
        if (debit.unit != unit || credit.unit != unit)
            add_difference(report_, {"unit", row.integer(2), no, unit, debit.unit});
        const std::int64_t phase = row.integer(1);
        if (phase != 1 && phase != 3) return {};
        report_.entries += 2;
        const std::int64_t amount = row.integer(5);
        TRY(book(debit, no, -amount));
        TRY(book(credit, no, amount));
        TRY(add_to(sums_.at(debit.unit == 2 ? 1 : 0), -amount));
        TRY(add_to(sums_.at(credit.unit == 2 ? 1 : 0), amount));
        check_after(debit, row, 2, 6);
        check_after(credit, row, 3, 7);
        return {};
    }

    Status finish() {
        std::map<std::pair<std::int64_t, std::string>, ControlTotal> totals;
        std::vector<std::int64_t> numbers;
        for (const auto& [no, proof] : accounts_) numbers.push_back(no);
        std::sort(numbers.begin(), numbers.end());
        for (const std::int64_t no : numbers) {
            const Proof& proof = accounts_.at(no);
            if (!proof.of_house && proof.stored != proof.running)
                add_difference(report_, {"balance", no, 0, proof.stored, proof.running});
            if (proof.rolled_through && proof.rolled != proof.running_rolled)
                add_difference(report_, {"roll_up", no, 0, proof.rolled, proof.running_rolled});
            if (proof.unit == 0) continue;  // a transfer names it, and there is no such account
            ++report_.accounts;
            add_control(totals[{proof.unit, proof.control}], proof);
        }
        for (const std::int64_t sum : sums_) {
            if (sum != 0) add_difference(report_, {"unit_sum", 0, 0, 0, sum});
        }
        for (auto& [key, total] : totals) report_.control.push_back(std::move(total));
        return {};
    }

private:
    /// A roll-up covers all accounts of the house: one that has none yet has no entry before it either.
    Status book(Proof& proof, std::int64_t no, std::int64_t amount) {
        TRY(add_to(proof.running, amount));
        if (!proof.of_house) return {};
        if (proof.rolled_through && no <= *proof.rolled_through) TRY(add_to(proof.running_rolled, amount));
        if (no > rolled_up_) TRY(add_to(proof.stored, amount));
        return {};
    }
    /// What a transfer says that was in the account after it follows from all that were posted to it before.
    void check_after(const Proof& proof, const database::Row& row, int account, int after) {
        if (proof.of_house || (!row.is_null(after) && row.integer(after) == proof.running)) return;
        add_difference(report_, {"balance_after", row.integer(account), row.integer(0),
                                 row.is_null(after) ? 0 : row.integer(after), proof.running});
    }
    void add_control(ControlTotal& total, const Proof& proof) {
        total.kind = proof.control;
        total.unit = proof.unit;
        ++total.accounts;
        total.stored += proof.of_house ? proof.rolled + proof.stored : proof.stored;
        total.computed += proof.running;
        std::int64_t& whole = proof.of_house ? (proof.unit == 1 ? report_.house_cents : report_.house_credits)
                                             : (proof.unit == 1 ? report_.resident_cents : report_.resident_credits);
        whole += proof.running;
    }

    TieOutReport& report_;
    std::unordered_map<std::int64_t, Proof> accounts_;  // by account.no
    std::int64_t rolled_up_ = 0;                        // transfer.no
    std::array<std::int64_t, 2> sums_{};                // of all entries: cents, credits
};

}  // namespace

void add_difference(TieOutReport& report, TieOutDifference difference) {
    if (report.differences.size() < kMaxDifferences) report.differences.push_back(std::move(difference));
}

Status prove_entries(database::Connection& connection, TieOutReport& report) {
    Proofs proofs(report);
    TRY(proofs.load(connection));
    TRY(
        connection.each("SELECT no, phase, debit, credit, unit, amount, debit_after, credit_after FROM transfer "
                        "ORDER BY no",
                        [&](const database::Row& row) { return proofs.add(row); }));
    return proofs.finish();
}

}  // namespace dayroom::facility
