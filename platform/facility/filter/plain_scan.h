// The plain view of a text: patterns as words are read (reading.h). It is asked to read where the screen of words
// (screen.h) could not tell that nothing begins.
#pragma once

#include <array>
#include <string_view>

#include "platform/facility/filter/compiled.h"
#include "platform/facility/filter/hits.h"
#include "platform/facility/filter/place.h"
#include "platform/facility/filter/reading.h"

namespace dayroom::facility::filter {

/// Steps through the automaton, and remembers the last symbols for the checks of a hit.
class PlainSink {
public:
    PlainSink(const Compiled& compiled, Hits& hits);
    /// As at the start of a text.
    void restart();
    void done(Symbol symbol, const Seen& seen) {
        ring_[count_ % kRing] = seen;
        ++count_;
        state_ = compiled_.plain.next(state_, symbol);
        if (compiled_.plain.ends(state_)) found();
    }
    /// Symbols that are done.
    std::uint32_t count() const { return count_; }
    /// Nothing has begun but, perhaps, at the place between words that was done last.
    bool is_fresh() const { return state_ == fresh_ || state_ == Automaton::kStart; }
    /// Where the symbol that was done last ended: the start of the next.
    std::uint32_t next_start = 0;

private:
    // The longest pattern with a place between words at either end.
    static constexpr std::uint32_t kRing = 128;
    static_assert(kMaxSymbols + 2 <= kRing);

    void found();
    void check(std::uint32_t pattern);

    const Compiled& compiled_;
    Hits& hits_;
    std::array<Seen, kRing> ring_;
    std::uint32_t count_ = 0;
    Automaton::State state_ = Automaton::kStart;
    Automaton::State fresh_;
};

class PlainScan {
public:
    PlainScan(const Compiled& compiled, std::string_view text, Hits& hits)
        : compiled_(compiled), text_(text), hits_(hits), sink_(compiled, hits) {}

    /// Reads from the start of a word on, at least to byte `to`, and on until a word begins in front of which no
    /// pattern has begun; the byte of that word, or the end of the text.
    std::size_t read(Place from, std::size_t to);

private:
    bool quick_bytes();
    /// Bytes of the letter at at_; 0: it is read the slow way.
    std::size_t quick_letter(PlainLetter& letter) const;
    bool unbounded_letters();
    bool slow_code_point();
    std::uint32_t point() const { return static_cast<std::uint32_t>(at_ - more_bytes_); }

    const Compiled& compiled_;
    std::string_view text_;
    Hits& hits_;
    PlainSink sink_;
    Reading<Symbol, kBoundarySymbol> reading_;
    std::size_t to_ = 0;          // byte to which read() reads at least
    std::size_t at_ = 0;          // byte
    std::size_t more_bytes_ = 0;  // before at_: bytes less code points
};

}  // namespace dayroom::facility::filter
