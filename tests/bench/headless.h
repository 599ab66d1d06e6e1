// The real shell and screens with a scripted agent, painted for real into memory: no display, no clock but its own.
#pragma once

#include <memory>
#include <string>

#include "platform/base/fake_clock.h"
#include "terminal/shell/terminal.h"
#include "terminal/ui/gfx/window.h"
#include "terminal/ui/kit/kit.h"
#include "tests/support/terminal/fake_agent.h"

namespace dayroom::bench {

class Headless {
public:
    Headless(int width, int height);

    void sign_in();
    /// Presses the node with this id; throws when there is none. Waits until what it moved stands still.
    void click(const std::string& id);
    bool has(const std::string& id) const;
    void settle();
    /// One frame of all of it into `canvas`: asks the agent's answers, lays out, draws.
    void draw(ui::Canvas& canvas);
    ui::Window& window() { return *window_; }
    test::FakeAgent& agent() { return *agent_; }

private:
    void frame();
    FakeClock clock_;
    SeededRandom random_{7};
    std::unique_ptr<ui::Window> window_;
    std::unique_ptr<ui::TextEngine> text_;
    std::unique_ptr<ui::Ui> ui_;
    std::unique_ptr<test::FakeAgent> agent_;
    std::unique_ptr<shell::Terminal> terminal_;
};

}  // namespace dayroom::bench
