// What all readers of the feed share. Safe from any thread.
#pragma once

#include "platform/facility/feed/changes.h"
#include "platform/facility/feed/envelope_cache.h"

namespace dayroom::facility {

struct FeedCache {
    EnvelopeCache envelopes;
    FeedChangeCache changes;

    explicit FeedCache(std::size_t envelope_bytes = EnvelopeCache::kDefaultBytes) : envelopes(envelope_bytes) {}
};

}  // namespace dayroom::facility
