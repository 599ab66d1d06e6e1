// The plain view of a text: every pattern as words are read (reading.h), in one pass.
#pragma once

#include <string_view>

#include "platform/facility/filter/compiled.h"
#include "platform/facility/filter/hits.h"

namespace dayroom::facility::filter {

void scan_plain(const Compiled& compiled, std::string_view text, Hits& hits);

}  // namespace dayroom::facility::filter
