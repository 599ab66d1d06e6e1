// Cards, tiles, big numbers, photos.
#include "terminal/ui/kit/paint.h"
#include "terminal/ui/kit/rows.h"

namespace dayroom::ui {

namespace {

constexpr float kTileIcon = 64;

void paint_hero(Ui& ui, Rect rect) {
    const Theme& t = ui.theme();
    const float radius = ui.metrics().radius_large;
    paint_shadow(ui, rect, radius, Lift::kCard);
    ui.canvas().fill_round_rect(rect, radius, t.hero_from);
    if (t.kind == ThemeKind::kHighContrast) {
        ui.canvas().stroke_round_rect(rect, radius, border_width(ui), t.border);
        return;
    }
    ui.canvas().stroke_round_rect(rect, radius, border_width(ui), t.hero_to);
    const ScopedClip inside(ui.canvas(), rect.inset(2));
    const float far = ui.right_to_left() ? rect.x + rect.w * 0.2F : rect.x + rect.w * 0.8F;
    ui.canvas().fill_circle({far, rect.y - rect.h * 0.2F}, rect.h * 0.62F, t.on_hero.with_alpha(12));
}

}  // namespace

Color card_surface(const Ui& ui, const CardSpec& spec) {
    if (spec.hero) return ui.theme().hero_to;
    return spec.chosen ? ui.theme().tint : ui.theme().surface;
}

Rect card(Ui& ui, Rect rect, const CardSpec& spec) {
    const Theme& t = ui.theme();
    const float radius = ui.metrics().radius_large;
    if (spec.hero) {
        paint_hero(ui, rect);
    } else {
        if (spec.raised) paint_shadow(ui, rect, radius, Lift::kCard);
        paint_panel(ui, rect, radius, card_surface(ui, spec), spec.chosen ? t.tint_border : t.border);
    }
    return spec.padded ? rect.inset(ui.metrics().pad, ui.metrics().pad * 0.9F) : rect;
}

bool tile(Ui& ui, std::string_view id, Rect rect, const TileSpec& spec) {
    const Theme& t = ui.theme();
    Node node;
    node.id = std::string(id);
    node.role = Role::kTile;
    node.label = spec.label;
    node.value = spec.detail;
    node.rect = rect;
    node.enabled = spec.enabled;
    node.initial_focus = spec.initial_focus;
    const Control c = ui.control(std::move(node));
    if (!rect.intersects(ui.clip())) return c.fired;
    const float radius = ui.metrics().radius_large;
    const Color fill = c.pressed ? t.pressed : t.surface;
    if (!c.pressed) paint_shadow(ui, rect, radius, Lift::kCard);
    paint_panel(ui, rect, radius, fill, t.border);
    const SurfaceScope surface(ui, fill);
    Cut inside = ui.cut(rect.inset(ui.metrics().pad, ui.metrics().pad));
    const float label_height = ui.measure(spec.label, Type::kSubheading, FontWeight::kBold, inside.width(), 2).h;
    const float detail_height =
        spec.detail.empty()
            ? 0
            : ui.measure(spec.detail, Type::kSecondary, FontWeight::kRegular, inside.width(), 2).h + ui.px(4);
    const bool wide = rect.h - 2 * ui.metrics().pad < ui.px(kTileIcon) + label_height + detail_height + ui.px(8);
    const float side = std::min(ui.px(kTileIcon), inside.height());
    Rect picture;
    if (wide) {
        Cut column = ui.cut(inside.start(side, ui.metrics().gap));
        picture = centred(column.rest(), {side, side});
        if (spec.count > 0)
            count_mark(ui, centred(inside.end(ui.px(34)), {1, 1}).center(), spec.count, t.brand, t.on_brand);
    } else {
        Cut head = ui.cut(inside.top(side));
        picture = head.start(side);
        if (spec.count > 0) {
            const Rect place = head.end(ui.px(34));
            count_mark(ui, {place.center().x, place.y + ui.px(17)}, spec.count, t.brand, t.on_brand);
        }
    }
    const bool filled = spec.strong || t.kind == ThemeKind::kHighContrast;
    const Color square = spec.strong ? t.primary : t.tint;
    ui.canvas().fill_round_rect(picture, ui.metrics().radius, spec.enabled ? square : t.sunken);
    ui.icon(spec.icon, picture.inset(picture.w * 0.24F),
            !spec.enabled ? t.disabled : (filled && spec.strong ? t.on_primary : t.on_tint));
    const float room = inside.width();
    const float text_height =
        ui.measure(spec.label, Type::kSubheading, FontWeight::kBold, room, 2).h +
        (spec.detail.empty() ? 0
                             : ui.measure(spec.detail, Type::kSecondary, FontWeight::kRegular, room, 2).h + ui.px(4));
    Rect words = inside.rest();
    const float above = std::max(0.0F, words.h - text_height);
    words.cut_top(wide ? above / 2 : above);
    const float used = ui.label(words, spec.label,
                                {.type = Type::kSubheading,
                                 .weight = FontWeight::kBold,
                                 .max_lines = 2,
                                 .may_shorten = true,
                                 .personal = false,
                                 .dimmed = !spec.enabled});
    words.cut_top(used + ui.px(4));
    ui.label(words, spec.detail,
             {.type = Type::kSecondary,
              .ink = Ink::kSecondary,
              .max_lines = 2,
              .may_shorten = true,
              .personal = false,
              .dimmed = !spec.enabled});
    if (c.ring) ui.focus_ring(rect, radius);
    return c.fired;
}

float section_heading_height(Ui& ui) { return ui.measure("X", Type::kSecondary, FontWeight::kBold).h + ui.px(18); }

float section_heading(Ui& ui, std::string_view id, Rect rect, std::string_view text) {
    const float height = section_heading_height(ui);
    Cut inside = ui.cut({rect.x, rect.y, rect.w, height});
    inside.inset(ui.px(4), ui.px(8));
    ui.text(inside.rest(), text,
            {.type = Type::kSecondary,
             .weight = FontWeight::kBold,
             .ink = Ink::kSecondary,
             .max_lines = 1,
             .may_shorten = true,
             .personal = false},
            id, Role::kHeading);
    return height;
}

float value_card_height(Ui& ui, const ValueCardSpec& spec, float width) {
    const float room = width - 2 * ui.metrics().pad - ui.px(spec.icon.empty() ? 0 : 34);
    float h = 2 * ui.metrics().pad * 0.9F + ui.px(8);
    h += ui.measure(spec.label, Type::kSecondary, FontWeight::kSemiBold, room, 2).h;
    h += ui.measure("$0", spec.hero ? Type::kTitle : Type::kHeading, FontWeight::kBold).h;
    if (!spec.note.empty())
        h += ui.measure(spec.note, Type::kSmall, FontWeight::kRegular, width - 2 * ui.metrics().pad, 2).h;
    return std::ceil(std::max(h, ui.metrics().target));
}

bool value_card(Ui& ui, std::string_view id, Rect rect, const ValueCardSpec& spec) {
    const Theme& t = ui.theme();
    const std::string shown =
        spec.hidden ? ui.words().hidden : spec.value + (spec.note.empty() ? "" : ", " + spec.note);
    Control c;
    if (spec.pressable) {
        Node node;
        node.id = std::string(id);
        node.role = Role::kButton;
        node.label = spec.label;
        node.value = shown;
        node.value_hidden = spec.hidden;
        node.rect = rect;
        c = ui.control(std::move(node));
    } else {
        ui.note(id, Role::kStatus, spec.label, shown, rect);
    }
    if (!rect.intersects(ui.clip())) return c.fired;
    const CardSpec look{.hero = spec.hero};
    Cut inside = ui.cut(card(ui, rect, look));
    Color behind = card_surface(ui, look);
    if (c.pressed) {
        behind = spec.hero ? t.hero_from : t.pressed;
        ui.canvas().fill_round_rect(rect.inset(2), ui.metrics().radius_large, behind);
    }
    const SurfaceScope surface(ui, behind);
    const std::optional<Color> ink = spec.hero ? std::optional<Color>(t.on_hero) : std::nullopt;
    const float room = inside.width() - ui.px(spec.icon.empty() ? 0 : 34);
    const float head_height = ui.measure(spec.label, Type::kSecondary, FontWeight::kSemiBold, room, 2).h;
    Cut head = ui.cut(inside.top(head_height, ui.px(4)));
    if (!spec.icon.empty())
        ui.icon(spec.icon, centred(head.start(ui.px(24), ui.px(10)), {ui.px(24), ui.px(24)}),
                spec.hero && t.kind != ThemeKind::kHighContrast ? t.brand : t.accent);
    ui.label(head.rest(), spec.label,
             {.type = Type::kSecondary,
              .weight = FontWeight::kSemiBold,
              .ink = Ink::kSecondary,
              .color = ink,
              .max_lines = 2,
              .personal = false});
    const Type big = spec.hero ? Type::kTitle : Type::kHeading;
    const Rect number = inside.top(ui.measure("$0", big, FontWeight::kBold).h, ui.px(2));
    if (spec.hidden) {
        Cut dots = ui.cut(number);
        for (int i = 0; i < 5; ++i) {
            const Rect dot = dots.start(ui.px(14), ui.px(8));
            ui.canvas().fill_circle(dot.center(), ui.px(6), ink.value_or(t.secondary));
        }
        ui.icon("eye", centred(dots.start(ui.px(40)), {ui.px(26), ui.px(26)}), ink.value_or(t.accent));
    } else {
        ui.label(number, spec.value,
                 {.type = big, .weight = FontWeight::kBold, .color = ink, .max_lines = 1, .personal = false});
    }
    ui.label(inside.rest(), spec.note,
             {.type = Type::kSmall, .ink = Ink::kSecondary, .color = ink, .max_lines = 2, .personal = false});
    if (c.ring) ui.focus_ring(rect, ui.metrics().radius_large);
    return c.fired;
}

}  // namespace dayroom::ui
