// The phone account of the sample: numbers of those whom a resident writes with, money moved there when a call needs
// it, and calls as the phone company would tell them, one file each.
#pragma once

#include "platform/facility/phone/phone_calls.h"
#include "platform/facility/sample/load/loader.h"

namespace dayroom::facility::sample {

class SamplePhone {
public:
    /// All outlive it.
    SamplePhone(const SampleFacility& sample, LoadReport& report, Ledger& ledger)
        : sample_(sample), report_(report), ledger_(ledger), calls_(ledger) {}

    /// An approved contact is on the list, one who waits for staff is asked for there too.
    Status add_number(Work& work, const SampleContact& contact);
    /// Skipped without a number, or without the money for it.
    Status call(Work& work, const SampleMoney& wish);
    Status top_up(Work& work, std::size_t index, std::int64_t cents);

private:
    const ResidentId& resident(std::size_t index) const { return sample_.residents[index].id; }

    const SampleFacility& sample_;
    LoadReport& report_;
    Ledger& ledger_;
    PhoneCalls calls_;
};

}  // namespace dayroom::facility::sample
