#include "platform/facility/filter/folding.h"

#include "platform/facility/filter/fold_table.h"
#include "platform/facility/filter/quick_fold.h"

namespace dayroom::facility::filter {
namespace {

constexpr QuickFold quick_fold(char32_t code_point) {
    const std::uint32_t entry =
        table::kEntries[table::kPageOf[code_point >> 8] * std::size_t{256} + (code_point & 0xFFU)];
    const EntryKind kind = kind_of(entry);
    if (kind == EntryKind::kIgnored || kind == EntryKind::kMark) return {QuickKind::kNothing, 0};
    if (unbounded_of(entry)) return {};
    if (kind == EntryKind::kSelf) return {QuickKind::kLetter, screen_byte(code_point)};
    if (kind == EntryKind::kOne) return {QuickKind::kLetter, screen_byte(payload_of(entry))};
    return {};
}

constexpr QuickFolds make_quick_folds() {
    QuickFolds folds = {};
    for (char32_t code_point = 0; code_point < kQuickFolds; ++code_point) folds[code_point] = quick_fold(code_point);
    return folds;
}

}  // namespace

const FoldTable kFoldTable{table::kPageOf, table::kEntries, table::kSequences};
constexpr QuickFolds kQuickFold = make_quick_folds();

}  // namespace dayroom::facility::filter
