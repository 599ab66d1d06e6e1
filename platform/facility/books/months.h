// Months that are closed: no transfer may be dated into one any more (the ledger refuses it, "month_closed"), and what
// every account held at its end is kept. What was wrong in it is put right by a new entry in the month that runs.
//
//   OPEN → CLOSED → OPEN (reopened, by another person) → CLOSED, with the next revision
//
// Months are closed in order, once they are over, and only when the books tie out. Only the last closed one may be
// reopened, with a reason, by anybody but whoever closed it. Months are those of the facility's clocks. A month is the
// times of its transfers, not their numbers: a clock that was set back may mix those. Lines of the bank without a
// counterpart do not keep a month open; they are counted with it. Source: design.md §4, decision 0015,
// docs/features/books.md.
//
// Closing takes three steps, so that the writer does not wait for seconds: add_up() on a reader, a tie-out on a reader,
// then close() on the writer, which refuses when something was dated into the month in between.
//
// Writes: the writer thread. Errors: kInvalid for no month; kConflict "month_not_over", "earlier_month_open",
// "month_closed", "month_open", "later_month_closed", "books_differ", "month_moved" (transfers were dated into it since
// it was added up: try again); kDenied "same_person".
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "platform/facility/admin/tie_out.h"
#include "platform/rules/calendar.h"

namespace dayroom::facility {

inline constexpr int kMaxMonths = 120;
inline constexpr std::size_t kMaxReopenReason = 400;  // code points

struct AccountBalance {
    std::int64_t account = 0;  // account.no
    std::int64_t balance = 0;
};
/// A month added up, before it is closed.
struct MonthSum {
    rules::LocalMonth month;
    std::int64_t through = 0;  // every transfer dated before the month's end has this number or a lower one
    std::int64_t seen = 0;     // the last transfer that there was
    std::int64_t entries = 0;  // transfers posted in it
    std::vector<AccountBalance> balances;
};
struct Month {
    enum class State { kRunning, kOpen, kClosed };
    rules::LocalMonth month;
    State state = State::kOpen;
    int revision = 0;  // 0: never closed
    std::int64_t entries = 0;
    std::int64_t unmatched_bank_lines = 0;  // when it was closed
    Timestamp closed;
    std::optional<ThingId> closed_by;
    std::string closed_by_name;  // of the staff account, or the token
    Timestamp reopened;
    std::string reopened_by_name;
    std::string reopened_reason;
};

class Months {
public:
    /// From the first transfer's month to the one that runs, newest first, at most kMaxMonths.
    static Result<std::vector<Month>> list(database::Connection& connection, Timestamp now);
    /// `name`: "2026-11". kNotFound: it has not begun.
    static Result<Month> find(database::Connection& connection, const std::string& name, Timestamp now);
    /// What the accounts hold at its end, by kind: of a closed month as it was kept then; of an open one what they hold
    /// now, which the tie-out proves, without the entries that are dated later; of the month that runs: now. Its time
    /// goes with the accounts, and with the entries since the month's end.
    static Result<std::vector<ControlTotal>> control(database::Connection& connection, const Month& month);

    /// Reads only, and may take seconds. Refuses what close() would.
    static Result<MonthSum> add_up(database::Connection& connection, const std::string& name, Timestamp now);
    /// `report`: a tie-out made after add_up().
    static Status close(Work& work, const MonthSum& sum, const TieOutReport& report);
    /// The balances that were kept stay on record, under their revision.
    static Status reopen(Work& work, const std::string& name, std::string_view reason);
};

}  // namespace dayroom::facility
