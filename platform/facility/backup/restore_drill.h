// A restore that is tried out and thrown away: the backup becomes a hub in a directory of its own, the books are
// proven, and the feed goes on there, so that a facility knows before the fire that its backups work.
//
// The feed goes on when the restored hub has an epoch of its own, no scope's next number was ever used in the backup,
// every change follows the one before it, and changes made now get the next numbers, each once, and are read back so.
#pragma once

#include "platform/facility/backup/backup.h"

namespace dayroom::facility {

/// Changes that the drill makes at the restored hub.
inline constexpr int kDrillChanges = 5;

struct DrillReport {
    HubBackupReport restored;
    std::int64_t scopes = 0;  // of the feed
    std::string feed_fault;   // empty: it goes on without a gap or a repeat
    double seconds = 0;
    bool passed() const { return restored.whole() && feed_fault.empty(); }
};

/// `parent`: an existing directory with room for the whole hub; nothing is left in it, also after an error. Errors as
/// restore_hub().
Result<DrillReport> drill_restore(const BackupPlace& from, const std::filesystem::path& parent, LostPhotos lost,
                                  const Clock& clock, Random& random);

}  // namespace dayroom::facility
