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

TEST_CASE("a deduction without a word of its own is named by its rule, which is not said twice") {
    auto one = deposit();
    one.mutable_parts(1)->set_legal_basis("Local rule 17");
    const auto detail = make_detail(one, {}, shipped_texts(), kTestNow);
    CHECK(detail.lines[2].label == "Taken for: Local rule 17");
    CHECK(detail.lines[2].note == "2.5% of the deposit · $90.00 still owed");
}

TEST_CASE("the facility's own names come first, in the person's language") {
    const auto name = [](auto* names, const char* language, const char* text) {
        auto& added = *names->Add();
        added.set_language(language);
        added.set_text(text);
    };
    auto one = deposit();
    name(one.mutable_parts(0)->mutable_name(), "en", "Your release fund");
    name(one.mutable_parts(1)->mutable_name(), "en", "DNA sample");
    name(one.mutable_parts(1)->mutable_name(), "es", "Muestra de ADN");
    const auto detail = make_detail(one, {}, shipped_texts("es"), kTestNow);
    CHECK(detail.lines[1].label == "Your release fund");  // not the catalog's Spanish for what has another name here
    CHECK(detail.lines[2].label == "Muestra de ADN");

    local::Transaction charge;
    charge.set_kind("adjustment");
    charge.set_state("posted");
    charge.set_reason_code("charge");
    charge.set_reason_detail("Lost in the yard");
    const auto title = [&](const char* language) {
        return make_transaction(charge, {}, shipped_texts(language), kTestNow).title;
    };
    CHECK(title("en") == "Charge: Lost in the yard");
    name(charge.mutable_reason_name(), "en", "ID card");
    name(charge.mutable_reason_name(), "es", "Credencial");
    CHECK(title("en") == "Charge: ID card · Lost in the yard");
    CHECK(title("es") == "Cargo: Credencial · Lost in the yard");

    charge.set_reason_code("obligation_payment");
    charge.set_reason_detail("court_debt");
    CHECK(title("es") == "Pagado a: Credencial");
    charge.clear_reason_name();
    CHECK(title("en") == "Paid toward: Court debt");
    charge.set_reason_detail("no_words_for_it");
    CHECK(title("en") == "Paid toward what you owe");
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
    money.set_month_out_cents(2600);
    for (const auto& [kind, cents] : {std::pair{"phone", -100}, std::pair{"commissary", -2500}}) {
        money.add_month_parts()->set_kind(kind);
        money.mutable_month_parts(money.month_parts_size() - 1)->set_cents(cents);
    }
    const auto bars = make_month(money, shipped_texts(), kTestNow).bars;
    REQUIRE(bars.size() == 4);
    CHECK(bars[0].share == Approx(1));
    CHECK(bars[1].amount == "−$26.00");
    CHECK(bars[2].label == "Commissary");  // most of it first
    CHECK(bars[2].share == Approx(0.5));
    CHECK(bars[2].amount == "−$25.00");
    CHECK(make_month(local::Money{}, shipped_texts(), kTestNow).bars[0].share == Approx(0));
}

TEST_CASE("a month that was chosen has its name and year, and what went out by kind") {
    local::Statement statement;
    statement.set_year(2025);
    statement.set_month(12);
    statement.set_in_cents(1'000);
    statement.set_out_cents(4'000);
    statement.add_parts()->set_kind("deposit");
    statement.mutable_parts(0)->set_cents(1'000);
    statement.add_parts()->set_kind("phone");
    statement.mutable_parts(1)->set_cents(-4'000);
    const auto month = make_month(statement, shipped_texts("es"));
    CHECK(month.title == "Diciembre de 2025");
    REQUIRE(month.bars.size() == 3);
    CHECK(month.bars[0].share == Approx(0.25));
    CHECK(month.bars[2].label == "Teléfono");
}

TEST_CASE("the bars of a deposit fall from what was sent to what was added") {
    auto made = deposit();
    made.set_fee_cents(1'000);
    const auto lines = make_detail(made, {}, shipped_texts(), kTestNow).lines;
    REQUIRE(lines.size() == 5);
    CHECK(lines[0].from == Approx(0));
    CHECK(lines[0].to == Approx(1));
    for (std::size_t at = 1; at + 1 < lines.size(); ++at) {
        CHECK(lines[at].to == Approx(lines[at - 1].from == Approx(0) && at == 1 ? 1 : lines[at - 1].from));
        CHECK(lines[at].from < lines[at].to);
    }
    CHECK(lines[4].from == Approx(0));
    CHECK(lines[4].to == Approx(0.05));
    CHECK(make_detail(made, {}, shipped_texts(), kTestNow).paid_debts);
}

TEST_CASE("what is shown is said in words, and nothing when everything is") {
    const auto t = shipped_texts();
    CHECK(finding_words(local::EVERYTHING, "", {}, t).empty());
    CHECK(finding_words(local::MONEY_OUT, "phone", {2026, 5}, t) == "Money out · Phone · May 2026");
    for (const auto& [code, name] : transaction_kinds(t)) CHECK(t.has("money.kind." + code));
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
    money.mutable_month_parts(0)->set_cents(500);
    money.add_month_parts()->set_kind("phone");
    money.mutable_month_parts(1)->set_cents(-500);
    CHECK(make_month(money, shipped_texts(), kTestNow).bars.size() == 3);
}
