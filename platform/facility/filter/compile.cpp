#include <algorithm>

#include "platform/facility/filter/compiled.h"
#include "platform/facility/filter/disguise.h"
#include "platform/facility/filter/folding.h"
#include "platform/facility/filter/quick_fold.h"
#include "platform/facility/filter/roles.h"
#include "platform/facility/filter/word_filter.h"

namespace dayroom::facility::filter {
namespace {

constexpr std::size_t kMinSqueezedLetters = 3;
constexpr std::size_t kMinSqueezedUnbounded = 2;

std::vector<Symbol> plain_key(const Pattern& pattern, const Alphabet& alphabet) {
    std::vector<Symbol> key;
    if (pattern.anchored_start()) key.push_back(kBoundarySymbol);
    for (const PatternSymbol& symbol : pattern.symbols) {
        key.push_back(symbol.is_boundary() ? kBoundarySymbol : alphabet.symbol_of(symbol.letter));
    }
    if (pattern.anchored_end()) key.push_back(kBoundarySymbol);
    return key;
}

/// Without the places between words; letters that then meet run together ("kill logic": one run of three).
std::vector<PatternSymbol> squeezed(const Pattern& pattern) {
    std::vector<PatternSymbol> out;
    for (const PatternSymbol& symbol : pattern.symbols) {
        if (symbol.is_boundary()) continue;
        if (out.empty() || out.back().letter != symbol.letter) {
            out.push_back(symbol);
        } else {
            out.back().run = static_cast<std::uint8_t>(std::min(255, out.back().run + symbol.run));
            out.back().marks = static_cast<std::uint8_t>(out.back().marks | symbol.marks);
        }
    }
    return out;
}

/// Adds what `symbols` demand to `all`; where they begin there.
std::uint32_t add_demands(const Pattern& pattern, std::span<const PatternSymbol> symbols, std::vector<Demand>& all) {
    const std::size_t first = all.size();
    for (const PatternSymbol& symbol : symbols) {
        const auto run = static_cast<std::uint8_t>(symbol.is_boundary() ? 0 : symbol.run);
        all.push_back({run, symbol.marks, is_digit(symbol.letter), false});
    }
    all[first].edge = !pattern.anchored_start();
    all.back().edge = all.back().edge || !pattern.anchored_end();  // they may be one symbol
    return static_cast<std::uint32_t>(first);
}

PatternPlan plan_of(const Pattern& pattern) {
    PatternPlan plan;
    plan.symbols = static_cast<std::uint8_t>(pattern.symbols.size());
    plan.anchored_start = pattern.anchored_start();
    plan.anchored_end = pattern.anchored_end();
    plan.strictness = pattern.strictness();
    plan.several_words = pattern.several_words();
    plan.unbounded = pattern.symbols.front().unbounded && pattern.symbols.back().unbounded;
    return plan;
}

std::array<Symbol, 256> quick_symbols(const Alphabet& alphabet) {
    std::array<Symbol, 256> symbols = {};
    symbols.fill(kSlowByte);
    for (unsigned char byte = 0; byte < 0x80; ++byte) {
        const Fold folded = fold(byte);
        if (folded.kind == FoldKind::kIgnored) continue;
        symbols[byte] = folded.kind == FoldKind::kLetters ? alphabet.symbol_of(folded.first) : kBoundarySymbol;
    }
    return symbols;
}

std::vector<PlainLetter> plain_letters(const Alphabet& alphabet) {
    std::vector<PlainLetter> letters(kQuickFolds);
    for (char32_t code_point = 0x80; code_point < kQuickFolds; ++code_point) {
        const unsigned char letter = kQuickFold[code_point];
        if (letter < 0x80 && !is_ascii_word(letter)) continue;
        const Fold folded = fold(code_point);
        letters[code_point] = {alphabet.symbol_of(folded.first), folded.marks, true};
    }
    return letters;
}

}  // namespace

std::size_t Compiled::memory_bytes() const {
    return plans.capacity() * sizeof(PatternPlan) + demands.capacity() * sizeof(Demand) + alphabet.memory_bytes() +
           letters.capacity() * sizeof(PlainLetter) + plain.memory_bytes() + squeezed.memory_bytes() +
           screen.memory_bytes();
}

Result<Compiled> compile(std::span<const std::string> texts) {
    if (texts.size() > kMaxFilterPatterns) return Error(ErrorCode::kTooLarge, "too many patterns");
    std::vector<Pattern> patterns;
    std::vector<char32_t> letters;
    patterns.reserve(texts.size());
    for (std::size_t i = 0; i < texts.size(); ++i) {
        auto parsed = parse_pattern(texts[i]);
        if (!parsed.ok()) return parsed.take_error().while_doing("pattern " + std::to_string(i));
        patterns.push_back(parsed.take());
        for (const PatternSymbol& symbol : patterns.back().symbols) {
            if (!symbol.is_boundary()) letters.push_back(symbol.letter);
        }
    }
    Compiled out;
    out.alphabet = TRY(Alphabet::of(letters));
    std::vector<Key> plain;
    std::vector<Key> squeezed_keys;
    for (std::uint32_t i = 0; i < patterns.size(); ++i) {
        const Pattern& pattern = patterns[i];
        PatternPlan plan = plan_of(pattern);
        plan.first_demand = add_demands(pattern, pattern.symbols, out.demands);
        plain.push_back({plain_key(pattern, out.alphabet), i});
        const std::size_t least = plan.unbounded ? kMinSqueezedUnbounded : kMinSqueezedLetters;
        if (!pattern.exact && pattern.letters() >= least) {
            const std::vector<PatternSymbol> letters_only = squeezed(pattern);
            plan.squeezed_symbols = static_cast<std::uint8_t>(letters_only.size());
            plan.first_squeezed =
                plan.several_words ? add_demands(pattern, letters_only, out.demands) : plan.first_demand;
            Key key{{}, i};
            for (const PatternSymbol& symbol : letters_only)
                key.symbols.push_back(out.alphabet.symbol_of(symbol.letter));
            squeezed_keys.push_back(std::move(key));
        }
        out.plans.push_back(plan);
    }
    out.plain = Automaton(std::move(plain), out.alphabet.size());
    out.squeezed = Automaton(std::move(squeezed_keys), out.alphabet.size());
    out.quick = quick_symbols(out.alphabet);
    out.letters = plain_letters(out.alphabet);
    out.screen = WordScreen(patterns);
    out.demands.shrink_to_fit();
    return out;
}

}  // namespace dayroom::facility::filter
