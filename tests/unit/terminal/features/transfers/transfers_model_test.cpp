#include "terminal/features/transfers/transfers_model.h"

#include "terminal/features/base/nonce.h"
#include "tests/support/terminal/test_texts.h"

using namespace dayroom;
using namespace dayroom::features;
using namespace dayroom::test;

namespace {

local::Money purse() {
    local::Money money;
    money.set_spendable_cents(4'815);
    money.set_as_of_ms(kTestNow.ms());
    money.set_send_money_offered(true);
    money.set_send_money_fee_cents(150);
    money.set_cooling_off_hours(24);
    return money;
}

TransferAnswers transfer(Target target, const std::string& amount) {
    TransferAnswers answers;
    answers.target = target;
    answers.amount = amount;
    answers.nonce = std::string(kNonceBytes, 'n');
    return answers;
}

std::string problem(const TransferAnswers& answers, const local::Money& money) {
    const auto problems = problems_of_transfer(answers, money, shipped_texts("en"));
    return problems.empty() ? "" : problems.begin()->second;
}

}  // namespace

TEST_CASE("an amount is dollars, with cents or without, and nothing else") {
    struct Row {
        const char* typed;
        std::int64_t cents;  // 0: refused
    };
    const Row table[] = {
        {"5", 500},
        {"5.00", 500},
        {"5,50", 550},
        {" $12.50 ", 1'250},
        {"$ 3", 300},
        {"0.01", 1},
        {"007", 700},
        {"1000000", 100'000'000},
        {"", 0},
        {"0", 0},
        {"0.00", 0},
        {"-5", 0},
        {"-5.00", 0},
        {"+5", 0},
        {"5.5", 0},
        {"5.555", 0},
        {"5.", 0},
        {".50", 0},
        {"1e3", 0},
        {"1,000", 0},
        {"1.000,00", 0},
        {"5 00", 0},
        {"five", 0},
        {"--5", 0},
        {"5-", 0},
        {"$$5", 0},
        {"1000000.01", 0},
        {"99999999", 0},
        {"\xE2\x88\x92"
         "5",
         0},
        {"\xD9\xA5", 0},
        {"9223372036854775808", 0},
    };
    for (const Row& row : table) {
        INFO('"' << row.typed << '"');
        const auto amount = parse_amount(row.typed);
        CHECK(amount.has_value() == (row.cents > 0));
        if (amount && row.cents > 0) CHECK(amount->units() == row.cents);
    }
}

TEST_CASE("what cannot be moved is said before it is asked for") {
    local::Money money = purse();
    CHECK(problem(transfer(Target::kPhone, "48.15"), money).empty());
    CHECK(problem(transfer(Target::kPhone, "48.16"), money) == "You can spend $48.15. You need $0.01 more.");
    CHECK(problem(transfer(Target::kPhone, "-5"), money) == "Please write an amount like 5 or 12.50.");
    CHECK_FALSE(problem(transfer(Target::kPhone, ""), money).empty());
    // The fee counts, for what leaves the facility alone.
    CHECK(problem(transfer(Target::kRelease, "46.65"), money).empty());
    CHECK(problem(transfer(Target::kRelease, "46.66"), money) == "You can spend $48.15. You need $0.01 more.");
    CHECK(problem(transfer(Target::kContact, "5"), money) == "Please choose a contact.");

    money.set_brake_cents(2'000);
    money.set_brake_left_cents(700);
    money.set_brake(true);
    CHECK(problem(transfer(Target::kPhone, "7"), money).empty());
    CHECK(problem(transfer(Target::kPhone, "7.01"), money) ==
          "This is over your limit for today. You can still spend $7.00 today.");
    CHECK(problem(transfer(Target::kSavings, "40"), money).empty());  // it stays theirs
}

TEST_CASE("the question repeats the sum, the fee and what is left") {
    TransferAnswers answers = transfer(Target::kContact, "10");
    const auto question = ask_transfer(answers, "Maria Delgado", purse(), true, shipped_texts("en"));
    const std::vector<std::pair<std::string, std::string>> facts = {{"To", "Maria Delgado"},
                                                                    {"Amount", "$10.00"},
                                                                    {"Fee", "$1.50"},
                                                                    {"You have now", "$48.15"},
                                                                    {"Left after", "$36.65"}};
    CHECK(question.facts == facts);
    CHECK(ask_transfer(transfer(Target::kPhone, "10"), "", purse(), true, shipped_texts("en")).facts.size() == 4);
    CHECK(make_transfers(answers, purse(), shipped_texts("en"), kTestNow).price == "$11.50");
    CHECK(transfer_words(answers, "Maria Delgado", shipped_texts("es")) == "$10.00 a Maria Delgado.");
}

TEST_CASE("money goes out only where the facility offers it") {
    local::Money money = purse();
    CHECK(make_transfers({}, money, shipped_texts("en"), kTestNow).targets.size() == 4);
    money.set_send_money_offered(false);
    CHECK(make_transfers({}, money, shipped_texts("en"), kTestNow).targets.size() == 2);
}

TEST_CASE("a draft comes back as it was, and junk is no draft") {
    TransferAnswers answers = transfer(Target::kContact, "12.50");
    answers.contact_id = std::string(16, 'c');
    answers.note = "for school";
    const auto kept = read_transfer_draft(transfer_draft(answers));
    REQUIRE(kept.has_value());
    CHECK(kept->target == Target::kContact);
    CHECK(kept->contact_id == answers.contact_id);
    CHECK(kept->amount == "12.50");
    CHECK(kept->note == "for school");
    CHECK(kept->nonce == answers.nonce);
    CHECK_FALSE(read_transfer_draft("").has_value());
    CHECK_FALSE(read_transfer_draft("junk").has_value());
    TransferAnswers no_nonce = answers;
    no_nonce.nonce = "short";
    CHECK_FALSE(read_transfer_draft(transfer_draft(no_nonce)).has_value());
}

TEST_CASE("the query says the same as the page") {
    const auto move = make_transfer(transfer(Target::kSavings, "3"), purse());
    REQUIRE(move.has_move_money());
    CHECK(move.move_money().to() == "savings");
    CHECK(move.move_money().cents() == 300);
    TransferAnswers out = transfer(Target::kRelease, "3");
    out.contact_id = "left over from another choice";
    const auto send = make_transfer(out, purse());
    REQUIRE(send.has_send_money());
    CHECK(send.send_money().purpose() == "release_costs");
    CHECK(send.send_money().contact_id().empty());
    CHECK(send.send_money().fee_seen_cents() == 150);
}

TEST_CASE("the limit of a day, in words") {
    local::Money money = purse();
    CHECK(make_brake(money, shipped_texts("en"), kTestNow).state == "You have no limit now.");
    CHECK(make_brake(money, shipped_texts("en"), kTestNow).chosen == 0);
    money.set_brake_cents(2'500);
    money.set_brake_left_cents(500);
    money.set_brake(true);
    const BrakeModel model = make_brake(money, shipped_texts("en"), kTestNow);
    CHECK(model.state == "Your limit is $25.00 a day. You can still spend $5.00 today.");
    CHECK(model.chosen == 2);
    CHECK(model.coming.empty());
    CHECK(ask_brake(1'000, money, shipped_texts("en")).text == shipped_texts("en")("transfers.brake_at_once"));
    CHECK(ask_brake(5'000, money, shipped_texts("en")).text == shipped_texts("en")("transfers.brake_tomorrow"));
    CHECK(ask_brake(0, money, shipped_texts("en")).text == shipped_texts("en")("transfers.brake_tomorrow"));
    money.set_brake_next_cents(5'000);
    money.set_brake_next_from_ms(kTestNow.ms() + 86'400'000);
    CHECK(make_brake(money, shipped_texts("en"), kTestNow).chosen == 3);
    CHECK_FALSE(make_brake(money, shipped_texts("en"), kTestNow).coming.empty());
}
