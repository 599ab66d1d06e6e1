#include "platform/forms/form.h"

#include <algorithm>
#include <array>

namespace dayroom::forms {
namespace {

constexpr std::array<const char*, 10> kKindNames = {"text",  "long_text", "choice",  "date", "number",
                                                    "check", "money",     "contact", "item", "yes_no"};
constexpr std::array<const char*, 5> kCompareNames = {"is", "is_not", "answered", "at_least", "at_most"};

template <typename Enum, std::size_t kCount>
std::optional<Enum> named(const std::array<const char*, kCount>& names, std::string_view name) {
    const auto found = std::find(names.begin(), names.end(), name);
    if (found == names.end()) return std::nullopt;
    return static_cast<Enum>(found - names.begin() + 1);
}

}  // namespace

const char* name_of(FieldKind kind) { return kKindNames.at(static_cast<std::size_t>(kind) - 1); }
std::optional<FieldKind> field_kind(std::string_view name) { return named<FieldKind>(kKindNames, name); }

const char* name_of(Compare compare) { return kCompareNames.at(static_cast<std::size_t>(compare) - 1); }
std::optional<Compare> compare_named(std::string_view name) { return named<Compare>(kCompareNames, name); }

const std::string& pick(const Texts& texts, std::string_view language) {
    static const std::string kNothing;
    const Text* best = nullptr;
    for (const Text& text : texts) {
        if (text.language == language) return text.text;
        if (best == nullptr || text.language == "en") best = &text;
    }
    return best == nullptr ? kNothing : best->text;
}

const Field* Form::find(std::string_view field) const {
    const auto found =
        std::find_if(fields.begin(), fields.end(), [&](const Field& each) { return each.code == field; });
    return found == fields.end() ? nullptr : &*found;
}

bool is_code(std::string_view text) {
    return !text.empty() && text.size() <= kMaxCodeBytes && std::all_of(text.begin(), text.end(), [](char c) {
        return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '_' || c == '.' || c == '-';
    });
}

bool offered_in(const Form& form, std::string_view unit_id) {
    return form.units.empty() || std::find(form.units.begin(), form.units.end(), unit_id) != form.units.end();
}

}  // namespace dayroom::forms
