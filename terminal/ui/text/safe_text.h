// Text made safe to shape: what platform/base/utf8.h removes, and a cap on marks and joiners in a row in every script
// (13,000 marks on one letter would take longer than a frame). Private to text.
#pragma once

#include <string>
#include <string_view>

namespace dayroom::ui {

inline constexpr int kMaxJoined = 8;  // marks, joiners and selectors after one letter

/// At most TextEngine::kMaxCodePoints; unchanged if it was clean.
std::string safe_text(std::string_view text);

}  // namespace dayroom::ui
