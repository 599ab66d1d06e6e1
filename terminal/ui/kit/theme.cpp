#include "terminal/ui/kit/theme.h"

#include <array>

namespace dayroom::ui {

namespace {

constexpr Color rgb(std::uint32_t hex) { return Color::rgb(hex); }

Theme light() {
    Theme t;
    t.kind = ThemeKind::kLight;
    t.background = rgb(0xF2F5F4), t.surface = rgb(0xFFFFFF), t.sunken = rgb(0xE9EEED), t.raised = rgb(0xFFFFFF);
    t.border = rgb(0xDAE2E0), t.border_strong = rgb(0x6E8084);
    t.text = rgb(0x0F2127), t.secondary = rgb(0x41555B), t.disabled = rgb(0x66787D);
    t.accent = rgb(0x0A5560);
    t.primary = rgb(0x0C6470), t.on_primary = rgb(0xFFFFFF), t.primary_pressed = rgb(0x084C56);
    t.tint = rgb(0xDDF0EF), t.on_tint = rgb(0x064851), t.tint_pressed = rgb(0xC3E3E2), t.tint_border = rgb(0x5BA3A8);
    t.pressed = rgb(0xE3EAE8);
    t.danger = rgb(0xB3261E), t.on_danger = rgb(0xFFFFFF), t.danger_pressed = rgb(0x8F1A14);
    t.success_ink = rgb(0x14692F), t.warning_ink = rgb(0x7A4600), t.danger_ink = rgb(0xA81E17);
    t.rail = rgb(0x0A3D47), t.on_rail = rgb(0xE6F1F1), t.rail_chosen = rgb(0x2F5A63), t.on_rail_chosen = rgb(0xFFFFFF),
    t.rail_border = rgb(0x0A3D47);
    t.brand = rgb(0xE9A23B), t.on_brand = rgb(0x231500);
    t.count = rgb(0x0C6470), t.on_count = rgb(0xFFFFFF);
    t.hero_from = rgb(0x0B4F5B), t.hero_to = rgb(0x0C6470), t.on_hero = rgb(0xFFFFFF);
    t.keyboard = rgb(0xDCE6E4), t.key = rgb(0xFFFFFF), t.key_special = rgb(0xC5D1D0), t.on_key = rgb(0x0F2127),
    t.key_edge = rgb(0xB9C7C6);
    t.toast = rgb(0x10303A), t.on_toast = rgb(0xFFFFFF);
    t.caret = rgb(0x0C6470), t.selection = rgb(0xBFE3E2);
    t.focus = rgb(0x0B57D0);
    t.veil = rgb(0x06191E).with_alpha(150);
    t.shadow = rgb(0x0B3038).with_alpha(36);
    t.scrollbar = rgb(0xAAB7B9);
    t.bar_fill = rgb(0x0C6470), t.bar_other = rgb(0x5B6C71), t.bar_positive = rgb(0x1B7A3D);
    t.neutral = {rgb(0xE9EEED), rgb(0x35484E), rgb(0xCBD5D4)};
    t.info = {rgb(0xDDF0EF), rgb(0x064851), rgb(0x8EC4C6)};
    t.good = {rgb(0xDDF2E3), rgb(0x0E5A27), rgb(0x93CDA5)};
    t.warning = {rgb(0xFDF0DC), rgb(0x6B3E00), rgb(0xF0C27A)};
    t.bad = {rgb(0xFCE6E4), rgb(0x93150F), rgb(0xEBA9A4)};
    return t;
}

Theme dark() {
    Theme t = light();
    t.kind = ThemeKind::kDark;
    t.background = rgb(0x0E1619), t.surface = rgb(0x182328), t.sunken = rgb(0x212E33), t.raised = rgb(0x2F4047);
    t.border = rgb(0x2D3C42), t.border_strong = rgb(0x7E9298);
    t.text = rgb(0xF6FAFA), t.secondary = rgb(0xBACACD), t.disabled = rgb(0x8A9B9F);
    t.accent = rgb(0x7FDBE3);
    t.primary = rgb(0x4CC3CF), t.on_primary = rgb(0x04191D), t.primary_pressed = rgb(0x7DD8E0);
    t.tint = rgb(0x173B42), t.on_tint = rgb(0x8DE4EA), t.tint_pressed = rgb(0x20505A), t.tint_border = rgb(0x35909B);
    t.pressed = rgb(0x293940);
    t.danger = rgb(0xFF8A80), t.on_danger = rgb(0x2A0503), t.danger_pressed = rgb(0xFFB0A9);
    t.success_ink = rgb(0x7FDB9B), t.warning_ink = rgb(0xFFCB7D), t.danger_ink = rgb(0xFFA199);
    t.rail = rgb(0x182328), t.on_rail = rgb(0xDCE7E9), t.rail_chosen = rgb(0x17414A), t.on_rail_chosen = rgb(0xFFFFFF),
    t.rail_border = rgb(0x182328);
    t.count = rgb(0x4CC3CF), t.on_count = rgb(0x04191D);
    t.hero_from = rgb(0x0C4650), t.hero_to = rgb(0x0D5862), t.on_hero = rgb(0xFFFFFF);
    t.keyboard = rgb(0x141D21), t.key = rgb(0x2A383E), t.key_special = rgb(0x1E2A2F), t.on_key = rgb(0xF6FAFA),
    t.key_edge = rgb(0x0A1012);
    t.toast = rgb(0x21343B), t.on_toast = rgb(0xFFFFFF);
    t.caret = rgb(0x7FDBE3), t.selection = rgb(0x205A64);
    t.focus = rgb(0xFFD166);
    t.veil = rgb(0x000000).with_alpha(170);
    t.shadow = rgb(0x000000).with_alpha(90);
    t.scrollbar = rgb(0x53656B);
    t.bar_fill = rgb(0x4CC3CF), t.bar_other = rgb(0x8FA2A7), t.bar_positive = rgb(0x5CCB81);
    t.neutral = {rgb(0x26343A), rgb(0xD3DFE1), rgb(0x40525A)};
    t.info = {rgb(0x173B42), rgb(0x8DE4EA), rgb(0x2C6B74)};
    t.good = {rgb(0x14361F), rgb(0x8FE3AA), rgb(0x2C6B40)};
    t.warning = {rgb(0x392A10), rgb(0xFFD08A), rgb(0x7A5A20)};
    t.bad = {rgb(0x431915), rgb(0xFFB1AA), rgb(0x8A3A33)};
    return t;
}

Theme high_contrast() {
    Theme t;
    const Color black = rgb(0x000000);
    const Color white = rgb(0xFFFFFF);
    const Color yellow = rgb(0xFFE600);
    const Color olive = rgb(0x2B2700);
    t.kind = ThemeKind::kHighContrast;
    t.background = t.surface = t.sunken = t.raised = black;
    t.border = t.border_strong = white;
    t.text = t.secondary = white, t.disabled = rgb(0xC8C8C8);
    t.accent = yellow;
    t.primary = yellow, t.on_primary = black, t.primary_pressed = white;
    t.tint = olive, t.on_tint = yellow, t.tint_pressed = rgb(0x403A00), t.tint_border = yellow;
    t.pressed = rgb(0x2E2E2E);
    t.danger = rgb(0xFFB3AD), t.on_danger = black, t.danger_pressed = white;
    t.success_ink = rgb(0x8CFFAE), t.warning_ink = yellow, t.danger_ink = rgb(0xFFBDB8);
    t.rail = black, t.on_rail = white, t.rail_chosen = olive, t.on_rail_chosen = yellow, t.rail_border = white;
    t.brand = yellow, t.on_brand = black;
    t.count = yellow, t.on_count = black;
    t.hero_from = t.hero_to = black, t.on_hero = white;
    t.keyboard = black, t.key = black, t.key_special = rgb(0x262626), t.on_key = white, t.key_edge = white;
    t.toast = black, t.on_toast = white;
    t.caret = yellow, t.selection = rgb(0x4A4300);
    t.focus = rgb(0x3DE8FF);
    t.veil = black.with_alpha(190);
    t.shadow = black.with_alpha(0);
    t.scrollbar = white;
    t.bar_fill = yellow, t.bar_other = white, t.bar_positive = rgb(0x8CFFAE);
    t.neutral = {black, white, white};
    t.info = {black, white, white};
    t.good = {black, rgb(0x8CFFAE), rgb(0x8CFFAE)};
    t.warning = {olive, yellow, yellow};
    t.bad = {black, rgb(0xFFBDB8), rgb(0xFFBDB8)};
    t.border_width = 2;
    return t;
}

void add_tone(std::vector<ColourPair>& out, const char* name, const ToneColours& tone, double least) {
    out.push_back({name, tone.text, tone.fill, least});
}

}  // namespace

Theme make_theme(ThemeKind kind) {
    switch (kind) {
        case ThemeKind::kDark:
            return dark();
        case ThemeKind::kHighContrast:
            return high_contrast();
        case ThemeKind::kLight:
            break;
    }
    return light();
}

const ToneColours& Theme::tone(Tone tone) const {
    switch (tone) {
        case Tone::kInfo:
            return info;
        case Tone::kSuccess:
            return good;
        case Tone::kWarning:
            return warning;
        case Tone::kDanger:
            return bad;
        case Tone::kNeutral:
            break;
    }
    return neutral;
}

Color Theme::ink(Ink ink) const {
    switch (ink) {
        case Ink::kSecondary:
            return secondary;
        case Ink::kAccent:
            return accent;
        case Ink::kSuccess:
            return success_ink;
        case Ink::kWarning:
            return warning_ink;
        case Ink::kDanger:
            return danger_ink;
        case Ink::kText:
            break;
    }
    return text;
}

std::vector<ColourPair> colour_pairs(const Theme& t) {
    const bool high = t.kind == ThemeKind::kHighContrast;
    const double body = 14;
    const double secondary = high ? 10 : 6.6;
    const double any = high ? 10 : 4.5;
    std::vector<ColourPair> out = {{"text on background", t.text, t.background, body},
                                   {"text on surface", t.text, t.surface, body},
                                   {"text on sunken", t.text, t.sunken, any},
                                   {"text on tint", t.text, t.tint, any},
                                   {"text on pressed", t.text, t.pressed, any},
                                   {"secondary on background", t.secondary, t.background, secondary},
                                   {"secondary on surface", t.secondary, t.surface, secondary},
                                   {"secondary on sunken", t.secondary, t.sunken, any},
                                   {"secondary on tint", t.secondary, t.tint, any},
                                   {"secondary on pressed", t.secondary, t.pressed, any},
                                   {"accent on background", t.accent, t.background, any},
                                   {"accent on surface", t.accent, t.surface, any},
                                   {"accent on raised", t.accent, t.raised, any},
                                   {"accent on pressed", t.accent, t.pressed, any},
                                   {"on primary", t.on_primary, t.primary, any},
                                   {"on primary pressed", t.on_primary, t.primary_pressed, any},
                                   {"on danger", t.on_danger, t.danger, any},
                                   {"on danger pressed", t.on_danger, t.danger_pressed, any},
                                   {"on tint", t.on_tint, t.tint, any},
                                   {"on tint pressed", t.on_tint, t.tint_pressed, high ? 8.5 : any},
                                   {"success on surface", t.success_ink, t.surface, any},
                                   {"success on background", t.success_ink, t.background, any},
                                   {"warning on surface", t.warning_ink, t.surface, any},
                                   {"warning on background", t.warning_ink, t.background, any},
                                   {"danger on surface", t.danger_ink, t.surface, any},
                                   {"danger on background", t.danger_ink, t.background, any},
                                   {"on rail", t.on_rail, t.rail, any},
                                   {"on rail chosen", t.on_rail_chosen, t.rail_chosen, any},
                                   {"on brand", t.on_brand, t.brand, any},
                                   {"on count", t.on_count, t.count, any},
                                   {"on hero, start", t.on_hero, t.hero_from, any},
                                   {"on hero, end", t.on_hero, t.hero_to, any},
                                   {"on key", t.on_key, t.key, any},
                                   {"on special key", t.on_key, t.key_special, any},
                                   {"on toast", t.on_toast, t.toast, any},
                                   {"focus on background", t.focus, t.background, any},
                                   {"focus on surface", t.focus, t.surface, any},
                                   {"text on selection", t.text, t.selection, high ? 9 : any}};
    add_tone(out, "neutral", t.neutral, any);
    add_tone(out, "info", t.info, any);
    add_tone(out, "good", t.good, any);
    add_tone(out, "warning", t.warning, any);
    add_tone(out, "bad", t.bad, any);
    for (std::uint64_t seed = 0; seed < 6; ++seed) {
        const AvatarColours avatar = avatar_colours(t, seed);
        out.push_back({"avatar", avatar.text, avatar.fill, any});
    }
    return out;
}

AvatarColours avatar_colours(const Theme& theme, std::uint64_t seed) {
    if (theme.kind == ThemeKind::kHighContrast) return {theme.surface, theme.text};
    static constexpr std::array<AvatarColours, 6> kLight = {{{rgb(0xCFE8E8), rgb(0x074B54)},
                                                             {rgb(0xFBE3C8), rgb(0x6B3B00)},
                                                             {rgb(0xE2DFF7), rgb(0x3A2F85)},
                                                             {rgb(0xD9EED6), rgb(0x1D5526)},
                                                             {rgb(0xF7DAE2), rgb(0x851C3C)},
                                                             {rgb(0xE0E5E8), rgb(0x35464E)}}};
    static constexpr std::array<AvatarColours, 6> kDark = {{{rgb(0x0C535E), rgb(0xD5F3F5)},
                                                            {rgb(0x6B4206), rgb(0xFFE7C4)},
                                                            {rgb(0x3F3A85), rgb(0xE5E2FF)},
                                                            {rgb(0x235A2C), rgb(0xDDF6DC)},
                                                            {rgb(0x7E2440), rgb(0xFFE0E8)},
                                                            {rgb(0x3C494F), rgb(0xE6EDF0)}}};
    return (theme.kind == ThemeKind::kDark ? kDark : kLight)[seed % kLight.size()];
}

}  // namespace dayroom::ui
