// A form that is opened with some of its answers filled in: how they travel in a place. Pure.
#pragma once

#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "terminal/features/base/place.h"

namespace dayroom::features {

/// Field code and text. They go over what a draft says; a field that the form does not have is left out.
using Prefill = std::vector<std::pair<std::string, std::string>>;
/// Among them, as no field is called: the call that a form is about, its id in hex.
inline constexpr std::string_view kPrefillCall = "#call";
/// The id, or empty where there is none.
std::string call_of_prefill(std::string_view value);

/// The form `code` with these answers. Line breaks in a value become spaces.
Place form_place(std::string_view code, const Prefill& answers = {});

/// Of the parameter of a kForm place.
std::string form_code_of(std::string_view parameter);
Prefill prefill_of(std::string_view parameter);

}  // namespace dayroom::features
