#include "platform/facility/filter/pattern.h"

#include <limits>
#include <string>

#include "platform/base/utf8.h"
#include "platform/facility/filter/disguise.h"
#include "platform/facility/filter/reading.h"
#include "platform/facility/filter/word_filter.h"

namespace dayroom::facility::filter {
namespace {

std::string_view trimmed(std::string_view text) {
    constexpr std::string_view kBlank = " \t\r\n";
    const std::size_t first = text.find_first_not_of(kBlank);
    if (first == std::string_view::npos) return {};
    return text.substr(first, text.find_last_not_of(kBlank) - first + 1);
}

/// "a$$" in a list is the word, not the letter a: signs beside letters are the letters that they are written for.
std::u32string with_signs_as_letters(std::string_view text) {
    std::u32string out;
    const auto letter_at = [](std::string_view rest) {
        return !rest.empty() && fold(utf8::decode(rest).code_point).kind == FoldKind::kLetters;
    };
    bool after_letter = false;
    while (!text.empty()) {
        const utf8::Decoded next = utf8::decode(text);
        text.remove_prefix(next.bytes);
        const Fold folded = fold(next.code_point);
        const Leet read = folded.kind == FoldKind::kBreak ? leet(folded.first) : Leet{};
        const bool before_letter = letter_at(text);
        const bool is_letter =
            read.letter != 0 && (read.before_letter ? after_letter && before_letter : after_letter || before_letter);
        out += is_letter ? read.letter : next.code_point;
        after_letter = is_letter || folded.kind == FoldKind::kLetters;
    }
    return out;
}

struct Collected {
    std::vector<PatternSymbol> symbols;
    void done(char32_t letter, const Seen& seen) {
        const auto run = static_cast<std::uint8_t>(std::min<unsigned>(seen.run, 255));
        symbols.push_back({letter, run, seen.marks, false});
    }
};

}  // namespace

std::size_t Pattern::letters() const {
    std::size_t count = 0;
    for (const PatternSymbol& symbol : symbols) count += symbol.is_boundary() ? 0 : symbol.run;
    return count;
}

Strictness Pattern::strictness() const {
    if (exact) return Strictness::kExact;
    return letters() < kLenientLetters ? Strictness::kMarked : Strictness::kLenient;
}

bool Pattern::several_words() const {
    return std::any_of(symbols.begin(), symbols.end(),
                       [](const PatternSymbol& symbol) { return symbol.is_boundary(); });
}

Result<Pattern> parse_pattern(std::string_view text) {
    if (!utf8::is_valid(text)) return Error(ErrorCode::kInvalid, "not UTF-8");
    Pattern pattern;
    text = trimmed(text);
    if (text.starts_with('=')) {
        pattern.exact = true;
        text.remove_prefix(1);
    }
    if (text.starts_with('*')) {
        pattern.open_start = true;
        text.remove_prefix(1);
    }
    if (text.ends_with('*')) {
        pattern.open_end = true;
        text.remove_suffix(1);
    }
    text = trimmed(text);
    const std::size_t length = utf8::length(text);
    const bool picture = length == 1 && fold(utf8::decode(text).code_point).unbounded;
    if ((length < kMinPatternCharacters && !picture) || length > kMaxPatternCharacters) {
        return Error(ErrorCode::kInvalid, "a pattern has 2 to 80 characters");
    }
    Collected collected;
    Reading<char32_t, 0> reading;
    for (const char32_t c : with_signs_as_letters(text)) {
        reading.code_point(fold(c), 0, collected, [](char32_t letter) { return letter; });
    }
    reading.gap(0, collected);
    auto& symbols = collected.symbols;
    while (!symbols.empty() && symbols.front().is_boundary()) symbols.erase(symbols.begin());
    while (!symbols.empty() && symbols.back().is_boundary()) symbols.pop_back();
    if (symbols.empty() || (symbols.size() == 1 && symbols.front().run == 1 && !fold(symbols.front().letter).unbounded))
        return Error(ErrorCode::kInvalid, "a pattern has at least two letters or digits");
    if (symbols.size() > kMaxSymbols)
        return Error(ErrorCode::kInvalid, "a pattern has too many letters when written out");
    for (PatternSymbol& symbol : symbols) symbol.unbounded = fold(symbol.letter).unbounded && !symbol.is_boundary();
    pattern.symbols = std::move(symbols);
    return pattern;
}

}  // namespace dayroom::facility::filter
