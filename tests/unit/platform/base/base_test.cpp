#include <set>

#include <catch2/catch.hpp>

#include "platform/base/bounded.h"
#include "platform/base/fake_clock.h"
#include "platform/base/id.h"

using namespace dayroom;

namespace {

Result<int> half(int value) {
    if (value % 2 != 0) return Error(ErrorCode::kInvalid, "odd");
    return value / 2;
}
Result<int> quarter(int value) { return TRY(half(TRY(half(value)))); }
Status check_quarter(int value) {
    TRY(quarter(value));
    return {};
}

}  // namespace

TEST_CASE("TRY passes values on and returns the first error") {
    CHECK(quarter(8).value() == 2);
    CHECK(quarter(6).error().code == ErrorCode::kInvalid);
    CHECK(check_quarter(12).ok());
    const Status failed = check_quarter(3);
    REQUIRE_FALSE(failed.ok());
    CHECK(failed.error().detail == "odd");
    CHECK(std::move(Error(ErrorCode::kIo, "no space")).while_doing("save").detail == "save: no space");
}

TEST_CASE("every error code has its own word") {
    std::set<std::string> words;
    for (int code = 0; code <= static_cast<int>(ErrorCode::kRevoked); ++code)
        words.insert(to_string(static_cast<ErrorCode>(code)));
    CHECK(words.size() == static_cast<std::size_t>(ErrorCode::kRevoked) + 1);
    CHECK(words.count("unknown") == 0);
}

TEST_CASE("ids are UUIDv7: ordered by time, round-trip as text and bytes") {
    FakeClock clock;
    SeededRandom random(7);
    const auto first = ResidentId::make(clock, random);
    clock.advance(Milliseconds(1));
    const auto second = ResidentId::make(clock, random);
    CHECK(first < second);
    CHECK(first.to_string()[14] == '7');
    CHECK(ResidentId::parse(first.to_string()).value() == first);
    CHECK(ResidentId::from_bytes(first.raw()).value() == first);
    CHECK_FALSE(std::is_convertible_v<ResidentId, ContactId>);
}

TEST_CASE("what is not an id is refused") {
    CHECK_FALSE(ResidentId::from_bytes(std::string_view("short")).ok());
    CHECK_FALSE(ResidentId::from_bytes(std::string(16, '\0')).ok());
    CHECK_FALSE(ResidentId::parse("00000000-0000-0000-0000-000000000000").ok());
    CHECK_FALSE(ResidentId::parse("0190d6c1+aaaa-7aaa-8aaa-aaaaaaaaaaaa").ok());
    CHECK_FALSE(ResidentId::parse("0190D6C1-AAAA-7AAA-8AAA-AAAAAAAAAAAA").ok());
}

TEST_CASE("hex and base64url round-trip, stray bits and letters are refused") {
    SeededRandom random(1);
    for (std::size_t size = 0; size < 70; ++size) {
        Bytes bytes(size);
        random.fill(bytes);
        CHECK(from_hex(to_hex(bytes)).value() == bytes);
        CHECK(from_base64url(to_base64url(bytes)).value() == bytes);
    }
    CHECK_FALSE(from_hex("0").ok());
    CHECK_FALSE(from_hex("0G").ok());
    CHECK_FALSE(from_base64url("A").ok());
    CHECK_FALSE(from_base64url("AB").ok());
    CHECK_FALSE(from_base64url("A+==").ok());
}

TEST_CASE("bounded containers refuse the one too many and keep the rest") {
    BoundedVector<int, 2> list;
    CHECK(list.push_back(1).ok());
    CHECK(list.push_back(2).ok());
    CHECK(list.push_back(3).error().code == ErrorCode::kTooLarge);
    CHECK(list.size() == 2);
    BoundedQueue<int, 1> queue;
    CHECK(queue.push(5).ok());
    CHECK(queue.push(6).error().code == ErrorCode::kUnavailable);
    CHECK(queue.pop() == 5);
    CHECK_FALSE(queue.pop().has_value());
}

TEST_CASE("random numbers stay below their bound and a seed repeats a run") {
    SeededRandom a(42);
    SeededRandom b(42);
    for (int i = 0; i < 1000; ++i) {
        const auto value = a.below(7);
        CHECK(value < 7);
        CHECK(value == b.below(7));
    }
    SystemRandom kernel;
    CHECK(kernel.next() != kernel.next());
}

TEST_CASE("the fake clock moves when told") {
    FakeClock clock(Timestamp::from_ms(1000));
    const auto steady = clock.steady();
    clock.advance(Milliseconds(5));
    CHECK(clock.now().ms() == 1005);
    CHECK((clock.steady() - steady) == std::chrono::milliseconds(5));
    clock.set_now(Timestamp::from_ms(10));
    CHECK(clock.now().ms() == 10);
    CHECK((clock.steady() - steady) == std::chrono::milliseconds(5));
}
