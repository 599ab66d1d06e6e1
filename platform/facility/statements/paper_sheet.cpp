#include "platform/facility/statements/paper_sheet.h"

namespace dayroom::facility {

void PaperSheet::next_page() {
    ++pages;
    pdf.begin_page();
    pdf.text_right(kRight, 36, kSmall, Weight::kRegular,
                   words("paper.page", {{"number", number}, {"page", std::to_string(pages)}}));
    y = PdfWriter::kHeight - 64;
}

void PaperSheet::head(const std::string& title, const std::string& facility, const StoredResident& who,
                      const std::string& unit) {
    const double width = kRight - kLeft;
    next_page();
    pdf.text(kLeft, y, 18, Weight::kBold, title);
    y -= 20;
    pdf.text(kLeft, y, 11, Weight::kRegular, pdf.fitted(facility, 11, width));
    y -= 30;
    pdf.text(kLeft, y, 12, Weight::kBold, pdf.fitted(who.given_name + " " + who.family_name, 12, 0.9 * width));
    y -= 16;
    pdf.text(kLeft, y, 11, Weight::kRegular, words("paper.who", {{"number", number}, {"unit", unit}}));
    y -= 28;
}

}  // namespace dayroom::facility
