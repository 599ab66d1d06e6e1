// One way to read a run of tokens that may be a word in disguise, fed letter by letter into the squeezed automaton.
// Three tracks read each run: signs as letters ("1" as i), signs as their other letter ("1" as l), digits as digits
// ("ak-47").
#pragma once

#include <array>
#include <cstdint>

#include "platform/facility/filter/compiled.h"
#include "platform/facility/filter/hits.h"
#include "platform/facility/filter/token.h"

namespace dayroom::facility::filter {

enum class LeetReading : std::uint8_t { kFirst, kOther, kDigits };

class DisguiseTrack {
public:
    DisguiseTrack(const Compiled& compiled, Hits& hits, LeetReading reading)
        : compiled_(compiled), hits_(hits), reading_(reading) {}

    void begin_run();
    /// The letter at `at` of `token`, a part of the run that begin_run() began.
    void add(const Token& token, std::size_t at);
    void end_run();

private:
    /// One symbol: a letter with its repetitions.
    struct Part {
        std::uint32_t start;
        std::uint32_t end;
        std::uint16_t run;
        std::uint16_t true_letters;
        std::uint8_t marks;
        bool starts_token, ends_token;
        bool starts_run, ends_run;
        bool leet;
        bool ambiguous;                            // kOther reads it otherwise than kFirst
        bool glued_before, spread_before;          // how tokens meet in front of it
        std::uint8_t glued_inside, spread_inside;  // and how often inside it
    };
    static constexpr std::uint32_t kRing = 128;
    static_assert(kMaxSymbols <= kRing);

    Symbol symbol_of(const TokenLetter& letter) const;
    void join(const Token& token, std::size_t at);
    void finish_part();
    void check(std::uint32_t pattern);
    struct Sums;
    bool allowed(const PatternPlan& plan, const Sums& sums, const Part& first, const Part& last) const;

    const Compiled& compiled_;
    Hits& hits_;
    LeetReading reading_;
    Automaton::State state_ = Automaton::kStart;
    Symbol symbol_ = kOtherLetter;
    Part part_ = {};
    std::array<Part, kRing> ring_;
    std::uint32_t count_ = 0;
    bool open_ = false;  // part_ holds something
};

}  // namespace dayroom::facility::filter
