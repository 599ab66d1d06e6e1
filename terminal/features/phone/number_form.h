// Asking for a number: what was typed, its draft, its checks, and the query that can be repeated without harm. Pure.
#pragma once

#include <map>
#include <optional>
#include <span>
#include <string>
#include <string_view>

#include "platform/agent/local.pb.h"
#include "platform/base/random.h"
#include "terminal/features/phone/phone_model.h"
#include "terminal/ui/catalog/texts.h"

namespace dayroom::features {

inline constexpr const char* kNumberDraft = "phone/new";
inline constexpr std::size_t kMaxNumberName = 120;  // the hub's limit (platform/wire/limits.h)
inline constexpr std::size_t kMaxNumberTyped = 24;

/// The nonce is made once and kept with the draft: sending it again after a crash asks once.
struct NumberAnswers {
    std::string name;
    std::string relationship;
    std::string number;  // as it was typed
    std::string nonce;

    bool empty() const { return name.empty() && relationship.empty() && number.empty(); }
};
NumberAnswers new_number(Random& random);
std::string number_draft(const NumberAnswers& answers);
/// Nothing when the bytes are no draft of ours.
std::optional<NumberAnswers> read_number_draft(const std::string& content);
/// Codes of relationships, in the order of their buttons.
std::span<const std::string_view> number_relationships();
/// One plain sentence for each answer that needs a look: "name", "relationship", "number".
std::map<std::string, std::string> problems_of_number(const NumberAnswers& answers, const ui::Texts& texts);
/// Its number must be a good one.
local::RequestPhoneNumber make_number_request(const NumberAnswers& answers);
PhoneQuestion ask_number(const NumberAnswers& answers, const local::Phone& phone, bool online, const ui::Texts& texts);

}  // namespace dayroom::features
