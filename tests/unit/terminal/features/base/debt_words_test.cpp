#include "terminal/features/base/debt_words.h"

#include "tests/support/terminal/test_texts.h"

using namespace dayroom;
using namespace dayroom::features;
using namespace dayroom::test;

TEST_CASE("what has a word in the catalogs is called by it, with its rule beside it") {
    const DebtWords court = words_of_debt("court_debt", "RCW 72.09.480", shipped_texts());
    CHECK(court.title == "Court debt");
    CHECK(court.rule == "Rule: RCW 72.09.480");
    CHECK(words_of_deduction("court_debt", {}, shipped_texts("es")).title == "Deuda con el tribunal");
    CHECK(words_of_deduction("court_debt", {}, shipped_texts("es")).rule.empty());
}

TEST_CASE("any other is called by what came with it, once, and two of them never read alike") {
    const DebtWords copay = words_of_debt("sick_call_copay", "Sick call co-pay", shipped_texts());
    CHECK(copay.title == "Owed for: Sick call co-pay");
    CHECK(copay.rule.empty());
    CHECK(words_of_debt("hygiene", "Hygiene kit", shipped_texts()).title != copay.title);
    CHECK(words_of_debt("sick_call_copay", "Copago de visita médica", shipped_texts("es")).title ==
          "Se debe por: Copago de visita médica");
    CHECK(words_of_deduction("drug_fund", "RCW 69.50", shipped_texts()).title == "Taken for: RCW 69.50");
    CHECK(words_of_deduction("drug_fund", "RCW 69.50", shipped_texts()).rule.empty());
}

TEST_CASE("of what nothing is known it is said plainly, and no code is shown") {
    CHECK(words_of_debt("x_17", {}, shipped_texts()).title == "Another debt");
    CHECK(words_of_deduction("x_17", {}, shipped_texts()).title == "Other deduction");
    CHECK(words_of_debt({}, {}, shipped_texts()).title == "Another debt");
    CHECK(words_of_debt("other", "Lost key", shipped_texts()).title == "Owed for: Lost key");
}
