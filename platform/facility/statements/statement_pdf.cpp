#include "platform/facility/statements/statement_pdf.h"

#include "platform/facility/statements/paper_sheet.h"

namespace dayroom::facility {
namespace {

constexpr double kLeft = PaperSheet::kLeft;
constexpr double kRight = PaperSheet::kRight;
constexpr double kBottom = PaperSheet::kBottom;
constexpr double kRow = PaperSheet::kRow;
constexpr double kSmall = PaperSheet::kSmall;
constexpr double kText = 9.5;
// Right edges of the columns of money, and where the words begin.
constexpr double kWords = kLeft + 66;
constexpr double kInColumn = kRight - 144;
constexpr double kOutColumn = kRight - 72;
constexpr double kWordsWidth = kInColumn - 62 - kWords;
// Of what a deposit was split into.
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
        : pdf_(pdf), statement_(statement), t_(words), sheet_{pdf, words, statement.resident.number} {}

    void head() { sheet_.head(title_of(statement_, t_), statement_.facility, statement_.resident, statement_.unit); }

    void totals() {
        total("total.opening", statement_.opening);
        total("total.in", statement_.in);
        total("total.out", statement_.out);
        pdf_.line(kLeft, sheet_.y + kRow - 4, kTotalsRight);
        total("total.closing", statement_.closing, Weight::kBold);
        total("total.savings", statement_.savings, Weight::kRegular, kTotalsIndent);
        total("total.phone", statement_.phone, Weight::kRegular, kTotalsIndent);
        total("total.on_hold", statement_.on_hold, Weight::kRegular, kTotalsIndent);
        total("total.to_spend", statement_.to_spend(), Weight::kRegular, kTotalsIndent);
        if (!statement_.owed.is_zero()) total("total.owed", statement_.owed);
        sheet_.y -= 14;
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
        if (statement_.lines.empty()) pdf_.text(kLeft, sheet_.y, kText, Weight::kRegular, t_("statement.nothing"));
        if (statement_.truncated) pdf_.text(kLeft, sheet_.y, kText, Weight::kBold, t_("statement.truncated"));
    }

    void foot(Timestamp now) {
        sheet_.y -= 18;
        if (sheet_.y < kBottom) sheet_.next_page();
        pdf_.text(kLeft, sheet_.y, kSmall, Weight::kRegular, t_("statement.counts"));
        pdf_.text(kLeft, sheet_.y - 12, kSmall, Weight::kRegular,
                  t_("paper.made", {{"day", rules::local_day(now, statement_.time_zone).name}}));
    }

private:
    void total(const char* key, Cents amount, Weight weight = Weight::kRegular, double indent = 0) {
        pdf_.text(kLeft + indent, sheet_.y, kTotals, weight, t_(key));
        pdf_.text_right(kTotalsRight, sheet_.y, kTotals, weight, format_money(amount));
        sheet_.y -= kRow;
    }
    void columns() {
        pdf_.text(kLeft, sheet_.y, kText, Weight::kBold, t_("column.date"));
        pdf_.text(kWords, sheet_.y, kText, Weight::kBold, t_("column.what"));
        pdf_.text_right(kInColumn, sheet_.y, kText, Weight::kBold, t_("column.in"));
        pdf_.text_right(kOutColumn, sheet_.y, kText, Weight::kBold, t_("column.out"));
        pdf_.text_right(kRight, sheet_.y, kText, Weight::kBold, t_("column.balance"));
        pdf_.line(kLeft, sheet_.y - 4, kRight);
        sheet_.y -= kRow + 2;
    }
    void begin_row(bool shaded) {
        if (sheet_.y < kBottom + kRow) {
            sheet_.next_page();
            columns();
        }
        if (shaded) pdf_.band(kLeft - 4, sheet_.y - 4, kRight - kLeft + 8, kRow);
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
        pdf_.text(kWords + kIndent, sheet_.y, kSmall, Weight::kRegular, pdf_.fitted(words, kSmall, kStepWidth));
        pdf_.text_right(kStepRight, sheet_.y, kSmall, Weight::kRegular, format_money(amount));
        sheet_.y -= kRow;
    }
    void row(const MonthLine& line) {
        pdf_.text(kLeft, sheet_.y, kText, Weight::kRegular, rules::local_day(line.at, statement_.time_zone).name);
        pdf_.text(kWords, sheet_.y, kText, Weight::kRegular, pdf_.fitted(words_for(line, t_), kText, kWordsWidth));
        const bool out = line.change.is_negative();
        const Cents size = out ? Cents::of(-line.change.units()) : line.change;
        if (!size.is_zero())
            pdf_.text_right(out ? kOutColumn : kInColumn, sheet_.y, kText, Weight::kRegular, format_money(size));
        pdf_.text_right(kRight, sheet_.y, kText, Weight::kRegular, format_money(line.balance));
        sheet_.y -= kRow;
    }

    PdfWriter& pdf_;
    const MonthStatement& statement_;
    const PaperWords& t_;
    PaperSheet sheet_;
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
