// What the hub keeps of short texts from staff and files: codes and single lines, without anything hidden in them.
#pragma once

#include <string_view>

namespace dayroom::facility {

/// [a-z0-9_.-], 1 to wire::kMaxCodeCharacters.
bool is_plain_code(std::string_view text);
/// One line of 1 to `most` code points: UTF-8 that utf8::sanitize() would leave as it is.
bool is_plain_line(std::string_view text, std::size_t most);

}  // namespace dayroom::facility
