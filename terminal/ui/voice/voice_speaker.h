// The Speaker of a real terminal: words become sound on a thread of its own ("voice"), which goes to the device through
// a bounded queue. The device is open only while something is said. To be destroyed before the window: both use SDL.
#pragma once

#include <functional>
#include <memory>
#include <optional>
#include <thread>

#include "terminal/ui/voice/sound_output.h"
#include "terminal/ui/voice/speaker.h"
#include "terminal/ui/voice/synthesizer.h"

namespace dayroom::ui {

class VoiceSpeaker final : public Speaker {
public:
    /// Loads the voices and starts the thread: after the sandbox is closed, before other threads are started.
    /// `changed` is called from that thread whenever something has been said; it must not wait. kUnavailable: there is
    /// no device or no data; the terminal then offers no reading aloud.
    static Result<std::unique_ptr<VoiceSpeaker>> start(std::span<const std::string> languages,
                                                       std::function<void()> changed);
    ~VoiceSpeaker() override;

    bool can_speak(std::string_view language) const override { return synthesizer_->has_voice(language); }
    void say(Utterance utterance) override;
    void stop() override;
    bool is_speaking() const override;
    bool failed() const override;

private:
    VoiceSpeaker(std::unique_ptr<Synthesizer> synthesizer, std::function<void()> changed);
    void run();
    bool wait_for_words(std::unique_lock<std::mutex>& lock);
    bool speak(const Utterance& utterance, SampleQueue::Ticket ticket);

    const std::unique_ptr<Synthesizer> synthesizer_;  // can_speak() reads what never changes; the rest is the thread's
    const std::function<void()> changed_;
    SampleQueue samples_;
    SoundOutput output_;  // of the thread

    mutable std::mutex mutex_;
    std::condition_variable wake_;
    std::optional<Utterance> wanted_;
    SampleQueue::Ticket ticket_ = 0;
    bool speaking_ = false;
    bool failed_ = false;
    bool ending_ = false;
    std::thread thread_;  // last: it uses all of the above
};

}  // namespace dayroom::ui
