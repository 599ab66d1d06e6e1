#include "terminal/ui/voice/voice_speaker.h"

#include <catch2/catch.hpp>

#include "tests/unit/terminal/ui/voice/disk_sound.h"

using namespace dayroom;
using namespace dayroom::ui;

namespace {

/// Tells when something has been said.
class Said {
public:
    std::function<void()> teller() {
        return [this] {
            const std::lock_guard lock(mutex_);
            ++count_;
            changed_.notify_all();
        };
    }
    void wait_for(int count) {
        std::unique_lock lock(mutex_);
        changed_.wait(lock, [&] { return count_ >= count; });
    }
    int count() {
        const std::lock_guard lock(mutex_);
        return count_;
    }

private:
    std::mutex mutex_;
    std::condition_variable changed_;
    int count_ = 0;
};

const std::vector<std::string> kEnglishSpanish{"en", "es"};

}  // namespace

TEST_CASE("what is said goes to the device as sound, in the voice of its language") {
    test::DiskSound device;
    Said said;
    auto started = VoiceSpeaker::start(kEnglishSpanish, said.teller());
    REQUIRE(started.ok());
    VoiceSpeaker& speaker = **started;
    CHECK(speaker.can_speak("en"));
    CHECK(speaker.can_speak("es"));
    CHECK_FALSE(speaker.can_speak("vi"));
    CHECK_FALSE(speaker.is_speaking());
    speaker.say({"The kitchen is closed today. Lunch comes to the unit.", "en", 100});
    said.wait_for(1);
    CHECK_FALSE(speaker.is_speaking());
    CHECK_FALSE(speaker.failed());
    speaker.say({"La cocina está cerrada hoy.", "es", 100});
    said.wait_for(2);
    started->reset();
    const auto sound = device.samples();
    CHECK(sound.size() > 3 * 22'050);
    CHECK(test::loudest(sound) > 5'000);
}

TEST_CASE("new words take the place of old ones, and a stop is silence") {
    test::DiskSound device;
    Said said;
    auto started = VoiceSpeaker::start(kEnglishSpanish, said.teller());
    REQUIRE(started.ok());
    VoiceSpeaker& speaker = **started;
    std::string endless;
    for (int i = 0; i < 400; ++i) endless += "Sentence number " + std::to_string(i) + ". ";
    speaker.say({endless, "en", 100});
    speaker.say({"Short.", "en", 100});
    said.wait_for(1);
    CHECK_FALSE(speaker.is_speaking());
    speaker.say({endless, "en", 100});
    speaker.stop();
    CHECK_FALSE(speaker.is_speaking());
    speaker.say({"After.", "en", 100});
    said.wait_for(2);
    CHECK(said.count() == 2);  // what was cut off tells nobody
}

TEST_CASE("ending while something is said waits for nobody") {
    test::DiskSound device;
    Said said;
    auto started = VoiceSpeaker::start(kEnglishSpanish, said.teller());
    REQUIRE(started.ok());
    (*started)->say({std::string(10'000, 'a') + " and so on.", "en", 100});
    started->reset();
    CHECK(said.count() == 0);
}

TEST_CASE("a terminal without sound says so, and goes on without") {
    ::setenv("SDL_AUDIODRIVER", "no such driver", 1);
    CHECK(VoiceSpeaker::start(kEnglishSpanish, [] {}).error().code == ErrorCode::kUnavailable);
    {
        test::DiskSound device;
        Said said;
        auto started = VoiceSpeaker::start(kEnglishSpanish, said.teller());
        REQUIRE(started.ok());
        ::setenv("SDL_AUDIODRIVER", "no such driver", 1);  // it was there and is gone
        (*started)->say({"Hello.", "en", 100});
        said.wait_for(1);
        CHECK((*started)->failed());
        CHECK_FALSE((*started)->is_speaking());
    }
    ::unsetenv("SDL_AUDIODRIVER");
}
