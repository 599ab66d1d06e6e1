// Private to platform/facility/transfers: the notice that tells a resident why money was not sent.
#pragma once

#include "platform/facility/transfers/transfers.h"

namespace dayroom::facility {

/// Shown for thirty days, in the languages that every terminal ships; the reason in staff's own words.
wire::Notice notice_of_refusal(const OutgoingMoney& money, std::string_view reason, Timestamp now);

}  // namespace dayroom::facility
