#include "platform/facility/statements/pdf_writer.h"

#include <filesystem>
#include <vector>

#include <cairo-pdf.h>
#include <cairo.h>

#include "platform/base/utf8.h"
#include "platform/facility/statements/paper_font.h"
#include "platform/facility/statements/paper_lines.h"
#include "platform/facility/statements/paper_text.h"

namespace dayroom::facility {
namespace {

struct SurfaceCloser {
    void operator()(cairo_surface_t* surface) const { cairo_surface_destroy(surface); }
};
struct DrawingCloser {
    void operator()(cairo_t* drawing) const { cairo_destroy(drawing); }
};

cairo_status_t append_bytes(void* to, const unsigned char* bytes, unsigned count) {
    static_cast<std::string*>(to)->append(reinterpret_cast<const char*>(bytes), count);
    return CAIRO_STATUS_SUCCESS;
}

/// Which letters each glyph, or some together, show: in the order in which they are read.
std::vector<cairo_text_cluster_t> clusters_of(const PaperRun& run) {
    std::vector<cairo_text_cluster_t> clusters;
    const std::size_t count = run.glyphs.size();
    const auto at = [&](std::size_t each) {
        return each == count ? run.text.size() : run.glyphs[run.right_to_left ? count - 1 - each : each].at;
    };
    for (std::size_t begin = 0; begin < count;) {
        std::size_t end = begin + 1;
        while (end < count && at(end) <= at(begin)) ++end;
        clusters.push_back({static_cast<int>(at(end) - at(begin)), static_cast<int>(end - begin)});
        begin = end;
    }
    return clusters;
}

}  // namespace

struct PdfWriter::State {
    std::string bytes;
    PaperFonts fonts;
    std::unique_ptr<cairo_surface_t, SurfaceCloser> document;
    std::unique_ptr<cairo_t, DrawingCloser> page;
    bool has_page = false;

