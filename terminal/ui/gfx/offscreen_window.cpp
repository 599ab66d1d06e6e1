#include "terminal/ui/gfx/offscreen_window.h"

namespace dayroom::ui {

bool OffscreenWindow::pump(std::vector<InputEvent>& out) {
    {
        const std::lock_guard lock(mutex_);
        if (wake_pending_) {
            InputEvent event;
            event.at = clock_.steady();
            out.push_back(std::move(event));
            wake_pending_ = false;
        }
    }
    return take_injected(out) && has_injected();
}

void OffscreenWindow::wait_event(std::optional<Milliseconds> timeout) {
    if (has_injected()) return;
    std::unique_lock lock(mutex_);
    const auto woken = [this] { return wake_pending_; };
    if (timeout) {
        woken_.wait_for(lock, *timeout, woken);
    } else {
        woken_.wait(lock, woken);
    }
}

void OffscreenWindow::wake() {
    const std::lock_guard lock(mutex_);
    wake_pending_ = true;
    woken_.notify_one();
}

}  // namespace dayroom::ui
