#include "platform/facility/leaving/leaving.h"

namespace dayroom::facility {
namespace {

// What go_on() ends next. Stored: never renumber.
constexpr int kTransfersStep = 1;
constexpr int kRequestsStep = 2;
constexpr int kMessagesStep = 3;
constexpr int kNothingStep = 4;

constexpr const char* kWaitingTransfers = "FROM outgoing_money WHERE resident = $1 AND state = 1";
constexpr const char* kHeldRequests =
    "FROM request WHERE resident = $1 AND state IN (1, 2, 6) AND fee_hold IS NOT NULL";
constexpr const char* kHeldMessages = "FROM message WHERE resident = $1 AND state = 1 AND direction = 2";

template <typename IdType>
Result<std::vector<IdType>> some(Work& work, const char* which, const ResidentId& resident) {
    std::vector<IdType> ids;
    TRY(work.db().each(
        "SELECT id " + std::string(which) + " LIMIT $2",
        [&](const database::Row& row) { ids.push_back(row.id<IdType>(0)); }, resident, kEndedAtOnce));
    return ids;
}

}  // namespace

const char* name_of(LeavingState::State state) {
    switch (state) {
        case LeavingState::State::kHere:
            return "here";
        case LeavingState::State::kLeaving:
            return "leaving";
        case LeavingState::State::kReleased:
            return "released";
        case LeavingState::State::kClosed:
            return "closed";
    }
    return "unknown";
}

Result<LeavingState> leaving_state(database::Connection& connection, const ResidentId& resident) {
    using State = LeavingState::State;
    auto found = TRY(connection.first(
        "SELECT r.state, coalesce(l.no, 0), coalesce(l.left_ms, 0), coalesce(l.ended_ms, 0), coalesce(l.closed_ms, 0) "
        "FROM resident r LEFT JOIN leaving l ON l.resident = r.id AND l.returned_ms = 0 WHERE r.id = $1",
        [](const database::Row& row) {
            LeavingState out;
            out.no = row.integer(1);
            out.left = row.time(2);
            out.closed = row.time(4);
            if (row.integer(0) != 1) {
                out.state = out.closed.is_set()    ? State::kClosed
                            : row.time(3).is_set() ? State::kReleased
                                                   : State::kLeaving;
            }
            return out;
        },
        resident));
    if (!found) return Error(ErrorCode::kNotFound, "There is no such resident.");
    return *found;
}

Result<Unfinished> unfinished_of(database::Connection& connection, const ResidentId& resident) {
    const auto count = [&](const std::string& which) {
        return connection.number("SELECT count(*) " + which, resident);
    };
    Unfinished all;
    all.orders = TRY(count("FROM commissary_order WHERE resident = $1 AND state IN (1, 2)"));
    all.transfers = TRY(count(kWaitingTransfers));
    all.requests = TRY(count(kHeldRequests));
    all.messages = TRY(count(kHeldMessages));
    return all;
}

Status Leaving::begin(Work& work, const ResidentId& resident) {
    const LeavingState before = TRY(leaving_state(work.db(), resident));
    if (before.no != 0) return {};
    if (before.state == LeavingState::State::kHere) TRY(residents_.release(work, resident));
    return work.db().run("INSERT INTO leaving (resident, left_ms, left_by, step) VALUES ($1, $2, $3, $4)", resident,
                         work.now(), work.actor().staff_id(), kTransfersStep);
}

Result<int> Leaving::end_some(Work& work, const ResidentId& resident, int step) {
    int ended = 0;
    if (step == kTransfersStep) {
        for (const TransferId& id : TRY(some<TransferId>(work, kWaitingTransfers, resident))) {
            TRY(transfers_.take_back(work, resident, id));
            ++ended;
        }
    } else if (step == kRequestsStep) {
        for (const RequestId& id : TRY(some<RequestId>(work, kHeldRequests, resident))) {
            TRY(requests_.withdraw(work, resident, id));
            ++ended;
        }
    } else if (step == kMessagesStep) {
        for (const MessageId& id : TRY(some<MessageId>(work, kHeldMessages, resident))) {
            TRY(messages_.withdraw(work, resident, id));
            ++ended;
        }
    }
    return ended;
}

Result<bool> Leaving::go_on(Work& work, const ResidentId& resident) {
    struct Place {
        std::int64_t no;
        int step;
    };
    const auto place = TRY(work.db().first(
        "SELECT no, step FROM leaving WHERE resident = $1 AND returned_ms = 0",
        [](const database::Row& row) {
            return Place{row.integer(0), row.small(1)};
        },
        resident));
    if (!place) return Error(ErrorCode::kNotFound, "This resident is not leaving.");
    if (place->step == kNothingStep) return true;
    const int ended = TRY(end_some(work, resident, place->step));
    if (ended == kEndedAtOnce) return false;
    const int next = place->step + 1;
    TRY(work.db().run("UPDATE leaving SET step = $2 WHERE no = $1", place->no, next));
    if (next < kNothingStep) return false;
    TRY(work.db().run("UPDATE leaving SET ended_ms = $2 WHERE no = $1", place->no, work.now()));
    TRY(work.audit(record::Event::kLeavingEnded, resident));
    return true;
}

Result<bool> Leaving::tick(Work& work) {
    const auto resident =
        TRY(work.db().first("SELECT resident FROM leaving WHERE ended_ms = 0 AND returned_ms = 0 ORDER BY no LIMIT 1",
                            [](const database::Row& row) { return row.id<ResidentId>(0); }));
    if (!resident) return false;
    TRY(go_on(work, *resident));
    return true;
}

Status Leaving::come_back(Work& work, const ResidentId& resident, const UnitId& unit) {
    TRY(residents_.come_back(work, resident, unit));
    TRY(ledger_.set_closed(work, resident, false));
    return work.db().run("UPDATE leaving SET returned_ms = $2 WHERE resident = $1 AND returned_ms = 0", resident,
                         work.now());
}

}  // namespace dayroom::facility
