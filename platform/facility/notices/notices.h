// Notices from staff to everybody, one housing unit or one resident, each in several languages, from … until ….
#pragma once

#include <optional>
#include <vector>

#include "platform/facility/feed/work.h"

namespace dayroom::facility {

inline constexpr std::size_t kMaxNoticeTitle = 200;  // code points
inline constexpr std::size_t kMaxNoticeText = 8'000;
inline constexpr int kMaxLanguages = 24;
inline constexpr int kMaxNoticeKeepDays = 90;  // that one that is over can still be read
inline constexpr int kMaxReadersInPage = 500;

struct StoredNotice {
    /// kOver: terminals still have it, to be read again; kGone: they do not.
    enum class State : std::uint8_t { kWaits = 1, kInForce = 2, kOver = 3, kGone = 4 };
    NoticeId id;
    Scope scope;
    wire::Notice notice;
    State state = State::kWaits;
};

/// Of one notice: of those who are here and whom it is for, how many, and how many of them have said that they read it.
struct ReadCounts {
    std::int64_t people = 0;
    std::int64_t read = 0;
};
struct NoticeReader {
    ResidentId resident;
    std::string number;
    std::string name;  // "given family"
    std::string unit;
    Timestamp at;  // not set: has not said so
};
enum class WhichReaders : std::uint8_t { kAll, kRead, kNotRead };

class Notices {
public:
    /// Scope facility, unit or resident. "en" must be among the languages; valid_to after valid_from, keep_until not
    /// before valid_to, or 0. One whose time has come is released at once, a later one by tick(). kConflict when the id
    /// exists.
    Status create(Work& work, const NoticeId& id, const Scope& scope, const wire::Notice& notice);
    /// Ends it now; terminals keep it, as one that is over, for as long as they would have after its own end.
    Status end(Work& work, const NoticeId& id);
    /// Releases what has begun and takes away what is over or need not be kept, at most `limit` in all; how many.
    Result<int> tick(Work& work, int limit);

    /// The resident has read it. `made`: when they said so; before the notice or after now it counts as the nearest
    /// moment between. The first time counts; a notice that is over may have been read before. kNotFound when it is not
    /// for this resident, kInvalid when nobody is asked to say so.
    Status acknowledge(Work& work, const ResidentId& resident, const CommandId& command, const NoticeId& id,
                       Timestamp made);
    Result<ReadCounts> counts(database::Connection& connection, const StoredNotice& notice);
    /// Those who are here and whom it is for, and whoever has read it and left; by number.
    Result<std::vector<NoticeReader>> readers(database::Connection& connection, const StoredNotice& notice,
                                              WhichReaders which, int limit, int offset);

    Result<std::vector<StoredNotice>> list(database::Connection& connection, bool with_over);
    Result<std::optional<StoredNotice>> find(database::Connection& connection, const NoticeId& id);
};

}  // namespace dayroom::facility
