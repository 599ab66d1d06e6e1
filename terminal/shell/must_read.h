// What stays closed while notices must be read first. Pure.
#pragma once

#include "terminal/features/base/place.h"

namespace dayroom::shell {

/// The doors to everything else. What stands outside of them stays open: other notices (an emergency is read there),
/// help, settings, sick call, reports of abuse, and the way out.
bool waits_for_reading(const features::Place& place);

}  // namespace dayroom::shell
