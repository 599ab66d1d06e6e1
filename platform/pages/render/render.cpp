#include "platform/pages/render/render.h"

#include <cmath>
#include <memory>

#include <iconv.h>
#include <poppler/cpp/poppler-document.h>
#include <poppler/cpp/poppler-font.h>
#include <poppler/cpp/poppler-global.h>
#include <poppler/cpp/poppler-image.h>
#include <poppler/cpp/poppler-page-renderer.h>
#include <poppler/cpp/poppler-page.h>

#include "platform/base/utf8.h"
#include "platform/pages/render/active_content.h"
#include "platform/pages/render/strip_encoder.h"

namespace dayroom::pages {
namespace {

constexpr double kPointsAnInch = 72;
constexpr char32_t kReplacement = 0xFFFD;
constexpr char32_t kByteOrderMark = 0xFEFF;

struct PageSize {
    double width = 0;  // points, as it is read
    double height = 0;
};

PageSize size_of(const poppler::page& page) {
    const poppler::rectf box = page.page_rect();
    const auto turned = page.orientation();
    const bool sideways = turned == poppler::page::landscape || turned == poppler::page::seascape;
    return sideways ? PageSize{box.height(), box.width()} : PageSize{box.width(), box.height()};
}

/// Of a page that is drawn kPageWidth wide; 0: it has no shape that can be shown.
std::uint32_t height_of(const PageSize& size) {
    if (!(size.width > 1) || !(size.height > 1) || size.width > 1e5 || size.height > 1e5) return 0;
    const double height = std::round(size.height / size.width * kPageWidth);
    return height < 1 || height > kMaxPageHeight ? 0 : static_cast<std::uint32_t>(height);
}

std::string words_of(const poppler::page& page) {
    const poppler::ustring units = page.text(poppler::rectf(), poppler::page::non_raw_non_physical_layout);
    std::string text;
    for (std::size_t at = 0; at < units.size() && text.size() < 2 * kMaxPageTextBytes; ++at) {
        const char32_t first = units[at];
        const char32_t second = at + 1 < units.size() ? units[at + 1] : 0;
        if (first >= 0xD800 && first < 0xDC00 && second >= 0xDC00 && second < 0xE000) {
            utf8::append(text, 0x10000 + ((first - 0xD800) << 10) + (second - 0xDC00));
            ++at;
        } else if (first != kByteOrderMark) {
            utf8::append(text, first >= 0xD800 && first < 0xE000 ? kReplacement : first);
        }
    }
    text = utf8::sanitize(text, kMaxPageTextCharacters);
    const std::size_t end = text.find_last_not_of(" \n\t\f");
    text.resize(end == std::string::npos ? 0 : end + 1);
    return text;
}

/// A font that is not in the file is another one on each machine: what was meant is not what is seen.
bool lacks_a_font(const poppler::document& document, std::uint32_t page) {
    const std::unique_ptr<poppler::font_iterator> fonts(document.create_font_iterator(static_cast<int>(page)));
    if (!fonts || !fonts->has_next()) return false;
    for (const poppler::font_info& font : fonts->next())
        if (!font.is_embedded()) return true;
    return false;
}

Refusal draw_page(const poppler::page& page, Page& out) {
    const PageSize size = size_of(page);
    const std::uint32_t height = height_of(size);
    if (height == 0) return Refusal::kPageShape;
    poppler::page_renderer renderer;
    renderer.set_image_format(poppler::image::format_argb32);
    renderer.set_render_hint(poppler::page_renderer::antialiasing);
    renderer.set_render_hint(poppler::page_renderer::text_antialiasing);
    const double across = kPointsAnInch * kPageWidth / size.width;
    const double down = kPointsAnInch * height / size.height;
    const poppler::image drawn =
        renderer.render_page(&page, across, down, 0, 0, static_cast<int>(kPageWidth), static_cast<int>(height));
    if (!drawn.is_valid() || drawn.width() != static_cast<int>(kPageWidth) ||
        drawn.height() != static_cast<int>(height)) {
        return Refusal::kDamaged;
    }
    for (std::uint32_t top = 0; top < height; top += kStripHeight) {
        const std::uint32_t rows = std::min(kStripHeight, height - top);
        const char* begin = drawn.const_data() + std::size_t{top} * static_cast<std::size_t>(drawn.bytes_per_row());
        auto encoded = encode_strip(begin, kPageWidth, rows, drawn.bytes_per_row());
        if (!encoded) return Refusal::kTooDetailed;
        out.strips.push_back({kPageWidth, rows, std::move(*encoded)});
    }
    out.text = words_of(page);
    return Refusal::kNone;
}

Refusal check_document(const poppler::document& document, ByteView pdf) {
    if (document.is_locked() || document.is_encrypted()) return Refusal::kEncrypted;
    if (document.pages() < 1) return Refusal::kDamaged;
    if (document.pages() > static_cast<int>(kMaxPages)) return Refusal::kTooManyPages;
    if (document.has_embedded_files()) return Refusal::kFilesInside;
    const auto active = has_active_content(pdf);
    if (!active.ok()) return Refusal::kDamaged;
    return *active ? Refusal::kActive : Refusal::kNone;
}

Rendering refused(Refusal refusal, std::uint32_t page = 0) { return {refusal, page, {}}; }

}  // namespace

// The C library keeps a conversion in a file of its own; one that stays open stays loaded. The library converts each
// page's words so.
void prepare() {
    static const iconv_t kept[] = {::iconv_open("UTF-16", "UTF-8"), ::iconv_open("UTF-8", "UTF-16")};
    static_cast<void>(kept);
}

Rendering render_pdf(ByteView pdf) {
    poppler::set_debug_error_function([](const std::string&, void*) {}, nullptr);
    const std::unique_ptr<poppler::document> document(
        poppler::document::load_from_raw_data(reinterpret_cast<const char*>(pdf.data()), static_cast<int>(pdf.size())));
    if (!document) return refused(Refusal::kDamaged);
    if (const Refusal refusal = check_document(*document, pdf); refusal != Refusal::kNone) return refused(refusal);
    Rendering rendering;
    std::size_t bytes = 0;
    const auto count = static_cast<std::uint32_t>(document->pages());
    for (std::uint32_t at = 0; at < count; ++at) {
        const std::unique_ptr<poppler::page> page(document->create_page(static_cast<int>(at)));
        if (!page) return refused(Refusal::kDamaged, at + 1);
        if (lacks_a_font(*document, at)) return refused(Refusal::kFontMissing, at + 1);
        Page drawn;
        const Refusal refusal = draw_page(*page, drawn);
        if (refusal != Refusal::kNone) return refused(refusal, at + 1);
        for (const Strip& strip : drawn.strips) bytes += strip.webp.size();
        if (bytes > kMaxPicturesBytes) return refused(Refusal::kTooDetailed, at + 1);
        rendering.pages.push_back(std::move(drawn));
    }
    return rendering;
}

}  // namespace dayroom::pages
