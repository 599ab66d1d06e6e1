// A cart before it is submitted: what a terminal says about it with the hub's own limits (order_limits.h), and which
// order window it is for. The hub has the last word.
#pragma once

#include <optional>
#include <span>
#include <string>
#include <vector>

#include "platform/base/time.h"
#include "platform/rules/order_limits.h"

namespace dayroom::rules {

struct CartVerdict {
    /// The first that stands against it: "empty", "window_closed", a code of order_limits.h, "insufficient_funds",
    /// "spend_brake"; empty: nothing.
    std::string refusal;
    std::string item;                   // the one that is refused; empty: the cart as a whole
    std::vector<std::string> problems;  // of each line, in order: a code, or empty
    Cents total;
    Cents counted;  // of total: towards the limit
};

/// Each item stands in one line only; one that is sold no more has a stock of 0. `left`: what may be spent on it.
/// `today`: what the brake of a day still lets through; nothing: there is none. kInvalid, kTooLarge as judge_order.
Result<CartVerdict> judge_cart(const std::vector<WantedItem>& lines, const OrderAllowance& allowance, bool window_open,
                               Cents left, std::optional<Cents> today = {});

struct OpenHours {
    Timestamp opens;
    Timestamp cut_off;  // the first moment at which nothing is ordered, changed or cancelled any more
};
inline bool is_open(const OpenHours& window, Timestamp now) { return window.opens <= now && now < window.cut_off; }
/// Of those that are open the one that closes first, else the next to open; -1: all are over.
int window_for(std::span<const OpenHours> windows, Timestamp now);

}  // namespace dayroom::rules
