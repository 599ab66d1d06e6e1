// The commissary through the staff API: catalogue, windows, limits, orders from the pick list to the refund, export.
#include "platform/facility/commissary/commissary.h"
#include "platform/rules/receipt_code.h"
#include "tests/unit/platform/facility/integration/api_calls.h"
#include "tests/unit/platform/facility/integration/published_format.h"

using namespace dayroom;
using namespace dayroom::test;
using nlohmann::json;

namespace {

json vendor_item(const std::string& code, std::int64_t cents) {
    return {{"code", code}, {"category", "food"}, {"name", {{"en", "Item " + code}}}, {"price_cents", cents}};
}
json food_only() { return json::array({{{"code", "food"}, {"name", {{"en", "Food"}, {"es", "Comida"}}}}}); }

struct Counter {
    TestHub hub;
    TestResident resident = hub.add_resident("C100", 0, "2468");
    std::string window;

    explicit Counter(facility::HubOptions options = {}) : hub(std::move(options)) {
        REQUIRE(post("catalog", {{"categories", food_only()},
                                 {"items", json::array({vendor_item("soup", 110), vendor_item("tea", 95)})},
                                 {"idempotency_key", "first"}})
                    .status == 201);
        REQUIRE(put("classes",
                    {{"classes", json::array({{{"code", "standard"}, {"limit_cents", 7'500}, {"is_default", true}}})}})
                    .status == 200);
        // One is always open.
        REQUIRE(put("window-rules", {{"rules", json::array({{{"opens_weekday", 1},
                                                             {"opens_minute", 0},
                                                             {"cut_off_weekday", 1},
                                                             {"cut_off_minute", 0},
                                                             {"delivery_weekday", 3}}})}})
                    .status == 200);
        const json windows = body_of(get("windows"))["windows"];
        REQUIRE(windows.size() == facility::kWindowsAhead);
        window = windows.back()["id"];
    }
    ClientAnswer get(const std::string& path, const std::string& role = "auditor") {
        return hub.api(role, "GET", "/api/v1/commissary/" + path);
    }
    ClientAnswer post(const std::string& path, const json& body, const std::string& role = "trust_office") {
        return hub.api(role, "POST", "/api/v1/commissary/" + path, body);
    }
    ClientAnswer put(const std::string& path, const json& body, const std::string& role = "trust_office") {
        return hub.api(role, "PUT", "/api/v1/commissary/" + path, body);
    }
    std::string submit(const std::vector<std::pair<std::string, int>>& wants) {
        const auto id = facility::OrderId::make(hub.clock, hub.random);
        wire::SubmitOrder order;
        order.set_order_id(id.raw());
        order.set_window_id(facility::OrderWindowId::parse(window).take().raw());
        std::int64_t total = 0;
        for (const auto& [item, units] : wants) {
            wire::SubmitOrder::Line& line = *order.add_lines();
            line.set_item(item);
            line.set_units(units);
            line.set_price_seen_cents(item == "soup" ? 110 : 95);
            total += line.price_seen_cents() * units;
        }
        order.set_total_seen_cents(total);
        order.set_receipt_code(rules::make_receipt_code(hub.random));
        const Status done = as_resident(hub, resident, [&](facility::Work& work) {
            return hub.services().commissary.orders.submit(work, resident.id, work.make_id<CommandId>(), order,
                                                           work.now());
        });
        if (!done.ok()) FAIL(done.error().detail);
        return id.to_string();
    }
    void cut_off() {
        const auto id = facility::OrderWindowId::parse(window).take();
        REQUIRE(
            hub.services()
                .writer
                ->run(facility::Actor::system(),
                      [&](facility::Work& work) -> Status {
                          TRY(work.db().run("UPDATE order_window SET opens_ms = 1, cut_off_ms = 2 WHERE id = $1", id));
                          return hub.services().commissary.tick(work, 100);
                      })
                .ok());
    }
    ClientAnswer as_if_they_spoke(const std::string& language, const std::string& what) {
        const Status set = hub.services().writer->run(facility::Actor::system(), [&](facility::Work& work) {
            return work.db().run("UPDATE resident SET language = $1", language);
        });
        REQUIRE(set.ok());
        return get("windows/" + window + "/" + what);
    }
    std::int64_t spendable() {
        return body_of(
            hub.api("trust_office", "GET", "/api/v1/residents?number=C100"))["residents"][0]["spendable_cents"];
    }
};

}  // namespace

TEST_CASE("a catalogue is replaced as a whole, or each wrong line is named and nothing happens") {
    Counter counter;
    CHECK(body_of(counter.get("catalog"))["items"].size() == 2);
    json dear = vendor_item("tea", 99);
    const json good = {{"items", json::array({dear, vendor_item("rice", 185)})}, {"dry_run", true}};
    const json trial = body_of(counter.post("catalog", good));
    CHECK(trial["applied"] == false);
    CHECK(trial["added"] == 1);
    CHECK(trial["changed"] == 1);
    CHECK(trial["withdrawn"] == 1);
    CHECK(body_of(counter.get("catalog"))["items"].size() == 2);

    json wrong = json::array({vendor_item("a", 10), vendor_item("b", -5), vendor_item("a", 20),
                              vendor_item("UPPER", 20), vendor_item("c", 30)});
    wrong[4]["category"] = "nowhere";
    wrong.push_back(vendor_item("d", 40));
    wrong[5]["colour"] = "red";
    const ClientAnswer refused = counter.post("catalog", {{"items", wrong}, {"idempotency_key", "wrong"}});
    CHECK(refused.status == 400);
    CHECK(code_of(refused) == "lines_wrong");
    std::set<int> lines;
    const json problems = body_of(refused)["problems"];
    for (const json& problem : problems) lines.insert(problem["line"].get<int>());
    CHECK(lines == std::set<int>{2, 3, 4, 5, 6});
    CHECK(body_of(counter.get("catalog"))["items"].size() == 2);

    json real = good;
    real.erase("dry_run");
    real["idempotency_key"] = "second";
    CHECK(counter.post("catalog", real).status == 201);
    CHECK(counter.post("catalog", real).status == 201);
    CHECK(body_of(counter.get("catalog"))["items"].size() == 2);
    CHECK(counter.post("catalog", {{"items", json::array()}, {"idempotency_key", "none"}}).status == 400);
    CHECK(counter.post("catalog", real, "request_staff").status == 403);
}

TEST_CASE("a catalogue comes as a table, too") {
    Counter counter;
    const std::string head =
        "code,category,name_en,name_es,note_en,allergens,diets,price_cents,max_units,stock,"
        "exempt_from_limit,position\r\n";
    const std::string rows =
        "soup,food,\"Soup, \"\"hot\"\"\",Sopa,3 oz,gluten soy,low_sodium,120,12,40,no,1\r\n"
        "soap,food,Soap,,,,,195,,,yes,2\r\n";
    const json done = body_of(counter.post("catalog", {{"csv", head + rows}, {"idempotency_key", "table"}}));
    CHECK(done["applied"] == true);
    const json items = body_of(counter.get("catalog"))["items"];
    REQUIRE(items.size() == 2);
    CHECK(items[0]["name"]["en"] == "Soup, \"hot\"");
    CHECK(items[0]["allergens"] == json::array({"gluten", "soy"}));
    CHECK(items[0]["stock"] == 40);
    CHECK(items[1]["exempt_from_limit"] == true);
    CHECK(items[1]["stock"] == -1);
    const auto problem_of = [&](const std::string& table) {
        const json answer = body_of(counter.post("catalog", {{"csv", table}, {"dry_run", true}}));
        return answer["problems"].empty() ? json() : answer["problems"][0];
    };
    CHECK(problem_of(head + rows).is_null());
    CHECK(problem_of("code,price_cents\r\nx,1\r\n")["line"] == 1);
    CHECK(problem_of(head + rows + "tea,food,Tea,,,,,1.95,,,,\r\n")["line"] == 4);
    CHECK(problem_of(head + "tea,food,Tea\r\n")["line"] == 2);
    CHECK(problem_of(head + "tea,food,\"Tea,,,,,195,,,,\r\n")["line"] == 0);
    CHECK(counter.post("catalog", {{"csv", ""}, {"dry_run", true}}).status == 400);
}

TEST_CASE("rules, classes and restrictions are checked") {
    Counter counter;
    const auto rule = [](int opens, int cut_off) {
        return json{{"opens_weekday", opens},
                    {"opens_minute", 480},
                    {"cut_off_weekday", cut_off},
                    {"cut_off_minute", 570},
                    {"delivery_weekday", 6}};
    };
    CHECK(counter.put("window-rules", {{"rules", json::array({rule(1, 3), rule(2, 4)})}}).status == 400);
    CHECK(counter.put("window-rules", {{"rules", json::array({rule(1, 9)})}}).status == 400);
    CHECK(counter.put("window-rules", {{"rules", json::array({rule(1, 2), rule(3, 4)})}}).status == 200);
    CHECK(body_of(counter.get("window-rules"))["rules"].size() == 2);
    CHECK(counter.put("window-rules", {{"rules", json::array()}}, "auditor").status == 403);

    const std::string mine = "/api/v1/residents/" + counter.resident.id.to_string() + "/commissary";
    CHECK(counter.hub.api("request_staff", "PUT", mine, {{"spending_class", "royal"}}).status == 404);
    CHECK(counter.hub.api("request_staff", "PUT", mine, {{"diets", json::array({"Low Salt"})}}).status == 400);
    CHECK(counter.hub
              .api("request_staff", "PUT", mine,
                   {{"spending_class", "standard"}, {"diets", json::array({"low_salt"})}, {"barred", true}})
              .status == 200);
    const json shown = body_of(counter.hub.api("auditor", "GET", mine));
    CHECK(shown["class_in_force"] == "standard");
    CHECK(shown["limit_cents"] == 7'500);
    CHECK(shown["barred"] == true);
    CHECK(counter.put("classes", {{"classes", json::array()}}).status == 409);
    CHECK(counter.hub.api("auditor", "GET", "/api/v1/residents/" + counter.window + "/commissary").status == 404);
}

TEST_CASE("staff pick, hand over, cancel and give back, and the vendor gets the orders") {
    Counter counter;
    const std::string bag = counter.submit({{"soup", 4}, {"tea", 2}});
    const std::string gone = counter.submit({{"tea", 3}});
    const std::string whole = counter.submit({{"soup", 1}});
    CHECK(counter.spendable() == 10'000 - 440 - 190 - 285 - 110);
    CHECK(counter.post("orders/" + bag + "/shortage", json::object()).status == 409);
    CHECK(counter.post("orders/" + gone + "/cancel", {{"reason", "moved to medical"}}).status == 200);
    counter.cut_off();

    const json list = body_of(counter.get("windows/" + counter.window + "/pick-list"));
    CHECK(list["orders"].size() == 2);
    CHECK(list["totals"][0]["item"] == "soup");
    CHECK(list["totals"][0]["units"] == 5);
    CHECK(list["paper"]["language"] == "en");
    const json spanish = body_of(counter.as_if_they_spoke("es-MX", "pick-list"));
    CHECK(spanish["orders"][0]["language"] == "es");
    CHECK(spanish["paper"]["language"] == "en");
    CHECK(spanish["paper"]["words"]["es"]["bag.received"] == "Recibido:");
    CHECK(spanish["paper"]["words"]["en"]["pick.pieces"] == "Pieces");
    CHECK_FALSE(spanish["paper"]["words"]["es"].contains("slip.title"));
    CHECK(body_of(counter.as_if_they_spoke("vi", "pick-list"))["orders"][0]["language"] == "en");
    const json document = body_of(counter.get("windows/" + counter.window + "/export"));
    CHECK(document["format"] == "dayroom-orders-1");
    CHECK(fits(document, published_schema("dayroom-orders-1")));
    json spoilt = document;
    spoilt["orders"][0]["lines"][0]["units"] = 0;
    CHECK_FALSE(fits(spoilt, published_schema("dayroom-orders-1")));
    CHECK(document["orders"].size() == 2);
    CHECK(document["orders"][0]["resident_number"] == "C100");
    CHECK(document["totals"]["cents"] == 440 + 190 + 110);
    const ClientAnswer table = counter.get("windows/" + counter.window + "/export?format=csv");
    CHECK(table.body.starts_with("unit,resident_number,receipt_code,"));
    CHECK(std::count(table.body.begin(), table.body.end(), '\n') == 4);
    CHECK(counter.get("windows/" + counter.window + "/export?format=pdf").status == 400);

    CHECK(body_of(counter.post("windows/" + counter.window + "/pick", json::object()))["picked"] == 2);
    const json shortage = {{"short", json::array({{{"item", "soup"}, {"units", 1}}})}};
    CHECK(body_of(counter.post("orders/" + bag + "/shortage", shortage, "request_staff"))["lines"][0]["short"] == 1);
    const json refused = {{"refused", json::array({{{"item", "tea"}, {"units", 1}}})}};
    const json handed = body_of(counter.post("orders/" + bag + "/hand-over", refused, "request_staff"));
    CHECK(handed["state"] == "delivered");
    CHECK(handed["charged_cents"] == 3 * 110 + 95);
    CHECK(code_of(counter.post("orders/" + bag + "/hand-over", json::object())) == "already_decided");
    CHECK(counter.post("orders/" + whole + "/hand-over", json::object()).status == 200);

    const json missing = {{"lines", json::array({{{"item", "soup"}, {"units", 2}}})},
                          {"reason", "two were open"},
                          {"idempotency_key", "r1"}};
    CHECK(counter.post("orders/" + bag + "/refund", missing, "request_staff").status == 403);
    CHECK(body_of(counter.get("orders/" + bag))["refunded_cents"] == 0);
    CHECK(body_of(counter.post("orders/" + bag + "/refund", missing))["cents"] == 220);
    CHECK(body_of(counter.post("orders/" + bag + "/refund", missing))["cents"] == 220);  // the first answer again
    json other = missing;
    other["idempotency_key"] = "r2";
    CHECK(counter.post("orders/" + bag + "/refund", other).status == 409);
    CHECK(counter.spendable() == 10'000 - 110 - 95 - 110);
    CHECK(body_of(counter.get("orders/" + bag))["refunded_cents"] == 220);
    CHECK(body_of(counter.get("orders?state=cancelled"))["orders"].size() == 1);
    CHECK(body_of(counter.get("orders?window_id=" + counter.window))["orders"].size() == 3);
    const std::string receipt = body_of(counter.get("orders/" + bag))["receipt_code"];
    CHECK(body_of(counter.get("orders?receipt_code=" + receipt))["orders"][0]["id"] == bag);
    const json found = body_of(counter.hub.api("request_staff", "GET", "/api/v1/receipts/" + receipt));
    REQUIRE(found["others"].size() == 1);
    CHECK(found["requests"].empty());
    CHECK(found["others"][0]["kind"] == "order");
    CHECK(found["others"][0]["state"] == "delivered");
    CHECK(found["others"][0]["resident_number"] == "C100");
    const json withheld = body_of(counter.hub.api("reviewer", "GET", "/api/v1/receipts/" + receipt))["others"][0];
    CHECK(withheld["withheld"] == true);
    CHECK_FALSE(withheld.contains("resident_number"));
    CHECK(counter.get("orders?state=eaten").status == 400);
    CHECK(counter.post("orders/" + counter.window + "/cancel", {{"reason", "x"}}).status == 404);
    CHECK(counter.post("orders/" + bag + "/cancel", {{"reason", "x"}}, "auditor").status == 403);
    CHECK(body_of(counter.hub.api("auditor", "POST", "/api/v1/tie-out"))["ties"] == true);
}

TEST_CASE("the attack table: numbers that are none, or too large, change no order, stock or limit") {
    Counter counter;
    const std::string picked = counter.submit({{"soup", 4}, {"tea", 2}});
    const std::string delivered = counter.submit({{"soup", 3}});
    counter.cut_off();
    REQUIRE(counter.post("windows/" + counter.window + "/pick", json::object()).status == 200);
    REQUIRE(counter.post("orders/" + delivered + "/hand-over", json::object()).status == 200);
    REQUIRE(counter.post("stock", {{"item", "soup"}, {"stock", 40}}).status == 200);
    const auto everything = [&] {
        return json{body_of(counter.get("orders")), body_of(counter.get("catalog")), body_of(counter.get("classes")),
                    counter.spendable(), body_of(counter.hub.api("auditor", "POST", "/api/v1/tie-out"))["transfers"]};
    };
    const json before = everything();
    const auto one = [](const json& units) { return json::array({{{"item", "soup"}, {"units", units}}}); };
    const auto refund = [&](const json& units) {
        return json{{"lines", one(units)}, {"reason", "open"}, {"idempotency_key", "r"}};
    };
    const auto limit = [](const json& cents) {
        return json{{"classes", json::array({{{"code", "standard"}, {"limit_cents", cents}, {"is_default", true}}})}};
    };
    for (const json& number : {json(0), json(-1), json(-1'000), json(1.5), json("1"), json(1e300), json(true),
                               json(1'000'000'000), json(INT64_MAX), json(INT64_MIN)}) {
        INFO(number.dump());
        CHECK(code_of(counter.post("orders/" + picked + "/shortage", {{"short", one(number)}})) == "invalid");
        CHECK(code_of(counter.post("orders/" + picked + "/hand-over", {{"refused", one(number)}})) == "invalid");
        CHECK(code_of(counter.post("orders/" + delivered + "/refund", refund(number))) == "invalid");
        if (number == 0) continue;  // a limit and a stock of nothing may be
        CHECK(code_of(counter.put("classes", limit(number))) == "invalid");
        if (number != -1)  // not counted
            CHECK(code_of(counter.post("stock", {{"item", "soup"}, {"stock", number}})) == "invalid");
    }
    // More than there is, of something else, the same twice, of another state.
    const json twice = json::array({one(1)[0], one(1)[0]});
    CHECK(counter.post("orders/" + picked + "/shortage", {{"short", one(5)}}).status == 409);
    CHECK(counter.post("orders/" + picked + "/shortage", {{"short", twice}}).status == 400);
    CHECK(counter.post("orders/" + picked + "/hand-over", {{"refused", one(5)}}).status == 409);
    CHECK(counter.post("orders/" + picked + "/hand-over", {{"refused", twice}}).status == 400);
    CHECK(counter.post("orders/" + picked + "/refund", refund(1)).status == 409);
    CHECK(counter.post("orders/" + delivered + "/refund", refund(4)).status == 409);
    CHECK(counter.post("orders/" + delivered + "/shortage", {{"short", one(1)}}).status == 409);
    CHECK(counter.post("stock", {{"item", "file"}, {"stock", 1}}).status == 404);
    CHECK(everything() == before);
}

TEST_CASE("an item has a picture that terminals may fetch, and keeps it over imports") {
    Counter counter(with_photos());
    const auto picture_of = [&](const std::string& code) {
        const json catalog = body_of(counter.get("catalog"));
        for (const json& item : catalog["items"])
            if (item["code"] == code) return item["picture_sha256"].get<std::string>();
        return std::string("not sold");
    };
    CHECK(picture_of("soup").empty());
    const json wish = {{"item", "soup"}, {"picture", painted_base64(5)}};
    CHECK(counter.post("pictures", wish, "request_staff").status == 403);
    const ClientAnswer set = counter.post("pictures", wish);
    INFO(set.body);
    REQUIRE(set.status == 200);
    const std::string sha256 = body_of(set)["picture_sha256"];
    CHECK(sha256.size() == 64);
    CHECK(body_of(set)["width"] <= 640);
    CHECK(body_of(counter.post("pictures", wish)) == body_of(set));  // again: the same
    CHECK(picture_of("soup") == sha256);
    const TestTerminal terminal = counter.hub.enroll(1);
    const auto fetch = [&] { return counter.hub.connect(terminal)->call("GET", "/v1/blobs/" + sha256).status; };
    CHECK(fetch() == 200);

    json next = {{"items", json::array({vendor_item("soup", 120), vendor_item("bread", 80)})},
                 {"idempotency_key", "second"}};
    const json report = body_of(counter.post("catalog", next));
    CHECK(report["changed"] == 1);
    CHECK(picture_of("soup") == sha256);
    next = {{"items", json::array({vendor_item("bread", 80)})}, {"idempotency_key", "third"}};
    REQUIRE(counter.post("catalog", next).status == 201);
    CHECK(fetch() == 404);  // it is not sold now
    CHECK(counter.post("pictures", wish).status == 404);
    next = {{"items", json::array({vendor_item("soup", 120), vendor_item("bread", 80)})}, {"idempotency_key", "4"}};
    REQUIRE(counter.post("catalog", next).status == 201);
    CHECK(picture_of("soup") == sha256);

    REQUIRE(counter.post("pictures/remove", {{"item", "soup"}}).status == 200);
    CHECK(picture_of("soup").empty());
    CHECK(fetch() == 404);
    CHECK(code_of(
              counter.post("pictures", {{"item", "soup"}, {"picture", base64(as_bytes(std::string("no picture")))}})) ==
          "photo_refused");
    CHECK(counter.post("pictures/remove", {{"item", "tea"}}).status == 404);
}
