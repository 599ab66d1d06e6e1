#include "terminal/ui/catalog/catalog.h"

#include <fstream>

#include <unicode/messagepattern.h>
#include <unicode/msgfmt.h>

#include "terminal/ui/catalog/catalog_reader.h"
#include "terminal/ui/catalog/locale.h"

namespace dayroom::ui {
namespace {

constexpr std::size_t kMaxLanguageTag = 16;  // bytes

/// "en", "pt-BR", "zh-Hans": two or three small letters, then parts of 2 to 8 letters and digits. ICU 72 reads past its
/// own memory when a locale's name is made of anything else.
bool is_language_tag(std::string_view tag) {
    if (tag.empty() || tag.size() > kMaxLanguageTag) return false;
    for (bool first = true; !tag.empty(); first = false) {
        const std::size_t length = std::min(tag.find('-'), tag.size());
        if (length < 2 || length > (first ? 3U : 8U) || length + 1 == tag.size()) return false;
        for (const char c : tag.substr(0, length)) {
            const bool small = c >= 'a' && c <= 'z';
            if (!small && (first || !((c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9')))) return false;
        }
        tag.remove_prefix(std::min(length + 1, tag.size()));
    }
    return true;
}

}  // namespace

struct Catalog::Compiled {
    std::map<std::string, std::unique_ptr<icu::MessageFormat>, std::less<>> formats;
};

Catalog::Catalog() : compiled_(std::make_unique<Compiled>()) {}
Catalog::Catalog(Catalog&&) noexcept = default;
Catalog& Catalog::operator=(Catalog&&) noexcept = default;
Catalog::~Catalog() = default;

Result<Catalog> Catalog::parse(std::string_view json) {
    FlatStrings strings = TRY(read_flat_json(json));
    Catalog catalog;
    catalog.language_ = strings["$language"];
    catalog.name_ = strings["$name"];
    if (!is_language_tag(catalog.language_)) return Error(ErrorCode::kInvalid, "catalog names no $language");
    if (catalog.name_.empty()) return Error(ErrorCode::kInvalid, "catalog names no $name");
    strings.erase("$language");
    strings.erase("$name");
    for (const auto& [key, pattern] : strings) {
        if (pattern.find('{') == std::string::npos) continue;
        UErrorCode status = U_ZERO_ERROR;
        icu::MessagePattern parsed(status);
        UParseError where{};
        parsed.parse(icu::UnicodeString::fromUTF8(pattern), &where, status);
        if (U_FAILURE(status)) return Error(ErrorCode::kInvalid, "sentence '" + key + "' is malformed");
        if (parsed.hasNumberedArguments()) {
            return Error(ErrorCode::kInvalid, "sentence '" + key + "' has an argument without a name");
        }
    }
    catalog.patterns_ = std::move(strings);
    return catalog;
}

Result<Catalog> Catalog::read(const std::string& path) {
    std::ifstream file(path, std::ios::binary);
    if (!file) return Error(ErrorCode::kNotFound, "no catalog at " + path);
    std::string json(kMaxCatalogBytes + 1, '\0');
    file.read(json.data(), static_cast<std::streamsize>(json.size()));
    json.resize(static_cast<std::size_t>(file.gcount()));
    auto catalog = parse(json);
    if (!catalog.ok()) return catalog.take_error().while_doing(path);
    return catalog;
}

bool Catalog::has(std::string_view key) const { return patterns_.find(key) != patterns_.end(); }

std::optional<std::string> Catalog::format(std::string_view key, Args args) const {
    const auto pattern = patterns_.find(key);
    if (pattern == patterns_.end()) return std::nullopt;
    if (pattern->second.find('{') == std::string::npos) return pattern->second;

    UErrorCode status = U_ZERO_ERROR;
    auto& format = compiled_->formats[pattern->first];
    if (!format) {
        format = std::make_unique<icu::MessageFormat>(icu::UnicodeString::fromUTF8(pattern->second),
                                                      icu_locale(language_), status);
    }
    std::vector<icu::UnicodeString> names;
    std::vector<icu::Formattable> values;
    for (const Arg& arg : args) {
        names.push_back(
            icu::UnicodeString::fromUTF8(icu::StringPiece(arg.name.data(), static_cast<int32_t>(arg.name.size()))));
        if (const auto* number = std::get_if<std::int64_t>(&arg.value)) {
            values.emplace_back(static_cast<int64_t>(*number));
        } else {
            values.emplace_back(icu::UnicodeString::fromUTF8(std::get<std::string>(arg.value)));
        }
    }
    icu::UnicodeString out;
    format->format(names.data(), values.data(), static_cast<int32_t>(names.size()), out, status);
    if (U_FAILURE(status)) return pattern->second;
    std::string text;
    out.toUTF8String(text);
    return text;
}

std::vector<std::string> Catalog::keys() const {
    std::vector<std::string> keys;
    for (const auto& [key, pattern] : patterns_) keys.push_back(key);
    return keys;
}

std::set<std::string> Catalog::arguments(std::string_view key) const {
    std::set<std::string> names;
    const auto pattern = patterns_.find(key);
    if (pattern == patterns_.end()) return names;
    UErrorCode status = U_ZERO_ERROR;
    icu::MessagePattern parsed(icu::UnicodeString::fromUTF8(pattern->second), nullptr, status);
    for (int32_t at = 0; U_SUCCESS(status) && at < parsed.countParts(); ++at) {
        const auto& part = parsed.getPart(at);
        if (part.getType() != UMSGPAT_PART_TYPE_ARG_NAME) continue;
        std::string name;
        parsed.getSubstring(part).toUTF8String(name);
        names.insert(name);
    }
    return names;
}

}  // namespace dayroom::ui
