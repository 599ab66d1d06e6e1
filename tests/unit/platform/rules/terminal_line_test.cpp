#include "platform/rules/terminal_line.h"

#include <catch2/catch.hpp>

using namespace dayroom;
using namespace dayroom::rules;

namespace {

constexpr Seconds kCall{120};
const Timestamp kStart = Timestamp::from_ms(1'780'000'000'000);

}  // namespace

TEST_CASE("places are called in the order in which they were taken, and nobody has two") {
    TerminalLine line;
    line.move_on(true, kCall, kStart);
    CHECK(line.take("A1", kStart)->before == 0);
    CHECK(line.take("A2", kStart)->before == 1);
    const auto third = line.take("A3", kStart);
    CHECK(third->number == 3);
    CHECK(third->before == 2);
    CHECK(line.take("A2", kStart)->number == 2);
    CHECK(line.waiting() == 3);
    CHECK(line.called() == 0);
    CHECK_FALSE(line.others_first("B9"));

    CHECK(line.move_on(false, kCall, kStart));
    CHECK(line.called() == 1);
    CHECK(line.called_until() == kStart + kCall);
    CHECK_FALSE(line.others_first("A1"));
    CHECK(line.others_first("A3")->before == 2);
    CHECK(line.others_first("B9")->before == 3);
    CHECK(line.others_first("B9")->until == kStart + kCall);
    CHECK_FALSE(line.move_on(false, kCall, kStart + Seconds(119)));

    line.came("A1");
    line.move_on(true, kCall, kStart + Seconds(119));
    CHECK(line.waiting() == 2);
    CHECK(line.called() == 0);
    CHECK(line.move_on(false, kCall, kStart + Seconds(600)));
    CHECK(line.called() == 2);
}

TEST_CASE("whoever does not come loses the place, and the next is called") {
    TerminalLine line;
    line.take("A1", kStart);
    line.take("A2", kStart);
    line.move_on(false, kCall, kStart);
    CHECK(line.move_on(false, kCall, kStart + kCall));
    CHECK(line.called() == 2);
    CHECK(line.called_until() == kStart + kCall + kCall);
    CHECK(line.move_on(false, kCall, kStart + kCall + kCall));
    CHECK(line.waiting() == 0);
    CHECK(line.called() == 0);
    CHECK_FALSE(line.others_first("A1"));
    CHECK(line.take("A1", kStart + kCall + kCall)->number == 1);
}

TEST_CASE("who waits outlasts the program: the order, the numbers, and whoever was called is called anew") {
    TerminalLine before;
    for (const char* number : {"A1", "A2", "A3"}) before.take(number, kStart);
    before.move_on(false, kCall, kStart);
    before.came("A1");
    before.came("A3");
    before.move_on(false, kCall, kStart);
    TerminalLine after;
    after.restore(before.kept());
    CHECK(after.kept() == before.kept());
    CHECK(after.waiting() == 1);
    CHECK(after.called() == 0);
    CHECK(after.take("A4", kStart)->number == 4);  // three was given before
    const Timestamp later = kStart + Seconds(7'000);
    CHECK(after.move_on(false, kCall, later));
    CHECK(after.called() == 2);
    CHECK(after.called_until() == later + kCall);
    CHECK(after.others_first("A4")->before == 1);

    TerminalLine much_later;
    much_later.restore(before.kept());
    much_later.move_on(true, kCall, kStart + kPlaceTime);
    CHECK(much_later.waiting() == 0);
    CHECK(much_later.kept() == TerminalLine::Kept());

    TerminalLine::Kept long_line;
    for (int at = 1; at <= static_cast<int>(kMostInLine) + 5; ++at)
        long_line.places.push_back({"N" + std::to_string(at), at, kStart});
    TerminalLine bounded;
    bounded.restore(long_line);
    CHECK(bounded.waiting() == static_cast<int>(kMostInLine));
}

TEST_CASE("a place is given up after some hours, the line is bounded, and a clock set back keeps nobody waiting") {
    TerminalLine line;
    for (std::size_t at = 0; at < kMostInLine; ++at) CHECK(line.take("N" + std::to_string(at), kStart));
    CHECK_FALSE(line.take("another", kStart));
    CHECK(line.take("N0", kStart));
    line.move_on(true, kCall, kStart);
    CHECK(line.move_on(true, kCall, kStart + kPlaceTime));
    CHECK(line.waiting() == 0);

    line.take("A1", kStart);
    line.take("A2", kStart);
    line.move_on(false, kCall, kStart);
    CHECK(line.move_on(false, kCall, kStart - Seconds(3'600)));
    CHECK(line.called() == 1);
    CHECK(line.called_until() == kStart - Seconds(3'600) + kCall);
    line.clear();
    CHECK(line.waiting() == 0);
    CHECK(line.called() == 0);
}
