#include "platform/facility/filter/folding.h"

#include "platform/facility/filter/fold_table.h"

namespace dayroom::facility::filter {

const FoldTable kFoldTable{table::kPageOf, table::kEntries, table::kSequences};

}  // namespace dayroom::facility::filter
