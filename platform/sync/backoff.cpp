#include "platform/sync/backoff.h"

#include "platform/base/retry.h"

namespace dayroom::sync {

Milliseconds Backoff::next() { return retry_delay(failures_++, kFirstRetry, kLongestRetry, random_); }

}  // namespace dayroom::sync
