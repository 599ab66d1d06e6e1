// Text as it can be drawn letter by letter, from left to right, with the fonts of pdf_writer.h: Arabic letters in their
// joined forms, Arabic and Hebrew in the order in which they stand on paper, and what no font of ours has (Chinese, and
// scripts whose letters change with their neighbours) written in Latin letters, so that a name can be read aloud.
//
// Pure; safe from any thread. Source: Unicode (ICU's tables).
#pragma once

#include <string>
#include <string_view>

namespace dayroom::facility {

/// The font, without weight and ending, that has this letter; nothing: none of ours.
const char* paper_font(char32_t letter);
/// UTF-8 in which every letter has a font: '?' for what cannot even be written in Latin. Points above and below Hebrew
/// and Arabic letters are left out. What is not UTF-8 is '?'.
std::string on_paper(std::string_view text);

}  // namespace dayroom::facility
