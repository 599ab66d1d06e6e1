// Lines of a resident's statement that the office takes back: by a new transfer the other way that names the old one,
// with all its parts, once. Nothing is ever changed or deleted. Under the two-person rule a void waits for somebody
// else; nothing moves until then.
//
// Not taken back this way: holds (they are released), orders and refunds (commissary.md), money sent out by the
// resident (transfers.h), money that went to another facility in a package (packages/package_transfers.h), and what
// itself takes something back: that is entered anew.
//
// Writes: the writer thread. Errors: the ledger's, kInsufficientFunds among them when the money is gone; kNotFound for
// what is no line of this resident's; kConflict "not_voidable", "void_waits", "corrected_before", "cheque_cleared",
// "already_decided"; kDenied "same_person".
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "platform/facility/ledger/ledger.h"
#include "platform/facility/trust_office/trust_policy.h"

namespace dayroom::facility {

struct MoneyVoid {
    /// Stored: never renumber.
    enum class State : std::uint8_t { kWaiting = 1, kDone = 2, kRefused = 3 };
    TransferId id{};        // of the transfer that takes the other back
    TransferId transfer{};  // taken back
    ResidentId resident{};
    std::string resident_number{};
    Cents amount{};
    std::string reason{};
    State state = State::kWaiting;
    Timestamp made{};
    std::optional<ThingId> made_by{};
    Timestamp decided{};
    std::optional<ThingId> decided_by{};
    std::string decision_reason{};
    /// The line that is taken back, as the statement has it; of reads.
    struct Line {
        Timestamp at{};
        TransferKind kind = TransferKind::kAdjustment;
        std::string reason_code{};
        std::string reason_detail{};
    };
    Line line{};
};
const char* name_of(MoneyVoid::State state);  // "waiting", "done", "refused"

struct VoidFilter {
    std::optional<MoneyVoid::State> state{};
    std::optional<ResidentId> resident{};
};

class Voids {
public:
    explicit Voids(Ledger& ledger) : ledger_(ledger) {}

    /// `reason`: shown to the resident.
    Status make(Work& work, const TransferId& id, const ResidentId& resident, const TransferId& transfer,
                std::string_view reason);
    Status approve(Work& work, const TransferId& id);
    Status refuse(Work& work, const TransferId& id, std::string_view reason);

    // ---- reads, on any connection; newest first
    static Result<std::optional<MoneyVoid>> find(database::Connection& connection, const TransferId& id);
    static Result<std::vector<MoneyVoid>> list(database::Connection& connection, const VoidFilter& filter, int limit,
                                               int offset);
    static Result<std::int64_t> count(database::Connection& connection, const VoidFilter& filter);

private:
    Result<MoneyVoid> waiting(Work& work, const TransferId& id);
    Status take_back(Work& work, const MoneyVoid& made);
    Status decide(Work& work, const TransferId& id, MoneyVoid::State state, std::string_view reason);
    Ledger& ledger_;
};

}  // namespace dayroom::facility
