#include "platform/facility/filter/plain_scan.h"

#include <array>

#include "platform/facility/filter/reading.h"

namespace dayroom::facility::filter {
namespace {

class PlainSink {
public:
    PlainSink(const Compiled& compiled, Hits& hits) : compiled_(compiled), hits_(hits) {}

    void done(Symbol symbol, const Seen& seen) {
        ring_[count_ % kRing] = seen;
        ++count_;
        state_ = compiled_.plain.next(state_, symbol);
        if (compiled_.plain.ends(state_)) {
            compiled_.plain.each_end(state_, [&](std::uint32_t pattern) { check(pattern); });
        }
    }
    /// Where the symbol that was done last ended: the start of the next.
    std::uint32_t next_start = 0;

private:
    // The longest pattern with a place between words at either end.
    static constexpr std::uint32_t kRing = 128;
    static_assert(kMaxSymbols + 2 <= kRing);

    void check(std::uint32_t pattern) {
        const PatternPlan& plan = compiled_.plans[pattern];
        // The last symbol may be the place behind the pattern, whose start is then the end of the hit.
        const std::uint32_t behind = count_ - (plan.anchored_end ? 1 : 0);
        const std::uint32_t first = behind - plan.symbols;
        Agreement agreement(plan.exact);
        const auto demands = compiled_.demands_of(plan);
        for (std::uint32_t i = 0; i < plan.symbols; ++i) {
            const Seen& seen = ring_[(first + i) % kRing];
            if (!agreement.add(demands[i], seen.run, seen.marks)) return;
        }
        if (!agreement.holds()) return;
        const std::uint32_t start = ring_[first % kRing].start;
        const std::uint32_t end = plan.anchored_end ? ring_[behind % kRing].start : next_start;
        hits_.add({pattern, start, std::max(end - start, 1U), false});
    }

    const Compiled& compiled_;
    Hits& hits_;
    std::array<Seen, kRing> ring_ = {};
    std::uint32_t count_ = 0;
    Automaton::State state_ = Automaton::kStart;
};

}  // namespace

void scan_plain(const Compiled& compiled, std::string_view text, Hits& hits) {
    PlainSink sink(compiled, hits);
    Reading<Symbol, kBoundarySymbol> reading;
    std::uint32_t at = 0;
    const auto name = [&](char32_t letter) { return compiled.alphabet.symbol_of(letter); };
    for (; !text.empty() && hits.result().complete; ++at) {
        const utf8::Decoded next = utf8::decode(text);
        text.remove_prefix(next.bytes);
        sink.next_start = at;
        reading.code_point(fold(next.code_point), at, sink, name);
    }
    sink.next_start = at;
    reading.gap(at, sink);
    // The gap itself is done only when something follows it: a letter that no text can hold.
    reading.put(kOtherLetter, at, sink);
}

}  // namespace dayroom::facility::filter
