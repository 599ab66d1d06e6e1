#include <catch2/catch.hpp>

#include "tests/ui/screens/stage.h"

using namespace dayroom;
using namespace dayroom::test;
using Case = local::ToAgent::QueryCase;

namespace {

void open_money(Stage& stage) {
    stage.sign_in();
    stage.open("money");
}

local::GetTransactions last_asked(Stage& stage) {
    local::GetTransactions last;
    for (const auto& query : stage.agent().asked()) {
        if (query.has_get_transactions()) last = query.get_transactions();
    }
    return last;
}

void search_for(Stage& stage, const std::string& words) {
    stage.click("money.search");
    stage.driver().type(words);
    stage.advance(Milliseconds(600));
    stage.close_keyboard();
}

}  // namespace

TEST_CASE("transactions are found by direction, month and kind together, and all come back") {
    Stage stage;
    open_money(stage);
    const std::string all = stage.label("transaction.0");
    stage.click("money.filter.2");
    stage.click("money.choose");
    stage.click("kind.phone");
    CHECK(stage.label("money.show") == "Show 1 transaction");
    stage.click("money.show");
    CHECK(last_asked(stage).kind() == "phone");
    CHECK(last_asked(stage).filter() == local::MONEY_OUT);
    CHECK(stage.says("Only: Phone"));
    CHECK(stage.label("transaction.0").find("Phone call to Dwayne Carter") == 0);
    stage.click("money.choose");
    stage.click("month.2026-04");
    stage.click("kind.all");
    stage.click("money.show");
    CHECK(last_asked(stage).month() == 4);
    CHECK(last_asked(stage).kind().empty());
    CHECK(stage.label("money.month") == "April 2026");
    CHECK(stage.label("money.month.0") == "Money in");
    stage.click("money.shown.action");
    stage.click("money.filter.0");
    CHECK_FALSE(stage.has("money.shown"));
    CHECK(stage.label("transaction.0") == all);
}

TEST_CASE("what fits nothing says so, and the bars of the month are spoken with their amounts") {
    Stage stage;
    open_money(stage);
    CHECK(stage.label("money.month").find(" so far") != std::string::npos);
    CHECK(stage.label("money.month.1") == "Money out");
    CHECK(stage.value("money.month.1") == "−$28.24");
    CHECK(stage.label("money.month.2") == "Commissary");
    stage.click("money.choose");
    stage.click("kind.copay");
    CHECK(stage.label("money.show") == "Nothing fits");
    stage.click("money.show");
    CHECK(stage.says("Nothing found"));
}

TEST_CASE("a search finds kinds by their names in the language of the screen, within what the list shows") {
    Stage stage({.language = "es"});
    open_money(stage);
    search_for(stage, "teléfono");
    REQUIRE(last_asked(stage).search_size() == 1);
    CHECK(last_asked(stage).search(0).text() == "teléfono");
    CHECK(stage.label("money.search_status") == "1 encontrado");
    CHECK(stage.label("transaction.0").find("Llamada a Dwayne Carter") == 0);
    stage.click("transaction.0");
    CHECK(stage.has("transaction.title"));
    stage.click("header.back");
    CHECK(stage.label("money.search_status") == "1 encontrado");
    stage.click("header.back");
    stage.click("money.filter.1");
    search_for(stage, "teléfono");
    CHECK(stage.says("No se encontró nada"));
}

TEST_CASE("the list goes on beyond its first page") {
    Stage stage;
    open_money(stage);
    for (const char* row : {"transaction.20", "transaction.40", "transaction.60"}) stage.reveal(row);
    CHECK(stage.label("transaction.60").find("Message credits") == 0);
}

TEST_CASE("a deposit opens as arithmetic, and leads to what is owed") {
    Stage stage;
    open_money(stage);
    stage.click("money.filter.1");
    stage.click("transaction.0");
    CHECK(stage.label("sum.0") == "Sent to you");
    CHECK(stage.value("sum.3") == "−$20.00, 20% of the deposit · Rule: RCW 72.11.020 · $425.00 still owed");
    CHECK(stage.label("sum.7") == "Added to your spending money");
    CHECK(stage.value("sum.7") == "$5.00");
    stage.click("transaction.owe");
    CHECK(stage.value("obligations.total").find("$515.00") == 0);
    CHECK(stage.label("obligation.0.title") == "Court debt");
    CHECK(stage.value("obligation.0.fact.1") == "$175.00");
    CHECK(stage.says("expect 20% of it to go to this"));
    stage.reveal("obligation.3.next");
    CHECK(stage.says("Nothing more is taken for this."));
}

TEST_CASE("a rule of the facility's own making is read in Spanish, at the deposit and at the debt") {
    Stage stage;
    stage.agent().name_debt("court_debt", "County fine", "Multa del condado");
    stage.prefer({.language = "es"});
    open_money(stage);
    stage.click("money.filter.1");
    stage.click("transaction.0");
    CHECK(stage.says("Multa del condado"));
    CHECK_FALSE(stage.says("Deuda con el tribunal"));
    CHECK_FALSE(stage.says("County fine"));
    stage.click("transaction.owe");
    CHECK(stage.label("obligation.0.title") == "Multa del condado");
}

TEST_CASE("somebody who owes nothing reads so") {
    Stage stage;
    stage.agent().clear_obligations();
    open_money(stage);
    stage.click("money.owe");
    CHECK(stage.says("You owe nothing"));
}

TEST_CASE("a statement ties, goes from month to month, and can be asked for on paper") {
    Stage stage;
    open_money(stage);
    stage.click("money.statements");
    CHECK(stage.label("lines.0") == "You had at the start");
    CHECK(stage.label("statement.sum").find("Check: ") == 0);
    CHECK(stage.label("statement.sum").find("= $48.15") != std::string::npos);
    CHECK(stage.label("statement.month") == "May 2026");
    stage.click("2026-04");
    CHECK(stage.label("statement.month") == "April 2026");
    stage.click("statement.print");
    CHECK(stage.says("April 2026"));
    CHECK(stage.has("form.submit"));
    stage.click("header.back");
    stage.click("header.back");  // months replace each other
    CHECK(stage.has("money.statements"));
}

TEST_CASE("a statement of which lines are missing here says so") {
    Stage stage({.text_scale_percent = 200});
    stage.agent().lose_lines();
    open_money(stage);
    stage.click("money.statements");
    CHECK(stage.says("Some lines of this month are not on this terminal yet"));
    CHECK_FALSE(stage.driver().node("statement.later").enabled);
    stage.click("statement.earlier");
    CHECK(stage.label("statement.month") == "April 2026");
    CHECK(stage.driver().node("statement.later").enabled);
}

TEST_CASE("money is hidden at home until it is touched, with its time") {
    Stage stage;
    stage.sign_in();
    CHECK_FALSE(stage.says("$48.15"));
    stage.click("home.eye");
    CHECK(stage.says("$48.15"));
    CHECK(stage.says("As of Today"));
    stage.open("money");
    for (const char* card : {"money.hold", "money.phone", "money.savings", "money.credits", "money.owed"})
        CHECK(stage.has(card));
}
