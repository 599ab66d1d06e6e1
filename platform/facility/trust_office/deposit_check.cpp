// What is wrong with which line of a file of deposits, and what the others would book.
#include <map>

#include "platform/facility/feed/plain_text.h"
#include "platform/facility/trust_office/deposit_batches.h"
#include "platform/wire/limits.h"

namespace dayroom::facility {
namespace {

/// A resident as the lines before have left them.
struct Account {
    ResidentId id;
    std::string name;
    bool here = true;
    bool stopped = false;
    std::int64_t balance = 0;
    Debts debts;
};

struct BookedBefore {
    TransferId transfer;
    ResidentId resident;
    std::int64_t gross;
    std::int64_t fee;
};

std::string problem_of_fields(const DepositLine& line) {
    if (!line.problem.empty()) return line.problem;
    if (!is_plain_line(line.reference, kMaxDepositReference)) return "reference is one line of 1 to 64 characters";
    if (!is_plain_code(line.source)) return "source is a code of 1 to 48 of a-z, 0-9, '_', '.', '-'";
    if (line.resident_number.empty() || line.resident_number.size() > wire::kMaxResidentNumberCharacters)
        return "resident_number has 1 to 24 characters";
    if (line.cents < 1 || line.cents > kMaxCommandUnits) return "cents is from 1 to 100,000,000";
    if (line.fee < 0 || line.fee >= line.cents) return "fee_cents is zero or more and below cents";
    if (!line.detail.empty() && !is_plain_line(line.detail, wire::kMaxNameCharacters))
        return "detail is one line of at most 120 characters";
    return {};
}

class DepositCheck {
public:
    DepositCheck(database::Connection& connection, Timestamp now) : connection_(connection), now_(now) {}

    Status begin() {
        rules_ = TRY(read_deduction_rules(connection_)).rules;
        return {};
    }
    Status add(const DepositLine& line);
    DepositReport take() { return std::move(report_); }

private:
    Status look_up(DepositReportLine& entry);

    Status split(DepositReportLine& entry);

    Status count(const DepositReportLine& entry);

    /// Nothing when nobody has this number. Stays where it is.
    Result<Account*> account_of(const std::string& number);

