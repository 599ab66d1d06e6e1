// What is read: notices that must be, and the handbook, signed in and out.
#include "tests/ui/screens/walk.h"

namespace dayroom::test {

void walk_reading(Stage& stage, const StageOptions& options, const Visit& visit) {
    stage.agent().add_handbook(true);
    stage.prefer(options);
    stage.settle();
    visit("signed-out-handbook");
    stage.click("header.handbook");
    visit("handbook");
    stage.click("chapter.1");
    visit("chapter");
    stage.click("header.back");
    stage.click("header.back");
    stage.agent().ask_to_read(1);
    stage.sign_in();
    stage.prefer(options);
    visit("must-read");
    stage.click("must_read.done");
    visit("home-handbook");
    stage.click("home.documents");
    stage.click("documents.search");
    stage.driver().type(options.language == "es" ? "visita" : "visit");
    stage.advance(Milliseconds(400));
    stage.close_keyboard();
    visit("handbook-search");
    stage.click("nav.sign_out");
    stage.click("dialog.confirm");
    stage.settle();
}

}  // namespace dayroom::test
