// From the shelf to the bag: a cart that moves nothing and follows its owner, one hold, a shortage, a refused item, and
// exactly what was handed over is paid.
#include <catch2/catch.hpp>

#include "tests/journey/network.h"
#include "tests/journey/steps.h"

using namespace dayroom::journey;

namespace {

struct Item {
    std::string code;
    std::int64_t cents = 0;
};

/// Two things that anybody may have and of which there are enough.
std::vector<Item> two_items(Staff& office) {
    std::vector<Item> items;
    const auto catalog = office.get("/api/v1/commissary/catalog").body;
    for (const auto& item : catalog["items"]) {
        const bool enough = item["stock"] == -1 || item["stock"] > 20;
        if (item["category"] == "hygiene" && item["active"] == true && enough && item["price_cents"] < 300 &&
            items.size() < 2)
            items.push_back({item["code"], item["price_cents"]});
    }
    REQUIRE(items.size() == 2);
    return items;
}

/// From any signed-in screen: finds the item by its code and takes `units` more of it.
void take(Terminal& terminal, const Item& item, int units) {
    terminal.drive({"wait nav.home", "click nav.home", "wait home.commissary", "click home.commissary",
                    "wait shop.search", "click shop.search", "type " + item.code, "key escape",
                    "wait " + item.code + ".more"});
    for (int i = 0; i < units; ++i) terminal.drive({"click " + item.code + ".more"});
    terminal.wait_for(std::to_string(units) + " units in the cart", [&](const Node& node) {
        return node.id.ends_with(item.code + ".units") && node.label == std::to_string(units);
    });
}

void open_cart(Terminal& terminal) {
    terminal.drive({"wait nav.home", "click nav.home", "wait home.commissary", "click home.commissary",
                    "wait shop.cart", "click shop.cart", "wait cart.order"});
}

std::string order_cart(Terminal& terminal) {
    terminal.drive({"click cart.order", "wait dialog.confirm"});
    return confirm_and_read_receipt(terminal);
}

nlohmann::json order_with(Staff& office, const std::string& receipt, const std::string& state) {
    return until(
        "the order " + receipt + " " + state,
        [&] { return office.get("/api/v1/commissary/orders?receipt_code=" + receipt).body["orders"]; },
        [&](const nlohmann::json& orders) { return orders.size() == 1 && orders[0]["state"] == state; })[0];
}

std::string other_unit(Staff& staff, const std::string& name) {
    const auto list = staff.get("/api/v1/units").body;
    for (const auto& unit : list["units"]) {
        if (unit["name"] != name) return unit["name"];
    }
    throw std::runtime_error("the sample has one unit");
}

void open_orders(Terminal& terminal) {
    terminal.drive({"wait nav.home", "click nav.home", "wait home.commissary", "click home.commissary",
                    "wait shop.orders", "click shop.orders", "wait order.0"});
}

void press_pin(Terminal& terminal, const std::string& pin) {
    for (const char digit : pin) terminal.drive({"click bag.key." + std::string(1, digit)});
}

}  // namespace

