// The voice inside of the terminal's own sandbox.
#include <condition_variable>

#include <catch2/catch.hpp>
#include <sys/wait.h>
#include <unistd.h>

#include "platform/device/sandbox.h"
#include "terminal/ui/voice/voice_speaker.h"
#include "tests/unit/terminal/ui/voice/disk_sound.h"

using namespace dayroom;

namespace {

constexpr int kSpoke = 0, kNoSandbox = 1, kNoVoice = 2, kNoSound = 3;

/// Closes the sandbox, then finds voice and device, and speaks.
int speak_in_sandbox(const std::string& sound_folder) {
    if (!device::restrict_terminal({.read_only = {}, .writable = {sound_folder}, .devices = {"/dev/snd"}}).ok())
        return kNoSandbox;
    std::mutex mutex;
    std::condition_variable changed;
    bool said = false;
    const std::vector<std::string> languages{"en", "es"};
    auto speaker = ui::VoiceSpeaker::start(languages, [&] {
        const std::lock_guard lock(mutex);
        said = true;
        changed.notify_all();
    });
    if (!speaker.ok() || !(*speaker)->can_speak("es")) return kNoVoice;
    (*speaker)->say({"Aviso para todos.", "es", 100});
    std::unique_lock lock(mutex);
    changed.wait(lock, [&] { return said; });
    return (*speaker)->failed() ? kNoSound : kSpoke;
}

}  // namespace

TEST_CASE("the voice speaks from inside of the terminal's sandbox") {
    const test::DiskSound device;
    const pid_t child = ::fork();
    REQUIRE(child >= 0);
    if (child == 0) ::_exit(speak_in_sandbox(device.folder()));
    int status = 0;
    REQUIRE(::waitpid(child, &status, 0) == child);
    REQUIRE(WIFEXITED(status));
    CHECK(WEXITSTATUS(status) == kSpoke);
    CHECK(test::loudest(device.samples()) > 5'000);
}
