// Whichever operation of the database fails, a step is done whole or not at all.
#pragma once

#include <functional>

#include "tests/unit/platform/facility/hub_fixture/hub_fixture.h"

namespace dayroom::test {

/// Does `act`, which asks the hub's writer for one thing, with its n-th operation failing, for every n from the first
/// on, until it is done: once with a disk that goes on afterwards, and once with one that stays broken, at a hub that
/// is killed there and opened anew from its files. What failed must leave every table as it was; what is done must
/// survive the kill, and the books tie. How often it failed: a caller checks that it is more than nothing.
int fail_at_every_operation(HubFixture& hub, const std::function<Status()>& act);

}  // namespace dayroom::test
