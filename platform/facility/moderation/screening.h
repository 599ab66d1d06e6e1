// What the facility's lists say about a text. The lists of each scope are compiled into one filter, shared by all
// threads and replaced as a whole when a list changes: a text is read at most three times (facility, unit, resident),
// whatever the number of patterns.
#pragma once

#include <functional>
#include <memory>
#include <mutex>
#include <unordered_map>

#include "platform/facility/feed/writer.h"
#include "platform/facility/filter/word_filter.h"
#include "platform/facility/moderation/watch_lists.h"

namespace dayroom::facility {

struct ScreenHit {
    WatchListId list;
    std::string list_name;
    WatchList::Kind kind = WatchList::Kind::kWord;
    std::string pattern;
    std::uint32_t start = 0;   // in code points of the text
    std::uint32_t length = 0;  // in code points
};

struct ScreenResult {
    std::vector<ScreenHit> hits;  // by start; at most kMaxScreenHits
    bool clean() const { return hits.empty(); }
    bool watched() const;
};
/// Kept of one text; the first ones. A watch list's hits come before those of word lists when there are more.
inline constexpr std::size_t kMaxScreenHits = 64;

/// All lists of one scope. Immutable.
class CompiledLists {
public:
    /// kInvalid names the pattern that may not be.
    static Result<std::shared_ptr<const CompiledLists>> build(const std::vector<FullWatchList>& lists);
    void find(std::string_view text, std::vector<ScreenHit>& hits) const;

private:
    std::vector<WatchList> lists_;
    std::vector<std::string> patterns_;
    std::vector<std::uint32_t> list_of_;  // by pattern
    WordFilter filter_;
};

class Screening {
public:
    /// All lists of the facility: at start-up. The writer's jobs wait for none of this.
    Status load(database::Connection& connection);

    /// Safe from any thread.
    ScreenResult find(std::string_view text, const FacilityId& facility, const UnitId& unit,
                      const ResidentId& resident) const;

    /// Change a list: its scope is compiled with the change on the calling thread, then written and put to use in one
    /// commit, so that every message is matched with the lists as they stood when it came. `connection`: a reader.
    /// kConflict "lists_changed" when others change lists all the time.
    Status set_patterns(Writer& writer, database::Connection& connection, const Actor& actor, const WatchListId& id,
                        const std::vector<std::string>& patterns);
    Status remove(Writer& writer, database::Connection& connection, const Actor& actor, const WatchListId& id);

private:
    using Compiled = std::shared_ptr<const CompiledLists>;
    using Edit = std::function<void(std::vector<FullWatchList>&)>;
    Status change(Writer& writer, database::Connection& connection, const Actor& actor, const WatchListId& id,
                  const Edit& edit, const Writer::Job& write);
    Compiled find_compiled(const Scope& scope) const;
    void put(const Scope& scope, Compiled compiled);

    mutable std::mutex mutex_;
    std::unordered_map<Scope, Compiled> scopes_;  // those that have patterns
};

}  // namespace dayroom::facility
