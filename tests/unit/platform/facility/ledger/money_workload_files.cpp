// What the office does with many at once: files of deposits, some of which were booked before or are wrong, and what is
// remitted of the fines that were paid.
#include "tests/unit/platform/facility/ledger/money_workload.h"

namespace dayroom::test {

using namespace facility;
using Direction = Remittance::Direction;

DepositLine MoneyWorkload::deposit_line(int number) {
    const std::int64_t fee = random_.below(2) == 0 ? 295 : 0;
    const std::int64_t gross = (static_cast<std::int64_t>(random_.below(60)) + 1) * 20 + fee;
    return {number, make_id<Booking>().to_string(), "lockbox", person_.number, gross, fee, "family", {}};
}

void MoneyWorkload::deposit_file() {
    DepositFile file;
    file.name = "lockbox";
    for (int number = 1; number <= 1 + static_cast<int>(random_.below(3)); ++number)
        file.lines.push_back(deposit_line(number));
    if (!booked_lines_.empty() && random_.below(3) == 0) {
        file.lines.push_back(booked_lines_[random_.below(booked_lines_.size())]);
        file.lines.back().line = static_cast<int>(file.lines.size());
    }
    const bool has_wrong = random_.below(4) == 0;
    if (has_wrong) {
        file.lines.push_back(deposit_line(static_cast<int>(file.lines.size()) + 1));
        file.lines.back().resident_number = "nobody";
    }
    const bool valid_lines = random_.below(2) == 0;
    DepositReport report;
    const auto book_as = [&](const DepositBatchId& id) {
        return [this, &report, &file, id, valid_lines](Work& work) -> Status {
            report = TRY(batches_.book(work, id, file, valid_lines));
            return {};
        };
    };
    const bool should = !has_wrong || valid_lines;
    if (!staff("a file of deposits", should, book_as(make_id<DepositBatchId>()))) return;
    for (const DepositReportLine& entry : report.lines) {
        if (entry.state != DepositReportLine::State::kBooks) continue;
        const PaperBooking booking = paper_.deposit(entry.line.cents, entry.line.fee);
        paper_.book(booking);
        paper_.paid(booking);
        paper_.bookings[entry.transfer.value_or(Booking())] = booking;
        booked_lines_.push_back(entry.line);
    }
    // Sent again as another file, it books nothing.
    if (random_.below(3) == 0) staff("the same deposits", true, book_as(make_id<DepositBatchId>()), true);
}

void MoneyWorkload::remit() {
    const bool pays = random_.below(4) != 0;
    const std::int64_t there = pays ? paper_.fines : -paper_.fines;
    const std::int64_t cents = random_.below(2) == 0 && there > 0 ? there : amount();
    const Remitted* before = remitted_.empty() || random_.below(5) != 0 ? nullptr : &remitted_.back();
    const NewRemittance made{make_id<Booking>(),
                             "payable/" + fine_,
                             pays ? Direction::kPay : Direction::kTakeIn,
                             must(PositiveCents::of(cents)),
                             "Clerk of the Court",
                             before != nullptr ? before->reference : "CHK " + std::to_string(remitted_.size())};
    const bool should = cents <= there && (before == nullptr || !before->stands);
    if (!staff("a remittance", should, [&](Work& work) { return remittances_.make(work, made); })) return;
    const std::int64_t paid = pays ? cents : -cents;
    paper_.fines -= paid;
    remitted_.push_back({made.id, paid, made.reference});
}

void MoneyWorkload::take_back_remittance() {
    if (remitted_.empty()) return;
    Remitted& one = remitted_[random_.below(remitted_.size())];
    const auto job = [&](Work& work) { return remittances_.take_back(work, one.id, "wrong payee"); };
    if (!staff("a remittance's void", one.stands, job)) return;
    one.stands = false;
    paper_.fines += one.cents;
}

}  // namespace dayroom::test
