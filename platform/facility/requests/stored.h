// Private to platform/facility/requests: a request as a step needs it.
#pragma once

#include "platform/facility/requests/requests.h"

namespace dayroom::facility {

struct Requests::Stored {
    RequestId id;
    ResidentId resident;
    wire::Request::State state = wire::Request::REQUEST_UNSPECIFIED;
    Cents fee;
    bool fee_is_obligation = false;
    std::optional<TransferId> hold;
    wire::Form form;
    bool form_is_read = false;
};

}  // namespace dayroom::facility
