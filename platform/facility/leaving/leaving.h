// Somebody leaves the facility. What waits for them is ended, and every hold gives its money back, so that all that is
// theirs can be paid out (pay_out.h).
//
//   HERE → LEAVING (off the roster, no sign-in, orders cancelled: one commit; then transfers, requests and messages
//   that wait, a few at a time) → RELEASED → CLOSED (paid out);  LEAVING | RELEASED | CLOSED → HERE (a new booking)
//
// Each step is a commit of its own and says where it stopped, so that it goes on after a crash: whoever calls again, or
// the hub's clock, finishes it. Ended are outgoing money, requests with a fee that is held, and messages that nobody
// decided: outgoing ones. A request without a fee (a grievance) stays for staff to answer.
//
// Writes: the writer thread. Errors: kNotFound; kConflict "is_here".
#pragma once

#include <optional>
#include <vector>

#include "platform/facility/messages/messages.h"
#include "platform/facility/requests/requests.h"
#include "platform/facility/residents/residents.h"
#include "platform/facility/transfers/transfers.h"

namespace dayroom::facility {

inline constexpr int kEndedAtOnce = 50;  // things of one person in one commit

/// What of somebody waits for something.
struct Unfinished {
    std::int64_t orders = 0;
    std::int64_t transfers = 0;
    std::int64_t requests = 0;  // with a fee that is held
    std::int64_t messages = 0;
};
struct LeavingState {
    enum class State { kHere, kLeaving, kReleased, kClosed };
    State state = State::kHere;
    std::int64_t no = 0;  // leaving.no; 0: here
    Timestamp left;
    Timestamp closed;
};
/// "here", "leaving", "released", "closed".
const char* name_of(LeavingState::State state);

/// kNotFound: no such resident.
Result<LeavingState> leaving_state(database::Connection& connection, const ResidentId& resident);
Result<Unfinished> unfinished_of(database::Connection& connection, const ResidentId& resident);

class Leaving {
public:
    /// All outlive it; it keeps nothing of its own.
    Leaving(Residents& residents, Transfers& transfers, Requests& requests, Messages& messages, Ledger& ledger)
        : residents_(residents), transfers_(transfers), requests_(requests), messages_(messages), ledger_(ledger) {}

    /// The first commit. Does nothing for somebody who has left.
    Status begin(Work& work, const ResidentId& resident);
    /// The next commit: at most kEndedAtOnce things. True when everything is ended.
    Result<bool> go_on(Work& work, const ResidentId& resident);
    /// For the hub's clock: go_on() for the one that waits longest; false when nobody does.
    Result<bool> tick(Work& work);
    /// A new booking of the same person: their accounts may be spent from again.
    Status come_back(Work& work, const ResidentId& resident, const UnitId& unit);

private:
    Result<int> end_some(Work& work, const ResidentId& resident, int step);
    Residents& residents_;
    Transfers& transfers_;
    Requests& requests_;
    Messages& messages_;
    Ledger& ledger_;
};

}  // namespace dayroom::facility
