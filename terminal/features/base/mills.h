// Prices of a minute: in mills, a tenth of a cent. Pure.
#pragma once

#include <cstdint>
#include <string>

namespace dayroom::features {

/// "$0.06", "$0.057": a tenth of a cent is shown where there is one.
std::string mills_words(std::int64_t mills);

}  // namespace dayroom::features
