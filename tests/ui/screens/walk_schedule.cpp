// The schedule, for walk().
#include "tests/ui/screens/walk.h"

namespace dayroom::test {

void walk_schedule(Stage& stage, const Visit& visit) {
    stage.agent().offer_schedule();
    stage.agent().push_moved();
    stage.open("home");
    stage.settle();
    visit("home-schedule");
    stage.click("home.next");
    stage.settle();
    visit("schedule");
    stage.agent().set_online(false);
    stage.settle();
    visit("schedule-offline");
    stage.agent().set_online(true);
    stage.settle();
    stage.reveal("own.1");
    visit("schedule-own");
    stage.click("day.1");
    visit("schedule-day-different");
    stage.click("header.back");
    stage.click("day.6");
    visit("schedule-day");
    stage.agent().withdraw_schedule();
    stage.agent().push_moved();
    stage.open("home");
    stage.settle();
}

}  // namespace dayroom::test
