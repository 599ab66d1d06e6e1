// A form of this code asks for one message on paper. The terminal fills its field "message" in, with the end of the
// message's id as its mark (marked_answer.h): staff who work on the request print that message, and see no other.
#pragma once

#include <cstddef>
#include <string_view>

namespace dayroom::forms {

inline constexpr std::string_view kMessagePrintForm = "message_print";
inline constexpr std::string_view kMessageField = "message";

inline constexpr std::size_t kMessageMarkLetters = 8;  // 32 random bits: of one resident's messages it means one
/// Of the id as text, "0190…-…-7f3a92c1d2e4": "92c1d2e4".
constexpr std::string_view message_mark(std::string_view id) {
    return id.size() < kMessageMarkLetters ? id : id.substr(id.size() - kMessageMarkLetters);
}

}  // namespace dayroom::forms
