// The event pump, with SDL's dummy display and without any.
#include <cstdlib>
#include <thread>

#include <SDL2/SDL.h>
#include <catch2/catch.hpp>

#include "platform/base/fake_clock.h"
#include "terminal/ui/gfx/window.h"

using namespace dayroom;
using namespace dayroom::ui;

namespace {

struct InputScreen {
    FakeClock clock;
    std::unique_ptr<Window> window;

    InputScreen() {
        setenv("SDL_VIDEODRIVER", "dummy", 1);
        window = Window::create(
                     {.surface = Surface::kWindowed, .render = RenderMode::kNull, .width = 400, .height = 400}, clock)
                     .take();
        drain();
    }
    void drain() {
        std::vector<InputEvent> ignored;
        while (window->pump(ignored)) {
        }
    }
    std::vector<InputEvent> pump() {
        std::vector<InputEvent> events;
        window->pump(events);
        return events;
    }
};

void finger(std::uint32_t type, SDL_FingerID id, float x, float y) {
    SDL_Event event{};
    event.tfinger.type = type;
    event.tfinger.fingerId = id;
    event.tfinger.x = x;
    event.tfinger.y = y;
    SDL_PushEvent(&event);
}

void button(std::uint32_t type, std::uint8_t which, int x, int y, std::uint32_t device = 0) {
    SDL_Event event{};
    event.button.type = type;
    event.button.which = device;
    event.button.button = which;
    event.button.x = x;
    event.button.y = y;
    SDL_PushEvent(&event);
}

void key(SDL_Keycode code, std::uint16_t modifiers) {
    SDL_Event event{};
    event.key.type = SDL_KEYDOWN;
    event.key.keysym.sym = code;
    event.key.keysym.mod = modifiers;
    SDL_PushEvent(&event);
}

}  // namespace

TEST_CASE("a fast tap is a press and a release in two pumps") {
    InputScreen s;
    finger(SDL_FINGERDOWN, 5, 0.5F, 0.25F);
    finger(SDL_FINGERUP, 5, 0.5F, 0.25F);
    std::vector<InputEvent> events;
    CHECK(s.window->pump(events));
    REQUIRE(events.size() == 1);
    CHECK(events[0].kind == InputKind::kPointerDown);
    CHECK(events[0].touch);
    CHECK(events[0].position == Point{200, 100});
    events.clear();
    CHECK_FALSE(s.window->pump(events));
    REQUIRE(events.size() == 1);
    CHECK(events[0].kind == InputKind::kPointerUp);
}

TEST_CASE("only the first finger counts") {
    InputScreen s;
    finger(SDL_FINGERDOWN, 1, 0.1F, 0.1F);
    CHECK(s.pump().size() == 1);
    finger(SDL_FINGERDOWN, 2, 0.9F, 0.9F);
    finger(SDL_FINGERMOTION, 2, 0.8F, 0.8F);
    finger(SDL_FINGERUP, 2, 0.8F, 0.8F);
    button(SDL_MOUSEBUTTONDOWN, SDL_BUTTON_LEFT, 7, 7);
    CHECK(s.pump().empty());
    finger(SDL_FINGERMOTION, 1, 0.2F, 0.2F);
    finger(SDL_FINGERMOTION, 1, 0.3F, 0.3F);
    const auto moves = s.pump();
    REQUIRE(moves.size() == 1);  // merged
    CHECK(moves[0].kind == InputKind::kPointerMove);
    CHECK(moves[0].held);
    CHECK(moves[0].position.x == Approx(120));
    finger(SDL_FINGERUP, 1, 0.3F, 0.3F);
    CHECK(s.pump().at(0).kind == InputKind::kPointerUp);
    finger(SDL_FINGERDOWN, 2, 0.9F, 0.9F);
    CHECK(s.pump().at(0).kind == InputKind::kPointerDown);
}

