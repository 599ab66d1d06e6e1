// Saying words aloud: the seam between what is read and what makes sound of it. Nobody waits for a Speaker: every call
// returns at once, and whoever reads on looks at is_speaking() in each frame.
#pragma once

#include <string>
#include <string_view>

namespace dayroom::ui {

inline constexpr int kUsualSpeedPercent = 100;

/// What is said without a stop.
struct Utterance {
    std::string text;      // of anybody: not trusted
    std::string language;  // "en": which voice says it
    int speed_percent = kUsualSpeedPercent;
};

class Speaker {
public:
    virtual ~Speaker() = default;
    /// Whether there is a voice for this language, and something that it can be heard with.
    virtual bool can_speak(std::string_view language) const = 0;
    /// Says it in place of whatever is being said.
    virtual void say(Utterance utterance) = 0;
    /// Silence, at once; nothing of what was to be said is kept.
    virtual void stop() = 0;
    /// From say() until its last sound has gone to the device.
    virtual bool is_speaking() const = 0;
    /// What was last to be said could not be: there is no sound.
    virtual bool failed() const = 0;
};

}  // namespace dayroom::ui
