#include "platform/facility/statements/slip.h"

#include "platform/facility/feed/facility_record.h"
#include "platform/facility/feed/records.h"
#include "platform/facility/ledger/ledger.h"
#include "platform/facility/schema/read_transaction.h"
#include "platform/facility/statements/paper_sheet.h"
#include "platform/wire/names.h"

namespace dayroom::facility {
namespace {

constexpr double kSlipText = 11;
constexpr double kValues = PaperSheet::kLeft + 130;
constexpr double kValuesWidth = PaperSheet::kRight - kValues;
constexpr double kSteps = PaperSheet::kRight - 90;  // right end of the words before an amount
constexpr double kStepsWidth = kSteps - PaperSheet::kLeft;
constexpr double kFactRow = 18;

class Slip {
public:
    Slip(PdfWriter& pdf, const AccountSlip& slip, const PaperWords& words)
        : pdf_(pdf), slip_(slip), t_(words), sheet_{pdf, words, slip.resident.number} {}

    void draw(Timestamp now) {
        sheet_.head(t_("slip.title"), slip_.facility, slip_.resident, slip_.unit);
        fact("slip.when", rules::local_day(slip_.line.at, slip_.time_zone).name);
        fact("slip.what", words_for(slip_.line, t_));
        fact("slip.amount", format_money_change(slip_.line.change));
        fact("slip.state", t_("state." + std::string(wire::name_of(slip_.state))));
        fact("slip.id", slip_.line.id.to_string());
        sheet_.y -= kFactRow;
        if (slip_.line.split) split(*slip_.line.split);
        pdf_.text(PaperSheet::kLeft, sheet_.y, PaperSheet::kSmall, Weight::kRegular,
                  t_("paper.made", {{"day", rules::local_day(now, slip_.time_zone).name}}));
    }

private:
    void fact(const char* key, const std::string& value) {
        pdf_.text(PaperSheet::kLeft, sheet_.y, kSlipText, Weight::kRegular, t_(key));
        pdf_.text(kValues, sheet_.y, kSlipText, Weight::kBold, pdf_.fitted(value, kSlipText, 0.9 * kValuesWidth));
        sheet_.y -= kFactRow;
    }
    void split(const MonthSplit& split) {
        step(t_("step.gross"), split.gross);
        if (!split.fee.is_zero()) step(t_("step.fee"), Cents::of(-split.fee.units()));
        for (const MonthPart& part : split.parts) step(words_of(part), Cents::of(-part.amount.units()));
        pdf_.line(PaperSheet::kLeft, sheet_.y + PaperSheet::kRow - 4, PaperSheet::kRight);
        step(t_("step.left"), split.left, Weight::kBold);
        sheet_.y -= PaperSheet::kRow;
    }
    std::string words_of(const MonthPart& part) const {
        const std::string what = words_for(part, t_);
        if (part.still_owed.is_zero()) return what;
        return t_("slip.still_owed", {{"what", what}, {"amount", format_money(part.still_owed)}});
    }
    void step(const std::string& words, Cents amount, Weight weight = Weight::kRegular) {
        pdf_.text(PaperSheet::kLeft, sheet_.y, kSlipText, weight, pdf_.fitted(words, kSlipText, 0.9 * kStepsWidth));
        pdf_.text_right(PaperSheet::kRight, sheet_.y, kSlipText, weight, format_money(amount));
        sheet_.y -= PaperSheet::kRow;
        if (sheet_.y < PaperSheet::kBottom) sheet_.next_page();
    }

    PdfWriter& pdf_;
    const AccountSlip& slip_;
    const PaperWords& t_;
    PaperSheet sheet_;
};

}  // namespace

Result<AccountSlip> read_slip(database::Connection& connection, const ResidentId& resident, const TransferId& line) {
    const auto transaction = TRY(ReadTransaction::begin(connection));
    const wire::Facility facility = TRY(read_facility(connection));
    Ledger ledger;
    auto who = TRY(Residents(ledger).find(connection, resident));
    const auto theirs =
        TRY(connection.number("SELECT count(*) FROM transfer WHERE id = $1 AND resident = $2", line, resident));
    const auto shown = TRY(load_transaction(connection, line));
    if (!who || theirs == 0 || !shown) return Error(ErrorCode::kNotFound, "There is no such line of this resident.");
    AccountSlip slip;
    slip.facility = facility.name();
    slip.time_zone = facility.time_zone();
    slip.resident = std::move(*who);
    slip.state = shown->state();
    slip.unit = TRY(unit_name(connection, slip.resident.unit));
    slip.line.at = Timestamp::from_ms(shown->at_ms());
    slip.line.id = line;
    slip.line.kind = static_cast<TransferKind>(static_cast<int>(shown->kind()));
    slip.line.code = shown->reason_code();
    slip.line.detail = shown->reason_detail();
    slip.line.names = names_of(shown->reason_name());
    slip.line.change = Cents::of(shown->change_cents());
    slip.line.split = TRY(split_of(connection, line, *shown));
    return slip;
}

Result<std::string> slip_pdf(const AccountSlip& slip, const PaperWords& words, Timestamp now) {
    PdfWriter pdf = TRY(PdfWriter::create(words("slip.title")));
    Slip(pdf, slip, words).draw(now);
    return pdf.finish();
}

}  // namespace dayroom::facility
