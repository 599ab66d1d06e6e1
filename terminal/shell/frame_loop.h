// The frame loop: sleeps until input, an event of the agent or the next thing that is due, draws, and two more frames
// after each input. One per program; runs on the main thread.
#pragma once

#include <filesystem>
#include <functional>
#include <memory>
#include <optional>

#include "platform/base/result.h"
#include "platform/base/time.h"
#include "terminal/shell/driver.h"
#include "terminal/shell/terminal.h"
#include "terminal/ui/gfx/window.h"
#include "terminal/ui/kit/ui.h"

namespace dayroom::shell {

struct LoopParts {
    ui::Window& window;
    ui::Ui& ui;
    Terminal& terminal;
    const Clock& clock;
    Driver* driver = nullptr;                         // test builds: a script
    std::filesystem::path tree = {};                  // test builds: rewritten after each settled frame that differs
    std::function<void()> after_first = {};           // called once the first frame is on the screen
    std::function<void()> alive = {};                 // called in each round, also while nothing moves …
    std::optional<Milliseconds> at_least_every = {};  // … and then so often; none: as seldom as the loop wakes
};

/// Until the window is closed by the session manager, or the script has ended. Returns the exit code.
int run_frames(const LoopParts& parts);

}  // namespace dayroom::shell
