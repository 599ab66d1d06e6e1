// What is wrong with which line of a file of call records, and what the others would charge.
#include <algorithm>
#include <map>

#include "platform/facility/feed/plain_text.h"
#include "platform/facility/phone/phone_calls.h"
#include "platform/facility/phone/phone_terms.h"
#include "platform/wire/limits.h"

namespace dayroom::facility {
namespace {

/// A record may be so much ahead of the hub's clock.
constexpr Milliseconds kCallsAhead = std::chrono::minutes(10);

/// A resident as the lines before have left them.
struct PhoneAccount {
    ResidentId id;
    std::string name;
    bool here = true;
    bool stopped = false;
    Cents balance;
};
struct CallBefore {
    ResidentId resident;
    std::string number;
    std::int64_t began_ms;
    std::int64_t seconds;
    std::int64_t price;
    std::string end_code;
};

std::string problem_of_call(const CallLine& line, Timestamp now) {
    if (!line.problem.empty()) return line.problem;
    if (!is_plain_line(line.record, kMaxCallRecord)) return "record is one line of 1 to 64 characters";
    if (line.resident_number.empty() || line.resident_number.size() > wire::kMaxResidentNumberCharacters)
        return "resident_number has 1 to 24 characters";
    if (!rules::is_phone_number(line.number)) return "number is \"+\" and 8 to 15 digits";
    if (line.began_ms <= 0 || line.began_ms > (now + kCallsAhead).ms()) return "began_ms is no moment of the past";
    if (line.seconds < 0 || line.seconds > rules::kMostCallSeconds) return "seconds is from 0 to 86,400";
    if (line.cents < 0 || line.cents > kMaxCommandUnits) return "cents is from 0 to 100,000,000";
    if (!is_plain_code(line.end_code)) return "end_code is a code of 1 to 48 of a-z, 0-9, '_', '.', '-'";
    return {};
}

class CallCheck {
public:
    CallCheck(database::Connection& connection, Timestamp now) : connection_(connection), now_(now) {}

    Status begin() {
        rates_ = rules::phone_rates_of(TRY(read_phone_terms(connection_)));
        return {};
    }
    Status add(const CallLine& line);
    CallReport take() { return std::move(report_); }

private:
    Status look_up(CallReportLine& entry);
    /// Whether the record was booked before, and as the same call.
    Status look_back(CallReportLine& entry);
    Status look_at_list(CallReportLine& entry);
    void reckon(CallReportLine& entry, PhoneAccount& account);
    Status count(const CallReportLine& entry);
    /// Nothing when nobody has this number.
    Result<PhoneAccount*> account_of(const std::string& number);

