// The real synthesizer: what is heard in each language that is shipped, and what is not.
#include <filesystem>

#include <catch2/catch.hpp>

#include "terminal/ui/catalog/texts.h"
#include "terminal/ui/voice/spoken_text.h"
#include "terminal/ui/voice/synthesizer.h"
#include "tests/unit/terminal/ui/catalog/source_text.h"
#include "tests/unit/terminal/ui/voice/disk_sound.h"

using namespace dayroom;
using namespace dayroom::ui;
using test::heard_share;
using test::loudest;

namespace {

std::vector<std::string> shipped_languages() {
    const auto catalogs = Catalogs::read(test::source_folder() + "/assets/text");
    REQUIRE(catalogs.ok());
    std::vector<std::string> out;
    for (const auto& catalog : (*catalogs)->all()) out.push_back(catalog.language());
    return out;
}

std::string sentence_in(const std::string& language) {
    const auto catalogs = Catalogs::read(test::source_folder() + "/assets/text");
    REQUIRE(catalogs.ok());
    return Texts(*catalogs, language, "UTC")("settings.kept");
}

std::vector<std::int16_t> sound_of(Synthesizer& voice, const std::string& text, const std::string& language,
                                   int speed = 100) {
    std::vector<std::int16_t> all;
    const auto keep = [&](std::span<const std::int16_t> some) {
        all.insert(all.end(), some.begin(), some.end());
        return true;
    };
    for (const std::string& piece : spoken_pieces(text)) REQUIRE(voice.speak(piece, language, speed, keep).ok());
    return all;
}

}  // namespace

TEST_CASE("every language that is shipped has a voice, and real sound comes out of it") {
    const auto languages = shipped_languages();
    auto made = Synthesizer::create(languages);
    REQUIRE(made.ok());
    Synthesizer& voice = **made;
    CHECK(voice.samples_a_second() >= 16'000);
    for (const auto& language : languages) {
        CAPTURE(language);
        CHECK(voice.has_voice(language));
        const auto sound = sound_of(voice, sentence_in(language), language);
        const double seconds = static_cast<double>(sound.size()) / voice.samples_a_second();
        CHECK(seconds > 1.5);
        CHECK(seconds < 10);
        CHECK(loudest(sound) > 5'000);
        CHECK(heard_share(sound) > 0.4);
    }
    CHECK(sound_of(voice, "Red", "en") != sound_of(voice, "Red", "es"));
    CHECK_FALSE(voice.has_voice("tlh"));
    CHECK(voice.speak("a", "tlh", 100, [](auto) { return true; }).error().code == ErrorCode::kNotFound);
}

TEST_CASE("slow is longer than normal, and fast is shorter") {
    auto made = Synthesizer::create(std::vector<std::string>{"en"});
    REQUIRE(made.ok());
    const std::string words = "Count is at four in the afternoon.";
    const auto normal = sound_of(**made, words, "en", 100).size();
    CHECK(sound_of(**made, words, "en", 75).size() > normal * 11 / 10);
    CHECK(sound_of(**made, words, "en", 150).size() < normal * 9 / 10);
}

TEST_CASE("markup and phonemes are words like others") {
    auto made = Synthesizer::create(std::vector<std::string>{"en"});
    REQUIRE(made.ok());
    const auto plain = sound_of(**made, "hello", "en");
    // As markup it would be silent but for the pause.
    const auto marked = sound_of(**made, "<break time=\"10s\"/>", "en");
    CHECK(heard_share(marked) > 0.3);
    CHECK(marked.size() < static_cast<std::size_t>((*made)->samples_a_second()) * 8);
    // As phonemes both would sound the same.
    std::vector<std::int16_t> raw;
    REQUIRE((*made)
                ->speak("[[h@l'oU]]", "en", 100,
                        [&](std::span<const std::int16_t> some) {
                            raw.insert(raw.end(), some.begin(), some.end());
                            return true;
                        })
                .ok());
    CHECK(raw != plain);
    CHECK(raw.size() > plain.size() * 3 / 2);
}

TEST_CASE("who wants no more gets no more") {
    auto made = Synthesizer::create(std::vector<std::string>{"en"});
    REQUIRE(made.ok());
    int calls = 0;
    const std::string text = spoken_pieces("One two three four five six seven eight nine ten eleven twelve.").front();
    CHECK((*made)->speak(text, "en", 100, [&](auto) { return ++calls < 2; }).ok());
    CHECK(calls == 2);
}

TEST_CASE("the library serves one at a time") {
    const std::vector<std::string> english{"en"};
    auto first = Synthesizer::create(english);
    REQUIRE(first.ok());
    CHECK(Synthesizer::create(english).error().code == ErrorCode::kUnavailable);
    first->reset();
    CHECK(Synthesizer::create(english).ok());
}
