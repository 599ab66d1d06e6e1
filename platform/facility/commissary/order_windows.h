// When orders are taken: weekly rules as facility data, and the windows that the hub's clock makes of them ahead of
// time, sealed and fed to the facility or to a housing unit. A window that was cut off never opens again, whatever the
// clock says.
//
// Writes: the writer thread.
#pragma once

#include <optional>
#include <vector>

#include "platform/facility/commissary/types.h"
#include "platform/facility/feed/work.h"

namespace dayroom::facility {

/// Released ahead, of each rule: the open one and those after it.
inline constexpr int kWindowsAhead = 3;
inline constexpr std::size_t kMaxWindowRules = 50;

class OrderWindows {
public:
    /// In place of all rules before. Windows that are not open yet are withdrawn and made anew; one that is open stays
    /// until its cut-off. kInvalid for a rule that is none, or for two that overlap for some unit.
    static Status set_rules(Work& work, const std::vector<StoredWindowRule>& rules);
    static Result<std::vector<StoredWindowRule>> rules(database::Connection& connection);

    /// For the hub's clock: opens, cuts off, and releases ahead.
    static Status tick(Work& work);

    // ---- reads, on any connection
    static Result<std::optional<StoredWindow>> find(database::Connection& connection, const OrderWindowId& id);
    /// Newest first, at most `limit`.
    static Result<std::vector<StoredWindow>> list(database::Connection& connection, int limit);
};

/// Whether orders may be made, changed and cancelled in it at `now`.
bool is_open(const StoredWindow& window, Timestamp now);
/// Whether its cut-off is over: then it stays so.
bool is_cut_off(const StoredWindow& window, Timestamp now);

}  // namespace dayroom::facility
