#include "terminal/ui/voice/sound_output.h"

#include <cstdlib>

#include <SDL2/SDL.h>

namespace dayroom::ui {
namespace {

constexpr std::uint16_t kSamplesAtOnce = 1024;  // about 46 ms: a stop is heard as soon

void SDLCALL take_samples(void* queue, Uint8* bytes, int length) {
    auto* samples = reinterpret_cast<std::int16_t*>(bytes);  // SDL's buffers are aligned for every format
    static_cast<SampleQueue*>(queue)->pull({samples, static_cast<std::size_t>(length) / sizeof(std::int16_t)});
}

/// Straight to ALSA, where the environment does not say otherwise. Its library ends the program when a user has no
/// home, as the screen's has not.
bool begin_sound() {
    if (std::getenv("HOME") == nullptr) ::setenv("HOME", "/nonexistent", 0);
    SDL_SetHint(SDL_HINT_AUDIODRIVER, "alsa");
    return SDL_InitSubSystem(SDL_INIT_AUDIO) == 0;
}

}  // namespace

bool SoundOutput::is_there() {
    if (!begin_sound()) return false;
    const bool any = SDL_GetNumAudioDevices(0) > 0;
    SDL_QuitSubSystem(SDL_INIT_AUDIO);
    return any;
}

Status SoundOutput::open(int samples_a_second) {
    if (device_ != 0) return {};
    if (!begin_sound()) return Error(ErrorCode::kUnavailable, SDL_GetError());
    SDL_AudioSpec wanted{};
    wanted.freq = samples_a_second;
    wanted.format = AUDIO_S16SYS;
    wanted.channels = 1;
    wanted.samples = kSamplesAtOnce;
    wanted.callback = take_samples;
    wanted.userdata = &queue_;
    device_ = SDL_OpenAudioDevice(nullptr, 0, &wanted, nullptr, 0);
    if (device_ == 0) {
        Error error(ErrorCode::kUnavailable, SDL_GetError());
        SDL_QuitSubSystem(SDL_INIT_AUDIO);
        return error;
    }
    SDL_PauseAudioDevice(device_, 0);
    return {};
}

void SoundOutput::close() {
    if (device_ == 0) return;
    SDL_CloseAudioDevice(device_);
    SDL_QuitSubSystem(SDL_INIT_AUDIO);
    device_ = 0;
}

}  // namespace dayroom::ui
