// A window without a display: input is injected, pixels are read back. Private to gfx.
#pragma once

#include <condition_variable>
#include <mutex>

#include "terminal/ui/gfx/frame_maker.h"

namespace dayroom::ui {

class OffscreenWindow final : public FrameMaker {
public:
    using FrameMaker::FrameMaker;
    bool pump(std::vector<InputEvent>& out) override;
    void wait_event(std::optional<Milliseconds> timeout) override;
    void wake() override;

private:
    std::mutex mutex_;
    std::condition_variable woken_;
    bool wake_pending_ = false;
};

}  // namespace dayroom::ui
