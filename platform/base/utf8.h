// Strict UTF-8 (Unicode 15 table 3-7): no overlong forms, no surrogates, nothing above U+10FFFF.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

namespace dayroom::utf8 {

bool is_valid(std::string_view text);

/// Number of code points in valid text.
std::size_t length(std::string_view text);

struct Decoded {
    char32_t code_point;
    std::size_t bytes;  // consumed; at least 1
    bool valid;         // false: code_point is U+FFFD
};
/// The code point at the start of non-empty `text`.
Decoded decode(std::string_view text);

void append(std::string& out, char32_t code_point);

/// Text from a person made safe to keep and show: malformed bytes become U+FFFD; C0 and C1 controls (but tab and new
/// line), bidi overrides and embeddings U+202A–202E, isolates left open U+2066–2069 beyond 8 deep, tag characters
/// U+E0000–E007F, interlinear anchors and non-characters are removed; CRLF and CR become LF; more than 8 combining
/// marks on one base are dropped. `max_code_points` cuts at a code point.
std::string sanitize(std::string_view text, std::size_t max_code_points);

}  // namespace dayroom::utf8
