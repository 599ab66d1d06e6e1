// Receipt codes of what is done at once, so that staff can say of a code on paper what it stands for: credits that were
// bought, and money that was moved between a resident's own accounts. What waits for somebody keeps its code itself.
#pragma once

#include <string_view>

#include "platform/facility/feed/work.h"

namespace dayroom::facility {

/// In the transaction of the transfer. Nothing for an empty code.
Status keep_money_receipt(Work& work, std::string_view code, const TransferId& transfer);

}  // namespace dayroom::facility
