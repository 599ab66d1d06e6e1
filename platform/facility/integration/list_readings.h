// Which lists of what people wrote to each other have been put on record for whom. A page that asks for the same list
// every half minute would otherwise drown the audit log; opening one item and deciding on it are recorded each time.
#pragma once

#include <mutex>
#include <string>
#include <string_view>
#include <unordered_map>

#include "platform/base/time.h"
#include "platform/facility/integration/api_tokens.h"

namespace dayroom::facility {

/// In memory: after a restart each list is recorded once more. Safe from any thread.
class ListReadings {
public:
    /// As long as a session may last; a token, which lasts longer, is recorded anew after it.
    static constexpr Milliseconds kOnceIn = kSessionAbsolute;
    /// Beyond it everything is forgotten: then more is recorded, never less.
    static constexpr std::size_t kMost = 4'096;

    /// Whether this session or token has this list (path and filter) on record already.
    bool is_known(const StaffCaller& caller, std::string_view list, Timestamp now);
    /// After its entry in the audit log is durable.
    void keep(const StaffCaller& caller, std::string_view list, Timestamp now);

private:
    std::mutex mutex_;
    std::unordered_map<std::string, Timestamp> recorded_;
};

}  // namespace dayroom::facility
