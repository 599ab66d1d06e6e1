// What only hands and eyes can test: the touch grid, colours and dead pixels, the keypad. Each can be given up.
#include <algorithm>
#include <array>

#include "terminal/diagnostics/diagnostics_feature.h"
#include "terminal/ui/gfx/canvas.h"

namespace dayroom::diagnostics {

using features::Host;

namespace {

struct Plain {
    const char* key;
    ui::Color color;
};
// Full colours show dead dots, greys show stains and an uneven light.
const std::array<Plain, 6> kColours = {{{"red", ui::Color::rgb(0xFF0000)},
                                        {"green", ui::Color::rgb(0x00FF00)},
                                        {"blue", ui::Color::rgb(0x0000FF)},
                                        {"white", ui::Color::rgb(0xFFFFFF)},
                                        {"black", ui::Color::rgb(0x000000)},
                                        {"grey", ui::Color::rgb(0x808080)}}};
constexpr float kPadHeight = 320;
constexpr float kPadWidth = 640;
constexpr float kGridWords = 1.5F;  // targets: what the words above the grid take at most

/// How many fields lie side by side in `room`, each a target.
int fields_in(float room, const ui::Metrics& m, int most) {
    return std::clamp(static_cast<int>((room + m.gap_small) / (m.target + m.gap_small)), 2, most);
}

/// At the foot, not at the very edge of the glass: there a panel is at its worst.
ui::Rect answers_strip(ui::Ui& ui, ui::Cut& page) {
    const auto& m = ui.metrics();
    page.bottom(m.gap_small);
    return page.bottom(m.button, m.gap);
}

/// What is to be done, at the top.
void say_what(ui::Ui& ui, ui::Cut& page, const std::string& words, std::string_view id) {
    const auto& m = ui.metrics();
    ui::Cut line = ui.cut(page.rest());
    line.inset(m.margin, m.gap_small);
    page.skip(ui.text(line.rest(), words, {.personal = false}, id, ui::Role::kStatus) + 2 * m.gap_small);
}

}  // namespace

/// "It is good", "It is not", "Skip". Whether one was pressed.
bool DiagnosticsFeature::draw_answers(Host& host, ui::Ui& ui, ui::Rect rect, bool pass_enabled) {
    const auto& t = host.texts();
    const std::string good = t("diagnostics.good");
    const std::string bad = t("diagnostics.bad");
    const std::string skip = t("diagnostics.skip");
    ui::Cut row = ui.cut(rect);
    row.inset(ui.metrics().margin, 0);
    const auto cells = row.columns(3, ui.metrics().gap);
    const bool passed =
        ui::button(ui, "screen.good", cells[0], {.label = good, .icon = "check", .enabled = pass_enabled});
    const bool failed =
        ui::button(ui, "screen.bad", cells[1], {.label = bad, .kind = ui::ButtonKind::kDanger, .icon = "x"});
    const bool skipped = ui::button(ui, "screen.skip", cells[2], {.label = skip, .kind = ui::ButtonKind::kOutline});
    if (passed) finish(host, local::TestResult::PASSED);
    if (failed) finish(host, local::TestResult::FAILED, "seen");
    if (skipped) finish(host, local::TestResult::SKIPPED, "by_technician");
    if (!passed && !failed && !skipped) return false;
    ui.wake_in(Milliseconds(0));
    return true;
}

void DiagnosticsFeature::draw_grid(Host& host, ui::Ui& ui, ui::Rect rect) {
    const auto& t = host.texts();
    const auto& m = ui.metrics();
    ui::Cut page = ui.cut(rect);
    const ui::Rect answers = answers_strip(ui, page);
    const int columns = fields_in(page.width(), m, kGridColumns);
    const int rows = fields_in(page.height() - kGridWords * m.target, m, kGridRows);
    if (std::exchange(columns_, columns) != columns || std::exchange(rows_, rows) != rows) touched_.clear();
    const auto left = std::int64_t{field_count()} - static_cast<std::int64_t>(touched_.size());
    say_what(ui, page, t("diagnostics.grid_what", {{"count", left}}), "grid.what");
    const auto fields = page.grid(columns_, rows_, m.gap_small);
    for (int at = 0; at < field_count(); ++at) {
        const std::string id = "grid." + std::to_string(at);
        const std::string label =
            std::string(1, static_cast<char>('A' + at / columns_)) + std::to_string(at % columns_ + 1);
        const bool done = touched_.contains(at);
        const ui::IconButtonSpec spec{.label = label, .icon = done ? "check" : "circle", .selected = done};
        if (ui::icon_button(ui, id, fields[static_cast<std::size_t>(at)], spec)) touched_.insert(at);
    }
    draw_answers(host, ui, answers, left == 0);
}

void DiagnosticsFeature::draw_colours(Host& host, ui::Ui& ui, ui::Rect rect) {
    const auto& t = host.texts();
    const auto& m = ui.metrics();
    const Plain& shown = kColours[static_cast<std::size_t>(colour_)];
    ui::Cut page = ui.cut(rect);
    const ui::Rect answers = answers_strip(ui, page);
    const std::string next = t("diagnostics.next_colour");
    const bool last = colour_ + 1 == static_cast<int>(kColours.size());
    const ui::ButtonSpec spec{.label = next, .kind = ui::ButtonKind::kOutline, .icon = "arrow-right", .enabled = !last};
    const std::string asked =
        t("diagnostics.colours_what", {{"colour", t(std::string("diagnostics.colour.") + shown.key)}});
    const float room = page.width() - 2 * m.margin - ui::button_width(ui, spec) - m.gap;
    const float height = ui.measure(asked, ui::Type::kBody, ui::FontWeight::kRegular, room).h;
    const ui::Rect words = page.bottom(std::max(m.button, height), m.gap);
    ui.canvas().fill_rect(page.rest(), shown.color);
    ui::Cut row = ui.cut(words);
    row.inset(m.margin, 0);
    const ui::Rect beside =
        ui::centred(row.end(ui::button_width(ui, spec), m.gap), {ui::button_width(ui, spec), m.button});
    if (ui::button(ui, "colours.next", beside, spec)) {
        ++colour_;
        ui.wake_in(Milliseconds(0));
    }
    ui.text(row.rest(), asked, {.middle = true, .personal = false}, "colours.what", ui::Role::kStatus);
    draw_answers(host, ui, answers, last);
}

void DiagnosticsFeature::draw_keypad(Host& host, ui::Ui& ui, ui::Rect rect) {
    const auto& t = host.texts();
    const auto& m = ui.metrics();
    ui::Cut page = ui.cut(rect);
    const ui::Rect answers = answers_strip(ui, page);
    const auto left = std::int64_t{10} - static_cast<std::int64_t>(digits_.size());
    say_what(ui, page, t("diagnostics.keypad_what", {{"count", left}}), "keypad.what");
    ui::Cut pad = ui.cut(page.top(std::min(page.height(), ui.px(kPadHeight))));
    pad.inset(m.margin, 0);
    if (ui::pin_pad(ui, "keypad.key", pad.start(std::min(pad.width(), ui.px(kPadWidth))), keys_, PinBuffer::kCapacity)
            .changed) {
        for (const std::uint8_t digit : keys_.digits()) digits_.insert(digit - '0');
        keys_.clear();
        ui.wake_in(Milliseconds(0));
    }
    draw_answers(host, ui, answers, left == 0);
}

}  // namespace dayroom::diagnostics
