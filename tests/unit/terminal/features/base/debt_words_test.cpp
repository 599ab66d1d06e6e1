#include "terminal/features/base/debt_words.h"

#include "tests/support/terminal/test_texts.h"

using namespace dayroom;
using namespace dayroom::features;
using namespace dayroom::test;

namespace {

template <typename Thing>
Thing coded(const char* code, const char* legal_basis, const char* english = nullptr) {
    Thing thing;
    thing.set_code(code);
    thing.set_legal_basis(legal_basis);
    if (english != nullptr) {
        auto& name = *thing.add_name();
        name.set_language("en");
        name.set_text(english);
    }
    return thing;
}
DebtWords debt(const char* code, const char* basis, const char* name = nullptr, const char* language = "en") {
    return words_of_debt(coded<local::Obligation>(code, basis, name), shipped_texts(language));
}
DebtWords part(const char* code, const char* basis, const char* language = "en") {
    return words_of_deduction(coded<local::Transaction::Part>(code, basis), shipped_texts(language));
}

}  // namespace

TEST_CASE("what has a word in the catalogs is called by it, with its rule beside it") {
    const DebtWords court = debt("court_debt", "RCW 72.09.480");
    CHECK(court.title == "Court debt");
    CHECK(court.rule == "Rule: RCW 72.09.480");
    CHECK(part("court_debt", "", "es").title == "Deuda con el tribunal");
    CHECK(part("court_debt", "", "es").rule.empty());
}

TEST_CASE("the facility's own name comes first, without a legal basis it says what is owed for") {
    CHECK(debt("court_debt", "RCW 72.09.480", "County fine").title == "County fine");
    CHECK(debt("court_debt", "RCW 72.09.480", "County fine").rule == "Rule: RCW 72.09.480");
    CHECK(debt("sick_call_copay", "", "Sick call co-pay").title == "Owed for: Sick call co-pay");
    CHECK(debt("hygiene", "", "Hygiene kit").title == "Owed for: Hygiene kit");
    CHECK(debt("hygiene", "", "Hygiene kit", "es").title == "Se debe por: Hygiene kit");
}

TEST_CASE("any other is called by what came with it, once, and two of them never read alike") {
    CHECK(debt("x_16", "Order 9").title == "Owed for: Order 9");
    CHECK(debt("x_16", "Order 9").rule.empty());
    CHECK(debt("x_17", "Order 10").title != debt("x_16", "Order 9").title);
    CHECK(part("drug_fund", "RCW 69.50").title == "Taken for: RCW 69.50");
    CHECK(part("drug_fund", "RCW 69.50").rule.empty());
}

TEST_CASE("of what nothing is known it is said plainly, and no code is shown") {
    CHECK(debt("x_17", "").title == "Another debt");
    CHECK(part("x_17", "").title == "Other deduction");
    CHECK(debt("", "").title == "Another debt");
    CHECK(debt("other", "Lost key").title == "Owed for: Lost key");
}