    database::Connection& connection_;
    Timestamp now_;
    std::vector<StoredRule> rules_;
    std::map<std::string, std::optional<Account>> accounts_;
    std::map<std::pair<std::string, std::string>, int> met_;
    DepositReport report_;
};

Status DepositCheck::add(const DepositLine& line) {
    DepositReportLine& entry = report_.lines.emplace_back();
    entry.line = line;
    entry.problem = problem_of_fields(line);
    if (entry.problem.empty()) TRY(look_up(entry));
    if (entry.problem.empty() && entry.state == DepositReportLine::State::kBooks) TRY(split(entry));
    if (!entry.problem.empty()) entry.state = DepositReportLine::State::kWrong;
    return count(entry);
}

Status DepositCheck::look_up(DepositReportLine& entry) {
    const DepositLine& line = entry.line;
    const auto [met, is_new] = met_.try_emplace({line.source, line.reference}, line.line);
    if (!is_new) {
        entry.problem = "the same source and reference stand in line " + std::to_string(met->second);
        return {};
    }
    Account* account = TRY(account_of(line.resident_number));
    if (account != nullptr) {
        entry.resident = account->id;
        entry.resident_name = account->name;
    }
    const auto before = TRY(connection_.first(
        "SELECT t.id, t.resident, d.gross, d.fee FROM deposit_reference f JOIN deposit d ON d.transfer = f.deposit "
        "JOIN transfer t ON t.no = d.transfer WHERE f.source = $1 AND f.reference = $2",
        [](const database::Row& row) {
            return BookedBefore{row.id<TransferId>(0), row.id<ResidentId>(1), row.integer(2), row.integer(3)};
        },
        line.source, line.reference));
    if (before) {
        entry.transfer = before->transfer;
        entry.state = DepositReportLine::State::kBookedBefore;
        if (entry.resident != before->resident || before->gross != line.cents || before->fee != line.fee)
            entry.problem = "this source and reference were booked for somebody else or another sum";
    } else if (account == nullptr) {
        entry.problem = "no resident has this number";
    } else if (!account->here) {
        entry.problem = "this resident has left the facility";
    }
    return {};
}

Status DepositCheck::split(DepositReportLine& entry) {
    Account& account = *TRY(account_of(entry.line.resident_number));
    if (account.balance + entry.line.cents > wire::kMaxLedgerUnits) {
        entry.problem = "the balance would pass the ledger's ceiling";
        return {};
    }
    const PositiveCents arrived = TRY(PositiveCents::of(entry.line.cents - entry.line.fee));
    entry.split = TRY(split_deposit(rules_, arrived, entry.line.source, now_, account.debts));
    if (account.stopped && (entry.line.fee > 0 || !entry.split.parts.empty())) {
        entry.problem = "spending from this account is stopped by a tie-out";
        return {};
    }
    pay_debts(account.debts, entry.split);
    account.balance += entry.split.left.units();
    return {};
}

Status DepositCheck::count(const DepositReportLine& entry) {
    if (entry.state == DepositReportLine::State::kWrong) ++report_.wrong;
    if (entry.state == DepositReportLine::State::kBookedBefore) ++report_.booked_before;
    if (entry.state != DepositReportLine::State::kBooks) return {};
    ++report_.books;
    const Cents gross = Cents::of(entry.line.cents);
    const Cents fee = Cents::of(entry.line.fee);
    const Cents taken = TRY(TRY(gross.minus(fee)).minus(entry.split.left));
    report_.gross = TRY(report_.gross.plus(gross));
    report_.fee = TRY(report_.fee.plus(fee));
    report_.deductions = TRY(report_.deductions.plus(taken));
    report_.left = TRY(report_.left.plus(entry.split.left));
    return {};
}

Result<Account*> DepositCheck::account_of(const std::string& number) {
    const auto known = accounts_.find(number);
    if (known != accounts_.end()) return known->second ? &*known->second : nullptr;
    auto found = TRY(connection_.first(
        "SELECT r.id, r.given_name, r.family_name, r.state, a.stopped, a.balance FROM resident r JOIN account a "
        "ON a.resident = r.id AND a.kind = 1 WHERE r.number = $1",
        [](const database::Row& row) {
            return Account{row.id<ResidentId>(0), row.string(1) + " " + row.string(2),
                           row.integer(3) == 1,   row.flag(4),
                           row.integer(5),        {}};
        },
        number));
    if (found) found->debts = TRY(read_debts(connection_, found->id));
    std::optional<Account>& kept = accounts_[number] = std::move(found);
    return kept ? &*kept : nullptr;
}

Result<std::string> problem_of_file(const DepositFile& file) {
    if (!file.problem.empty()) return file.problem;
    if (file.lines.empty()) return std::string("no line");
    if (file.lines.size() > kMaxDepositLines) return std::string("more than 1,000 lines");
    if (!is_plain_line(file.name, wire::kMaxNameCharacters))
        return std::string("a file has a name of one line, at most 120 characters");
    if (file.control_lines && *file.control_lines != static_cast<std::int64_t>(file.lines.size()))
        return "control_lines says " + std::to_string(*file.control_lines) + ", there are " +
               std::to_string(file.lines.size());
    Cents sum;
    for (const DepositLine& line : file.lines) {
        if (line.cents >= 1 && line.cents <= kMaxCommandUnits) sum = TRY(sum.plus(Cents::of(line.cents)));
    }
    if (file.control_cents && *file.control_cents != sum.units())
        return "control_cents says " + std::to_string(*file.control_cents) + ", the lines add up to " +
               std::to_string(sum.units());
    return std::string();
}

}  // namespace

const char* name_of(DepositReportLine::State state) {
    switch (state) {
        case DepositReportLine::State::kBooks:
            return "books";
        case DepositReportLine::State::kBookedBefore:
            return "booked_before";
        default:
            return "wrong";
    }
}

Result<DepositReport> DepositBatches::check(database::Connection& connection, const DepositFile& file, Timestamp now) {
    DepositCheck check(connection, now);
    TRY(check.begin());
    if (file.lines.size() <= kMaxDepositLines) {
        for (const DepositLine& line : file.lines) TRY(check.add(line));
    }
    DepositReport report = check.take();
    report.problem = TRY(problem_of_file(file));
    return report;
}

}  // namespace dayroom::facility
