#include "platform/store/turn_settling.h"

#include <vector>

#include "platform/base/id.h"

namespace dayroom::store {

Status settle_turns(database::Connection& connection, Timestamp now, Seconds longest, Timestamp oldest) {
    TRY(connection.run("DELETE FROM session_turn WHERE began_ms<$1", oldest));
    TRY(connection.run("UPDATE session_turn SET ended_ms=max(began_ms, min(began_ms+$1, $2)) WHERE ended_ms=0",
                       Milliseconds(longest).count(), now));
    struct Ahead {
        ResidentId resident;
        Timestamp began;
    };
    std::vector<Ahead> ahead;
    TRY(connection.each(
        "SELECT resident, began_ms FROM session_turn WHERE ended_ms>$1 ORDER BY began_ms",
        [&](const database::Row& row) {
            ahead.push_back({row.id<ResidentId>(0), row.time(1)});
        },
        now));
    Milliseconds before{0};  // two of one person stand apart: a row is named by its beginning
    for (const Ahead& one : ahead) {
        const Timestamp began = one.began <= now ? one.began : now - ++before;
        TRY(connection.run(
            "UPDATE OR IGNORE session_turn SET began_ms=$3, ended_ms=$4 WHERE resident=$1 AND began_ms=$2",
            one.resident, one.began, began, now));
    }
    return {};
}

}  // namespace dayroom::store
