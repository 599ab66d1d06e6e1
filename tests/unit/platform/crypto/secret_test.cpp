#include "platform/crypto/secret.h"

#include <catch2/catch.hpp>

#include "platform/base/random.h"

using namespace dayroom;

TEST_CASE("a secret moves, never copies, and compares by content") {
    SeededRandom random(1);
    Secret first = Secret::random(32, random);
    const Secret twin = first.duplicate();
    CHECK(first.equals(twin));
    Secret moved = std::move(first);
    CHECK(moved.equals(twin));
    CHECK(first.empty());  // NOLINT: what a move leaves is part of the contract
    moved.writable()[31] ^= 1;
    CHECK_FALSE(moved.equals(twin));
    CHECK_FALSE(Secret::zeroed(31).equals(Secret::zeroed(32)));
    CHECK(Secret().equals(Secret::zeroed(0)));
    static_assert(!std::is_copy_constructible_v<Secret>);
}

TEST_CASE("taking a secret out of a string leaves nothing behind") {
    std::string text = "4711 and a long tail so that it lives on the heap";
    const char* where = text.data();
    const std::size_t size = text.size();
    const Secret secret = Secret::take_from(text);
    CHECK(as_text(secret.bytes()).starts_with("4711"));
    CHECK(text.empty());
    CHECK(std::string(where, size) == std::string(size, '\0'));
}

TEST_CASE("the PIN buffer keeps digits only, up to its capacity") {
    PinBuffer pin;
    CHECK_FALSE(pin.pop());
    CHECK_FALSE(pin.push(10));
    CHECK_FALSE(pin.push(-1));
    for (int i = 0; i < 12; ++i) CHECK(pin.push(i % 10));
    CHECK_FALSE(pin.push(1));
    CHECK(as_text(pin.digits()) == "012345678901");
    CHECK(pin.pop());
    CHECK(pin.size() == 11);
    pin.clear();
    CHECK(pin.empty());
    CHECK(pin.digits().empty());
}

TEST_CASE("PIN buffers compare by what was typed, not by what was rubbed out") {
    PinBuffer left;
    PinBuffer right;
    for (const int digit : {1, 2, 3, 4}) left.push(digit);
    for (const int digit : {1, 2, 3, 9}) right.push(digit);
    CHECK_FALSE(left.equals(right));
    right.pop();
    CHECK_FALSE(left.equals(right));
    right.push(4);
    CHECK(left.equals(right));
    CHECK(left.copy().size() == 4);
}
