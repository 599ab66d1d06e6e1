#include "platform/base/utf8.h"

namespace dayroom::utf8 {
namespace {

constexpr char32_t kReplacement = 0xFFFD;
constexpr int kMaxIsolates = 8;
constexpr int kMaxMarks = 8;

bool is_continuation(std::string_view text, std::size_t at) {
    return at < text.size() && (static_cast<std::uint8_t>(text[at]) & 0xC0) == 0x80;
}

// General combining blocks: enough to stop towers of marks on one letter; real scripts stay below the cap.
bool is_combining_mark(char32_t c) {
    return (c >= 0x0300 && c <= 0x036F) || (c >= 0x0483 && c <= 0x0489) || (c >= 0x0591 && c <= 0x05BD) ||
           (c >= 0x0610 && c <= 0x061A) || (c >= 0x064B && c <= 0x065F) || (c >= 0x06D6 && c <= 0x06DC) ||
           (c >= 0x0E34 && c <= 0x0E3A) || (c >= 0x0E47 && c <= 0x0E4E) || (c >= 0x1AB0 && c <= 0x1AFF) ||
           (c >= 0x1DC0 && c <= 0x1DFF) || (c >= 0x20D0 && c <= 0x20FF) || (c >= 0xFE20 && c <= 0xFE2F);
}

bool is_removed(char32_t c) {
    if (c < 0x20) return c != '\n' && c != '\t';
    if (c >= 0x7F && c <= 0x9F) return true;
    if (c >= 0x202A && c <= 0x202E) return true;   // bidi embeddings and overrides
    if (c == 0x2028 || c == 0x2029) return false;  // become new lines below
    if (c >= 0xFFF9 && c <= 0xFFFB) return true;   // interlinear annotation
    if (c >= 0xFDD0 && c <= 0xFDEF) return true;   // non-characters
    if ((c & 0xFFFE) == 0xFFFE) return true;
    return c >= 0xE0000 && c <= 0xE007F;  // tags
}

}  // namespace

Decoded decode(std::string_view text) {
    const Decoded bad{kReplacement, 1, false};
    const auto first = static_cast<std::uint8_t>(text[0]);
    if (first < 0x80) return {first, 1, true};
    if (first < 0xC2 || first > 0xF4) return bad;
    const std::size_t count = first < 0xE0 ? 2 : first < 0xF0 ? 3 : 4;
    if (!is_continuation(text, 1)) return bad;
    const auto second = static_cast<std::uint8_t>(text[1]);
    const bool second_too_low = (first == 0xE0 && second < 0xA0) || (first == 0xF0 && second < 0x90);
    const bool second_too_high = (first == 0xED && second > 0x9F) || (first == 0xF4 && second > 0x8F);
    if (second_too_low || second_too_high) return bad;
    char32_t code_point = first & (0x7FU >> count);
    for (std::size_t i = 1; i < count; ++i) {
        if (!is_continuation(text, i)) return {kReplacement, i, false};
        code_point = (code_point << 6) | (static_cast<std::uint8_t>(text[i]) & 0x3FU);
    }
    return {code_point, count, true};
}

bool is_valid(std::string_view text) {
    while (!text.empty()) {
        const Decoded next = decode(text);
        if (!next.valid) return false;
        text.remove_prefix(next.bytes);
    }
    return true;
}

std::size_t length(std::string_view text) {
    std::size_t count = 0;
    for (const char c : text) count += (static_cast<std::uint8_t>(c) & 0xC0) != 0x80;
    return count;
}

void append(std::string& out, char32_t c) {
    if (c < 0x80) {
        out += static_cast<char>(c);
    } else if (c < 0x800) {
        out += static_cast<char>(0xC0 | (c >> 6));
        out += static_cast<char>(0x80 | (c & 0x3F));
    } else if (c < 0x10000) {
        out += static_cast<char>(0xE0 | (c >> 12));
        out += static_cast<char>(0x80 | ((c >> 6) & 0x3F));
        out += static_cast<char>(0x80 | (c & 0x3F));
    } else {
        out += static_cast<char>(0xF0 | (c >> 18));
        out += static_cast<char>(0x80 | ((c >> 12) & 0x3F));
        out += static_cast<char>(0x80 | ((c >> 6) & 0x3F));
        out += static_cast<char>(0x80 | (c & 0x3F));
    }
}

std::string sanitize(std::string_view text, std::size_t max_code_points) {
    std::string out;
    out.reserve(text.size());
    std::size_t kept = 0;
    int marks = 0;
    int isolates = 0;  // open, and kept
    int too_deep = 0;  // open inside them, and left out: their ends are left out too
    while (!text.empty() && kept < max_code_points) {
        const Decoded next = decode(text);
        text.remove_prefix(next.bytes);
        char32_t c = next.code_point;
        if (c == '\r') {
            if (!text.empty() && text.front() == '\n') continue;
            c = '\n';
        }
        if (c == 0x2028 || c == 0x2029) c = '\n';
        if (is_removed(c)) continue;
        if (c >= 0x2066 && c <= 0x2068) {
            if (isolates == kMaxIsolates) {
                ++too_deep;
                continue;
            }
            ++isolates;
        }
        if (c == 0x2069) {
            if (too_deep > 0) {
                --too_deep;
                continue;
            }
            if (isolates == 0) continue;
            --isolates;
        }
        marks = is_combining_mark(c) ? marks + 1 : 0;
        if (marks > kMaxMarks) continue;
        append(out, c);
        ++kept;
    }
    // An isolate left open would reach into whatever is drawn after this text.
    for (; isolates > 0; --isolates) append(out, 0x2069);
    return out;
}

}  // namespace dayroom::utf8
