#include "platform/store/turn_store.h"

namespace dayroom::store {
namespace {

rules::SessionTurn read_turn(const database::Row& row) {
    return {row.time(0), row.integer(1) == 0 ? Timestamp() : row.time(1), row.flag(2)};
}

}  // namespace

Status TurnStore::begin(const ResidentId& resident, Timestamp now, bool quick_look, bool told) {
    return connection_.run("INSERT OR REPLACE INTO session_turn VALUES($1,$2,0,$3,$4)", resident, now, quick_look,
                           told);
}

Status TurnStore::end(const ResidentId& resident, Timestamp now) {
    return connection_.run("UPDATE session_turn SET ended_ms=max($2, began_ms) WHERE resident=$1 AND ended_ms=0",
                           resident, now);
}

Result<std::vector<rules::SessionTurn>> TurnStore::sessions(const ResidentId& resident) {
    std::vector<rules::SessionTurn> all;
    TRY(connection_.each(
        "SELECT began_ms, ended_ms, quick_look FROM session_turn WHERE resident=$1",
        [&](const database::Row& row) { all.push_back(read_turn(row)); }, resident));
    return all;
}

Result<std::vector<rules::SessionTurn>> TurnStore::untold(const ResidentId& resident, int limit) {
    std::vector<rules::SessionTurn> all;
    TRY(connection_.each(
        "SELECT began_ms, ended_ms, quick_look FROM session_turn WHERE resident=$1 AND told=0 AND quick_look=0 AND "
        "ended_ms>0 ORDER BY began_ms DESC LIMIT $2",
        [&](const database::Row& row) { all.push_back(read_turn(row)); }, resident, limit));
    return all;
}

Status TurnStore::mark_told(const ResidentId& resident) {
    return connection_.run("UPDATE session_turn SET told=1 WHERE resident=$1 AND ended_ms>0", resident);
}

Status TurnStore::forget_before(Timestamp when) {
    return connection_.run("DELETE FROM session_turn WHERE began_ms<$1", when);
}

Status TurnStore::keep_line(const rules::TerminalLine::Kept& line) {
    database::Transaction transaction = TRY(database::Transaction::begin(connection_));
    TRY(connection_.run("DELETE FROM line_place"));
    int position = 0;
    for (const auto& place : line.places)
        TRY(connection_.run("INSERT INTO line_place VALUES($1,$2,$3,$4)", ++position, place.resident_number,
                            place.number, place.since));
    TRY(connection_.run("INSERT OR REPLACE INTO line_last VALUES(1,$1)", line.last_number));
    return transaction.commit();
}

Result<rules::TerminalLine::Kept> TurnStore::line() {
    rules::TerminalLine::Kept kept;
    TRY(connection_.each("SELECT number, place, since_ms FROM line_place ORDER BY position",
                         [&](const database::Row& row) {
                             kept.places.push_back({row.string(0), row.small(1), row.time(2)});
                         }));
    kept.last_number = static_cast<int>(TRY(connection_.number("SELECT coalesce(max(number), 0) FROM line_last")));
    return kept;
}

}  // namespace dayroom::store
