// The bank's statement beside the books: its lines as the trust office has them, each matched to the entries of the
// house account "cash" that it is about.
//
// A line is matched by itself when references and directions are the same, the days are at most kMatchDays apart, and
// the amounts are equal: that of all free entries of the reference together (parts of one deposit slip), or else that
// of one of them. Everything else is matched by hand, where neither reference nor day counts, but the amounts must be
// the same to the cent; what is left is listed. Entries are those that were read off the ledger (read_off.h): whoever
// asks reads off first.
//
// A line is never removed: one that was entered by mistake is struck, with the reason; one that is matched is unmatched
// first. Nothing here moves money, or keeps a month open. Days are the facility's. Source: docs/features/books.md.
//
// Writes: the writer thread; each is in the audit log. Errors: kNotFound; kInvalid for a day, a reference or a text
// that may not be; kConflict with "matched_already", "not_matched", "amount_differs", "struck".
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "platform/facility/feed/work.h"
#include "platform/facility/ledger/types.h"

namespace dayroom::facility {

using BankLineId = Id<struct BankLineTag>;

inline constexpr std::size_t kMaxBankReference = 80;      // code points
inline constexpr std::size_t kMaxBankText = 200;          // code points, of a line's text and of a reason
inline constexpr std::size_t kMaxBankLines = 1'000;       // of one call
inline constexpr int kBankPage = 500;                     // lines of one answer
inline constexpr std::size_t kMaxMatchedEntries = 1'000;  // a whole file of deposits (kMaxDepositLines)
/// A bank books a deposit later than the facility does, but not weeks later.
inline constexpr int kMatchDays = 10;

/// Stored: never renumber.
enum class BankDirection : std::uint8_t { kIn = 1, kOut = 2 };
enum class BankMatch : std::uint8_t { kNone = 0, kByReference = 1, kByHand = 2 };

struct NewBankLine {
    std::string day;  // "2026-11-20"
    BankDirection direction;
    PositiveCents amount;
    std::string reference;
    std::string text;
};
struct BankLine {
    BankLineId id;
    std::string day;
    BankDirection direction = BankDirection::kIn;
    Cents amount;
    std::string reference;
    std::string text;
    BankMatch matched = BankMatch::kNone;
    bool struck = false;
    std::string struck_reason;
    std::vector<TransferId> entries;  // that it is matched to
};
enum class BankFilter { kAll, kUnmatched, kMatched, kStruck };

/// An entry of "cash" as it stands beside the bank's lines.
struct CashEntry {
    TransferId transfer;
    std::string day;
    Timestamp at;
    BankDirection direction = BankDirection::kIn;
    Cents amount;
    TransferKind kind = TransferKind::kAdjustment;
    std::string reference;
    std::string resident_number;  // empty: nobody's
};
struct SideTotal {
    Cents in;
    Cents out;
    std::int64_t lines = 0;
};
struct Reconciliation {
    SideTotal bank;     // lines that are not struck
    SideTotal books;    // entries of "cash"
    SideTotal matched;  // of the bank's
    std::vector<BankLine> unmatched_bank;
    std::vector<CashEntry> unmatched_books;  // that no line shows yet
    bool truncated = false;                  // more than kBankPage of one of them
};

/// References are compared without case and spaces.
std::string reference_key(std::string_view reference);

class Bank {
public:
    struct Added {
        std::vector<BankLineId> ids;  // of every line given, in its order
        int added = 0;
        int known = 0;  // there already, with the same day, direction, amount and reference
    };
    /// What add() would refuse.
    static Status check(const NewBankLine& line);
    /// All or none. A line that is there already is not added again, so that overlapping files do no harm.
    static Result<Added> add(Work& work, const std::vector<NewBankLine>& lines);
    /// By hand: the entries together are the line.
    static Status match(Work& work, const BankLineId& id, const std::vector<TransferId>& entries);
    static Status unmatch(Work& work, const BankLineId& id);
    /// `reason`: 1 to kMaxBankText code points.
    static Status strike(Work& work, const BankLineId& id, std::string_view reason);
    /// After entries or lines of this reference came: matches what it can of it. `key`: of reference_key().
    static Status match_reference(Work& work, std::string_view key);

    static Result<BankLine> find(database::Connection& connection, const BankLineId& id);
    /// Newest day first; `after`: the last one of the page before; `limit`: 1 to kBankPage. `from`, `to`: days, both of
    /// them in it.
    static Result<std::vector<BankLine>> list(database::Connection& connection, BankFilter filter,
                                              const std::string& from, const std::string& to,
                                              const std::optional<BankLineId>& after, int limit);
    /// That a line is matched to, in the order in which they were booked.
    static Result<std::vector<CashEntry>> entries_of(database::Connection& connection, const BankLineId& id);
    /// Both sides of these days, and what has no counterpart.
    static Result<Reconciliation> reconcile(database::Connection& connection, const std::string& from,
                                            const std::string& to);
};

}  // namespace dayroom::facility
