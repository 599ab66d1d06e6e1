// "Ask for another look": a short text to staff about a message that was not let through, prefilled and editable. Pure.
#pragma once

#include <optional>
#include <string>

#include "platform/agent/local.pb.h"
#include "platform/base/random.h"
#include "platform/base/time.h"
#include "terminal/features/base/nonce.h"
#include "terminal/ui/catalog/texts.h"

namespace dayroom::features {

inline constexpr std::size_t kMaxAppealCharacters = 2'000;  // that the protocol carries

/// The nonce is kept with the draft: the same appeal is never made twice.
struct Appeal {
    std::string text;
    std::string nonce;
};
/// The words that it begins with: which message, which rule. Nothing of the message itself is quoted.
Appeal new_appeal(const local::Message& message, Random& random, const ui::Texts& texts, Timestamp now);

std::string appeal_key(const std::string& message_id);
std::string to_draft(const Appeal& appeal);
std::optional<Appeal> appeal_from_draft(const std::string& content);

/// What stands above the text: which message it is about, why it was not let through, until when one may ask.
struct AppealView {
    std::string about;
    std::string why;
    std::string until;
};
AppealView make_appeal_view(const local::Message& message, const ui::Texts& texts, Timestamp now);

}  // namespace dayroom::features
