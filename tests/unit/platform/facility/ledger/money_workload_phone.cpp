// Calls of the phone company, often for more than is on the phone account, and money that is given back for one.
#include <algorithm>

#include "tests/unit/platform/facility/ledger/money_workload.h"

namespace dayroom::test {

using namespace facility;

// A file of one or two calls. What the balance does not cover is charged to nobody; the same file again books nothing.
void MoneyWorkload::call() {
    CallFile file;
    file.name = "calls";
    std::vector<Called> made;
    std::int64_t left = paper_.phone;
    for (std::uint64_t calls = random_.below(2) + 1; calls > 0; --calls) {
        const std::int64_t minutes = static_cast<std::int64_t>(random_.below(8)) + 1;
        const std::int64_t cents = random_.below(4) == 0 ? left : minutes * kMinuteCents;
        const std::int64_t price = std::min(cents, minutes * kMinuteCents);
        const std::string record = make_id<Booking>().to_string();
        file.lines.push_back({static_cast<int>(file.lines.size()) + 1,
                              record,
                              person_.number,
                              "+12175550101",
                              hub_.clock.now().ms() - kHour,
                              minutes * 60,
                              price,
                              "caller_hung_up",
                              {}});
        made.push_back({record, std::min(price, left), false});
        left -= made.back().charged;
    }
    const Job job = [&](Work& work) -> Status {
        TRY(calls_.book(work, work.make_id<PhoneBatchId>(), file, false));
        return {};
    };
    if (!staff("a file of calls", true, job, true)) return;
    for (const Called& one : made) {
        PaperBooking booking;
        booking.phone = -one.charged;
        paper_.book(booking);
        called_.push_back(one);
    }
    if (random_.below(3) == 0) staff("the same file of calls", true, job, true);
}

void MoneyWorkload::give_call_back() {
    if (called_.empty()) return;
    Called& called = called_[random_.below(called_.size())];
    const std::int64_t part = static_cast<std::int64_t>(random_.below(400)) + 1;
    const bool should = !called.given_back && part <= called.charged;
    const Job job = [&](Work& work) -> Status {
        CallFilter filter;
        filter.record = called.record;
        const auto found = TRY(PhoneCalls::list(work.db(), filter));
        if (found.size() != 1) return Error(ErrorCode::kNotFound, "the call is not there");
        return calls_.give_back(work, found.front().id, TRY(PositiveCents::of(part)), "a bad line");
    };
    if (!staff("a call given back", should, job)) return;
    PaperBooking back;
    back.phone = part;
    paper_.book(back);
    called.given_back = true;
}

}  // namespace dayroom::test
