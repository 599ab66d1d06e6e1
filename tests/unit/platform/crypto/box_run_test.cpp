#include "platform/crypto/box_run.h"

#include <catch2/catch.hpp>

using namespace dayroom;
using namespace dayroom::crypto;

namespace {

struct Run {
    SeededRandom random{8};
    const BoxKey owner = BoxKey::make(random);
    const BoxKey other = BoxKey::make(random);
    BoxSealer sealer = BoxSealer::make(owner.public_key()).take();
    BoxOpener opener{owner};

    Bytes box(std::string_view text) { return sealer.seal(as_bytes(text)).take(); }
    std::string open(ByteView box) {
        const auto content = opener.open(box);
        return content.ok() ? to_string(*content) : std::string(to_string(content.error().code));
    }
};

}  // namespace

TEST_CASE_METHOD(Run, "boxes of one exchange open alone, in any order, among those of others") {
    const Bytes first = box("one");
    const Bytes second = box("two");
    const Bytes empty = box("");
    auto elsewhere = BoxSealer::make(owner.public_key()).take();
    const Bytes of_another = elsewhere.seal(as_bytes("three")).take();
    CHECK(first.size() == 3 + kRunBoxOverheadBytes);
    CHECK(std::equal(first.begin(), first.begin() + kPublicKeyBytes, second.begin()));
    CHECK_FALSE(std::equal(first.begin(), first.begin() + kPublicKeyBytes, of_another.begin()));
    CHECK(open(second) == "two");
    CHECK(open(of_another) == "three");
    CHECK(open(first) == "one");
    CHECK(open(first) == "one");
    CHECK(open(empty).empty());
}

TEST_CASE_METHOD(Run, "the same content is never the same box") {
    const Bytes first = box("same");
    const Bytes second = box("same");
    const auto hidden = [](const Bytes& each) { return Bytes(each.begin() + kPublicKeyBytes + 4, each.end()); };
    CHECK(hidden(first) != hidden(second));
}

TEST_CASE_METHOD(Run, "a box opens for its owner only, and whole only") {
    const Bytes good = box("for you");
    BoxOpener stranger(other);
    CHECK(stranger.open(good).error().code == ErrorCode::kUnauthenticated);
    for (std::size_t at = 0; at < good.size(); ++at) {
        Bytes bad = good;
        bad[at] ^= 1;
        CHECK_FALSE(opener.open(bad).ok());
    }
    for (std::size_t length = 0; length < good.size(); ++length)
        CHECK_FALSE(opener.open(ByteView(good).first(length)).ok());
    CHECK(open(good) == "for you");
}

TEST_CASE_METHOD(Run, "a box under the number of another of its exchange does not open") {
    const Bytes first = box("one");
    Bytes second = box("two");
    std::copy_n(first.begin() + kPublicKeyBytes, 4, second.begin() + kPublicKeyBytes);
    CHECK_FALSE(opener.open(second).ok());
}

TEST_CASE_METHOD(Run, "points of low order are refused on both sides") {
    Bytes low(kPublicKeyBytes, 0);
    low[0] = 1;
    CHECK(BoxSealer::make(BoxPublic::from_bytes(ByteView(low)).take()).error().code == ErrorCode::kInvalid);
    Bytes bad = box("x");
    std::copy(low.begin(), low.end(), bad.begin());
    CHECK_FALSE(opener.open(bad).ok());
    std::fill_n(bad.begin(), kPublicKeyBytes, std::uint8_t{0});
    CHECK_FALSE(opener.open(bad).ok());
    CHECK(open(box("good")) == "good");
    BoxOpener fresh(owner);
    CHECK(fresh.open(Bytes(kRunBoxOverheadBytes + 4, 0)).error().code == ErrorCode::kInvalid);
    CHECK_FALSE(fresh.open(bad).ok());
    CHECK(fresh.open(box("good")).ok());
}
