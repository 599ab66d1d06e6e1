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

struct Price {
    std::string code;  // "message", "photo", "document_copy", "sick_call_copay"
    Cents cents;
    Credits credits;
    std::vector<std::pair<std::string, std::string>> names;  // language, text; "en" always
};

class Prices {
public:
    /// From `valid_from` on. Past dates are kInvalid (a price is never changed backwards); the list is released when it
    /// is due.
    Status set(Work& work, const std::vector<Price>& prices, Timestamp valid_from);
    /// Releases the list again when a price has become due since. Cheap; for the hub's clock.
    Status release_due(Work& work);
    /// The price in force at `at`; nothing when the code is unknown.
    Result<std::optional<Price>> find(database::Connection& connection, std::string_view code, Timestamp at);
    Result<std::vector<Price>> list(database::Connection& connection, Timestamp at);

private:
    Status release(Work& work);
};

}  // namespace dayroom::facility
