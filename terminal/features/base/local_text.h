// Picks a person's language from text that the facility wrote in several.
#pragma once

#include <string>
#include <string_view>

#include "platform/agent/local.pb.h"

namespace dayroom::features {

/// The text in `language`, else in English, else the first; empty when there is none.
std::string pick(const google::protobuf::RepeatedPtrField<local::LocalText>& texts, std::string_view language);

/// "MD" of "Maria Delgado": at most two letters for a round picture.
std::string initials(std::string_view name);

}  // namespace dayroom::features
