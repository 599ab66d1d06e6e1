// Makes sound of words: libespeak-ng, which is one for the whole process and stays loaded. It opens no device and no
// file but its own data, and takes text as text: neither markup nor phonemes. One thread at a time.
#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "platform/base/result.h"

namespace dayroom::ui {

/// The synthesizer's name for the voice of a language ("es"); empty: we know none.
std::string_view voice_of(std::string_view language);

class Synthesizer {
public:
    /// Takes samples as they come; false: no more are wanted.
    using Sink = std::function<bool(std::span<const std::int16_t>)>;

    /// Loads the voices of those languages that there are voices for. kUnavailable: its data is not installed, or this
    /// process has one already.
    static Result<std::unique_ptr<Synthesizer>> create(std::span<const std::string> languages);
    ~Synthesizer();
    Synthesizer(const Synthesizer&) = delete;
    Synthesizer& operator=(const Synthesizer&) = delete;

    int samples_a_second() const { return rate_; }
    bool has_voice(std::string_view language) const;

    /// Says one piece (spoken_pieces()); returns when all of it has gone into `sink`, or `sink` wants no more.
    /// kNotFound: no voice for the language.
    Status speak(const std::string& piece, std::string_view language, int speed_percent, const Sink& sink);

private:
    explicit Synthesizer(int rate) : rate_(rate) {}

    int rate_;
    std::vector<std::string> languages_;  // with a voice
};

}  // namespace dayroom::ui
