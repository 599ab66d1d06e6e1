// What dayroom-pages writes to its standard output: pictures of the pages of one document, and the words on them; or
// why it is refused. Numbers are little-endian, 32 bits.
//   magic, refusal (Refusal), page (that it is about, from 1; 0: the whole file), count of pages
//   each page: count of strips, bytes of text
//     each strip: width, height, bytes; then the bytes (WebP)
//     the text, UTF-8
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "platform/base/bytes.h"
#include "platform/base/result.h"

namespace dayroom::pages {

inline constexpr std::size_t kMaxFileBytes = 5 * 1024 * 1024;  // of the PDF
inline constexpr std::uint32_t kMaxPages = 20;
/// Every page is drawn this wide, whatever its size on paper: 226 dots an inch of a sheet of 8.5 inches.
inline constexpr std::uint32_t kPageWidth = 1920;      // pixels
inline constexpr std::uint32_t kStripHeight = 960;     // a whole strip fits a frame of the terminal's local protocol
inline constexpr std::uint32_t kMaxPageHeight = 3840;  // twice as high as wide
inline constexpr std::uint32_t kMaxStrips = kMaxPageHeight / kStripHeight;
inline constexpr std::size_t kMaxStripBytes = 1024 * 1024;
inline constexpr std::size_t kMaxPageTextCharacters = 8'000;  // what goes beyond is not read aloud
inline constexpr std::size_t kMaxPageTextBytes = 4 * kMaxPageTextCharacters;
inline constexpr std::size_t kMaxPicturesBytes = 8 * 1024 * 1024;  // of all pages of a document together
inline constexpr std::size_t kMaxAnswerBytes = kMaxPicturesBytes + kMaxPages * (kMaxPageTextBytes + 256) + 256;

/// Why a file is not taken. The numbers are the child's answer.
enum class Refusal : std::uint32_t {
    kNone = 0,
    kNotPdf = 1,
    kDamaged = 2,
    kEncrypted = 3,
    kActive = 4,       // a script, a program to start, a form that runs
    kFilesInside = 5,  // other files, sound, film
    kTooManyPages = 6,
    kPageShape = 7,    // far higher than wide, or no size
    kFontMissing = 8,  // a page uses a font that is not in the file: nobody can say how it is meant to look
    kTooDetailed = 9,  // its pictures are larger than the limits above
};
inline constexpr std::uint32_t kLastRefusal = static_cast<std::uint32_t>(Refusal::kTooDetailed);

struct Strip {
    std::uint32_t width = 0;
    std::uint32_t height = 0;
    Bytes webp;
};
struct Page {
    std::vector<Strip> strips;  // from the top
    std::string text;           // empty: no words, as of a scan
};
struct Rendering {
    Refusal refusal = Refusal::kNone;
    std::uint32_t page = 0;
    std::vector<Page> pages;  // none when it is refused
};

Bytes write_answer(const Rendering& rendering);
/// kIo for anything else than an answer within the limits: the child is not trusted.
Result<Rendering> read_answer(ByteView bytes);

}  // namespace dayroom::pages
