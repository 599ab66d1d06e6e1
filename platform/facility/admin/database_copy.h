// A copy of a whole hub.db for a backup, and back. A copy is consistent, encrypted under a key of its own, and it
// counts only once it was opened again and tied out. Photos and keys are facility/backup's.
#pragma once

#include <filesystem>

#include "platform/base/random.h"
#include "platform/base/time.h"
#include "platform/crypto/secret.h"
#include "platform/facility/admin/tie_out.h"

namespace dayroom::facility {

struct DatabaseReport {
    TieOutReport tie_out;
    std::uintmax_t bytes = 0;
};

/// While `serve` runs. `to` must not exist. Not yet verified.
Status copy_database(const std::filesystem::path& hub_db, const Secret& hub_key, const std::filesystem::path& to,
                     const Secret& copy_key);
/// Opens and ties out without changing it.
Result<DatabaseReport> verify_database(const std::filesystem::path& file, const Secret& copy_key, const Clock& clock);
/// Writes a new hub.db under `hub_key` from a copy; `hub_db` must not exist. The database gets a new epoch and higher
/// feed numbers, so every terminal begins with a fresh snapshot and re-submits what it kept; then it is tied out. `by`
/// is who does it, on record.
Result<DatabaseReport> restore_database(const std::filesystem::path& file, const Secret& copy_key,
                                        const std::filesystem::path& hub_db, const Secret& hub_key, const Clock& clock,
                                        Random& random, const Actor& by = Actor::system());

}  // namespace dayroom::facility
