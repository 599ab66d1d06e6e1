#include "platform/facility/filter/disguise_track.h"

#include <algorithm>

namespace dayroom::facility::filter {
namespace {
constexpr unsigned kLeastLetters = 3;
constexpr unsigned kLeastUnbounded = 2;
constexpr unsigned kLeastInsideSpread = 4;
constexpr unsigned kLeastTokens = 3;  // of letters held apart by spaces
}  // namespace

/// What a hit is made of.
struct DisguiseTrack::Sums {
    unsigned letters = 0;
    unsigned true_letters = 0;
    bool leet = false;
    bool ambiguous = false;
    bool glued = false;
    unsigned spread = 0;  // places where tokens meet so
};

void DisguiseTrack::begin_run() {
    state_ = Automaton::kStart;
    count_ = 0;
    open_ = false;
}

Symbol DisguiseTrack::symbol_of(const TokenLetter& letter) const {
    if (!letter.leet) return compiled_.alphabet.symbol_of(letter.letter);
    if (reading_ == LeetReading::kDigits) {
        return letter.parts_words ? kOtherLetter : compiled_.alphabet.symbol_of(letter.letter);
    }
    const Leet read = leet(letter.letter);
    const bool other = reading_ == LeetReading::kOther && read.other != 0;
    return compiled_.alphabet.symbol_of(other ? read.other : read.letter);
}

void DisguiseTrack::add(const Token& token, std::size_t at) {
    const TokenLetter& letter = token.letters[at];
    const Symbol symbol = symbol_of(letter);
    if (!open_ || symbol != symbol_) {
        if (open_) finish_part();
        part_ = Part{};
        part_.start = letter.start;
        part_.starts_run = !open_;
        symbol_ = symbol;
        open_ = true;
    }
    join(token, at);
    part_.end = letter.end;
    part_.marks = static_cast<std::uint8_t>(part_.marks | letter.marks);
    part_.leet = part_.leet || letter.leet;
    part_.ambiguous = part_.ambiguous || (letter.leet && leet(letter.letter).other != 0);
    if (part_.run < kRing) {
        ++part_.run;
        part_.true_letters = static_cast<std::uint16_t>(part_.true_letters + (letter.leet ? 0 : 1));
    }
}

/// Notes where tokens begin and end, and how they meet.
void DisguiseTrack::join(const Token& token, std::size_t at) {
    const TokenLetter& letter = token.letters[at];
    const bool first = at == 0 && !token.goes_on;
    const bool starts = first || letter.parts_words || (at > 0 && token.letters[at - 1].parts_words);
    if (part_.run == 0) {
        part_.starts_token = starts;
        part_.glued_before = first && token.before == Between::kGlued;
        part_.spread_before = first && token.before == Between::kSpread;
    } else if (first) {
        const bool spread = token.before == Between::kSpread;
        if (std::uint8_t& times = spread ? part_.spread_inside : part_.glued_inside; times < 255) ++times;
    }
    const bool last = at + 1 == token.count;
    part_.ends_token = letter.parts_words || (last ? !token.cut : token.letters[at + 1].parts_words);
}

void DisguiseTrack::end_run() {
    if (!open_) return;
    part_.ends_run = true;
    finish_part();
    open_ = false;
}

void DisguiseTrack::finish_part() {
    ring_[count_ % kRing] = part_;
    ++count_;
    state_ = compiled_.squeezed.next(state_, symbol_);
    if (!compiled_.squeezed.ends(state_)) return;
    compiled_.squeezed.each_end(state_, [&](std::uint32_t pattern) { check(pattern); });
}

void DisguiseTrack::check(std::uint32_t pattern) {
    const PatternPlan& plan = compiled_.plans[pattern];
    const auto demands = compiled_.squeezed_demands_of(plan);
    const auto symbols = static_cast<std::uint32_t>(demands.size());
    const std::uint32_t begin = count_ - symbols;
    Agreement agreement(plan.strictness);
    Sums sums;
    for (std::uint32_t i = 0; i < symbols; ++i) {
        const Part& part = ring_[(begin + i) % kRing];
        if (!agreement.add(demands[i], part.run, part.marks)) return;
        sums.letters += part.run;
        sums.true_letters += part.true_letters;
        sums.leet = sums.leet || part.leet;
        sums.ambiguous = sums.ambiguous || part.ambiguous;
        sums.glued = sums.glued || part.glued_inside > 0 || (i > 0 && part.glued_before);
        sums.spread += part.spread_inside + (i > 0 && part.spread_before ? 1U : 0U);
    }
    const Part& first = ring_[begin % kRing];
    const Part& last = ring_[(count_ - 1) % kRing];
    if (!agreement.end_word() || !allowed(plan, sums, first, last)) return;
    hits_.add_disguised({pattern, first.start, last.end - first.start, true});
}

bool DisguiseTrack::allowed(const PatternPlan& plan, const Sums& sums, const Part& first, const Part& last) const {
    const bool apart = sums.glued || sums.spread > 0;
    switch (reading_) {
        case LeetReading::kFirst:
            if (!sums.leet) return false;
            break;
        case LeetReading::kOther:
            if (!sums.ambiguous) return false;
            break;
        case LeetReading::kDigits:
            // "ak-47" and "AK47" are one name, written either way in the list.
            if (!apart && !(plan.several_words && sums.leet)) return false;
            break;
    }
    if (sums.true_letters == 0) return false;
    if (sums.leet && reading_ != LeetReading::kDigits && sums.true_letters * (sums.spread > 0 ? 2 : 3) < sums.letters)
        return false;
    if (sums.letters < (plan.unbounded ? kLeastUnbounded : kLeastLetters)) return false;
    if (sums.spread > 0 && !plan.unbounded) {
        if (sums.spread + 1 < kLeastTokens) return false;
        if (!first.starts_token || !last.ends_token) return false;
        return (first.starts_run && last.ends_run) || sums.letters >= kLeastInsideSpread;
    }
    const bool start = first.starts_token || plan.unbounded || (!apart && !plan.anchored_start);
    const bool end = last.ends_token || plan.unbounded || (!apart && !plan.anchored_end);
    return start && end;
}

}  // namespace dayroom::facility::filter
