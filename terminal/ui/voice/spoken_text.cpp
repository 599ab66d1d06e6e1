#include "terminal/ui/voice/spoken_text.h"

#include <algorithm>

#include "platform/base/utf8.h"

namespace dayroom::ui {
namespace {

constexpr int kMaxDollarDigits = 12;

bool is_control(char32_t c) {
    return c < 0x20 || (c >= 0x7F && c < 0xA0) || c == 0x200B || (c >= 0x200E && c <= 0x200F) ||
           (c >= 0x2028 && c <= 0x202E) || (c >= 0x2060 && c <= 0x206F) || c == 0xFEFF || c == 0xFFFD;
}

/// Signs that divide what stands beside each other: said as a pause.
bool divides(char32_t c) { return c == U'·' || c == U'•' || c == U'|' || c == U'…'; }

bool ends_sentence(char32_t c) { return c == U'.' || c == U'!' || c == U'?'; }

bool is_digit(char c) { return c >= '0' && c <= '9'; }

/// Collects characters into pieces.
class Pieces {
public:
    void add(char32_t c) {
        if (c == U'\n') return end_piece();
        if (is_control(c)) c = U' ';
        if (divides(c)) return pause();
        if (c == U'[' || c == U']' || c == U'{' || c == U'}' || c == U'\\') c = U' ';  // of phonemes and commands
        repeats_ = c == last_ ? repeats_ + 1 : 1;
        if (c != U' ' && repeats_ > kMaxRepeats && !(c >= U'0' && c <= U'9')) return;
        if (c == U' ') return space(c);
        if (word_ >= kMaxWordCharacters) space(U' ');
        utf8::append(piece_, c);
        last_ = c;
        ++word_;
        const bool whole = c == U'。' || c == U'！' || c == U'？';  // nothing stands between these and what follows
        if (++length_ >= kMaxPieceCharacters - 2 || whole) end_piece();
    }
    std::vector<std::string> take() {
        end_piece();
        return std::move(pieces_);
    }

private:
    void space(char32_t c) {
        const bool ended = ends_sentence(last_);
        last_ = c;
        word_ = 0;
        if (ended) return end_piece();
        if (piece_.empty() || piece_.back() == ' ') return;
        piece_ += ' ';
        ++length_;
        if (length_ >= kMaxPieceCharacters - kMaxWordCharacters - 2) end_piece();
    }
    void pause() {
        last_ = U',';
        word_ = 0;
        while (!piece_.empty() && piece_.back() == ' ') piece_.pop_back();
        if (piece_.empty() || piece_.back() == ',') return;
        piece_ += ", ";
        length_ += 2;
    }
    void end_piece() {
        while (!piece_.empty() && (piece_.back() == ' ' || piece_.back() == ',')) piece_.pop_back();
        if (!piece_.empty()) pieces_.push_back(std::move(piece_));
        piece_.clear();
        length_ = word_ = 0;
        last_ = U' ';
    }

    std::vector<std::string> pieces_;
    std::string piece_;
    std::size_t length_ = 0;   // characters of piece_, at least
    std::size_t word_ = 0;     // characters since the last space
    std::size_t repeats_ = 0;  // of last_
    char32_t last_ = U' ';
};

/// The amount that begins at `at`, which is a "$"; moves `at` behind it. False: it is only a sign.
bool read_amount(std::string_view text, std::size_t& at, SpokenAmount& amount) {
    std::size_t here = at + 1;
    int digits = 0;
    amount.dollars = 0;
    while (here < text.size()) {
        const bool group = text[here] == ',' && digits > 0 && here + 3 < text.size() && is_digit(text[here + 1]) &&
                           is_digit(text[here + 2]) && is_digit(text[here + 3]);
        if (!is_digit(text[here]) && !group) break;
        if (is_digit(text[here])) {
            if (++digits > kMaxDollarDigits) return false;
            amount.dollars = amount.dollars * 10 + (text[here] - '0');
        }
        ++here;
    }
    if (digits == 0) return false;
    amount.cents = 0;
    if (here + 2 < text.size() && text[here] == '.' && is_digit(text[here + 1]) && is_digit(text[here + 2]) &&
        (here + 3 >= text.size() || !is_digit(text[here + 3]))) {
        amount.cents = (text[here + 1] - '0') * 10 + (text[here + 2] - '0');
        here += 3;
    }
    at = here;
    return true;
}

/// Takes a minus off the end of what was written so far.
bool take_minus(std::string& out) {
    for (const std::string_view minus : {std::string_view("-"), std::string_view("\u2212")}) {
        if (!std::string_view(out).ends_with(minus)) continue;
        const std::size_t before = out.size() - minus.size();
        if (before > 0 && out[before - 1] != ' ' && out[before - 1] != '(') return false;  // "A-$5" is a dash
        out.resize(before);
        return true;
    }
    return false;
}

}  // namespace

std::vector<std::string> spoken_pieces(std::string_view text) {
    Pieces pieces;
    std::size_t said = 0;
    for (std::size_t at = 0; at < text.size() && said < kMaxSpokenCharacters; ++said) {
        const utf8::Decoded next = utf8::decode(text.substr(at));
        pieces.add(next.valid ? next.code_point : U' ');
        at += next.bytes;
    }
    return pieces.take();
}

std::string with_amounts_in_words(std::string_view text, const AmountWords& words) {
    std::string out;
    out.reserve(text.size());
    for (std::size_t at = 0; at < text.size();) {
        SpokenAmount amount;
        if (text[at] == '$' && read_amount(text, at, amount)) {
            amount.negative = take_minus(out);
            out += words(amount);
        } else {
            out += text[at++];
        }
    }
    return out;
}

}  // namespace dayroom::ui
