// Small signs: badges, counts, initials.
#include "platform/base/utf8.h"
#include "terminal/ui/kit/paint.h"
#include "terminal/ui/kit/rows.h"
#include "terminal/ui/text/boundaries.h"

namespace dayroom::ui {

namespace {

constexpr float kBadgeHeight = 28;
constexpr float kBadgePad = 10;
constexpr float kBadgeIcon = 16;
constexpr float kBadgeGap = 5;
constexpr int kMostCounted = 99;

}  // namespace

Size badge_size(Ui& ui, const BadgeSpec& spec) {
    float w = ui.measure(spec.label, Type::kSmall, FontWeight::kBold).w + 2 * ui.px(kBadgePad);
    if (!spec.icon.empty()) w += ui.px(kBadgeIcon + kBadgeGap);
    return {std::ceil(w) + 1, ui.px(kBadgeHeight)};
}

float badge(Ui& ui, std::string_view id, Rect rect, const BadgeSpec& spec) {
    const ToneColours& tone = ui.theme().tone(spec.tone);
    const Size size = badge_size(ui, spec);
    const Rect box = ui.cut(rect).start(std::min(size.w, rect.w));
    const Rect pill{box.x, box.y + std::max(0.0F, (box.h - size.h) / 2), box.w, size.h};
    ui.canvas().fill_round_rect(pill, pill.h / 2, tone.fill);
    if (ui.theme().kind == ThemeKind::kHighContrast)
        ui.canvas().stroke_round_rect(pill, pill.h / 2, border_width(ui), tone.border);
    Cut inside = ui.cut(pill.inset(ui.px(kBadgePad), 0));
    const SurfaceScope surface(ui, tone.fill);
    if (!spec.icon.empty())
        ui.icon(spec.icon,
                centred(inside.start(ui.px(kBadgeIcon), ui.px(kBadgeGap)), {ui.px(kBadgeIcon), ui.px(kBadgeIcon)}),
                tone.text);
    ui.label(inside.rest(), spec.label,
             {.type = Type::kSmall,
              .weight = FontWeight::kBold,
              .color = tone.text,
              .max_lines = 1,
              .middle = true,
              .may_shorten = true,
              .personal = false});
    if (!id.empty()) ui.note(id, Role::kBadge, spec.label, {}, pill);
    return pill.w;
}

void count_mark(Ui& ui, Point center, int count, Color fill, Color ink) {
    if (count <= 0) return;
    const std::string words = count > kMostCounted ? "99+" : std::to_string(count);
    const float height = ui.px(24);
    const float width = std::max(height, ui.measure(words, Type::kSmall, FontWeight::kBold).w + ui.px(12));
    const Rect pill{center.x - width / 2, center.y - height / 2, width, height};
    ui.canvas().fill_round_rect(pill, height / 2, fill);
    const SurfaceScope surface(ui, fill);
    ui.label(pill, words,
             {.type = Type::kSmall,
              .weight = FontWeight::kBold,
              .color = ink,
              .align = TextAlign::kCenter,
              .max_lines = 1,
              .middle = true,
              .personal = false});
}

std::string initials_of(std::string_view name) {
    std::string first;
    std::string second;
    std::size_t at = 0;
    while (at < name.size()) {
        while (at < name.size() && name[at] == ' ') ++at;
        if (at >= name.size()) break;
        const std::string letter(name.substr(at, next_grapheme(name, at) - at));
        const auto byte = static_cast<unsigned char>(letter.front());
        const bool counts = byte >= 0x80 || std::isalnum(byte);
        if (counts) (first.empty() ? first : second) = letter;
        while (at < name.size() && name[at] != ' ') ++at;
    }
    return first + second;
}

void avatar(Ui& ui, Rect rect, std::string_view name) {
    const AvatarColours colours = avatar_colours(ui.theme(), key_of(name));
    const float side = std::min(rect.w, rect.h);
    const Rect circle = centred(rect, {side, side});
    ui.canvas().fill_circle(circle.center(), side / 2, colours.fill);
    if (ui.theme().kind == ThemeKind::kHighContrast)
        ui.canvas().stroke_circle(circle.center(), side / 2, border_width(ui), colours.text);
    const SurfaceScope surface(ui, colours.fill);
    const Type type = side >= ui.px(44) ? Type::kBody : Type::kSmall;
    ui.label(circle, initials_of(name),
             {.type = type,
              .weight = FontWeight::kBold,
              .color = colours.text,
              .align = TextAlign::kCenter,
              .max_lines = 1,
              .middle = true,
              .may_shorten = true});
}

}  // namespace dayroom::ui
