#include "terminal/ui/voice/synthesizer.h"

#include <algorithm>
#include <array>
#include <atomic>

#include <espeak-ng/speak_lib.h>

namespace dayroom::ui {
namespace {

constexpr int kWordsAMinute = 165;  // at 100 %
constexpr int kBufferMs = 60;       // of sound at a time: as soon as that a stop takes hold

struct Voice {
    std::string_view language;
    std::string_view name;
};
constexpr std::array<Voice, 12> kVoices = {{{"en", "en-us"},
                                            {"es", "es-419"},
                                            {"ht", "ht"},
                                            {"vi", "vi"},
                                            {"zh", "cmn"},
                                            {"ar", "ar"},
                                            {"fr", "fr"},
                                            {"he", "he"},
                                            {"ko", "ko"},
                                            {"pt", "pt-br"},
                                            {"ru", "ru"},
                                            {"hi", "hi"}}};

/// The library keeps its state in the process.
std::atomic_flag& in_use() {
    static std::atomic_flag flag = ATOMIC_FLAG_INIT;
    return flag;
}

/// Started once and never ended: version 1.51 waits for ever in its end when it was started a second time.
int library_rate() {
    static const int rate = espeak_Initialize(AUDIO_OUTPUT_SYNCHRONOUS, kBufferMs, nullptr, espeakINITIALIZE_DONT_EXIT);
    return rate;
}

bool choose_voice(std::string_view language) {
    const std::string_view name = voice_of(language);
    return !name.empty() && espeak_SetVoiceByName(std::string(name).c_str()) == EE_OK;
}

int take(short* samples, int count, espeak_EVENT* events) {
    if (samples == nullptr || count <= 0 || events == nullptr || events->user_data == nullptr) return 0;
    const auto& sink = *static_cast<const Synthesizer::Sink*>(events->user_data);
    const std::span<const std::int16_t> sound(samples, static_cast<std::size_t>(count));
    return sink(sound) ? 0 : 1;
}

}  // namespace

std::string_view voice_of(std::string_view language) {
    const auto found =
        std::find_if(kVoices.begin(), kVoices.end(), [&](const Voice& voice) { return voice.language == language; });
    return found == kVoices.end() ? std::string_view() : found->name;
}

Result<std::unique_ptr<Synthesizer>> Synthesizer::create(std::span<const std::string> languages) {
    if (in_use().test_and_set()) return Error(ErrorCode::kUnavailable, "the synthesizer is in use");
    const int rate = library_rate();
    if (rate <= 0) {
        in_use().clear();
        return Error(ErrorCode::kUnavailable, "the data of espeak-ng is not installed");
    }
    std::unique_ptr<Synthesizer> made(new Synthesizer(rate));
    espeak_SetSynthCallback(take);
    for (const std::string& language : languages) {
        if (choose_voice(language)) made->languages_.push_back(language);
    }
    return made;
}

Synthesizer::~Synthesizer() { in_use().clear(); }

bool Synthesizer::has_voice(std::string_view language) const {
    return std::find(languages_.begin(), languages_.end(), language) != languages_.end();
}

Status Synthesizer::speak(const std::string& piece, std::string_view language, int speed_percent, const Sink& sink) {
    if (!has_voice(language) || !choose_voice(language)) return Error(ErrorCode::kNotFound, "no voice");
    const int speed = std::clamp(kWordsAMinute * speed_percent / 100, espeakRATE_MINIMUM, espeakRATE_MAXIMUM);
    espeak_SetParameter(espeakRATE, speed, 0);
    // Neither espeakSSML nor espeakPHONEMES: the text is anybody's.
    constexpr unsigned kAsText = espeakCHARS_UTF8 | espeakENDPAUSE;
    auto* user = const_cast<void*>(static_cast<const void*>(&sink));
    const espeak_ERROR done =
        espeak_Synth(piece.c_str(), piece.size() + 1, 0, POS_CHARACTER, 0, kAsText, nullptr, user);
    if (done != EE_OK) return Error(ErrorCode::kIo, "the synthesizer failed");
    return {};
}

}  // namespace dayroom::ui
