#include "platform/facility/sample/phrase.h"

#include <fstream>

#include <catch2/catch.hpp>

#include "tests/support/temp_dir.h"
#include "tests/unit/platform/facility/sample/sample_support.h"

using namespace dayroom;
using namespace dayroom::facility::sample;

namespace {

struct Told {
    Phrases phrases;
    Speaker speaker{"Ana", "mamá", false};
    Speaker other{"Luis", "mijo", true};
    Child child{"Lucía", false};
    Chosen world{{"aunt", "la tía Lupe"}};
    Chosen chosen;
    Dice dice{1};

    Told() {
        phrases.slots = {{"day", {"lunes", "martes", "jueves"}}, {"uncle", {"el tío Beto"}}};
        phrases.contractions = {{" a el ", " al "}};
    }
    std::string say(const std::string& text) {
        return fill(text, {&phrases, &speaker, &other, &child, &world, &chosen, &dice});
    }
};

}  // namespace

TEST_CASE("slots are filled, and keep their value within an exchange") {
    Told told;
    CHECK(told.say("Hola {call}, soy {me}.") == "Hola mijo, soy Ana.");
    const std::string day = told.say("{day}");
    for (int i = 0; i < 20; ++i) CHECK(told.say("{day}") == day);
    CHECK(told.say("{Aunt} y {aunt}") == "La tía Lupe y la tía Lupe");
    CHECK(told.say("Dile a {uncle} que sí.") == "Dile al tío Beto que sí.");
    CHECK(told.say("{nobody}") == "{nobody}");
}

TEST_CASE("forms follow who speaks, who is addressed and the child") {
    Told told;
    CHECK(told.say("[i:cansado|cansada] [y:tranquilo|tranquila] [k:serio|seria]") == "cansada tranquilo seria");
    CHECK(told.say("[unfinished") == "[unfinished");
}

TEST_CASE("capitals also for letters with marks") {
    CHECK(capitalised("ông") == "Ông");
    CHECK(capitalised("élan") == "Élan");
    CHECK(capitalised("día") == "Día");
    CHECK(capitalised("妈") == "妈");
    CHECK(capitalised("") == "");
}

TEST_CASE("sentences about a child are known") {
    CHECK(needs_child("{Kid} came home"));
    CHECK(needs_child("tell [k:him|her]"));
    CHECK_FALSE(needs_child("kidding"));
    CHECK(works_without_child({{"{kid} says hi", "hi"}}));
    CHECK_FALSE(works_without_child({{"{kid} says hi"}, {"hi"}}));
}

TEST_CASE("every language has enough of its own words") {
    const Assets assets = test::sample_assets();
    REQUIRE(assets.languages.size() == 6);
    for (const Phrases& phrases : assets.languages) {
        CAPTURE(phrases.language);
        std::size_t turns = 0;
        for (const Exchange& exchange : phrases.exchanges) turns += exchange.turns.size();
        CHECK(turns >= (phrases.language == "en" || phrases.language == "es" ? 80U : 40U));
        CHECK_FALSE(phrases.photo_asides.empty());
        CHECK_FALSE(phrases.rejected.empty());
    }
}

TEST_CASE("broken assets are errors that name the file") {
    const test::TempDir dir;
    CHECK(read_assets(dir.path()).error().code == ErrorCode::kNotFound);
    std::ofstream(dir / "en.json") << "{\"language\": 3}";
    const auto wrong = read_assets(dir.path());
    CHECK(wrong.error().code == ErrorCode::kInvalid);
    CHECK(wrong.error().detail.find("en.json") != std::string::npos);
    std::ofstream(dir / "en.json") << "{";
    CHECK(read_assets(dir.path()).error().code == ErrorCode::kInvalid);
    std::ofstream(dir / "en.json") << std::string(kMaxAssetBytes + 1, ' ');
    CHECK(read_assets(dir.path()).error().code == ErrorCode::kTooLarge);
}
