// The video visits of the sample: how they are offered, who may come, and those that are booked for the days ahead.
#pragma once

#include "platform/facility/sample/load/loader.h"
#include "platform/facility/visits/visits.h"

namespace dayroom::facility::sample {

class SampleVisits {
public:
    /// All outlive it.
    SampleVisits(const SampleFacility& sample, LoadReport& report, Ledger& ledger)
        : sample_(sample), report_(report), ledger_(ledger), visits_(ledger) {}

    Status set_plan(Work& work);
    /// Two approved contacts of three may visit. `index`: into the sample's contacts; it is stored already.
    Status approve(Work& work, std::size_t index);
    /// One a resident, booked now from the first day that can be, at one place after the other, by those who have the
    /// money.
    Status book(Work& work);

private:
    Status book_one(Work& work, const SampleContact& contact, const VisitResourceId& place,
                    const rules::VisitSpan& slot, Cents price);
    const ResidentId& resident(std::size_t index) const { return sample_.residents[index].id; }

    const SampleFacility& sample_;
    LoadReport& report_;
    Ledger& ledger_;
    Visits visits_;
};

}  // namespace dayroom::facility::sample
