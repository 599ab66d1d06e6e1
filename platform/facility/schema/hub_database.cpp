#include "platform/facility/schema/hub_database.h"

#include <array>
#include <string>

#include "platform/facility/schema/schema_1.h"
#include "platform/facility/schema/schema_1_attachments.h"
#include "platform/facility/schema/schema_1_books.h"
#include "platform/facility/schema/schema_1_commissary.h"
#include "platform/facility/schema/schema_1_leaving.h"
#include "platform/facility/schema/schema_1_messages.h"
#include "platform/facility/schema/schema_1_money.h"
#include "platform/facility/schema/schema_1_notices.h"
#include "platform/facility/schema/schema_1_phone.h"
#include "platform/facility/schema/schema_1_policy.h"
#include "platform/facility/schema/schema_1_prea.h"
#include "platform/facility/schema/schema_1_staff.h"
#include "platform/facility/schema/schema_1_trust.h"
#include "platform/facility/schema/schema_1_visits.h"
#include "platform/record/audit_log.h"

namespace dayroom::facility {
namespace {

/// 32 MiB of write-ahead log between checkpoints: a page that many commits change is copied once.
constexpr int kCheckpointPages = 8'000;

Result<std::unique_ptr<database::Connection>> open(const std::filesystem::path& file, const Secret& key, bool read_only,
                                                   database::FaultSeam* faults) {
    database::OpenOptions options;
    options.locking = database::OpenOptions::Locking::kShared;
    options.read_only = read_only;
    options.create = !read_only;
    options.faults = faults;
    options.checkpoint_pages = kCheckpointPages;
    return database::Connection::open(file, key, options);
}

}  // namespace

std::span<const database::Migration> hub_migrations() {
    static const std::string first = std::string(kSchemaPeople) + kSchemaLedger + kSchemaWork + kSchemaAttachments +
                                     kSchemaNotices + kSchemaMessages + kSchemaMoney + kSchemaTrust + kSchemaBooks +
                                     kSchemaLeaving + kSchemaCommissary + kSchemaPhone + kSchemaVisits + kSchemaStaff +
                                     kSchemaReview + kSchemaPrea + kSchemaPolicy + std::string(record::kAuditSchema);
    static const std::array<database::Migration, 1> steps{{{1, first}}};
    return steps;
}

Result<std::unique_ptr<database::Connection>> open_writer(const std::filesystem::path& file, const Secret& key,
                                                          database::FaultSeam* faults) {
    auto connection = TRY(open(file, key, false, faults));
    TRY(database::migrate(*connection, kHubApplicationId, hub_migrations()));
    // The rows of all people of a facility stay in memory: a page that has to be read again is decrypted and checked
    // again.
    TRY(connection->run("PRAGMA cache_size=-65536"));
    return connection;
}

Result<std::unique_ptr<database::Connection>> open_reader(const std::filesystem::path& file, const Secret& key,
                                                          database::FaultSeam* faults) {
    auto connection = TRY(open(file, key, true, faults));
    const int version = TRY(database::schema_version(*connection));
    if (version != hub_migrations().back().version) {
        return Error(ErrorCode::kUnsupported, "hub.db has schema version " + std::to_string(version) +
                                                  ": start the hub of this version once to bring it up");
    }
    return connection;
}

Result<HubIdentity> read_identity(database::Connection& connection) {
    auto found = TRY(connection.first("SELECT id, epoch FROM facility WHERE one = 1", [](const database::Row& row) {
        return HubIdentity{row.id<FacilityId>(0), row.id<Epoch>(1)};
    }));
    if (!found) return Error(ErrorCode::kNotFound, "this database holds no facility: run dayroom-hub init");
    return *found;
}

}  // namespace dayroom::facility
