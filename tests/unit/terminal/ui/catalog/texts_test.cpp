#include "terminal/ui/catalog/texts.h"

#include <cstdlib>

#include <catch2/catch.hpp>

using namespace dayroom;
using namespace dayroom::ui;

namespace {

std::shared_ptr<const Catalogs> shipped() {
    auto read = Catalogs::read(std::string(std::getenv("DAYROOM_SOURCE_DIR")) + "/assets/text");
    if (!read.ok()) FAIL(read.error().detail);
    return read.take();
}

constexpr auto kNow = Timestamp::from_ms(1'780'000'000'000);  // 2026-05-28 20:26:40 UTC: 3:26 PM in Chicago
constexpr Milliseconds kDay{86'400'000};

}  // namespace

TEST_CASE("times stand in the facility's zone, with Latin digits") {
    const Texts texts(shipped(), "en", "America/Chicago");
    CHECK(texts.time(kNow) == "3:26\u00a0PM");
    CHECK(texts.clock(kNow) == "Thu, May 28 · 3:26\u00a0PM");
    CHECK(texts.moment(kNow, kNow) == "Today · 3:26\u00a0PM");
    CHECK(texts.day(kNow, kNow) == "Today, May 28");
    CHECK(texts.day(kNow - kDay, kNow) == "Yesterday, May 27");
    CHECK(texts.day(kNow - 5 * kDay, kNow) == "Saturday, May 23");
    CHECK(texts.day(kNow - 365 * kDay, kNow) == "Wednesday, May 28, 2025");
    CHECK(texts.hour(kNow) == 15);
}

TEST_CASE("lists say when as short as can be") {
    const Texts texts(shipped(), "en", "America/Chicago");
    CHECK(texts.short_when(kNow - Milliseconds(3'600'000), kNow) == "2:26\u00a0PM");
    CHECK(texts.short_when(kNow - kDay, kNow) == "Yesterday");
    CHECK(texts.short_when(kNow - 3 * kDay, kNow) == "Mon");
    CHECK(texts.short_when(kNow - 20 * kDay, kNow) == "May 8");
    CHECK(texts.short_when(kNow - 400 * kDay, kNow) == "Apr 23, 2025");
}

TEST_CASE("a day begins at midnight of the facility, not of UTC") {
    const Texts texts(shipped(), "en", "America/Chicago");
    const auto before = Timestamp::from_ms(1'780'030'799'000);  // 2026-05-29 04:59:59 UTC: still the 28th
    CHECK(texts.day_number(before) == texts.day_number(kNow));
    CHECK(texts.day_number(before + Milliseconds(1000)) == texts.day_number(kNow) + 1);
}

TEST_CASE("Spanish lines begin with a capital letter") {
    const Texts texts(shipped(), "es", "America/Chicago");
    CHECK(texts.day(kNow - 5 * kDay, kNow) == "Sábado, 23 de mayo");
    CHECK(texts("date.yesterday") == "Ayer");
}

TEST_CASE("an unknown language is English, an unknown zone is UTC") {
    const Texts texts(shipped(), "tlh", "Mars/Olympus");
    CHECK(texts.language() == "en");
    CHECK(texts.time(kNow) == "8:26\u00a0PM");
    CHECK(texts("no.such.key") == "no.such.key");
    CHECK(texts.of_code("problem.", "no_such_code", "problem.try_again") == texts("problem.try_again"));
}

TEST_CASE("languages are offered in their own script, in the facility's order, if there is a catalog") {
    const auto offered = shipped()->offered({"es", "ht", "en"});
    REQUIRE(offered.size() == 2);
    CHECK(offered[0].name == "Español");
    CHECK(offered[1].code == "en");
    CHECK(shipped()->offered({}).size() == 1);
}
