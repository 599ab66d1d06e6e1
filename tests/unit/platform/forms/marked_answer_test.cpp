#include "platform/forms/marked_answer.h"

#include <catch2/catch.hpp>

#include "platform/forms/message_print.h"

using namespace dayroom::forms;

TEST_CASE("the record of a call is read back from the answer that was filled in with it") {
    const std::string answer = marked_answer("Maria Vega · May 28, 2026 · $0.66", "R-77");
    CHECK(answer == "Maria Vega · May 28, 2026 · $0.66 · R-77");
    CHECK(mark_in(answer) == "R-77");
    CHECK(mark_in(answer + " \n") == "R-77");
    CHECK(mark_in("R-77") == "R-77");
    CHECK(mark_in("my call on Monday") == "my call on Monday");
    CHECK(mark_in(" · ").empty());
    CHECK(mark_in("").empty());
}

TEST_CASE("the mark of a message is the end of its id") {
    CHECK(message_mark("01a21e30-65b3-7ac0-8437-0e97a2f3a40a") == "a2f3a40a");
    CHECK(message_mark("a2f3") == "a2f3");
    CHECK(message_mark("").empty());
}
