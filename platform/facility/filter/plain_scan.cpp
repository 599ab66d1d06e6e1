#include "platform/facility/filter/plain_scan.h"

namespace dayroom::facility::filter {

PlainSink::PlainSink(const Compiled& compiled, Hits& hits)
    : compiled_(compiled), hits_(hits), fresh_(compiled.plain.next(Automaton::kStart, kBoundarySymbol)) {}

void PlainSink::restart() {
    state_ = Automaton::kStart;
    count_ = 0;
}

void PlainSink::found() {
    compiled_.plain.each_end(state_, [&](std::uint32_t pattern) { check(pattern); });
}

void PlainSink::check(std::uint32_t pattern) {
    const PatternPlan& plan = compiled_.plans[pattern];
    // The last symbol may be the place behind the pattern, whose start is then the end of the hit.
    const std::uint32_t behind = count_ - (plan.anchored_end ? 1 : 0);
    const std::uint32_t first = behind - plan.symbols;
    Agreement agreement(plan.strictness);
    const auto demands = compiled_.demands_of(plan);
    for (std::uint32_t i = 0; i < plan.symbols; ++i) {
        const Seen& seen = ring_[(first + i) % kRing];
        if (!agreement.add(demands[i], seen.run, seen.marks)) return;
    }
    if (!agreement.end_word()) return;
    const std::uint32_t start = ring_[first % kRing].start;
    const std::uint32_t end = plan.anchored_end ? ring_[behind % kRing].start : next_start;
    hits_.add({pattern, start, std::max(end - start, 1U), false});
}

std::size_t PlainScan::read(Place from, std::size_t to) {
    at_ = from.byte;
    to_ = to;
    more_bytes_ = from.byte - from.point;
    sink_.restart();
    reading_ = {};
    reading_.seen.start = from.point;
    while (at_ < text_.size() && hits_.result().complete) {
        // What follows a letter of a script without spaces may begin a word: the slow way knows.
        if (reading_.after_unbounded ? unbounded_letters() : quick_bytes()) return at_;
        if (at_ < text_.size() && slow_code_point()) return at_;
    }
    sink_.next_start = point();
    reading_.gap(point(), sink_);
    // The gap itself is done only when something follows it.
    reading_.put(kOtherLetter, point(), sink_);
    return text_.size();
}

/// Letters of alphabets beyond ASCII that are looked up at once, by their two or three bytes.
std::size_t PlainScan::quick_letter(PlainLetter& letter) const {
    if (text_.size() - at_ < 3) return 0;
    const auto byte = [&](std::size_t i) { return static_cast<unsigned char>(text_[at_ + i]); };
    const unsigned first = byte(0);
    if (first < 0xC2 || (first >= 0xE0 && first != 0xE1) || (byte(1) & 0xC0U) != 0x80) return 0;
    char32_t code_point = ((first & 0x1FU) << 6) | (byte(1) & 0x3FU);
    if (first == 0xE1) {
        if ((byte(2) & 0xC0U) != 0x80) return 0;
        code_point = 0x1000U | ((byte(1) & 0x3FU) << 6) | (byte(2) & 0x3FU);
    }
    letter = compiled_.letters[code_point];
    if (!letter.quick) return 0;
    return first == 0xE1 ? 3 : 2;
}

/// ASCII letters, digits and punctuation and the letters of alphabets, up to the first byte that is something else.
/// True: nothing has begun before the word that begins here.
bool PlainScan::quick_bytes() {
    const auto& symbols = compiled_.quick;
    Symbol symbol = reading_.symbol;
    Seen seen = reading_.seen;
    bool word_begins = false;
    for (std::size_t bytes = 1; at_ < text_.size(); at_ += bytes, more_bytes_ += bytes - 1) {
        PlainLetter next = {symbols[static_cast<unsigned char>(text_[at_])], 0, true};
        bytes = 1;
        if (next.symbol == kSlowByte) {
            bytes = quick_letter(next);
            if (bytes == 0) break;
        }
        if (next.symbol == symbol) {
            if (seen.run < kMaxRun) ++seen.run;
            seen.marks = static_cast<std::uint8_t>(seen.marks | next.marks);
            continue;
        }
        sink_.next_start = point();
        sink_.done(symbol, seen);
        word_begins = symbol == kBoundarySymbol && sink_.is_fresh() && at_ >= to_ &&
                      (bytes > 1 || symbols[static_cast<unsigned char>(text_[at_ - 1])] == kBoundarySymbol);
        symbol = next.symbol;
        seen = {sink_.next_start, 1, next.marks};
        if (word_begins) break;
    }
    reading_.symbol = symbol;
    reading_.seen = seen;
    return word_begins;
}

/// Letters of scripts without spaces that stay as they are, behind such a letter. True: nothing has begun before the
/// one that stands here.
bool PlainScan::unbounded_letters() {
    const UnboundedScreen& screen = compiled_.screen.unbounded();
    Symbol symbol = reading_.symbol;
    Seen seen = reading_.seen;
    bool begins = false;
    while (at_ < text_.size()) {
        const utf8::Decoded next = decode_at(text_, at_);
        if (!screen.stays(next.code_point)) break;
        const Symbol letter = compiled_.alphabet.symbol_of(next.code_point);
        if (letter == symbol) {
            if (seen.run < kMaxRun) ++seen.run;
        } else {
            sink_.next_start = point();
            sink_.done(symbol, seen);
            symbol = letter;
            seen = {sink_.next_start, 1, 0};
            begins = at_ >= to_ && sink_.is_fresh();
            if (begins) break;
        }
        at_ += next.bytes;
        more_bytes_ += next.bytes - 1;
    }
    reading_.symbol = symbol;
    reading_.seen = seen;
    return begins;
}

/// True: a word begins here, or a letter of a script without spaces stands here, and nothing has begun before it.
bool PlainScan::slow_code_point() {
    const utf8::Decoded next = decode_at(text_, at_);
    const Fold folded = fold(next.code_point);
    sink_.next_start = point();
    const std::uint32_t done = sink_.count();
    const bool behind_word = reading_.symbol == kBoundarySymbol;
    reading_.code_point(folded, point(), sink_, [&](char32_t letter) { return compiled_.alphabet.symbol_of(letter); });
    const bool letter = folded.kind == FoldKind::kLetters && folded.rest.empty();
    const bool begins = letter && (behind_word || folded.unbounded) && sink_.count() > done;
    if (begins && at_ >= to_ && sink_.is_fresh()) return true;
    at_ += next.bytes;
    more_bytes_ += next.bytes - 1;
    return false;
}

}  // namespace dayroom::facility::filter
