// Private to platform/facility/requests: a request as a step needs it.
#pragma once

#include "platform/facility/requests/requests.h"

namespace dayroom::facility {

struct Requests::Stored {
    RequestId id;
    ResidentId resident;
    wire::Request::State state = wire::Request::REQUEST_UNSPECIFIED;
    Cents fee;
    bool fee_charged = false;
    std::optional<TransferId> hold;
    int level = 0;
    std::string role;
    bool urgent = false;
    bool triaged = false;
    Timestamp answer_by;
    forms::Form form;  // the version that it was filled from
};

struct Requests::Fee {
    Cents cents;
    bool is_obligation = false;
    std::optional<TransferId> hold;
};

/// A fee goes to the account of its price: "revenue/document_copy".
inline std::string revenue_of(const std::string& price_code) { return "revenue/" + price_code; }
Reason fee_reason(const forms::Form& form, const RequestId& request, bool owed);
/// Not set for 0 hours.
inline Timestamp clock_from(Timestamp now, int hours) {
    return hours > 0 ? now + std::chrono::hours(hours) : Timestamp();
}
inline forms::Haste haste_of(bool urgent) { return urgent ? forms::Haste::kUrgent : forms::Haste::kOrdinary; }
/// Of the facility; empty when the form has no weekend, and so does not need it.
Result<std::string> zone_of_clocks(Work& work, const forms::Form& form);
/// When the hub itself takes the next step, with staff at `level`; not set: never.
Timestamp clock_of(const forms::Form& form, int level, Timestamp answer_by);

}  // namespace dayroom::facility
