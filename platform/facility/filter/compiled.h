// What build() makes of the patterns: two automata and, for each pattern, how its letters must be repeated and marked.
//   plain     words as they are read, with the places between them; anchored patterns begin and end at such a place
//   squeezed  letters only, for text whose letters are held apart or written in leet (disguise_scan.h)
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <vector>

#include "platform/facility/filter/automaton.h"
#include "platform/facility/filter/pattern.h"

namespace dayroom::facility::filter {

/// What one symbol of a pattern demands of the text.
struct Demand {
    std::uint8_t run = 1;  // repetitions; 0: any (between words)
    std::uint8_t marks = 0;
    bool digit = false;  // exactly so many
    bool edge = false;   // where the pattern is open: more of the same may stand outside it
};

struct PatternPlan {
    std::uint32_t first_demand = 0;  // into Compiled::demands
    std::uint8_t symbols = 0;
    std::uint8_t letters = 0;  // repetitions counted
    bool anchored_start = true;
    bool anchored_end = true;
    bool exact = false;
    bool several_words = false;
    bool unbounded = false;  // begins and ends with a letter that needs no word around it
};

struct Compiled {
    std::vector<PatternPlan> plans;  // by pattern
    std::vector<Demand> demands;
    Alphabet alphabet;
    Automaton plain;
    Automaton squeezed;

    std::span<const Demand> demands_of(const PatternPlan& plan) const {
        return std::span(demands).subspan(plan.first_demand, plan.symbols);
    }
    std::size_t memory_bytes() const;
};

Result<Compiled> compile(std::span<const std::string> patterns);

inline bool is_digit(char32_t letter) { return letter >= '0' && letter <= '9'; }

/// Collects the answers to "is this symbol of the text that symbol of the pattern?". Letters stretched to three or more
/// are a trick; one doubled letter is another word (hop, hoop), two of them are a trick again.
class Agreement {
public:
    explicit Agreement(bool exact) : exact_(exact) {}
    /// False: they differ for good.
    bool add(const Demand& demand, unsigned run, std::uint8_t marks) {
        if (demand.run == 0) return true;
        if (exact_ ? marks != demand.marks : demand.marks != 0 && (marks & ~demand.marks) != 0) return false;
        if (run == demand.run || (demand.edge && run > demand.run)) return true;
        if (exact_ || demand.digit || run < demand.run) return false;
        ++(run >= 3 ? stretched_ : doubled_);
        return true;
    }
    bool holds() const { return doubled_ == 0 || doubled_ + stretched_ >= 2; }

private:
    bool exact_;
    unsigned stretched_ = 0;
    unsigned doubled_ = 0;
};

}  // namespace dayroom::facility::filter
