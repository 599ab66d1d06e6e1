// Reads text as the plain view has it: letters, and places between words. Repeated letters become one symbol with a
// count; a place between words is made up where a script without spaces meets one with spaces ("有bomb吗"). Patterns
// and messages are both read by this, so that they agree.
#pragma once

#include <algorithm>
#include <cstdint>
#include <string_view>

#include "platform/base/utf8.h"
#include "platform/facility/filter/folding.h"

namespace dayroom::facility::filter {

/// What is known of one symbol once the next has begun.
struct Seen {
    std::uint32_t start;  // code point at which it begins
    std::uint16_t run;    // repetitions, at most kMaxRun
    std::uint8_t marks;
};
inline constexpr std::uint16_t kMaxRun = 0xFFFF;

/// The reader's state; `Symbol` names a letter: a folded code point, or its class. Sink: void done(Symbol, const
/// Seen&).
template <typename Symbol, Symbol kBoundary>
struct Reading {
    Symbol symbol = kBoundary;
    Seen seen = {0, 1, 0};
    bool after_unbounded = false;

    template <typename Sink>
    void put(Symbol next, std::uint32_t at, Sink& sink) {
        if (next == symbol) {
            if (seen.run < kMaxRun) ++seen.run;
            return;
        }
        sink.done(symbol, seen);
        symbol = next;
        seen = {at, 1, 0};
    }
    template <typename Sink>
    void letter(Symbol next, bool unbounded, std::uint8_t marks, std::uint32_t at, Sink& sink) {
        if (unbounded != after_unbounded && symbol != kBoundary) put(kBoundary, at, sink);
        after_unbounded = unbounded;
        put(next, at, sink);
        seen.marks = static_cast<std::uint8_t>(seen.marks | marks);
    }
    template <typename Sink>
    void gap(std::uint32_t at, Sink& sink) {
        put(kBoundary, at, sink);
        after_unbounded = false;
    }
    /// A whole code point. `symbol_of` names a folded letter.
    template <typename Sink, typename Namer>
    void code_point(const Fold& folded, std::uint32_t at, Sink& sink, const Namer& symbol_of) {
        switch (folded.kind) {
            case FoldKind::kIgnored:
                if (symbol != kBoundary) seen.marks = static_cast<std::uint8_t>(seen.marks | folded.marks);
                return;
            case FoldKind::kBreak:
            case FoldKind::kSpace:
                return gap(at, sink);
            case FoldKind::kLetters:
                break;
        }
        letter(symbol_of(folded.first), folded.unbounded, folded.marks, at, sink);
        for (const char32_t more : folded.rest) letter(symbol_of(more), folded.unbounded, 0, at, sink);
    }
};

}  // namespace dayroom::facility::filter
