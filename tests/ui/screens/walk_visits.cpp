// Video visits, for walk().
#include "tests/ui/screens/walk.h"

namespace dayroom::test {

void walk_visits(Stage& stage, const Visit& visit) {
    stage.agent().offer_visits();
    stage.open("home");
    stage.agent().push_moved();
    stage.settle();
    stage.click("home.visits");
    stage.settle();
    visit("visits");
    stage.reveal("visit.3");
    visit("visits-over");
    stage.click("visits.book");
    stage.settle();
    visit("visit-book");
    stage.click("booking.day.0");
    visit("visit-book-nobody");
    stage.click("booking.visitor.0");
    stage.click("booking.day.0");
    stage.settle();
    visit("visit-times");
    stage.click("time.1");
    visit("visit-book-confirm");
    stage.click("dialog.confirm");
    stage.settle();
    visit("visit-receipt");
    stage.click("receipt.follow");
    stage.settle();
    visit("visit");
    stage.click("visit.change");
    stage.settle();
    visit("visit-change");
    stage.click("booking.day.3");
    stage.settle();
    stage.click("time.0");
    visit("visit-change-confirm");
    stage.click("dialog.cancel");
    stage.open("home");
    stage.click("home.visits");
    stage.settle();
    stage.click("visit.0");
    stage.settle();
    stage.click("visit.cancel");
    visit("visit-cancel");
    stage.click("dialog.cancel");
    stage.agent().begin_visit_soon(5, true);
    stage.open("home");
    stage.agent().push_moved();
    stage.settle();
    visit("home-visit-soon");
    stage.click("home.visits");
    stage.settle();
    visit("visits-check-in");
    stage.click("visits.check_in");
    stage.settle();
    stage.click("visit.0");
    stage.settle();
    visit("visit-checked-in");
    stage.open("home");
}

}  // namespace dayroom::test
