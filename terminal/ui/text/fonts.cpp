#include "terminal/ui/text/fonts.h"

#include <ft2build.h>
#include <hb-ot.h>
#include FT_FREETYPE_H

namespace dayroom::ui {
namespace {

// Order of the fonts that are always listed; script fonts follow.
enum : FontId { kOwnRegular, kOwnSemiBold, kOwnBold, kLatinRegular, kLatinBold, kIcons, kEmoji };

struct ScriptFile {
    hb_script_t script;
    const char* name;
};
constexpr ScriptFile kScripts[] = {
    {HB_SCRIPT_ARABIC, "Arabic"},
    {HB_SCRIPT_HEBREW, "Hebrew"},
    {HB_SCRIPT_DEVANAGARI, "Devanagari"},
    {HB_SCRIPT_THAI, "Thai"},
    {HB_SCRIPT_BENGALI, "Bengali"},
    {HB_SCRIPT_TAMIL, "Tamil"},
    {HB_SCRIPT_GURMUKHI, "Gurmukhi"},
    {HB_SCRIPT_GUJARATI, "Gujarati"},
    {HB_SCRIPT_TELUGU, "Telugu"},
    {HB_SCRIPT_KANNADA, "Kannada"},
    {HB_SCRIPT_MALAYALAM, "Malayalam"},
    {HB_SCRIPT_SINHALA, "Sinhala"},
    {HB_SCRIPT_KHMER, "Khmer"},
    {HB_SCRIPT_LAO, "Lao"},
    {HB_SCRIPT_MYANMAR, "Myanmar"},
    {HB_SCRIPT_ARMENIAN, "Armenian"},
    {HB_SCRIPT_GEORGIAN, "Georgian"},
    {HB_SCRIPT_ETHIOPIC, "Ethiopic"},
    {HB_SCRIPT_CHEROKEE, "Cherokee"},
    {HB_SCRIPT_SYRIAC, "Syriac"},
    {HB_SCRIPT_TIBETAN, "Tibetan"},
    {HB_SCRIPT_MONGOLIAN, "Mongolian"},
    {HB_SCRIPT_CANADIAN_SYLLABICS, "CanadianAboriginal"},
};

struct FaceCloser {
    void operator()(FT_Face face) const { FT_Done_Face(face); }
};
struct HbFontCloser {
    void operator()(hb_font_t* font) const { hb_font_destroy(font); }
};

bool is_cjk(hb_script_t script, char32_t c) {
    if (script == HB_SCRIPT_HAN || script == HB_SCRIPT_HIRAGANA || script == HB_SCRIPT_KATAKANA) return true;
    if (script == HB_SCRIPT_HANGUL || script == HB_SCRIPT_BOPOMOFO) return true;
    return (c >= 0x3000 && c <= 0x33FF) || (c >= 0xFE30 && c <= 0xFE4F) || (c >= 0xFF00 && c <= 0xFFEF);
}

}  // namespace

struct Fonts::Font {
    std::filesystem::path path;
    int index = 0;
    bool tried = false;
    MappedFile file;
    std::unique_ptr<hb_font_t, HbFontCloser> shaping;
    std::unique_ptr<FT_FaceRec_, FaceCloser> face;
    float face_size = 0;
};

Fonts::Fonts(const FontPaths& paths) {
    for (const char* name : {"400Regular", "600SemiBold", "700Bold"}) {
        add(paths.own / ("AtkinsonHyperlegibleNext_" + std::string(name) + ".ttf"));
    }
    add(paths.noto / "NotoSans-Regular.ttf");
    add(paths.noto / "NotoSans-Bold.ttf");
    add(paths.own / "lucide.ttf");
    add(paths.noto / "NotoColorEmoji.ttf");
    add_scripts(paths);
}

Fonts::~Fonts() {
    fonts_.clear();
    if (library_ != nullptr) FT_Done_FreeType(library_);
}

void Fonts::add_scripts(const FontPaths& paths) {
    for (const auto& [script, name] : kScripts) {
        const std::string stem = "NotoSans" + std::string(name);
        const FontId regular = add(paths.noto / (stem + "-Regular.ttf"));
        scripts_.push_back({script, regular, add(paths.noto / (stem + "-Bold.ttf"))});
    }
    first_cjk_ = static_cast<FontId>(fonts_.size());
    for (const int index : {0, 1, 2}) add(paths.cjk / "NotoSansCJK-Regular.ttc", index);
    for (const int index : {0, 1, 2}) add(paths.cjk / "NotoSansCJK-Bold.ttc", index);
    for (const char* name : {"Symbols", "Symbols2", "Math"}) {
        symbols_.push_back(add(paths.noto / ("NotoSans" + std::string(name) + "-Regular.ttf")));
    }
}

FontId Fonts::add(std::filesystem::path file, int index) {
    auto font = std::make_unique<Font>();
    font->path = std::move(file);
    font->index = index;
    fonts_.push_back(std::move(font));
    return static_cast<FontId>(fonts_.size() - 1);
}

FontId Fonts::latin(FontWeight weight) const { return weight == FontWeight::kRegular ? kLatinRegular : kLatinBold; }
FontId Fonts::icons() const { return kIcons; }
FontId Fonts::emoji() const { return kEmoji; }

Fonts::Font& Fonts::loaded(FontId id) {
    Font& font = *fonts_[id];
    if (font.tried) return font;
    font.tried = true;
    auto file = MappedFile::open(font.path);
    if (!file.ok()) return font;
    font.file = std::move(file).take();
    const auto bytes = font.file.bytes();
    hb_blob_t* blob = hb_blob_create(reinterpret_cast<const char*>(bytes.data()), static_cast<unsigned>(bytes.size()),
                                     HB_MEMORY_MODE_READONLY, nullptr, nullptr);
    hb_face_t* face = hb_face_create(blob, static_cast<unsigned>(font.index));
    hb_blob_destroy(blob);
    if (hb_face_get_glyph_count(face) > 0) {
        font.shaping.reset(hb_font_create(face));
        hb_ot_font_set_funcs(font.shaping.get());
    }
    hb_face_destroy(face);
    return font;
}

bool Fonts::available(FontId font) { return loaded(font).shaping != nullptr; }

bool Fonts::has(FontId id, char32_t c) {
    const Font& font = loaded(id);
    hb_codepoint_t glyph = 0;
    return font.shaping != nullptr && hb_font_get_nominal_glyph(font.shaping.get(), c, &glyph) != 0 && glyph != 0;
}

FontId Fonts::fallback(char32_t c, hb_script_t script, FontWeight weight, FontId base, int cjk_index) {
    const bool bold = weight != FontWeight::kRegular;
    if (is_cjk(script, c)) {
        const auto font = static_cast<FontId>(first_cjk_ + cjk_index + (bold ? 3 : 0));
        if (has(font, c)) return font;
    }
    for (const ScriptFonts& fonts : scripts_) {
        if (fonts.script != script) continue;
        if (bold && has(fonts.bold, c)) return fonts.bold;
        if (has(fonts.regular, c)) return fonts.regular;
    }
    if (has(latin(weight), c)) return latin(weight);
    for (const FontId font : symbols_) {
        if (has(font, c)) return font;
    }
    if (c > 0x2000 && has(kEmoji, c)) return kEmoji;
    return base;
}

hb_font_t* Fonts::scaled(FontId id, float size_px) {
    hb_font_t* font = loaded(id).shaping.get();
    if (font == nullptr) return hb_font_get_empty();
    const int scale = static_cast<int>(size_px * 64 + 0.5F);
    hb_font_set_scale(font, scale, scale);
    return font;
}

FT_FaceRec_* Fonts::painted(FontId id, float size_px) {
    Font& font = loaded(id);
    if (font.shaping == nullptr) return nullptr;
    if (font.face == nullptr) {
        if (library_ == nullptr && FT_Init_FreeType(&library_) != 0) return nullptr;
        FT_Face face = nullptr;
        const auto bytes = font.file.bytes();
        if (FT_New_Memory_Face(library_, bytes.data(), static_cast<FT_Long>(bytes.size()), font.index, &face) != 0) {
            return nullptr;
        }
        font.face.reset(face);
        if (is_colored(id) && FT_HAS_FIXED_SIZES(face)) FT_Select_Size(face, 0);
    }
    if (!is_colored(id) && font.face_size != size_px) {
        FT_Set_Char_Size(font.face.get(), 0, static_cast<FT_F26Dot6>(size_px * 64 + 0.5F), 72, 72);
        font.face_size = size_px;
    }
    return font.face.get();
}

}  // namespace dayroom::ui
