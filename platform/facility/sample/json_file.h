// Reading one JSON file into structs; nlohmann's exceptions end here.
#pragma once

#include <filesystem>
#include <functional>

#include <nlohmann/json.hpp>

#include "platform/base/result.h"

namespace dayroom::facility::sample {

/// Parses `file` and hands it to `read`, which may throw what nlohmann throws. kNotFound, kTooLarge, kInvalid.
Status read_json(const std::filesystem::path& file, const std::function<void(const nlohmann::json&)>& read);

}  // namespace dayroom::facility::sample
