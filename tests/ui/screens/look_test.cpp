// How every screen looks, compared with tests/golden/looks (DAYROOM_REWRITE_GOLDEN=1 writes it anew; look at the tour's
// pictures first).
#include "tests/support/look.h"

#include <catch2/catch.hpp>

#include "tests/ui/screens/walk.h"

using namespace dayroom;
using namespace dayroom::test;

namespace {

std::map<std::string, ui::Look> looks_of(const StageOptions& options) {
    Stage stage(options);
    std::map<std::string, ui::Look> looks;
    walk(stage, options, [&](const std::string& name) { looks[name] = ui::look_of(stage.driver().window()); });
    return looks;
}

}  // namespace

TEST_CASE("all screens look as they did") {
    CHECK(ui::compare_looks("looks/light.txt", looks_of({.pictures = true})) == "");
    CHECK(ui::compare_looks("looks/contrast-200.txt",
                            looks_of({.text_scale_percent = 200, .theme = "contrast", .pictures = true})) == "");
}
