#include "platform/facility/integration/list_readings.h"

#include <catch2/catch.hpp>

#include "platform/base/fake_clock.h"

using namespace dayroom;
using facility::ListReadings;

TEST_CASE("a list of a session or token is known for twelve hours, and nobody else's with it") {
    SeededRandom random(7);
    const auto token = [&] {
        return facility::StaffCaller{facility::ThingId::make(FakeClock(), random), "reviewer", ""};
    };
    const facility::StaffCaller ana = token();
    const facility::StaffCaller ben = token();
    ListReadings readings;
    const Timestamp now = Timestamp::from_ms(1'700'000'000'000);
    CHECK_FALSE(readings.is_known(ana, "/queue?kind=all", now));
    readings.keep(ana, "/queue?kind=all", now);
    CHECK(readings.is_known(ana, "/queue?kind=all", now));
    CHECK_FALSE(readings.is_known(ana, "/queue?kind=late", now));
    CHECK_FALSE(readings.is_known(ben, "/queue?kind=all", now));
    CHECK(readings.is_known(ana, "/queue?kind=all", now + ListReadings::kOnceIn - Milliseconds(1)));
    CHECK_FALSE(readings.is_known(ana, "/queue?kind=all", now + ListReadings::kOnceIn));
}

TEST_CASE("two sessions of one account are two readers") {
    SeededRandom random(7);
    const auto account = facility::ThingId::make(FakeClock(), random);
    const auto session = [&](std::uint8_t first) {
        auto made = std::make_shared<facility::ConsoleSession>();
        made->secret_hash[0] = first;
        return facility::StaffCaller{account, "reviewer", "Ana", made};
    };
    ListReadings readings;
    const Timestamp now = Timestamp::from_ms(1'700'000'000'000);
    readings.keep(session(1), "/queue", now);
    CHECK(readings.is_known(session(1), "/queue", now));
    CHECK_FALSE(readings.is_known(session(2), "/queue", now));
}

TEST_CASE("when too much is remembered all of it is forgotten: more is recorded, never less") {
    SeededRandom random(7);
    const facility::StaffCaller ana{facility::ThingId::make(FakeClock(), random), "reviewer", ""};
    ListReadings readings;
    const Timestamp now = Timestamp::from_ms(1'700'000'000'000);
    for (std::size_t list = 0; list < ListReadings::kMost; ++list) readings.keep(ana, std::to_string(list), now);
    CHECK(readings.is_known(ana, "0", now));
    readings.keep(ana, "one more", now);
    CHECK_FALSE(readings.is_known(ana, "0", now));
    CHECK(readings.is_known(ana, "one more", now));
}
