// The device that sound is heard with, through SDL: it takes samples from a queue by itself. Open only while something
// is said: an open device costs power, and a thread that looks for others.
#pragma once

#include <cstdint>

#include "platform/base/result.h"
#include "terminal/ui/voice/sample_queue.h"

namespace dayroom::ui {

class SoundOutput {
public:
    /// The queue must outlive it.
    explicit SoundOutput(SampleQueue& queue) : queue_(queue) {}
    ~SoundOutput() { close(); }
    SoundOutput(const SoundOutput&) = delete;
    SoundOutput& operator=(const SoundOutput&) = delete;

    /// Whether there is anything to be heard with now. Waits for the system: at start only.
    static bool is_there();

    /// One channel of 16 bits. Opened already: nothing happens. kUnavailable: there is no device, or others have it.
    Status open(int samples_a_second);
    void close();

private:
    SampleQueue& queue_;
    std::uint32_t device_ = 0;
};

}  // namespace dayroom::ui
