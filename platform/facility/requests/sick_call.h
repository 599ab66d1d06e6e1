// The board of health staff: what waits at their desks. What came is to be triaged within the hours of its desk,
// counted from when the resident filed it, or sent what was missing; whoever took it or was given it has not triaged it
// by that. What was triaged is answered within its form's clock; so is what has a shorter one. Money plays no part in
// it.
#pragma once

#include "platform/facility/requests/health.h"

namespace dayroom::facility {

inline constexpr int kMaxBoard = 500;

struct BoardEntry {
    RequestSummary request;
    bool triage = false;  // nobody has triaged it yet
    Timestamp due;        // not set: no clock of staff runs
};
struct SickCallBoard {
    std::vector<BoardEntry> entries;  // those that cannot wait first, then by due; it is the resident's turn: last
    int waiting = 0;                  // all that are open, with those that do not stand in `entries`
    int urgent = 0;
    int overdue = 0;
};

/// Of the desks of `viewer` that are health desks. kDenied "health_staff_only" when there is none.
Result<SickCallBoard> sick_call_board(database::Connection& connection, const DeskViewer& viewer, Timestamp now,
                                      int limit);

}  // namespace dayroom::facility