    void show(const PaperRun& run, double x, double y, double size) {
        cairo_set_font_face(page.get(), run.font->face.get());
        cairo_set_font_size(page.get(), size);
        std::vector<cairo_glyph_t> glyphs;
        for (const PaperGlyph& glyph : run.glyphs)
            glyphs.push_back({glyph.glyph, x + glyph.x * size, y - glyph.y * size});
        const std::vector<cairo_text_cluster_t> clusters = clusters_of(run);
        cairo_show_text_glyphs(page.get(), run.text.data(), static_cast<int>(run.text.size()), glyphs.data(),
                               static_cast<int>(glyphs.size()), clusters.data(), static_cast<int>(clusters.size()),
                               run.right_to_left ? CAIRO_TEXT_CLUSTER_FLAG_BACKWARD : cairo_text_cluster_flags_t{});
    }
};

PdfWriter::PdfWriter(std::unique_ptr<State> state) : state_(std::move(state)) {}
PdfWriter::PdfWriter(PdfWriter&&) noexcept = default;
PdfWriter::~PdfWriter() = default;

Result<PdfWriter> PdfWriter::create(const std::string& title) {
    std::error_code ignored;
    if (!std::filesystem::exists(std::string(kPaperFontFolders[0]) + "/NotoSans-Regular.ttf", ignored))
        return Error(ErrorCode::kNotFound, "The fonts for statements (fonts-noto-core) are not installed at the hub.");
    auto state = std::make_unique<State>();
    state->document.reset(cairo_pdf_surface_create_for_stream(&append_bytes, &state->bytes, kWidth, kHeight));
    cairo_pdf_surface_set_metadata(state->document.get(), CAIRO_PDF_METADATA_TITLE, title.c_str());
    state->page.reset(cairo_create(state->document.get()));
    return PdfWriter(std::move(state));
}

void PdfWriter::begin_page() {
    if (state_->has_page) cairo_show_page(state_->page.get());
    state_->has_page = true;
}

void PdfWriter::text(double x, double y, double size, Weight weight, std::string_view text) {
    if (!state_->has_page) return;
    for (const PaperRun& run : shape_line(state_->fonts, text, weight)) {
        state_->show(run, x, kHeight - y, size);
        x += run.width * size;
    }
}

double PdfWriter::width_of(std::string_view text, double size, Weight weight) {
    double width = 0;
    for (const PaperRun& run : shape_line(state_->fonts, text, weight)) width += run.width * size;
    return width;
}

void PdfWriter::text_right(double right, double y, double size, Weight weight, std::string_view words) {
    text(right - width_of(words, size, weight), y, size, weight, words);
}

std::string PdfWriter::fitted(std::string_view text, double size, double width) {
    if (width_of(text, size, Weight::kRegular) <= width) return std::string(text);
    std::vector<std::size_t> ends = {0};  // of each letter: what is cut is the end as it is read, not as it is drawn
    for (std::string_view rest = text; !rest.empty();) {
        const std::size_t bytes = utf8::decode(rest).bytes;
        ends.push_back(ends.back() + bytes);
        rest.remove_prefix(bytes);
    }
    const auto cut = [&](std::size_t letters) { return std::string(text.substr(0, ends[letters])) + "…"; };
    std::size_t fits = 0;
    std::size_t too_many = ends.size();
    while (fits + 1 < too_many) {
        const std::size_t middle = (fits + too_many) / 2;
        (width_of(cut(middle), size, Weight::kRegular) <= width ? fits : too_many) = middle;
    }
    return cut(fits);
}

std::vector<std::string> PdfWriter::wrapped(std::string_view text, double size, double width) {
    return wrap_lines(text, width, [&](std::string_view part) { return width_of(part, size, Weight::kRegular); });
}

void PdfWriter::picture(double x, double y, double width, double height, const PaperPicture& picture) {
    if (!state_->has_page || picture.width <= 0 || picture.height <= 0) return;
    // The document takes the JPEG's own bytes: its pixels are never decoded here, and those of the surface are not
    // used.
    const std::unique_ptr<cairo_surface_t, SurfaceCloser> surface(
        cairo_image_surface_create(CAIRO_FORMAT_A8, picture.width, picture.height));
    auto bytes = std::make_unique<std::string>(picture.jpeg);
    const auto* data = reinterpret_cast<const unsigned char*>(bytes->data());
    const std::size_t size = bytes->size();
    const auto drop = [](void* kept) { const std::unique_ptr<std::string> gone(static_cast<std::string*>(kept)); };
    if (cairo_surface_set_mime_data(surface.get(), CAIRO_MIME_TYPE_JPEG, data, size, drop, bytes.get()) !=
        CAIRO_STATUS_SUCCESS)
        return;
    static_cast<void>(bytes.release());  // the surface's now
    cairo_save(state_->page.get());
    cairo_translate(state_->page.get(), x, kHeight - y - height);
    cairo_scale(state_->page.get(), width / picture.width, height / picture.height);
    cairo_set_source_surface(state_->page.get(), surface.get(), 0, 0);
    cairo_paint(state_->page.get());
    cairo_restore(state_->page.get());
}

void PdfWriter::line(double x, double y, double to_x) {
    if (!state_->has_page) return;
    cairo_set_line_width(state_->page.get(), 0.6);
    cairo_move_to(state_->page.get(), x, kHeight - y);
    cairo_line_to(state_->page.get(), to_x, kHeight - y);
    cairo_stroke(state_->page.get());
}

void PdfWriter::band(double x, double y, double width, double height) {
    if (!state_->has_page) return;
    cairo_set_source_rgb(state_->page.get(), 0.94, 0.94, 0.94);
    cairo_rectangle(state_->page.get(), x, kHeight - y - height, width, height);
    cairo_fill(state_->page.get());
    cairo_set_source_rgb(state_->page.get(), 0, 0, 0);
}

Result<std::string> PdfWriter::finish() {
    if (state_->has_page) cairo_show_page(state_->page.get());
    state_->has_page = false;
    const cairo_status_t drawn = cairo_status(state_->page.get());
    cairo_surface_finish(state_->document.get());
    const cairo_status_t written = cairo_surface_status(state_->document.get());
    if (drawn != CAIRO_STATUS_SUCCESS || written != CAIRO_STATUS_SUCCESS)
        return Error(ErrorCode::kIo, std::string("the document could not be written: ") +
                                         cairo_status_to_string(drawn != CAIRO_STATUS_SUCCESS ? drawn : written));
    return std::move(state_->bytes);
}

}  // namespace dayroom::facility
