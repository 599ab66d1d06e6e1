// The header of a signed-in screen, in reading order: back, title, what is to be known, and what is set at once.
#include "terminal/features/base/reading_button.h"
#include "terminal/shell/terminal_parts.h"

namespace dayroom::shell {

namespace {

constexpr float kLeastTitle = 240;  // logical width that the title keeps beside chips
constexpr float kLeastRoom = 90;    // … and beside buttons

struct HeaderChip {
    std::string_view id;
    ui::Rect rect;
    ui::BadgeSpec spec;
};

/// Takes its room from the end of the bar, if the title has enough left.
void add_chip(ui::Ui& ui, ui::Cut& bar, std::string_view id, const ui::BadgeSpec& spec, std::vector<HeaderChip>& out) {
    const ui::Size size = ui::badge_size(ui, spec);
    if (bar.width() < size.w + ui.px(kLeastTitle)) return;
    const ui::Rect strip = bar.end(size.w, ui.metrics().gap);
    out.insert(out.begin(), {id, {strip.x, strip.y + (strip.h - size.h) / 2, size.w, size.h}, spec});
}

}  // namespace

void Terminal::draw_header(ui::Ui& ui, ui::Rect rect, bool short_window) {
    const auto& m = ui.metrics();
    ui::Cut bar = ui.cut(rect);
    bar.inset(m.margin, 0);
    if (navigation_.can_go_back()) {
        const ui::Rect place = ui::centred(bar.start(m.target, m.gap), {m.target, m.target});
        if (ui::icon_button(ui, "header.back", place, {.label = texts_("nav.back"), .icon = "arrow-left"})) back();
    }
    const HeaderButtons buttons = header_buttons(ui, bar.width(), short_window);
    const ui::Rect place = bar.end(buttons.width);
    std::vector<HeaderChip> chips;
    if (const auto minutes = session_clock_.minutes_left(parts_.clock.steady(), policy())) {
        add_chip(ui, bar, "header.time_left",
                 {texts_("header.time_left", {{"count", *minutes}}), "clock",
                  *minutes <= 2 ? ui::Tone::kWarning : ui::Tone::kNeutral},
                 chips);
    }
    if (!status_.online())
        add_chip(ui, bar, "header.offline", {texts_("header.offline"), "cloud-off", ui::Tone::kWarning}, chips);
    const auto screen = navigation_.current();
    const std::string title = feature_at(screen).title(*this, screen);
    ui::Type type = ui::Type::kHeading;
    const auto fits = [&] { return ui.measure(title, type, ui::FontWeight::kBold).w <= bar.width(); };
    if (!fits()) type = ui::Type::kSubheading;
    const bool one_line = fits();
    ui.text(bar.rest(), title,
            {.type = one_line ? type : ui::Type::kBody,
             .weight = ui::FontWeight::kBold,
             .max_lines = one_line ? 1 : 2,
             .middle = true,
             .may_shorten = true},
            "header.title", ui::Role::kHeading);
    for (const HeaderChip& chip : chips) ui::badge(ui, chip.id, chip.rect, chip.spec);
    draw_header_buttons(ui, place, buttons);
}

/// Colours and letters are also under Settings: they make way for what is nowhere else.
HeaderButtons Terminal::header_buttons(const ui::Ui& ui, float room, bool short_window) const {
    const float one = ui.metrics().target + ui.metrics().gap_small;
    HeaderButtons buttons;
    buttons.read_aloud = reading().offered;
    buttons.sign_out = short_window;
    int count = (status_.prea() ? 1 : 0) + (buttons.read_aloud ? 1 : 0) + (short_window ? 1 : 0) + 2;
    const auto fits = [&] { return static_cast<float>(count) * one + ui.px(kLeastRoom) <= room; };
    if (!fits()) buttons.contrast = false, --count;
    if (!fits()) buttons.text_size = false, --count;
    buttons.width = static_cast<float>(count) * one;
    return buttons;
}

void Terminal::draw_header_buttons(ui::Ui& ui, ui::Rect rect, const HeaderButtons& buttons) {
    const auto& m = ui.metrics();
    ui::Cut bar = ui.cut(rect);
    bar.start(m.gap_small);
    const auto next = [&] { return ui::centred(bar.start(m.target, m.gap_small), {m.target, m.target}); };
    if (status_.prea() &&
        ui::icon_button(ui, "header.prea", next(), {.label = texts_("prea.open"), .icon = "shield-alert"}))
        open({features::ScreenId::kPrea, {}});
    if (buttons.read_aloud) features::reading_button(*this, ui, next());
    features::Preferences chosen = preferences_;
    if (buttons.text_size && ui::icon_button(ui, "header.text_size", next(),
                                             {.label = texts_("header.text_size"), .icon = "a-large-small"})) {
        chosen.text_scale_percent = chosen.text_scale_percent >= 200 ? 100 : chosen.text_scale_percent + 50;
    }
    if (buttons.contrast &&
        ui::icon_button(ui, "header.contrast", next(), {.label = texts_("header.contrast"), .icon = "contrast"})) {
        chosen.theme = chosen.theme == "light" ? "dark" : chosen.theme == "dark" ? "contrast" : "light";
    }
    prefer(chosen);
    if (buttons.sign_out &&
        ui::icon_button(ui, "nav.sign_out", next(), {.label = texts_("nav.sign_out"), .icon = "log-out"}))
        asking_to_leave_ = true;
}

}  // namespace dayroom::shell
