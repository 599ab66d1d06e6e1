// The facility's own record and its housing units: made by `init`, changed by staff.
#pragma once

#include <string_view>
#include <vector>

#include "platform/facility/feed/facility_record.h"
#include "platform/facility/feed/work.h"

namespace dayroom::facility {

/// The first row of a new hub.db: facility and epoch. kConflict when there is one. Outside the Writer.
Status create_facility(database::Connection& connection, const FacilityId& id, const wire::Facility& body,
                       const Clock& clock, Random& random);
/// Seals and feeds the facility's record. kConflict "policy_signed": it would change what the signed policy in force
/// says.
Status set_facility(Work& work, const wire::Facility& body);
/// As the signed policy says, which is put into force.
Status set_facility_as_signed(Work& work, const wire::Facility& body);

struct HousingUnit {
    UnitId id;
    std::string name;
    std::string nearest_working;  // terminal to go to when this unit's are down
};
Status put_unit(Work& work, const HousingUnit& unit);
Result<std::vector<HousingUnit>> read_units(database::Connection& connection);

}  // namespace dayroom::facility