TEST_CASE("the left mouse button only, and none that touch made up") {
    InputScreen s;
    button(SDL_MOUSEBUTTONDOWN, SDL_BUTTON_RIGHT, 5, 5);
    button(SDL_MOUSEBUTTONDOWN, SDL_BUTTON_LEFT, 5, 5, SDL_TOUCH_MOUSEID);
    button(SDL_MOUSEBUTTONUP, SDL_BUTTON_LEFT, 5, 5);
    CHECK(s.pump().empty());
    button(SDL_MOUSEBUTTONDOWN, SDL_BUTTON_LEFT, 33, 44);
    const auto down = s.pump();
    REQUIRE(down.size() == 1);
    CHECK_FALSE(down[0].touch);
    CHECK(down[0].position == Point{33, 44});
}

TEST_CASE("losing the window cancels a press") {
    InputScreen s;
    finger(SDL_FINGERDOWN, 1, 0.1F, 0.1F);
    s.pump();
    SDL_Event lost{};
    lost.window.type = SDL_WINDOWEVENT;
    lost.window.event = SDL_WINDOWEVENT_FOCUS_LOST;
    SDL_PushEvent(&lost);
    CHECK(s.pump().at(0).kind == InputKind::kPointerCancel);
    finger(SDL_FINGERUP, 1, 0.1F, 0.1F);
    CHECK(s.pump().empty());
}

TEST_CASE("keys carry names, letters and modifiers, text is sanitised") {
    InputScreen s;
    key(SDLK_TAB, KMOD_LSHIFT);
    key(SDLK_a, KMOD_RCTRL);
    key(SDLK_F5, KMOD_NONE);
    SDL_Event text{};
    text.text.type = SDL_TEXTINPUT;
    const char typed[] = "\xC3\xB1\x01\xFF";
    std::copy(std::begin(typed), std::end(typed), text.text.text);
    SDL_PushEvent(&text);
    SDL_Event quit{};
    quit.type = SDL_QUIT;
    SDL_PushEvent(&quit);
    const auto events = s.pump();
    REQUIRE(events.size() == 5);
    CHECK(events[0].key == Key::kTab);
    CHECK(events[0].modifiers == Modifiers{true, false, false});
    CHECK(events[1].letter == 'a');
    CHECK(events[1].modifiers.control);
    CHECK(events[2].key == Key::kF5);
    CHECK(events[3].text == "ñ\xEF\xBF\xBD");
    CHECK(events[4].kind == InputKind::kQuit);
}

TEST_CASE("wake ends a wait from another thread and is told once") {
    InputScreen sdl;
    FakeClock clock;
    auto offscreen = Window::create({.surface = Surface::kOffscreen, .render = RenderMode::kNull}, clock).take();
    for (Window* window : {sdl.window.get(), offscreen.get()}) {
        std::thread other([window] {
            window->wake();
            window->wake();
        });
        window->wait_event(std::nullopt);
        other.join();
        std::vector<InputEvent> events;
        window->pump(events);
        REQUIRE_FALSE(events.empty());
        CHECK(events.size() <= 2);
        CHECK(events[0].kind == InputKind::kWake);
        window->wait_event(Milliseconds(1));
    }
}

TEST_CASE("injected events come first, stamped, one press at a time") {
    InputScreen s;
    s.window->inject({.kind = InputKind::kPointerMove, .position = {1, 1}});
    s.window->inject({.kind = InputKind::kPointerDown, .position = {2, 2}});
    s.window->inject({.kind = InputKind::kPointerUp, .position = {2, 2}});
    std::vector<InputEvent> events;
    CHECK(s.window->pump(events));
    REQUIRE(events.size() == 2);
    CHECK(events[1].kind == InputKind::kPointerDown);
    CHECK_FALSE(s.window->pump(events));
    CHECK(events.back().kind == InputKind::kPointerUp);
}

TEST_CASE("a resize changes the screen within its limits") {
    InputScreen s;
    s.window->inject({.kind = InputKind::kResize, .size = {10, 90'000}});
    const auto events = s.pump();
    REQUIRE(events.size() == 1);
    CHECK(events[0].size == Size{Window::kMinSide, Window::kMaxSide});
    CHECK(s.window->size() == events[0].size);
}
