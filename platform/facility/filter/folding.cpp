#include "platform/facility/filter/folding.h"

#include "platform/facility/filter/disguise.h"
#include "platform/facility/filter/fold_table.h"
#include "platform/facility/filter/quick_fold.h"

namespace dayroom::facility::filter {
namespace {

/// Punctuation by what it is to a word beside it: ASCII if it stands for such, or else what joins or parts like it.
constexpr unsigned char seen_break(char32_t plain) {
    const bool word = is_digit(plain) || ((plain | 0x20U) >= 'a' && (plain | 0x20U) <= 'z');
    if (plain > 0x20 && plain < 0x7F && !word) return static_cast<unsigned char>(plain);
    if (plain < 0x80 || leet(plain).letter != 0) return kOddLetter;
    return joins(plain) ? '-' : ',';
}

constexpr unsigned char seen_entry(char32_t code_point, std::uint32_t entry) {
    const EntryKind kind = kind_of(entry);
    if (kind == EntryKind::kIgnored || kind == EntryKind::kMark) return kNoTrace;
    if (kind == EntryKind::kSpace) return ' ';
    if (kind == EntryKind::kBreak) return seen_break(payload_of(entry));
    if (unbounded_of(entry)) return kOddLetter;
    if (kind == EntryKind::kSelf) return screen_byte(code_point);
    if (kind == EntryKind::kOne) return screen_byte(payload_of(entry));
    return kOddLetter;
}

constexpr unsigned char seen_in_table(char32_t code_point) {
    const std::size_t page = table::kPageOf[code_point >> 8];
    return seen_entry(code_point, table::kEntries[page * 256 + (code_point & 0xFFU)]);
}

constexpr std::array<unsigned char, kQuickFolds> make_quick_folds() {
    std::array<unsigned char, kQuickFolds> folds = {};
    for (char32_t code_point = 0; code_point < kQuickFolds; ++code_point) folds[code_point] = seen_in_table(code_point);
    return folds;
}

constexpr std::array<unsigned char, 128> make_wide_folds() {
    std::array<unsigned char, 128> folds = {};
    for (char32_t i = 0; i < 64; ++i) {
        folds[i] = seen_in_table(kIdeographicFolds + i);
        folds[64 + i] = seen_in_table(kFullwidthFolds + i);
    }
    return folds;
}

}  // namespace

const FoldTable kFoldTable{table::kPageOf, table::kEntries, table::kSequences};
constexpr std::array<unsigned char, kQuickFolds> kQuickFold = make_quick_folds();
constexpr std::array<unsigned char, 128> kWideFold = make_wide_folds();

unsigned char seen_as(char32_t code_point) { return seen_entry(code_point, fold_entry(code_point)); }

}  // namespace dayroom::facility::filter
