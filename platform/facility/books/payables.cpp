#include "platform/facility/books/payables.h"

#include <algorithm>

namespace dayroom::facility {
namespace {

/// The other side pays for the oldest months first; what it cannot pay for is open.
void find_open(Payable& payable) {
    std::int64_t credited = 0;
    std::int64_t debited = 0;
    for (const PayableMonth& month : payable.months) {
        credited += month.credited.units();
        debited += month.debited.units();
    }
    const bool owes = credited >= debited;
    std::int64_t paid = std::min(credited, debited);
    for (PayableMonth& month : payable.months) {
        const std::int64_t put = owes ? month.credited.units() : month.debited.units();
        const std::int64_t off = std::min(put, paid);
        paid -= off;
        month.open = Cents::of(owes ? put - off : off - put);
    }
    payable.balance = Cents::of(credited - debited);
    std::erase_if(payable.months, [](const PayableMonth& month) { return month.open.is_zero(); });
}

}  // namespace

Result<std::vector<Payable>> read_payables(database::Connection& connection) {
    std::vector<Payable> all;
    TRY(connection.each(
        "SELECT a.code, p.month, p.credited, p.debited, coalesce((SELECT sum(CASE m.direction WHEN 1 THEN m.cents ELSE "
        "-m.cents END) FROM remittance m WHERE m.account = a.code AND m.state = 1), 0) FROM payable_month p "
        "JOIN account a ON a.no = p.account WHERE a.code <> 'payable/cheques' ORDER BY a.code, p.month",
        [&](const database::Row& row) {
            if (all.empty() || all.back().account != row.text(0))
                all.push_back({row.string(0), Cents(), row.cents(4), {}});
            all.back().months.push_back({row.string(1), row.cents(2), row.cents(3), Cents()});
        }));
    for (Payable& payable : all) find_open(payable);
    std::erase_if(all, [](const Payable& one) { return one.balance.is_zero() && one.waiting.is_zero(); });
    return all;
}

}  // namespace dayroom::facility
