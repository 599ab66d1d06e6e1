// Small files that hold keys: written whole or not at all, for this user alone. Private to platform/device and
// what lies below it.
#pragma once

#include <string>

#include "platform/base/bytes.h"
#include "platform/base/result.h"
#include "platform/crypto/secret.h"

namespace dayroom::device {

enum class IfThere { kReplace, kKeep };

/// Written beside, made durable, then put in place: a power cut leaves what was, or all of `bytes`. kConflict: kKeep,
/// and there is one.
Status write_key_file(const std::string& path, ByteView bytes, IfThere if_there);
/// At most `most` bytes. kNotFound; kDenied when others can read it, it is a link, or somebody else's; kTooLarge; kIo.
Result<Secret> read_key_file(const std::string& path, std::size_t most);
/// What the folder of `path` lists is durable.
Status sync_folder_of(const std::string& path);
/// Overwritten, then removed. Flash may keep the old bytes in cells that nobody can address. One that is not there is
/// gone.
Status destroy_key_file(const std::string& path, ByteView noise);

}  // namespace dayroom::device
