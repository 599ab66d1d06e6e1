#include <catch2/catch.hpp>

#include "tests/ui/screens/stage.h"

using namespace dayroom;
using namespace dayroom::test;
using Case = local::ToAgent::QueryCase;

namespace {

void open_transfers(Stage& stage) {
    stage.sign_in();
    stage.open("money");
    stage.click("money.move");
}

void type_amount(Stage& stage, const std::string& amount) {
    stage.click("transfers.amount");
    stage.driver().type(amount);
    stage.close_keyboard();
}

std::vector<local::MoveMoney> money_moves(Stage& stage) {
    std::vector<local::MoveMoney> all;
    for (const auto& query : stage.agent().asked()) {
        if (query.has_move_money()) all.push_back(query.move_money());
    }
    return all;
}

}  // namespace

TEST_CASE("money is moved to the phone account, with the sum on the button and in the question, and a receipt") {
    Stage stage;
    open_transfers(stage);
    CHECK_FALSE(stage.says("A contact"));  // nothing leaves this facility
    stage.click("transfers.quick.10");
    CHECK(stage.label("transfers.send") == "Move money, $10.00");
    stage.click("transfers.send");
    CHECK(stage.says("$38.15"));
    CHECK(stage.driver().focused()->id.ends_with("dialog.cancel"));
    stage.click("dialog.cancel");
    CHECK(money_moves(stage).empty());
    stage.click("transfers.send");
    stage.click("dialog.confirm");
    stage.settle();
    REQUIRE(money_moves(stage).size() == 1);
    CHECK(money_moves(stage)[0].to() == "phone");
    CHECK(money_moves(stage)[0].cents() == 1'000);
    CHECK(stage.label("receipt.text").find("$10.00 to your phone account.") == 0);
    stage.agent().push_outcome(true, "", "K7P39QXD", "transfer");
    stage.settle();
    CHECK(stage.label("receipt.title") == "Your money is there");
    CHECK(stage.agent().drafts().empty());
    stage.click("receipt.done");
    CHECK(stage.has("money.move"));
}

TEST_CASE("a minus sign, too much, or nothing at all never leaves the page") {
    Stage stage;
    open_transfers(stage);
    for (const char* amount : {"-5", "48.16", "0", "1e3"}) {
        INFO(amount);
        type_amount(stage, amount);
        stage.click("transfers.send");
        CHECK_FALSE(stage.has("dialog.confirm"));
        CHECK(stage.has("transfers.fix"));
        stage.click("transfers.amount");
        stage.driver().shortcut('a');
        stage.driver().press(ui::Key::kBackspace);
        stage.close_keyboard();
    }
    CHECK(money_moves(stage).empty());
}

TEST_CASE("money is sent to an approved contact, followed, and taken back") {
    Stage stage;
    stage.agent().offer_send_money(150, 24);
    open_transfers(stage);
    stage.click("transfers.target.2");
    CHECK(stage.says("Staff wait 24 hours first."));
    type_amount(stage, "12.50");
    stage.click("transfers.send");
    CHECK(stage.says("Please choose a contact."));
    stage.click("transfers.contact.0");
    stage.click("transfers.send");
    CHECK(stage.says("$1.50"));
    CHECK(stage.says("$34.15"));
    stage.click("dialog.confirm");
    stage.settle();
    CHECK(stage.agent().money().on_hold_cents() == 200 + 1'400);
    stage.open("home");
    stage.open("money");
    stage.click("transaction.0");
    stage.click("transaction.take_back");
    stage.click("dialog.confirm");
    stage.settle();
    CHECK(stage.agent().money().spendable_cents() == 4'815);
    CHECK(stage.says("It is being taken back."));
}

TEST_CASE("money is sent towards release costs without a contact, with what staff should know, and taken back") {
    Stage stage;
    stage.agent().offer_send_money(150, 24);
    open_transfers(stage);
    stage.click("transfers.target.3");
    CHECK_FALSE(stage.has("transfers.contact.0"));
    type_amount(stage, "12.50");
    stage.click("transfers.note");
    stage.driver().type("A bus ticket to Yakima");
    stage.close_keyboard();
    stage.click("transfers.send");
    CHECK(stage.says("$34.15"));
    CHECK(stage.agent().count(Case::kSendMoney) == 0);
    stage.click("dialog.confirm");
    stage.settle();
    std::vector<local::SendMoney> sent;
    for (const auto& query : stage.agent().asked()) {
        if (query.has_send_money()) sent.push_back(query.send_money());
    }
    REQUIRE(sent.size() == 1);
    CHECK(sent[0].purpose() == "release_costs");
    CHECK(sent[0].contact_id().empty());
    CHECK(sent[0].note() == "A bus ticket to Yakima");
    CHECK(stage.agent().money().on_hold_cents() == 200 + 1'400);
    stage.open("home");
    stage.open("money");
    stage.click("transaction.0");
    stage.click("transaction.take_back");
    stage.click("dialog.confirm");
    stage.settle();
    CHECK(stage.agent().money().spendable_cents() == 4'815);
}

TEST_CASE("a fee that moves while the question stands closes it and is said") {
    Stage stage;
    stage.agent().offer_send_money(150, 24);
    open_transfers(stage);
    stage.click("transfers.target.2");
    type_amount(stage, "12.50");
    stage.click("transfers.contact.0");
    stage.click("transfers.send");
    REQUIRE(stage.label("dialog.confirm") == "Yes, send, $14.00");
    SECTION("to another fee") {
        stage.agent().offer_send_money(300, 24);
        stage.agent().push_moved();
        stage.settle();
        CHECK_FALSE(stage.has("dialog.confirm"));
        CHECK(stage.says("it was $14.00, now it is $15.50. Nothing was taken."));
        CHECK(stage.agent().count(Case::kSendMoney) == 0);
        stage.click("transfers.send");
        CHECK(stage.label("dialog.confirm") == "Yes, send, $15.50");
        stage.click("dialog.confirm");
        stage.settle();
        CHECK(stage.agent().money().on_hold_cents() == 200 + 1'550);
    }
    SECTION("to none, as money stays in from now on: nothing goes to the phone account instead") {
        stage.agent().stop_send_money();
        stage.agent().push_moved();
        stage.settle();
        CHECK_FALSE(stage.has("dialog.confirm"));
        CHECK(stage.says("Money cannot be sent out of here any more right now."));
        CHECK(stage.agent().count(Case::kSendMoney) == 0);
        CHECK(money_moves(stage).empty());
    }
}

TEST_CASE("a limit for each day: less at once, more from the next day on") {
    Stage stage;
    open_transfers(stage);
    stage.click("transfers.brake.1");
    CHECK(stage.says("It starts now."));
    stage.click("dialog.confirm");
    stage.settle();
    CHECK(stage.agent().money().brake_cents() == 1'000);
    CHECK(stage.label("transfers.brake_state") == "Your limit is $10.00 a day. You can still spend $10.00 today.");
    type_amount(stage, "10.01");
    stage.click("transfers.send");
    CHECK(stage.says("This is over your limit for today."));
    stage.click("transfers.brake.4");
    CHECK(stage.says("It starts tomorrow."));
    stage.click("dialog.confirm");
    stage.settle();
    CHECK(stage.agent().money().brake_cents() == 1'000);
    CHECK(stage.has("transfers.brake_coming"));
}

TEST_CASE("a limit that was chosen without a connection waits, and the page says so") {
    Stage stage;
    open_transfers(stage);
    stage.agent().set_online(false);
    stage.settle();
    CHECK_FALSE(stage.has("transfers.brake_waiting"));
    stage.click("transfers.brake.1");
    stage.click("dialog.confirm");
    stage.settle();
    CHECK(stage.says("Your limit is saved here. It is not yet sent."));
    CHECK(stage.says("Saved here, not yet sent: a limit of $10.00 a day."));
    CHECK(stage.label("transfers.brake_state") == "You have no limit now.");
}

TEST_CASE("what was typed is there again after the page was left, and a refusal loses nothing") {
    Stage stage;
    open_transfers(stage);
    type_amount(stage, "7.25");
    stage.open("home");
    CHECK(stage.agent().drafts().contains("transfer"));
    stage.open("money");
    stage.click("money.move");
    CHECK(stage.label("transfers.send") == "Move money, $7.25");
    stage.agent().refuse_next_submission("spend_brake");
    stage.click("transfers.send");
    stage.click("dialog.confirm");
    stage.settle();
    CHECK(stage.says("This is over your limit for today. Nothing was taken."));
    CHECK(stage.label("transfers.send") == "Move money, $7.25");
}
