#include "platform/facility/feed/own_names.h"

#include <algorithm>
#include <set>

#include "platform/base/utf8.h"
#include "platform/facility/feed/plain_text.h"
#include "platform/facility/feed/record_parts.h"
#include "platform/wire/limits.h"

namespace dayroom::facility {
namespace {

/// A language of two or three letters, and what follows it in parts of letters and digits: "en", "es-419", "zh-Hant".
bool is_language_tag(std::string_view tag) {
    if (tag.size() > wire::kMaxLanguageTagCharacters || tag.ends_with('-')) return false;
    const auto is_letter = [](char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); };
    const std::string_view language = tag.substr(0, tag.find('-'));
    if (language.size() < 2 || language.size() > 3 || !std::all_of(language.begin(), language.end(), is_letter))
        return false;
    return tag.find("--") == std::string_view::npos && std::all_of(tag.begin(), tag.end(), [&](char c) {
               return is_letter(c) || (c >= '0' && c <= '9') || c == '-';
           });
}

}  // namespace

Status check_names(const Names& names) {
    if (names.empty()) return {};
    if (names.size() > wire::kMaxLanguages) return Error(ErrorCode::kTooLarge, "a name is in at most 24 languages");
    std::set<std::string_view> languages;
    for (const auto& [language, name] : names) {
        if (!is_language_tag(language) || !languages.insert(language).second)
            return Error(ErrorCode::kInvalid, "a name is there once for each language");
        if (utf8::is_valid(name) && utf8::length(name) > kMaxOwnName)
            return Error(ErrorCode::kTooLarge, "a name has at most 80 characters");
        if (!is_plain_line(name, kMaxOwnName))
            return Error(ErrorCode::kInvalid, "a name is one line without hidden characters");
    }
    if (!languages.contains("en")) return Error(ErrorCode::kInvalid, "a name is there in English (en)");
    return {};
}

std::string name_in(const Names& names, std::string_view language) {
    std::string found;
    for (const auto& [tag, name] : names) {
        if (tag == language) return name;
        if (tag == "en") found = name;
    }
    return found;
}

std::string join_names(const Names& names) {
    std::vector<std::string> lines;
    for (const auto& [language, name] : names) lines.push_back(language + '\t' + name);
    return join_lines(lines);
}

Names split_names(std::string_view kept) {
    Names names;
    for (const std::string& line : split_lines(kept)) {
        const std::size_t tab = line.find('\t');
        if (tab != std::string::npos) names.emplace_back(line.substr(0, tab), line.substr(tab + 1));
    }
    return names;
}

Names names_of(const google::protobuf::RepeatedPtrField<wire::LocalText>& texts) {
    Names names;
    for (const wire::LocalText& text : texts) names.emplace_back(text.language(), text.text());
    return names;
}

void put_names(const Names& names, google::protobuf::RepeatedPtrField<wire::LocalText>& out) {
    for (const auto& [language, name] : names) {
        wire::LocalText& added = *out.Add();
        added.set_language(language);
        added.set_text(name);
    }
}

}  // namespace dayroom::facility
