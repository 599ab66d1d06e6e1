#include "terminal/features/home/home_model.h"

#include "tests/support/terminal/test_texts.h"

using namespace dayroom;
using namespace dayroom::features;
using namespace dayroom::test;

namespace {

local::Home sample() {
    local::Home home;
    home.set_unread_messages(3);
    home.set_spendable_cents(4815);
    home.set_not_sent(2);
    home.set_photos(12);
    return home;
}

const HomeTile& tile(const HomeModel& model, const std::string& id) {
    for (const auto& one : model.tiles) {
        if (one.id == id) return one;
    }
    FAIL("no tile " + id);
    return model.tiles.front();
}

}  // namespace

TEST_CASE("amounts are hidden until touched") {
    const auto t = shipped_texts();
    const auto hidden = make_home(sample(), {}, false, t, kTestNow);
    CHECK(tile(hidden, "home.money").detail == "Amount hidden");
    for (const auto& one : hidden.tiles) CHECK(one.detail.find("48.15") == std::string::npos);
    const auto shown = make_home(sample(), {}, true, t, kTestNow);
    CHECK(tile(shown, "home.money").detail == "$48.15 to spend");
}

TEST_CASE("the last sign-in is shown, but not the first time") {
    const auto t = shipped_texts();
    CHECK(make_home(sample(), {}, false, t, kTestNow).last_sign_in.empty());
    const Person person{"Marcus", "Delgado", kTestNow - Milliseconds(86'400'000), "B-East kiosk 2"};
    CHECK(make_home(sample(), person, false, t, kTestNow).last_sign_in ==
          "Last sign-in: Yesterday · 3:26\u00a0PM, B-East kiosk 2");
    CHECK(make_home(sample(), person, false, t, kTestNow).greeting == "Good afternoon, Marcus");
}

TEST_CASE("what is not yet sent is counted") {
    const auto t = shipped_texts();
    CHECK(make_home(sample(), {}, false, t, kTestNow).not_sent.find("2 things are saved here, not yet sent") == 0);
    local::Home none;
    const auto model = make_home(none, {}, false, t, kTestNow);
    CHECK(model.not_sent.empty());
    CHECK(model.banner.empty());
    CHECK(tile(model, "home.messages").detail == "No new messages");
}
