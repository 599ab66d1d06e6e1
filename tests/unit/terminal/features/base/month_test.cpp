#include "terminal/features/base/month.h"

#include "terminal/features/base/percent.h"
#include "tests/support/terminal/test_texts.h"

using namespace dayroom;
using namespace dayroom::features;
using namespace dayroom::test;

TEST_CASE("a month travels as a code and reads with its year") {
    CHECK(month_code({2026, 6}) == "2026-06");
    CHECK(month_code({}).empty());
    CHECK(month_of_code("2026-12") == Month{2026, 12});
    for (const char* code : {"", "2026", "2026-13", "2026-00", "1969-01", "2200-01", "2026-6", "2026/06", "x026-06"})
        CHECK_FALSE(month_of_code(code));
    CHECK(month_words({2026, 6}, shipped_texts("en")) == "June 2026");
    CHECK(month_words({2026, 1}, shipped_texts("es")) == "Enero de 2026");
    CHECK(month_words({}, shipped_texts("en")).empty());
}

TEST_CASE("shares read with as many digits as they need") {
    CHECK(percent_words(2'000) == "20%");
    CHECK(percent_words(250) == "2.5%");
    CHECK(percent_words(1'205) == "12.05%");
    CHECK(percent_words(1'225) == "12.25%");
}
