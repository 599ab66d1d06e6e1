// The facility root key file on paper: for the day on which every stick is dead. It holds what the file holds, so the
// passphrase is needed as before.
#pragma once

#include <filesystem>
#include <string>

#include "platform/base/result.h"

namespace dayroom::provisioning {

/// What is printed. kCorrupt when the file is no facility root key.
Result<std::string> recovery_sheet(const std::filesystem::path& root_key_file);
/// The same file again from what was printed or typed. kInvalid with the number of a row that is wrong; kConflict if
/// the file exists.
Status restore_from_sheet(std::string_view sheet, const std::filesystem::path& root_key_file);

}  // namespace dayroom::provisioning
