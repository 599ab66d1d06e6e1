#include "tests/unit/platform/facility/integration/api_calls.h"

using namespace dayroom;
using namespace dayroom::test;
using nlohmann::json;

TEST_CASE("without a token only health answers, a token does its role's calls and no others") {
    TestHub hub;
    CHECK(hub.api("", "GET", "/api/v1/health").status == 200);
    const ClientAnswer nobody = hub.api("", "GET", "/api/v1/units");
    CHECK(nobody.status == 401);
    CHECK(nobody.headers.contains("www-authenticate"));
    CHECK(hub.staff()->call("GET", "/api/v1/units", "", "Authorization: Bearer drt_wrong\r\n").status == 401);
    CHECK(hub.staff()->call("GET", "/api/v1/units", "", "Authorization: Basic abc\r\n").status == 401);
    CHECK(hub.api("provider", "GET", "/api/v1/units").status == 403);
    CHECK(hub.api("reviewer", "GET", "/api/v1/units").status == 200);
    CHECK(hub.api("request_staff", "GET", "/api/v1/devices").status == 403);
    CHECK(hub.api("reviewer", "GET", "/v1/feed").status == 404);
    CHECK(hub.api("reviewer", "DELETE", "/api/v1/units").status == 405);
}

TEST_CASE("unknown tokens are not looked up without end") {
    TestHub hub;
    auto client = hub.staff();
    int busy = 0;
    for (int each = 0; each < 120; ++each) {
        const std::string header = "Authorization: Bearer drt_guess" + std::to_string(each) + "\r\n";
        if (client->call("GET", "/api/v1/units", "", header).status == 503) ++busy;
    }
    CHECK(busy > 0);
    CHECK(hub.api("reviewer", "GET", "/api/v1/health").status == 200);
}

