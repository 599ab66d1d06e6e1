// hub.db: opens it for the writer, for readers and for tools that work beside a running hub, and brings its schema up.
#pragma once

#include <filesystem>
#include <memory>
#include <span>

#include "platform/base/id.h"
#include "platform/base/result.h"
#include "platform/crypto/secret.h"
#include "platform/database/connection.h"
#include "platform/database/migration.h"

namespace dayroom::facility {

/// "DRHB": in the file's header, so that a terminal's store is never taken for a hub's.
inline constexpr std::int32_t kHubApplicationId = 0x44524842;

/// Every schema step of hub.db, oldest first. A released step never changes again.
std::span<const database::Migration> hub_migrations();

/// Read and write, shared with readers; the schema is brought to the newest version. One writer a hub.
Result<std::unique_ptr<database::Connection>> open_writer(const std::filesystem::path& file, const Secret& key,
                                                          database::FaultSeam* faults = nullptr);
/// Read only, beside the writer: feed, API, tie-out, backup, export. kUnsupported when the schema is not this
/// program's.
Result<std::unique_ptr<database::Connection>> open_reader(const std::filesystem::path& file, const Secret& key,
                                                          database::FaultSeam* faults = nullptr);

/// The row that says which facility, and which life of the database, this is. kNotFound before `init`.
struct HubIdentity {
    FacilityId facility;
    Epoch epoch;
};
Result<HubIdentity> read_identity(database::Connection& connection);

}  // namespace dayroom::facility
