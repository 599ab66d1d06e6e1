// Shapes, lays out and draws text in every script that the fonts have (HarfBuzz, FriBidi, FreeType, ICU). Fonts are
// mapped when first needed. Any bytes are safe to give: malformed text shows U+FFFD, and time is bounded. UI thread
// only.
#pragma once

#include <filesystem>
#include <memory>
#include <string>
#include <string_view>

#include "platform/base/result.h"
#include "terminal/ui/gfx/atlas.h"
#include "terminal/ui/gfx/canvas.h"
#include "terminal/ui/text/paragraph.h"
#include "terminal/ui/text/style.h"

namespace dayroom::ui {

struct FontPaths {
    std::filesystem::path own;  // <assets>/fonts: Atkinson Hyperlegible Next, Lucide
    std::filesystem::path noto = "/usr/share/fonts/truetype/noto";  // fonts-noto-core, fonts-noto-color-emoji
    std::filesystem::path cjk = "/usr/share/fonts/opentype/noto";   // fonts-noto-cjk
};

class TextEngine {
public:
    static constexpr std::size_t kMaxCodePoints = 32'000;     // of one layout; the rest is cut
    static constexpr std::size_t kMaxCacheBytes = 4U << 20U;  // of layouts kept

    /// kNotFound: a font of our own is missing (its path is in the message). Missing Noto files only narrow the
    /// scripts.
    static Result<std::unique_ptr<TextEngine>> create(Atlas& atlas, FontPaths paths);
    ~TextEngine();
    TextEngine(const TextEngine&) = delete;
    TextEngine& operator=(const TextEngine&) = delete;

    /// Cached by everything that is passed in.
    ParagraphPtr layout(std::string_view text, const TextStyle& style, const TextLayout& layout = {});
    /// The size that layout() would give.
    Size measure(std::string_view text, const TextStyle& style, const TextLayout& layout = {});

    /// Top left of the paragraph at `at`. Lines outside the clip cost nothing.
    void draw(Canvas& canvas, const Paragraph& paragraph, Point at, Color color);
    /// A Lucide icon by its name ("mail", "wallet", "log-out"), centred in `box`, drawn at min(width, height) px.
    /// An unknown name draws nothing and returns false.
    bool draw_icon(Canvas& canvas, std::string_view name, Rect box, Color color);
    bool has_icon(std::string_view name) const;

    /// End of session: forgets every layout (the atlas is cleared by its owner).
    void clear();
    std::size_t cached_layouts() const;

private:
    struct Parts;
    explicit TextEngine(std::unique_ptr<Parts> parts);
    std::unique_ptr<Parts> parts_;
};

}  // namespace dayroom::ui
