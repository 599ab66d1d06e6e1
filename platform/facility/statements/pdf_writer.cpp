#include "platform/facility/statements/pdf_writer.h"

#include <filesystem>
#include <map>
#include <vector>

#include <hpdf.h>

#include "platform/base/utf8.h"
#include "platform/facility/statements/paper_text.h"

namespace dayroom::facility {
namespace {

/// Text in pieces of one font.
struct Run {
    const char* stem;
    std::string text;
};
/// Of what on_paper() made: every letter has a font.
std::vector<Run> runs_of(std::string_view text) {
    const std::string drawn = on_paper(text);
    std::vector<Run> runs;
    for (std::string_view rest = drawn; !rest.empty();) {
        const utf8::Decoded letter = utf8::decode(rest);
        const char* stem = paper_font(letter.code_point);
        if (stem != nullptr && (runs.empty() || std::string_view(runs.back().stem) != stem)) runs.push_back({stem, {}});
        if (stem != nullptr) runs.back().text += rest.substr(0, letter.bytes);
        rest.remove_prefix(letter.bytes);
    }
    return runs;
}

void remember_error(HPDF_STATUS code, HPDF_STATUS, void* user) {
    auto& first = *static_cast<HPDF_STATUS*>(user);
    if (first == HPDF_OK) first = code;
}

float number(double value) { return static_cast<float>(value); }

}  // namespace

struct PdfWriter::State {
    HPDF_STATUS error = HPDF_OK;
    HPDF_Doc document = nullptr;
    HPDF_Page page = nullptr;
    std::map<std::string, HPDF_Font> fonts;  // by file

    ~State() {
        if (document != nullptr) HPDF_Free(document);
    }
    HPDF_Font font(const std::string& stem, Weight weight) {
        const std::string file =
            std::string(kPdfFonts) + "/" + stem + (weight == Weight::kBold ? "-Bold.ttf" : "-Regular.ttf");
        auto [place, is_new] = fonts.try_emplace(file, nullptr);
        if (is_new) {
            const char* name = HPDF_LoadTTFontFromFile(document, file.c_str(), HPDF_TRUE);
            if (name != nullptr) place->second = HPDF_GetFont(document, name, "UTF-8");
        }
        return place->second;
    }
};

PdfWriter::PdfWriter(std::unique_ptr<State> state) : state_(std::move(state)) {}
PdfWriter::PdfWriter(PdfWriter&&) noexcept = default;
PdfWriter::~PdfWriter() = default;

Result<PdfWriter> PdfWriter::create(const std::string& title) {
    std::error_code ignored;
    if (!std::filesystem::exists(std::string(kPdfFonts) + "/NotoSans-Regular.ttf", ignored))
        return Error(ErrorCode::kNotFound, "The fonts for statements (fonts-noto-core) are not installed at the hub.");
    auto state = std::make_unique<State>();
    state->document = HPDF_New(&remember_error, &state->error);
    if (state->document == nullptr) return Error(ErrorCode::kIo, "no document can be made");
    HPDF_UseUTFEncodings(state->document);
    HPDF_SetCompressionMode(state->document, HPDF_COMP_ALL);
    HPDF_SetInfoAttr(state->document, HPDF_INFO_TITLE, title.c_str());
    return PdfWriter(std::move(state));
}

void PdfWriter::begin_page() {
    state_->page = HPDF_AddPage(state_->document);
    HPDF_Page_SetWidth(state_->page, number(kWidth));
    HPDF_Page_SetHeight(state_->page, number(kHeight));
}

void PdfWriter::text(double x, double y, double size, Weight weight, std::string_view text) {
    if (state_->page == nullptr) return;
    HPDF_Page_BeginText(state_->page);
    HPDF_Page_MoveTextPos(state_->page, number(x), number(y));
    for (const Run& run : runs_of(text)) {
        const HPDF_Font font = state_->font(run.stem, weight);
        if (font == nullptr) continue;
        HPDF_Page_SetFontAndSize(state_->page, font, number(size));
        HPDF_Page_ShowText(state_->page, run.text.c_str());
    }
    HPDF_Page_EndText(state_->page);
}

double PdfWriter::width_of(std::string_view text, double size, Weight weight) {
    double width = 0;
    for (const Run& run : runs_of(text)) {
        const HPDF_Font font = state_->font(run.stem, weight);
        if (font == nullptr) continue;
        const HPDF_TextWidth measured = HPDF_Font_TextWidth(font, reinterpret_cast<const HPDF_BYTE*>(run.text.data()),
                                                            static_cast<HPDF_UINT>(run.text.size()));
        width += static_cast<double>(measured.width) * size / 1000.0;
    }
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

void PdfWriter::line(double x, double y, double to_x) {
    if (state_->page == nullptr) return;
    HPDF_Page_SetLineWidth(state_->page, 0.6F);
    HPDF_Page_MoveTo(state_->page, number(x), number(y));
    HPDF_Page_LineTo(state_->page, number(to_x), number(y));
    HPDF_Page_Stroke(state_->page);
}

void PdfWriter::band(double x, double y, double width, double height) {
    if (state_->page == nullptr) return;
    HPDF_Page_SetRGBFill(state_->page, 0.94F, 0.94F, 0.94F);
    HPDF_Page_Rectangle(state_->page, number(x), number(y), number(width), number(height));
    HPDF_Page_Fill(state_->page);
    HPDF_Page_SetRGBFill(state_->page, 0, 0, 0);
}

Result<std::string> PdfWriter::finish() {
    if (state_->error == HPDF_OK) HPDF_SaveToStream(state_->document);
    if (state_->error != HPDF_OK)
        return Error(ErrorCode::kIo, "the document could not be written: " + std::to_string(state_->error));
    std::string bytes(HPDF_GetStreamSize(state_->document), '\0');
    auto size = static_cast<HPDF_UINT32>(bytes.size());
    HPDF_ResetStream(state_->document);
    HPDF_ReadFromStream(state_->document, reinterpret_cast<HPDF_BYTE*>(bytes.data()), &size);
    if (size != bytes.size()) return Error(ErrorCode::kIo, "the document could not be read back");
    return bytes;
}

}  // namespace dayroom::facility
