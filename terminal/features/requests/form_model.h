// A form that the facility defined as data, ready to be filled in; what was typed so far, and its checks. Pure.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <vector>

#include "platform/agent/local.pb.h"
#include "terminal/features/base/nonce.h"
#include "terminal/ui/catalog/texts.h"

namespace dayroom::features {

inline constexpr int kMaxFormFields = 40;
inline constexpr int kDefaultFieldCharacters = 2000;  // when the form names no limit
inline constexpr int kMaxFieldCharacters = 13'000;

enum class FieldKind { kText, kLongText, kChoice, kDate, kNumber, kCheck };

struct ChoiceView {
    std::string code;
    std::string label;
};

struct FieldView {
    std::string code;
    FieldKind kind = FieldKind::kText;
    std::string label;
    std::string help;
    bool required = false;
    int max_characters = kDefaultFieldCharacters;
    std::vector<ChoiceView> choices;
};

struct FormView {
    std::string id;
    std::string code;
    int revision = 0;
    std::string icon;
    std::string name;
    std::string explanation;
    std::string warning;  // shown first and must be passed; empty: none
    std::vector<FieldView> fields;
    std::int64_t price_cents = 0;
    bool price_known = true;  // false: it costs something, and the price list has not come yet; it cannot be sent
    std::string price;        // "Free", "$2.00", "Price not known yet"
    bool may_create_obligation = false;
    std::string answer_within;  // "Staff answer within 2 days"
};

FormView make_form(const local::Form& form, const ui::Texts& texts);

/// What a person has typed. The nonce is made once a submission and kept with the draft, so that sending the same thing
/// again after a crash of either side never makes two requests.
struct FormAnswers {
    std::map<std::string, std::string> values;  // field code → value; a check is "yes" or empty
    std::string nonce;
    bool warning_passed = false;

    bool empty() const;
};

FormAnswers new_answers(Random& random);

/// The draft as the agent keeps it, and back. Nothing when the bytes are not a draft of ours.
std::string to_draft(const FormAnswers& answers);
std::optional<FormAnswers> from_draft(const std::string& content);

/// One plain sentence for each field that cannot be sent as it is, by field code.
std::map<std::string, std::string> problems_in(const FormView& form, const FormAnswers& answers,
                                               const ui::Texts& texts);

local::SubmitRequest make_submission(const FormView& form, const FormAnswers& answers);

/// What the confirmation says. It only repeats what is known here: the hub has the last word.
struct Confirmation {
    std::string title;
    std::string text;
    std::vector<std::pair<std::string, std::string>> facts;  // price, balance now, balance after
    bool possible = true;                                    // false: `text` says why not, in plain words
};
/// `spendable_cents`: nothing while the balance is not known yet.
Confirmation make_confirmation(const FormView& form, std::optional<std::int64_t> spendable_cents, bool online,
                               const ui::Texts& texts);

}  // namespace dayroom::features
