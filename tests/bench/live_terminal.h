// The real shell and screens on a real agent's socket, painted for real into memory, by the real clock. No display.
#pragma once

#include <functional>
#include <memory>
#include <string>

#include "platform/base/random.h"
#include "platform/base/time.h"
#include "terminal/shell/agent_client.h"
#include "terminal/shell/terminal.h"
#include "terminal/ui/gfx/window.h"
#include "terminal/ui/kit/kit.h"
#include "tests/bench/report.h"

namespace dayroom::bench {

class LiveTerminal {
public:
    LiveTerminal(const std::string& socket, int width, int height);

    void sign_in(const std::string& number, const std::string& pin);
    /// A tap on this node; throws when there is none.
    void press(const std::string& id);
    /// Presses, and draws frames as the terminal does until `id` is there: milliseconds from the press to that picture.
    double press_until(const std::string& id, const std::string& appears);
    bool has(const std::string& id) const { return node(id) != nullptr; }
    const ui::Node* node(const std::string& id) const { return ui_->tree().find_id(id); }
    /// Draws until `done`, with a sleep wherever the terminal would sleep; throws when it takes too long.
    void run_until(const std::function<bool()>& done, const std::string& what);
    void run_for(Milliseconds time);
    /// Steps away from the person, over this place.
    void wheel(ui::Point at, float steps);

    /// Every frame drawn since forget_frames(): layout, painting, and what the agent had said by then.
    const Times& wall() const { return wall_; }
    const Times& processor() const { return processor_; }
    void forget_frames() { wall_ = processor_ = Times(); }
    std::string dump() const { return ui_->tree().dump(); }

private:
    /// As shell::run_frames does. How long it may sleep then; 0: not at all.
    Milliseconds frame();
    void tap(ui::Point at);

    SystemClock clock_;
    ThreadCpuClock processor_clock_;
    SystemRandom random_;
    std::unique_ptr<ui::Window> window_;
    std::unique_ptr<ui::TextEngine> text_;
    std::unique_ptr<ui::Ui> ui_;
    std::unique_ptr<shell::AgentClient> agent_;
    std::unique_ptr<shell::Terminal> terminal_;
    int more_frames_ = 2;
    Times wall_;
    Times processor_;
};

}  // namespace dayroom::bench
