// The definition of a form, as data of the facility: what is asked, under which conditions, what it costs, who answers
// and until when. Plain values and their rules; the wire, the local protocol and JSON each have their own picture of
// it. Terminal and hub use these same rules, so that what a terminal lets through the hub does not turn down.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "platform/base/result.h"

namespace dayroom::forms {

inline constexpr std::size_t kMaxFields = 40;
inline constexpr std::size_t kMaxChoices = 100;             // of one field
inline constexpr std::size_t kMaxConditions = 8;            // of one field
inline constexpr std::size_t kMaxConditionValues = 24;      // of one condition
inline constexpr std::size_t kMaxNextLevels = 4;            // behind the first
inline constexpr std::size_t kMaxUnits = 200;               // that may see it
inline constexpr std::size_t kMaxLanguages = 24;            // of one text
inline constexpr std::size_t kMaxCodeBytes = 48;            // [a-z0-9_.-]
inline constexpr std::size_t kMaxLabelCharacters = 200;     // names, labels, help, choices
inline constexpr std::size_t kMaxPageCharacters = 4'000;    // explanation, warning
inline constexpr std::size_t kMaxAnswerCharacters = 8'000;  // of one field
inline constexpr std::int64_t kMaxDays = 366 * 120;         // that a date may lie from today
inline constexpr int kMaxClockHours = 24 * 366;
inline constexpr int kMaxAppealDays = 366;

/// Fields of these codes mean the same on every form: the receipt code of what is appealed, and a "yes" that somebody
/// must look at first.
inline constexpr std::string_view kAppealField = "appeal_of";
inline constexpr std::string_view kUrgentField = "emergency";

struct Text {
    std::string language;  // BCP 47; "en" is always there where a text is
    std::string text;
    bool operator==(const Text&) const = default;
};
using Texts = std::vector<Text>;
/// In `language`, else in English, else the first; empty when there is none.
const std::string& pick(const Texts& texts, std::string_view language);

enum class FieldKind : std::uint8_t {
    kText = 1,
    kLongText,
    kChoice,
    kDate,     // "2026-11-20"
    kNumber,   // a whole number in decimal digits, below zero with '-'
    kCheck,    // "yes", or not answered; required: must be ticked
    kMoney,    // in cents, as a number: "1250"
    kContact,  // the contact's id in 32 hex digits
    kItem,     // the commissary item's code
    kYesNo,    // "yes" or "no"
};
/// "text", "long_text" …
const char* name_of(FieldKind kind);
std::optional<FieldKind> field_kind(std::string_view name);

struct Choice {
    std::string code;
    Texts label;
    std::string icon = {};  // Lucide name, shown beside the label; empty: none
    bool operator==(const Choice&) const = default;
};

enum class Compare : std::uint8_t { kIs = 1, kIsNot, kAnswered, kAtLeast, kAtMost };
/// "is", "is_not", "answered", "at_least", "at_most".
const char* name_of(Compare compare);
std::optional<Compare> compare_named(std::string_view name);

/// About the answer to an earlier field. Of one that is not asked or not answered none holds.
struct Condition {
    std::string field;
    Compare compare = Compare::kAnswered;
    std::vector<std::string> values;  // kIs: it is one of them; kIsNot: none of them
    std::int64_t number = 0;          // kAtLeast, kAtMost: of numbers and of money in cents
    bool operator==(const Condition&) const = default;
};

struct Field {
    std::string code;
    FieldKind kind = FieldKind::kText;
    Texts label;
    Texts help;
    bool required = false;
    int max_characters = 0;  // texts; 0: kMaxAnswerCharacters
    std::vector<Choice> choices;
    /// Both ends included. Numbers; money in cents; dates in days from the day on which it is filled in.
    std::optional<std::int64_t> least;
    std::optional<std::int64_t> most;
    std::vector<Condition> show_when;  // all of them hold, or it is not asked
    bool operator==(const Field&) const = default;
};

enum class FeeWhen : std::uint8_t {
    kNone,
    kOnCompletion,  // held at submission, charged when answered
    kOnSubmission,  // charged at once, and kept
};
struct Fee {
    FeeWhen when = FeeWhen::kNone;
    std::string price_code;
    bool may_owe = false;        // without money it becomes a debt: it never blocks asking
    bool when_declined = false;  // kOnCompletion: also charged when staff say no
    /// One of them holds: it costs nothing. At most kMaxConditions.
    std::vector<Condition> waived_when = {};
    bool operator==(const Fee&) const = default;
};

/// Who answers after the clock of the one before is over.
struct Level {
    std::string role;  // empty: all who work on requests
    int answer_within_hours = 0;
    Texts name;
    int urgent_answer_within_hours = 0;  // instead, of what cannot wait; 0: as others
    bool operator==(const Level&) const = default;
};

struct Form {
    std::string code;
    int revision = 0;  // the version, given by the hub: 1, 2, 3 …
    std::string icon;
    Texts name;
    Texts explanation;
    Texts warning;  // shown first and must be passed
    std::vector<Field> fields;
    Fee fee;
    std::string role;             // who answers; empty: all who work on requests
    int answer_within_hours = 0;  // 0: no clock
    /// Instead, when the clock begins on a Saturday or Sunday of the facility; 0: as on other days.
    int weekend_answer_within_hours = 0;
    /// Instead, on every day, as long as it cannot wait; 0: as others.
    int urgent_answer_within_hours = 0;
    int reply_within_hours = 0;      // the resident's clock when it is returned for more; 0: none
    std::vector<std::string> units;  // whose residents may see it, ids of 16 bytes; none: everybody
    std::vector<Level> next_levels;
    /// An answer or a refusal to this form can be appealed with this one; empty: it is no appeal.
    std::string appeals;
    int appeal_within_days = 0;  // after the day of the outcome
    bool operator==(const Form&) const = default;

    const Field* find(std::string_view field) const;
};

/// 1 to 48 of a-z, 0-9, '_', '.', '-': what names things.
bool is_code(std::string_view text);

/// Whether a person in this unit may see it.
bool offered_in(const Form& form, std::string_view unit_id);

/// Everything that a definition must hold to. kInvalid and kTooLarge: the detail begins with the place, as it stands in
/// its JSON: "fields[3].show_when[0].field: names no earlier field".
Status check_form(const Form& form);

}  // namespace dayroom::forms
