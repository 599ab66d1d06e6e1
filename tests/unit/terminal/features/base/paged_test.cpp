#include "terminal/features/base/paged.h"

#include <catch2/catch.hpp>

using namespace dayroom::features;

namespace {

std::vector<int> rows(int from, int count) {
    std::vector<int> made;
    for (int at = 0; at < count; ++at) made.push_back(from + at);
    return made;
}

}  // namespace

TEST_CASE("pages are asked for once, as they come into view") {
    Paged<int> list;
    CHECK(list.wanted(0, 10) == 0);
    CHECK_FALSE(list.wanted(0, 10).has_value());
    CHECK_FALSE(list.known());
    list.put(0, rows(0, kPageRows), 120);
    CHECK(list.total() == 120);
    CHECK(*list.at(49) == 49);
    CHECK(list.at(50) == nullptr);
    CHECK(list.wanted(45, 55) == 50);
    list.put(50, rows(50, kPageRows), 120);
    CHECK(*list.at(99) == 99);
    CHECK_FALSE(list.wanted(0, 99).has_value());
}

TEST_CASE("stale pages stay visible and are asked for again") {
    Paged<int> list;
    list.wanted(0, 0);
    list.put(0, rows(0, 3), 3);
    list.mark_stale();
    CHECK(*list.at(2) == 2);
    CHECK(list.wanted(0, 2) == 0);
}

TEST_CASE("what comes on top pushes the rest down, also what is not asked for anew yet") {
    Paged<int> list;
    for (int page = 0; page < 3; ++page) list.put(page * kPageRows, rows(page * kPageRows, kPageRows), 150);
    list.mark_stale();
    list.put(0, rows(-2, kPageRows), 152);
    for (int at = 0; at < 150; ++at) CHECK(*list.at(at) == at - 2);
    CHECK(list.wanted(50, 60) == 50);
    list.put(0, rows(-100, kPageRows), 250);
    CHECK(*list.at(0) == -100);
    CHECK(list.at(50) == nullptr);
}

TEST_CASE("a list that became shorter forgets what is beyond its end") {
    Paged<int> list;
    list.put(0, rows(0, kPageRows), 100);
    list.put(50, rows(50, kPageRows), 100);
    list.put(0, rows(0, 2), 2);
    CHECK(list.total() == 2);
    CHECK(list.at(60) == nullptr);
    CHECK_FALSE(list.wanted(60, 60).has_value());
}

TEST_CASE("memory is bounded, whatever total is claimed") {
    Paged<int> list;
    list.put(0, rows(0, kPageRows), 2'000'000'000);
    CHECK(list.total() == kMaxRows);
    int held = 0;
    for (int page = 0; page < 200; ++page) list.put(page * kPageRows, rows(page * kPageRows, kPageRows), kMaxRows);
    for (int page = 0; page < 200; ++page) held += list.at(page * kPageRows) != nullptr ? 1 : 0;
    CHECK(held == static_cast<int>(kMaxPages));
    CHECK(list.at(199 * kPageRows) != nullptr);
}
