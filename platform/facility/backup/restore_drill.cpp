#include "platform/facility/backup/restore_drill.h"

#include <cstdlib>

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
    const Secret key = TRY(hub.database_key());
    const auto restored = TRY(open_reader(hub.database(), key));
    report.scopes = TRY(restored->number("SELECT count(*) FROM feed_scope"));
    report.feed_fault = report.restored.feed_fault;
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
