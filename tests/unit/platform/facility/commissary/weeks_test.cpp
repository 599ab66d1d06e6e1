// Limits are those of a week on the facility's clocks, over all windows and units.
#include "platform/facility/residents/residents.h"
#include "tests/unit/platform/facility/commissary/shop.h"
#include "tests/unit/platform/facility/hub_fixture/feed_client.h"

using namespace dayroom;
using namespace dayroom::facility;
using dayroom::test::must;
using dayroom::test::Person;
using dayroom::test::Shop;
using dayroom::test::Wants;

namespace {

constexpr rules::WeeklyWindow kMonday{1, 8 * 60, 3, 12 * 60, 4};        // Monday 8:00 to Wednesday 12:00
constexpr rules::WeeklyWindow kWeekend{5, 8 * 60, 7, 23 * 60 + 30, 2};  // Friday 8:00 to Sunday 23:30
constexpr rules::WeeklyWindow kPastMidnight{6, 8 * 60, 1, 30, 2};       // Saturday 8:00 to Monday 0:30

struct WeekShop {
    Shop shop;
    OrderId last;

    WeekShop() {
        shop.hub.give(shop.person, 100'000);
        must(shop.hub.run([](Work& work) {
            return Standings::set_classes(work, {{"standard", Cents::of(1'000), true}});
        }));
    }
    /// These rules are in force, and it is that moment: later than the window that the shop was made with.
    void begin(std::int64_t utc_ms, const std::vector<StoredWindowRule>& rules) {
        must(shop.hub.run([&](Work& work) { return OrderWindows::set_rules(work, rules); }));
        shop.hub.clock.set_now(Timestamp::from_ms(utc_ms));
        shop.tick();
        next();
    }
    /// The window that this person has now, open.
    void next() {
        shop.window = shop.open_window();
        shop.hub.clock.set_now(std::max(shop.hub.clock.now(), shop.window_now().times.opens));
        shop.tick();
    }
    void cut_off() {
        shop.cut_off();
        next();
    }
    std::string order(const Wants& wants) {
        last = shop.hub.id<OrderId>();
        return shop.submit(shop.person, shop.body(last, wants));
    }
    std::int64_t used() { return shop.standing().used_cents(); }
};

}  // namespace

TEST_CASE("two windows in one week share its limits, and the next week begins anew") {
    WeekShop week;
    week.begin(1'780'920'000'000, {{{}, kMonday}, {{}, kWeekend}});  // Monday 2026-06-08 7:00 in Chicago
    CHECK(week.used() == 0);
    CHECK(week.order({{"soup", 5}}) == "");
    CHECK(week.order({{"soup", 5}}) == decline::kOverLimit);
    CHECK(week.used() == 550);
    week.cut_off();
    CHECK(week.used() == 550);
    CHECK(week.shop.standing().window_id() == week.shop.window.raw());
    CHECK(week.order({{"tea", 5}}) == decline::kOverLimit);
    CHECK(week.order({{"soap", 3}}) == "");  // exempt
    CHECK(week.order({{"tea", 4}}) == "");
    CHECK(week.used() == 930);
    CHECK(week.shop.cancel(week.shop.person, week.last) == "");
    CHECK(week.used() == 550);
    week.cut_off();
    CHECK(week.used() == 0);
    CHECK(week.order({{"soup", 9}}) == "");
    CHECK(week.used() == 990);
    week.shop.check_books();
}

TEST_CASE("limits of items and categories hold for the week, too") {
    WeekShop week;
    must(week.shop.hub.run([](Work& work) {
        return Standings::set_classes(work, {{"standard", Cents::of(90'000), true}});
    }));
    week.begin(1'780'920'000'000, {{{}, kMonday}, {{}, kWeekend}});
    CHECK(week.order({{"soup", 10}}) == "");
    week.cut_off();
    CHECK(week.order({{"soup", 3}}) == decline::kOverItem);
    CHECK(week.order({{"tea", 31}}) == decline::kOverCategory);
    CHECK(week.order({{"soup", 2}, {"tea", 28}}) == "");
    week.cut_off();
    CHECK(week.order({{"soup", 12}}) == "");
}

TEST_CASE("a week in which the clocks change has all of its days and none of the next week's") {
    WeekShop week;
    SECTION("back: its Sunday night is later than 168 hours after its Monday") {
        week.begin(1'793'016'000'000, {{{}, kMonday}, {{}, kWeekend}});  // Monday 2026-10-26 7:00 in Chicago
        CHECK(week.order({{"soup", 5}}) == "");
        week.cut_off();
        CHECK(week.shop.window_now().times.cut_off.ms() == 1'793'597'400'000);  // Sunday 23:30 in Chicago, UTC−6
        CHECK(week.used() == 550);
        CHECK(week.order({{"soup", 5}}) == decline::kOverLimit);
        week.cut_off();
        CHECK(week.used() == 0);
    }
    SECTION("forward: its next Monday begins sooner than 168 hours after its Monday") {
        week.begin(1'804'510'800'000, {{{}, kMonday}, {{}, kPastMidnight}});  // Monday 2027-03-08 7:00 in Chicago
        CHECK(week.order({{"soup", 5}}) == "");
        week.cut_off();
        CHECK(week.shop.window_now().times.cut_off.ms() == 1'805'088'600'000);  // Monday 0:30 in Chicago, UTC−5
        CHECK(week.used() == 0);
        CHECK(week.order({{"soup", 9}}) == "");
        week.cut_off();
        CHECK(week.used() == 990);
        CHECK(week.order({{"soup", 1}}) == decline::kOverLimit);
    }
    week.shop.check_books();
}

TEST_CASE("who moves to a unit with another window has one limit, and may change the old order until its cut-off") {
    WeekShop week;
    Shop& shop = week.shop;
    week.begin(1'780'920'000'000, {{shop.hub.unit, kMonday}, {shop.hub.other_unit, {2, 8 * 60, 5, 12 * 60, 6}}});
    const OrderWindowId before = shop.window;
    CHECK(week.order({{"soup", 5}}) == "");
    const OrderId old = week.last;
    shop.hub.clock.advance(std::chrono::hours(25));  // Tuesday, both are open
    shop.tick();
    const auto last_said = [&] {
        return shop.hub.count("SELECT max(no) FROM feed_change WHERE kind = " +
                              std::to_string(static_cast<int>(RecordKind::kCommissaryStanding)));
    };
    const std::int64_t said = last_said();
    Residents residents(shop.hub.ledger);
    must(shop.hub.run([&](Work& work) { return residents.move(work, shop.person.id, shop.hub.other_unit); }));
    shop.hub.unit = shop.hub.other_unit;  // they order at a terminal there now
    shop.window = shop.open_window();
    CHECK(shop.window != before);
    CHECK(week.used() == 550);
    CHECK(last_said() > said);
    test::FeedClient client(shop.hub, {shop.hub.device, shop.hub.other_unit});
    client.sign_in(shop.person);
    client.sync();
    const auto told = client.held(Scope::resident(shop.person.id)).at(second_companion_of(shop.person.id).raw());
    CHECK(told.commissary_standing().used_cents() == 550);
    CHECK(told.commissary_standing().window_id() == shop.window.raw());
    CHECK(week.order({{"soup", 5}}) == decline::kOverLimit);
    CHECK(week.order({{"soup", 4}}) == "");
    CHECK(week.used() == 990);

    const OrderWindowId now = shop.window;
    shop.window = before;
    CHECK(week.order({{"tea", 1}}) == decline::kWindowClosed);  // nothing new there
    CHECK(shop.submit(shop.person, shop.body(old, {{"soup", 6}}, 1)) == decline::kOverLimit);
    CHECK(shop.submit(shop.person, shop.body(old, {{"soup", 2}}, 1)) == "");
    CHECK(week.used() == 660);
    wire::SubmitOrder elsewhere = shop.body(old, {{"soup", 1}}, 2);
    elsewhere.set_window_id(now.raw());
    CHECK(shop.submit(shop.person, elsewhere) == decline::kOrderChanged);
    shop.cut_off();
    CHECK(shop.submit(shop.person, shop.body(old, {{"soup", 1}}, 2)) == decline::kWindowClosed);
    CHECK(week.used() == 660);
    shop.check_books();
}

TEST_CASE("who ordered earlier in the week hears of the new one when its last window is cut off") {
    WeekShop week;
    week.begin(1'780'920'000'000, {{{}, kMonday}, {{}, kWeekend}});
    CHECK(week.order({{"soup", 5}}) == "");
    week.cut_off();
    test::FeedClient client(week.shop.hub);
    client.sign_in(week.shop.person);
    const auto told = [&] {
        client.sync();
        return client.held(Scope::resident(week.shop.person.id))
            .at(second_companion_of(week.shop.person.id).raw())
            .commissary_standing()
            .used_cents();
    };
    CHECK(told() == 550);
    week.cut_off();
    CHECK(told() == 0);
}
