// The readiness report on paper, beside its file: what was tested, as tables, with the line of its QR code to check it
// by. Written by hand in the fonts that every reader of PDF has: the agent holds the terminal's keys, and neither Cairo
// nor a parser of fonts belongs beside them (docs/decisions/0026).
#pragma once

#include <string>

#include "platform/agent/readiness.h"

namespace dayroom::agent {

/// A whole PDF document. `code`: readiness_code() of the same facts.
std::string readiness_pdf(const ReadinessFacts& facts, const std::string& code);

}  // namespace dayroom::agent
