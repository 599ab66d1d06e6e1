#include "platform/facility/backup/restore_drill.h"

#include <cstdlib>
#include <map>

#include "platform/facility/feed/changes.h"
#include "platform/facility/schema/hub_database.h"
#include "platform/facility/services/services.h"

namespace dayroom::facility {
namespace {

/// A directory that is gone when it goes out of scope.
class PassingFolder {
public:
    static Result<PassingFolder> make(const std::filesystem::path& parent) {
        std::string pattern = (parent / "dayroom-drill-XXXXXX").string();
        if (::mkdtemp(pattern.data()) == nullptr)
            return Error(ErrorCode::kIo, "cannot make a directory in " + parent.string());
        return PassingFolder(pattern);
    }
    PassingFolder(PassingFolder&& other) noexcept : path_(std::exchange(other.path_, {})) {}
    PassingFolder& operator=(PassingFolder&&) = delete;
    ~PassingFolder() {
        std::error_code ignored;
        if (!path_.empty()) std::filesystem::remove_all(path_, ignored);
    }
    const std::filesystem::path& path() const { return path_; }

private:
    explicit PassingFolder(std::filesystem::path path) : path_(std::move(path)) {}
    std::filesystem::path path_;
};

using Heads = std::map<std::int64_t, FeedHead>;  // by feed_scope.no

Result<Heads> heads_of(database::Connection& connection) {
    Heads heads;
    TRY(connection.each("SELECT no, head, newest FROM feed_scope", [&](const database::Row& row) {
        heads[row.integer(0)] = {row.sequence(1), row.integer(2)};
    }));
    return heads;
}

/// Empty when every scope of the backup goes on above all numbers that it used.
Result<std::string> compare(database::Connection& backup, database::Connection& restored) {
    if (TRY(read_identity(backup)).epoch == TRY(read_identity(restored)).epoch)
        return std::string("the restored hub has the backup's epoch");
    const Heads now = TRY(heads_of(restored));
    for (const auto& [scope, before] : TRY(heads_of(backup))) {
        const auto after = now.find(scope);
        if (after == now.end()) return "scope " + std::to_string(scope) + " of the feed is missing";
        if (after->second.seq <= before.seq)
            return "scope " + std::to_string(scope) + " of the feed would use numbers again";
    }
    return std::string();
}

/// Empty when every change follows the one before it in its scope, up to the head that the scope says.
Result<std::string> follow(database::Connection& restored) {
    const std::int64_t lost = TRY(restored.number(
        "SELECT count(*) FROM feed_scope s LEFT JOIN feed_change c ON c.no = s.newest WHERE s.newest <> 0 AND "
        "(c.no IS NULL OR c.scope <> s.no OR c.seq <> s.head)"));
    if (lost > 0) return std::to_string(lost) + " scopes of the feed lost their last change";
    const std::int64_t broken =
        TRY(restored.number("SELECT count(*) FROM feed_change c JOIN feed_change b ON b.no = c.before "
                            "WHERE b.scope <> c.scope OR b.seq + 1 <> c.seq"));
    if (broken > 0) return std::to_string(broken) + " changes of the feed do not follow the one before";
    return std::string();
}

/// Changes something of the facility's scope, and reads what the feed says.
Result<std::string> go_on(Services& services, database::Connection& restored) {
    const auto head = [&]() -> Result<FeedHead> {
        auto found = TRY(restored.first(
            "SELECT head, newest FROM feed_scope WHERE kind = $1 AND id = $2",
            [](const database::Row& row) {
                return FeedHead{row.sequence(0), row.integer(1)};
            },
            static_cast<int>(Scope::Kind::kFacility), services.context.facility));
        return found.value_or(FeedHead());
    };
    const FeedHead before = TRY(head());
    for (int each = 0; each < kDrillChanges; ++each) {
        TRY(services.writer->run(Actor::system(), [&](Work& work) -> Status {
            work.touch(Scope::facility(work.facility()), RecordKind::kNotice, work.make_id<NoticeId>(), true);
            return {};
        }));
    }
    const FeedChanges changes = TRY(read_changes(restored, TRY(head()), before.seq));
    if (changes.size() != static_cast<std::size_t>(kDrillChanges)) return std::string("changes were lost in the feed");
    std::uint64_t expected = before.seq;
    for (const FeedChange& change : changes) {
        if (change.seq != ++expected) return std::string("the feed's numbers have a gap or a repeat");
    }
    return std::string();
}

}  // namespace

Result<DrillReport> drill_restore(const BackupPlace& from, const std::filesystem::path& parent, LostPhotos lost,
                                  const Clock& clock, Random& random) {
    const MonotonicTime begun = clock.steady();
    const PassingFolder folder = TRY(PassingFolder::make(parent));
    const HubFiles hub(folder.path() / "hub");
    DrillReport report;
    report.restored = TRY(restore_hub(from, hub, lost, clock, random));
    const auto backup = TRY(open_reader(HubFiles(from.folder).database(), from.key));
    const Secret key = TRY(hub.database_key());
    const auto restored = TRY(open_reader(hub.database(), key));
    report.scopes = TRY(restored->number("SELECT count(*) FROM feed_scope"));
    report.feed_fault = TRY(compare(*backup, *restored));
    if (report.feed_fault.empty()) report.feed_fault = TRY(follow(*restored));
    if (report.feed_fault.empty()) {
        ServicesOptions options;
        options.needs_root = false;
        const auto services = TRY(Services::open(hub, clock, random, std::move(options)));
        report.feed_fault = TRY(go_on(*services, *restored));
        services->stop();
    }
    report.seconds = std::chrono::duration<double>(clock.steady() - begun).count();
    return report;
}

}  // namespace dayroom::facility
