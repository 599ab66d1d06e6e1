// Turns SDL's events into ours: first finger only, no mouse made of touch, merged modifiers. Pure but for the events
// that it is given. Private to gfx.
#pragma once

#include <optional>

#include "terminal/ui/gfx/input.h"

union SDL_Event;

namespace dayroom::ui {

class EventTranslator {
public:
    /// `wake_type`: the registered user event that stands for Window::wake().
    explicit EventTranslator(std::uint32_t wake_type) : wake_type_(wake_type) {}

    /// `size`: of the window now (fingers are given as fractions of it). `now` stamps the event.
    std::optional<InputEvent> translate(const SDL_Event& event, Size size, MonotonicTime now);
    bool used_touch() const { return used_touch_; }

private:
    std::optional<InputEvent> finger(const SDL_Event& event, Size size, InputEvent out);
    std::optional<InputEvent> mouse(const SDL_Event& event, InputEvent out);
    std::optional<InputEvent> window(const SDL_Event& event, InputEvent out);

    std::uint32_t wake_type_;
    std::optional<std::int64_t> finger_;  // the one that is down
    Point pointer_;
    bool mouse_down_ = false;
    bool used_touch_ = false;
};

}  // namespace dayroom::ui
