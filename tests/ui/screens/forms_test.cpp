// Forms as data on the screen: every kind of field, conditions, what is wrong beside its field, versions, replies.
#include <catch2/catch.hpp>

#include "tests/ui/screens/stage.h"

using namespace dayroom;
using namespace dayroom::test;
using Case = local::ToAgent::QueryCase;

namespace {

void open_property(Stage& stage) {
    stage.agent().offer_form_of_every_kind();
    stage.sign_in();
    stage.open("requests");
    stage.click("requests.new");
    stage.click("form.property");
}

void type_into(Stage& stage, const std::string& field, const std::string& text) {
    stage.click(field);
    stage.driver().type(text);
    stage.close_keyboard();
}

std::map<std::string, std::string> last_answers(Stage& stage) {
    std::map<std::string, std::string> answers;
    for (const auto& query : stage.agent().asked()) {
        if (!query.has_submit_request()) continue;
        answers.clear();
        for (const auto& answer : query.submit_request().answers()) answers[answer.field()] = answer.value();
    }
    return answers;
}

}  // namespace

TEST_CASE("a field stands there only while its condition holds, and what is hidden is not sent") {
    Stage stage;
    open_property(stage);
    CHECK_FALSE(stage.has("field.day"));
    stage.click("field.what.missing");
    CHECK(stage.reveal("field.day"));
    type_into(stage, "field.day", "05/20/2026");
    stage.click("field.what.release");
    CHECK_FALSE(stage.has("field.day"));
    stage.click("field.what.missing");
    stage.reveal("field.day");
    CHECK(stage.value("field.day") == "05/20/2026");
    stage.click("field.listed.no");
    stage.click("field.sure");
    stage.click("form.submit");
    stage.click("dialog.confirm");
    stage.settle();
    CHECK(last_answers(stage) == std::map<std::string, std::string>{
                                     {"day", "2026-05-20"}, {"listed", "no"}, {"sure", "yes"}, {"what", "missing"}});
}

TEST_CASE("dates, amounts, contacts and items go out in the form's own notation") {
    Stage stage;
    open_property(stage);
    stage.click("field.what.missing");
    type_into(stage, "field.day", "5/7/2026");
    type_into(stage, "field.worth", "12.50");
    type_into(stage, "field.pieces", "2");
    type_into(stage, "field.item", "Noodle");
    stage.settle();
    stage.click("field.item.7011");
    CHECK(stage.label("field.item.chosen").find("Noodle soup, chicken") != std::string::npos);
    stage.click("field.listed.yes");
    stage.click("field.sure");
    stage.click("form.submit");
    stage.click("dialog.confirm");
    stage.settle();
    auto answers = last_answers(stage);
    CHECK(answers["day"] == "2026-05-07");
    CHECK(answers["worth"] == "1250");
    CHECK(answers["pieces"] == "2");
    CHECK(answers["item"] == "7011");
    CHECK(answers["listed"] == "yes");
}

TEST_CASE("what is wrong stands beside its field, in plain words, and nothing is sent") {
    Stage stage;
    open_property(stage);
    stage.click("field.what.missing");
    type_into(stage, "field.day", "01/01/2026");
    type_into(stage, "field.worth", "2000");
    type_into(stage, "field.pieces", "9");
    stage.click("form.submit");
    CHECK_FALSE(stage.has("dialog.confirm"));
    const auto problem = [&](const std::string& field) {
        stage.reveal(field + ".error");
        return stage.label(field + ".error");
    };
    CHECK(problem("field.day") == "The first day that you can write here is April 28.");
    CHECK(problem("field.worth") == "$1,000.00 or less, please.");
    CHECK(problem("field.pieces") == "4 or less, please.");
    CHECK(problem("field.listed") == "Please fill this in.");
    CHECK(problem("field.sure") == "Please switch this on to go on.");
    CHECK(stage.agent().count(Case::kSubmitRequest) == 0);
    stage.click("field.pieces");
    stage.driver().press(ui::Key::kBackspace);
    stage.driver().type("3");
    stage.close_keyboard();
    CHECK_FALSE(stage.says("4 or less, please."));
}

TEST_CASE("the first field that is wrong comes into sight with what is wrong, and has the focus") {
    for (const int scale : {100, 200}) {
        Stage stage({.text_scale_percent = scale});
        open_property(stage);
        stage.click("form.submit");
        CAPTURE(scale);
        CHECK(stage.driver().node("field.what.release").focused);
        for (const char* id : {"field.what.label", "field.what.error", "field.what.release"})
            CHECK_FALSE(stage.driver().node(id).visible().empty());
        stage.click("field.what.missing");
        stage.click("form.submit");
        CHECK(stage.driver().node("field.day").focused);
        CHECK_FALSE(stage.driver().node("field.day.error").visible().empty());
        CHECK_FALSE(stage.has("field.what.error"));
    }
}

