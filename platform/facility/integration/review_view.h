// An item of the review queue as the console shows it.
#pragma once

#include <nlohmann/json.hpp>

#include "platform/facility/moderation/review_details.h"

namespace dayroom::facility {

nlohmann::json review_view(const ReviewDetails& details, Timestamp now);

}  // namespace dayroom::facility
