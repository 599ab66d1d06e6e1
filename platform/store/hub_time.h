// One answer of the hub's as a fact about two clocks.
#pragma once

#include "platform/base/time.h"

namespace dayroom::store {

struct HubTime {
    Timestamp hub;
    Timestamp machine;  // what this machine's clock said at that moment
    Milliseconds offset() const { return hub - machine; }
};

}  // namespace dayroom::store
