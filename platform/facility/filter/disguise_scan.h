// The disguised view of a text: letters held apart ("b.o.m.b", "b o m b", "her-oin") and written in leet ("b0mb",
// "a$$"). Only runs that show such a trick are looked at, and what is found in them must have used it: what the plain
// view finds is not found again.
//
//   leet    a token with letters and with digits or signs; at least a third of the hit are true letters
//   glued   tokens with one or two joining characters and no space between; the hit begins and ends where tokens do
//   spread  single letters with up to three characters between; the hit is the whole run, or at least four letters
// Three letters at least, two of scripts without spaces between words.
#pragma once

#include <array>
#include <string_view>

#include "platform/facility/filter/disguise_track.h"
#include "platform/facility/filter/place.h"
#include "platform/facility/filter/token.h"

namespace dayroom::facility::filter {

/// Whether punctuation is written for a letter, in front of `behind`.
bool is_sign(char32_t plain, std::string_view behind);

/// Cuts text into tokens, and hands the tracks each run of tokens that may be a word in disguise.
class DisguiseScan {
public:
    DisguiseScan(const Compiled& compiled, std::string_view text, Hits& hits);

    /// Reads from a place in front of which no run began, at least to byte `to`, and on until a token stands alone; the
    /// start of that token, or the end of the text.
    Place read(Place from, std::size_t to);

private:
    Token& token() { return tokens_[now_]; }
    Token& held() { return tokens_[1 - now_]; }
    void code_point(char32_t code_point, Place at, std::string_view behind);
    void add(const TokenLetter& letter, Place at);
    void end_token();
    void join_or_part();
    void open_run();
    void close_run();
    void feed(const Token& token);

    std::string_view text_;
    Hits& hits_;
    std::array<DisguiseTrack, 3> tracks_;
    // The token that is being read, and the one before it while it is not known whether it begins a run.
    std::array<Token, 2> tokens_;
    std::size_t now_ = 0;
    bool holds_ = false;
    bool running_ = false;
    bool in_token_ = false;
    bool alone_ = false;  // the token that ended last belongs to no run, so far
    Separator separator_;
};

}  // namespace dayroom::facility::filter
