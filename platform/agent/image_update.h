// Brings the image that the signed policy names onto a terminal that was made from one: fetches its parts from the hub,
// piece by piece, across restarts and broken lines; has them installed; and, when nobody is at the terminal, has it
// started again. Installing and starting again are root's, which two services of the image do at a file's word
// (provisioning/image/image_install.h; wire/machine_image.h names the files). On the thread "image"; state() from any.
#pragma once

#include <filesystem>
#include <functional>
#include <mutex>
#include <optional>
#include <string>

#include "platform/agent/agent_log.h"
#include "platform/sync/hub_api.h"
#include "platform/wire/machine_image.h"

namespace dayroom::agent {

inline constexpr Milliseconds kImageLookEvery{60'000};
inline constexpr Milliseconds kImagePieceRest{250};         // 4 MiB a second at most, so that others have the line, too
inline constexpr Milliseconds kImagePieceRestInUse{2'000};  // while somebody is signed in
inline constexpr Milliseconds kImageRetry{600'000};
/// So long nobody has signed in or stood in line before the terminal is started again.
inline constexpr Milliseconds kQuietBeforeRestart{600'000};
/// Between the word on the screen and the restart; and how long that may take until the terminal is given back.
inline constexpr Milliseconds kRestartNotice{10'000};
inline constexpr Milliseconds kRestartPatience{120'000};

struct ImageUpdateParts {
    sync::HubApi hub;
    const Clock& clock;
    AgentLog& log;
    std::filesystem::path folder;                             // wire::kImageFolder of the data
    std::string running;                                      // version of the image that was started
    std::function<std::optional<wire::MachineImage>()> wish;  // what the policy names
    std::function<bool()> in_use;                             // somebody is signed in, or is about to be
    std::function<bool()> quiet;                              // nobody was for kQuietBeforeRestart
    std::function<void(bool)> closed;  // the screen says that the terminal is being updated, or no longer
};

class ImageUpdate {
public:
    /// Looks at what the last start left. `parts.running` is not empty.
    explicit ImageUpdate(ImageUpdateParts parts);

    /// Returns how long to rest.
    Milliseconds step();

    /// For health: "", "fetching", "installing", "ready", "failed_part", "failed_disk", "failed_install",
    /// "failed_restart", "failed_start" (it was started, and the machine came back with the one before).
    std::string state() const;

private:
    Result<Milliseconds> go_on(const wire::MachineImage& image);
    Result<Milliseconds> fetch(const wire::ImagePart& part);
    Status check_fetched(const wire::ImagePart& part, const std::filesystem::path& partly);
    Milliseconds restart(const std::string& version);
    Milliseconds rest(const std::string& state, Milliseconds how_long);
    void forget_others(const wire::MachineImage* image);
    std::filesystem::path file(const std::string& name) const { return parts_.folder / name; }
    /// The first line of a file of the folder; empty: it is not there.
    std::string said(const char* name) const;
    std::string asked() const;
    Status say(const char* name, std::string_view content) const;

    ImageUpdateParts parts_;
    std::optional<MonotonicTime> closed_since_;
    mutable std::mutex mutex_;  // guards what follows
    std::string state_;
};

}  // namespace dayroom::agent
