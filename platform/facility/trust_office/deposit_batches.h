// Files of deposits: from a lockbox, a kiosk company, the payroll of the facility's jobs. Every line is checked, told
// what it would book, and booked at most once: a source and the sender's own reference are unique over all files and
// all deposits that were entered by hand, for ever. Format: docs/formats/dayroom-deposits-1.schema.json.
//
// All lines of a file are booked in one transaction, or none: unless the caller asks for the valid ones. What is wrong
// with the whole file (cut off, other totals than it should have) is never booked in part.
//
// Writes: the writer thread. A check reads, on any connection.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "platform/facility/ledger/deposits.h"

namespace dayroom::facility {

using DepositBatchId = Id<struct DepositBatchTag>;

inline constexpr const char* kDepositsFormat = "dayroom-deposits-1";
inline constexpr std::size_t kMaxDepositLines = 1'000;
inline constexpr std::size_t kMaxDepositReference = 64;  // code points
inline constexpr int kDepositBatchPage = 500;

/// As it stands in the file.
struct DepositLine {
    int line = 0;  // from 1
    std::string reference;
    std::string source;
    std::string resident_number;
    std::int64_t cents = 0;
    std::int64_t fee = 0;
    std::string detail;
    std::string problem;  // not empty: it could not be read
};
struct DepositFile {
    std::string name;
    std::vector<DepositLine> lines;
    std::string problem;  // not empty: the whole of it could not be read
    std::optional<std::int64_t> control_lines;
    std::optional<std::int64_t> control_cents;
};

struct DepositReportLine {
    enum class State { kBooks, kBookedBefore, kWrong };
    DepositLine line;
    State state = State::kBooks;
    std::string problem;
    std::optional<ResidentId> resident;
    std::string resident_name;
    DeductionResult split;               // of a line that books
    std::optional<TransferId> transfer;  // booked now, or before
};
/// "books", "booked_before", "wrong".
const char* name_of(DepositReportLine::State state);

struct DepositReport {
    std::string problem;  // of the whole file
    std::vector<DepositReportLine> lines;
    int books = 0;
    int booked_before = 0;
    int wrong = 0;
    // of the lines that book
    Cents gross;
    Cents fee;
    Cents deductions;
    Cents left;
    bool may_apply(bool valid_lines) const { return problem.empty() && (wrong == 0 || valid_lines); }
};

struct DepositBatch {
    DepositBatchId id;
    std::string name;
    Timestamp made;
    std::optional<ThingId> made_by;
    int lines = 0;
    int booked = 0;
    int booked_before = 0;
    int wrong = 0;
    Cents gross;
    Cents left;
};
struct BookedLine {
    int line = 0;
    std::string reference;
    std::string source;
    ResidentId resident;
    std::string resident_number;
    TransferId transfer;
    Cents gross;
    Cents fee;
    Cents left;
    std::vector<DeductionPart> parts;
    bool voided = false;
};

class DepositBatches {
public:
    explicit DepositBatches(Deposits& deposits) : deposits_(deposits) {}

    /// What book() would do at `now`.
    static Result<DepositReport> check(database::Connection& connection, const DepositFile& file, Timestamp now);
    /// Books the lines. kInvalid when the report says that it may not be applied.
    Result<DepositReport> book(Work& work, const DepositBatchId& id, const DepositFile& file, bool valid_lines);

    /// For a deposit that was entered by hand. kConflict "booked_before".
    static Status remember(Work& work, const Deposit& deposit, const std::string& reference,
                           std::optional<std::int64_t> batch = std::nullopt, int line = 0);

    // ---- reads, on any connection; newest first, and by line
    static Result<std::vector<DepositBatch>> list(database::Connection& connection, int limit, int offset);
    static Result<std::optional<DepositBatch>> find(database::Connection& connection, const DepositBatchId& id);
    static Result<std::vector<BookedLine>> lines(database::Connection& connection, const DepositBatchId& id, int limit,
                                                 int offset);

private:
    Deposits& deposits_;
};

}  // namespace dayroom::facility
