// What is different between the form that a draft was begun with and the one that is in force now.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "platform/forms/answers.h"

namespace dayroom::forms {

/// One field as a draft remembers it.
struct AskedField {
    std::string field;
    std::string label;        // in the language it was filled in
    std::uint64_t print = 0;  // print_of then
    bool operator==(const AskedField&) const = default;
};

/// Of all that a field asks for but its words: kind, limits, choices, conditions, whether it must be answered. Two that
/// ask for the same have the same.
std::uint64_t print_of(const Field& field);
std::vector<AskedField> remember_asked(const Form& form, std::string_view language);

struct FormChanges {
    std::vector<const Field*> added;    // fields of the form in force
    std::vector<const Field*> changed;  // asked before, and now otherwise
    /// No longer asked, though answered: label and answer, so that what was written is not lost.
    std::vector<std::pair<std::string, std::string>> dropped;
    bool none() const { return added.empty() && changed.empty() && dropped.empty(); }
};
/// `now` outlives what is returned.
FormChanges changes_since(const std::vector<AskedField>& asked, const Answers& answers, const Form& now);

}  // namespace dayroom::forms
