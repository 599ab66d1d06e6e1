// Small files that IT carries between machines: read with a limit, written whole or not at all.
#pragma once

#include <filesystem>
#include <string>

#include "platform/base/result.h"
#include "platform/crypto/secret.h"

namespace dayroom::provisioning {

inline constexpr std::size_t kMaxFileBytes = 256 * 1024;

/// kIo when it cannot be read, kTooLarge above `most` bytes.
Result<std::string> read_small_file(const std::filesystem::path& path, std::size_t most = kMaxFileBytes);

enum class FileAudience { kOwnerOnly, kEverybody };  // mode 0600, or 0644

/// Written beside the target, synced, then moved over it. kConflict if the target exists and `replace` is false.
Status write_whole_file(const std::filesystem::path& path, std::string_view content, FileAudience audience,
                        bool replace = false);

/// The first line of a file, without its line end: how passphrases and tokens come in, never on a command line. "-"
/// reads standard input; when that is a terminal the line is asked for with `prompt` and not echoed.
Result<Secret> read_secret_line(const std::string& path, const std::string& prompt);

/// As read_secret_line; at a terminal asked for twice. kInvalid when both differ.
Result<Secret> read_new_passphrase(const std::string& path);

}  // namespace dayroom::provisioning
