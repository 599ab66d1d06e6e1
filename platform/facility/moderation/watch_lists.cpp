#include "platform/facility/moderation/watch_lists.h"

#include "platform/base/utf8.h"

namespace dayroom::facility {
namespace {

constexpr const char* kListColumns = "SELECT id, name, kind, scope_kind, scope_id, patterns FROM watch_list ";

WatchList read_list(const database::Row& row) {
    return {row.id<WatchListId>(0), row.string(1), static_cast<WatchList::Kind>(row.integer(2)),
            Scope{static_cast<Scope::Kind>(row.integer(3)), row.id<ThingId>(4)}, row.small(5)};
}

std::vector<std::string> split_lines(std::string_view body) {
    std::vector<std::string> lines;
    while (!body.empty()) {
        const std::size_t end = std::min(body.find('\n'), body.size());
        lines.emplace_back(body.substr(0, end));
        body.remove_prefix(std::min(end + 1, body.size()));
    }
    return lines;
}

Status raise_revision(Work& work) {
    return work.db().run(
        "INSERT INTO watch_revision (one, revision) VALUES (1, 1) ON CONFLICT (one) DO UPDATE SET revision = "
        "watch_revision.revision + 1");
}

Status check_scope(Work& work, const Scope& scope) {
    const char* sql = nullptr;
    if (scope.kind == Scope::Kind::kFacility) {
        return scope.id == thing(work.facility()) ? Status() : Error(ErrorCode::kInvalid, "this is another facility");
    }
    if (scope.kind == Scope::Kind::kUnit) sql = "SELECT count(*) FROM housing_unit WHERE id = $1";
    if (scope.kind == Scope::Kind::kResident) sql = "SELECT count(*) FROM resident WHERE id = $1";
    if (sql == nullptr) return Error(ErrorCode::kInvalid, "a list is for the facility, a unit or a resident");
    if (TRY(work.db().number(sql, scope.id)) == 0)
        return Error(ErrorCode::kNotFound, "there is no such unit or resident");
    return {};
}

}  // namespace

const char* name_of(WatchList::Kind kind) { return kind == WatchList::Kind::kWatch ? "watch" : "word"; }

Status WatchLists::add(Work& work, const WatchList& list) {
    if (list.name.empty() || list.name.find('\n') != std::string::npos ||
        utf8::sanitize(list.name, kMaxListName) != list.name)
        return Error(ErrorCode::kInvalid, "a list's name has 1 to 80 plain characters");
    TRY(check_scope(work, list.scope));
    if (TRY(work.db().number("SELECT count(*) FROM watch_list")) >= kMaxWatchLists)
        return Error(ErrorCode::kTooLarge, "there are 1,000 lists already");
    const Status added = work.db().run(
        "INSERT INTO watch_list (id, name, kind, scope_kind, scope_id, made_ms) VALUES ($1, $2, $3, $4, $5, $6)",
        list.id, list.name, static_cast<int>(list.kind), static_cast<int>(list.scope.kind), list.scope.id, work.now());
    if (!added.ok() && database::violation(added.error()))
        return Error(ErrorCode::kConflict, "there is a list of this name", "name_taken");
    TRY(added);
    TRY(raise_revision(work));
    return work.audit(record::Event::kListChanged, list.id, "added");
}

Status WatchLists::remove(Work& work, const WatchListId& id) {
    TRY(work.db().run("DELETE FROM watch_list WHERE id = $1", id));
    if (work.db().changes() == 0) return Error(ErrorCode::kNotFound, "There is no such list.");
    TRY(raise_revision(work));
    return work.audit(record::Event::kListChanged, id, "removed");
}

Status WatchLists::set_patterns(Work& work, const WatchListId& id, const std::vector<std::string>& patterns) {
    if (patterns.size() > kMaxListPatterns) return Error(ErrorCode::kTooLarge, "a list has at most 20,000 patterns");
    const std::int64_t others =
        TRY(work.db().number("SELECT COALESCE(SUM(patterns), 0) FROM watch_list WHERE id <> $1", id));
    if (others + static_cast<std::int64_t>(patterns.size()) > kMaxAllPatterns)
        return Error(ErrorCode::kTooLarge, "all lists together have at most 150,000 patterns");
    std::string body;
    for (const std::string& pattern : patterns) body.append(pattern).append("\n");
    TRY(work.db().run("UPDATE watch_list SET patterns = $2, body = $3 WHERE id = $1", id,
                      static_cast<std::int64_t>(patterns.size()), body));
    if (work.db().changes() == 0) return Error(ErrorCode::kNotFound, "There is no such list.");
    TRY(raise_revision(work));
    return work.audit(record::Event::kListChanged, id, "patterns");
}

Result<std::vector<WatchList>> WatchLists::list(database::Connection& connection) {
    std::vector<WatchList> all;
    TRY(connection.each(std::string(kListColumns) + "ORDER BY name",
                        [&](const database::Row& row) { all.push_back(read_list(row)); }));
    return all;
}

Result<WatchList> WatchLists::find(database::Connection& connection, const WatchListId& id) {
    auto found = TRY(connection.first(std::string(kListColumns) + "WHERE id = $1", read_list, id));
    if (!found) return Error(ErrorCode::kNotFound, "There is no such list.");
    return std::move(*found);
}

Result<std::vector<std::string>> WatchLists::patterns(database::Connection& connection, const WatchListId& id) {
    auto found = TRY(connection.first(
        "SELECT body FROM watch_list WHERE id = $1", [](const database::Row& row) { return split_lines(row.text(0)); },
        id));
    if (!found) return Error(ErrorCode::kNotFound, "There is no such list.");
    return std::move(*found);
}

Result<std::vector<FullWatchList>> WatchLists::of_scope(database::Connection& connection, const Scope& scope) {
    std::vector<FullWatchList> all;
    TRY(connection.each(
        "SELECT id, name, kind, scope_kind, scope_id, patterns, body FROM watch_list WHERE scope_kind = $1 AND "
        "scope_id = $2 ORDER BY name",
        [&](const database::Row& row) {
            all.push_back({read_list(row), split_lines(row.text(6))});
        },
        static_cast<int>(scope.kind), scope.id));
    return all;
}

Result<std::int64_t> WatchLists::revision(database::Connection& connection) {
    return connection.number("SELECT COALESCE(MAX(revision), 0) FROM watch_revision");
}

}  // namespace dayroom::facility
