// The phone account on the screen: money for it, numbers, calls, disputes; in every look without findings.
#include <catch2/catch.hpp>

#include "tests/ui/screens/stage.h"

using namespace dayroom;
using namespace dayroom::test;

namespace {

void open_phone(Stage& stage) {
    stage.sign_in();
    stage.click("home.phone");
    stage.settle();
}

std::vector<local::MoveMoney> top_ups(Stage& stage) {
    std::vector<local::MoveMoney> all;
    for (const auto& query : stage.agent().asked())
        if (query.has_move_money()) all.push_back(query.move_money());
    return all;
}

void type_at(Stage& stage, const std::string& field, const std::string& text) {
    stage.click(field);
    stage.driver().type(text);
    stage.close_keyboard();
}

}  // namespace

TEST_CASE("without a phone account there is no tile for it") {
    Stage stage;
    stage.sign_in();
    CHECK_FALSE(stage.has("home.phone"));
}

TEST_CASE("the phone page says the balance, what it pays for, and the list with its rules") {
    Stage stage;
    stage.agent().offer_phone();
    open_phone(stage);
    CHECK(stage.says("Your balance pays for 20 minutes."));
    CHECK(stage.says("$0.06 a minute"));
    CHECK(stage.says("No charge to connect."));
    CHECK(stage.says("3 of 5 numbers"));
    CHECK(stage.says("You can ask for 4 changes of the list in 30 days. 3 are left."));
    CHECK(stage.says("The number is a pay phone."));
    CHECK(stage.says("Calls are recorded"));
}

TEST_CASE("money goes to the phone after a question that says both balances, and once") {
    Stage stage;
    stage.agent().offer_phone();
    open_phone(stage);
    stage.click("phone.quick.10");
    CHECK(stage.label("phone.top_up") == "Put it on the phone, $10.00");
    stage.click("phone.top_up");
    CHECK(stage.says("$38.15"));
    stage.click("dialog.cancel");
    CHECK(top_ups(stage).empty());
    stage.click("phone.top_up");
    stage.click("dialog.confirm");
    stage.settle();
    REQUIRE(top_ups(stage).size() == 1);
    CHECK(top_ups(stage)[0].to() == "phone");
    CHECK(top_ups(stage)[0].cents() == 1'000);
    CHECK(stage.agent().drafts().empty());
}

TEST_CASE("an amount that is none, or too much, never leaves the page") {
    Stage stage;
    stage.agent().offer_phone();
    open_phone(stage);
    for (const char* amount : {"-5", "48.16", "0"}) {
        INFO(amount);
        type_at(stage, "phone.amount", amount);
        stage.click("phone.top_up");
        CHECK_FALSE(stage.has("dialog.confirm"));
        stage.click("phone.amount");
        stage.driver().shortcut('a');
        stage.driver().press(ui::Key::kBackspace);
        stage.close_keyboard();
    }
    CHECK(top_ups(stage).empty());
}

TEST_CASE("a number is asked for with its name, and what is typed survives leaving the page") {
    Stage stage;
    stage.agent().offer_phone();
    open_phone(stage);
    stage.click("phone.add");
    stage.click("phone_form.send");
    CHECK(stage.has("phone_form.fix"));
    type_at(stage, "phone_form.name", "Ana Delgado");
    stage.open("home");
    stage.click("home.phone");
    stage.click("phone.add");
    stage.settle();
    CHECK(stage.value("phone_form.name") == "Ana Delgado");
    stage.click("phone_form.relationship.sister");
    type_at(stage, "phone_form.number", "2175550188");
    stage.click("phone_form.send");
    CHECK(stage.says("(217) 555-0188"));
    stage.click("dialog.confirm");
    stage.settle();
    CHECK(stage.has("phone.balance"));
    CHECK(stage.says("Ana Delgado"));
}

TEST_CASE("a touch on a number asks first, and taking it off is a wish") {
    Stage stage;
    stage.agent().offer_phone();
    open_phone(stage);
    stage.click("phone.number.0");
    CHECK(stage.says("Take Maria Delgado off your list?"));
    CHECK(stage.driver().focused()->id.ends_with("dialog.cancel"));
    stage.click("dialog.confirm");
    stage.settle();
    CHECK(stage.says("You asked to take it off"));
}

TEST_CASE("calls are listed to the last, and the charge of one is disputed in a form that is filled in") {
    Stage stage;
    stage.agent().offer_phone(60);
    stage.agent().offer_dispute_form();
    open_phone(stage);
    stage.click("phone.calls");
    stage.settle();
    CHECK(stage.says("$0.50 came back"));
    stage.click("call.0");
    stage.settle();
    CHECK(stage.says("You hung up"));
    stage.click("call.dispute");
    stage.settle();
    CHECK(stage.says("R-0"));

    // Filed, with other words about which call it is: the call leads to it from now on, and no second one is begun.
    stage.click("field.call");
    stage.driver().type(" the one on Monday");
    stage.settle();
    stage.click("form.submit");
    stage.click("dialog.confirm");
    stage.settle();
    stage.click("nav.home");
    stage.settle();
    stage.click("home.phone");
    stage.settle();
    stage.click("phone.calls");
    stage.settle();
    CHECK(stage.says("You dispute this"));
    stage.click("call.0");
    stage.settle();
    CHECK_FALSE(stage.has("call.dispute"));
    CHECK(stage.label("call.disputed").find("You said that this charge is not right.") == 0);
    stage.click("call.dispute_see");
    stage.settle();
    CHECK(stage.says("R-0"));
    CHECK(stage.says("A phone charge is not right"));
}

TEST_CASE("the phone pages in every look: the accessibility lint finds nothing") {
    for (const auto& [width, height] : {std::pair(1280, 800), std::pair(1024, 600), std::pair(800, 1280)}) {
        for (const char* language : {"en", "es"}) {
            for (const int scale : {100, 200}) {
                for (const char* theme : {"light", "contrast"}) {
                    CAPTURE(width, height, language, scale, theme);
                    const StageOptions options{.width = width,
                                               .height = height,
                                               .text_scale_percent = scale,
                                               .theme = theme,
                                               .language = language};
                    Stage stage(options);
                    stage.agent().offer_phone();
                    open_phone(stage);
                    stage.prefer(options);
                    stage.settle();
                    CHECK(stage.findings() == "");
                    stage.click("phone.add");
                    stage.settle();
                    CHECK(stage.findings() == "");
                    stage.open("home");
                    stage.click("home.phone");
                    stage.click("phone.calls");
                    stage.settle();
                    CHECK(stage.findings() == "");
                    stage.click("call.1");
                    stage.settle();
                    CHECK(stage.findings() == "");
                }
            }
        }
    }
}
