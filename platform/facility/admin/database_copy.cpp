#include "platform/facility/admin/backup.h"

#include <system_error>

#include "platform/facility/schema/hub_database.h"

namespace dayroom::facility {
namespace {

/// Added to every feed number of a restored hub: no number is ever used for two different states, so a terminal that
/// saw what the backup has not never takes the restored record for an old one.
constexpr std::int64_t kFeedJump = std::int64_t{1} << 32;

double seconds_between(MonotonicTime begin, MonotonicTime end) {
    return static_cast<double>((end - begin).count()) / 1e9;
}

Result<BackupReport> inspect(database::Connection& connection, const Clock& clock) {
    TRY(connection.check_integrity());
    BackupReport report;
    report.tie_out = TRY(tie_out(connection, clock.now()));
    return report;
}

Status begin_new_life(database::Connection& connection, const Clock& clock, Random& random) {
    auto transaction = TRY(database::Transaction::begin(connection));
    TRY(connection.run("UPDATE facility SET epoch = $1 WHERE one = 1", Epoch::make(clock, random)));
    TRY(connection.run("UPDATE feed_change SET seq = seq + $1", kFeedJump));
    TRY(connection.run("UPDATE feed_scope SET head = head + $1, floor = head + $1", kFeedJump));
    TRY(connection.run("INSERT INTO audit_queue (at_ms, event, outcome, actor, code) VALUES ($1, $2, $3, 'system', '')",
                       clock.now(), static_cast<int>(record::Event::kRestored),
                       static_cast<int>(record::Outcome::kDone)));
    return transaction.commit();
}

}  // namespace

Result<BackupReport> backup(const std::filesystem::path& hub_db, const Secret& hub_key, const std::filesystem::path& to,
                            const Secret& backup_key, const Clock& clock) {
    const MonotonicTime begin = clock.steady();
    {
        auto source = TRY(open_reader(hub_db, hub_key));
        TRY(source->backup_to(to, backup_key));
    }
    auto report = verify_backup(to, backup_key, clock);
    std::error_code ignored;
    if (!report.ok()) {
        std::filesystem::remove(to, ignored);
        return report.take_error().while_doing("verify the backup");
    }
    if (!report.value().tie_out.ties()) {
        std::filesystem::remove(to, ignored);
        return Error(ErrorCode::kCorrupt, "the books in the backup do not tie out: run tie-out on the hub first");
    }
    report.value().seconds = seconds_between(begin, clock.steady());
    return report;
}

Result<BackupReport> verify_backup(const std::filesystem::path& file, const Secret& backup_key, const Clock& clock) {
    const MonotonicTime begin = clock.steady();
    auto copy = TRY(open_reader(file, backup_key));
    TRY(read_identity(*copy));
    BackupReport report = TRY(inspect(*copy, clock));
    std::error_code ignored;
    report.bytes = std::filesystem::file_size(file, ignored);
    report.seconds = seconds_between(begin, clock.steady());
    return report;
}

Result<BackupReport> restore(const std::filesystem::path& file, const Secret& backup_key,
                             const std::filesystem::path& hub_db, const Secret& hub_key, const Clock& clock,
                             Random& random) {
    const MonotonicTime begin = clock.steady();
    {
        auto copy = TRY(open_reader(file, backup_key));
        TRY(copy->check_integrity());
        TRY(copy->backup_to(hub_db, hub_key));
    }
    auto hub = TRY(open_writer(hub_db, hub_key));
    TRY(begin_new_life(*hub, clock, random));
    BackupReport report = TRY(inspect(*hub, clock));
    std::error_code ignored;
    report.bytes = std::filesystem::file_size(hub_db, ignored);
    report.seconds = seconds_between(begin, clock.steady());
    return report;
}

}  // namespace dayroom::facility
