#include "platform/forms/call_dispute.h"

#include <catch2/catch.hpp>

using namespace dayroom::forms;

TEST_CASE("the record of a call is read back from the answer that was filled in with it") {
    const std::string answer = call_answer("Maria Vega · May 28, 2026 · $0.66", "R-77");
    CHECK(answer == "Maria Vega · May 28, 2026 · $0.66 · R-77");
    CHECK(record_in(answer) == "R-77");
    CHECK(record_in(answer + " \n") == "R-77");
    CHECK(record_in("R-77") == "R-77");
    CHECK(record_in("my call on Monday") == "my call on Monday");
    CHECK(record_in(" · ").empty());
    CHECK(record_in("").empty());
}
