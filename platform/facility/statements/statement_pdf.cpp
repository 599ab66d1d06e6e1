#include "platform/facility/statements/statement_pdf.h"

#include <array>

#include "platform/facility/statements/pdf_writer.h"

namespace dayroom::facility {
namespace {

constexpr double kLeft = 54;
constexpr double kRight = PdfWriter::kWidth - 54;
constexpr double kBottom = 64;
constexpr double kRow = 15;
constexpr double kText = 9.5;
// Right edges of the columns of money, and where the words begin.
constexpr double kWords = kLeft + 66;
constexpr double kInColumn = kRight - 144;
constexpr double kOutColumn = kRight - 72;
constexpr double kWordsWidth = kInColumn - 62 - kWords;
// Of what a deposit was split into.
constexpr double kSmall = 8.5;
constexpr double kIndent = 12;
constexpr double kStepRight = kInColumn - 24;
constexpr double kStepWidth = kStepRight - 52 - kWords - kIndent;

constexpr std::array kMonthNames{"January", "February", "March",     "April",   "May",      "June",
                                 "July",    "August",   "September", "October", "November", "December"};

std::string title_of(const MonthStatement& statement) {
    const auto month = static_cast<std::size_t>(statement.month.month - 1);
    return "Statement of account, " + std::string(kMonthNames.at(month)) + " " + std::to_string(statement.month.year);
}

class Page {
public:
    Page(PdfWriter& pdf, const MonthStatement& statement) : pdf_(pdf), statement_(statement) {}

    void head() {
        next_page();
        pdf_.text(kLeft, y_, 18, Weight::kBold, title_of(statement_));
        y_ -= 20;
        pdf_.text(kLeft, y_, 11, Weight::kRegular, pdf_.fitted(statement_.facility, 11, kRight - kLeft));
        y_ -= 30;
        const StoredResident& who = statement_.resident;
        pdf_.text(kLeft, y_, 12, Weight::kBold,
                  pdf_.fitted(who.given_name + " " + who.family_name, 12, 0.9 * (kRight - kLeft)));
        y_ -= 16;
        pdf_.text(kLeft, y_, 11, Weight::kRegular, "Number " + who.number + ", " + statement_.unit);
        y_ -= 28;
    }

    void totals() {
        total("At the beginning of the month", statement_.opening, Weight::kRegular);
        total("Money in", statement_.in, Weight::kRegular);
        total("Money out", statement_.out, Weight::kRegular);
        pdf_.line(kLeft, y_ + kRow - 4, kLeft + 300);
        total("At the end of the month", statement_.closing, Weight::kBold);
        total("   of this in savings", statement_.savings, Weight::kRegular);
        total("   of this for the phone", statement_.phone, Weight::kRegular);
        total("   of this on hold, not given back since", statement_.on_hold, Weight::kRegular);
        total("   left to spend, as on the terminal", statement_.to_spend(), Weight::kRegular);
        if (!statement_.owed.is_zero()) total("Still owed", statement_.owed, Weight::kRegular);
        y_ -= 14;
    }

    void lines() {
        columns();
        bool shaded = false;
        for (const MonthLine& line : statement_.lines) {
            begin_row(shaded);
            row(line);
            if (line.split) split(*line.split, shaded);
            shaded = !shaded;
        }
        if (statement_.lines.empty()) pdf_.text(kLeft, y_, kText, Weight::kRegular, "Nothing came in or went out.");
        if (statement_.truncated)
            pdf_.text(kLeft, y_, kText, Weight::kBold, "There are more lines than fit; the totals are of all of them.");
    }

    void foot(Timestamp now) {
        y_ -= 18;
        if (y_ < kBottom) next_page();
        pdf_.text(kLeft, y_, 8.5, Weight::kRegular,
                  "This counts spending money, savings and phone money together. Money that is on hold is still in "
                  "it. Made on " +
                      rules::local_day(now, statement_.time_zone).name + ".");
    }

private:
    void next_page() {
        ++number_;
        pdf_.begin_page();
        pdf_.text_right(kRight, 36, 8.5, Weight::kRegular,
                        "Number " + statement_.resident.number + ", page " + std::to_string(number_));
        y_ = PdfWriter::kHeight - 64;
    }
    void total(const char* words, Cents amount, Weight weight) {
        pdf_.text(kLeft, y_, 11, weight, words);
        pdf_.text_right(kLeft + 300, y_, 11, weight, format_money(amount));
        y_ -= kRow;
    }
    void columns() {
        pdf_.text(kLeft, y_, kText, Weight::kBold, "Date");
        pdf_.text(kWords, y_, kText, Weight::kBold, "What");
        pdf_.text_right(kInColumn, y_, kText, Weight::kBold, "In");
        pdf_.text_right(kOutColumn, y_, kText, Weight::kBold, "Out");
        pdf_.text_right(kRight, y_, kText, Weight::kBold, "Balance");
        pdf_.line(kLeft, y_ - 4, kRight);
        y_ -= kRow + 2;
    }
    void begin_row(bool shaded) {
        if (y_ < kBottom + kRow) {
            next_page();
            columns();
        }
        if (shaded) pdf_.band(kLeft - 4, y_ - 4, kRight - kLeft + 8, kRow);
    }
    /// Under the deposit, with amounts apart from the columns: they are in its own already.
    void split(const MonthSplit& split, bool shaded) {
        step("What was sent", split.gross, shaded);
        if (!split.fee.is_zero()) step("Fee of the deposit", Cents::of(-split.fee.units()), shaded);
        for (const MonthPart& part : split.parts) step(words_for(part), Cents::of(-part.amount.units()), shaded);
        step("What was left to spend", split.left, shaded);
    }
    void step(const std::string& words, Cents amount, bool shaded) {
        begin_row(shaded);
        pdf_.text(kWords + kIndent, y_, kSmall, Weight::kRegular, pdf_.fitted(words, kSmall, kStepWidth));
        pdf_.text_right(kStepRight, y_, kSmall, Weight::kRegular, format_money(amount));
        y_ -= kRow;
    }
    void row(const MonthLine& line) {
        pdf_.text(kLeft, y_, kText, Weight::kRegular, rules::local_day(line.at, statement_.time_zone).name);
        pdf_.text(kWords, y_, kText, Weight::kRegular, pdf_.fitted(words_for(line), kText, kWordsWidth));
        const bool out = line.change.is_negative();
        const Cents size = out ? Cents::of(-line.change.units()) : line.change;
        if (!size.is_zero())
            pdf_.text_right(out ? kOutColumn : kInColumn, y_, kText, Weight::kRegular, format_money(size));
        pdf_.text_right(kRight, y_, kText, Weight::kRegular, format_money(line.balance));
        y_ -= kRow;
    }

    PdfWriter& pdf_;
    const MonthStatement& statement_;
    double y_ = 0;
    int number_ = 0;
};

}  // namespace

Result<std::string> statement_pdf(const MonthStatement& statement, Timestamp now) {
    PdfWriter pdf = TRY(PdfWriter::create(title_of(statement)));
    Page page(pdf, statement);
    page.head();
    page.totals();
    page.lines();
    page.foot(now);
    return pdf.finish();
}

}  // namespace dayroom::facility
