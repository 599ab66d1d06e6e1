#include "terminal/features/statements/statements_model.h"

#include "terminal/features/base/prefill.h"
#include "tests/support/terminal/test_texts.h"

using namespace dayroom;
using namespace dayroom::features;
using namespace dayroom::test;

namespace {

local::Statement may() {
    local::Statement statement;
    statement.set_year(2026);
    statement.set_month(5);
    statement.set_opening_cents(1'000);
    statement.set_in_cents(5'400);
    statement.set_out_cents(2'900);
    statement.set_closing_cents(3'500);
    statement.set_lines(4);
    statement.set_complete(true);
    statement.set_as_of_ms(kTestNow.ms());
    for (const auto& [kind, cents] : {std::pair{"adjustment", -900}, std::pair{"adjustment", 400},
                                      std::pair{"deposit", 5'000}, std::pair{"phone", -2'000}}) {
        statement.add_parts()->set_kind(kind);
        statement.mutable_parts(statement.parts_size() - 1)->set_cents(cents);
    }
    for (const int month : {6, 5, 4}) {
        statement.add_months()->set_year(2026);
        statement.mutable_months(statement.months_size() - 1)->set_month(month);
    }
    return statement;
}

}  // namespace

TEST_CASE("a statement goes from opening through in and out by kind to closing, and says how it adds up") {
    const auto model = make_statement(may(), shipped_texts(), kTestNow);
    CHECK(model.title == "May 2026");
    CHECK(model.chosen == 1);
    CHECK(model.note.empty());
    CHECK(model.warning.empty());
    REQUIRE(model.lines.size() == 6);
    CHECK(model.lines[0].amount == "$10.00");
    CHECK(model.lines[1].label == "Money received");
    CHECK(model.lines[1].amount == "+$50.00");
    CHECK(model.lines[2].amount == "+$4.00");
    CHECK(model.lines[3].amount == "−$20.00");
    CHECK(model.lines[4].amount == "−$9.00");
    CHECK(model.lines[5].label == "You had at the end");
    CHECK(model.lines[5].is_total);
    CHECK(model.totals[0].second == "+$54.00");
    CHECK(model.totals[1].second == "−$29.00");
    CHECK(model.sum == "Check: $10.00 + $54.00 − $29.00 = $35.00");
}

TEST_CASE("the month that runs says as of when, and one with missing lines says so") {
    auto statement = may();
    statement.set_month(6);
    statement.set_complete(false);
    const auto model = make_statement(statement, shipped_texts(), kTestNow);
    CHECK(model.note.find("This month is not over. As of Today") == 0);
    CHECK(model.lines.back().label == "You have now");
    CHECK_FALSE(model.warning.empty());
    CHECK(make_statement({}, shipped_texts(), kTestNow).lines.size() == 2);
}

TEST_CASE("a statement on paper is asked for with its own form, else with the one for copies, else not at all") {
    local::Forms forms;
    CHECK(statement_form(forms) == nullptr);
    auto& copy = *forms.add_forms();
    copy.set_code(kDocumentForm);
    CHECK(statement_form(forms) == nullptr);  // it does not offer statements
    copy.add_fields()->add_choices()->set_code(kStatementChoice);
    REQUIRE(statement_form(forms) != nullptr);
    const auto t = shipped_texts();
    const auto place = statement_print_place(*statement_form(forms), {2026, 5}, t);
    CHECK(form_code_of(place.parameter) == kDocumentForm);
    CHECK(prefill_of(place.parameter) == Prefill{{"document", kStatementChoice}, {"details", "May 2026"}});
    forms.add_forms()->set_code(kStatementForm);
    CHECK(prefill_of(statement_print_place(*statement_form(forms), {2026, 5}, t).parameter) ==
          Prefill{{"month", "May 2026"}});
}

TEST_CASE("the running month leads from what can be spent to what the paper says, line by line") {
    auto statement = may();
    statement.set_month(6);
    local::Money money;
    money.set_as_of_ms(statement.as_of_ms());
    money.set_spendable_cents(3'000);  // something waits here and is not yet sent: no matter for a statement
    money.set_queued_cents(500);
    money.set_on_hold_cents(200);
    money.set_savings_cents(11'000);
    money.set_phone_cents(750);
    const auto paper = make_paper(statement, money, shipped_texts());
    REQUIRE(paper.lines.size() == 5);
    CHECK(paper.lines[0].amount == "$35.00");
    CHECK(paper.lines[1].label == "On hold");
    CHECK(paper.lines[1].amount == "+$2.00");
    CHECK(paper.lines[2].amount == "+$110.00");
    CHECK(paper.lines[3].amount == "+$7.50");
    CHECK(paper.lines[4].label == "On paper now");
    CHECK(paper.lines[4].amount == "$154.50");
    CHECK(paper.lines[4].is_total);
    CHECK_FALSE(paper.text.empty());
}

TEST_CASE("where the balances are not those of the month it is said in words, and no number is made up") {
    local::Money money;
    money.set_savings_cents(11'000);
    auto statement = may();  // over
    money.set_as_of_ms(statement.as_of_ms());
    CHECK(make_paper(statement, money, shipped_texts()).lines.empty());
    CHECK(make_paper(statement, money, shipped_texts()).text.find("counts all your money together") !=
          std::string::npos);
    statement.set_month(6);
    CHECK_FALSE(make_paper(statement, money, shipped_texts()).lines.empty());
    money.set_as_of_ms(statement.as_of_ms() - 1);  // of another moment
    CHECK(make_paper(statement, money, shipped_texts()).lines.empty());
    CHECK(make_paper(statement, local::Money{}, shipped_texts()).lines.empty());
    money.set_as_of_ms(statement.as_of_ms());
    money.set_savings_cents(INT64_MAX);
    CHECK(make_paper(statement, money, shipped_texts()).lines.empty());
}
