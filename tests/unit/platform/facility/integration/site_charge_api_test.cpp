// Site charges that were made, through the staff API: found by kind, day and resident, in pages; who may.
#include <set>

#include "tests/unit/platform/facility/integration/api_calls.h"

using namespace dayroom;
using namespace dayroom::test;
using nlohmann::json;

namespace {

struct ChargeCounter {
    TestHub hub;
    TestResident rich = hub.add_resident("20481", 0, "7391", false, 10'000);
    TestResident poor = hub.add_resident("20482", 0, "7392", false, 0);

    ChargeCounter() {
        json kit = {{"code", "hygiene"}, {"name", {{"en", "Hygiene kit"}}}, {"cents", 250}, {"may_be_owed", true}};
        json card = {{"code", "id_card"},
                     {"name", {{"en", "ID card"}, {"es", "Credencial"}}},
                     {"cents", 500},
                     {"may_be_owed", false}};
        REQUIRE(hub.api("trust_office", "PUT", "/api/v1/charge-kinds", {{"kinds", json::array({kit, card})}}).status ==
                200);
    }
    ClientAnswer post(const std::string& path, const json& body) {
        return hub.api("trust_office", "POST", "/api/v1/" + path, body);
    }
    json charge(const std::string& kind, const std::vector<TestResident>& residents, const std::string& key) {
        json ids = json::array();
        for (const TestResident& resident : residents) ids.push_back(resident.id.to_string());
        const ClientAnswer made =
            post("site-charges",
                 {{"kind", kind}, {"reason", "reason " + key}, {"resident_ids", ids}, {"idempotency_key", key}});
        INFO(made.body);
        REQUIRE(made.status == 201);
        return body_of(made);
    }
    ClientAnswer get(const std::string& query, const std::string& role = "auditor") {
        return hub.api(role, "GET", "/api/v1/site-charges" + query);
    }
    std::int64_t total(const std::string& query) { return body_of(get(query))["total"]; }
};

}  // namespace

TEST_CASE("each charge that was made is listed once, with what became of it") {
    ChargeCounter counter;
    CHECK(body_of(counter.get(""))["charges"].empty());
    const json kits = counter.charge("hygiene", {counter.rich, counter.poor}, "k1");
    CHECK(counter.charge("hygiene", {counter.rich, counter.poor}, "k1") == kits);
    const json cards = counter.charge("id_card", {counter.rich}, "k2");
    const json all = body_of(counter.get(""));
    CHECK(all["total"] == 3);
    CHECK(all["charged_cents"] == 750);
    CHECK(all["owed_cents"] == 250);
    const json found = body_of(counter.get("?kind=id_card"))["charges"];
    REQUIRE(found.size() == 1);
    const json& card = found[0];
    CHECK(card["transfer_id"] == cards["lines"][0]["transfer_id"]);
    CHECK(card["kind"] == "id_card");
    CHECK(card["kind_name"] == "ID card");
    CHECK(card["resident_number"] == "20481");
    CHECK(card["cents"] == 500);
    CHECK(card["reason"] == "reason k2");
    CHECK(card["state"] == "made");
    CHECK(card["made_by"].is_string());
    const ClientAnswer undone = counter.post("voids", {{"resident_id", counter.rich.id.to_string()},
                                                       {"transfer_id", card["transfer_id"]},
                                                       {"reason", "by mistake"},
                                                       {"idempotency_key", "v"}});
    REQUIRE(undone.status == 201);
    const json after = body_of(counter.get("?kind=id_card"));
    CHECK(after["charges"][0]["state"] == "voided");
    CHECK(after["total"] == 1);
    CHECK(after["charged_cents"] == 0);
}

TEST_CASE("a void that waits for a second person shows at its charge") {
    ChargeCounter counter;
    REQUIRE(counter.hub.api("it", "PUT", "/api/v1/trust-policy", {{"two_person_from_cents", 0}}).status == 200);
    const json kit = counter.charge("hygiene", {counter.rich}, "k");
    REQUIRE(counter
                .post("voids", {{"resident_id", counter.rich.id.to_string()},
                                {"transfer_id", kit["lines"][0]["transfer_id"]},
                                {"reason", "by mistake"},
                                {"idempotency_key", "v"}})
                .status == 201);
    const json all = body_of(counter.get(""));
    CHECK(all["charges"][0]["state"] == "void_waits");
    CHECK(all["charged_cents"] == 250);
}

TEST_CASE("charges are found by kind, resident and day of the facility, in pages") {
    ChargeCounter counter;
    counter.charge("hygiene", {counter.rich, counter.poor}, "k1");
    counter.charge("id_card", {counter.rich}, "k2");
    CHECK(counter.total("?kind=hygiene") == 2);
    CHECK(counter.total("?kind=nothing") == 0);
    CHECK(counter.total("?resident_id=" + counter.poor.id.to_string()) == 1);
    const std::string day = body_of(counter.post("tie-out", json::object()))["day"];
    CHECK(counter.total("?from=" + day + "&to=" + day) == 3);
    CHECK(counter.total("?from=2199-01-01") == 0);
    CHECK(counter.total("?to=1999-12-31") == 0);
    std::set<std::string> seen;
    for (int offset = 0; offset < 3; ++offset) {
        const json page = body_of(counter.get("?limit=1&offset=" + std::to_string(offset)));
        REQUIRE(page["charges"].size() == 1);
        CHECK(page["total"] == 3);
        seen.insert(page["charges"][0]["transfer_id"].get<std::string>());
    }
    CHECK(seen.size() == 3);
    CHECK(body_of(counter.get("?offset=3"))["charges"].empty());
    for (const std::string query : {"?from=yesterday", "?limit=0", "?limit=501", "?offset=-1", "?resident_id=x"}) {
        INFO(query);
        CHECK(code_of(counter.get(query)) == "invalid");
    }
    for (const std::string role : {"it", "reviewer", "request_staff", "provider"}) {
        INFO(role);
        CHECK(counter.get("", role).status == 403);
    }
}
