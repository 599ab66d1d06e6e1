// What stands in place of a screen: nothing here yet, something went wrong, this terminal is down.
#include "terminal/ui/kit/overlays.h"
#include "terminal/ui/kit/paint.h"
#include "terminal/ui/kit/scroll.h"

namespace dayroom::ui {

namespace {

constexpr float kDisc = 88;

void draw_sign(Ui& ui, Rect place, std::string_view icon, const ToneColours& tone) {
    const float side = std::min(place.w, place.h);
    const Rect disc = centred(place, {side, side});
    ui.canvas().fill_circle(disc.center(), side / 2, tone.fill);
    if (ui.theme().kind == ThemeKind::kHighContrast)
        ui.canvas().stroke_circle(disc.center(), side / 2, border_width(ui), tone.border);
    ui.icon(icon, disc.inset(side * 0.28F), tone.text);
}

float state_height(Ui& ui, const StateSpec& spec, float width) {
    float h = ui.px(kDisc) + ui.px(18) + ui.measure(spec.title, Type::kSubheading, FontWeight::kBold, width).h;
    if (!spec.text.empty()) h += ui.px(8) + ui.measure(spec.text, Type::kBody, FontWeight::kRegular, width).h;
    if (!spec.action.empty()) h += ui.px(20) + ui.metrics().button;
    return h;
}

bool draw_state(Ui& ui, Cut& column, const StateSpec& spec) {
    const ToneColours& tone = ui.theme().tone(spec.error ? Tone::kDanger : Tone::kInfo);
    draw_sign(ui, column.top(ui.px(kDisc), ui.px(18)),
              spec.icon.empty() ? (spec.error ? "circle-alert" : "inbox") : std::string_view(spec.icon), tone);
    column.skip(ui.text(
        column.rest(), spec.title,
        {.type = Type::kSubheading, .weight = FontWeight::kBold, .align = TextAlign::kCenter, .personal = false},
        "title", spec.error ? Role::kAlert : Role::kHeading));
    if (!spec.text.empty()) {
        column.skip(ui.px(8));
        column.skip(ui.text(column.rest(), spec.text,
                            {.ink = Ink::kSecondary, .align = TextAlign::kCenter, .personal = false}, "text"));
    }
    if (spec.action.empty()) return false;
    column.skip(ui.px(20));
    const ButtonSpec action{.label = spec.action, .kind = ButtonKind::kSecondary};
    const Rect line = column.top(ui.metrics().button);
    return button(ui, "action", centred(line, {std::min(line.w, button_width(ui, action)), line.h}), action);
}

}  // namespace

bool empty_state(Ui& ui, std::string_view id, Rect rect, const StateSpec& spec) {
    const IdScope scope(ui, id);
    const Rect middle = centred(rect, {std::min(rect.w, ui.px(460)), rect.h});
    const float height = state_height(ui, spec, middle.w);
    if (height <= rect.h) {
        Cut column = ui.cut(centred(middle, {middle.w, height}));
        return draw_state(ui, column, spec);
    }
    ScrollArea area(ui, "body", rect);
    Cut column = ui.cut(area.content());
    const bool pressed = draw_state(ui, column, spec);
    area.used_until(column.rest().y);
    return pressed;
}

bool fault_page(Ui& ui, std::string_view id, Rect rect, const FaultSpec& spec) {
    const IdScope scope(ui, id);
    const Theme& t = ui.theme();
    ui.canvas().fill_rect(rect, t.background);
    const Rect page = centred(rect.inset(ui.metrics().margin), {ui.px(760), rect.h - 2 * ui.metrics().margin});
    ScrollArea area(ui, "page", page);
    Cut column = ui.cut(area.content());
    column.skip(ui.two_panes() ? page.h * 0.12F : ui.metrics().gap);
    const Rect disc = column.top(ui.px(kDisc), ui.metrics().gap_large);
    draw_sign(ui, ui.cut(disc).start(ui.px(kDisc)), spec.icon, t.tone(Tone::kWarning));
    column.skip(ui.text(column.rest(), spec.title,
                        {.type = Type::kTitle, .weight = FontWeight::kBold, .personal = false}, "title", Role::kAlert) +
                ui.metrics().gap);
    column.skip(ui.text(column.rest(), spec.what_to_do, {.type = Type::kSubheading, .personal = false}, "what_to_do") +
                ui.metrics().gap_large);
    const std::pair<std::string_view, const std::string*> lines[] = {{"phone", &spec.whom_to_call},
                                                                     {"map-pin", &spec.nearest}};
    for (const auto& [icon, words] : lines) {
        if (words->empty()) continue;
        Cut line = ui.cut(column.rest());
        const Rect sign = line.start(ui.metrics().icon, ui.metrics().gap);
        ui.icon(icon, {sign.x, sign.y, ui.metrics().icon, ui.metrics().icon}, t.accent);
        column.skip(ui.text(line.rest(), *words, {.weight = FontWeight::kSemiBold, .personal = false}) +
                    ui.metrics().gap);
    }
    bool pressed = false;
    if (!spec.action.empty()) {
        column.skip(ui.metrics().gap);
        const ButtonSpec action{.label = spec.action, .icon = "refresh-cw", .initial_focus = true};
        Cut line = ui.cut(column.top(ui.metrics().button, ui.metrics().gap_large));
        pressed = button(ui, "action", line.start(std::min(line.width(), button_width(ui, action))), action);
    }
    if (!spec.code.empty())
        column.skip(ui.text(column.rest(), spec.code, {.type = Type::kSmall, .ink = Ink::kSecondary}, "code"));
    area.used_until(column.rest().y + ui.metrics().gap_large);
    return pressed;
}

void progress_bar(Ui& ui, std::string_view id, Rect rect, std::string_view label, float fraction) {
    const Theme& t = ui.theme();
    const float share = std::clamp(fraction, 0.0F, 1.0F);
    ui.note(id, Role::kProgress, label, std::to_string(static_cast<int>(share * 100)) + " %", rect);
    Cut inside = ui.cut(rect);
    ui.label(inside.top(ui.measure("X", Type::kSecondary).h, ui.px(6)), label,
             {.type = Type::kSecondary,
              .weight = FontWeight::kSemiBold,
              .max_lines = 1,
              .may_shorten = true,
              .personal = false});
    const Rect track = inside.top(ui.px(10));
    ui.canvas().fill_round_rect(track, track.h / 2, t.sunken);
    if (t.kind == ThemeKind::kHighContrast) ui.canvas().stroke_round_rect(track, track.h / 2, 1, t.border);
    if (share > 0)
        ui.canvas().fill_round_rect(ui.cut(track).start(std::max(track.h, track.w * share)), track.h / 2, t.bar_fill);
}

void spinner(Ui& ui, std::string_view id, Rect rect, std::string_view label) {
    ui.note(id, Role::kProgress, label, {}, rect);
    const float words = ui.measure(label, Type::kBody, FontWeight::kRegular, rect.w, 2).h;
    const float side = std::min(ui.px(44), std::max(ui.px(18), rect.h - words - ui.px(10)));
    Cut column = ui.cut(centred(rect, {rect.w, side + ui.px(10) + words}));
    draw_spinner(ui, centred(column.top(side, ui.px(10)), {side, side}), ui.theme().accent);
    ui.label(column.rest(), label,
             {.ink = Ink::kSecondary, .align = TextAlign::kCenter, .max_lines = 2, .personal = false});
}

}  // namespace dayroom::ui
