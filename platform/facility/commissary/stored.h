// Private to platform/facility/commissary: an order as its steps need it.
#pragma once

#include <map>

#include "platform/facility/commissary/orders.h"
#include "platform/rules/order_limits.h"

namespace dayroom::facility {

struct Orders::Stored {
    struct Line {
        int position = 0;
        std::string item;
        int units = 0;
        Cents price;
        bool reserved = false;
        int delivered = 0;
        int missing = 0;
        int refused = 0;
        int refunded = 0;
    };
    std::int64_t no = 0;
    OrderId id;
    ResidentId resident;
    OrderWindowId window;
    wire::Order::State state = wire::Order::ORDER_UNSPECIFIED;
    int revision = 0;
    TransferId hold;
    Cents total;
    Cents charged;
    std::string receipt_code;
    std::vector<Line> lines;

    bool is_open() const { return state == wire::Order::SUBMITTED || state == wire::Order::PICKED; }
};

/// What a command asks for, agreed with the catalogue.
struct Orders::Wanted {
    std::vector<rules::WantedItem> lines;
    std::vector<std::string> names;  // serialised wire.OrderLine
    Cents total;
    Cents counted;
};

/// Units by item. kInvalid for an item that comes twice, or units below 1.
Result<std::map<std::string, int>> units_by_item(const std::vector<ItemUnits>& units);

}  // namespace dayroom::facility
