#include "terminal/features/base/prefill.h"

#include <catch2/catch.hpp>

using namespace dayroom::features;

TEST_CASE("what a form is opened with comes back from its place") {
    const Place place = form_place("message_print", {{"contact", "Maria = Delgado"}, {"date", "June 6"}});
    CHECK(place.screen == ScreenId::kForm);
    CHECK(form_code_of(place.parameter) == "message_print");
    CHECK(prefill_of(place.parameter) == Prefill{{"contact", "Maria = Delgado"}, {"date", "June 6"}});
}

TEST_CASE("a value cannot name another field, and a form without answers has none") {
    const Place place = form_place("general", {{"subject", "one\ntext=two"}});
    CHECK(prefill_of(place.parameter) == Prefill{{"subject", "one text=two"}});
    CHECK(form_place("general").parameter == "general");
    CHECK(prefill_of("general").empty());
    CHECK(prefill_of("general\n=x\nnothing\n").empty());
}
