// Notices from staff to everybody, one housing unit or one resident, each in several languages, from … until ….
#pragma once

#include <optional>
#include <vector>

#include "platform/facility/feed/work.h"

namespace dayroom::facility {

inline constexpr std::size_t kMaxNoticeTitle = 200;  // code points
inline constexpr std::size_t kMaxNoticeText = 8'000;
inline constexpr int kMaxLanguages = 24;

struct StoredNotice {
    enum class State : std::uint8_t { kWaits = 1, kInForce = 2, kOver = 3 };
    NoticeId id;
    Scope scope;
    wire::Notice notice;
    State state = State::kWaits;
};

class Notices {
public:
    /// Scope facility, unit or resident. "en" must be among the languages; valid_to after valid_from. One whose time
    /// has come is released at once, a later one by tick(). kConflict when the id exists.
    Status create(Work& work, const NoticeId& id, const Scope& scope, const wire::Notice& notice);
    /// Ends it now.
    Status end(Work& work, const NoticeId& id);
    /// Releases what has begun and removes what is over, at most `limit`; how many.
    Result<int> tick(Work& work, int limit);

    Result<std::vector<StoredNotice>> list(database::Connection& connection, bool with_over);
    Result<std::optional<StoredNotice>> find(database::Connection& connection, const NoticeId& id);
};

}  // namespace dayroom::facility
