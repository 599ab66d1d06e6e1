// Lists of codes as they are kept in one column: one a line.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace dayroom::facility {

std::vector<std::string> split_lines(std::string_view text);
std::string join_lines(const std::vector<std::string>& lines);

}  // namespace dayroom::facility
