// Aho-Corasick over numbered symbols, in a double array: the children of a state lie at base + symbol, and a slot knows
// its parent. 10,000 patterns take a few megabytes with everything, so that what natural text visits mostly stays in
// the processor's caches.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "platform/facility/filter/alphabet.h"

namespace dayroom::facility::filter {

struct Key {
    std::vector<Symbol> symbols;  // not empty
    std::uint32_t value = 0;      // what stands at its end; several keys may be equal
};

class Automaton {
public:
    using State = std::uint32_t;
    static constexpr State kStart = 0;

    Automaton() : Automaton(std::vector<Key>{}, kFirstLetter) {}
    /// `symbols`: how many there are.
    Automaton(std::vector<Key> keys, std::size_t symbols);

    /// Amortised constant: a step back is paid for by a step forward.
    State next(State state, Symbol symbol) const {
        const Slot* slots = slots_.data();
        for (;;) {
            const std::uint32_t child = (slots[state].base & ~kEndsHere) + symbol;
            if (slots[child].parent == state) return child;
            if (state == kStart) return kStart;
            state = fail_[state];
        }
    }
    /// Whether a key ends at this state (or at a shorter suffix of it).
    bool ends(State state) const { return (slots_[state].base & kEndsHere) != 0; }
    /// Calls visit(value) for each key that ends here, longest first.
    template <typename Visit>
    void each_end(State state, Visit&& visit) const {
        if (end_[state].count == 0) state = shorter_[state];
        for (; state != kStart; state = shorter_[state]) {
            const End& end = end_[state];
            for (std::uint32_t i = 0; i < end.count; ++i) visit(values_[end.first + i]);
        }
    }
    std::size_t memory_bytes() const;

private:
    static constexpr std::uint32_t kEndsHere = 0x8000'0000;
    static constexpr std::uint32_t kFree = 0xFFFF'FFFF;
    struct Slot {
        std::uint32_t base = 0;
        std::uint32_t parent = kFree;
    };
    struct End {
        std::uint32_t first = 0;
        std::uint32_t count = 0;
    };
    struct Building;

    std::vector<Slot> slots_;
    std::vector<State> fail_;     // the longest proper suffix that is a state
    std::vector<State> shorter_;  // the longest proper suffix at which a key ends; kStart: none
    std::vector<End> end_;
    std::vector<std::uint32_t> values_;
};

}  // namespace dayroom::facility::filter
