#include "terminal/features/contacts/new_contact.h"

#include <algorithm>
#include <array>

#include "platform/base/utf8.h"
#include "terminal/features/contacts/contacts_model.h"

namespace dayroom::features {
namespace {

constexpr std::size_t kLeastPhoneDigits = 7;
constexpr std::size_t kMostPhoneDigits = 15;  // E.164
constexpr std::string_view kOther = "other";
constexpr std::array<std::string_view, 18> kRelationships = {
    "mother",      "father",      "wife", "husband", "partner", "son",    "daughter", "brother", "sister",
    "grandmother", "grandfather", "aunt", "uncle",   "cousin",  "friend", "pastor",   "mentor",  kOther};
constexpr std::string_view kPhonePrefix = "phone:";
constexpr std::string_view kMailPrefix = "mail:";

std::string trimmed(const std::string& text) {
    const auto begin = text.find_first_not_of(" \n\t");
    if (begin == std::string::npos) return {};
    return text.substr(begin, text.find_last_not_of(" \n\t") + 1 - begin);
}

/// Somebody, one @, a name with a dot in it. Whether it exists only the network can tell.
bool is_mail(const std::string& text) {
    const auto at = text.find('@');
    if (at == std::string::npos || at == 0 || text.find('@', at + 1) != std::string::npos) return false;
    const bool odd = std::any_of(text.begin(), text.end(), [](char c) { return c == ' ' || c == ',' || c == ';'; });
    const auto dot = text.rfind('.');
    return !odd && dot != std::string::npos && dot > at + 1 && dot + 1 < text.size();
}

bool is_phone(const std::string& text) {
    std::size_t digits = 0;
    for (const char c : text) {
        if (c >= '0' && c <= '9') {
            ++digits;
        } else if (std::string_view("+-(). ").find(c) == std::string_view::npos) {
            return false;
        }
    }
    return digits >= kLeastPhoneDigits && digits <= kMostPhoneDigits;
}

}  // namespace

NewContactAnswers new_contact(Random& random) {
    NewContactAnswers answers;
    answers.nonce = new_nonce(random);
    return answers;
}

std::string contact_draft(const NewContactAnswers& answers) {
    local::RequestContact draft;
    draft.set_name(answers.name);
    draft.set_relationship(answers.relationship);
    draft.set_address(std::string(answers.reach == Reach::kPhone ? kPhonePrefix : kMailPrefix) + answers.address);
    draft.set_nonce(answers.nonce);
    return draft.SerializeAsString();
}

std::optional<NewContactAnswers> read_contact_draft(const std::string& content) {
    local::RequestContact draft;
    if (content.empty() || !draft.ParseFromString(content)) return std::nullopt;
    const bool phone = draft.address().starts_with(kPhonePrefix);
    if (draft.nonce().size() != kNonceBytes || (!phone && !draft.address().starts_with(kMailPrefix)))
        return std::nullopt;
    NewContactAnswers answers;
    answers.name = utf8::sanitize(draft.name(), kMaxContactNameCharacters);
    if (std::find(kRelationships.begin(), kRelationships.end(), draft.relationship()) != kRelationships.end())
        answers.relationship = draft.relationship();
    answers.reach = phone ? Reach::kPhone : Reach::kMail;
    answers.address = utf8::sanitize(draft.address().substr(phone ? kPhonePrefix.size() : kMailPrefix.size()),
                                     kMaxContactAddressCharacters);
    answers.nonce = draft.nonce();
    return answers;
}

std::span<const std::string_view> relationships() { return kRelationships; }

std::string relationship_choice(std::string_view code, const ui::Texts& t) {
    return code == kOther ? t("contacts.other") : relationship_words(std::string(code), t);
}

std::map<std::string, std::string> problems_of(const NewContactAnswers& answers, const ui::Texts& t) {
    std::map<std::string, std::string> problems;
    const std::string address = trimmed(answers.address);
    if (trimmed(answers.name).empty()) problems["name"] = t("form.required");
    if (answers.relationship.empty()) problems["relationship"] = t("contacts.choose_one");
    if (address.empty()) {
        problems["address"] = t("form.required");
    } else if (answers.reach == Reach::kMail && !is_mail(address)) {
        problems["address"] = t("contacts.bad_mail");
    } else if (answers.reach == Reach::kPhone && !is_phone(address)) {
        problems["address"] = t("contacts.bad_phone");
    }
    return problems;
}

local::RequestContact make_contact_request(const NewContactAnswers& answers) {
    local::RequestContact request;
    request.set_name(trimmed(answers.name));
    request.set_relationship(answers.relationship);
    request.set_address(trimmed(answers.address));
    request.set_nonce(answers.nonce);
    return request;
}

NewContactConfirmation confirm_contact(const NewContactAnswers& answers, bool online, const ui::Texts& t) {
    NewContactConfirmation words;
    words.title = t("contacts.confirm_title", {{"name", trimmed(answers.name)}});
    words.text = t("contacts.confirm_text");
    if (!online) words.text += " " + t("contacts.then_offline");
    words.facts.emplace_back(t("contacts.fact_relationship"), relationship_choice(answers.relationship, t));
    words.facts.emplace_back(t(answers.reach == Reach::kMail ? "contacts.mail" : "contacts.phone"),
                             trimmed(answers.address));
    return words;
}

}  // namespace dayroom::features
