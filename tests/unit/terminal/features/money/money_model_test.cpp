#include "terminal/features/money/money_model.h"

#include "tests/support/terminal/test_texts.h"

using namespace dayroom;
using namespace dayroom::features;
using namespace dayroom::test;

namespace {

local::Transaction deposit() {
    local::Transaction made;
    made.set_kind("deposit");
    made.set_reason_code("deposit");
    made.set_reason_detail("Maria Delgado");
    made.set_state("posted");
    made.set_change_cents(500);
    made.set_balance_after_cents(4815);
    made.set_gross_cents(10'000);
    made.set_at_ms(kTestNow.ms());
    auto* part = made.add_parts();
    part->set_code("savings");
    part->set_legal_basis("RCW 72.09.480");
    part->set_basis_points(1000);
    part->set_cents(1000);
    part->set_into_savings(true);
    part = made.add_parts();
    part->set_code("some_new_rule");
    part->set_basis_points(250);
    part->set_cents(250);
    part->set_still_owed_cents(9'000);
    return made;
}

}  // namespace

TEST_CASE("a deposit opens as arithmetic with rule and legal basis") {
    const auto detail = make_detail(deposit(), {}, shipped_texts(), kTestNow);
    REQUIRE(detail.lines.size() == 4);
    CHECK(detail.lines[0].label == "Sent to you");
    CHECK(detail.lines[0].amount == "$100.00");
    CHECK(detail.lines[1].label == "Your savings");
    CHECK(detail.lines[1].amount == "−$10.00");
    CHECK(detail.lines[1].note == "10% of the deposit · Rule: RCW 72.09.480 · still yours");
    CHECK(detail.lines[2].label == "Other deduction");
    CHECK(detail.lines[2].note == "2.5% of the deposit · $90.00 still owed");
    CHECK(detail.lines[3].is_total);
    CHECK(detail.lines[3].amount == "$5.00");
}

TEST_CASE("a transaction reads in plain words, with its state") {
    const auto t = shipped_texts();
    auto one = deposit();
    CHECK(make_transaction(one, {}, t, kTestNow).title == "Money from Maria Delgado");
    CHECK(make_transaction(one, {}, t, kTestNow).subtitle == "2 parts were taken out");
    CHECK(make_transaction(one, {}, t, kTestNow).balance == "Balance $48.15");
    one.set_state("pending");
    CHECK(make_transaction(one, {}, t, kTestNow).subtitle == "On hold, not charged yet");
    CHECK(make_transaction(one, {}, t, kTestNow).balance.empty());
    one.set_state("queued");
    CHECK(make_transaction(one, {}, t, kTestNow).waiting);
    one.clear_reason_detail();
    one.set_kind("never_heard_of");
    CHECK(make_transaction(one, {}, t, kTestNow).title == "Other");
}

TEST_CASE("amounts read the same in every language") {
    local::Money money;
    money.set_spendable_cents(4815);
    money.set_queued_cents(200);
    CHECK(make_money(money, shipped_texts("es"), kTestNow).spendable == "$48.15");
    CHECK(make_money(money, shipped_texts("es"), kTestNow).reserved.find("$2.00") == 0);
}

TEST_CASE("the bars of a month are shares of the longest") {
    local::Money money;
    money.set_month_in_cents(5000);
    auto* part = money.add_month_parts();
    part->set_kind("commissary");
    part->set_cents(2500);
    const auto bars = make_money(money, shipped_texts(), kTestNow).month;
    REQUIRE(bars.size() == 2);
    CHECK(bars[0].share == Approx(1));
    CHECK(bars[1].share == Approx(0.5));
    CHECK(bars[1].amount == "−$25.00");
    CHECK(make_money(local::Money{}, shipped_texts(), kTestNow).month[0].share == Approx(0));
}

TEST_CASE("a fee names its form in the reader's language, money that came in is no spending") {
    local::Transaction fee;
    fee.set_kind("request_fee");
    fee.set_reason_code("request_fee");
    fee.set_reason_detail("document_copy");
    CHECK(make_transaction(fee, {{"document_copy", "Copia de un documento"}}, shipped_texts("es"), kTestNow).title ==
          "Copia de un documento");
    local::Money money;
    money.add_month_parts()->set_kind("deposit");
    money.add_month_parts()->set_kind("phone");
    CHECK(make_money(money, shipped_texts(), kTestNow).month.size() == 2);
}
