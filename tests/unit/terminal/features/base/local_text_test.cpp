#include "terminal/features/base/local_text.h"

#include <catch2/catch.hpp>

using namespace dayroom;
using namespace dayroom::features;

TEST_CASE("a text of the facility is picked by language, then English, then the first") {
    local::Notice notice;
    CHECK(pick(notice.title(), "en").empty());
    auto* french = notice.add_title();
    french->set_language("fr");
    french->set_text("Avis");
    CHECK(pick(notice.title(), "es") == "Avis");
    auto* english = notice.add_title();
    english->set_language("en");
    english->set_text("Notice");
    CHECK(pick(notice.title(), "es") == "Notice");
    CHECK(pick(notice.title(), "fr") == "Avis");
}

TEST_CASE("initials are of the first and last word, in any script") {
    CHECK(initials("Maria Delgado") == "MD");
    CHECK(initials("Lucía Delgado de la Cruz") == "LC");
    CHECK(initials("Như Trần") == "NT");
    CHECK(initials("李") == "李");
    CHECK(initials("").empty());
    CHECK(initials("  \xff ") == "\xef\xbf\xbd");
}
