// Reads the flat JSON object of a catalog file, bounded. Inside terminal/ui/catalog only.
#pragma once

#include <map>
#include <string>
#include <string_view>

#include "platform/base/result.h"

namespace dayroom::ui {

using FlatStrings = std::map<std::string, std::string, std::less<>>;

/// The limits and errors are those of Catalog::parse.
Result<FlatStrings> read_flat_json(std::string_view json);

}  // namespace dayroom::ui
