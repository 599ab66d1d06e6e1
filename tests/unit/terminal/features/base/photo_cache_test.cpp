#include "terminal/features/base/photo_cache.h"

#include "tests/support/terminal/fake_host.h"

using namespace dayroom;
using namespace dayroom::features;
using dayroom::test::FakeHost;

namespace {

std::string sha_of(std::size_t number) { return std::string(31, 'p') + static_cast<char>(number); }

local::ToTerminal pixels(int width, int height) {
    local::ToTerminal reply;
    reply.mutable_photo()->set_width(width);
    reply.mutable_photo()->set_height(height);
    reply.mutable_photo()->set_rgba(
        std::string(static_cast<std::size_t>(width) * static_cast<std::size_t>(height) * 4, static_cast<char>(200)));
    return reply;
}

/// Asks for a picture and hands it over.
PhotoView fetch(FakeHost& host, PhotoCache& cache, std::size_t number, int width, int height) {
    cache.get(host, sha_of(number), width, height);
    cache.answer(host, static_cast<std::uint32_t>(host.asked.size()), pixels(width, height));
    return cache.get(host, sha_of(number), width, height);
}

}  // namespace

TEST_CASE("a picture is asked for once, and again only when it is wanted much larger") {
    FakeHost host;
    PhotoCache cache(host.pictures);
    CHECK(cache.get(host, sha_of(1), 200, 200).state == PhotoState::kLoading);
    CHECK(cache.get(host, sha_of(1), 200, 200).state == PhotoState::kLoading);
    CHECK(host.asked.size() == 1);
    CHECK(cache.answer(host, 1, pixels(200, 150)));
    CHECK(cache.get(host, sha_of(1), 280, 280).state == PhotoState::kReady);
    CHECK(host.asked.size() == 1);
    CHECK(cache.get(host, sha_of(1), 900, 900).state == PhotoState::kReady);  // the small one until then
    CHECK(host.asked.size() == 2);
    CHECK_FALSE(cache.answer(host, 77, pixels(1, 1)));
}

TEST_CASE("a bounded number of pictures is kept: the ones not looked at go first") {
    FakeHost host;
    PhotoCache cache(host.pictures);
    const PhotoView first = fetch(host, cache, 0, 20, 20);
    const std::size_t one = host.pictures.bytes_used();
    for (std::size_t at = 1; at < 3 * kMaxPhotosKept; ++at) {
        fetch(host, cache, at, 20, 20);
        cache.get(host, sha_of(1), 20, 20);  // this one stays in sight
    }
    CHECK(host.pictures.bytes_used() == kMaxPhotosKept * one);
    CHECK(host.pictures.find(first.image) == nullptr);
    CHECK(cache.get(host, sha_of(1), 20, 20).state == PhotoState::kReady);
}

TEST_CASE("large pictures make room for each other") {
    FakeHost host;
    PhotoCache cache(host.pictures);
    constexpr int kSide = 1200;  // 40 of them would need five times what the store allows
    for (std::size_t at = 0; at < kMaxPhotosKept; ++at) {
        CHECK(fetch(host, cache, at, kSide, kSide).state == PhotoState::kReady);
    }
    CHECK(host.pictures.bytes_used() <= ui::ImageStore::kMaxBytes);
}

TEST_CASE("what the agent still fetches is asked for again, what cannot be shown is not") {
    FakeHost host;
    PhotoCache cache(host.pictures);
    cache.get(host, sha_of(1), 100, 100);
    local::ToTerminal reply;
    reply.mutable_photo()->set_state(local::Pixels::FETCHING);
    cache.answer(host, 1, reply);
    CHECK(cache.get(host, sha_of(1), 100, 100).state == PhotoState::kLoading);
    CHECK(host.asked.size() == 1);
    CHECK(host.woken_in == kPhotoAgain);
    host.clock.advance(kPhotoAgain);
    cache.get(host, sha_of(1), 100, 100);
    CHECK(host.asked.size() == 2);
    reply.mutable_photo()->set_state(local::Pixels::CANNOT_SHOW);
    cache.answer(host, 2, reply);
    CHECK(cache.get(host, sha_of(1), 100, 100).state == PhotoState::kCannotShow);
    CHECK(host.asked.size() == 2);
}

TEST_CASE("at the end of a session no picture is left") {
    FakeHost host;
    {
        PhotoCache cache(host.pictures);
        for (std::size_t at = 0; at < 5; ++at) fetch(host, cache, at, 30, 30);
        CHECK(host.pictures.bytes_used() > 0);
    }
    CHECK(host.pictures.bytes_used() == 0);
}
