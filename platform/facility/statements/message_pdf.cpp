#include "platform/facility/statements/message_pdf.h"

#include <algorithm>

#include "platform/facility/statements/paper_sheet.h"
#include "platform/rules/calendar.h"

namespace dayroom::facility {
namespace {

constexpr double kLetters = 11;
constexpr double kWidth = PaperSheet::kRight - PaperSheet::kLeft;
constexpr double kFacts = PaperSheet::kLeft + 130;
constexpr double kAboutRow = 18;
constexpr double kPhotoHeight = 300;  // two to a page
constexpr double kGap = 12;

class Sheets {
public:
    Sheets(PdfWriter& pdf, const MessagePaper& message, const PaperWords& words)
        : pdf_(pdf), message_(message), t_(words), sheet_{pdf, words, message.resident.number} {}

    void draw(Timestamp now) {
        sheet_.head(t_("message.title"), message_.facility, message_.resident, message_.unit);
        fact(message_.from_resident ? "message.to" : "message.from", message_.contact);
        fact("message.when", rules::minute_name(message_.sent, message_.time_zone));
        sheet_.y -= kGap;
        for (const std::string& line : pdf_.wrapped(message_.text, kLetters, kWidth)) row(line);
        for (const PaperPicture& photo : message_.photos) picture(photo);
        sheet_.y -= kGap;
        if (sheet_.y < PaperSheet::kBottom) sheet_.next_page();
        pdf_.text(PaperSheet::kLeft, sheet_.y, PaperSheet::kSmall, Weight::kRegular,
                  t_("paper.made", {{"day", rules::local_day(now, message_.time_zone).name}}));
    }

private:
    void fact(const char* key, const std::string& value) {
        pdf_.text(PaperSheet::kLeft, sheet_.y, kLetters, Weight::kRegular, t_(key));
        pdf_.text(kFacts, sheet_.y, kLetters, Weight::kBold,
                  pdf_.fitted(value, kLetters, 0.9 * (PaperSheet::kRight - kFacts)));
        sheet_.y -= kAboutRow;
    }
    void row(const std::string& line) {
        if (sheet_.y < PaperSheet::kBottom) sheet_.next_page();
        pdf_.text(PaperSheet::kLeft, sheet_.y, kLetters, Weight::kRegular, line);
        sheet_.y -= PaperSheet::kRow;
    }
    void picture(const PaperPicture& photo) {
        if (photo.width <= 0 || photo.height <= 0) return;
        const double scale = std::min(kWidth / photo.width, kPhotoHeight / photo.height);
        const double height = scale * photo.height;
        if (sheet_.y - height < PaperSheet::kBottom) sheet_.next_page();
        sheet_.y -= height;
        pdf_.picture(PaperSheet::kLeft, sheet_.y, scale * photo.width, height, photo);
        sheet_.y -= kGap;
    }

    PdfWriter& pdf_;
    const MessagePaper& message_;
    const PaperWords& t_;
    PaperSheet sheet_;
};

}  // namespace

Result<std::string> message_pdf(const MessagePaper& message, const PaperWords& words, Timestamp now) {
    PdfWriter pdf = TRY(PdfWriter::create(words("message.title")));
    Sheets(pdf, message, words).draw(now);
    return pdf.finish();
}

}  // namespace dayroom::facility