TEST_CASE("a deposit is booked once for its key, and shows what the rules took") {
    TestHub hub;
    const TestResident resident = hub.add_resident("20481", 0, "7391", false, 0);
    REQUIRE(hub.services()
                .writer
                ->run(facility::Actor::system(),
                      [&](facility::Work& work) {
                          facility::StoredRule rule;
                          rule.rule.code = "cost_of_incarceration";
                          rule.rule.legal_basis = "RCW 72.09.480";
                          rule.rule.basis_points = 2000;
                          rule.names = {{"en", "Room and board"}, {"es", "Alojamiento"}};
                          return facility::set_deduction_rules(work, {rule}, {});
                      })
                .ok());
    json asked = {{"resident_id", resident.id.to_string()}, {"cents", 5'200}, {"fee_cents", 200}, {"source", "family"}};
    const ClientAnswer preview = hub.api("trust_office", "POST", "/api/v1/deposits/preview", asked);
    CHECK(preview.status == 200);
    CHECK(body_of(preview)["parts"][0]["cents"] == 1'000);
    const json name = {{"en", "Room and board"}, {"es", "Alojamiento"}};
    CHECK(body_of(preview)["parts"][0]["name"] == name);
    CHECK(body_of(preview)["left_cents"] == 4'000);
    CHECK(body_of(preview)["spendable_cents"] == 0);
    asked["fee_cents"] = 5'200;
    CHECK(hub.api("trust_office", "POST", "/api/v1/deposits/preview", asked).status == 400);
    json deposit = {
        {"resident_id", resident.id.to_string()}, {"cents", 5'000}, {"source", "family"}, {"idempotency_key", "k1"}};
    const ClientAnswer first = hub.api("trust_office", "POST", "/api/v1/deposits", deposit);
    CHECK(first.status == 201);
    REQUIRE(body_of(first)["parts"].size() == 1);
    CHECK(body_of(first)["parts"][0]["cents"] == 1'000);
    CHECK(body_of(first)["parts"][0]["name"] == name);
    CHECK(body_of(hub.api("trust_office", "POST", "/api/v1/deposits", deposit)) == body_of(first));
    deposit["cents"] = 6'000;
    const ClientAnswer other = hub.api("trust_office", "POST", "/api/v1/deposits", deposit);
    CHECK(other.status == 409);
    CHECK(code_of(other) == "other_content");
    const json shown = body_of(hub.api("trust_office", "GET", "/api/v1/residents?number=20481"))["residents"][0];
    CHECK(shown["spendable_cents"] == 4'000);
    CHECK(body_of(hub.api("auditor", "GET", "/api/v1/residents?number=20481"))["residents"][0] == shown);
    CHECK_FALSE(body_of(hub.api("reviewer", "GET", "/api/v1/residents?number=20481"))["residents"][0].contains(
        "spendable_cents"));
    const json lines = body_of(hub.api(
        "trust_office", "GET", "/api/v1/residents/" + resident.id.to_string() + "/transactions"))["transactions"];
    REQUIRE(lines.size() == 1);
    CHECK(lines[0]["gross_cents"] == 5'000);
    CHECK(body_of(hub.api("auditor", "POST", "/api/v1/tie-out"))["ties"] == true);
    CHECK(body_of(hub.api("auditor", "GET", "/api/v1/tie-out"))["ties"] == true);
}

TEST_CASE("a charge beyond the balance changes nothing, and may be tried again under the same key") {
    TestHub hub;
    const TestResident resident = hub.add_resident("20481", 0, "7391", false, 300);
    const json charge = {
        {"resident_id", resident.id.to_string()}, {"cents", 500}, {"reason", "lost_card"}, {"idempotency_key", "c1"}};
    const ClientAnswer refused = hub.api("trust_office", "POST", "/api/v1/charges", charge);
    CHECK(refused.status == 409);
    CHECK(code_of(refused) == "insufficient_funds");
    hub.api(
        "trust_office", "POST", "/api/v1/deposits",
        {{"resident_id", resident.id.to_string()}, {"cents", 300}, {"source", "family"}, {"idempotency_key", "d1"}});
    CHECK(hub.api("trust_office", "POST", "/api/v1/charges", charge).status == 201);
    const json shown = body_of(hub.api("trust_office", "GET", "/api/v1/residents?number=20481"))["residents"][0];
    CHECK(shown["spendable_cents"] == 100);
}

TEST_CASE("a body that is not exactly what the call knows is refused") {
    TestHub hub;
    const TestResident resident = hub.add_resident("20481", 0, "7391");
    const std::string id = resident.id.to_string();
    const std::string good = R"("resident_id":")" + id + R"(","source":"family","idempotency_key":"k")";
    const std::string token = "Authorization: Bearer " + hub.api_token("trust_office") + "\r\n";
    for (const std::string& body :
         {std::string("{" + good + R"(,"cents":-5})"), std::string("{" + good + R"(,"cents":0})"),
          std::string("{" + good + R"(,"cents":1.5})"), std::string("{" + good + R"(,"cents":"100"})"),
          std::string("{" + good + R"(,"cents":1e30})"), std::string("{" + good + R"(,"cents":18446744073709551615})"),
          std::string("{" + good + R"(,"cents":100000001})"), std::string("{" + good + R"(,"cents":100,"cent":1})"),
          std::string("{" + good + R"(,"cents":100,"cents":200})"), std::string("{" + good + "}"), std::string("[1]"),
          std::string("null"), std::string("{"), std::string("\xff\xfe"),
          std::string(R"({"a":{"a":{"a":{"a":{"a":{"a":{"a":{"a":1}}}}}}}})"),
          std::string(R"({"resident_id":"nobody","cents":100,"source":"family","idempotency_key":"k"})")}) {
        INFO(body);
        CHECK(hub.staff()->call("POST", "/api/v1/deposits", body, token).status == 400);
    }
    CHECK(hub.staff()->call("POST", "/api/v1/deposits", std::string(300'000, ' '), token).status == 413);
    const json shown = body_of(hub.api("trust_office", "GET", "/api/v1/residents?number=20481"))["residents"][0];
    CHECK(shown["spendable_cents"] == 10'000);
}

TEST_CASE("a message from outside waits, is approved or rejected once, and reaches the unit's terminals only then") {
    TestHub hub(with_photos());
    const TestResident resident = hub.add_resident("20481", 0, "7391");
    const ContactId contact = approved_contact(hub, resident);
    const auto painted = facility::sample::paint_photo(facility::sample::scene_names().front(), 7);
    REQUIRE(painted.ok());
    json inbound = {{"resident_id", resident.id.to_string()},
                    {"contact_id", contact.to_string()},
                    {"text", "the garden is green"},
                    {"idempotency_key", "m1"}};
    inbound["photos"] = {base64(painted.value().jpeg)};
    const ClientAnswer put = hub.api("provider", "POST", "/api/v1/inbound", inbound);
    INFO(put.body);
    REQUIRE(put.status == 201);
    CHECK(body_of(hub.api("provider", "POST", "/api/v1/inbound", inbound)) == body_of(put));
    const std::string id = body_of(put)["id"];
    const json queue = body_of(hub.api("reviewer", "GET", "/api/v1/messages?state=held"));
    REQUIRE(queue["messages"].size() == 1);
    const TestTerminal here = hub.enroll(0);
    const TestTerminal elsewhere = hub.enroll(1);
    const std::string sha256 = queue["messages"][0]["photos"][0]["sha256"];
    CHECK(hub.api("reviewer", "GET", "/api/v1/photos/" + sha256).status == 200);
    CHECK(hub.connect(here)->call("GET", "/v1/blobs/" + sha256).status == 404);
    CHECK(hub.api("reviewer", "POST", "/api/v1/messages/" + id + "/approve").status == 200);
    auto client = hub.connect(here);
    const ClientAnswer photo = client->call("GET", "/v1/blobs/" + sha256);
    CHECK(photo.status == 200);
    CHECK(to_hex(crypto::sha256(as_bytes(photo.body))) == sha256);
    const ClientAnswer rest = client->call("GET", "/v1/blobs/" + sha256, "", "Range: bytes=100-\r\n");
    CHECK(rest.status == 206);
    CHECK(rest.body == photo.body.substr(100));
    CHECK(client->call("GET", "/v1/blobs/" + sha256, "", "Range: bytes=99999999-\r\n").status == 416);
    CHECK(hub.connect(elsewhere)->call("GET", "/v1/blobs/" + sha256).status == 404);
    CHECK(hub.api("reviewer", "POST", "/api/v1/messages/" + id + "/approve").status == 409);
    CHECK(hub.api("reviewer", "POST", "/api/v1/messages/" + id + "/reject", {{"rule", "4.2"}, {"reason", "threat"}})
              .status == 409);
    CHECK(hub.api("provider", "POST", "/api/v1/messages/" + id + "/approve").status == 403);
    CHECK(hub.api("reviewer", "POST", "/api/v1/messages/nothing/approve").status == 404);
    CHECK(hub.connect(here)->call("GET", "/v1/blobs/zz").status == 404);
}

TEST_CASE("a photo that is none is refused, and with it the message") {
    TestHub hub(with_photos());
    const TestResident resident = hub.add_resident("20481", 0, "7391");
    const ContactId contact = approved_contact(hub, resident);
    json inbound = {
        {"resident_id", resident.id.to_string()}, {"contact_id", contact.to_string()}, {"idempotency_key", "m1"}};
    inbound["photos"] = {base64(as_bytes("this is no picture"))};
    const ClientAnswer refused = hub.api("provider", "POST", "/api/v1/inbound", inbound);
    CHECK(refused.status == 400);
    CHECK(code_of(refused) == "photo_refused");
    inbound["photos"] = {"*not base64*"};
    CHECK(hub.api("provider", "POST", "/api/v1/inbound", inbound).status == 400);
    inbound["photos"] = json::array({"", "", "", "", "", ""});
    CHECK(hub.api("provider", "POST", "/api/v1/inbound", inbound).status == 400);
    inbound.erase("photos");
    CHECK(hub.api("provider", "POST", "/api/v1/inbound", inbound).status == 400);
    CHECK(body_of(hub.api("reviewer", "GET", "/api/v1/messages?state=held"))["messages"].empty());
}

TEST_CASE("staff answer one request and decline another: the fee is charged, or released") {
    TestHub hub;
    hub.add_form();
    const TestTerminal terminal = hub.enroll(0);
    const TestResident resident = hub.add_resident("20481", 0, "7391", false, 1'000);
    auto client = hub.connect(terminal);
    for (int each = 0; each < 2; ++each) {
        const CommandId id = CommandId::make(hub.clock, hub.random);
        client->call("POST", "/v1/commands", hub.request_command(terminal, resident, id));
    }
    const json open = body_of(hub.api(
        "request_staff", "GET", "/api/v1/requests?state=received&resident_id=" + resident.id.to_string()))["requests"];
    REQUIRE(open.size() == 2);
    const std::string first = open[0]["id"];
    const std::string second = open[1]["id"];
    CHECK(hub.api("request_staff", "POST", "/api/v1/requests/" + first + "/start").status == 200);
    CHECK(
        hub.api("request_staff", "POST", "/api/v1/requests/" + first + "/answer", {{"text", "At the desk."}}).status ==
        200);
    CHECK(hub.api("request_staff", "POST", "/api/v1/requests/" + first + "/answer", {{"text", "Again."}}).status ==
          409);
    CHECK(hub.api("request_staff", "POST", "/api/v1/requests/" + second + "/decline", {{"text", "You have one."}})
              .status == 200);
    CHECK(hub.api("request_staff", "POST", "/api/v1/requests/" + second + "/decline", json::object()).status == 400);
    const json details = body_of(hub.api("request_staff", "GET", "/api/v1/requests/" + first));
    CHECK(details["state"] == "answered");
    CHECK(details["answers"][0]["value"] == "four pages");
    const json shown = body_of(hub.api("request_staff", "GET", "/api/v1/residents?number=20481"))["residents"][0];
    CHECK(shown["spendable_cents"] == 900);
    CHECK(shown["held_cents"] == 0);
    const std::string receipt = details["receipt_code"];
    CHECK(body_of(hub.api("request_staff", "GET", "/api/v1/requests?receipt_code=" + receipt))["requests"].size() == 1);
    CHECK(hub.api("request_staff", "GET", "/api/v1/requests?state=lost").status == 400);
}

TEST_CASE("the trust office opens and answers requests for printed statements, and no others") {
    TestHub hub;
    hub.add_form();
    const TestTerminal terminal = hub.enroll(0);
    const TestResident resident = hub.add_resident("20481", 0, "7391", false, 1'000);
    hub.connect(terminal)->call("POST", "/v1/commands",
                                hub.request_command(terminal, resident, CommandId::make(hub.clock, hub.random)));
    const json open = body_of(hub.api("trust_office", "GET", "/api/v1/requests"))["requests"];
    REQUIRE(open.size() == 1);
    const std::string path = "/api/v1/requests/" + open[0]["id"].get<std::string>();
    CHECK(code_of(hub.api("trust_office", "GET", path)) == "other_desk");
    CHECK(hub.api("trust_office", "GET", path).status == 403);
    for (const std::string step : {"/start", "/answer", "/decline"})
        CHECK(code_of(hub.api("trust_office", "POST", path + step, {{"text", "Here."}})) == "other_desk");
    CHECK(hub.api("trust_office", "GET", "/api/v1/requests/" + resident.id.to_string()).status == 404);
    CHECK(body_of(hub.api("request_staff", "GET", path))["state"] == "received");
    REQUIRE(hub.services()
                .writer
                ->run(facility::Actor::system(),
                      [](facility::Work& work) {
                          return work.db().run("UPDATE request SET form_code = 'statement_print'");
                      })
                .ok());
    CHECK(body_of(hub.api("trust_office", "GET", path))["answers"].size() == 1);
    CHECK(hub.api("trust_office", "POST", path + "/answer", {{"text", "At the desk."}}).status == 200);
    CHECK(body_of(hub.api("request_staff", "GET", path))["state"] == "answered");
    CHECK(hub.api("auditor", "GET", path).status == 403);
}

TEST_CASE("residents move, leave, and get notices, the audit log has it all and is whole") {
    TestHub hub;
    const ClientAnswer added = hub.api(
        "it", "POST", "/api/v1/residents",
        {{"number", "20999"}, {"given_name", "Ana"}, {"family_name", "Li"}, {"unit_id", hub.unit(0).to_string()}});
    REQUIRE(added.status == 201);
    const std::string id = body_of(added)["id"];
    CHECK(hub.api("it", "POST", "/api/v1/residents",
                  {{"number", "20999"},
                   {"given_name", "Ana"},
                   {"family_name", "Li"},
                   {"unit_id", hub.unit(0).to_string()}})
              .status == 409);
    CHECK(hub.api("it", "POST", "/api/v1/residents/" + id + "/move", {{"unit_id", hub.unit(1).to_string()}}).status ==
          200);
    const json notice = {{"unit_id", hub.unit(1).to_string()},
                         {"title", {{"en", "Laundry"}, {"es", "Lavandería"}}},
                         {"text", {{"en", "Thursday."}, {"es", "Jueves."}}},
                         {"valid_to_ms", hub.clock.now().ms() + 3'600'000},
                         {"idempotency_key", "n1"}};
    const ClientAnswer posted = hub.api("reviewer", "POST", "/api/v1/notices", notice);
    CHECK(posted.status == 201);
    CHECK(body_of(hub.api("reviewer", "GET", "/api/v1/notices"))["notices"].size() == 1);
    CHECK(hub.api("reviewer", "POST", "/api/v1/notices/" + body_of(posted)["id"].get<std::string>() + "/end").status ==
          200);
    CHECK(hub.api("it", "POST", "/api/v1/residents/" + id + "/release").status == 200);
    CHECK(hub.api("it", "POST", "/api/v1/residents/" + id + "/release").status == 200);  // again: it goes on
    CHECK(hub.api("it", "POST", "/api/v1/residents/" + hub.unit(0).to_string() + "/release").status == 404);

    const json proof = body_of(hub.api("auditor", "POST", "/api/v1/audit/verify"));
    CHECK(proof["whole"] == true);
    const json events = body_of(hub.api("auditor", "GET", "/api/v1/audit?after=0&limit=500"))["events"];
    REQUIRE(events.size() >= 4);
    std::set<std::string> names;
    for (std::size_t at = 0; at < events.size(); ++at) {
        CHECK(events[at]["sequence"] == static_cast<std::int64_t>(at) + 1);
        names.insert(events[at]["event"].get<std::string>());
    }
    CHECK(names.contains("resident_added"));
    CHECK(names.contains("resident_released"));
    const json found = body_of(hub.api("auditor", "GET", "/api/v1/audit/search?event=resident_added&limit=5"));
    REQUIRE(found["events"].size() >= 1);
    for (const json& event : found["events"]) CHECK(event["event"] == "resident_added");
    CHECK(found["kinds"].size() > 100);
    const std::string first = std::to_string(found["events"][0]["at_ms"].get<std::int64_t>());
    CHECK(body_of(hub.api("auditor", "GET", "/api/v1/audit/search?to_ms=" + first))["events"].size() < events.size());
    CHECK(hub.api("auditor", "GET", "/api/v1/audit/search?event=nothing").status == 400);
    CHECK(hub.api("it", "GET", "/api/v1/audit/search").status == 403);
    const json later = body_of(hub.api("auditor", "GET", "/api/v1/audit?after=2&limit=1"))["events"];
    REQUIRE(later.size() == 1);
    CHECK(later[0]["sequence"] == 3);
}
