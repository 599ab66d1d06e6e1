// The fonts of what is printed, the same as the terminal's for every script but Latin: Noto Sans, Noto Sans of each
// script, Noto Sans CJK. Opened when a letter needs them. The only includers of HarfBuzz, FreeType and Cairo's fonts
// are the bodies of this folder.
//
// One thread at a time.
#pragma once

#include <array>
#include <cstdint>
#include <map>
#include <memory>
#include <string>
#include <string_view>

namespace dayroom::facility {

/// Where the fonts are; the hub's sandbox lets it read them.
inline constexpr std::array<const char*, 2> kPaperFontFolders = {"/usr/share/fonts/truetype/noto",
                                                                 "/usr/share/fonts/opentype/noto"};

enum class Weight : std::uint8_t { kRegular, kBold };
/// Whose shapes Chinese characters have, as a text's other letters say it.
enum class Han : std::uint8_t { kJapanese = 0, kKorean = 1, kChinese = 2 };

class PaperFonts {
public:
    struct Font;  // paper_font.h
    PaperFonts();
    ~PaperFonts();
    PaperFonts(const PaperFonts&) = delete;
    PaperFonts& operator=(const PaperFonts&) = delete;

    /// The first of Noto Sans, the font of the letter's script, Noto Sans CJK, and for what many scripts share any
    /// other that has it; null: none of them. `script`: ISO 15924, "Deva". Lives as long as this.
    const Font* of(char32_t letter, std::string_view script, Weight weight, Han han);
    static bool has(const Font* font, char32_t letter);

private:
    const Font* open(const std::string& file, int index);
    std::map<std::string, std::unique_ptr<Font>> fonts_;  // by file and index; null: cannot be read
};

}  // namespace dayroom::facility
