// Private to platform/store.
#pragma once

#include <algorithm>

#include "platform/store/views.h"

namespace dayroom::store {

inline PageRange clamped(PageRange page) {
    return {std::max(page.offset, 0), std::clamp(page.count, 1, kMaxPageCount)};
}

}  // namespace dayroom::store
