// Word and watch lists as the facility keeps them: each for everybody, a housing unit or one resident. A text that a
// list matches waits for staff, whatever else may pass by itself. A word list says what is not allowed; a watch list is
// an investigator's: its hits can ask for a second person, and nothing tells an author that there is one.
//
// Changes go through Screening, which compiles what it matches with.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "platform/facility/feed/work.h"

namespace dayroom::facility {

using WatchListId = Id<struct WatchListTag>;

inline constexpr int kMaxWatchLists = 1'000;
inline constexpr std::size_t kMaxListPatterns = 20'000;   // of one list
inline constexpr std::int64_t kMaxAllPatterns = 150'000;  // of all lists together
inline constexpr std::size_t kMaxListName = 80;           // code points

struct WatchList {
    enum class Kind : std::uint8_t { kWord = 1, kWatch = 2 };  // stored: never renumber
    WatchListId id;
    std::string name;
    Kind kind = Kind::kWord;
    Scope scope;       // facility, unit or resident
    int patterns = 0;  // how many
};
/// "word", "watch".
const char* name_of(WatchList::Kind kind);

/// A list and what it holds.
struct FullWatchList {
    WatchList list;
    std::vector<std::string> patterns;
};

class WatchLists {
public:
    /// Empty. kInvalid for a bad name or scope; kNotFound for a unit or resident that is none; kConflict "name_taken";
    /// kTooLarge at kMaxWatchLists.
    static Status add(Work& work, const WatchList& list);
    static Status remove(Work& work, const WatchListId& id);
    /// Instead of those before; checked by the caller (WordFilter::check_pattern). kTooLarge beyond a limit.
    static Status set_patterns(Work& work, const WatchListId& id, const std::vector<std::string>& patterns);

    // ---- reads, on any connection
    /// By name.
    static Result<std::vector<WatchList>> list(database::Connection& connection);
    static Result<WatchList> find(database::Connection& connection, const WatchListId& id);
    static Result<std::vector<std::string>> patterns(database::Connection& connection, const WatchListId& id);
    static Result<std::vector<FullWatchList>> of_scope(database::Connection& connection, const Scope& scope);
    /// Rises with every change of any list.
    static Result<std::int64_t> revision(database::Connection& connection);
};

}  // namespace dayroom::facility
