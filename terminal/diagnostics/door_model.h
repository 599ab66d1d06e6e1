// What the way into diagnostics says. Pure.
#pragma once

#include <optional>
#include <string>

#include "platform/agent/local.pb.h"
#include "platform/base/time.h"
#include "terminal/ui/catalog/texts.h"

namespace dayroom::diagnostics {

/// One sentence: what was refused last; else that it is locked; else, of `stick`, what is wrong with the file on it.
/// Empty: nothing.
std::string door_problem(const std::optional<local::Problem>& refusal, const local::Door& door, bool stick,
                         const ui::Texts& texts, Timestamp now);

}  // namespace dayroom::diagnostics