    database::Connection& connection_;
    Timestamp now_;
    std::vector<rules::PhoneRate> rates_;
    std::map<std::string, std::optional<PhoneAccount>> accounts_;
    std::map<std::string, int> met_;
    CallReport report_;
};

Status CallCheck::add(const CallLine& line) {
    CallReportLine& entry = report_.lines.emplace_back();
    entry.line = line;
    entry.problem = problem_of_call(line, now_);
    if (entry.problem.empty()) TRY(look_up(entry));
    if (!entry.problem.empty()) entry.state = CallReportLine::State::kWrong;
    return count(entry);
}

Status CallCheck::look_up(CallReportLine& entry) {
    const auto [met, is_new] = met_.try_emplace(entry.line.record, entry.line.line);
    if (!is_new) {
        entry.problem = "the same record stands in line " + std::to_string(met->second);
        return {};
    }
    PhoneAccount* account = TRY(account_of(entry.line.resident_number));
    if (account != nullptr) {
        entry.resident = account->id;
        entry.resident_name = account->name;
    }
    TRY(look_back(entry));
    if (entry.state == CallReportLine::State::kBookedBefore || !entry.problem.empty()) return {};
    if (account == nullptr) {
        entry.problem = "no resident has this number";
    } else if (!account->here) {
        entry.problem = "this resident has left the facility";
    } else {
        TRY(look_at_list(entry));
        reckon(entry, *account);
    }
    return {};
}

Status CallCheck::look_back(CallReportLine& entry) {
    const auto before = TRY(connection_.first(
        "SELECT resident, number, began_ms, seconds, price, end_code FROM phone_call WHERE record = $1",
        [](const database::Row& row) {
            return CallBefore{row.id<ResidentId>(0), row.string(1),  row.integer(2),
                              row.integer(3),        row.integer(4), row.string(5)};
        },
        entry.line.record));
    if (!before) return {};
    entry.state = CallReportLine::State::kBookedBefore;
    const CallLine& line = entry.line;
    if (entry.resident != before->resident || before->number != line.number || before->began_ms != line.began_ms ||
        before->seconds != line.seconds || before->price != line.cents || before->end_code != line.end_code)
        entry.problem = "this record was booked as another call";
    return {};
}

/// On the list now, or when the call began; what staff refused never was.
Status CallCheck::look_at_list(CallReportLine& entry) {
    return connection_.each(
        "SELECT id, name, not_recorded FROM phone_number WHERE resident = $1 AND number = $2 AND (state = 2 OR (state "
        "= 4 AND listed_ms > 0 AND decided_ms > $3)) ORDER BY state, decided_ms LIMIT 1",
        [&](const database::Row& row) {
            entry.listed = row.id<ThingId>(0);
            entry.listed_name = row.string(1);
            entry.not_recorded = row.flag(2);
        },
        *entry.resident, entry.line.number, entry.line.began_ms);
}

void CallCheck::reckon(CallReportLine& entry, PhoneAccount& account) {
    const CallLine& line = entry.line;
    const rules::PhoneRate* rate = rules::phone_rate_for(rates_, line.number, Timestamp::from_ms(line.began_ms));
    if (rate == nullptr) {
        entry.problem = "no rate was in force for this number";
        return;
    }
    const Cents most = rules::phone_call_price(*rate, static_cast<int>(line.seconds));
    if (line.cents > most.units()) {
        entry.problem = "more than the rates allow: " + std::to_string(most.units()) + " cents";
        return;
    }
    if (account.stopped && line.cents > 0) {
        entry.problem = "spending from this account is stopped by a tie-out";
        return;
    }
    entry.rate = rate->code;
    entry.charged = std::min(Cents::of(line.cents), account.balance);
    entry.uncovered = Cents::of(line.cents - entry.charged.units());
    account.balance = Cents::of(account.balance.units() - entry.charged.units());
}

Status CallCheck::count(const CallReportLine& entry) {
    if (entry.state == CallReportLine::State::kWrong) ++report_.wrong;
    if (entry.state == CallReportLine::State::kBookedBefore) ++report_.booked_before;
    if (entry.state != CallReportLine::State::kBooks) return {};
    ++report_.books;
    report_.charged = TRY(report_.charged.plus(entry.charged));
    report_.uncovered = TRY(report_.uncovered.plus(entry.uncovered));
    return {};
}

Result<PhoneAccount*> CallCheck::account_of(const std::string& number) {
    const auto [found, is_new] = accounts_.try_emplace(number);
    if (is_new) {
        found->second = TRY(connection_.first(
            "SELECT r.id, r.given_name, r.family_name, r.state, a.stopped, a.balance - a.held FROM resident r "
            "JOIN account a ON a.resident = r.id AND a.kind = 3 WHERE r.number = $1",
            [](const database::Row& row) {
                return PhoneAccount{row.id<ResidentId>(0), row.string(1) + " " + row.string(2), row.integer(3) == 1,
                                    row.integer(4) != 0, row.cents(5)};
            },
            number));
    }
    return found->second ? &*found->second : nullptr;
}

/// What the sender said of the whole file must be true of it.
std::string problem_of_calls(const CallFile& file) {
    if (!file.problem.empty()) return file.problem;
    if (file.lines.empty()) return "no call";
    if (file.lines.size() > kMaxCallLines) return "more than 1,000 lines";
    if (!is_plain_line(file.name, wire::kMaxNameCharacters)) return "name is one line of 1 to 120 characters";
    if (file.control_lines && *file.control_lines != static_cast<std::int64_t>(file.lines.size()))
        return "control_lines says another number of lines";
    std::int64_t cents = 0;
    for (const CallLine& line : file.lines) cents += std::clamp<std::int64_t>(line.cents, 0, kMaxCommandUnits);
    if (file.control_cents && *file.control_cents != cents) return "control_cents says another sum";
    return {};
}

}  // namespace

const char* name_of(CallReportLine::State state) {
    switch (state) {
        case CallReportLine::State::kBooks:
            return "books";
        case CallReportLine::State::kBookedBefore:
            return "booked_before";
        case CallReportLine::State::kWrong:
            return "wrong";
    }
    return "unknown";
}

Result<CallReport> PhoneCalls::check(database::Connection& connection, const CallFile& file, Timestamp now) {
    CallCheck check(connection, now);
    TRY(check.begin());
    for (const CallLine& line : file.lines) TRY(check.add(line));
    CallReport report = check.take();
    report.problem = problem_of_calls(file);
    return report;
}

}  // namespace dayroom::facility
