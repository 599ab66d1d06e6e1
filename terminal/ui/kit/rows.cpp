#include "terminal/ui/kit/rows.h"

#include "terminal/ui/kit/paint.h"

namespace dayroom::ui {

namespace {

constexpr float kRowPadX = 14;
constexpr float kRowPadY = 11;
constexpr float kLineGap = 2;
constexpr float kBadgeSpace = 34;

bool has_picture(const RowSpec& spec) { return spec.avatar_name.has_value() || !spec.icon.empty(); }

/// Where the parts of a row stand: shared by measuring and drawing.
struct RowPlan {
    float picture = 0;            // width of picture and gap
    bool trailing_below = false;  // no room beside the title: the trailing text gets a line of its own
    float trailing_width = 0;
    float text_width = 0;  // of the title's column, trailing text included
    float side = 0;        // unread count or chevron beside the preview
};

Type trailing_type(const RowSpec& spec) { return spec.trailing_strong ? Type::kBody : Type::kSmall; }

RowPlan plan_of(Ui& ui, const RowSpec& spec, float width) {
    RowPlan plan;
    if (has_picture(spec)) plan.picture = ui.metrics().avatar + ui.px(14);
    plan.text_width = width - 2 * ui.px(kRowPadX) - plan.picture;
    plan.side = spec.unread > 0 || spec.chevron ? ui.px(36) : 0;
    if (!spec.trailing.empty()) {
        plan.trailing_width = ui.measure(spec.trailing, trailing_type(spec), FontWeight::kBold).w + 1;
        if (!spec.trailing_small.empty())
            plan.trailing_width = std::max(plan.trailing_width, ui.measure(spec.trailing_small, Type::kSmall).w + 1);
        plan.trailing_below = plan.trailing_width > plan.text_width * 0.5F;
    }
    return plan;
}

float preview_width(Ui& ui, const RowSpec& spec, const RowPlan& plan) {
    float w = plan.text_width - plan.side;
    if (!spec.trailing_small.empty() && !plan.trailing_below) w -= plan.trailing_width + ui.px(10);
    return std::max(1.0F, w);
}

float badges_height(Ui& ui, const RowSpec& spec, float width) {
    if (spec.badges.empty()) return 0;
    float lines = 1;
    float used = 0;
    for (const BadgeSpec& b : spec.badges) {
        const float w = std::min(width, badge_size(ui, b).w) + ui.px(6);
        if (used > 0 && used + w > width + ui.px(6)) {
            lines += 1;
            used = 0;
        }
        used += w;
    }
    return lines * ui.px(kBadgeSpace);
}

void draw_picture(Ui& ui, Rect place, const RowSpec& spec) {
    if (spec.avatar_name) return avatar(ui, place, *spec.avatar_name);
    const ToneColours& tone = ui.theme().tone(spec.icon_tone);
    ui.canvas().fill_circle(place.center(), place.h / 2, tone.fill);
    if (ui.theme().kind == ThemeKind::kHighContrast)
        ui.canvas().stroke_circle(place.center(), place.h / 2, border_width(ui), tone.border);
    ui.icon(spec.icon, place.inset(place.w * 0.26F), tone.text);
}

void draw_badges(Ui& ui, Rect place, const RowSpec& spec) {
    Cut line = ui.cut(place);
    Cut now = ui.cut(line.top(ui.px(kBadgeSpace)));
    for (const BadgeSpec& b : spec.badges) {
        const float w = std::min(badge_size(ui, b).w, place.w);
        if (now.width() < w) now = ui.cut(line.top(ui.px(kBadgeSpace)));
        Rect spot = now.start(w, ui.px(6));
        spot.cut_top(ui.px(kBadgeSpace - 28));
        badge(ui, {}, spot, b);
    }
}

void draw_texts(Ui& ui, Rect place, const RowSpec& spec, const RowPlan& plan) {
    const bool dim = !spec.enabled;
    const bool unread = spec.unread > 0;
    Cut column = ui.cut(place);
    const TextSpec trailing{.type = trailing_type(spec),
                            .weight = FontWeight::kBold,
                            .ink = spec.trailing_ink,
                            .align = plan.trailing_below ? TextAlign::kStart : TextAlign::kEnd,
                            .max_lines = 1,
                            .middle = true,
                            .dimmed = dim};
    const TextSpec small{
        .type = Type::kSmall, .ink = Ink::kSecondary, .align = trailing.align, .max_lines = 1, .dimmed = dim};
    const float title_height = ui.measure("X", Type::kBody).h;
    Cut head = ui.cut(column.top(title_height, ui.px(kLineGap)));
    if (plan.trailing_width > 0 && !plan.trailing_below)
        ui.label(head.end(plan.trailing_width, ui.px(10)), spec.trailing, trailing);
    ui.label(head.rest(), spec.title,
             {.weight = unread ? FontWeight::kBold : FontWeight::kSemiBold,
              .max_lines = 1,
              .may_shorten = true,
              .dimmed = dim});
    if (plan.trailing_below) {
        ui.label(column.top(ui.measure(spec.trailing, trailing.type, FontWeight::kBold).h), spec.trailing, trailing);
        if (!spec.trailing_small.empty())
            ui.label(column.top(ui.measure("X", Type::kSmall).h), spec.trailing_small, small);
    }
    Cut body = column;
    if (plan.side > 0) {
        const Rect side = body.end(plan.side);
        const float middle = side.y + std::min(side.h, ui.px(44)) / 2;
        const Point center{ui.right_to_left() ? side.x + ui.px(13) : side.right() - ui.px(13),
                           spec.chevron && !unread ? place.center().y : middle};
        if (unread)
            count_mark(ui, center, spec.unread, ui.theme().count, ui.theme().on_count);
        else
            ui.icon(ui.right_to_left() ? "chevron-left" : "chevron-right",
                    Rect{center.x, center.y, 0, 0}.outset(ui.px(11)), ui.theme().secondary);
    }
    if (!spec.trailing_small.empty() && !plan.trailing_below) {
        Cut line = body;
        ui.label(line.end(plan.trailing_width, ui.px(10)), spec.trailing_small, small);
    }
    if (!spec.preview.empty()) {
        Rect lines = body.rest();
        lines.w = preview_width(ui, spec, plan);
        if (ui.right_to_left()) lines.x = body.rest().right() - lines.w;
        const float h = ui.label(lines, spec.preview,
                                 {.type = Type::kSecondary,
                                  .ink = Ink::kSecondary,
                                  .max_lines = spec.preview_lines,
                                  .may_shorten = true,
                                  .dimmed = dim});
        body.skip(h);
    }
    if (!spec.badges.empty()) draw_badges(ui, body.rest(), spec);
}

std::string value_of(Ui& ui, const RowSpec& spec) {
    std::string value;
    const auto add = [&](std::string_view part) {
        if (part.empty()) return;
        if (!value.empty()) value += ", ";
        value += part;
    };
    add(spec.trailing);
    add(spec.trailing_small);
    for (const BadgeSpec& b : spec.badges) add(b.label);
    if (spec.unread > 0) add(fill_numbers(ui.words().unread, static_cast<std::size_t>(spec.unread)));
    add(spec.preview);
    return value;
}

}  // namespace

float row_height(Ui& ui, const RowSpec& spec, float width) {
    const RowPlan plan = plan_of(ui, spec, width);
    float h = ui.measure("X", Type::kBody).h + ui.px(kLineGap);
    if (plan.trailing_below) {
        h += ui.measure(spec.trailing, trailing_type(spec), FontWeight::kBold).h;
        if (!spec.trailing_small.empty()) h += ui.measure("X", Type::kSmall).h;
    }
    float body = 0;
    if (!spec.preview.empty())
        body = ui.measure(spec.preview, Type::kSecondary, FontWeight::kRegular, preview_width(ui, spec, plan),
                          spec.preview_lines)
                   .h;
    else if (!spec.trailing_small.empty() && !plan.trailing_below)
        body = ui.measure("X", Type::kSmall).h;
    body += badges_height(ui, spec, plan.text_width - plan.side);
    h += body + 2 * ui.px(kRowPadY);
    const float least = has_picture(spec) ? ui.metrics().avatar + 2 * ui.px(kRowPadY) : ui.metrics().target;
    return std::ceil(std::max(h, least));
}

bool row(Ui& ui, std::string_view id, Rect rect, const RowSpec& spec) {
    const Theme& t = ui.theme();
    Control c;
    if (spec.pressable) {
        Node node;
        node.id = std::string(id);
        node.role = Role::kRow;
        node.label = spec.title;
        node.value = value_of(ui, spec);
        node.rect = rect;
        node.enabled = spec.enabled;
        node.selected = spec.selected;
        c = ui.control(std::move(node));
    } else {
        ui.note(id, Role::kRow, spec.title, value_of(ui, spec), rect);
    }
    if (!rect.intersects(ui.clip())) return c.fired;
    Color fill = spec.selected ? t.tint : t.surface;
    if (c.pressed) fill = spec.selected ? t.tint_pressed : t.pressed;
    const float radius = ui.metrics().radius;
    paint_panel(ui, rect, radius, fill, spec.selected ? t.tint_border : t.border);
    if (spec.selected) ui.canvas().stroke_round_rect(rect, radius, border_width(ui) * 2, t.tint_border);
    const SurfaceScope surface(ui, fill);
    const RowPlan plan = plan_of(ui, spec, rect.w);
    Cut inside = ui.cut(rect.inset(ui.px(kRowPadX), ui.px(kRowPadY)));
    if (plan.picture > 0) {
        const Rect column = inside.start(ui.metrics().avatar, plan.picture - ui.metrics().avatar);
        draw_picture(ui, centred(column, {ui.metrics().avatar, ui.metrics().avatar}), spec);
    }
    float text_height = row_height(ui, spec, rect.w) - 2 * ui.px(kRowPadY);
    if (spec.preview.empty() && spec.badges.empty() && spec.trailing_small.empty() && !plan.trailing_below)
        text_height = ui.measure("X", Type::kBody).h;  // a single line stands in the middle
    Rect texts = inside.rest();
    if (text_height < texts.h)
        texts = Rect{texts.x, texts.y + (texts.h - text_height) / 2, texts.w, texts.h - (texts.h - text_height) / 2};
    draw_texts(ui, texts, spec, plan);
    if (c.ring) ui.focus_ring(rect, radius);
    return c.fired;
}

}  // namespace dayroom::ui
