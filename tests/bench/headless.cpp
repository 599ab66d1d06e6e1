#include "tests/bench/headless.h"

#include <cstdlib>
#include <stdexcept>

#include "tests/bench/report.h"

namespace dayroom::bench {
namespace {

ui::InputEvent pointer(ui::InputKind kind, ui::Point at) {
    ui::InputEvent event;
    event.kind = kind;
    event.position = at;
    event.touch = true;
    event.held = kind != ui::InputKind::kPointerUp;
    return event;
}

}  // namespace

Headless::Headless(int width, int height) {
    const std::filesystem::path share = std::filesystem::path(std::getenv("DAYROOM_BINARY_DIR")) / "share";
    window_ = must(ui::Window::create(
        {.surface = ui::Surface::kOffscreen, .render = ui::RenderMode::kSoftware, .width = width, .height = height},
        clock_));
    ui::FontPaths fonts;
    fonts.own = share / "fonts";
    text_ = must(ui::TextEngine::create(window_->atlas(), fonts));
    ui_ = std::make_unique<ui::Ui>(*text_, clock_);
    ui_->set_settings({});
    agent_ = std::make_unique<test::FakeAgent>(clock_);
    auto catalogs = must(ui::Catalogs::read(share / "text"));
    terminal_ = std::make_unique<shell::Terminal>(
        shell::TerminalParts{*agent_, std::move(catalogs), clock_, random_, window_->images()});
    settle();
    terminal_->prefer({"en", 100, "light"});
    settle();
}

void Headless::draw(ui::Canvas& canvas) {
    std::vector<ui::InputEvent> none;
    ui_->begin_frame(canvas, none);
    terminal_->draw(*ui_);
    ui_->end_frame();
}

void Headless::frame() {
    std::vector<ui::InputEvent> events;
    window_->pump(events);
    for (int again = 0; again < 2; ++again) {
        ui::Canvas& canvas = window_->begin_frame(ui_->theme().background);
        ui_->begin_frame(canvas, events);
        terminal_->draw(*ui_);
        ui_->end_frame();
        if (!window_->end_frame().redraw_wanted) break;
    }
}

void Headless::settle() {
    for (int i = 0; i < 40; ++i) {
        clock_.advance(Milliseconds(10));
        frame();
    }
}

bool Headless::has(const std::string& id) const { return ui_->tree().find_id(id) != nullptr; }

void Headless::click(const std::string& id) {
    const ui::Node* node = ui_->tree().find_id(id);
    if (node == nullptr) throw std::runtime_error("no node \"" + id + "\" on this screen:\n" + ui_->tree().dump());
    const ui::Point at = node->visible().center();
    window_->inject(pointer(ui::InputKind::kPointerDown, at));
    frame();
    window_->inject(pointer(ui::InputKind::kPointerUp, at));
    settle();
}

void Headless::sign_in() {
    for (const char* typed : {test::kNumber, test::kPin}) {
        for (const char* digit = typed; *digit != 0; ++digit) click(std::string("sign_in.key.") + *digit);
        click("sign_in.submit");
    }
}

}  // namespace dayroom::bench
