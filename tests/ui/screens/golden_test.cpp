// What the screens say about themselves, compared with tests/golden (DAYROOM_REWRITE_GOLDEN=1 writes it anew).
#include <catch2/catch.hpp>

#include "tests/ui/screens/walk.h"

using namespace dayroom;
using namespace dayroom::test;

TEST_CASE("semantic dumps of all screens are as they were") {
    const StageOptions options;
    Stage stage(options);
    walk(stage, options, [&](const std::string& name) {
        CAPTURE(name);
        CHECK(ui::compare_golden("screens/" + name + ".jsonl", stage.driver().dump()) == "");
    });
    last_resort(options, [](ui::UiDriver& driver) {
        CHECK(ui::compare_golden("screens/last-resort.jsonl", driver.dump()) == "");
    });
}
