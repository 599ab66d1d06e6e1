#include "platform/facility/statements/paper_fonts.h"

#include <algorithm>

#include <cairo-ft.h>
#include <hb-ot.h>

#include "platform/facility/statements/paper_font.h"

namespace dayroom::facility {
namespace {

struct ScriptFont {
    std::string_view script;
    const char* name;
};
constexpr std::array kScripts{ScriptFont{"Arab", "Arabic"},
                              ScriptFont{"Hebr", "Hebrew"},
                              ScriptFont{"Deva", "Devanagari"},
                              ScriptFont{"Thai", "Thai"},
                              ScriptFont{"Beng", "Bengali"},
                              ScriptFont{"Taml", "Tamil"},
                              ScriptFont{"Guru", "Gurmukhi"},
                              ScriptFont{"Gujr", "Gujarati"},
                              ScriptFont{"Telu", "Telugu"},
                              ScriptFont{"Knda", "Kannada"},
                              ScriptFont{"Mlym", "Malayalam"},
                              ScriptFont{"Sinh", "Sinhala"},
                              ScriptFont{"Khmr", "Khmer"},
                              ScriptFont{"Laoo", "Lao"},
                              ScriptFont{"Mymr", "Myanmar"},
                              ScriptFont{"Armn", "Armenian"},
                              ScriptFont{"Geor", "Georgian"},
                              ScriptFont{"Ethi", "Ethiopic"},
                              ScriptFont{"Cher", "Cherokee"},
                              ScriptFont{"Syrc", "Syriac"},
                              ScriptFont{"Tibt", "Tibetan"},
                              ScriptFont{"Mong", "Mongolian"},
                              ScriptFont{"Cans", "CanadianAboriginal"}};

/// FreeType's side of a font, of a library of its own: Cairo keeps some fonts for longer than their document, and lets
/// go of them on whatever thread it is.
struct FreeTypeFace {
    FT_Library library = nullptr;
    FT_Face face = nullptr;

    ~FreeTypeFace() {
        if (face != nullptr) FT_Done_Face(face);
        if (library != nullptr) FT_Done_FreeType(library);
    }
};
void close_face(void* face) { const std::unique_ptr<FreeTypeFace> closed(static_cast<FreeTypeFace*>(face)); }

cairo_font_face_t* open_for_cairo(const std::string& file, int index) {
    static const cairo_user_data_key_t kKey{};
    auto opened = std::make_unique<FreeTypeFace>();
    if (FT_Init_FreeType(&opened->library) != 0 ||
        FT_New_Face(opened->library, file.c_str(), index, &opened->face) != 0)
        return nullptr;
    cairo_font_face_t* face = cairo_ft_font_face_create_for_ft_face(opened->face, FT_LOAD_NO_HINTING);
    if (cairo_font_face_set_user_data(face, &kKey, opened.get(), &close_face) == CAIRO_STATUS_SUCCESS)
        opened.release();  // NOLINT: it is Cairo's now
    return face;
}

hb_font_t* open_for_shaping(const std::string& file, int index) {
    hb_blob_t* blob = hb_blob_create_from_file_or_fail(file.c_str());
    if (blob == nullptr) return nullptr;
    hb_face_t* face = hb_face_create(blob, static_cast<unsigned>(index));
    hb_font_t* font = hb_font_create(face);
    hb_ot_font_set_funcs(font);
    hb_face_destroy(face);
    hb_blob_destroy(blob);
    return font;
}

}  // namespace

PaperFonts::PaperFonts() = default;
PaperFonts::~PaperFonts() = default;

bool PaperFonts::has(const Font* font, char32_t letter) {
    hb_codepoint_t glyph = 0;
    return font != nullptr && hb_font_get_nominal_glyph(font->shaping.get(), letter, &glyph) != 0;
}

const PaperFonts::Font* PaperFonts::open(const std::string& file, int index) {
    auto [place, is_new] = fonts_.try_emplace(file + "#" + std::to_string(index), nullptr);
    if (!is_new) return place->second.get();
    auto font = std::make_unique<Font>();
    font->shaping.reset(open_for_shaping(file, index));
    font->face.reset(open_for_cairo(file, index));
    if (!font->shaping || !font->face) return nullptr;
    font->units = hb_face_get_upem(hb_font_get_face(font->shaping.get()));
    place->second = std::move(font);
    return place->second.get();
}

const PaperFonts::Font* PaperFonts::of(char32_t letter, std::string_view script, Weight weight, Han han) {
    const std::string ending = weight == Weight::kBold ? "-Bold" : "-Regular";
    const auto noto = [&](const std::string& name) {
        return open(std::string(kPaperFontFolders[0]) + "/NotoSans" + name + ending + ".ttf", 0);
    };
    if (const Font* plain = noto(""); has(plain, letter)) return plain;
    const auto known =
        std::find_if(kScripts.begin(), kScripts.end(), [&](const ScriptFont& each) { return each.script == script; });
    if (known != kScripts.end()) {
        if (const Font* own = noto(known->name); has(own, letter)) return own;
    }
    const Font* cjk = open(std::string(kPaperFontFolders[1]) + "/NotoSansCJK" + ending + ".ttc", static_cast<int>(han));
    if (has(cjk, letter)) return cjk;
    if (script != "Zyyy" && script != "Zinh") return nullptr;
    for (const ScriptFont& each : kScripts)
        if (const Font* shared = noto(each.name); has(shared, letter)) return shared;
    return nullptr;
}

}  // namespace dayroom::facility
