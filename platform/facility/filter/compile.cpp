#include <algorithm>

#include "platform/facility/filter/compiled.h"
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
std::vector<Symbol> squeezed_key(const Pattern& pattern, const Alphabet& alphabet) {
    std::vector<Symbol> key;
    for (const PatternSymbol& symbol : pattern.symbols) {
        if (symbol.is_boundary()) continue;
        const Symbol letter = alphabet.symbol_of(symbol.letter);
        if (key.empty() || key.back() != letter) key.push_back(letter);
    }
    return key;
}

std::vector<Demand> demands(const Pattern& pattern) {
    std::vector<Demand> all;
    for (const PatternSymbol& symbol : pattern.symbols) {
        const auto run = static_cast<std::uint8_t>(symbol.is_boundary() ? 0 : symbol.run);
        all.push_back({run, symbol.marks, is_digit(symbol.letter), false});
    }
    all.front().edge = !pattern.anchored_start();
    all.back().edge = !pattern.anchored_end();
    return all;
}

PatternPlan plan_of(const Pattern& pattern) {
    PatternPlan plan;
    plan.symbols = static_cast<std::uint8_t>(pattern.symbols.size());
    plan.letters = static_cast<std::uint8_t>(std::min<std::size_t>(pattern.letters(), 255));
    plan.anchored_start = pattern.anchored_start();
    plan.anchored_end = pattern.anchored_end();
    plan.exact = pattern.exact;
    plan.several_words = std::any_of(pattern.symbols.begin(), pattern.symbols.end(),
                                     [](const PatternSymbol& symbol) { return symbol.is_boundary(); });
    plan.unbounded = pattern.symbols.front().unbounded && pattern.symbols.back().unbounded;
    return plan;
}

}  // namespace

std::size_t Compiled::memory_bytes() const {
    return plans.capacity() * sizeof(PatternPlan) + demands.capacity() * sizeof(Demand) + alphabet.memory_bytes() +
           plain.memory_bytes() + squeezed.memory_bytes();
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
    std::vector<Key> squeezed;
    for (std::uint32_t i = 0; i < patterns.size(); ++i) {
        const Pattern& pattern = patterns[i];
        PatternPlan plan = plan_of(pattern);
        plan.first_demand = static_cast<std::uint32_t>(out.demands.size());
        for (const Demand& demand : demands(pattern)) out.demands.push_back(demand);
        out.plans.push_back(plan);
        plain.push_back({plain_key(pattern, out.alphabet), i});
        const std::size_t least = plan.unbounded ? kMinSqueezedUnbounded : kMinSqueezedLetters;
        if (!pattern.exact && pattern.letters() >= least) squeezed.push_back({squeezed_key(pattern, out.alphabet), i});
    }
    out.plain = Automaton(std::move(plain), out.alphabet.size());
    out.squeezed = Automaton(std::move(squeezed), out.alphabet.size());
    out.demands.shrink_to_fit();
    return out;
}

}  // namespace dayroom::facility::filter
