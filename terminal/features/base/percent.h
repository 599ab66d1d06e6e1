// Shares as a person reads them. Pure.
#pragma once

#include <cstdint>
#include <string>

namespace dayroom::features {

/// 2000 basis points: "20%"; 250: "2.5%".
std::string percent_words(std::int64_t basis_points);

}  // namespace dayroom::features
