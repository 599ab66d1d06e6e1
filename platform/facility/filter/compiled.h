// What build() makes of the patterns: two automata and, for each pattern, how its letters must be repeated and marked.
//   plain     words as they are read, with the places between them; anchored patterns begin and end at such a place
//   squeezed  letters only, for text whose letters are held apart or written in leet (disguise_scan.h)
#pragma once

#include <array>
#include <cstdint>
#include <span>
#include <string>
#include <vector>

#include "platform/facility/filter/automaton.h"
#include "platform/facility/filter/pattern.h"
#include "platform/facility/filter/screen.h"

namespace dayroom::facility::filter {

/// What one symbol of a pattern demands of the text.
struct Demand {
    std::uint8_t run = 1;  // repetitions; 0: any (between words)
    std::uint8_t marks = 0;
    bool digit = false;  // exactly so many
    bool edge = false;   // where the pattern is open: more of the same may stand outside it
};

struct PatternPlan {
    std::uint32_t first_demand = 0;    // into Compiled::demands: the plain view's
    std::uint32_t first_squeezed = 0;  // the squeezed view's
    std::uint8_t symbols = 0;
    std::uint8_t squeezed_symbols = 0;
    bool anchored_start = true;
    bool anchored_end = true;
    Strictness strictness = Strictness::kLenient;
    bool several_words = false;
    bool unbounded = false;  // begins and ends with a letter that needs no word around it
};

/// A byte that is not looked up at once: beyond ASCII, and control characters that are no white space.
inline constexpr Symbol kSlowByte = 0xFFFF;

/// A letter of an alphabet as the plain view has it, known by its code point.
struct PlainLetter {
    Symbol symbol = kOtherLetter;
    std::uint8_t marks = 0;
    bool quick = false;  // false: ask fold()
};

struct Compiled {
    std::vector<PatternPlan> plans;  // by pattern
    std::vector<Demand> demands;
    Alphabet alphabet;
    std::array<Symbol, 256> quick = {};  // what an ASCII byte is to the plain view, or kSlowByte
    std::vector<PlainLetter> letters;    // by code point, up to kQuickFolds
    WordScreen screen;
    Automaton plain;
    Automaton squeezed;

    std::span<const Demand> demands_of(const PatternPlan& plan) const {
        return std::span(demands).subspan(plan.first_demand, plan.symbols);
    }
    std::span<const Demand> squeezed_demands_of(const PatternPlan& plan) const {
        return std::span(demands).subspan(plan.first_squeezed, plan.squeezed_symbols);
    }
    std::size_t memory_bytes() const;
};

Result<Compiled> compile(std::span<const std::string> patterns);

/// Collects the answers to "is this symbol of the text that symbol of the pattern?". Letters stretched to three or more
/// are a trick; one doubled letter is another word (hop, hoop), two of them in one word are a trick again.
class Agreement {
public:
    explicit Agreement(Strictness strictness) : strictness_(strictness) {}
    /// False: they differ for good.
    bool add(const Demand& demand, unsigned run, std::uint8_t marks) {
        if (demand.run == 0) return end_word();
        if (!marks_agree(demand.marks, marks)) return false;
        if (run == demand.run || (demand.edge && run > demand.run)) return true;
        if (strictness_ == Strictness::kExact || demand.digit || run < demand.run) return false;
        more_ += run >= 3 ? 2 : 1;
        return true;
    }
    /// Behind the last symbol of a word, and of the pattern.
    bool end_word() {
        const bool another_word = more_ == 1;
        more_ = 0;
        return !another_word;
    }

private:
    bool marks_agree(std::uint8_t wanted, std::uint8_t seen) const {
        if (strictness_ == Strictness::kExact) return seen == wanted;
        return wanted == 0 || seen == wanted || (strictness_ == Strictness::kLenient && (seen & ~wanted) == 0);
    }
    Strictness strictness_;
    unsigned more_ = 0;  // 1: a doubled letter; more: a trick
};

}  // namespace dayroom::facility::filter
