// The commissary of the facility, whole: what is sold, when, to whom, and the orders.
#pragma once

#include "platform/facility/commissary/catalog.h"
#include "platform/facility/commissary/order_windows.h"
#include "platform/facility/commissary/orders.h"
#include "platform/facility/commissary/standings.h"

namespace dayroom::facility {

class Commissary {
public:
    explicit Commissary(Ledger& ledger) : orders(ledger) {}

    /// For the hub's clock.
    Status tick(Work& work, int limit) {
        TRY(OrderWindows::tick(work));
        TRY(Standings::tick(work, limit));
        TRY(orders.tick(work, limit));
        return {};
    }

    Orders orders;
};

}  // namespace dayroom::facility
