#include "terminal/ui/gfx/event_translator.h"

#include <SDL2/SDL.h>

#include "platform/base/utf8.h"

namespace dayroom::ui {
namespace {

Key key_of(SDL_Keycode code) {
    if (code >= SDLK_F1 && code <= SDLK_F12) {
        return static_cast<Key>(static_cast<int>(Key::kF1) + static_cast<int>(code - SDLK_F1));
    }
    switch (code) {
        case SDLK_TAB:
            return Key::kTab;
        case SDLK_RETURN:
        case SDLK_KP_ENTER:
            return Key::kEnter;
        case SDLK_ESCAPE:
            return Key::kEscape;
        case SDLK_SPACE:
            return Key::kSpace;
        case SDLK_BACKSPACE:
            return Key::kBackspace;
        case SDLK_DELETE:
            return Key::kDelete;
        case SDLK_HOME:
            return Key::kHome;
        case SDLK_END:
            return Key::kEnd;
        case SDLK_PAGEUP:
            return Key::kPageUp;
        case SDLK_PAGEDOWN:
            return Key::kPageDown;
        case SDLK_LEFT:
            return Key::kLeft;
        case SDLK_RIGHT:
            return Key::kRight;
        case SDLK_UP:
            return Key::kUp;
        case SDLK_DOWN:
            return Key::kDown;
        default:
            return Key::kOther;
    }
}

char letter_of(SDL_Keycode code) {
    const bool plain = (code >= 'a' && code <= 'z') || (code >= '0' && code <= '9');
    return plain ? static_cast<char>(code) : '\0';
}

Modifiers modifiers_of(std::uint16_t state) {
    return {(state & KMOD_SHIFT) != 0, (state & KMOD_CTRL) != 0, (state & (KMOD_ALT | KMOD_GUI)) != 0};
}

Point point_of(int x, int y) { return {static_cast<float>(x), static_cast<float>(y)}; }

}  // namespace

std::optional<InputEvent> EventTranslator::finger(const SDL_Event& event, Size size, InputEvent out) {
    const SDL_TouchFingerEvent& touch = event.tfinger;
    const bool is_ours = finger_ == touch.fingerId;
    out.touch = true;
    out.position = {touch.x * size.w, touch.y * size.h};
    used_touch_ = true;
    if (event.type == SDL_FINGERDOWN) {
        // A second finger, or a finger while the mouse is down, is nothing: a palm must not press buttons.
        if (finger_.has_value() || mouse_down_) return std::nullopt;
        finger_ = touch.fingerId;
        out.kind = InputKind::kPointerDown;
        out.held = true;
    } else if (!is_ours) {
        return std::nullopt;
    } else if (event.type == SDL_FINGERUP) {
        finger_.reset();
        out.kind = InputKind::kPointerUp;
    } else {
        out.kind = InputKind::kPointerMove;
        out.held = true;
    }
    pointer_ = out.position;
    return out;
}

std::optional<InputEvent> EventTranslator::mouse(const SDL_Event& event, InputEvent out) {
    if (finger_.has_value()) return std::nullopt;
    if (event.type == SDL_MOUSEMOTION) {
        if (event.motion.which == SDL_TOUCH_MOUSEID) return std::nullopt;
        out.kind = InputKind::kPointerMove;
        out.position = point_of(event.motion.x, event.motion.y);
        out.held = mouse_down_;
    } else {
        const SDL_MouseButtonEvent& button = event.button;
        if (button.which == SDL_TOUCH_MOUSEID || button.button != SDL_BUTTON_LEFT) return std::nullopt;
        const bool down = event.type == SDL_MOUSEBUTTONDOWN;
        if (down == mouse_down_) return std::nullopt;
        mouse_down_ = down;
        out.kind = down ? InputKind::kPointerDown : InputKind::kPointerUp;
        out.position = point_of(button.x, button.y);
        out.held = down;
    }
    pointer_ = out.position;
    return out;
}

std::optional<InputEvent> EventTranslator::window(const SDL_Event& event, InputEvent out) {
    switch (event.window.event) {
        case SDL_WINDOWEVENT_SIZE_CHANGED:
            out.kind = InputKind::kResize;
            out.size = {static_cast<float>(event.window.data1), static_cast<float>(event.window.data2)};
            return out;
        case SDL_WINDOWEVENT_FOCUS_LOST:
            if (!finger_.has_value() && !mouse_down_) return std::nullopt;
            finger_.reset();
            mouse_down_ = false;
            out.kind = InputKind::kPointerCancel;
            return out;
        default:
            return std::nullopt;
    }
}

std::optional<InputEvent> EventTranslator::translate(const SDL_Event& event, Size size, MonotonicTime now) {
    InputEvent out;
    out.at = now;
    out.position = pointer_;
    if (event.type == wake_type_) {
        out.kind = InputKind::kWake;
        return out;
    }
    switch (event.type) {
        case SDL_FINGERDOWN:
        case SDL_FINGERUP:
        case SDL_FINGERMOTION:
            return finger(event, size, std::move(out));
        case SDL_MOUSEMOTION:
        case SDL_MOUSEBUTTONDOWN:
        case SDL_MOUSEBUTTONUP:
            return mouse(event, std::move(out));
        case SDL_WINDOWEVENT:
            return window(event, std::move(out));
        case SDL_MOUSEWHEEL: {
            if (event.wheel.which == SDL_TOUCH_MOUSEID) return std::nullopt;
            const float sign = event.wheel.direction == SDL_MOUSEWHEEL_FLIPPED ? -1.0F : 1.0F;
            out.kind = InputKind::kWheel;
            out.wheel = {event.wheel.preciseX * sign, event.wheel.preciseY * sign};
            return out;
        }
        case SDL_KEYDOWN:
            out.kind = InputKind::kKeyDown;
            out.key = key_of(event.key.keysym.sym);
            out.letter = letter_of(event.key.keysym.sym);
            out.modifiers = modifiers_of(event.key.keysym.mod);
            out.repeat = event.key.repeat != 0;
            return out;
        case SDL_TEXTINPUT:
            out.kind = InputKind::kText;
            out.text = utf8::sanitize(event.text.text, sizeof(event.text.text));
            if (out.text.empty()) return std::nullopt;
            return out;
        case SDL_QUIT:
            out.kind = InputKind::kQuit;
            return out;
        default:
            return std::nullopt;
    }
}

}  // namespace dayroom::ui
