#include "terminal/features/phone/number_form.h"

#include <algorithm>

#include "platform/base/utf8.h"
#include "platform/rules/phone_rates.h"
#include "terminal/features/base/nonce.h"

namespace dayroom::features {
namespace {

constexpr std::array<std::string_view, 15> kNumberRelationships = {
    "mother", "father",      "wife",        "husband", "partner", "son",      "daughter", "brother",
    "sister", "grandmother", "grandfather", "friend",  "pastor",  "attorney", "other"};

std::string without_ends(const std::string& text) {
    const auto begin = text.find_first_not_of(" \n\t");
    if (begin == std::string::npos) return {};
    return text.substr(begin, text.find_last_not_of(" \n\t") + 1 - begin);
}

}  // namespace

NumberAnswers new_number(Random& random) {
    NumberAnswers answers;
    answers.nonce = new_nonce(random);
    return answers;
}

std::string number_draft(const NumberAnswers& answers) {
    local::RequestPhoneNumber draft;
    draft.set_name(answers.name);
    draft.set_relationship(answers.relationship);
    draft.set_number(answers.number);
    draft.set_nonce(answers.nonce);
    return draft.SerializeAsString();
}

std::optional<NumberAnswers> read_number_draft(const std::string& content) {
    local::RequestPhoneNumber draft;
    if (content.empty() || !draft.ParseFromString(content) || draft.nonce().size() != kNonceBytes) return std::nullopt;
    NumberAnswers answers;
    answers.name = utf8::sanitize(draft.name(), kMaxNumberName);
    const auto known = number_relationships();
    if (std::find(known.begin(), known.end(), draft.relationship()) != known.end())
        answers.relationship = draft.relationship();
    answers.number = utf8::sanitize(draft.number(), kMaxNumberTyped);
    answers.nonce = draft.nonce();
    return answers;
}

std::span<const std::string_view> number_relationships() { return kNumberRelationships; }

std::map<std::string, std::string> problems_of_number(const NumberAnswers& answers, const ui::Texts& t) {
    std::map<std::string, std::string> problems;
    if (without_ends(answers.name).empty()) problems["name"] = t("form.required");
    if (answers.relationship.empty()) problems["relationship"] = t("contacts.choose_one");
    if (without_ends(answers.number).empty())
        problems["number"] = t("form.required");
    else if (!rules::phone_number_of(answers.number))
        problems["number"] = t("problem.bad_number");
    return problems;
}

local::RequestPhoneNumber make_number_request(const NumberAnswers& answers) {
    local::RequestPhoneNumber request;
    request.set_name(without_ends(answers.name));
    request.set_relationship(answers.relationship);
    request.set_number(answers.number);
    request.set_nonce(answers.nonce);
    return request;
}

PhoneQuestion ask_number(const NumberAnswers& answers, const local::Phone& phone, bool online, const ui::Texts& t) {
    PhoneQuestion question;
    question.title = t("phone.ask_number", {{"name", without_ends(answers.name)}});
    question.text = t("phone.ask_number_text");
    if (phone.changes_max() > 0) question.text += " " + t("phone.counts_as_change", {{"count", phone.changes_left()}});
    if (!online) question.text += " " + t("contacts.then_offline");
    question.facts = {
        {t("contacts.fact_relationship"), phone_relationship(answers.relationship, t)},
        {t("phone.number"), number_words(rules::phone_number_of(answers.number).value_or(answers.number))}};
    question.yes = t("phone.yes_number");
    return question;
}

}  // namespace dayroom::features
