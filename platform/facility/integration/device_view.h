// Terminals as staff and scripts see them: the API, the hub's own command line, and the list that IT takes along.
#pragma once

#include <string>
#include <vector>

#include <nlohmann/json.hpp>

#include "platform/facility/devices/fleet.h"
#include "platform/facility/devices/registry.h"

namespace dayroom::facility {

/// {"devices": [each with what about it needs somebody], "fleet": all together}. `fleet` is of these devices.
nlohmann::json fleet_view(const std::vector<ListedDevice>& devices, const Fleet& fleet);

/// What the hub signs for facility IT (docs/formats/dayroom-terminals-1.md): who each terminal is, and by which key it
/// signs. Those that `registry` does not know are left out.
std::string terminal_list(const std::vector<ListedDevice>& devices, const DeviceRegistry& registry,
                          const FacilityId& facility, Timestamp now);

}  // namespace dayroom::facility
