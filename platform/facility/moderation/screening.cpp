#include "platform/facility/moderation/screening.h"

#include <algorithm>
#include <set>

namespace dayroom::facility {
namespace {
constexpr int kChangeAttempts = 3;
}

bool ScreenResult::watched() const {
    return std::any_of(hits.begin(), hits.end(),
                       [](const ScreenHit& hit) { return hit.kind == WatchList::Kind::kWatch; });
}

Result<std::shared_ptr<const CompiledLists>> CompiledLists::build(const std::vector<FullWatchList>& lists) {
    auto made = std::make_shared<CompiledLists>();
    for (const FullWatchList& each : lists) {
        if (each.patterns.empty()) continue;
        const auto number = static_cast<std::uint32_t>(made->lists_.size());
        made->lists_.push_back(each.list);
        made->patterns_.insert(made->patterns_.end(), each.patterns.begin(), each.patterns.end());
        made->list_of_.insert(made->list_of_.end(), each.patterns.size(), number);
    }
    if (made->patterns_.empty()) return std::shared_ptr<const CompiledLists>();
    made->filter_ = TRY(WordFilter::build(made->patterns_));
    return std::shared_ptr<const CompiledLists>(std::move(made));
}

void CompiledLists::find(std::string_view text, std::vector<ScreenHit>& hits) const {
    const auto note = [&](const FilterResult& found) {
        for (const FilterHit& hit : found.hits) {
            const WatchList& list = lists_[list_of_[hit.pattern]];
            hits.push_back({list.id, list.name, list.kind, patterns_[hit.pattern], hit.start, hit.length});
        }
    };
    const FilterResult all = filter_.find(text);
    if (all.complete) return note(all);
    // More than the filter keeps: those of watch lists must not be among what is left out.
    note(filter_.find(
        text, [this](std::uint32_t pattern) { return lists_[list_of_[pattern]].kind == WatchList::Kind::kWatch; }));
    note(filter_.find(
        text, [this](std::uint32_t pattern) { return lists_[list_of_[pattern]].kind == WatchList::Kind::kWord; }));
}

Status Screening::load(database::Connection& connection) {
    std::set<Scope> scopes;
    for (const WatchList& list : TRY(WatchLists::list(connection))) scopes.insert(list.scope);
    for (const Scope& scope : scopes) {
        put(scope, TRY(CompiledLists::build(TRY(WatchLists::of_scope(connection, scope)))));
    }
    return {};
}

Screening::Compiled Screening::find_compiled(const Scope& scope) const {
    const std::lock_guard lock(mutex_);
    const auto found = scopes_.find(scope);
    return found == scopes_.end() ? nullptr : found->second;
}

void Screening::put(const Scope& scope, Compiled compiled) {
    const std::lock_guard lock(mutex_);
    if (compiled) {
        scopes_[scope] = std::move(compiled);
    } else {
        scopes_.erase(scope);
    }
}

ScreenResult Screening::find(std::string_view text, const FacilityId& facility, const UnitId& unit,
                             const ResidentId& resident) const {
    ScreenResult result;
    for (const Scope& scope : {Scope::facility(facility), Scope::unit(unit), Scope::resident(resident)}) {
        if (const Compiled compiled = find_compiled(scope)) compiled->find(text, result.hits);
    }
    if (result.hits.size() > kMaxScreenHits) {
        std::stable_sort(result.hits.begin(), result.hits.end(),
                         [](const ScreenHit& a, const ScreenHit& b) { return a.kind > b.kind; });
        result.hits.resize(kMaxScreenHits);
    }
    std::stable_sort(result.hits.begin(), result.hits.end(),
                     [](const ScreenHit& a, const ScreenHit& b) { return a.start < b.start; });
    return result;
}

Status Screening::set_patterns(Writer& writer, database::Connection& connection, const Actor& actor,
                               const WatchListId& id, const std::vector<std::string>& patterns) {
    if (patterns.size() > kMaxListPatterns) return Error(ErrorCode::kTooLarge, "a list has at most 20,000 patterns");
    for (const std::string& pattern : patterns) {
        TRY(WordFilter::check_pattern(pattern));
        if (pattern.find('\n') != std::string::npos) return Error(ErrorCode::kInvalid, "a pattern is one line");
    }
    const Edit edit = [&](std::vector<FullWatchList>& lists) {
        for (FullWatchList& each : lists) {
            if (each.list.id == id) each.patterns = patterns;
        }
    };
    return change(writer, connection, actor, id, edit,
                  [&](Work& work) { return WatchLists::set_patterns(work, id, patterns); });
}

Status Screening::remove(Writer& writer, database::Connection& connection, const Actor& actor, const WatchListId& id) {
    const Edit edit = [&](std::vector<FullWatchList>& lists) {
        std::erase_if(lists, [&](const FullWatchList& each) { return each.list.id == id; });
    };
    return change(writer, connection, actor, id, edit, [&](Work& work) { return WatchLists::remove(work, id); });
}

/// A filter takes long to build: not on the writer's thread. If the lists were others when it was written, again.
Status Screening::change(Writer& writer, database::Connection& connection, const Actor& actor, const WatchListId& id,
                         const Edit& edit, const Writer::Job& write) {
    for (int attempt = 0; attempt < kChangeAttempts; ++attempt) {
        const std::int64_t seen = TRY(WatchLists::revision(connection));
        const Scope scope = TRY(WatchLists::find(connection, id)).scope;
        std::vector<FullWatchList> lists = TRY(WatchLists::of_scope(connection, scope));
        edit(lists);
        const Compiled compiled = TRY(CompiledLists::build(lists));
        bool written = false;
        const Compiled before = find_compiled(scope);
        const Status done = writer.run(actor, [&](Work& work) -> Status {
            if (TRY(WatchLists::revision(work.db())) != seen) return {};
            TRY(write(work));
            put(scope, compiled);
            written = true;
            return {};
        });
        if (!done.ok() && written) put(scope, before);  // the commit failed: what is stored are the lists of before
        TRY(done);
        if (written) return {};
    }
    return Error(ErrorCode::kConflict, "somebody else is changing lists: try again", "lists_changed");
}

}  // namespace dayroom::facility
