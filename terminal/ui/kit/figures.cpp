#include "terminal/ui/kit/figures.h"

#include "terminal/ui/kit/paint.h"

namespace dayroom::ui {

namespace {

constexpr float kSign = 30;
constexpr float kFallHeight = 10;  // of a bar of a waterfall
constexpr float kFallGap = 6;
constexpr float kStepGap = 16;
constexpr float kFactPad = 12;

struct StepLook {
    std::string_view icon;
    const ToneColours* tone;
};

StepLook look_of(const Theme& t, StepState state) {
    switch (state) {
        case StepState::kDone:
            return {"check", &t.good};
        case StepState::kNow:
            return {"hourglass", &t.warning};
        case StepState::kFailed:
            return {"x", &t.bad};
        case StepState::kWaiting:
            break;
    }
    return {"circle", &t.neutral};
}

float step_height(Ui& ui, const TimelineStep& step, float width) {
    const float room = width - ui.px(kSign + 14);
    float h = ui.measure(step.label, Type::kBody, FontWeight::kSemiBold, room).h;
    if (!step.detail.empty()) h += ui.measure(step.detail, Type::kSecondary, FontWeight::kRegular, room).h;
    return std::max(h, ui.px(kSign)) + ui.px(kStepGap);
}

bool on_one_line(Ui& ui, std::string_view name, std::string_view value, Type type, float width) {
    return ui.measure(name, type, FontWeight::kSemiBold).w + ui.measure(value, type, FontWeight::kBold).w + ui.px(16) <=
           width;
}

float arithmetic_line_height(Ui& ui, const ArithmeticLine& line, float width) {
    const Type type = line.total ? Type::kSubheading : Type::kBody;
    float h = on_one_line(ui, line.label, line.amount, type, width)
                  ? ui.measure("X", type).h
                  : ui.measure(line.label, type, FontWeight::kSemiBold, width).h + ui.measure("X", type).h;
    if (!line.detail.empty()) h += ui.measure(line.detail, Type::kSmall, FontWeight::kRegular, width).h;
    if (line.to > line.from) h += ui.px(kFallHeight + kFallGap);
    return h + ui.px(line.total ? 22 : 12);
}

/// What is taken is told from the rest by its place, not by its colour: it hangs where what is left ends.
void draw_fall(Ui& ui, Rect track, const ArithmeticLine& line) {
    const Theme& t = ui.theme();
    const float radius = ui.px(3);
    ui.canvas().fill_round_rect(track, radius, t.sunken);
    if (t.kind == ThemeKind::kHighContrast) ui.canvas().stroke_round_rect(track, radius, 1, t.border);
    const float from = std::clamp(line.from, 0.0F, 1.0F);
    const float to = std::clamp(line.to, from, 1.0F);
    Cut inside = ui.cut(track);
    inside.start(track.w * from);
    const Rect part = inside.start(std::max(ui.px(3), track.w * (to - from)));
    ui.canvas().fill_round_rect(part, radius, line.total ? t.bar_positive : from > 0 ? t.bar_other : t.bar_fill);
}

}  // namespace

float timeline_height(Ui& ui, std::span<const TimelineStep> steps, float width) {
    float h = 0;
    for (const TimelineStep& step : steps) h += step_height(ui, step, width);
    return h;
}

float timeline(Ui& ui, std::string_view id, Rect rect, std::span<const TimelineStep> steps) {
    const Theme& t = ui.theme();
    const IdScope scope(ui, id);
    Cut column = ui.cut(rect);
    for (std::size_t i = 0; i < steps.size(); ++i) {
        const TimelineStep& step = steps[i];
        const Rect line = column.top(step_height(ui, step, rect.w));
        Cut inside = ui.cut(line);
        const Rect lane = inside.start(ui.px(kSign), ui.px(14));
        const Rect sign{lane.x, lane.y, ui.px(kSign), ui.px(kSign)};
        if (i + 1 < steps.size())
            ui.canvas().fill_rect({sign.center().x - 1, sign.bottom(), 2, line.h - sign.h},
                                  step.state == StepState::kDone ? t.good.text : t.border_strong);
        const StepLook look = look_of(t, step.state);
        ui.canvas().fill_circle(sign.center(), sign.h / 2, look.tone->fill);
        ui.canvas().stroke_circle(sign.center(), sign.h / 2, border_width(ui),
                                  step.state == StepState::kWaiting ? t.border_strong : look.tone->text);
        if (step.state != StepState::kWaiting) ui.icon(look.icon, sign.inset(sign.w * 0.24F), look.tone->text);
        const Rect words = inside.rest();
        ui.note(std::to_string(i), Role::kStatus, step.label, step.detail,
                {words.x, words.y, words.w, line.h - ui.px(kStepGap)});
        const bool waiting = step.state == StepState::kWaiting;
        const float used =
            ui.label(words, step.label,
                     {.weight = step.state == StepState::kNow ? FontWeight::kBold : FontWeight::kSemiBold,
                      .ink = waiting ? Ink::kSecondary : Ink::kText,
                      .personal = false});
        Rect under = words;
        under.cut_top(used);
        ui.label(under, step.detail, {.type = Type::kSecondary, .ink = Ink::kSecondary, .personal = false});
    }
    return column.rest().y - rect.y;
}

float arithmetic_height(Ui& ui, std::span<const ArithmeticLine> lines, float width) {
    float h = 0;
    for (const ArithmeticLine& line : lines) h += arithmetic_line_height(ui, line, width);
    return h;
}

float arithmetic(Ui& ui, std::string_view id, Rect rect, std::span<const ArithmeticLine> lines) {
    const Theme& t = ui.theme();
    const IdScope scope(ui, id);
    Cut column = ui.cut(rect);
    for (std::size_t i = 0; i < lines.size(); ++i) {
        const ArithmeticLine& line = lines[i];
        const Type type = line.total ? Type::kSubheading : Type::kBody;
        const Rect place = column.top(arithmetic_line_height(ui, line, rect.w));
        ui.note(std::to_string(i), Role::kText, line.label,
                line.amount + (line.detail.empty() ? "" : ", " + line.detail), place);
        Cut inside = ui.cut(place);
        if (line.total) {
            ui.canvas().fill_rect({place.x, place.y + ui.px(4), place.w, std::max(2.0F, ui.px(2))}, t.text);
            inside.skip(ui.px(10));
        }
        const FontWeight weight = line.total ? FontWeight::kBold : FontWeight::kRegular;
        const float height = ui.measure("X", type).h;
        const TextSpec amount{
            .type = type, .weight = FontWeight::kBold, .align = TextAlign::kEnd, .max_lines = 1, .personal = false};
        if (on_one_line(ui, line.label, line.amount, type, rect.w)) {
            Cut row = ui.cut(inside.top(height));
            ui.label(row.end(ui.measure(line.amount, type, FontWeight::kBold).w + 1, ui.px(8)), line.amount, amount);
            ui.label(row.rest(), line.label, {.type = type, .weight = weight, .max_lines = 1, .personal = false});
        } else {
            inside.skip(ui.label(inside.rest(), line.label, {.type = type, .weight = weight, .personal = false}));
            ui.label(inside.top(height), line.amount, amount);
        }
        inside.skip(
            ui.label(inside.rest(), line.detail, {.type = Type::kSmall, .ink = Ink::kSecondary, .personal = false}));
        if (line.to <= line.from) continue;
        inside.skip(ui.px(kFallGap));
        draw_fall(ui, inside.top(ui.px(kFallHeight)), line);
    }
    return column.rest().y - rect.y;
}

float bar(Ui& ui, std::string_view id, Rect rect, const BarSpec& spec) {
    const Theme& t = ui.theme();
    const float line = ui.measure("X", Type::kSecondary).h;
    const bool one = on_one_line(ui, spec.label, spec.amount, Type::kSecondary, rect.w);
    Cut column = ui.cut(rect);
    Cut head = ui.cut(column.top(one ? line : 2 * line, ui.px(5)));
    const TextSpec amount{.type = Type::kSecondary,
                          .weight = FontWeight::kBold,
                          .align = TextAlign::kEnd,
                          .max_lines = 1,
                          .may_shorten = true,
                          .personal = false};
    if (one) {
        ui.label(head.end(ui.measure(spec.amount, Type::kSecondary, FontWeight::kBold).w + 1, ui.px(8)), spec.amount,
                 amount);
        ui.label(head.rest(), spec.label, {.type = Type::kSecondary, .max_lines = 1, .personal = false});
    } else {
        ui.label(head.top(line), spec.label,
                 {.type = Type::kSecondary, .max_lines = 1, .may_shorten = true, .personal = false});
        ui.label(head.rest(), spec.amount, amount);
    }
    const Rect track = column.top(ui.px(10), ui.px(16));
    ui.canvas().fill_round_rect(track, track.h / 2, t.sunken);
    if (t.kind == ThemeKind::kHighContrast) ui.canvas().stroke_round_rect(track, track.h / 2, 1, t.border);
    const Color fill =
        spec.tone == Tone::kSuccess
            ? t.bar_positive
            : (spec.tone == Tone::kWarning ? t.brand : (spec.tone == Tone::kNeutral ? t.bar_other : t.bar_fill));
    const float share = std::clamp(spec.fraction, 0.0F, 1.0F);
    if (share > 0)
        ui.canvas().fill_round_rect(ui.cut(track).start(std::max(track.h, track.w * share)), track.h / 2, fill);
    ui.note(id, Role::kStatus, spec.label, spec.amount, {rect.x, rect.y, rect.w, track.bottom() - rect.y});
    return column.rest().y - rect.y;
}

float fact_height(Ui& ui, std::string_view name, std::string_view value, float width) {
    const float line = ui.measure("X", Type::kBody).h;
    const bool one = on_one_line(ui, name, value, Type::kBody, width);
    return line + (one ? 0 : ui.measure(value, Type::kBody, FontWeight::kBold, width).h) + ui.px(kFactPad);
}

float fact(Ui& ui, std::string_view id, Rect rect, std::string_view name, std::string_view value) {
    const float height = fact_height(ui, name, value, rect.w);
    Cut place = ui.cut({rect.x, rect.y, rect.w, height});
    ui.note(id, Role::kText, name, value, place.rest());
    place.inset(0, ui.px(kFactPad / 2));
    if (on_one_line(ui, name, value, Type::kBody, rect.w)) {
        ui.label(place.end(ui.measure(value, Type::kBody, FontWeight::kBold).w + 1, ui.px(12)), value,
                 {.weight = FontWeight::kBold, .align = TextAlign::kEnd, .max_lines = 1, .may_shorten = true});
        ui.label(place.rest(), name, {.ink = Ink::kSecondary, .max_lines = 1, .personal = false});
    } else {
        ui.label(place.top(ui.measure("X", Type::kBody).h), name,
                 {.ink = Ink::kSecondary, .max_lines = 1, .may_shorten = true, .personal = false});
        ui.label(place.rest(), value, {.weight = FontWeight::kBold});
    }
    return height;
}

Color bubble_surface(const Ui& ui, bool own) { return own ? ui.theme().tint : ui.theme().sunken; }

Rect bubble(Ui& ui, Rect rect, bool own) {
    const Theme& t = ui.theme();
    const float radius = ui.metrics().radius_large;
    ui.canvas().fill_round_rect(rect, radius, bubble_surface(ui, own));
    if (t.kind == ThemeKind::kHighContrast)
        ui.canvas().stroke_round_rect(rect, radius, border_width(ui), own ? t.tint_border : t.border);
    return rect.inset(ui.metrics().pad, ui.px(16));
}

}  // namespace dayroom::ui
