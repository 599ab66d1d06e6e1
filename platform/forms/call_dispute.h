// A form of this code is about one call whose charge is not right. The terminal fills its field "call" in, with the
// number of the phone company's record as its mark (marked_answer.h); terminal and hub know by that which call it is,
// so that one call is not disputed twice at a time.
#pragma once

#include <string_view>

namespace dayroom::forms {

inline constexpr std::string_view kCallDisputeForm = "phone_dispute";
inline constexpr std::string_view kCallField = "call";

}  // namespace dayroom::forms
