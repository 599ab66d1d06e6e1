#include "platform/record/audit_search.h"

namespace dayroom::record {
namespace {

constexpr int kNumbers = 10'000;  // of events are below it

}  // namespace

std::vector<Event> all_events() {
    std::vector<Event> all;
    for (int number = 1; number < kNumbers; ++number) {
        if (const auto event = event_from_number(number)) all.push_back(*event);
    }
    return all;
}

std::optional<Event> event_of(std::string_view name) {
    for (const Event event : all_events()) {
        if (name == name_of(event)) return event;
    }
    return std::nullopt;
}

Result<std::vector<ChainedEntry>> search(database::Connection& connection, const AuditSearch& wanted, int limit) {
    const std::int64_t below = wanted.before > 0 ? wanted.before : INT64_MAX;
    const int event = wanted.event ? static_cast<int>(*wanted.event) : 0;
    const std::int64_t to = wanted.to.is_set() ? wanted.to.ms() : INT64_MAX;
    std::vector<std::int64_t> found;
    TRY(connection.each(
        "SELECT sequence FROM audit WHERE sequence < $1 AND ($2 = 0 OR event = $2) AND at_ms >= $3 AND at_ms < $4 "
        "ORDER BY sequence DESC LIMIT $5",
        [&](const database::Row& row) { found.push_back(row.integer(0)); }, below, event, wanted.from.ms(), to, limit));
    AuditLog log(connection);
    std::vector<ChainedEntry> out;
    for (const std::int64_t sequence : found) {
        for (ChainedEntry& entry : TRY(log.read(sequence + 1, 1))) out.push_back(std::move(entry));
    }
    return out;
}

}  // namespace dayroom::record
