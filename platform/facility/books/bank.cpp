#include "platform/facility/books/bank.h"

#include <algorithm>

#include "platform/facility/feed/plain_text.h"
#include "platform/rules/calendar.h"

namespace dayroom::facility {
namespace {

struct LineHead {
    BankLineId id;
    std::string day;
    std::int64_t direction;
    std::int64_t cents;
    bool free;
    bool struck;
};

Result<LineHead> head_of(Work& work, const BankLineId& id) {
    auto found = TRY(work.db().first(
        "SELECT day, direction, cents, matched = 0 AND struck = 0, struck FROM bank_line WHERE id = $1",
        [&](const database::Row& row) {
            return LineHead{id, row.string(0), row.integer(1), row.integer(2), row.flag(3), row.flag(4)};
        },
        id));
    if (!found) return Error(ErrorCode::kNotFound, "There is no such line.");
    return std::move(*found);
}

Status free_line(const LineHead& line) {
    if (line.struck) return Error(ErrorCode::kConflict, "This line was struck.", "struck");
    if (!line.free) return Error(ErrorCode::kConflict, "This line is matched already.", "matched_already");
    return {};
}

struct Entry {
    std::int64_t transfer;
    std::string day;
    std::int64_t cents;
};

Status bind_line(Work& work, const LineHead& line, const std::vector<Entry>& entries, BankMatch how) {
    for (const Entry& entry : entries)
        TRY(work.db().run("UPDATE cash_entry SET line = $2 WHERE transfer = $1", entry.transfer, line.id));
    TRY(work.db().run("UPDATE bank_line SET matched = $2 WHERE id = $1", line.id, static_cast<int>(how)));
    return work.audit(record::Event::kBankLineChanged, line.id, "matched");
}

std::int64_t sum_of(const std::vector<Entry>& entries) {
    std::int64_t sum = 0;
    for (const Entry& entry : entries) sum += entry.cents;
    return sum;
}

Result<std::vector<Entry>> free_entries(Work& work, std::string_view key, const LineHead& line) {
    const auto day = TRY(rules::day_named(line.day));
    constexpr std::chrono::days kNear(kMatchDays);
    std::vector<Entry> entries;
    TRY(work.db().each(
        "SELECT transfer, day, cents FROM cash_entry WHERE reference_key = $1 AND line IS NULL AND direction = $2 "
        "AND day >= $3 AND day <= $4 ORDER BY transfer LIMIT $5",
        [&](const database::Row& row) {
            entries.push_back({row.integer(0), row.string(1), row.integer(2)});
        },
        key, line.direction, rules::name_of(day - kNear), rules::name_of(day + kNear),
        static_cast<std::int64_t>(kMaxMatchedEntries)));
    return entries;
}

}  // namespace

std::string reference_key(std::string_view reference) {
    std::string key;
    for (const char letter : reference) {
        if (letter == ' ' || letter == '\t') continue;
        key += letter >= 'a' && letter <= 'z' ? static_cast<char>(letter - 'a' + 'A') : letter;
    }
    return key;
}

Status Bank::check(const NewBankLine& line) {
    TRY(rules::day_named(line.day));
    if (!is_plain_line(line.reference, kMaxBankReference) || reference_key(line.reference).empty())
        return Error(ErrorCode::kInvalid, "a reference has 1 to 80 plain characters");
    if (!line.text.empty() && !is_plain_line(line.text, kMaxBankText))
        return Error(ErrorCode::kInvalid, "a text has at most 200 plain characters");
    return {};
}

Result<Bank::Added> Bank::add(Work& work, const std::vector<NewBankLine>& lines) {
    Added added;
    for (const NewBankLine& line : lines) {
        TRY(check(line));
        const std::string key = reference_key(line.reference);
        const auto known = TRY(work.db().first(
            "SELECT id FROM bank_line WHERE day = $1 AND direction = $2 AND cents = $3 AND reference_key = $4 AND "
            "struck = 0",
            [](const database::Row& row) { return row.id<BankLineId>(0); }, line.day, static_cast<int>(line.direction),
            line.amount, key));
        if (known) {
            added.ids.push_back(*known);
            ++added.known;
            continue;
        }
        const auto id = work.make_id<BankLineId>();
        TRY(
            work.db().run("INSERT INTO bank_line (id, day, direction, cents, reference, reference_key, text, made_ms, "
                          "made_by) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)",
                          id, line.day, static_cast<int>(line.direction), line.amount, line.reference, key, line.text,
                          work.now(), work.actor().staff_id()));
        TRY(work.audit(record::Event::kBankLineChanged, id, "added"));
        TRY(match_reference(work, key));
        added.ids.push_back(id);
        ++added.added;
    }
    return added;
}

Status Bank::match_reference(Work& work, std::string_view key) {
    if (key.empty()) return {};
    std::vector<BankLineId> lines;
    TRY(work.db().each(
        "SELECT id FROM bank_line WHERE reference_key = $1 AND struck = 0 AND matched = 0 ORDER BY day, id LIMIT $2",
        [&](const database::Row& row) { lines.push_back(row.id<BankLineId>(0)); }, key, kBankPage));
    for (const BankLineId& id : lines) {
        const LineHead line = TRY(head_of(work, id));
        std::vector<Entry> entries = TRY(free_entries(work, key, line));
        if (entries.empty()) continue;
        if (sum_of(entries) != line.cents) {
            const auto one = std::find_if(entries.begin(), entries.end(),
                                          [&](const Entry& entry) { return entry.cents == line.cents; });
            if (one == entries.end()) continue;
            entries = {*one};
        }
        TRY(bind_line(work, line, entries, BankMatch::kByReference));
    }
    return {};
}

Status Bank::match(Work& work, const BankLineId& id, const std::vector<TransferId>& wanted) {
    const LineHead line = TRY(head_of(work, id));
    TRY(free_line(line));
    std::vector<Entry> entries;
    for (const TransferId& transfer : wanted) {
        auto entry = TRY(work.db().first(
            "SELECT e.transfer, e.day, e.cents, e.line IS NULL, e.direction FROM cash_entry e "
            "JOIN transfer t ON t.no = e.transfer WHERE t.id = $1",
            [](const database::Row& row) {
                return std::pair(Entry{row.integer(0), row.string(1), row.integer(2)},
                                 row.flag(3) ? row.integer(4) : 0);
            },
            transfer));
        if (!entry) return Error(ErrorCode::kNotFound, "There is no such entry of cash.");
        const bool twice = std::any_of(entries.begin(), entries.end(),
                                       [&](const Entry& one) { return one.transfer == entry->first.transfer; });
        if (entry->second == 0 || twice)
            return Error(ErrorCode::kConflict, "This entry is matched already.", "matched_already");
        if (entry->second != line.direction)
            return Error(ErrorCode::kConflict, "The entry goes the other way.", "amount_differs");
        entries.push_back(std::move(entry->first));
    }
    if (sum_of(entries) != line.cents)
        return Error(ErrorCode::kConflict, "The entries together are not the line's amount.", "amount_differs");
    return bind_line(work, line, entries, BankMatch::kByHand);
}

Status Bank::unmatch(Work& work, const BankLineId& id) {
    const LineHead line = TRY(head_of(work, id));
    if (line.free || line.struck) return Error(ErrorCode::kConflict, "This line is not matched.", "not_matched");
    TRY(work.db().run("UPDATE cash_entry SET line = NULL WHERE line = $1", id));
    TRY(work.db().run("UPDATE bank_line SET matched = 0 WHERE id = $1", id));
    return work.audit(record::Event::kBankLineChanged, id, "unmatched");
}

Status Bank::strike(Work& work, const BankLineId& id, std::string_view reason) {
    if (!is_plain_line(reason, kMaxBankText))
        return Error(ErrorCode::kInvalid, "a reason has 1 to 200 plain characters");
    TRY(free_line(TRY(head_of(work, id))));
    TRY(work.db().run("UPDATE bank_line SET struck = 1, struck_reason = $2 WHERE id = $1", id, reason));
    return work.audit(record::Event::kBankLineChanged, id, "struck");
}

}  // namespace dayroom::facility
