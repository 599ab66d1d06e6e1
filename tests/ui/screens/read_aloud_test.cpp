// Reading the screen aloud: what is said, in which order and words, and when it is silent.
#include <algorithm>

#include <catch2/catch.hpp>

#include "tests/ui/screens/stage.h"

using namespace dayroom;
using namespace dayroom::test;

namespace {

constexpr const char* kButton = "header.read_aloud";
using Said = std::vector<std::string>;

/// Everything that is read from here on, to the end of the screen.
Said hear_all(Stage& stage) {
    constexpr int kMost = 300;
    Said heard;
    stage.speaker().said.clear();
    stage.driver().click(kButton);
    for (int at = 0; at < kMost && stage.speaker().is_speaking(); ++at) {
        heard.push_back(stage.speaker().last());
        stage.speaker().finish();
        stage.driver().frame();
        stage.settle();
    }
    CHECK_FALSE(stage.terminal().reading().on);
    return heard;
}

/// Where the words begin in what was heard; a failure when they were not.
std::size_t place_of(const Said& heard, const std::string& words) {
    for (std::size_t at = 0; at < heard.size(); ++at) {
        if (heard[at].find(words) != std::string::npos) return at;
    }
    std::string all;
    for (const auto& one : heard) all += one + "\n";
    FAIL("nobody heard \"" + words + "\" in:\n" + all);
    return 0;
}

void check_order(const Said& heard, const Said& words) {
    for (std::size_t at = 1; at < words.size(); ++at) {
        INFO(words[at - 1] + " before " + words[at]);
        CHECK(place_of(heard, words[at - 1]) < place_of(heard, words[at]));
    }
}

bool is_heard(const Said& heard, const std::string& words) {
    return std::any_of(heard.begin(), heard.end(),
                       [&](const auto& one) { return one.find(words) != std::string::npos; });
}

/// Says the next thing.
void hear_on(Stage& stage) {
    stage.speaker().finish();
    stage.driver().frame();
    stage.settle();
}

std::vector<ui::Node> marked(Stage& stage) {
    std::vector<ui::Node> out;
    for (const ui::Node& node : stage.driver().tree().nodes()) {
        if (node.being_read) out.push_back(node);
    }
    return out;
}

}  // namespace

TEST_CASE("nothing is said by itself, and a terminal without sound or voice offers nothing") {
    Stage stage;
    stage.sign_in();
    stage.open("notices");
    CHECK(stage.has(kButton));
    CHECK(stage.label(kButton) == "Read aloud");
    CHECK(stage.speaker().said.empty());
    stage.speaker().mute_language = "es";
    stage.prefer({.language = "es"});
    CHECK_FALSE(stage.has(kButton));
    Stage silent({.sound = false});
    CHECK_FALSE(silent.has(kButton));
    silent.sign_in();
    CHECK_FALSE(silent.has(kButton));
    silent.click("home.settings");
    CHECK_FALSE(silent.says("Reading aloud"));
}

TEST_CASE("a notice that must be read is read aloud in order, in the language of the screen") {
    Stage stage;
    stage.agent().ask_to_read(1);
    stage.sign_in();
    const Said heard = hear_all(stage);
    check_order(heard, {"Please read this notice.", "The phones in all units are repaired today.", "Button"});
    CHECK(stage.speaker().said.front().language == "en");
    for (const char* around : {"Sign out", "Home", "Text size", "Stop reading"}) CHECK_FALSE(is_heard(heard, around));
    stage.prefer({.language = "es"});
    const Said spanish = hear_all(stage);
    CHECK(is_heard(spanish, "Botón"));
    CHECK(stage.speaker().said.front().language == "es");
}

TEST_CASE("what is being read is framed and in sight, one at a time, to the end of a long chapter") {
    Stage stage({.width = 1024, .height = 600, .text_scale_percent = 200});
    stage.agent().add_handbook(true);
    stage.settle();
    stage.click("header.handbook");
    stage.click("chapter.1");
    stage.driver().click(kButton);
    CHECK(stage.label(kButton) == "Stop reading");
    int things = 0;
    Said heard;
    while (stage.speaker().is_speaking() && ++things < 100) {
        const auto now = marked(stage);
        REQUIRE(now.size() == 1);
        CHECK(now.front().label == stage.speaker().last().substr(0, now.front().label.size()));
        CHECK_FALSE(now.front().visible().empty());
        CHECK(stage.says("\"being_read\":true"));
        heard.push_back(stage.speaker().last());
        hear_on(stage);
    }
    CHECK(things > 5);
    check_order(heard, {"A photo ID.", "Visitors under 18 come with a parent."});
    CHECK(marked(stage).empty());
    CHECK(stage.label(kButton) == "Read aloud");
}

