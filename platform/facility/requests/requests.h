// Requests to staff: submitted once, answered or declined with steps that stay, the fee held at submission and charged
// on completion. A co-pay that the person cannot pay becomes an obligation on completion and never blocks asking.
//
//   RECEIVED → IN_PROGRESS → ANSWERED (fee charged) | DECLINED (fee released);  RECEIVED | IN_PROGRESS → WITHDRAWN
//   (released)
//
// Writes: the writer thread. Errors: kConflict when the state does not allow it, kNotFound, and the ledger's.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "platform/facility/ledger/ledger.h"
#include "platform/facility/ledger/obligations.h"
#include "platform/facility/ledger/prices.h"
#include "platform/facility/requests/forms.h"

namespace dayroom::facility {

inline constexpr std::size_t kMaxStepCharacters = 4'000;
/// A fee stays held as long as the request is open; this is the end of the longest.
inline constexpr Milliseconds kFeeHoldTime = std::chrono::hours(24 * 400);

struct RequestSummary {
    RequestId id;
    ResidentId resident;
    std::string resident_number;
    std::string form_code;
    wire::Request::State state = wire::Request::REQUEST_UNSPECIFIED;
    std::string receipt_code;
    Cents fee;
    bool fee_is_obligation = false;
    Timestamp submitted;
    Timestamp answer_by;
};
struct RequestFilter {
    bool only_open = true;
    std::string form_code;  // empty: any
    std::optional<ResidentId> resident;
    std::optional<UnitId> unit;
    int limit = 100;  // at most 500
    int offset = 0;
};

class Requests {
public:
    Requests(Ledger& ledger, Obligations& obligations, Prices& prices, Forms& forms)
        : ledger_(ledger), obligations_(obligations), prices_(prices), forms_(forms) {}

    // ---- the resident, through commands
    Status submit(Work& work, const ResidentId& resident, const DeviceId& device, const CommandId& command,
                  const wire::SubmitRequest& body, Timestamp made);
    Status withdraw(Work& work, const ResidentId& resident, const RequestId& id);

    // ---- staff; the role and account of work.actor() stand in the step
    Status start(Work& work, const RequestId& id, std::string_view text = {});
    /// Answers and completes: the fee is charged.
    Status answer(Work& work, const RequestId& id, std::string_view text);
    /// The fee is released.
    Status decline(Work& work, const RequestId& id, std::string_view text);

    // ---- the hub's clock
    /// Sorts in the receipt codes of at most `limit` requests that came since; how many.
    Result<int> sort_receipts(Work& work, int limit);

    // ---- reads, on any connection
    /// Deadline first when only_open, else newest first.
    Result<std::vector<RequestSummary>> list(database::Connection& connection, const RequestFilter& filter);
    Result<std::optional<RequestSummary>> find(database::Connection& connection, const RequestId& id);
    /// By the code that a person copied on paper, oldest first; its check character is not needed to be right, the code
    /// must be known. More than one where terminals happened upon the same code: name and date tell which.
    Result<std::vector<RequestSummary>> find_by_receipt(database::Connection& connection, std::string_view code);
    /// With answers and steps.
    Result<std::optional<wire::Request>> read(database::Connection& connection, const RequestId& id);

private:
    struct Stored;
    struct Fee;
    Result<Fee> agree_fee(Work& work, const ResidentId& resident, const StoredForm& form,
                          const wire::SubmitRequest& body);
    Result<Stored> load(Work& work, const RequestId& id);
    Status step(Work& work, const Stored& request, wire::Request::State state, std::string_view text);
    Status release_fee(Work& work, const Stored& request);
    Status charge_fee(Work& work, const Stored& request);

    Ledger& ledger_;
    Obligations& obligations_;
    Prices& prices_;
    Forms& forms_;
};

}  // namespace dayroom::facility
