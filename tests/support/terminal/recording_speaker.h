// A Speaker that makes no sound: it keeps what was to be said, and says it for as long as the test wants.
#pragma once

#include <string>
#include <vector>

#include "terminal/ui/voice/speaker.h"

namespace dayroom::test {

class RecordingSpeaker final : public ui::Speaker {
public:
    bool can_speak(std::string_view language) const override { return there && language != mute_language; }
    void say(ui::Utterance utterance) override {
        said.push_back(std::move(utterance));
        speaking_ = !broken;
    }
    void stop() override {
        if (speaking_) ++cut_off;
        speaking_ = false;
    }
    bool is_speaking() const override { return speaking_; }
    bool failed() const override { return broken && !said.empty(); }

    /// The last word has been heard.
    void finish() { speaking_ = false; }
    std::string last() const { return said.empty() ? std::string() : said.back().text; }

    bool there = true;
    bool broken = false;  // the device cannot be opened
    std::string mute_language;
    std::vector<ui::Utterance> said;
    int cut_off = 0;  // times that something was stopped in the middle

private:
    bool speaking_ = false;
};

}  // namespace dayroom::test
