// "Good morning" by the hour at the facility.
#pragma once

#include <string>

#include "platform/base/time.h"
#include "terminal/ui/catalog/texts.h"

namespace dayroom::features {

/// With the name when there is one.
std::string greeting(const ui::Texts& texts, Timestamp now, const std::string& given_name);

}  // namespace dayroom::features
