#include "tests/unit/platform/facility/filter/naive_filter.h"

#include <algorithm>

#include "platform/base/utf8.h"
#include "platform/facility/filter/disguise.h"
#include "platform/facility/filter/folding.h"

namespace facility_test {
namespace {

using namespace dayroom;
using namespace dayroom::facility::filter;

struct Sign {
    char32_t letter = 0;  // 0: between words
    std::uint32_t start = 0;
    std::uint32_t end = 0;
    unsigned run = 1;
    unsigned marks = 0;
};

std::vector<char32_t> code_points(std::string_view text) {
    std::vector<char32_t> out;
    while (!text.empty()) {
        const auto next = utf8::decode(text);
        out.push_back(next.code_point);
        text.remove_prefix(next.bytes);
    }
    return out;
}

/// The text as signs, with a place between words at either end.
std::vector<Sign> read(const std::vector<char32_t>& text) {
    std::vector<Sign> signs{{0, 0, 0, 1, 0}};
    bool unbounded = false;
    const auto add = [&](char32_t letter, std::uint32_t at, unsigned marks) {
        if (signs.back().letter == letter) {
            signs.back().run += 1;
            signs.back().marks |= marks;
        } else {
            signs.back().end = at;
            signs.push_back({letter, at, at + 1, 1, marks});
        }
    };
    for (std::uint32_t at = 0; at < text.size(); ++at) {
        const Fold folded = fold(text[at]);
        if (folded.kind == FoldKind::kIgnored) {
            if (signs.back().letter != 0) signs.back().marks |= folded.marks;
            continue;
        }
        if (folded.kind != FoldKind::kLetters) {
            add(0, at, 0);
            unbounded = false;
            continue;
        }
        if (folded.unbounded != unbounded && signs.back().letter != 0) add(0, at, 0);
        unbounded = folded.unbounded;
        add(folded.first, at, folded.marks);
        for (const char32_t more : folded.rest) add(more, at, 0);
    }
    add(0, static_cast<std::uint32_t>(text.size()), 0);
    return signs;
}

/// Whether letters of the text agree with those of the pattern, word by word.
class Agrees {
public:
    explicit Agrees(const Pattern& pattern) : pattern_(pattern) {}
    bool letter(const PatternSymbol& wanted, unsigned run, unsigned marks, bool edge) {
        const Strictness strict = pattern_.strictness();
        const bool same = marks == wanted.marks;
        if (strict == Strictness::kExact && !same) return false;
        if (wanted.marks != 0 && !same && !(strict == Strictness::kLenient && (marks & ~wanted.marks) == 0U))
            return false;
        if (run == wanted.run || (edge && run > wanted.run)) return true;
        if (strict == Strictness::kExact || is_digit(wanted.letter) || run < wanted.run) return false;
        ++(run >= 3 ? stretched_ : doubled_);
        return true;
    }
    bool word_ends() {
        const bool agrees = doubled_ + stretched_ != 1 || stretched_ == 1;
        doubled_ = stretched_ = 0;
        return agrees;
    }

private:
    const Pattern& pattern_;
    unsigned doubled_ = 0;
    unsigned stretched_ = 0;
};

bool stands_at(const Pattern& pattern, const std::vector<Sign>& signs, std::size_t first) {
    const std::size_t count = pattern.symbols.size();
    if (first + count > signs.size()) return false;
    Agrees agrees(pattern);
    for (std::size_t i = 0; i < count; ++i) {
        const PatternSymbol& wanted = pattern.symbols[i];
        const Sign& sign = signs[first + i];
        if (sign.letter != wanted.letter) return false;
        if (wanted.is_boundary()) {
            if (!agrees.word_ends()) return false;
            continue;
        }
        const bool edge = (i == 0 && !pattern.anchored_start()) || (i + 1 == count && !pattern.anchored_end());
        if (!agrees.letter(wanted, sign.run, sign.marks, edge)) return false;
    }
    if (!agrees.word_ends()) return false;
    if (pattern.anchored_start() && (first == 0 || signs[first - 1].letter != 0)) return false;
    return !pattern.anchored_end() || (first + count < signs.size() && signs[first + count].letter == 0);
}

}  // namespace

std::set<NaiveHit> NaiveFilter::plain(std::string_view text) const {
    std::set<NaiveHit> hits;
    const auto points = code_points(text);
    const auto signs = read(points);
    for (std::uint32_t number = 0; number < patterns_.size(); ++number) {
        const std::size_t count = patterns_[number].symbols.size();
        for (std::size_t first = 0; first + count <= signs.size(); ++first) {
            if (!stands_at(patterns_[number], signs, first)) continue;
            const std::uint32_t start = signs[first].start;
            const std::size_t behind = first + count;
            const auto end = behind < signs.size() ? signs[behind].start : static_cast<std::uint32_t>(points.size());
            hits.emplace(number, start, std::max(end - start, 1U));
        }
    }
    return hits;
}

namespace {

struct Letter {
    char32_t letter = 0;
    std::uint32_t start = 0;
    std::uint32_t end = 0;
    unsigned marks = 0;
    bool leet = false;
    bool sign = false;
};
struct Piece {
    std::vector<Letter> letters;
    enum class Joined { kNo, kSpread, kGlued } joined = Joined::kNo;  // to the one before
    unsigned gap = 0;
    bool space = false, stop = false;

