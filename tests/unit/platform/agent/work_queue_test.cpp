#include "platform/agent/work_queue.h"

#include <atomic>
#include <semaphore>

#include <catch2/catch.hpp>

namespace dayroom::agent {

TEST_CASE("a queue of work that has ended has finished its job, and takes no more") {
    WorkQueue queue;
    std::binary_semaphore runs(0);
    std::atomic<bool> finished = false;
    REQUIRE(queue
                .add([&] {
                    runs.release();
                    (void)queue.add([] {});  // as long as it runs, a job may add
                    finished = true;
                })
                .ok());
    runs.acquire();
    queue.stop();
    CHECK(finished);
    const Status refused = queue.add([] {});
    REQUIRE_FALSE(refused.ok());
    CHECK(refused.error().code == ErrorCode::kUnavailable);
    queue.stop();
}

}  // namespace dayroom::agent