TEST_CASE("a long label of a short field stands there in full, in each size of text") {
    for (const int scale : {100, 200}) {
        Stage stage({.text_scale_percent = scale});
        auto& form = stage.agent().offer_form_of_every_kind();
        const std::string label =
            "How many pieces of clothing, books and papers did you have with you when you were moved to this unit, and "
            "how many of them are missing now?";
        for (auto& field : *form.mutable_fields()) {
            if (field.code() == "pieces") field.mutable_label(0)->set_text(label);
        }
        stage.sign_in();
        stage.open("requests");
        stage.click("requests.new");
        stage.click("form.property");
        CAPTURE(scale);
        REQUIRE(stage.reveal("field.pieces"));
        bool stands = false;
        for (const auto& sample : stage.driver().tree().texts()) {
            if (sample.text.find(label.substr(0, 20)) == std::string::npos) continue;
            stands = true;
            CHECK_FALSE(sample.shortened);
        }
        CHECK(stands);
        const float line = stage.driver().node("field.item").rect.h;
        CHECK(stage.driver().node("field.pieces").rect.h > line * 1.2F);
    }
}

TEST_CASE("a draft of an older version is kept, and what changed is told") {
    Stage stage;
    auto& form = stage.agent().offer_form_of_every_kind();
    stage.sign_in();
    stage.open("requests");
    stage.click("requests.new");
    stage.click("form.property");
    stage.click("field.what.missing");
    type_into(stage, "field.text", "A grey jacket");
    stage.advance(Milliseconds(1000));
    CHECK_FALSE(stage.has("form.changed"));

    form.set_revision(2);
    form.mutable_fields()->RemoveLast();   // "text" is asked no more
    form.mutable_fields(4)->set_most(10);  // "pieces" otherwise
    auto* added = form.add_fields();
    added->set_code("shelf");
    added->set_kind("text");
    auto* label = added->add_label();
    label->set_language("en");
    label->set_text("Which shelf?");
    stage.agent().push_moved();
    stage.settle();
    CHECK(stage.reveal("form.changed"));
    CHECK(stage.says("New: Which shelf?"));
    CHECK(stage.says("Please look again: How many pieces?"));
    CHECK(stage.says("No longer asked: Tell us more. You wrote: A grey jacket"));

    // What was written is still told when the draft is opened again.
    stage.open("home");
    stage.open("requests");
    stage.click("requests.new");
    stage.click("form.property");
    stage.settle();
    CHECK(stage.says("You wrote: A grey jacket"));
}

TEST_CASE("staff need more: the reply is kept as a draft, goes out once, and the request can be taken back") {
    Stage stage;
    stage.sign_in();
    stage.agent().return_newest_request("Which month do you mean?");
    stage.open("requests");
    stage.click("request.0");
    CHECK(stage.says("Which month do you mean?"));
    CHECK(stage.says("Staff cannot go on without you."));
    CHECK(stage.says("Please answer by May 31"));
    type_into(stage, "request.reply", "The month of March");
    stage.advance(Milliseconds(1000));
    stage.open("home");
    stage.open("requests");
    stage.click("request.0");
    stage.reveal("request.reply");
    CHECK(stage.value("request.reply") == "The month of March");
    stage.click("request.reply_send");
    stage.settle();
    CHECK(stage.agent().count(Case::kReplyToRequest) == 1);
    CHECK(stage.agent().drafts().empty());
    CHECK(stage.says("Your answer is saved here and will be sent"));
    stage.click("request.withdraw");
    stage.click("dialog.cancel");
    CHECK(stage.agent().count(Case::kWithdrawRequest) == 0);
    stage.click("request.withdraw");
    stage.click("dialog.confirm");
    stage.settle();
    CHECK(stage.agent().count(Case::kWithdrawRequest) == 1);
    CHECK_FALSE(stage.has("request.withdraw"));
}

TEST_CASE("a form is filled in with the keyboard alone") {
    Stage stage;
    open_property(stage);
    const auto focus = [&](const std::string& id) {
        for (int press = 0; press < 60; ++press) {
            if (stage.has(id) && stage.driver().node(id).focused) return true;
            stage.driver().press(ui::Key::kTab);
            stage.settle();
        }
        return false;
    };
    REQUIRE(focus("field.what.missing"));
    stage.driver().press(ui::Key::kEnter);
    stage.settle();
    REQUIRE(focus("field.day"));
    stage.driver().type("05/20/2026");
    REQUIRE(focus("field.listed.yes"));
    stage.driver().press(ui::Key::kEnter);
    stage.settle();
    REQUIRE(focus("field.sure"));
    stage.driver().press(ui::Key::kEnter);
    stage.settle();
    REQUIRE(focus("form.submit"));
    stage.driver().press(ui::Key::kEnter);
    stage.settle();
    CHECK(stage.has("dialog.confirm"));
}
