// A form that the facility defined as data, ready to be filled in; what was typed so far, and its checks by the form's
// own rules (platform/forms), which the hub checks again. Pure.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <vector>

#include "platform/agent/local.pb.h"
#include "platform/forms/answers.h"
#include "platform/forms/changes.h"
#include "terminal/features/base/nonce.h"
#include "terminal/ui/catalog/texts.h"

namespace dayroom::features {

inline constexpr int kDefaultFieldCharacters = 2000;  // of a text, when the form names no limit

using forms::FieldKind;

struct ChoiceView {
    std::string code;
    std::string label;
    std::string icon = {};  // beside the label; empty: none
};

struct FieldView {
    std::string code;
    FieldKind kind = FieldKind::kText;
    std::string label;
    std::string help;
    bool required = false;
    int max_characters = kDefaultFieldCharacters;  // that may be typed
    std::vector<ChoiceView> choices;               // of a choice, and of a yes or no
};

struct FormView {
    std::string id;
    std::string code;
    int revision = 0;
    std::string icon;
    std::string name;
    std::string explanation;
    std::string warning;            // shown first and must be passed; empty: none
    std::vector<FieldView> fields;  // in the order of `form`
    std::int64_t price_cents = 0;
    bool price_known = true;  // false: it costs something, and the price list has not come yet; it cannot be sent
    std::string price;        // "Free", "$2.00", "Price not known yet"
    bool may_create_obligation = false;
    bool charged_at_once = false;
    bool fee_when_declined = false;
    bool waived = false;        // it costs nothing because of what was answered
    std::string answer_within;  // "Staff answer within 2 days"
    std::string urgent_within;  // the same of what cannot wait; empty: as others
    forms::Form form;           // its rules

    bool is_appeal() const { return !form.appeals.empty(); }
    bool asks_for(FieldKind kind) const;
};

FormView make_form(const local::Form& form, const ui::Texts& texts);

/// What a person has typed. The nonce is made once a submission and kept with the draft, so that sending the same thing
/// again after a crash of either side never makes two requests.
struct FormAnswers {
    std::map<std::string, std::string> values;  // field code → as typed or chosen; a check is "yes" or empty
    std::string nonce;
    bool warning_passed = false;
    /// The version that it was begun with, and what that asked. 0: not known yet.
    int revision = 0;
    std::vector<forms::AskedField> asked;
    std::string call_id;  // of a dispute that was opened from a call; it stays, whatever is typed

    bool empty() const;
};

FormAnswers new_answers(Random& random);

/// Whether it costs nothing with these answers; and the form as it is then.
bool is_waived(const FormView& form, const FormAnswers& answers);
FormView without_fee(FormView form, const ui::Texts& texts);

/// The draft as the agent keeps it, and back. Nothing when the bytes are not a draft of ours.
std::string to_draft(const FormAnswers& answers);
std::optional<FormAnswers> from_draft(const std::string& content);

/// One sentence for each thing that is different since these answers were begun; what was written for a field that is
/// gone stands there word for word.
std::vector<std::string> change_lines(const FormView& form, const FormAnswers& answers, const ui::Texts& texts);
/// From here on they count as begun with this version. What is gone is kept.
void take_version(const FormView& form, FormAnswers& answers, const ui::Texts& texts);

/// In the form's notation: dates and amounts as typed become "2026-11-20" and "1250"; what cannot be read stays wrong.
forms::Answers in_notation(const FormView& form, const FormAnswers& answers);
/// Which fields stand on the screen: one flag a field.
std::vector<bool> shown_fields(const FormView& form, const FormAnswers& answers);

/// One plain sentence for each field that cannot be sent as it is, by field code.
std::map<std::string, std::string> problems_in(const FormView& form, const FormAnswers& answers, const ui::Texts& texts,
                                               Timestamp now);

local::SubmitRequest make_submission(const FormView& form, const FormAnswers& answers, const ui::Texts& texts);

/// Those that may be chosen: the approved ones, by name.
std::vector<ChoiceView> contact_choices_of(const local::Contacts& contacts);

/// What the confirmation says. It only repeats what is known here: the hub has the last word.
struct Confirmation {
    std::string title;
    std::string text;
    std::vector<std::pair<std::string, std::string>> facts;  // price, balance now, balance after
    bool possible = true;                                    // false: `text` says why not, in plain words
};
/// `spendable_cents`: nothing while the balance is not known yet. `today_cents`: what the brake of a day lets through;
/// nothing: there is none.
Confirmation make_confirmation(const FormView& form, std::optional<std::int64_t> spendable_cents, bool online,
                               const ui::Texts& texts, std::optional<std::int64_t> today_cents = {});
/// What a yes to the question means beside its price: the version of the form, and how its fee is taken.
std::string asked_about(const FormView& form);

}  // namespace dayroom::features
