#include "terminal/features/base/mills.h"

#include <catch2/catch.hpp>

using namespace dayroom::features;

TEST_CASE("a price below a cent is shown to the tenth of a cent") {
    CHECK(mills_words(60) == "$0.06");
    CHECK(mills_words(57) == "$0.057");
    CHECK(mills_words(9) == "$0.009");
    CHECK(mills_words(1'105) == "$1.105");
    CHECK(mills_words(0) == "$0.00");
}