TEST_CASE("an order: the cart follows its owner, one hold, a change, a shortage, a refused item, and the right money") {
    Facility facility;
    facility.serve();
    Cable cable(facility.terminal_address());
    const auto& person = facility.person(facility.first_unit());
    Staff office(facility, "trust_office");
    Terminal first(facility, "first", person.unit, cable.address());
    Terminal second(facility, "second", person.unit);
    const auto items = two_items(office);
    const auto spending = spendable(office, person.number);

    first.sign_in(person);
    take(first, items[0], 3);
    take(first, items[1], 2);
    first.sign_out();
    second.sign_in(person);
    open_cart(second);  // the cart is here too
    CHECK(spendable(office, person.number) == spending);
    second.sign_out();

    cable.cut();
    first.sign_in(person);
    open_cart(first);
    const std::int64_t total = 3 * items[0].cents + 2 * items[1].cents;
    const std::string receipt = order_cart(first);
    first.wait_for_text("not yet sent");
    CHECK(spendable(office, person.number) == spending);
    cable.connect();
    auto order = order_with(office, receipt, "submitted");
    CHECK(order["total_cents"] == total);
    CHECK(spendable(office, person.number) == spending - total);

    // Before the cut-off nobody packs.
    const std::string path = "/api/v1/commissary/orders/" + order["id"].get<std::string>();
    CHECK(office.post(path + "/shortage", {{"short", nlohmann::json::array()}}).status == 409);
    first.sign_out();

    // After it the bag is packed, with one thing short.
    facility.stop_hub();
    facility.put_clock_ahead(std::chrono::hours(24 * 8));
    facility.serve();
    const auto packed = until(
        "the bag",
        [&] {
            return office.post(path + "/shortage", {{"short", {{{"item", items[0].code}, {"units", 1}}}}}).body;
        },
        [](const nlohmann::json& answer) { return answer.value("state", "") == "picked"; });
    CHECK(packed["lines"][0]["short"].get<int>() + packed["lines"][1]["short"].get<int>() == 1);

    second.sign_in(person);
    open_orders(second);
    second.drive({"click order.0", "wait order.accept", "click order.accept", "wait bag.accept",
                  "click bag." + items[1].code + ".less"});
    press_pin(second, person.pin);
    second.drive({"click bag.accept"});
    order = order_with(office, receipt, "delivered");
    const std::int64_t paid = 2 * items[0].cents + items[1].cents;
    CHECK(order["charged_cents"] == paid);
    spendable_becomes(office, person.number, spending - paid);
    second.wait_for_text("Handed over");

    // One unit turns out to be missing: its price comes back, once.
    const nlohmann::json refund = {{"lines", {{{"item", items[0].code}, {"units", 1}}}},
                                   {"reason", "It was not in the bag."},
                                   {"idempotency_key", "missing"}};
    CHECK(office.post(path + "/refund", refund).status == 201);
    CHECK(office.post(path + "/refund", refund).status == 201);
    spendable_becomes(office, person.number, spending - paid + items[0].cents);
    must_tie_out(facility);
}

TEST_CASE("who moved changes their order at a terminal of the new unit, and signs for the bag there") {
    Facility facility;
    facility.serve();
    const auto& person = facility.person(facility.first_unit());
    Staff office(facility, "trust_office");
    Staff it(facility, "it");
    const auto items = two_items(office);
    const auto spending = spendable(office, person.number);
    const std::string unit = other_unit(office, person.unit);
    Terminal old_one(facility, "old", person.unit);
    Terminal new_one(facility, "new", unit);

    old_one.sign_in(person);
    take(old_one, items[0], 2);
    open_cart(old_one);
    const std::string receipt = order_cart(old_one);
    const auto ordered = order_with(office, receipt, "submitted");
    CHECK(spendable(office, person.number) == spending - 2 * items[0].cents);
    old_one.sign_out();

    const std::string id = resident(office, person.number)["id"];
    REQUIRE(it.post("/api/v1/residents/" + id + "/move", {{"unit_id", id_of_unit(office, unit)}}).status == 200);
    new_one.sign_in(person);
    open_orders(new_one);
    new_one.drive({"click order.0", "wait order.change", "click order.change", "wait cart.order"});
    take(new_one, items[1], 1);
    open_cart(new_one);
    CHECK(order_cart(new_one) == receipt);
    const std::int64_t total = 2 * items[0].cents + items[1].cents;
    const auto changed = until(
        "the changed order",
        [&] { return office.get("/api/v1/commissary/orders?receipt_code=" + receipt).body["orders"][0]; },
        [&](const nlohmann::json& order) { return order["total_cents"] == total; });
    CHECK(changed["window_id"] == ordered["window_id"]);
    CHECK(spendable(office, person.number) == spending - total);
    new_one.sign_out();

    facility.stop_hub();
    facility.put_clock_ahead(std::chrono::hours(24 * 8));
    facility.serve();
    const std::string path = "/api/v1/commissary/orders/" + changed["id"].get<std::string>();
    until(
        "the bag",
        [&] {
            return office.post(path + "/shortage", {{"short", nlohmann::json::array()}}).body;
        },
        [](const nlohmann::json& answer) { return answer.value("state", "") == "picked"; });
    new_one.sign_in(person);
    open_orders(new_one);
    new_one.drive({"click order.0", "wait order.accept", "click order.accept", "wait bag.accept"});
    press_pin(new_one, person.pin);
    new_one.drive({"click bag.accept"});
    CHECK(order_with(office, receipt, "delivered")["charged_cents"] == total);
    spendable_becomes(office, person.number, spending - total);
    must_tie_out(facility);
}
