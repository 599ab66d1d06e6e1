// Private to platform/facility/commissary: an item as it stands in its table, and its release.
#pragma once

#include "platform/facility/commissary/catalog.h"

namespace dayroom::facility {

inline constexpr std::int64_t kMaxStock = 1'000'000;  // units of one item

inline constexpr const char* kItemColumns = "SELECT id, body, counted, stock, active FROM catalog_item ";
Result<StoredItem> read_item(const database::Row& row);
/// Seals it as it is now and feeds it to all terminals.
Status release_item(Work& work, const StoredItem& item);

}  // namespace dayroom::facility
