// What a resident filled in, and whether it fits the form: the same rules at the terminal, at its agent and at the hub.
// Answers are in the form's own notation (form.h), not as typed.
#pragma once

#include <chrono>
#include <functional>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "platform/forms/form.h"

namespace dayroom::forms {

struct Answer {
    std::string field;
    std::string value;  // empty: not answered
    bool operator==(const Answer&) const = default;
};
using Answers = std::vector<Answer>;

/// What is wrong with one answer.
enum class Fault : std::uint8_t {
    kNone,
    kMissing,    // required, and not answered
    kNotTicked,  // a check that must be ticked
    kBadText,    // no UTF-8, or hidden control characters
    kTooLong,    // limit: characters
    kNoChoice,   // none of its choices, neither yes nor no
    kNoDate,     // limits of dates: days from `today`
    kTooEarly,
    kTooLate,
    kNoNumber,
    kTooSmall,  // limit: the number, or cents
    kTooLarge,
    kNoContact,
    kNoItem,
    kNotAsked,  // its conditions do not hold
};
/// "missing", "not_ticked" …: names the sentence in the catalogs ("form.fault.too_long").
const char* name_of(Fault fault);

struct FieldFault {
    const Field* field = nullptr;
    Fault fault = Fault::kNone;
    std::int64_t limit = 0;
};

/// What only the place knows that checks: its date, and which contacts and items there are. A function that is empty
/// says yes to all.
struct Surroundings {
    std::chrono::local_days today;
    /// Days that two clocks may be apart: an answer given around midnight, or days before it reached the hub.
    int slack_days = 0;
    std::function<bool(std::string_view contact)> is_contact = {};
    std::function<bool(std::string_view item)> is_item = {};
};

/// Which fields are asked, given these answers: one flag a field, in order. Answers to what is not asked count as none.
std::vector<bool> asked_fields(const Form& form, const Answers& answers);

/// Everything that is wrong, in the order of the fields. Answers are taken as one a field: the first.
std::vector<FieldFault> find_faults(const Form& form, const Answers& answers, const Surroundings& around);

/// The same for what came from outside: kInvalid or kTooLarge "answers_invalid" names the first field that is wrong, an
/// answer to no field, or two to one.
Status check_answers(const Form& form, const Answers& answers, const Surroundings& around);

/// Without what is not answered or not asked, in the order of the fields: what is sent.
Answers to_send(const Form& form, const Answers& answers);

/// Whether what was answered makes it cost nothing.
bool fee_is_waived(const Form& form, const Answers& answers);

/// "[-]digits" of at most 18 digits, without leading zeros.
std::optional<std::int64_t> number_of(std::string_view value);

}  // namespace dayroom::forms
