#include "tests/bench/live_terminal.h"

#include <cstdlib>
#include <filesystem>
#include <stdexcept>

namespace dayroom::bench {
namespace {

constexpr int kFramesAfterInput = 2;  // as in the terminal's own loop
constexpr Milliseconds kLongestSleep{1'000};
constexpr double kLivePatienceMs = 30'000;

}  // namespace

LiveTerminal::LiveTerminal(const std::string& socket, int width, int height) {
    const std::filesystem::path share = std::filesystem::path(std::getenv("DAYROOM_BINARY_DIR")) / "share";
    window_ = must(ui::Window::create(
        {.surface = ui::Surface::kOffscreen, .render = ui::RenderMode::kSoftware, .width = width, .height = height},
        clock_));
    ui::FontPaths fonts;
    fonts.own = share / "fonts";
    text_ = must(ui::TextEngine::create(window_->atlas(), fonts));
    ui_ = std::make_unique<ui::Ui>(*text_, clock_);
    ui_->set_settings({});
    auto catalogs = must(ui::Catalogs::read(share / "text"));
    agent_ = must(shell::AgentClient::start(socket, [raw = window_.get()] { raw->wake(); }));
    terminal_ = std::make_unique<shell::Terminal>(
        shell::TerminalParts{*agent_, std::move(catalogs), clock_, random_, window_->images()});
    terminal_->prefer({"en", 100, "light"});
}

Milliseconds LiveTerminal::frame() {
    std::vector<ui::InputEvent> events;
    const bool waiting = window_->pump(events);
    more_frames_ = events.empty() ? std::max(0, more_frames_ - 1) : kFramesAfterInput;
    const MonotonicTime begin = clock_.steady();
    const MonotonicTime begin_processor = processor_clock_.steady();
    ui::FrameResult result;
    for (int attempt = 0; attempt < kFramesAfterInput; ++attempt) {
        ui::Canvas& canvas = window_->begin_frame(ui_->theme().background);
        ui_->begin_frame(canvas, events);
        terminal_->draw(*ui_);
        result = ui_->end_frame();
        if (!window_->end_frame().redraw_wanted) break;
    }
    processor_.add(std::chrono::duration<double, std::milli>(processor_clock_.steady() - begin_processor).count());
    wall_.add(ms_since(begin));
    if (waiting || more_frames_ > 0) return Milliseconds(0);
    return std::min(result.next_due.value_or(kLongestSleep), kLongestSleep);
}

void LiveTerminal::run_until(const std::function<bool()>& done, const std::string& what) {
    for (const MonotonicTime begin = clock_.steady();;) {
        const Milliseconds rest = frame();
        if (done()) return;
        if (ms_since(begin) > kLivePatienceMs) throw std::runtime_error("waited for " + what + ":\n" + dump());
        if (rest.count() > 0) window_->wait_event(rest);
    }
}

void LiveTerminal::run_for(Milliseconds time) {
    const MonotonicTime until = clock_.steady() + time;
    for (MonotonicTime now = clock_.steady(); now < until; now = clock_.steady()) {
        const Milliseconds rest = frame();
        const auto left = std::chrono::ceil<Milliseconds>(until - clock_.steady());
        if (rest.count() > 0 && left.count() > 0) window_->wait_event(std::min(rest, left));
    }
}

void LiveTerminal::tap(ui::Point at) {
    ui::InputEvent event;
    event.kind = ui::InputKind::kPointerDown;
    event.position = at;
    event.touch = event.held = true;
    window_->inject(event);
    event.kind = ui::InputKind::kPointerUp;
    event.held = false;
    window_->inject(event);
}

void LiveTerminal::press(const std::string& id) {
    run_until([&] { return has(id); }, id);
    tap(node(id)->visible().center());
    run_for(Milliseconds(1));
}

double LiveTerminal::press_until(const std::string& id, const std::string& appears) {
    run_until([&] { return has(id); }, id);
    run_for(Milliseconds(500));
    const MonotonicTime begin = clock_.steady();
    tap(node(id)->visible().center());
    run_until([&] { return has(appears); }, appears);
    return ms_since(begin);
}

void LiveTerminal::wheel(ui::Point at, float steps) {
    ui::InputEvent event;
    event.kind = ui::InputKind::kWheel;
    event.position = at;
    event.wheel = {0, steps};
    window_->inject(event);
}

void LiveTerminal::sign_in(const std::string& number, const std::string& pin) {
    for (const auto& typed : {number, pin}) {
        for (const char digit : typed) press(std::string("sign_in.key.") + digit);
        press("sign_in.submit");
    }
    run_until([&] { return has("nav.messages"); }, "home");
}

}  // namespace dayroom::bench