    bool single() const {
        return std::all_of(letters.begin(), letters.end(),
                           [&](const Letter& letter) { return letter.letter == letters[0].letter; });
    }
    bool mixed() const {
        const auto leet =
            std::count_if(letters.begin(), letters.end(), [](const Letter& letter) { return letter.leet; });
        return leet > 0 && leet < static_cast<std::ptrdiff_t>(letters.size());
    }
};

std::vector<Piece> pieces(const std::vector<char32_t>& text) {
    std::vector<Piece> all(1);
    bool inside = false;
    const auto put = [&](const Letter& letter) {
        if (!inside && !all.back().letters.empty()) all.emplace_back();
        inside = true;
        all.back().letters.push_back(letter);
    };
    std::vector<Piece> out;
    Piece gap;  // its gap, space and stop
    const auto close = [&] {
        if (!inside) return;
        inside = false;
        Piece piece = std::move(all.back());
        all.back() = Piece();
        const bool only_signs =
            std::all_of(piece.letters.begin(), piece.letters.end(), [](const Letter& l) { return l.sign; });
        if (only_signs) {
            gap.gap += static_cast<unsigned>(piece.letters.size());
            gap.stop = true;
            return;
        }
        piece.gap = gap.gap;
        piece.space = gap.space;
        piece.stop = gap.stop;
        gap = Piece();
        out.push_back(std::move(piece));
    };
    for (std::uint32_t at = 0; at < text.size(); ++at) {
        const Fold folded = fold(text[at]);
        if (folded.kind == FoldKind::kIgnored) {
            if (inside) {
                all.back().letters.back().end = at + 1;
                all.back().letters.back().marks |= folded.marks;
            }
            continue;
        }
        if (folded.kind == FoldKind::kLetters && !folded.picture) {
            put({folded.first, at, at + 1, folded.marks, is_digit(folded.first), false});
            for (const char32_t more : folded.rest) put({more, at, at + 1, 0, is_digit(more), false});
            continue;
        }
        const Leet read = folded.kind == FoldKind::kBreak ? leet(folded.first) : Leet{};
        const bool next_is_letter = at + 1 < text.size() && fold(text[at + 1]).kind == FoldKind::kLetters;
        if (read.letter != 0 && (!read.before_letter || next_is_letter)) {
            put({folded.first, at, at + 1, 0, true, true});
            continue;
        }
        close();
        gap.gap += 1;
        if (folded.kind == FoldKind::kSpace)
            gap.space = true;
        else if (!joins(folded.first))
            gap.stop = true;
    }
    close();
    return out;
}

/// Runs of pieces that may be one word: of one manner each.
std::vector<std::vector<Piece>> runs(std::vector<Piece> all) {
    using Joined = Piece::Joined;
    std::vector<std::vector<Piece>> out;
    std::vector<Piece> run;
    const auto close = [&] {
        if (run.size() > 1 || (run.size() == 1 && run[0].mixed())) out.push_back(run);
        run.clear();
    };
    for (std::size_t i = 0; i < all.size(); ++i) {
        Piece& piece = all[i];
        if (i > 0 && piece.gap > 0 && piece.gap <= 3) {
            const bool glued = piece.gap <= 2 && !piece.space && !piece.stop;
            const Piece& before = all[i - 1];
            if (glued)
                piece.joined = Joined::kGlued;
            else if (piece.single() && before.single() && before.joined != Joined::kGlued)
                piece.joined = Joined::kSpread;
        }
        if (piece.joined == Joined::kNo) {
            close();
        } else if (piece.joined == Joined::kGlued && all[i - 1].joined == Joined::kSpread) {
            close();
            run.push_back(all[i - 1]);
        }
        run.push_back(piece);
    }
    close();
    return out;
}

struct Part {
    char32_t letter = 0;
    std::uint32_t start = 0, end = 0;
    unsigned run = 0, real = 0, marks = 0;
    bool token_starts = false, token_ends = false, leet = false, two_ways = false;
    unsigned glued_in = 0, spread_in = 0;
    bool glued_before = false, spread_before = false;
};

/// reading 0: leet as its first letter, 1: as its other, 2: digits as digits.
std::vector<Part> parts(const std::vector<Piece>& run, int reading) {
    std::vector<Part> out;
    for (std::size_t p = 0; p < run.size(); ++p) {
        const Piece& piece = run[p];
        for (std::size_t i = 0; i < piece.letters.size(); ++i) {
            const Letter& letter = piece.letters[i];
            char32_t read = letter.letter;
            const Leet as = leet(letter.letter);
            if (letter.leet && reading == 2 && letter.sign) read = 0xFFFF'FFFF;
            if (letter.leet && reading < 2) read = reading == 1 && as.other != 0 ? as.other : as.letter;
            const bool first = i == 0;
            const bool glued = first && p > 0 && piece.joined == Piece::Joined::kGlued;
            const bool spread = first && p > 0 && piece.joined == Piece::Joined::kSpread;
            if (out.empty() || out.back().letter != read) {
                Part part;
                part.letter = read;
                part.start = letter.start;
                part.token_starts = first || letter.sign || piece.letters[i - 1].sign;
                part.glued_before = glued;
                part.spread_before = spread;
                out.push_back(part);
            } else {
                out.back().glued_in += glued ? 1 : 0;
                out.back().spread_in += spread ? 1 : 0;
            }
            Part& part = out.back();
            part.end = letter.end;
            part.run += 1;
            part.real += letter.leet ? 0 : 1;
            part.marks |= letter.marks;
            part.leet |= letter.leet;
            part.two_ways |= letter.leet && as.other != 0;
            part.token_ends = i + 1 == piece.letters.size() || letter.sign || piece.letters[i + 1].sign;
        }
    }
    return out;
}

std::vector<PatternSymbol> letters_only(const Pattern& pattern) {
    std::vector<PatternSymbol> out;
    for (const PatternSymbol& symbol : pattern.symbols) {
        if (symbol.is_boundary()) continue;
        if (!out.empty() && out.back().letter == symbol.letter) {
            out.back().run = static_cast<std::uint8_t>(out.back().run + symbol.run);
            out.back().marks = static_cast<std::uint8_t>(out.back().marks | symbol.marks);
        } else {
            out.push_back(symbol);
        }
    }
    return out;
}

bool disguised_at(const Pattern& pattern, const std::vector<PatternSymbol>& wanted, const std::vector<Part>& all,
                  std::size_t first, int reading) {
    const std::size_t count = wanted.size();
    if (first + count > all.size()) return false;
    const bool anywhere = pattern.symbols.front().unbounded && pattern.symbols.back().unbounded;
    Agrees agrees(pattern);
    unsigned letters = 0, real = 0, spread = 0, glued = 0;
    bool leet_used = false, two_ways = false;
    for (std::size_t i = 0; i < count; ++i) {
        const Part& part = all[first + i];
        const bool edge = (i == 0 && !pattern.anchored_start()) || (i + 1 == count && !pattern.anchored_end());
        if (part.letter != wanted[i].letter || !agrees.letter(wanted[i], part.run, part.marks, edge)) return false;
        letters += part.run;
        real += part.real;
        leet_used |= part.leet;
        two_ways |= part.two_ways;
        spread += part.spread_in + (i > 0 && part.spread_before ? 1 : 0);
        glued += part.glued_in + (i > 0 && part.glued_before ? 1 : 0);
    }
    if (!agrees.word_ends() || real == 0) return false;
    const bool apart = spread + glued > 0;
    if (reading == 0 && !leet_used) return false;
    if (reading == 1 && !two_ways) return false;
    if (reading == 2 && !apart && !(pattern.several_words() && leet_used)) return false;
    if (leet_used && reading != 2 && real * (spread > 0 ? 2 : 3) < letters) return false;
    if (letters < (anywhere ? 2U : 3U)) return false;
    const Part& begin = all[first];
    const Part& end = all[first + count - 1];
    if (spread > 0 && !anywhere) {
        if (spread < 2 || !begin.token_starts || !end.token_ends) return false;
        return letters >= 4 || (first == 0 && first + count == all.size());
    }
    return (begin.token_starts || anywhere || (!apart && !pattern.anchored_start())) &&
           (end.token_ends || anywhere || (!apart && !pattern.anchored_end()));
}

}  // namespace

NaiveFilter::NaiveFilter(const std::vector<std::string>& patterns) {
    for (const std::string& pattern : patterns) {
        patterns_.push_back(parse_pattern(pattern).take());
        letters_.push_back(letters_only(patterns_.back()));
    }
}

std::set<NaiveHit> NaiveFilter::disguised(std::string_view text) const {
    std::set<NaiveHit> hits;
    for (const auto& run : runs(pieces(code_points(text)))) {
        for (int reading = 0; reading < 3; ++reading) {
            const auto all = parts(run, reading);
            for (std::uint32_t number = 0; number < patterns_.size(); ++number) {
                const Pattern& pattern = patterns_[number];
                const bool anywhere = pattern.symbols.front().unbounded && pattern.symbols.back().unbounded;
                if (pattern.exact || pattern.letters() < (anywhere ? 2U : 3U)) continue;
                for (std::size_t first = 0; first < all.size(); ++first) {
                    if (!disguised_at(pattern, letters_[number], all, first, reading)) continue;
                    const std::size_t last = first + letters_[number].size() - 1;
                    hits.emplace(number, all[first].start, all[last].end - all[first].start);
                }
            }
        }
    }
    return hits;
}

}  // namespace facility_test
