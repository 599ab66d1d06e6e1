// The fonts and who draws which letter. A font's file is mapped when a letter first asks for it, and its FreeType face
// is made when a glyph is first painted. Private to text; UI thread only.
#pragma once

#include <memory>
#include <vector>

#include <hb.h>

#include "terminal/ui/text/mapped_file.h"
#include "terminal/ui/text/style.h"
#include "terminal/ui/text/text_engine.h"

struct FT_FaceRec_;
struct FT_LibraryRec_;

namespace dayroom::ui {

using FontId = std::uint16_t;

class Fonts {
public:
    explicit Fonts(const FontPaths& paths);
    ~Fonts();
    Fonts(const Fonts&) = delete;
    Fonts& operator=(const Fonts&) = delete;

    /// Atkinson Hyperlegible Next; Noto Sans, which has every Latin, Greek and Cyrillic letter; Lucide.
    FontId own(FontWeight weight) const { return static_cast<FontId>(weight); }
    FontId latin(FontWeight weight) const;
    FontId icons() const;
    FontId emoji() const;

    bool available(FontId font);
    bool has(FontId font, char32_t c);
    /// A font with this letter for text that `base` lacks; `base` itself if there is none (it shows an empty box).
    /// `cjk_index`: which of the CJK faces (Japanese 0, Korean 1, simplified Chinese 2).
    FontId fallback(char32_t c, hb_script_t script, FontWeight weight, FontId base, int cjk_index);

    /// Scaled so that positions are 1/64 px at this size. Valid until the next call for the same font.
    hb_font_t* scaled(FontId font, float size_px);
    /// Its FreeType face set to this size, or null. A colour font is set to its only strike.
    FT_FaceRec_* painted(FontId font, float size_px);
    bool is_colored(FontId font) const { return font == emoji(); }

private:
    struct Font;
    Font& loaded(FontId font);
    FontId add(std::filesystem::path file, int index = 0);
    void add_scripts(const FontPaths& paths);

    struct ScriptFonts {
        hb_script_t script;
        FontId regular, bold;
    };
    std::vector<std::unique_ptr<Font>> fonts_;
    std::vector<ScriptFonts> scripts_;
    std::vector<FontId> symbols_;
    FontId first_cjk_ = 0;
    FT_LibraryRec_* library_ = nullptr;
};

}  // namespace dayroom::ui
