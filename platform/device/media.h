// Sticks that somebody has put into the terminal, as folders: one folder that the machine mounts them below (a stick is
// the folder itself, or one of its first sub-folders). What lies on them is hostile: only a named regular file is read,
// up to a size, no link is followed, and however much else lies there is not looked at.
#pragma once

#include <filesystem>
#include <optional>
#include <string>

#include "platform/base/bytes.h"
#include "platform/base/result.h"

namespace dayroom::device {

inline constexpr int kMaxSticks = 8;          // sub-folders that are looked into
inline constexpr int kMaxEntriesLooked = 64;  // of the folder, whatever they are

struct StickFile {
    std::filesystem::path stick;
    Bytes content;
};

/// The first stick with a regular file of this name. Nothing: there is none (also without `root`). kTooLarge above
/// `most` bytes; kInvalid for a file that is none (a link, a pipe); kIo.
Result<std::optional<StickFile>> find_on_stick(const std::filesystem::path& root, const std::string& name,
                                               std::size_t most);

/// A new file on that stick, written whole and synced, or not at all; one of that name is replaced, never written
/// through. kTooLarge: the stick is full; kIo.
Status write_to_stick(const std::filesystem::path& stick, const std::string& name, ByteView content);

}  // namespace dayroom::device
