#include "platform/documents/search.h"

#include <algorithm>

#include <unicode/normalizer2.h>
#include <unicode/uchar.h>
#include <unicode/unistr.h>

#include "platform/base/utf8.h"

namespace dayroom::documents {
namespace {

struct Word {
    std::string folded;
    std::size_t at = 0;  // in bytes
};

bool is_mark(char32_t c) {
    const auto type = u_charType(static_cast<UChar32>(c));
    return type == U_NON_SPACING_MARK || type == U_ENCLOSING_MARK || type == U_COMBINING_SPACING_MARK;
}
bool is_ideograph(char32_t c) { return u_hasBinaryProperty(static_cast<UChar32>(c), UCHAR_IDEOGRAPHIC) != 0; }
bool is_of_word(char32_t c) { return u_isalnum(static_cast<UChar32>(c)) != 0 || is_mark(c); }
bool is_apostrophe(char32_t c) { return c == U'\'' || c == U'\u2019'; }

std::string fold(std::string_view word) {
    const bool ascii = std::all_of(word.begin(), word.end(), [](char c) { return static_cast<signed char>(c) >= 0; });
    std::string out;
    if (ascii) {
        for (const char c : word) {
            if (!is_apostrophe(static_cast<char32_t>(c)))
                out += c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
        }
        return out;
    }
    UErrorCode status = U_ZERO_ERROR;
    const icu::Normalizer2* apart = icu::Normalizer2::getNFKDInstance(status);
    if (U_FAILURE(status)) return std::string(word);
    auto text = icu::UnicodeString::fromUTF8(icu::StringPiece(word.data(), static_cast<std::int32_t>(word.size())));
    text = apart->normalize(text.foldCase(), status);
    for (std::int32_t at = 0; at < text.length(); at = text.moveIndex32(at, 1)) {
        const auto c = static_cast<char32_t>(text.char32At(at));
        if (!is_mark(c) && !is_apostrophe(c)) utf8::append(out, c);
    }
    return out;
}

std::vector<Word> words_of(std::string_view text) {
    std::vector<Word> words;
    std::size_t begin = std::string_view::npos;
    const auto close = [&](std::size_t end) {
        if (begin == std::string_view::npos) return;
        std::string folded = fold(text.substr(begin, end - begin));
        if (!folded.empty()) words.push_back({std::move(folded), begin});
        begin = std::string_view::npos;
    };
    for (std::size_t at = 0; at < text.size();) {
        const utf8::Decoded c = utf8::decode(text.substr(at));
        if (is_ideograph(c.code_point)) {
            close(at);
            words.push_back({std::string(text.substr(at, c.bytes)), at});
        } else if (is_of_word(c.code_point)) {
            if (begin == std::string_view::npos) begin = at;
        } else if (!is_apostrophe(c.code_point)) {
            close(at);  // an apostrophe inside a word belongs to it
        }
        at += c.bytes;
    }
    close(text.size());
    return words;
}

bool begins_with_one(const std::vector<std::string>& wanted, const std::string& word, std::vector<bool>& seen) {
    bool any = false;
    for (std::size_t i = 0; i < wanted.size(); ++i) {
        if (!word.starts_with(wanted[i])) continue;
        seen[i] = true;
        any = true;
    }
    return any;
}

/// Where the first of the words stands; npos: nowhere. Marks what it has seen in all of the text.
std::size_t look(std::string_view text, const std::vector<std::string>& wanted, std::vector<bool>& seen) {
    std::size_t first = std::string_view::npos;
    for (const Word& word : words_of(text)) {
        if (begins_with_one(wanted, word.folded, seen)) first = std::min(first, word.at);
    }
    return first;
}

/// About kSnippetCharacters from a little before `at`, between spaces.
std::string cut_around(std::string_view text, std::size_t at) {
    constexpr std::size_t kBefore = 40;
    std::size_t begin = 0;
    if (at > kBefore) {
        begin = text.find(' ', at - kBefore);
        begin = begin == std::string_view::npos || begin > at ? at : begin + 1;
    }
    std::string out = utf8::sanitize(text.substr(begin), kSnippetCharacters);
    const bool cut = begin + out.size() < text.size();
    if (cut && out.rfind(' ') != std::string::npos && out.rfind(' ') > kBefore) out.resize(out.rfind(' '));
    return (begin > 0 ? "… " : "") + out + (cut ? " …" : "");
}

}  // namespace

std::vector<std::string> folded_words(std::string_view text) {
    std::vector<std::string> out;
    for (Word& word : words_of(text)) out.push_back(std::move(word.folded));
    return out;
}

Found find(const wire::Document& document, std::string_view typed) {
    Found found;
    const std::string clean = utf8::sanitize(typed.substr(0, kMaxQueryBytes), kMaxQueryBytes);
    std::vector<std::string> wanted = folded_words(clean);
    if (wanted.size() > kMaxQueryWords) wanted.resize(kMaxQueryWords);
    if (wanted.empty()) return found;
    for (int c = 0; c < document.chapters_size(); ++c) {
        const auto& chapter = document.chapters(c);
        std::vector<bool> in_title(wanted.size());
        look(chapter.title(), wanted, in_title);
        for (int s = 0; s < chapter.sections_size(); ++s) {
            const auto& section = chapter.sections(s);
            std::vector<bool> seen = in_title;
            look(section.title(), wanted, seen);
            std::string snippet;
            for (const auto& block : section.blocks()) {
                for (const std::string& text : block.texts()) {
                    const std::size_t at = look(text, wanted, seen);
                    if (at != std::string_view::npos && snippet.empty()) snippet = cut_around(text, at);
                }
            }
            if (!std::all_of(seen.begin(), seen.end(), [](bool here) { return here; })) continue;
            ++found.total;
            if (snippet.empty() && section.blocks_size() > 0) snippet = cut_around(section.blocks(0).texts(0), 0);
            if (found.passages.size() < kMostPassages) found.passages.push_back({c, s, std::move(snippet)});
        }
    }
    return found;
}

}  // namespace dayroom::documents
