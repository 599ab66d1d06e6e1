// Sessions at this terminal, in device.db: what it knows when the hub cannot be asked whose turn it is, and what it has
// to tell the hub afterwards. And who waits for this terminal. Part of the device store, with its lock.
#pragma once

#include <vector>

#include "platform/base/id.h"
#include "platform/base/result.h"
#include "platform/base/time.h"
#include "platform/database/connection.h"
#include "platform/rules/session_turns.h"
#include "platform/rules/terminal_line.h"

namespace dayroom::store {

class TurnStore {
public:
    explicit TurnStore(database::Connection& connection) : connection_(connection) {}

    /// `told`: the hub knows of it.
    Status begin(const ResidentId& resident, Timestamp now, bool quick_look, bool told);
    /// Ends what still runs of this person.
    Status end(const ResidentId& resident, Timestamp now);
    Result<std::vector<rules::SessionTurn>> sessions(const ResidentId& resident);
    /// Sessions (no quick looks) that the hub has not heard of, and that are over.
    Result<std::vector<rules::SessionTurn>> untold(const ResidentId& resident, int limit);
    /// It has heard of those that began before.
    Status mark_told(const ResidentId& resident);
    /// What no rule asks for any more.
    Status forget_before(Timestamp when);

    /// Who waits, in place of what was kept before.
    Status keep_line(const rules::TerminalLine::Kept& line);
    Result<rules::TerminalLine::Kept> line();

private:
    database::Connection& connection_;
};

}  // namespace dayroom::store
