#include "platform/facility/admin/database_copy.h"

#include <system_error>

#include "platform/facility/schema/hub_database.h"

namespace dayroom::facility {
namespace {

/// Added to every feed number of a restored hub: no number is ever used for two different states, so a terminal that
/// saw what the backup has not never takes the restored record for an old one.
constexpr std::int64_t kFeedJump = std::int64_t{1} << 32;

Result<DatabaseReport> inspect(database::Connection& connection, const Clock& clock) {
    TRY(connection.check_integrity());
    DatabaseReport report;
    report.tie_out = TRY(tie_out(connection, clock));
    return report;
}

Status begin_new_life(database::Connection& connection, const Clock& clock, Random& random, const Actor& by) {
    auto transaction = TRY(database::Transaction::begin(connection));
    TRY(connection.run("UPDATE facility SET epoch = $1 WHERE one = 1", Epoch::make(clock, random)));
    TRY(connection.run("UPDATE feed_change SET seq = seq + $1", kFeedJump));
    TRY(connection.run("UPDATE feed_scope SET head = head + $1, floor = head + $1", kFeedJump));
    TRY(connection.run("INSERT INTO audit_queue (at_ms, event, outcome, actor, code) VALUES ($1, $2, $3, $4, '')",
                       clock.now(), static_cast<int>(record::Event::kRestored),
                       static_cast<int>(record::Outcome::kDone), by.role));
    return transaction.commit();
}

}  // namespace

Status copy_database(const std::filesystem::path& hub_db, const Secret& hub_key, const std::filesystem::path& to,
                     const Secret& copy_key) {
    const auto source = TRY(open_reader(hub_db, hub_key));
    return source->backup_to(to, copy_key);
}

Result<DatabaseReport> verify_database(const std::filesystem::path& file, const Secret& copy_key, const Clock& clock) {
    const auto copy = TRY(open_reader(file, copy_key));
    TRY(read_identity(*copy));
    DatabaseReport report = TRY(inspect(*copy, clock));
    std::error_code ignored;
    report.bytes = std::filesystem::file_size(file, ignored);
    return report;
}

Result<DatabaseReport> restore_database(const std::filesystem::path& file, const Secret& copy_key,
                                        const std::filesystem::path& hub_db, const Secret& hub_key, const Clock& clock,
                                        Random& random, const Actor& by) {
    {
        const auto copy = TRY(open_reader(file, copy_key));
        TRY(copy->check_integrity());
        TRY(copy->backup_to(hub_db, hub_key));
    }
    const auto hub = TRY(open_writer(hub_db, hub_key));
    TRY(begin_new_life(*hub, clock, random, by));
    DatabaseReport report = TRY(inspect(*hub, clock));
    std::error_code ignored;
    report.bytes = std::filesystem::file_size(hub_db, ignored);
    return report;
}

}  // namespace dayroom::facility
