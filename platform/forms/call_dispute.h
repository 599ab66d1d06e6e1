// A form of this code is about one call whose charge is not right. The terminal opens it from the call: which call it
// is goes with the submission, whatever becomes of the words in the field "call", so that one call is not disputed
// twice at a time. The words are for people: they end with the number of the phone company's record.
#pragma once

#include <string_view>

namespace dayroom::forms {

inline constexpr std::string_view kCallDisputeForm = "phone_dispute";
inline constexpr std::string_view kCallField = "call";

}  // namespace dayroom::forms
