// What a policy sets at the hub: the facility's record, what units do without, prices, forms, the weeks of units.
#pragma once

#include "platform/facility/feed/work.h"
#include "platform/facility/ledger/prices.h"
#include "platform/facility/requests/forms.h"
#include "platform/facility/schedule/schedules.h"

namespace dayroom::facility {

class PolicyApplication {
public:
    PolicyApplication(Prices& prices, Forms& forms, Schedules& schedules)
        : prices_(prices), forms_(forms), schedules_(schedules) {}

    /// All of it, or an error that names what cannot be.
    Status apply(Work& work, const wire::PolicyBundle& bundle);
    /// Whether apply() would do: nothing stays.
    Status rehearse(Work& work, const wire::PolicyBundle& bundle);

private:
    Status set_facility_part(Work& work, const wire::PolicyBundle& bundle);
    Status set_units(Work& work, const wire::PolicyBundle& bundle);
    Status set_prices(Work& work, const wire::PolicyBundle& bundle);
    Status set_forms(Work& work, const wire::PolicyBundle& bundle);
    Prices& prices_;
    Forms& forms_;
    Schedules& schedules_;
};

}  // namespace dayroom::facility
