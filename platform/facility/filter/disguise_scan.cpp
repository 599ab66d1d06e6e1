#include "platform/facility/filter/disguise_scan.h"

#include "platform/base/utf8.h"

namespace dayroom::facility::filter {
bool is_sign(char32_t plain, std::string_view behind) {
    const Leet read = leet(plain);
    if (read.letter == 0) return false;
    return !read.before_letter || (!behind.empty() && fold(utf8::decode(behind).code_point).kind == FoldKind::kLetters);
}

DisguiseScan::DisguiseScan(const Compiled& compiled, std::string_view text, Hits& hits)
    : text_(text),
      hits_(hits),
      tracks_{DisguiseTrack(compiled, hits, LeetReading::kFirst), DisguiseTrack(compiled, hits, LeetReading::kOther),
              DisguiseTrack(compiled, hits, LeetReading::kDigits)} {}

Place DisguiseScan::read(Place from, std::size_t to) {
    holds_ = running_ = in_token_ = alone_ = false;
    separator_.clear();
    Place at = from;
    while (at.byte < text_.size() && hits_.result().complete) {
        const utf8::Decoded next = decode_at(text_, at.byte);
        code_point(next.code_point, at, text_.substr(at.byte + next.bytes));
        at.byte += next.bytes;
        ++at.point;
        if (!in_token_ && alone_ && held().start.byte >= to) return held().start;
    }
    end_token();
    close_run();
    return at;
}

void DisguiseScan::code_point(char32_t code_point, Place at, std::string_view behind) {
    const Fold folded = fold(code_point);
    const TokenLetter letter{folded.first, at.point, at.point + 1, folded.marks, folded.unbounded, false, false};
    switch (folded.kind) {
        case FoldKind::kIgnored:
            if (in_token_) token().extend(at.point + 1, folded.marks);
            return;
        case FoldKind::kLetters:
            if (folded.picture) break;  // holds letters apart, like punctuation
            add(letter, at);
            for (const char32_t more : folded.rest) {
                add({more, at.point, at.point + 1, 0, folded.unbounded, false, false}, at);
            }
            return;
        case FoldKind::kSpace:
        case FoldKind::kBreak:
            break;
    }
    if (folded.kind == FoldKind::kBreak && is_sign(folded.first, behind)) {
        return add({folded.first, at.point, at.point + 1, 0, false, true, true}, at);
    }
    end_token();
    separator_.add(folded);
}

void DisguiseScan::add(const TokenLetter& letter, Place at) {
    if (in_token_ && token().full()) {
        // A longer token is no single letter: its parts go on in one run.
        token().cut = true;
        end_token();
        token().begin(Between::kGlued, at);
        token().goes_on = true;
        in_token_ = true;
    } else if (!in_token_) {
        token().begin(separator_.between(), at);
        in_token_ = true;
    }
    token().add(letter);
}

void DisguiseScan::end_token() {
    if (!in_token_) return;
    in_token_ = false;
    // Signs that stand alone are no letters.
    if (token().has_signs_only && !token().goes_on && !token().cut) return separator_.add_signs(token().count);
    separator_.clear();
    join_or_part();
    holds_ = true;
    now_ = 1 - now_;
}

/// One run has one manner: "b.o.m.b b_o_m_b" are two words. A glued part belongs to its own word only.
void DisguiseScan::join_or_part() {
    Token& now = token();
    const bool spread =
        now.before == Between::kSpread && now.single && holds_ && held().single && held().before != Between::kGlued;
    const bool glued = now.before == Between::kGlued && holds_;
    if (!spread && !glued) {
        close_run();
        now.before = Between::kApart;
    } else if (!now.goes_on && running_ && glued && held().before == Between::kSpread) {
        close_run();
    }
    if ((spread || glued) && !running_) {
        open_run();
        feed(held());
    }
    if (!running_ && now.has_leet && now.has_letter) open_run();
    if (running_) feed(now);
    alone_ = !running_;
}

void DisguiseScan::open_run() {
    for (DisguiseTrack& track : tracks_) track.begin_run();
    running_ = true;
}

void DisguiseScan::close_run() {
    if (running_) {
        for (DisguiseTrack& track : tracks_) track.end_run();
    }
    running_ = false;
}

void DisguiseScan::feed(const Token& token) {
    for (std::size_t i = 0; i < token.count; ++i) {
        for (DisguiseTrack& track : tracks_) track.add(token, i);
    }
}

}  // namespace dayroom::facility::filter
