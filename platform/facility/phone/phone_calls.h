// Calls, as the phone company tells them: files of call records, each charged to the resident's phone account once. A
// record's number is unique for ever, so a file that is sent twice books once. Format:
// docs/formats/dayroom-calls-1.schema.json.
//
// A call costs what the record says, and never more than the facility's rates allow for its day: then the line is
// wrong. What the balance does not cover is told as a difference and charged to nobody. All lines of a file are booked
// in one transaction, or none: unless the caller asks for the valid ones.
//
// Writes: the writer thread. Reads: any connection.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "platform/facility/ledger/ledger.h"

namespace dayroom::facility {

using PhoneBatchId = Id<struct PhoneBatchTag>;

inline constexpr const char* kCallsFormat = "dayroom-calls-1";
inline constexpr std::size_t kMaxCallLines = 1'000;
inline constexpr std::size_t kMaxCallRecord = 64;  // code points of the phone company's number of a call
inline constexpr int kCallPage = 500;
/// What the phone company is owed for calls; remitted like all that is payable.
inline constexpr const char* kPayablePhone = "payable/phone";

/// As it stands in the file.
struct CallLine {
    int line = 0;  // from 1
    std::string record;
    std::string resident_number;
    std::string number;  // E.164
    std::int64_t began_ms = 0;
    std::int64_t seconds = 0;
    std::int64_t cents = 0;
    std::string end_code;  // why it ended
    std::string problem;   // not empty: it could not be read
};
struct CallFile {
    std::string name;
    std::vector<CallLine> lines;
    std::string problem;  // not empty: the whole of it could not be read
    std::optional<std::int64_t> control_lines;
    std::optional<std::int64_t> control_cents;
};

struct CallReportLine {
    enum class State { kBooks, kBookedBefore, kWrong };
    CallLine line;
    State state = State::kBooks;
    std::string problem;
    std::optional<ResidentId> resident;
    std::string resident_name;
    std::optional<ThingId> listed;  // the entry of the resident's list; nothing: the number is not on it
    std::string listed_name;
    bool not_recorded = false;
    std::string rate;
    Cents charged;    // of a line that books
    Cents uncovered;  // the balance is too small by so much
};
/// "books", "booked_before", "wrong".
const char* name_of(CallReportLine::State state);

struct CallReport {
    std::string problem;  // of the whole file
    std::vector<CallReportLine> lines;
    int books = 0;
    int booked_before = 0;
    int wrong = 0;
    // of the lines that book
    Cents charged;
    Cents uncovered;
    bool may_apply(bool valid_lines) const { return problem.empty() && (wrong == 0 || valid_lines); }
};

struct PhoneBatch {
    PhoneBatchId id;
    std::string name;
    Timestamp made;
    std::optional<ThingId> made_by;
    std::string made_by_name;  // of the account or API token
    int lines = 0;
    int booked = 0;
    int booked_before = 0;
    int wrong = 0;
    Cents charged;
    Cents uncovered;
};
struct StoredCall {
    PhoneCallId id;
    ResidentId resident;
    std::string resident_number;
    wire::PhoneCall call;
    Cents price;  // asked by the phone company; what is above charged_cents was covered by nobody
    std::string given_back_reason;
};
struct CallFilter {
    std::optional<ResidentId> resident;
    std::optional<PhoneBatchId> batch;
    std::string record;           // exactly
    bool only_uncovered = false;  // not wholly paid
    int limit = 100;
    int offset = 0;
};

class PhoneCalls {
public:
    explicit PhoneCalls(Ledger& ledger) : ledger_(ledger) {}

    /// What book() would do at `now`.
    static Result<CallReport> check(database::Connection& connection, const CallFile& file, Timestamp now);
    /// Books the lines. kInvalid when the report says that it may not be applied.
    Result<CallReport> book(Work& work, const PhoneBatchId& id, const CallFile& file, bool valid_lines);
    /// Gives `cents` of a call's charge back to the phone account, by an entry that names the charge; once a call, with
    /// a reason for the resident. kInvalid for more than was charged; kConflict "given_back_before".
    Status give_back(Work& work, const PhoneCallId& id, PositiveCents cents, std::string_view reason);

    // ---- reads; newest first
    static Result<std::optional<StoredCall>> find(database::Connection& connection, const PhoneCallId& id);
    static Result<std::vector<StoredCall>> list(database::Connection& connection, const CallFilter& filter);
    static Result<std::int64_t> count(database::Connection& connection, const CallFilter& filter);
    static Result<std::vector<PhoneBatch>> batches(database::Connection& connection, int limit, int offset);

private:
    Ledger& ledger_;
};

}  // namespace dayroom::facility
