// A new contact that is being asked for: what was typed, its checks, its draft. Pure.
#pragma once

#include <map>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "platform/agent/local.pb.h"
#include "platform/base/random.h"
#include "terminal/features/base/nonce.h"
#include "terminal/ui/catalog/texts.h"

namespace dayroom::features {

inline constexpr std::size_t kMaxContactNameCharacters = 120;     // the hub's limit (platform/wire/limits.h)
inline constexpr std::size_t kMaxContactAddressCharacters = 120;  // the same
inline constexpr const char* kNewContactDraft = "contact/new";    // key of its draft

enum class Reach { kMail, kPhone };

/// The nonce is made once a request and kept with the draft: sending it again after a crash asks only once.
struct NewContactAnswers {
    std::string name;
    std::string relationship;  // code; empty: not chosen
    Reach reach = Reach::kMail;
    std::string address;
    std::string nonce;

    bool empty() const { return name.empty() && relationship.empty() && address.empty(); }
};

NewContactAnswers new_contact(Random& random);
std::string contact_draft(const NewContactAnswers& answers);
/// Nothing when the bytes are no draft of ours.
std::optional<NewContactAnswers> read_contact_draft(const std::string& content);

/// Codes of the relationships to choose from, in the order of the screen, and what each is called there.
std::span<const std::string_view> relationships();
std::string relationship_choice(std::string_view code, const ui::Texts& texts);

/// One plain sentence for each field that cannot be sent as it is: "name", "relationship", "address".
std::map<std::string, std::string> problems_of(const NewContactAnswers& answers, const ui::Texts& texts);
local::RequestContact make_contact_request(const NewContactAnswers& answers);

/// What the confirmation repeats.
struct NewContactConfirmation {
    std::string title;
    std::string text;
    std::vector<std::pair<std::string, std::string>> facts;
};
NewContactConfirmation confirm_contact(const NewContactAnswers& answers, bool online, const ui::Texts& texts);

}  // namespace dayroom::features
