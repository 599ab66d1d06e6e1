// One PDF document being written, page by page, in US Letter. Text is UTF-8 in any script of paper_fonts.h; the fonts
// are embedded as far as they are used, and the letters can be copied out again. The only includers of Cairo are the
// bodies of this folder.
//
// One thread at a time. Errors of the library are remembered: finish() tells the first.
#pragma once

#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "platform/base/result.h"
#include "platform/facility/statements/paper_fonts.h"

namespace dayroom::facility {

struct PaperPicture {
    std::string jpeg;
    int width = 0;  // pixels
    int height = 0;
};

class PdfWriter {
public:
    static constexpr double kWidth = 612;  // points, of a page
    static constexpr double kHeight = 792;

    /// kNotFound when the fonts are not installed.
    static Result<PdfWriter> create(const std::string& title);
    ~PdfWriter();
    PdfWriter(PdfWriter&&) noexcept;
    PdfWriter& operator=(PdfWriter&&) = delete;

    /// What follows is drawn on it.
    void begin_page();
    /// `x`, `y`: left end of the baseline, from the lower left corner.
    void text(double x, double y, double size, Weight weight, std::string_view text);
    void text_right(double right, double y, double size, Weight weight, std::string_view text);
    /// As much of `text` as fits into `width`, with "…" when it was cut.
    std::string fitted(std::string_view text, double size, double width);
    /// A text as lines that fit into `width`: broken where its language breaks lines, and where it breaks them itself.
    std::vector<std::string> wrapped(std::string_view text, double size, double width);
    /// `jpeg` as it is, in a box whose lower left corner is there. What is no JPEG stays an empty box.
    void picture(double x, double y, double width, double height, const PaperPicture& picture);
    void line(double x, double y, double to_x);
    /// A grey band behind a row.
    void band(double x, double y, double width, double height);
    /// The document's bytes.
    Result<std::string> finish();

private:
    struct State;
    explicit PdfWriter(std::unique_ptr<State> state);
    double width_of(std::string_view text, double size, Weight weight);
    std::unique_ptr<State> state_;
};

}  // namespace dayroom::facility
