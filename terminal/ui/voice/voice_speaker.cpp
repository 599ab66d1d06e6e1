#include "terminal/ui/voice/voice_speaker.h"

#include <SDL2/SDL_thread.h>
#include <pthread.h>

#include "terminal/ui/voice/spoken_text.h"

namespace dayroom::ui {
namespace {

constexpr std::chrono::seconds kKeptOpen{2};  // after the last word: between two sentences nothing is opened anew

/// One second: made in a few hundredths of one, and soon enough forgotten at a stop.
std::size_t queue_size(const Synthesizer& synthesizer) {
    return static_cast<std::size_t>(synthesizer.samples_a_second());
}

}  // namespace

Result<std::unique_ptr<VoiceSpeaker>> VoiceSpeaker::start(std::span<const std::string> languages,
                                                          std::function<void()> changed) {
    if (!SoundOutput::is_there()) return Error(ErrorCode::kUnavailable, "there is no sound device");
    auto synthesizer = TRY(Synthesizer::create(languages));
    return std::unique_ptr<VoiceSpeaker>(new VoiceSpeaker(std::move(synthesizer), std::move(changed)));
}

VoiceSpeaker::VoiceSpeaker(std::unique_ptr<Synthesizer> synthesizer, std::function<void()> changed)
    : synthesizer_(std::move(synthesizer)),
      changed_(std::move(changed)),
      samples_(queue_size(*synthesizer_)),
      output_(samples_),
      thread_([this] { run(); }) {}

VoiceSpeaker::~VoiceSpeaker() {
    {
        const std::lock_guard lock(mutex_);
        ending_ = true;
        wanted_.reset();
        ticket_ = samples_.begin();
    }
    wake_.notify_all();
    thread_.join();
}

void VoiceSpeaker::say(Utterance utterance) {
    {
        const std::lock_guard lock(mutex_);
        wanted_ = std::move(utterance);
        ticket_ = samples_.begin();
        speaking_ = true;
        failed_ = false;
    }
    wake_.notify_all();
}

void VoiceSpeaker::stop() {
    const std::lock_guard lock(mutex_);
    wanted_.reset();
    ticket_ = samples_.begin();
    speaking_ = failed_ = false;
}

bool VoiceSpeaker::is_speaking() const {
    const std::lock_guard lock(mutex_);
    return speaking_;
}

bool VoiceSpeaker::failed() const {
    const std::lock_guard lock(mutex_);
    return failed_;
}

/// False: the end.
bool VoiceSpeaker::wait_for_words(std::unique_lock<std::mutex>& lock) {
    const auto called = [this] { return ending_ || wanted_.has_value(); };
    if (!wake_.wait_for(lock, kKeptOpen, called)) {
        lock.unlock();
        output_.close();
        lock.lock();
        wake_.wait(lock, called);
    }
    return !ending_;
}

void VoiceSpeaker::run() {
    pthread_setname_np(pthread_self(), "voice");
    std::unique_lock lock(mutex_);
    while (wait_for_words(lock)) {
        const Utterance utterance = std::move(*wanted_);
        wanted_.reset();
        const SampleQueue::Ticket ticket = ticket_;
        lock.unlock();
        const bool done = speak(utterance, ticket);
        lock.lock();
        if (ticket != ticket_) continue;  // stopped, or something else is to be said
        speaking_ = false;
        failed_ = !done;
        lock.unlock();
        changed_();
        lock.lock();
    }
    lock.unlock();
    output_.close();
    SDL_TLSCleanup();  // what SDL keeps for a thread, it frees by itself only where it started the thread
}

/// False: it cannot be heard.
bool VoiceSpeaker::speak(const Utterance& utterance, SampleQueue::Ticket ticket) {
    if (!output_.open(synthesizer_->samples_a_second()).ok()) return false;
    bool wanted = true;
    const auto sink = [&](std::span<const std::int16_t> sound) {
        wanted = samples_.push(sound, ticket);
        return wanted;
    };
    for (const std::string& piece : spoken_pieces(utterance.text)) {
        if (!synthesizer_->speak(piece, utterance.language, utterance.speed_percent, sink).ok()) return false;
        if (!wanted) return true;
    }
    samples_.wait_until_taken(ticket);
    return true;
}

}  // namespace dayroom::ui
