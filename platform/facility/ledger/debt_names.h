// What residents read of their debts, by code and whose they are (feed/records.h: load_debt_names). Read when a debt is
// sent to its terminal; so what changes a name says to whom it must be sent again.
#pragma once

#include <map>
#include <string>
#include <utility>

#include "platform/facility/feed/work.h"

namespace dayroom::facility {

class DebtNames {
public:
    /// Of every kind of debt that somebody has a debt of. Any connection.
    static Result<DebtNames> of_all(database::Connection& connection);
    /// After a change: each debt whose names are others than these goes to its resident's terminals. Writer thread.
    Status tell_changed(Work& work) const;

private:
    using Kind = std::pair<std::string, bool>;  // its code, and whether a court set it
    std::map<Kind, std::string> kept_;          // as feed/own_names.h keeps them
};

}  // namespace dayroom::facility
