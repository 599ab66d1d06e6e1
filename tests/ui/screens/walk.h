// Brings every screen of the terminal onto the stage, one after the other.
#pragma once

#include <functional>
#include <string>

#include "tests/ui/screens/stage.h"

namespace dayroom::test {

using Visit = std::function<void(const std::string& name)>;

/// Calls `visit` with each screen up and settled. The stage must be fresh.
void walk(Stage& stage, const StageOptions& options, const Visit& visit);

}  // namespace dayroom::test
