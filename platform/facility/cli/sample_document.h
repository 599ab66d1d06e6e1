// The document that goes with answers in the sample.
#pragma once

#include <optional>

#include "platform/facility/cli/cli.h"
#include "platform/facility/sample/load/loader.h"

namespace dayroom::hub {

/// Two pages, drawn as every document is. Nothing where dayroom-pages or the fonts of paper are not installed.
Result<std::optional<facility::sample::SampleDocument>> sample_document(const Environment& environment);

}  // namespace dayroom::hub
