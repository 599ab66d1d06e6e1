// Reading the screen aloud: goes through what the screen says about itself, from where the person is, one thing after
// the other, marks the one that is being said and brings it into sight. Only when asked to: the place is shared. What
// comes over the screen (a dialog) is read first; when it has gone, what it interrupted is said again. UI thread.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "platform/base/time.h"
#include "terminal/ui/catalog/texts.h"
#include "terminal/ui/kit/kit.h"
#include "terminal/ui/voice/speaker.h"

namespace dayroom::shell {

/// Signed out, somebody who listens is there without touching the screen: for so long.
inline constexpr Milliseconds kLongestListening{10 * 60'000};

class ReadAloud {
public:
    /// No speaker: a terminal without sound. It must outlive this.
    explicit ReadAloud(ui::Speaker* speaker) : speaker_(speaker) {}

    bool offered(std::string_view language) const { return speaker_ != nullptr && speaker_->can_speak(language); }
    bool on() const { return on_; }
    /// Begins; or is silent; or goes on with what was being said when it was stopped.
    void press(MonotonicTime now);
    /// Another screen, another language, the end of a session: silence, and the next time begins at the top.
    void leave();
    /// Said in place of whatever was being read; nothing when nothing was.
    void interrupt(const std::string& text, const ui::Texts& texts, int speed_percent);
    bool is_listened_to(MonotonicTime now) const { return on_ && now - started_ < kLongestListening; }

    /// In each frame, before the screen is drawn. False: there is no sound; it has stopped by itself.
    bool step(ui::Ui& ui, const ui::Texts& texts, int speed_percent);
    /// In each frame, after the screen was drawn.
    void mark(ui::Ui& ui) const;

private:
    struct Reading {
        std::int32_t layer = 0;
        ui::NodeKey node = ui::kNoNode;  // being said, or said last
        bool again = false;              // it was interrupted
    };
    void follow(std::int32_t live_layer);
    void say(const std::string& text, const ui::Texts& texts, int speed_percent);

    ui::Speaker* speaker_;
    bool on_ = false;
    MonotonicTime started_;
    std::vector<Reading> readings_;  // of the screen, and of what lies over it
};

}  // namespace dayroom::shell
