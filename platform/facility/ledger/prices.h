// What things cost, as facility data with dates of validity. Sealed and fed to every terminal as one PriceList.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "platform/facility/feed/work.h"
#include "platform/money/money.h"

namespace dayroom::facility {

/// Codes of prices that are so many credits for so many cents.
inline constexpr const char* kBundlePrefix = "bundle_";

struct Price {
    std::string code;  // "message", "card", "document_copy", "sick_call_copay"; "bundle_…": so many credits for so much
    Cents cents;
    Credits credits;
    std::vector<std::pair<std::string, std::string>> names;  // language, text; "en" always
    Timestamp valid_to{};    // over from then on, and the price set before it counts again; unset: no end
    Timestamp valid_from{};  // as it was set; Prices::set() takes its own
};

class Prices {
public:
    /// From `valid_from` on, until its own valid_to. Past dates are kInvalid (a price is never changed backwards); the
    /// list is released when it is due.
    Status set(Work& work, const std::vector<Price>& prices, Timestamp valid_from);
    /// From `at` on nothing of this code holds until another price is set: what holds then ends, what would begin then
    /// is taken back. The list is released at once, so that terminals know the end. kInvalid for the past, kNotFound
    /// when no price has this code; that it ends by then already is fine.
    Status end(Work& work, std::string_view code, Timestamp at);
    /// Releases the list again when a price has become due, or is over, since. Cheap; for the hub's clock.
    Status release_due(Work& work);
    /// The price in force at `at`; nothing when the code is unknown.
    Result<std::optional<Price>> find(database::Connection& connection, std::string_view code, Timestamp at);
    Result<std::vector<Price>> list(database::Connection& connection, Timestamp at);
    /// What was set for later than `at`, the next first.
    Result<std::vector<Price>> coming(database::Connection& connection, Timestamp at);

private:
    Status release(Work& work);
};

}  // namespace dayroom::facility
