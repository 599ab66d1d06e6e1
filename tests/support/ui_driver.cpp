#include "tests/support/ui_driver.h"

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <sstream>

#include <catch2/catch.hpp>

namespace dayroom::ui {

namespace {

constexpr Milliseconds kStep{10};
constexpr int kMostFrames = 20;

std::filesystem::path fonts() {
    if (const char* build = std::getenv("DAYROOM_BINARY_DIR")) return std::filesystem::path(build) / "share/fonts";
    return std::filesystem::read_symlink("/proc/self/exe").parent_path() / "../share/fonts";
}

std::filesystem::path golden_folder() {
    const char* source = std::getenv("DAYROOM_SOURCE_DIR");
    return std::filesystem::path(source ? source : ".") / "tests/golden";
}

InputEvent pointer(InputKind kind, Point at) {
    InputEvent event;
    event.kind = kind;
    event.position = at;
    event.touch = true;
    event.held = kind != InputKind::kPointerUp;
    return event;
}

}  // namespace

UiDriver::UiDriver(Frame frame_function, const DriverOptions& options) : frame_(std::move(frame_function)) {
    WindowOptions window;
    window.surface = Surface::kOffscreen;
    window.render = options.render;
    window.width = options.width;
    window.height = options.height;
    auto made = Window::create(window, clock_);
    REQUIRE(made.ok());
    window_ = made.take();
    FontPaths paths;
    paths.own = fonts();
    auto engine = TextEngine::create(window_->atlas(), paths);
    if (!engine.ok()) FAIL(engine.error().detail);
    text_ = engine.take();
    ui_ = std::make_unique<Ui>(*text_, clock_);
    ui_->set_settings(options.settings);
    settle();
}

UiDriver::~UiDriver() = default;

void UiDriver::set_settings(const Settings& settings) {
    ui_->set_settings(settings);
    frame();
    settle();
}

void UiDriver::frame() {
    std::vector<InputEvent> events;
    window_->pump(events);
    for (int again = 0; again < 2; ++again) {
        Canvas& canvas = window_->begin_frame(ui_->theme().background);
        ui_->begin_frame(canvas, events);
        frame_(*ui_);
        last_ = ui_->end_frame();
        if (!window_->end_frame().redraw_wanted) break;
    }
    ++frames_;
}

void UiDriver::settle() {
    frame();
    for (int i = 0; i < kMostFrames && last_.next_due && last_.next_due->count() == 0; ++i) frame();
}

void UiDriver::advance(Milliseconds by) {
    for (Milliseconds left = by; left.count() > 0;) {
        Milliseconds step = last_.next_due && *last_.next_due < kStep ? kStep : left;
        if (last_.next_due) step = std::min(left, std::max(kStep, *last_.next_due));
        clock_.advance(step);
        left -= step;
        frame();
    }
}

void UiDriver::send(InputEvent event) { window_->inject(std::move(event)); }

const Node& UiDriver::node(std::string_view id_or_label) const {
    const Node* found = tree().find_id(id_or_label);
    if (!found) found = tree().find_label(id_or_label);
    if (!found) FAIL("no node \"" << id_or_label << "\" in\n" << dump());
    return *found;
}

bool UiDriver::has(std::string_view id_or_label) const {
    return tree().find_id(id_or_label) || tree().find_label(id_or_label);
}

const Node* UiDriver::focused() const {
    for (const Node& node : tree().nodes()) {
        if (node.focused) return &node;
    }
    return nullptr;
}

void UiDriver::press_down(Point point) {
    send(pointer(InputKind::kPointerDown, point));
    frame();
}

void UiDriver::move_to(Point point) {
    send(pointer(InputKind::kPointerMove, point));
    frame();
}

void UiDriver::release(Point point) {
    send(pointer(InputKind::kPointerUp, point));
    settle();
}

void UiDriver::click_at(Point point) {
    press_down(point);
    release(point);
}

void UiDriver::click(std::string_view id_or_label) {
    const Rect seen = node(id_or_label).visible();
    if (seen.empty()) FAIL("\"" << id_or_label << "\" cannot be seen");
    click_at(seen.center());
}

void UiDriver::tap_in_one_frame(std::string_view id_or_label) {
    const Point at = node(id_or_label).visible().center();
    std::vector<InputEvent> events = {pointer(InputKind::kPointerDown, at), pointer(InputKind::kPointerUp, at)};
    Canvas& canvas = window_->begin_frame(ui_->theme().background);
    ui_->begin_frame(canvas, events);
    frame_(*ui_);
    last_ = ui_->end_frame();
    window_->end_frame();
    settle();
}

void UiDriver::drag(Point from, Point to, Milliseconds duration) {
    press_down(from);
    const int steps = std::max(1, static_cast<int>(duration / kStep));
    for (int i = 1; i <= steps; ++i) {
        clock_.advance(kStep);
        const float share = static_cast<float>(i) / static_cast<float>(steps);
        move_to({from.x + (to.x - from.x) * share, from.y + (to.y - from.y) * share});
    }
    send(pointer(InputKind::kPointerUp, to));
    frame();
}

void UiDriver::wheel(Point at, float steps) {
    InputEvent event;
    event.kind = InputKind::kWheel;
    event.position = at;
    event.wheel = {0, steps};
    send(std::move(event));
    settle();
}

void UiDriver::press(Key key, Modifiers modifiers) {
    InputEvent event;
    event.kind = InputKind::kKeyDown;
    event.key = key;
    event.modifiers = modifiers;
    send(std::move(event));
    settle();
}

void UiDriver::shortcut(char letter, bool shift) {
    InputEvent event;
    event.kind = InputKind::kKeyDown;
    event.letter = letter;
    event.modifiers.control = true;
    event.modifiers.shift = shift;
    send(std::move(event));
    settle();
}

void UiDriver::type(std::string_view text) {
    InputEvent event;
    event.kind = InputKind::kText;
    event.text = std::string(text);
    send(std::move(event));
    settle();
}

std::vector<std::string> UiDriver::lint() const {
    std::vector<std::string> lines;
    for (const Finding& finding : ui_->lint()) lines.push_back(finding.to_string());
    return lines;
}

void UiDriver::screenshot(const std::string& file) {
    std::filesystem::create_directories(std::filesystem::path(file).parent_path());
    const Status saved = window_->save_screenshot(file);
    if (!saved.ok()) FAIL(saved.error().detail);
}

std::string compare_golden(const std::string& name, const std::string& text) {
    const std::filesystem::path file = golden_folder() / name;
    if (const char* rewrite = std::getenv("DAYROOM_REWRITE_GOLDEN"); rewrite && std::string_view(rewrite) == "1") {
        std::filesystem::create_directories(file.parent_path());
        std::ofstream(file) << text;
        return {};
    }
    std::ifstream in(file);
    if (!in) return "missing " + file.string() + ": run once with DAYROOM_REWRITE_GOLDEN=1";
    std::stringstream expected;
    expected << in.rdbuf();
    if (expected.str() == text) return {};
    std::stringstream now(text);
    std::string want;
    std::string have;
    for (int line = 1;; ++line) {
        const bool more_want = static_cast<bool>(std::getline(expected, want));
        const bool more_have = static_cast<bool>(std::getline(now, have));
        if (!more_want) want = "(end)";
        if (!more_have) have = "(end)";
        if (want != have || (!more_want && !more_have))
            return name + " line " + std::to_string(line) + ":\n- " + want + "\n+ " + have;
    }
}

}  // namespace dayroom::ui
