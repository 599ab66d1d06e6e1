// Backup and restore of a whole hub: its database, its photos and the keys that make it this hub, so that a new machine
// can take its place and every terminal goes on with it. A backup is a directory (mode 0700):
//
//   hub.db            a consistent copy of the live database, encrypted under the backup key
//   blobs/            the photos that this copy names, each encrypted under the key that stands in it, as at the hub
//   keys/, tls/, hub-key.*   HubFiles::small_files(), each encrypted (crypto/stream.h) under a key derived from the
//                     backup key and its name
//
// It counts only once it was read again: database and books proven, every photo's hash. Nothing appears under its
// name before it is whole. Source: domain.md (the Indiana crash: backups were never restore-tested).
#pragma once

#include <cstdint>
#include <filesystem>
#include <string>
#include <vector>

#include "platform/base/random.h"
#include "platform/base/time.h"
#include "platform/crypto/secret.h"
#include "platform/facility/admin/tie_out.h"
#include "platform/facility/services/hub_files.h"

namespace dayroom::facility {

/// A photo that is missing or is not what was written ends everything with kCorrupt, or is left out and named: a
/// damaged picture must not stand between a facility and its ledger, and must not go unnoticed.
enum class LostPhotos { kRefuse, kLeaveOut };

struct HubBackupReport {
    TieOutReport tie_out;
    std::uintmax_t bytes = 0;  // of database and photos
    std::int64_t photos = 0;
    std::vector<std::string> lost_photos;  // their SHA-256, in hex; empty with kRefuse
    std::string feed_fault;                // after a restore: why the feed would not go on; empty: it does
    double seconds = 0;
    bool whole() const { return tie_out.ties() && lost_photos.empty() && feed_fault.empty(); }
};

struct BackupPlace {
    std::filesystem::path folder;
    const Secret& key;  // 32 bytes, for this purpose only
};

/// While `serve` runs. `to.folder` must not exist (kConflict). kCorrupt when the hub's books do not tie out, or for a
/// lost photo. On an error nothing is left.
Result<HubBackupReport> back_up_hub(const HubFiles& hub, const BackupPlace& to, LostPhotos lost, const Clock& clock,
                                    Random& random);
/// Everything that restoring would read, and changes nothing. kCorrupt names what is missing or changed; kNotFound when
/// it is no backup.
Result<HubBackupReport> verify_hub_backup(const BackupPlace& from, LostPhotos lost, const Clock& clock, Random& random);
/// Makes the directory of `hub`, which must be missing or empty (kConflict): new database key and server certificate,
/// new epoch and higher feed numbers (restore_database()), so that every terminal begins with a fresh snapshot and
/// sends again what it kept. The new hub proves itself: the books are tied out, and the feed is checked to go on
/// without a gap or a repeat; the report says what is wrong, and the hub is there all the same. On an error nothing is
/// left. `by`: who does it, on record.
Result<HubBackupReport> restore_hub(const BackupPlace& from, const HubFiles& hub, LostPhotos lost, const Clock& clock,
                                    Random& random, const Actor& by = Actor::system());

}  // namespace dayroom::facility
