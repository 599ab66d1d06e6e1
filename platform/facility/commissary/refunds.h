// What was given back of an order after its hand-over.
#pragma once

#include "platform/database/connection.h"
#include "platform/facility/commissary/types.h"

namespace dayroom::facility {

/// Zero for an order of which nothing was, and for one that is not there. On any connection.
Result<Cents> refunded_of(database::Connection& connection, const OrderId& order);

}  // namespace dayroom::facility
