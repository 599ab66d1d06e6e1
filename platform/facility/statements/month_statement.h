// What one resident's money did in one month, from the ledger's own entries: spendable, savings and phone together,
// with what is held. Opening balance and lines add up to the closing balance, line by line. For paper and for staff;
// the terminal's list is ledger/statement.h.
//
// A line is what the terminal shows as one: a deposit with its fee and deductions, a hold when it is charged, a
// correction. A move between the three accounts is a line of nothing.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "platform/facility/feed/own_names.h"
#include "platform/facility/residents/residents.h"
#include "platform/facility/statements/paper_words.h"
#include "platform/rules/calendar.h"

namespace dayroom::facility {

inline constexpr std::size_t kMaxMonthLines = 5'000;

/// What a rule took of a deposit.
struct MonthPart {
    std::string code;               // of the rule
    Names names;                    // the rule's own of that day
    Names legal_basis;              // by language, as the rule had it that day
    std::int64_t basis_points = 0;  // 0: a fixed sum
    Cents amount;
    bool into_savings = false;  // and so still in the balance
    Cents still_owed = {};      // of the debt that it pays, after it
};
/// How a deposit became what was left to spend: gross - fee - parts.
struct MonthSplit {
    Cents gross;
    Cents fee;
    std::vector<MonthPart> parts;
    Cents left;
};

struct MonthLine {
    Timestamp at;
    TransferId id;
    TransferKind kind = TransferKind::kAdjustment;
    std::string code;                 // of the reason
    std::string detail;               // of the reason, as people wrote it
    Names names;                      // the facility's own: of the kind of a charge, of the debt that was paid
    Cents change;                     // minus: less
    Cents balance;                    // after it
    std::optional<MonthSplit> split;  // of a deposit of which something was taken
};
struct MonthStatement {
    rules::LocalMonth month;
    std::string facility;
    std::string time_zone;
    std::string unit;
    StoredResident resident;
    Cents opening;
    Cents in;
    Cents out;
    Cents closing;  // opening + in - out
    // Of the closing balance, and beside it, at the month's end:
    Cents savings;
    Cents phone;
    Cents on_hold;                 // and not given back since: the terminal takes it off from the day it was set aside
    Cents owed;                    // of debts that were not suspended then, as the terminal says it
    std::vector<MonthLine> lines;  // oldest first
    bool truncated = false;        // there are more than kMaxMonthLines; the totals are of all

    /// What the terminal's page of this month ends with: spendable alone, without what is on hold.
    Cents to_spend() const { return Cents::of(closing.units() - savings.units() - phone.units() - on_hold.units()); }
};

/// One consistent read, from now back to the month's beginning: its time grows with what this person has had since, and
/// with nothing else of the ledger. kInvalid: no month; kNotFound.
Result<MonthStatement> read_month(database::Connection& connection, const ResidentId& resident,
                                  const std::string& month);

/// Of a deposit of which something was taken; nothing of any other line. `id`: of `line`.
Result<std::optional<MonthSplit>> split_of(database::Connection& connection, const TransferId& id,
                                           const wire::Transaction& line);
/// "Deposit: from Rosa Diaz".
std::string words_for(const MonthLine& line, const PaperWords& words);
/// "Court debt, 20 %, RCW 72.09.480". What the rule has no name for has the words for its code.
std::string words_for(const MonthPart& part, const PaperWords& words);

}  // namespace dayroom::facility
