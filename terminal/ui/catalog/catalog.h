// The sentences of one language: a flat JSON object, key → ICU MessageFormat pattern with named arguments
// (assets/text/<language>.json). "$language" is its BCP 47 code and "$name" its name in its own script.
//
// Patterns without "{" are used as they stand. In patterns with arguments an apostrophe is plain text unless it stands
// right before "{" or "}" (ICU's default). UI thread only: compiled patterns are kept inside.
#pragma once

#include <cstdint>
#include <initializer_list>
#include <map>
#include <memory>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <type_traits>
#include <variant>
#include <vector>

#include "platform/base/result.h"

namespace dayroom::ui {

inline constexpr std::size_t kMaxCatalogBytes = 512 * 1024;
inline constexpr std::size_t kMaxCatalogKeys = 4000;
inline constexpr std::size_t kMaxKeyBytes = 80;
inline constexpr std::size_t kMaxPatternBytes = 2000;

/// One named argument of a sentence: a whole number (plurals) or text that is already formatted (money, names, dates).
struct Arg {
    std::string_view name;
    std::variant<std::int64_t, std::string> value;

    template <typename T, std::enable_if_t<std::is_integral_v<T>, int> = 0>
    Arg(std::string_view arg_name, T number) : name(arg_name), value(static_cast<std::int64_t>(number)) {}
    Arg(std::string_view arg_name, std::string text) : name(arg_name), value(std::move(text)) {}
};
using Args = std::initializer_list<Arg>;

class Catalog {
public:
    /// kTooLarge beyond a limit above; kInvalid for malformed JSON, nested values, a repeated or malformed key
    /// ([a-z0-9_.]), text that is not UTF-8, or a pattern that ICU refuses.
    static Result<Catalog> parse(std::string_view json);
    /// parse() of a file. kNotFound when there is none.
    static Result<Catalog> read(const std::string& path);

    Catalog(Catalog&&) noexcept;
    Catalog& operator=(Catalog&&) noexcept;
    ~Catalog();

    const std::string& language() const { return language_; }
    const std::string& name() const { return name_; }

    bool has(std::string_view key) const;
    /// The sentence with its arguments filled in; nothing when the key is not in this language.
    std::optional<std::string> format(std::string_view key, Args args) const;

    /// For the checks: every key, and the argument names of one pattern (plural branches included).
    std::vector<std::string> keys() const;
    std::set<std::string> arguments(std::string_view key) const;

private:
    struct Compiled;
    Catalog();

    std::string language_;
    std::string name_;
    std::map<std::string, std::string, std::less<>> patterns_;
    std::unique_ptr<Compiled> compiled_;
};

}  // namespace dayroom::ui