TEST_CASE("the same button is silence, and goes on where it stopped") {
    Stage stage;
    stage.agent().ask_to_read(1);
    stage.sign_in();
    stage.driver().click(kButton);
    hear_on(stage);
    hear_on(stage);
    const std::string there = stage.speaker().last();
    stage.driver().click(kButton);
    CHECK(stage.speaker().cut_off == 1);
    CHECK_FALSE(stage.speaker().is_speaking());
    CHECK(marked(stage).empty());
    const std::size_t before = stage.speaker().said.size();
    stage.advance(Milliseconds(5'000));
    CHECK(stage.speaker().said.size() == before);
    stage.driver().click(kButton);
    CHECK(stage.speaker().said.size() == before + 1);
    CHECK(stage.speaker().last() == there);
}

TEST_CASE("speech stops at leaving the screen, at another language, and at sign-out") {
    Stage stage;
    stage.sign_in();
    const auto stops_at = [&](const std::string& what, const auto& leave) {
        INFO(what);
        stage.speaker().cut_off = 0;
        stage.driver().click(kButton);
        REQUIRE(stage.speaker().is_speaking());
        leave();
        CHECK(stage.speaker().cut_off == 1);
        CHECK_FALSE(stage.speaker().is_speaking());
        CHECK_FALSE(stage.terminal().reading().on);
        const std::size_t said = stage.speaker().said.size();
        stage.advance(Milliseconds(3'000));
        CHECK(stage.speaker().said.size() == said);
    };
    stops_at("navigation", [&] { stage.open("notices"); });
    stops_at("back", [&] { stage.driver().click("header.back"); });
    stops_at("language", [&] { stage.prefer({.language = "es"}); });
    stops_at("the agent", [&] {
        stage.agent().go_away();
        stage.settle();
    });
    stage.agent().come_back();
    stage.settle();
    stage.sign_in();
    stops_at("the end of the session", [&] {
        stage.agent().push_moved();
        stage.terminal().sign_out();
        stage.driver().frame();
        stage.settle();
        CHECK_FALSE(stage.terminal().signed_in());
    });
}

TEST_CASE("the idle warning is read, what it interrupted goes on, and nobody there means silence") {
    Stage stage;
    stage.agent().ask_to_read(1);
    stage.sign_in();
    stage.advance(Milliseconds(89'000));
    stage.driver().click(kButton);  // a touch: the time begins anew
    stage.advance(Milliseconds(80'000));
    for (int i = 0; i < 20 && stage.speaker().last().find("phones") == std::string::npos; ++i) hear_on(stage);
    const std::string there = stage.speaker().last();
    stage.advance(Milliseconds(11'000));
    REQUIRE(stage.has("idle.cancel"));
    CHECK(stage.speaker().cut_off == 1);
    CHECK(stage.speaker().last() == stage.label("idle.title"));
    hear_on(stage);
    CHECK(stage.speaker().last().find("seconds") != std::string::npos);
    for (int i = 0; i < 5; ++i) hear_on(stage);
    CHECK_FALSE(stage.speaker().is_speaking());  // all of the warning was said
    stage.click("idle.cancel");
    CHECK(stage.speaker().last() == there);
    CHECK(stage.speaker().is_speaking());
    stage.advance(Milliseconds(121'000));
    CHECK_FALSE(stage.terminal().signed_in());
    CHECK_FALSE(stage.speaker().is_speaking());
    CHECK_FALSE(stage.terminal().reading().on);
}

TEST_CASE("an emergency ends what is being read and is said itself, nobody hears it who was not listening") {
    Stage stage;
    stage.sign_in();
    stage.open("money");
    stage.agent().announce_emergency("Severe weather: go to your cell.", "Mal tiempo: vaya a su celda.");
    stage.settle();
    CHECK(stage.speaker().said.empty());
    stage.agent().end_emergency();
    stage.settle();
    stage.driver().click(kButton);
    hear_on(stage);
    stage.agent().announce_emergency("Severe weather: go to your cell.", "Mal tiempo: vaya a su celda.");
    stage.settle();
    CHECK(stage.speaker().cut_off == 1);
    CHECK(stage.speaker().last().find("Severe weather: go to your cell.") == 0);
    CHECK(stage.speaker().last().find("Staff will tell you when it is over.") != std::string::npos);
    CHECK_FALSE(stage.terminal().reading().on);
    const std::size_t said = stage.speaker().said.size();
    hear_on(stage);
    CHECK(stage.speaker().said.size() == said);
    CHECK(is_heard(hear_all(stage), "Severe weather"));  // and it stands on the screen
}

TEST_CASE("a form is read with its labels, its help and its choices, as they are set") {
    Stage stage;
    stage.agent().offer_form_of_every_kind();
    stage.sign_in();
    stage.open("requests");
    stage.click("requests.new");
    stage.click("form.property");
    stage.click("field.what.missing");
    const Said heard = hear_all(stage);
    const std::string chosen = stage.label("field.what.missing");
    CHECK(is_heard(heard, chosen + ". Chosen"));
    CHECK(is_heard(heard, stage.label("field.what.release")));
    CHECK_FALSE(is_heard(heard, stage.label("field.what.release") + ". Chosen"));
    CHECK(place_of(heard, chosen) < place_of(heard, stage.label("field.day")));
    CHECK(is_heard(heard, "Empty"));
    CHECK(is_heard(heard, "Off"));
}

TEST_CASE("amounts are said in dollars and cents, as the language says them") {
    Stage stage;
    stage.sign_in();
    stage.open("money");
    const Said heard = hear_all(stage);
    CHECK(is_heard(heard, " dollars"));
    for (const auto& one : heard) CHECK(one.find('$') == std::string::npos);
    stage.prefer({.language = "es"});
    CHECK(is_heard(hear_all(stage), " dólares"));
}

TEST_CASE("sign-in, the handbook and PREA are read to whoever stands there, who is not sent away for listening") {
    Stage stage;
    stage.agent().add_handbook(true);
    stage.agent().offer_prea();
    stage.settle();
    CHECK(is_heard(hear_all(stage), stage.label("sign_in.title")));
    stage.click("header.handbook");
    stage.click("chapter.1");
    stage.driver().click(kButton);
    stage.advance(Milliseconds(5 * 60'000));
    CHECK(stage.speaker().is_speaking());
    CHECK(stage.says("A photo ID."));
    stage.advance(Milliseconds(7 * 60'000));
    CHECK_FALSE(stage.speaker().is_speaking());
    CHECK(stage.has("sign_in.submit"));
    stage.click("header.prea");
    const Said prea = hear_all(stage);
    CHECK(prea.front() == stage.label("prea.title"));
    CHECK(is_heard(prea, "#77"));
    stage.driver().click(kButton);
    REQUIRE(stage.speaker().is_speaking());
    stage.click("prea.back");
    CHECK_FALSE(stage.speaker().is_speaking());
}

TEST_CASE("no PIN is said, only how much of it is entered") {
    Stage stage;
    stage.digits(kNumber);
    stage.click("sign_in.submit");
    stage.digits("258");
    const Said heard = hear_all(stage);
    CHECK(is_heard(heard, "3 of "));
    CHECK_FALSE(is_heard(heard, "258"));
}

TEST_CASE("how fast it reads is chosen under Settings, holds at once, and is kept") {
    Stage stage;
    stage.sign_in();
    stage.driver().click(kButton);
    CHECK(stage.speaker().said.back().speed_percent == 100);
    stage.click("home.settings");
    REQUIRE(stage.reveal("settings.reading.2"));
    stage.click("settings.reading.2");
    stage.driver().click(kButton);
    CHECK(stage.speaker().said.back().speed_percent == 150);
    stage.terminal().sign_out();
    stage.driver().frame();
    stage.settle();
    CHECK(stage.terminal().preferences().reading_speed_percent == 100);  // the terminal's own
    stage.sign_in();
    CHECK(stage.terminal().preferences().reading_speed_percent == 150);
}

TEST_CASE("a device that is gone is said in words, and the terminal goes on") {
    Stage stage;
    stage.sign_in();
    stage.speaker().broken = true;
    stage.driver().click(kButton);
    stage.driver().frame();
    stage.settle();
    CHECK(stage.says("There is no sound on this terminal right now."));
    CHECK_FALSE(stage.terminal().reading().on);
    CHECK(stage.label(kButton) == "Read aloud");
}
