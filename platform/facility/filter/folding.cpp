#include "platform/facility/filter/folding.h"

#include <iterator>

#include "platform/facility/filter/fold_table.h"

namespace dayroom::facility::filter {

Fold fold(char32_t code_point) {
    const std::size_t page = code_point >> 8;
    if (page >= std::size(table::kPageOf)) return {};
    const std::uint32_t entry = table::kEntries[table::kPageOf[page] * std::size_t{256} + (code_point & 0xFFU)];
    Fold out{FoldKind::kLetters, unbounded_of(entry), false, marks_of(entry), payload_of(entry), {}};
    switch (kind_of(entry)) {
        case EntryKind::kBreak:
            out.kind = FoldKind::kBreak;
            break;
        case EntryKind::kSpace:
            out.kind = FoldKind::kSpace;
            break;
        case EntryKind::kIgnored:
        case EntryKind::kMark:
            out.kind = FoldKind::kIgnored;
            break;
        case EntryKind::kPicture:
            out.picture = true;
            [[fallthrough]];
        case EntryKind::kSelf:
            out.first = code_point;
            break;
        case EntryKind::kOne:
            break;
        case EntryKind::kSequence: {
            const char32_t* sequence = &table::kSequences[out.first];
            out.first = sequence[1];
            out.rest = {sequence + 2, sequence[0] - 1};
            break;
        }
    }
    return out;
}

}  // namespace dayroom::facility::filter
