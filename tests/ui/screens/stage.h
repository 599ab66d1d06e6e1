// A terminal on a stage: the real shell and screens, a scripted agent, a clock that moves when told, no display.
#pragma once

#include <memory>
#include <string>

#include "terminal/shell/terminal.h"
#include "tests/support/terminal/fake_agent.h"
#include "tests/support/terminal/recording_speaker.h"
#include "tests/support/ui_driver.h"

namespace dayroom::test {

/// DAYROOM_BINARY_DIR/share/text, read once.
std::shared_ptr<const ui::Catalogs> catalogs();

struct StageOptions {
    int width = 1280;
    int height = 800;
    int text_scale_percent = 100;
    std::string theme = "light";
    std::string language = "en";
    bool pictures = false;  // paint for real: for screenshots
    bool sound = true;      // the terminal can read aloud
    bool motion = false;    // screens come in by themselves; without it every frame is final
};

class Stage {
public:
    explicit Stage(const StageOptions& options = {});

    ui::UiDriver& driver() { return *driver_; }
    FakeAgent& agent() { return *agent_; }
    shell::Terminal& terminal() { return *terminal_; }
    RecordingSpeaker& speaker() { return speaker_; }

    /// Types the number and PIN on the pad and presses the button.
    void sign_in(const std::string& number = kNumber, const std::string& pin = kPin);
    void digits(const std::string& digits);
    /// Presses an entry of the navigation, or its like in the header of a short window, or the tile at home.
    void open(const std::string& entry);
    /// Scrolls until it can be seen, then presses it.
    void click(const std::string& id);
    bool reveal(const std::string& id);
    void close_keyboard();
    /// A row of the list of threads, from wherever the person is.
    void open_thread(const std::string& row);
    bool says(const std::string& words) const { return driver_->dump().find(words) != std::string::npos; }
    bool has(const std::string& id) const { return driver_->has(id); }
    std::string label(const std::string& id) const { return driver_->node(id).label; }
    std::string value(const std::string& id) const { return driver_->node(id).value; }
    void advance(Milliseconds by) { driver_->advance(by); }
    void settle() { driver_->settle(); }
    std::string findings() const;
    void prefer(const StageOptions& options);

private:
    std::unique_ptr<ui::UiDriver> driver_;
    std::unique_ptr<FakeAgent> agent_;
    SeededRandom random_{7};
    RecordingSpeaker speaker_;
    std::unique_ptr<shell::Terminal> terminal_;
};

}  // namespace dayroom::test
