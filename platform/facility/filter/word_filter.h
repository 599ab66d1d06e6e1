// Finds which of many thousand patterns (words and phrases of the facility's lists) stand in a message, in one pass.
//
// A text matches as it reads, not as it is typed: capitals, diacritics, look-alike letters of other alphabets,
// fullwidth and styled letters, zero-width characters, stretched letters ("booomb"), leet ("b0mb"), and letters held
// apart
// ("b.o.m.b", "b o m b") are undone first. docs/features/word-filter.md says exactly what, and what is left alone so
// that staff are not drowned in false alarms (Scunthorpe, hoop and hop).
//
// A pattern, as staff write it (2–80 characters; one is enough of a script without spaces, or a pictograph):
//   bomb          the whole word, wherever words begin and end
//   bomb*  *bomb  also words that begin (end) with it; *bomb* anywhere in a word
//   kill him      several words, whatever stands between them but letters and digits
//   炸弹          scripts without spaces between words, and pictographs: anywhere
//   =año          exactly these diacritics ("año" is not "ano"), and no disguises
// Without "=" a letter without diacritics matches whatever is put on it; one with some matches the same, and in
// patterns of five letters or more also fewer ("cabron" for "cabrón"). A digit matches that digit; a run of digits is
// never stretched.
//
// Cost: linear in the text for any text; no allocation but for the hits. Immutable after build(): one filter may be
// used by any number of threads at once.
#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "platform/base/result.h"

namespace dayroom::facility {

inline constexpr std::size_t kMinPatternCharacters = 2;  // code points, as written, without "*" and "="
inline constexpr std::size_t kMaxPatternCharacters = 80;
inline constexpr std::size_t kMaxFilterPatterns = 200'000;
inline constexpr std::size_t kMaxFilterHits = 64;                 // of one text
inline constexpr std::size_t kMaxFilterText = 64U * 1024 * 1024;  // bytes of one text that are looked at

struct FilterHit {
    std::uint32_t pattern = 0;  // index into the patterns given to build()
    std::uint32_t start = 0;    // in code points of the text as it was given
    std::uint32_t length = 0;   // in code points, at least 1
    bool disguised = false;     // seen only by undoing leet, or letters held apart
    friend bool operator==(const FilterHit&, const FilterHit&) = default;
};

struct FilterResult {
    std::vector<FilterHit> hits;  // by start; at most kMaxFilterHits, the first found
    bool complete = true;         // false: there may be more hits, or the text is longer than kMaxFilterText
};

namespace filter {
struct Compiled;
}

class WordFilter {
public:
    /// No pattern: nothing matches.
    WordFilter();
    ~WordFilter();
    WordFilter(WordFilter&&) noexcept;
    WordFilter& operator=(WordFilter&&) noexcept;

    /// kInvalid ("pattern 17: …") for a pattern that check_pattern() refuses; kTooLarge for more than
    /// kMaxFilterPatterns, or more than 60,000 different letters.
    static Result<WordFilter> build(std::span<const std::string> patterns);
    /// Whether `pattern` may be in a list: valid UTF-8, length, at least one letter, digit or pictograph. The detail of
    /// the error is for staff.
    static Status check_pattern(std::string_view pattern);

    /// Which hits count (a list of another unit's does not): asked once for each find, by index of the pattern. It must
    /// not throw.
    using Wanted = std::function<bool(std::uint32_t pattern)>;
    /// What stands in `text`. Malformed UTF-8 matches nothing and counts as one code point a malformed piece.
    FilterResult find(std::string_view text) const;
    FilterResult find(std::string_view text, const Wanted& wanted) const;

    std::size_t size() const;
    /// Bytes of the tables built for these patterns (the folding table, shared by all, is not in it).
    std::size_t memory_bytes() const;

private:
    explicit WordFilter(std::unique_ptr<const filter::Compiled> compiled);
    std::unique_ptr<const filter::Compiled> compiled_;
};

}  // namespace dayroom::facility
