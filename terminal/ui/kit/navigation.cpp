// The rail, or the bottom bar.
#include "terminal/ui/kit/buttons.h"
#include "terminal/ui/kit/paint.h"
#include "terminal/ui/kit/rows.h"

namespace dayroom::ui {

namespace {

constexpr float kEntry = 92;  // of the rail, px at 100 %
constexpr float kEntryGap = 6;

bool rail_labels_fit(Ui& ui, std::span<const TabSpec> entries, float width) {
    return std::all_of(entries.begin(), entries.end(), [&](const TabSpec& entry) {
        return ui.measure(entry.label, Type::kSmall, FontWeight::kSemiBold).w <= width;
    });
}

bool draw_entry(Ui& ui, std::string id, Rect rect, const TabSpec& entry, bool on, bool with_label, bool at_foot) {
    const Theme& t = ui.theme();
    Node node;
    node.id = std::move(id);
    node.role = Role::kTab;
    node.label = entry.label;
    node.value =
        entry.count > 0 ? fill_numbers(ui.words().unread, static_cast<std::size_t>(entry.count)) : std::string();
    node.rect = rect;
    node.selected = on;
    node.at_foot = at_foot;
    const Control c = ui.control(std::move(node));
    const Color fill = on || c.pressed ? t.rail_chosen : t.rail;
    const float radius = ui.metrics().radius;
    if (on || c.pressed) ui.canvas().fill_round_rect(rect, radius, fill);
    if (on && t.kind == ThemeKind::kHighContrast)
        ui.canvas().stroke_round_rect(rect, radius, border_width(ui), t.tint_border);
    const SurfaceScope surface(ui, fill);
    const Color ink = on ? t.on_rail_chosen : t.on_rail;
    const float icon = ui.metrics().icon;
    const float label_height = with_label ? ui.measure(entry.label, Type::kSmall, FontWeight::kSemiBold).h : 0;
    const float gap = with_label ? std::min(ui.px(10), std::max(0.0F, (rect.h - icon - label_height) / 3)) : 0;
    const float top = rect.y + (rect.h - icon - gap - label_height) / 2;
    const Rect icon_box{rect.x + (rect.w - icon) / 2, top, icon, icon};
    ui.icon(entry.icon, icon_box, ink);
    if (with_label) {
        ui.label({rect.x, top + icon + gap, rect.w, label_height}, entry.label,
                 {.type = Type::kSmall,
                  .weight = on ? FontWeight::kBold : FontWeight::kSemiBold,
                  .color = ink,
                  .align = TextAlign::kCenter,
                  .max_lines = 1,
                  .personal = false});
    }
    if (entry.count > 0) {
        const float out = ui.px(8);
        const float x = ui.right_to_left() ? icon_box.x - out + ui.px(2) : icon_box.right() + out - ui.px(2);
        count_mark(ui, {x, std::max(icon_box.y + ui.px(2), rect.y + ui.px(10))}, entry.count, t.brand, t.on_brand);
    }
    if (c.ring) ui.focus_ring(rect.inset(2), radius);
    return c.fired;
}

}  // namespace

int navigation(Ui& ui, std::string_view id, Rect rect, std::span<const TabSpec> entries, int chosen, bool last_apart) {
    const Theme& t = ui.theme();
    const IdScope scope(ui, id);
    const bool tall = rect.h > rect.w;
    const float line = border_width(ui);
    ui.canvas().fill_rect(rect, t.rail);
    const Direction d = ui.direction();
    if (tall)
        ui.canvas().fill_rect(rect.strip_end(line, d), t.rail_border);
    else
        ui.canvas().fill_rect({rect.x, rect.y, rect.w, line}, t.rail_border);
    const int count = static_cast<int>(entries.size());
    Cut inside = ui.cut(tall ? rect.inset(ui.px(10), ui.px(8)) : rect.inset(ui.px(6), ui.px(5)));
    std::vector<Rect> places;
    if (tall) {
        const float gap = ui.px(kEntryGap);
        const float fair =
            (inside.height() - gap * static_cast<float>(count - 1)) / static_cast<float>(std::max(1, count));
        const float height = std::clamp(fair, ui.metrics().target, ui.px(kEntry - 10));
        const Rect apart = last_apart && count > 0 ? inside.bottom(height) : Rect{};
        for (int i = 0; i < count; ++i)
            places.push_back(last_apart && i == count - 1 ? apart : inside.top(height, gap));
    } else {
        places = inside.columns(count, ui.px(2));
    }
    const bool with_labels = !places.empty() && rail_labels_fit(ui, entries, places.front().w - ui.px(2)) &&
                             places.front().h >= ui.metrics().icon + ui.measure("X", Type::kSmall).h;
    int result = -1;
    for (int i = 0; i < count; ++i) {
        const auto at = static_cast<std::size_t>(i);
        const TabSpec& entry = entries[at];
        if (draw_entry(ui, entry.id.empty() ? std::to_string(i) : entry.id, places[at], entry, i == chosen, with_labels,
                       !tall))
            result = i;
    }
    return result;
}

}  // namespace dayroom::ui
