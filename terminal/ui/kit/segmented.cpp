// Choices side by side: segmented control and tabs.
#include <cmath>

#include "terminal/ui/kit/buttons.h"
#include "terminal/ui/kit/paint.h"
#include "terminal/ui/kit/rows.h"

namespace dayroom::ui {

namespace {

constexpr float kLabelPad = 14;
constexpr float kTightPad = 8;
constexpr float kTrack = 4;

float label_width(Ui& ui, const std::string& label, float pad) {
    return std::max(ui.metrics().target,
                    std::ceil(ui.measure(label, Type::kSecondary, FontWeight::kBold).w) + 2 * ui.px(pad));
}

/// Where the labels stand: side by side and alike if the longest is whole then; else side by side, each as wide as it
/// needs; else in rows.
std::vector<Rect> cells_of(Ui& ui, std::span<const std::string> labels, Rect track) {
    const int count = static_cast<int>(labels.size());
    float longest = ui.metrics().target;
    float together = 0;
    for (const std::string& label : labels) {
        longest = std::max(longest, label_width(ui, label, kLabelPad));
        together += label_width(ui, label, kTightPad);
    }
    Cut line = ui.cut({track.x, track.y, track.w, ui.metrics().target});
    const int fit = std::max(1, static_cast<int>(track.w / longest));
    if (fit >= count) return line.grid(std::max(1, count), 1, 0);
    if (together <= track.w) {
        const float spare = (track.w - together) / static_cast<float>(count);
        std::vector<Rect> cells;
        for (const std::string& label : labels) cells.push_back(line.start(label_width(ui, label, kTightPad) + spare));
        return cells;
    }
    const int rows = (count + fit - 1) / fit;
    const int columns = (count + rows - 1) / rows;
    return ui.cut({track.x, track.y, track.w, static_cast<float>(rows) * ui.metrics().target}).grid(columns, rows, 0);
}

}  // namespace

float segmented_height(Ui& ui, std::span<const std::string> labels, float width) {
    const auto cells = cells_of(ui, labels, {0, 0, width - 2 * ui.px(kTrack), 0});
    return (cells.empty() ? 0 : cells.back().bottom()) + 2 * ui.px(kTrack);
}

int segmented(Ui& ui, std::string_view id, Rect rect, std::span<const std::string> labels, int chosen) {
    const Theme& t = ui.theme();
    const IdScope scope(ui, id);
    const float radius = ui.metrics().radius;
    ui.canvas().fill_round_rect(rect, radius, t.sunken);
    if (t.kind == ThemeKind::kHighContrast) ui.canvas().stroke_round_rect(rect, radius, border_width(ui), t.border);
    const Rect track = rect.inset(ui.px(kTrack));
    const std::vector<Rect> cells = cells_of(ui, labels, track);
    int result = chosen;
    for (int i = 0; i < static_cast<int>(labels.size()); ++i) {
        const auto at = static_cast<std::size_t>(i);
        const Rect cell = cells[at];
        Node node;
        node.id = std::to_string(i);
        node.role = Role::kSegment;
        node.label = labels[at];
        node.value = i == chosen ? ui.words().chosen : std::string();
        node.rect = cell;
        node.selected = i == chosen;
        const Control c = ui.control(std::move(node));
        if (c.fired) result = i;
        const bool on = i == chosen;
        const bool high = t.kind == ThemeKind::kHighContrast;
        Color fill = on ? (high ? t.primary : t.raised) : t.sunken;
        if (c.pressed && !on) fill = t.pressed;
        if (on && !high) paint_shadow(ui, cell, radius - 3, Lift::kLow);
        if (on || c.pressed) ui.canvas().fill_round_rect(cell, std::max(2.0F, radius - ui.px(kTrack)), fill);
        const SurfaceScope surface(ui, fill);
        const Type type = ui.measure(labels[at], Type::kBody, FontWeight::kBold).w < cell.w - ui.px(kLabelPad)
                              ? Type::kBody
                              : Type::kSecondary;
        const Color ink = on ? (high ? t.on_primary : t.accent) : t.secondary;
        ui.label(cell.inset(ui.px(4), 0), labels[at],
                 {.type = type,
                  .weight = on ? FontWeight::kBold : FontWeight::kSemiBold,
                  .color = ink,
                  .align = TextAlign::kCenter,
                  .max_lines = 1,
                  .middle = true,
                  .personal = false});
        if (c.ring) ui.focus_ring(cell, radius - ui.px(kTrack));
    }
    return result;
}

int tabs(Ui& ui, std::string_view id, Rect rect, std::span<const TabSpec> entries, int chosen) {
    const Theme& t = ui.theme();
    const IdScope scope(ui, id);
    ui.canvas().fill_rect({rect.x, rect.bottom() - border_width(ui), rect.w, border_width(ui)}, t.border);
    const std::vector<Rect> cells = ui.cut(rect).columns(static_cast<int>(entries.size()), 0);
    int result = chosen;
    for (std::size_t i = 0; i < entries.size(); ++i) {
        const TabSpec& tab = entries[i];
        const Rect cell = cells[i];
        const bool on = static_cast<int>(i) == chosen;
        Node node;
        node.id = tab.id.empty() ? std::to_string(i) : tab.id;
        node.role = Role::kTab;
        node.label = tab.label;
        node.value =
            tab.count > 0 ? fill_numbers(ui.words().unread, static_cast<std::size_t>(tab.count)) : std::string();
        node.rect = cell;
        node.selected = on;
        const Control c = ui.control(std::move(node));
        if (c.fired) result = static_cast<int>(i);
        const Color behind = c.pressed ? t.pressed : ui.surface();
        if (c.pressed) ui.canvas().fill_round_rect(cell, ui.metrics().radius_small, behind);
        const SurfaceScope surface(ui, behind);
        const Color ink = on ? t.accent : t.secondary;
        Cut inside = ui.cut(cell.inset(ui.px(8), 0));
        if (tab.count > 0)
            count_mark(ui, centred(inside.end(ui.px(30)), {1, 1}).center(), tab.count, t.count, t.on_count);
        if (!tab.icon.empty() && inside.width() > ui.px(120))
            ui.icon(tab.icon, centred(inside.start(ui.px(28)), {ui.px(22), ui.px(22)}), ink);
        const Type type =
            ui.measure(tab.label, Type::kBody, FontWeight::kBold).w < inside.width() ? Type::kBody : Type::kSecondary;
        ui.label(inside.rest(), tab.label,
                 {.type = type,
                  .weight = FontWeight::kBold,
                  .color = ink,
                  .align = TextAlign::kCenter,
                  .max_lines = 1,
                  .middle = true,
                  .personal = false});
        if (on)
            ui.canvas().fill_round_rect({cell.x + ui.px(8), cell.bottom() - ui.px(4), cell.w - ui.px(16), ui.px(4)},
                                        ui.px(2), t.accent);
        if (c.ring) ui.focus_ring(cell.inset(2), ui.metrics().radius_small);
    }
    return result;
}

}  // namespace dayroom::ui
