// Tokens for many devices at once, from a table: CSV with the columns name, unit and, if not all are kiosks, kind.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "provisioning/enroll/token.h"

namespace dayroom::provisioning {

inline constexpr std::size_t kMaxBatch = 2'000;  // devices

/// What the table asks for, in its order. Nothing of it is taken when a line is wrong: kInvalid names every wrong line
/// (the first kMostNamed of them) with what is wrong, also a name that comes twice.
inline constexpr std::size_t kMostNamed = 20;
Result<std::vector<TokenWish>> read_batch(std::string_view csv, const HubRequest& hub, const std::string& hub_address,
                                          Milliseconds life);

/// The name of the file of a device's token: number, then what of the name may stand in a file's name.
std::string token_file_name(std::size_t number, const std::string& device_name);

}  // namespace dayroom::provisioning
