// Backup and restore of a whole hub.db. A backup is a consistent copy of the live database, encrypted under a key of
// its own, and it counts only once it was opened again and tied out. Source: domain.md (the Indiana crash: backups were
// never restore-tested).
#pragma once

#include <filesystem>

#include "platform/base/random.h"
#include "platform/base/time.h"
#include "platform/crypto/secret.h"
#include "platform/facility/admin/tie_out.h"

namespace dayroom::facility {

struct BackupReport {
    TieOutReport tie_out;
    std::uintmax_t bytes = 0;
    double seconds = 0;
};

/// While `serve` runs. `to` must not exist. Fails (and removes the copy) when it cannot be opened again or does not tie
/// out.
Result<BackupReport> backup(const std::filesystem::path& hub_db, const Secret& hub_key, const std::filesystem::path& to,
                            const Secret& backup_key, const Clock& clock);
/// Opens and ties out without changing it.
Result<BackupReport> verify_backup(const std::filesystem::path& file, const Secret& backup_key, const Clock& clock);
/// Writes a new hub.db under `hub_key` from a backup; `hub_db` must not exist. The database gets a new epoch and higher
/// feed numbers, so every terminal begins with a fresh snapshot and re-submits what it kept; then it is tied out.
Result<BackupReport> restore(const std::filesystem::path& file, const Secret& backup_key,
                             const std::filesystem::path& hub_db, const Secret& hub_key, const Clock& clock,
                             Random& random);

}  // namespace dayroom::facility
