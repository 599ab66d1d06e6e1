#include "platform/facility/statements/paper_words.h"

#include <nlohmann/json.hpp>

#include "platform/facility/statements/paper_catalogs.h"

namespace dayroom::facility {
namespace {

constexpr std::string_view kLanguageKey = "$language";
constexpr std::string_view kEnglish = "en";

}  // namespace

Result<PaperWords> PaperWords::parse(std::string_view text) {
    const auto parsed = nlohmann::json::parse(text, nullptr, false);
    if (!parsed.is_object()) return Error(ErrorCode::kCorrupt, "a catalog of what is printed is no JSON object");
    PaperWords words;
    for (const auto& [key, value] : parsed.items()) {
        if (!value.is_string()) return Error(ErrorCode::kCorrupt, "\"" + key + "\" of what is printed is no text");
        (key == kLanguageKey ? words.language_ : words.texts_[key]) = value.get<std::string>();
    }
    if (words.language_.empty()) return Error(ErrorCode::kCorrupt, "a catalog of what is printed has no language");
    return words;
}

Result<std::vector<PaperWords>> PaperWords::all() {
    std::vector<PaperWords> all;
    for (const std::string_view catalog : kPaperCatalogs) all.push_back(TRY(parse(catalog)));
    return all;
}

Result<PaperWords> PaperWords::in(std::string_view language) {
    std::vector<PaperWords> known = TRY(all());
    for (const std::string_view wanted : {language, language.substr(0, language.find('-')), kEnglish}) {
        for (PaperWords& words : known) {
            if (words.language_ == wanted) return std::move(words);
        }
    }
    return Error(ErrorCode::kCorrupt, "what is printed has no words in English");
}

std::string PaperWords::operator()(std::string_view key, std::initializer_list<Argument> arguments) const {
    const auto found = texts_.find(key);
    if (found == texts_.end()) return std::string(key);
    std::string_view text = found->second;
    std::string filled;
    while (true) {
        const std::size_t open = text.find('{');
        const std::size_t close = text.find('}', open);
        filled += text.substr(0, open);
        if (close == std::string_view::npos) return filled;
        const std::string_view name = text.substr(open + 1, close - open - 1);
        for (const Argument& argument : arguments) {
            if (argument.name == name) filled += argument.value;
        }
        text.remove_prefix(close + 1);
    }
}

std::string PaperWords::of_code(std::string_view family, std::string_view code, std::string_view otherwise) const {
    const std::string key = std::string(family) + std::string(code);
    return texts_.contains(key) ? (*this)(key) : (*this)(otherwise);
}

}  // namespace dayroom::facility
