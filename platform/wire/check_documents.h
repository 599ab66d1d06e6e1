// Private to platform/wire: documents of the facility.
#pragma once

#include "platform/wire/checker.h"

namespace dayroom::wire {

void check_document(Checker& check, const Document& document);

}  // namespace dayroom::wire
