// What is printed says the same in every language: the same keys, with the same arguments.
#include "platform/facility/statements/paper_words.h"

#include <set>

#include <catch2/catch.hpp>

#include "platform/facility/ledger/types.h"
#include "platform/facility/statements/month_statement.h"
#include "tests/unit/platform/facility/hub_fixture/hub_fixture.h"

using namespace dayroom;
using namespace dayroom::facility;
using dayroom::test::must;

namespace {

std::set<std::string> arguments_of(const std::string& text) {
    std::set<std::string> names;
    for (std::size_t open = text.find('{'); open != std::string::npos; open = text.find('{', open + 1))
        names.insert(text.substr(open, text.find('}', open) - open + 1));
    return names;
}

}  // namespace

TEST_CASE("paper has every text in every language, with the same arguments") {
    const PaperWords english = must(PaperWords::in("en"));
    const auto all = must(PaperWords::all());
    CHECK(all.size() >= 2);
    for (const PaperWords& words : all) {
        INFO(words.language());
        CHECK(words.texts().size() == english.texts().size());
        for (const auto& [key, text] : english.texts()) {
            INFO(key);
            const auto own = words.texts().find(key);
            REQUIRE(own != words.texts().end());
            CHECK_FALSE(own->second.empty());
            CHECK(arguments_of(own->second) == arguments_of(text));
        }
    }
}

TEST_CASE("a language of paper is the one asked for, the one that it is a kind of, or English") {
    CHECK(must(PaperWords::in("es")).language() == "es");
    CHECK(must(PaperWords::in("es-419")).language() == "es");
    for (const char* other : {"en", "en-US", "ht", "", "-", "e", "ES"})
        CHECK(must(PaperWords::in(other)).language() == "en");
}

TEST_CASE("arguments stand where their names do, and what has no text reads as its key") {
    const PaperWords english = must(PaperWords::in("en"));
    CHECK(english("statement.title", {{"month", "{year}"}, {"year", "2026"}}) == "Statement of account, {year} 2026");
    CHECK(english("statement.title", {{"year", "2026"}}) == "Statement of account,  2026");
    CHECK(english("no.such_text") == "no.such_text");
    CHECK(english.of_code("part.", "court_debt", "part.other") == "Court debt");
    CHECK(english.of_code("part.", "made_up_here", "part.other") == "Deduction");
}

TEST_CASE("every kind of a line has its words in every language, and so has every month") {
    const auto all = must(PaperWords::all());
    for (const PaperWords& words : all) {
        INFO(words.language());
        for (auto kind = static_cast<int>(TransferKind::kDeposit); kind <= static_cast<int>(TransferKind::kVisit);
             ++kind) {
            MonthLine line;
            line.kind = static_cast<TransferKind>(kind);
            CHECK(words_for(line, words).find("kind.") == std::string::npos);
        }
        for (const char* state : {"posted", "pending", "voided"})
            CHECK(words(std::string("state.") + state).find("state.") == std::string::npos);
        for (int month = 1; month <= 12; ++month)
            CHECK(words("month." + std::to_string(month)).find("month.") == std::string::npos);
    }
}

TEST_CASE("a payment for a debt that has no name of its own has the words for its code") {
    const PaperWords spanish = must(PaperWords::in("es"));
    MonthLine line;
    line.kind = TransferKind::kDeduction;
    line.code = "obligation_payment";
    line.detail = "court_debt";
    CHECK(words_for(line, spanish) == "Pagado a una deuda: Deuda con el tribunal");
    line.detail = "made_up_here";
    CHECK(words_for(line, spanish) == "Pagado a una deuda: made_up_here");
    line.names = {{"en", "County court"}};
    CHECK(words_for(line, spanish) == "Pagado a una deuda: County court");
}

TEST_CASE("a part of a deposit has the rule's own name, else the words for its code") {
    const PaperWords spanish = must(PaperWords::in("es"));
    MonthPart part{"court_debt", {}, {{"en", "RCW 72.09.480"}}, 2'000, Cents::of(100), false};
    CHECK(words_for(part, spanish) == "Deuda con el tribunal, 20 %, RCW 72.09.480");
    part.names = {{"en", "County court"}};
    CHECK(words_for(part, spanish) == "County court, 20 %, RCW 72.09.480");
    part.names.emplace_back("es", "Tribunal del condado");
    part.into_savings = true;
    part.basis_points = 0;
    CHECK(words_for(part, spanish) == "A los ahorros: Tribunal del condado, RCW 72.09.480");
    part.legal_basis.emplace_back("es", "Ley RCW 72.09.480");
    CHECK(words_for(part, spanish) == "A los ahorros: Tribunal del condado, Ley RCW 72.09.480");
    CHECK(words_for(part, must(PaperWords::in("en"))) == "Into savings: County court, RCW 72.09.480");
}
