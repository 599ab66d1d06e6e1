// A terminal's place in the feed, and nothing else of it: what the next request says after an answer.
#pragma once

#include "platform/wire/dayroom.pb.h"

namespace dayroom::bench {

wire::FeedRequest first_request();
void take_answer(const wire::FeedResponse& answer, wire::FeedRequest& next);

}  // namespace dayroom::bench
