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
    CHECK(shown.as_of.empty());
    auto dated = sample();
    dated.set_as_of_ms(kTestNow.ms());
    CHECK(make_home(dated, {}, true, t, kTestNow).as_of.find("As of Today") == 0);
    CHECK(make_home(dated, {}, false, t, kTestNow).as_of.empty());
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

TEST_CASE("invitations are counted on the tile of contacts, credits are an amount and hidden like money") {
    const auto t = shipped_texts();
    auto home = sample();
    home.set_approved_contacts(5);
    home.set_credits(6);
    CHECK(tile(make_home(home, {}, false, t, kTestNow), "home.contacts").detail == "5 approved people");
    CHECK(tile(make_home(home, {}, false, t, kTestNow), "home.contacts").badge == 0);
    home.set_invitations(2);
    const auto hidden = make_home(home, {}, false, t, kTestNow);
    CHECK(tile(hidden, "home.contacts").detail == "2 people ask to write");
    CHECK(tile(hidden, "home.contacts").badge == 2);
    CHECK(tile(hidden, "home.credits").detail == "Amount hidden");
    CHECK(tile(hidden, "home.credits").detail_hidden);
    CHECK(tile(make_home(home, {}, true, t, kTestNow), "home.credits").detail == "6 credits");
}

TEST_CASE("what comes next is one line, and of one's own appointment not what it is until amounts are shown") {
    const auto t = shipped_texts();
    local::Home home = sample();
    CHECK_FALSE(make_home(home, {}, false, t, kTestNow).next.shown);
    home.set_schedule(true);
    CHECK(make_home(home, {}, false, t, kTestNow).next.title == "Schedule");
    CHECK(make_home(home, {}, false, t, kTestNow).next.when == "Nothing more today or tomorrow");
    auto& next = *home.mutable_next();
    next.set_kind("court");
    next.set_from_ms(kTestNow.ms() + 60'000);
    CHECK(make_home(home, {}, false, t, kTestNow).next.title == "Next: Court");
    CHECK(make_home(home, {}, false, t, kTestNow).next.when == "3:27\u00a0PM");
    next.set_own(true);
    next.set_from_ms(kTestNow.ms() + 12 * 3'600'000);
    CHECK(make_home(home, {}, false, t, kTestNow).next.title == "Next: your appointment");
    CHECK(make_home(home, {}, true, t, kTestNow).next.title == "Next: Court");
    CHECK(make_home(home, {}, true, t, kTestNow).next.when == "Tomorrow · 3:26\u00a0AM");
}
