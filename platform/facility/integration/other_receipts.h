// What else than a request a resident has a receipt code for: what it is, whose and how it stands, never its content.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include <nlohmann/json.hpp>

#include "platform/facility/feed/work.h"

namespace dayroom::facility {

struct OtherReceipt {
    const char* kind;   // "message", "appeal", "credits", "own_accounts", "money_out", "order" or "visit"
    std::string state;  // of that kind
    std::string resident_number;
    Timestamp at;
};

/// All that have this code; rarely more than one. Any connection.
Result<std::vector<OtherReceipt>> other_receipts(database::Connection& connection, std::string_view code);

/// That it is there, and since when; whose and how it stands for who works with that kind of thing.
nlohmann::json receipt_view(const OtherReceipt& receipt, std::string_view role);

}  // namespace dayroom::facility
