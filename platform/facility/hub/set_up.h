// Making a new facility: directory, keys, database, housing units and the request to be certified.
#pragma once

#include <string>
#include <vector>

#include "platform/facility/services/services.h"

namespace dayroom::facility {

struct SetUp {
    std::string name;
    std::string time_zone = "America/Chicago";  // IANA
    std::vector<std::string> units;             // names; a sample brings its own
    std::vector<std::string> server_names;      // more DNS names and addresses for the hub's certificate
    std::string staff_phone;
    Actor by = Actor::system();  // who does it, on record
};

/// kInvalid for an unknown time zone or a bad name; kConflict when there is a hub in the directory. Leaves
/// services open so that a sample can be loaded; the caller writes hub-key.request afterwards with write_key_request().
Result<std::unique_ptr<Services>> set_up_hub(const HubFiles& files, const SetUp& wish, const Clock& clock,
                                             Random& random);

/// hub-key.request with the facility's name and units as they are now.
Status write_key_request(Services& services);

}  // namespace dayroom::facility
