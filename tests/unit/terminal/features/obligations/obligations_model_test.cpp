#include "terminal/features/obligations/obligations_model.h"

#include "tests/support/terminal/test_texts.h"

using namespace dayroom;
using namespace dayroom::features;
using namespace dayroom::test;

namespace {

local::Obligation& add(local::Obligations& held, const std::string& state, std::int64_t set, std::int64_t owed) {
    auto& obligation = *held.add_obligations();
    obligation.set_code("court_debt");
    obligation.set_legal_basis("RCW 72.11.020");
    obligation.set_state(state);
    obligation.set_set_cents(set);
    obligation.set_owed_cents(owed);
    return obligation;
}

void put_name(google::protobuf::RepeatedPtrField<local::LocalText>& names, const char* language, const char* name) {
    auto& added = *names.Add();
    added.set_language(language);
    added.set_text(name);
}

void take(local::Obligation& obligation) {
    auto& taken = *obligation.mutable_last_taken();
    taken.set_basis_points(2'000);
    taken.set_cents(2'000);
    taken.set_gross_cents(10'000);
    taken.set_at_ms(kTestNow.ms());
}

}  // namespace

TEST_CASE("a debt says what was set, paid and left, why, and what the next deposit gives to it") {
    local::Obligations held;
    take(add(held, "active", 60'000, 42'500));
    const auto model = make_obligations(held, shipped_texts(), kTestNow);
    CHECK(model.total == "$425.00");
    REQUIRE(model.cards.size() == 1);
    const auto& card = model.cards[0];
    CHECK(card.title == "Court debt");
    CHECK(card.state == "Being paid");
    CHECK(card.facts[0].second == "$600.00");
    CHECK(card.facts[1].second == "$175.00");
    CHECK(card.facts[2].second == "$425.00");
    CHECK(card.paid_words == "29% is paid");
    CHECK(card.paid == Approx(0.2916).margin(0.001));
    CHECK(card.why == "Rule: RCW 72.11.020");
    CHECK(card.next ==
          "Next deposit: expect 20% of it to go to this, as on May 28 ($20.00 of $100.00). It is never more than what "
          "is left.");
}

TEST_CASE("the facility's own debts are told apart by what was charged") {
    local::Obligations held;
    auto& copay = add(held, "active", 400, 400);
    copay.set_code("sick_call_copay");
    copay.clear_legal_basis();
    put_name(*copay.mutable_name(), "en", "Sick call co-pay");
    put_name(*copay.mutable_name(), "es", "Copago de visita médica");
    auto& kit = add(held, "active", 250, 250);
    kit.set_code("hygiene");
    kit.clear_legal_basis();
    put_name(*kit.mutable_name(), "en", "Hygiene kit");
    const auto model = make_obligations(held, shipped_texts(), kTestNow);
    CHECK(model.cards[0].title == "Owed for: Sick call co-pay");
    CHECK(model.cards[0].why.empty());
    CHECK(model.cards[1].title == "Owed for: Hygiene kit");
    const auto spanish = make_obligations(held, shipped_texts("es"), kTestNow);
    CHECK(spanish.cards[0].title.ends_with("Copago de visita médica"));
    CHECK(spanish.cards[1].title.ends_with("Hygiene kit"));  // better English than nothing
}

TEST_CASE("the facility's own name for a debt comes before the words of the catalogs") {
    local::Obligations held;
    auto& debt = add(held, "active", 400, 400);
    put_name(*debt.mutable_name(), "en", "Owed to the county court");
    auto& unheard = add(held, "active", 400, 400);
    unheard.set_code("dna_sample");
    const auto model = make_obligations(held, shipped_texts(), kTestNow);
    CHECK(model.cards[0].title == "Owed to the county court");
    CHECK(model.cards[0].why == "Rule: RCW 72.11.020");
    CHECK(model.cards[1].title == "Owed for: RCW 72.11.020");
}

TEST_CASE("debts that nothing is taken for say so and are not in the sum") {
    local::Obligations held;
    add(held, "inactive", 5'000, 4'000);
    add(held, "fulfilled", 5'000, 0);
    add(held, "active", 100, 100);
    add(held, "never_heard_of", 100, 100);
    const auto t = shipped_texts();
    const auto model = make_obligations(held, t, kTestNow);
    CHECK(model.total == "$1.00");
    CHECK(model.cards[0].next == t("obligations.next_inactive"));
    CHECK(model.cards[1].next == t("obligations.next_fulfilled"));
    CHECK(model.cards[1].paid == Approx(1));
    CHECK(model.cards[2].next == t("obligations.next_unknown"));
    CHECK(model.cards[3].state == t("obligations.state.inactive"));
    CHECK(make_obligations({}, t, kTestNow).cards.empty());
}

TEST_CASE("two debts of one kind share what is taken, and hostile amounts break nothing") {
    local::Obligations held;
    take(add(held, "active", 100, 50));
    take(add(held, "active", 100, 50));
    const auto t = shipped_texts();
    CHECK(make_obligations(held, t, kTestNow).cards[1].next.ends_with(t("obligations.next_shared")));
    local::Obligations hostile;
    add(hostile, "active", INT64_MAX, 0);
    add(hostile, "active", INT64_MAX, INT64_MAX);
    add(hostile, "active", 0, INT64_MAX);
    add(hostile, "active", -5, 5);
    for (const auto& card : make_obligations(hostile, t, kTestNow).cards) {
        CHECK(card.paid >= 0);
        CHECK(card.paid <= 1);
    }
}
