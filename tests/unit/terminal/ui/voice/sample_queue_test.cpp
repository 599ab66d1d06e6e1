#include "terminal/ui/voice/sample_queue.h"

#include <array>
#include <future>
#include <numeric>
#include <thread>

#include <catch2/catch.hpp>

using namespace dayroom::ui;

namespace {

std::vector<std::int16_t> ramp(std::size_t count) {
    std::vector<std::int16_t> out(count);
    std::iota(out.begin(), out.end(), std::int16_t{1});
    return out;
}

}  // namespace

TEST_CASE("samples come out in order, and silence where there are none") {
    SampleQueue queue(8);
    const auto ticket = queue.begin();
    CHECK(queue.push(ramp(5), ticket));
    std::array<std::int16_t, 3> first{};
    queue.pull(first);
    CHECK(first == std::array<std::int16_t, 3>{1, 2, 3});
    CHECK(queue.push(ramp(6), ticket));  // goes around the end of the ring
    std::array<std::int16_t, 10> rest{9, 9, 9, 9, 9, 9, 9, 9, 9, 9};
    queue.pull(rest);
    CHECK(rest == std::array<std::int16_t, 10>{4, 5, 1, 2, 3, 4, 5, 6, 0, 0});
    CHECK(queue.waiting() == 0);
}

TEST_CASE("the queue is bounded: who fills it waits for who empties it, and loses nothing") {
    SampleQueue queue(16);
    const auto ticket = queue.begin();
    const auto all = ramp(1'000);
    auto pushed =
        std::async(std::launch::async, [&] { return queue.push(all, ticket) && queue.wait_until_taken(ticket); });
    std::vector<std::int16_t> taken;
    while (taken.size() < all.size()) {
        CHECK(queue.waiting() <= 16);
        std::array<std::int16_t, 7> some{};
        queue.pull(some);
        for (const auto sample : some) {
            if (sample != 0) taken.push_back(sample);
        }
        std::this_thread::yield();
    }
    CHECK(pushed.get());
    CHECK(taken == all);
}

TEST_CASE("what is old is refused, is not heard, and makes nobody wait") {
    SampleQueue queue(4);
    const auto old = queue.begin();
    auto pushed = std::async(std::launch::async, [&] { return queue.push(ramp(100), old); });
    while (queue.waiting() < 4) std::this_thread::yield();
    const auto next = queue.begin();
    CHECK_FALSE(pushed.get());
    CHECK_FALSE(queue.push(ramp(1), old));
    CHECK_FALSE(queue.wait_until_taken(old));
    CHECK(queue.waiting() == 0);
    CHECK(queue.wait_until_taken(next));
    std::array<std::int16_t, 4> out{7, 7, 7, 7};
    queue.pull(out);
    CHECK(out == std::array<std::int16_t, 4>{0, 0, 0, 0});
}
