#include "platform/facility/statements/statement_pdf.h"

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

// Of the totals, and of those that are a part of the one above.
constexpr double kTotals = 11;
constexpr double kTotalsRight = kLeft + 350;
constexpr double kTotalsIndent = 14;

std::string title_of(const MonthStatement& statement, const PaperWords& t) {
    const std::string month = t("month." + std::to_string(statement.month.month));
    return t("statement.title", {{"month", month}, {"year", std::to_string(statement.month.year)}});
}

class Page {
public:
    Page(PdfWriter& pdf, const MonthStatement& statement, const PaperWords& words)
        : pdf_(pdf), statement_(statement), t_(words) {}

    void head() {
        next_page();
        pdf_.text(kLeft, y_, 18, Weight::kBold, title_of(statement_, t_));
        y_ -= 20;
        pdf_.text(kLeft, y_, 11, Weight::kRegular, pdf_.fitted(statement_.facility, 11, kRight - kLeft));
        y_ -= 30;
        const StoredResident& who = statement_.resident;
        pdf_.text(kLeft, y_, 12, Weight::kBold,
                  pdf_.fitted(who.given_name + " " + who.family_name, 12, 0.9 * (kRight - kLeft)));
        y_ -= 16;
        pdf_.text(kLeft, y_, 11, Weight::kRegular,
                  t_("statement.who", {{"number", who.number}, {"unit", statement_.unit}}));
        y_ -= 28;
    }

    void totals() {
        total("total.opening", statement_.opening);
        total("total.in", statement_.in);
        total("total.out", statement_.out);
        pdf_.line(kLeft, y_ + kRow - 4, kTotalsRight);
        total("total.closing", statement_.closing, Weight::kBold);
        total("total.savings", statement_.savings, Weight::kRegular, kTotalsIndent);
        total("total.phone", statement_.phone, Weight::kRegular, kTotalsIndent);
        total("total.on_hold", statement_.on_hold, Weight::kRegular, kTotalsIndent);
        total("total.to_spend", statement_.to_spend(), Weight::kRegular, kTotalsIndent);
        if (!statement_.owed.is_zero()) total("total.owed", statement_.owed);
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
        if (statement_.lines.empty()) pdf_.text(kLeft, y_, kText, Weight::kRegular, t_("statement.nothing"));
        if (statement_.truncated) pdf_.text(kLeft, y_, kText, Weight::kBold, t_("statement.truncated"));
    }

    void foot(Timestamp now) {
        y_ -= 18;
        if (y_ < kBottom) next_page();
        pdf_.text(kLeft, y_, kSmall, Weight::kRegular, t_("statement.counts"));
        pdf_.text(kLeft, y_ - 12, kSmall, Weight::kRegular,
                  t_("statement.made", {{"day", rules::local_day(now, statement_.time_zone).name}}));
    }

private:
    void next_page() {
        ++number_;
        pdf_.begin_page();
        pdf_.text_right(
            kRight, 36, kSmall, Weight::kRegular,
            t_("statement.page", {{"number", statement_.resident.number}, {"page", std::to_string(number_)}}));
        y_ = PdfWriter::kHeight - 64;
    }
    void total(const char* key, Cents amount, Weight weight = Weight::kRegular, double indent = 0) {
        pdf_.text(kLeft + indent, y_, kTotals, weight, t_(key));
        pdf_.text_right(kTotalsRight, y_, kTotals, weight, format_money(amount));
        y_ -= kRow;
    }
    void columns() {
        pdf_.text(kLeft, y_, kText, Weight::kBold, t_("column.date"));
        pdf_.text(kWords, y_, kText, Weight::kBold, t_("column.what"));
        pdf_.text_right(kInColumn, y_, kText, Weight::kBold, t_("column.in"));
        pdf_.text_right(kOutColumn, y_, kText, Weight::kBold, t_("column.out"));
        pdf_.text_right(kRight, y_, kText, Weight::kBold, t_("column.balance"));
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
        step(t_("step.gross"), split.gross, shaded);
        if (!split.fee.is_zero()) step(t_("step.fee"), Cents::of(-split.fee.units()), shaded);
        for (const MonthPart& part : split.parts) step(words_for(part, t_), Cents::of(-part.amount.units()), shaded);
        step(t_("step.left"), split.left, shaded);
    }
    void step(const std::string& words, Cents amount, bool shaded) {
        begin_row(shaded);
        pdf_.text(kWords + kIndent, y_, kSmall, Weight::kRegular, pdf_.fitted(words, kSmall, kStepWidth));
        pdf_.text_right(kStepRight, y_, kSmall, Weight::kRegular, format_money(amount));
        y_ -= kRow;
    }
    void row(const MonthLine& line) {
        pdf_.text(kLeft, y_, kText, Weight::kRegular, rules::local_day(line.at, statement_.time_zone).name);
        pdf_.text(kWords, y_, kText, Weight::kRegular, pdf_.fitted(words_for(line, t_), kText, kWordsWidth));
        const bool out = line.change.is_negative();
        const Cents size = out ? Cents::of(-line.change.units()) : line.change;
        if (!size.is_zero())
            pdf_.text_right(out ? kOutColumn : kInColumn, y_, kText, Weight::kRegular, format_money(size));
        pdf_.text_right(kRight, y_, kText, Weight::kRegular, format_money(line.balance));
        y_ -= kRow;
    }

    PdfWriter& pdf_;
    const MonthStatement& statement_;
    const PaperWords& t_;
    double y_ = 0;
    int number_ = 0;
};

}  // namespace

Result<std::string> statement_pdf(const MonthStatement& statement, const PaperWords& words, Timestamp now) {
    PdfWriter pdf = TRY(PdfWriter::create(title_of(statement, words)));
    Page page(pdf, statement, words);
    page.head();
    page.totals();
    page.lines();
    page.foot(now);
    return pdf.finish();
}

}  // namespace dayroom::facility
