#include "terminal/ui/text/text_engine.h"

#include <cmath>

#include "terminal/ui/text/glyphs.h"
#include "terminal/ui/text/icons.h"
#include "terminal/ui/text/layout_cache.h"
#include "terminal/ui/text/paragraph_builder.h"
#include "terminal/ui/text/safe_text.h"

namespace dayroom::ui {
namespace {

constexpr float kSmallest = 6;
constexpr float kLargest = 200;

/// Quarter pixels are what glyphs are kept by.
TextStyle bounded(TextStyle style) {
    style.size_px = std::isfinite(style.size_px) ? std::clamp(style.size_px, kSmallest, kLargest) : kSmallest;
    style.size_px = std::round(style.size_px * 4) / 4;
    style.line_height = std::isfinite(style.line_height) ? std::clamp(style.line_height, 0.8F, 4.0F) : 1.36F;
    return style;
}

/// A line takes at least one letter, so a width below one letter only makes more lines.
TextLayout bounded(TextLayout layout, const TextStyle& style) {
    const float width = std::isfinite(layout.max_width) ? layout.max_width : TextLayout::kNoLimit;
    layout.max_width = std::clamp(width, style.size_px, TextLayout::kNoLimit);
    layout.max_lines = std::max(0, layout.max_lines);
    return layout;
}

}  // namespace

struct TextEngine::Parts {
    Parts(Atlas& atlas, const FontPaths& paths, IconNames names)
        : fonts(paths), shaper(fonts), glyphs(fonts, atlas), icons(std::move(names)) {}

    Fonts fonts;
    Shaper shaper;
    Glyphs glyphs;
    IconNames icons;
    std::unordered_map<std::string, std::uint32_t> icon_glyphs;  // 0: no such icon
    LayoutCache cache;

    std::uint32_t icon_glyph(std::string_view name);
};

std::uint32_t TextEngine::Parts::icon_glyph(std::string_view name) {
    const auto known = icon_glyphs.find(std::string(name));
    if (known != icon_glyphs.end()) return known->second;
    std::uint32_t glyph = 0;
    const auto code_point = icons.find(name);
    if (code_point && fonts.has(fonts.icons(), *code_point)) {
        hb_font_get_nominal_glyph(fonts.scaled(fonts.icons(), 24), *code_point, &glyph);
    }
    constexpr std::size_t kMaxNames = 4096;
    if (icon_glyphs.size() < kMaxNames) icon_glyphs.emplace(name, glyph);
    return glyph;
}

TextEngine::TextEngine(std::unique_ptr<Parts> parts) : parts_(std::move(parts)) {}
TextEngine::~TextEngine() = default;

Result<std::unique_ptr<TextEngine>> TextEngine::create(Atlas& atlas, FontPaths paths) {
    IconNames names = TRY(IconNames::load(paths.own / "codepoints.json"));
    auto parts = std::make_unique<Parts>(atlas, paths, std::move(names));
    for (const FontId font : {parts->fonts.own(FontWeight::kRegular), parts->fonts.own(FontWeight::kSemiBold),
                              parts->fonts.own(FontWeight::kBold), parts->fonts.icons()}) {
        if (!parts->fonts.available(font)) {
            return Error(ErrorCode::kNotFound, "fonts are missing or damaged in " + paths.own.string());
        }
    }
    return std::unique_ptr<TextEngine>(new TextEngine(std::move(parts)));
}

ParagraphPtr TextEngine::layout(std::string_view text, const TextStyle& style, const TextLayout& layout) {
    const TextStyle used_style = bounded(style);
    const LayoutCache::Key key{text, used_style, bounded(layout, used_style)};
    if (ParagraphPtr known = parts_->cache.find(key)) return known;
    const std::string safe = safe_text(text);
    ParagraphPtr paragraph = ParagraphBuilder(parts_->fonts, parts_->shaper, key.style, key.layout).build(safe);
    parts_->cache.add(key, paragraph);
    return paragraph;
}

Size TextEngine::measure(std::string_view text, const TextStyle& style, const TextLayout& options) {
    return layout(text, style, options)->size();
}

void TextEngine::draw(Canvas& canvas, const Paragraph& paragraph, Point at, Color color) {
    if (!canvas.draws()) return;
    const Rect clip = canvas.clip();
    const float overhang = paragraph.style().size_px;  // marks may reach beyond their line
    for (const TextLine& line : paragraph.lines()) {
        const float top = at.y + line.top;
        if (top + line.height + overhang < clip.y) continue;
        if (top - overhang > clip.bottom()) break;
        for (std::size_t i = line.first_glyph; i < line.first_glyph + line.glyph_count; ++i) {
            const PlacedGlyph& glyph = paragraph.glyphs()[i];
            const float x = at.x + glyph.x + glyph.shift + 0.5F / kSubpixels;
            const float whole = std::floor(x);
            const int quarter = static_cast<int>((x - whole) * kSubpixels);
            const Sprite* sprite = parts_->glyphs.sprite(glyph.font, glyph.glyph, paragraph.style().size_px, quarter);
            canvas.sprite(*sprite, static_cast<int>(whole), static_cast<int>(std::lround(at.y + glyph.y)), color);
        }
    }
}

bool TextEngine::draw_icon(Canvas& canvas, std::string_view name, Rect box, Color color) {
    const std::uint32_t glyph = parts_->icon_glyph(name);
    if (glyph == 0) return false;
    if (!canvas.draws()) return true;
    const float size = std::round(std::clamp(std::min(box.w, box.h), kSmallest, kLargest));
    const FontId font = parts_->fonts.icons();
    const Sprite* sprite = parts_->glyphs.sprite(font, glyph, size, 0);
    hb_font_extents_t extents{};
    hb_font_t* scaled = parts_->fonts.scaled(font, size);
    hb_font_get_h_extents(scaled, &extents);
    const float ascent = static_cast<float>(extents.ascender) / 64;
    const float height = static_cast<float>(extents.ascender - extents.descender) / 64;
    const float width = static_cast<float>(hb_font_get_glyph_h_advance(scaled, glyph)) / 64;
    const Point center = box.center();
    canvas.sprite(*sprite, static_cast<int>(std::lround(center.x - width / 2)),
                  static_cast<int>(std::lround(center.y - height / 2 + ascent)), color);
    return true;
}

bool TextEngine::has_icon(std::string_view name) const { return parts_->icon_glyph(name) != 0; }
void TextEngine::clear() { parts_->cache.clear(); }
std::size_t TextEngine::cached_layouts() const { return parts_->cache.size(); }

}  // namespace dayroom::ui
