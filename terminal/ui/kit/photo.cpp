#include "terminal/ui/kit/paint.h"
#include "terminal/ui/kit/rows.h"

namespace dayroom::ui {

namespace {

/// The part of a picture, in shares of its sides, that covers a box of another shape.
Rect middle_of(Size picture, Rect box) {
    if (picture.w <= 0 || picture.h <= 0 || box.w <= 0 || box.h <= 0) return {0, 0, 1, 1};
    const float wide = (picture.w / picture.h) / (box.w / box.h);
    if (wide > 1) return {(1 - 1 / wide) / 2, 0, 1 / wide, 1};
    return {0, (1 - wide) / 2, 1, wide};
}

}  // namespace

bool photo(Ui& ui, std::string_view id, Rect rect, const PhotoSpec& spec) {
    const Theme& t = ui.theme();
    Rect box = rect;
    if (!spec.fill && spec.natural.w > 0 && spec.natural.h > 0) {
        const float factor = std::min(rect.w / spec.natural.w, rect.h / spec.natural.h);
        box = rect.centered({spec.natural.w * factor, spec.natural.h * factor});
        box.x = ui.cut(rect).start(box.w).x;
    }
    Control c;
    if (spec.pressable) {
        Node node;
        node.id = std::string(id);
        node.role = Role::kImage;
        node.label = spec.label;
        node.rect = box;
        node.enabled = static_cast<bool>(spec.image);
        node.initial_focus = spec.initial_focus;
        c = ui.control(std::move(node));
    } else {
        ui.note(id, Role::kImage, spec.label, {}, box);
    }
    if (!box.intersects(ui.clip())) return c.fired;
    const float radius = ui.metrics().radius_small;
    if (spec.image) {
        ui.canvas().image(spec.image, box, radius, spec.fill ? middle_of(spec.natural, box) : Rect{0, 0, 1, 1});
    } else {
        ui.canvas().fill_round_rect(box, radius, t.sunken);
        const float side = std::min({ui.metrics().icon_large, box.w, box.h});
        draw_spinner(ui, centred(box, {side, side}), t.secondary);
    }
    ui.canvas().stroke_round_rect(box, radius, border_width(ui), t.border);
    if (!spec.caption.empty() && spec.image) {
        const Color plate{6, 18, 22, 255};
        const float w = ui.measure(spec.caption, Type::kSmall, FontWeight::kBold).w + ui.px(48);
        const float h = ui.px(32);
        Cut foot = ui.cut(box.inset(ui.px(10)));
        Cut line = ui.cut(foot.bottom(h));
        const Rect pill = line.start(std::min(w, line.width()));
        ui.canvas().fill_round_rect(pill, ui.metrics().radius_small, plate);
        const SurfaceScope surface(ui, plate);
        Cut inside = ui.cut(pill.inset(ui.px(10), 0));
        const Color white{255, 255, 255, 255};
        ui.icon("image", centred(inside.start(ui.px(20), ui.px(6)), {ui.px(20), ui.px(20)}), white);
        ui.label(inside.rest(), spec.caption,
                 {.type = Type::kSmall,
                  .weight = FontWeight::kBold,
                  .color = white,
                  .max_lines = 1,
                  .middle = true,
                  .may_shorten = true,
                  .personal = false});
    }
    if (c.pressed) ui.canvas().fill_round_rect(box, radius, t.primary.with_alpha(50));
    if (c.ring) ui.focus_ring(box, radius);
    return c.fired;
}

}  // namespace dayroom::ui
