// A form of this code is about one call whose charge is not right. The terminal fills its field "call" in, with the
// number of the phone company's record at the end; terminal and hub know by that which call it is, so that one call is
// not disputed twice at a time. Pure.
#pragma once

#include <string>
#include <string_view>

namespace dayroom::forms {

inline constexpr std::string_view kCallDisputeForm = "phone_dispute";
inline constexpr std::string_view kCallField = "call";

/// "Maria Vega · May 28, 2026 · $0.66" and "R-77" as one answer.
std::string call_answer(std::string_view words, std::string_view record);
/// The record that an answer ends with: "R-77". Of what somebody typed it may be anything.
std::string_view record_in(std::string_view answer);

}  // namespace dayroom::forms
