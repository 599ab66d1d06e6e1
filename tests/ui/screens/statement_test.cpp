#include <catch2/catch.hpp>

#include "platform/money/money.h"
#include "tests/ui/screens/stage.h"

using namespace dayroom;
using namespace dayroom::test;

TEST_CASE("the page of the running month leads to the number on paper, an earlier one says what the paper counts") {
    Stage stage;
    stage.sign_in();
    stage.open("money");
    stage.click("money.statements");
    const local::Money& money = stage.agent().money();
    stage.reveal("statement.print");
    CHECK(stage.says("counts all your money together"));
    CHECK(stage.label("statement.paper_lines.4") == "On paper now");
    CHECK(stage.value("statement.paper_lines.4") ==
          format_money(Cents::of(money.spendable_cents() + money.on_hold_cents() + money.savings_cents() +
                                 money.phone_cents())));
    stage.click("2026-04");
    stage.reveal("statement.print");
    CHECK(stage.says("counts all your money together"));
    CHECK_FALSE(stage.has("statement.paper_lines.4"));
}
