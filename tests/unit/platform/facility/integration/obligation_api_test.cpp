// Obligations and deduction rules through the staff API: who may, what is refused and changes nothing.
#include "tests/unit/platform/facility/integration/api_calls.h"

using namespace dayroom;
using namespace dayroom::test;
using nlohmann::json;

namespace {

struct DebtCounter {
    TestHub hub;
    TestResident resident = hub.add_resident("20481", 0, "7391", false, 10'000);
    std::string debt;

    DebtCounter() {
        const ClientAnswer made = post("obligations", new_debt("first"));
        INFO(made.body);
        REQUIRE(made.status == 201);
        debt = body_of(made)["id"];
    }
    json new_debt(const std::string& key) const {
        return {{"resident_id", resident.id.to_string()},
                {"code", "court_debt"},
                {"legal_basis", "Cause 19-1-00123"},
                {"cents", 5'000},
                {"idempotency_key", key}};
    }
    ClientAnswer get(const std::string& path, const std::string& role = "auditor") {
        return hub.api(role, "GET", "/api/v1/" + path);
    }
    ClientAnswer post(const std::string& path, const json& body, const std::string& role = "trust_office") {
        return hub.api(role, "POST", "/api/v1/" + path, body);
    }
    json now() { return body_of(get("obligations/" + debt)); }
    bool ties() { return body_of(hub.api("auditor", "POST", "/api/v1/tie-out"))["ties"] == true; }
};

json rule_body(const std::string& code, int basis_points) {
    return {{"code", code}, {"legal_basis", {{"en", "RCW 72.09.480"}}}, {"basis_points", basis_points}};
}

}  // namespace

TEST_CASE("an obligation is set once for its key, amended, suspended, paid and forgiven, and says what it was") {
    DebtCounter counter;
    const std::string path = "obligations/" + counter.debt;
    CHECK(body_of(counter.post("obligations", counter.new_debt("first")))["id"] == counter.debt);
    CHECK(body_of(counter.get("obligations"))["total"] == 1);
    CHECK(body_of(counter.post(path + "/pay",
                               {{"cents", 1'000}, {"idempotency_key", "p"}}))["obligation"]["owed_cents"] == 4'000);
    CHECK(body_of(counter.post(path + "/pay",
                               {{"cents", 1'000}, {"idempotency_key", "p"}}))["obligation"]["owed_cents"] == 4'000);
    CHECK(body_of(counter.post(
              path + "/amount",
              {{"set_cents", 4'000}, {"reason", "amended"}, {"idempotency_key", "a"}}))["owed_cents"] == 3'000);
    CHECK(body_of(counter.post(path + "/state", {{"state", "inactive"}, {"reason", "appeal"}}))["state"] == "inactive");
    CHECK(counter.post(path + "/state", {{"state", "inactive"}, {"reason", "appeal"}}).status == 200);
    CHECK(body_of(counter.get("obligations?state=inactive&code=court_debt"))["owed_cents"] == 3'000);
    CHECK(body_of(counter.get("obligations?state=active"))["total"] == 0);
    CHECK(counter.post(path + "/priority", {{"priority", 5}}).status == 200);
    CHECK(counter.post(path + "/forgive", {{"reason", "waived"}, {"idempotency_key", "f"}}).status == 200);
    const json end = counter.now();
    CHECK(end["state"] == "fulfilled");
    CHECK(end["paid_cents"] == 1'000);
    CHECK(end["forgiven_cents"] == 3'000);
    CHECK(end["steps"].size() == 6);
    CHECK(code_of(counter.post(path + "/state", {{"state", "inactive"}, {"reason", "appeal"}})) == "conflict");
    CHECK(end["steps"][2]["reason"] == "amended");
    CHECK(end["steps"][2]["by"].is_string());
    CHECK(counter.get("obligations?state=gone").status == 400);
    CHECK(counter.get("obligations/" + counter.resident.id.to_string()).status == 404);
    CHECK(counter.ties());
}

TEST_CASE("what may not be done to obligations is refused and changes nothing") {
    DebtCounter counter;
    const std::string path = "obligations/" + counter.debt;
    const ClientAnswer second = counter.post("obligations", [&] {
        json body = counter.new_debt("second");
        body["code"] = "fine";
        return body;
    }());
    const std::string other = body_of(second)["id"];
    const json before = counter.now();
    struct Attack {
        const char* what;
        std::string path;
        json body;
        int status;
        const char* code;
    };
    json nobody = counter.new_debt("n1");
    nobody["resident_id"] = counter.debt;
    json spoiled = counter.new_debt("n2");
    spoiled["code"] = "Court Debt";
    json first_again = counter.new_debt("first");
    first_again["cents"] = 6'000;
    std::vector<Attack> attacks = {
        {"somebody who is nobody", "obligations", nobody, 404, "not_found"},
        {"a code that is none", "obligations", spoiled, 400, "invalid"},
        {"the same key, another sum", "obligations", first_again, 409, "other_content"},
        {"beyond what is there", path + "/pay", {{"cents", 10'001}, {"idempotency_key", "x"}}, 400, "invalid"},
        {"more than is owed", path + "/pay", {{"cents", 5'001}, {"idempotency_key", "x"}}, 400, "invalid"},
        {"no reason", path + "/amount", {{"set_cents", 9}, {"idempotency_key", "x"}}, 400, "invalid"},
        {"hidden text", path + "/forgive", {{"reason", "a\u202Eb"}, {"idempotency_key", "x"}}, 400, "invalid"},
        {"a state that is none", path + "/state", {{"state", "fulfilled"}, {"reason", "r"}}, 400, "invalid"},
        {"priority zero", path + "/priority", {{"priority", 0}}, 400, "invalid"},
        {"another member",
         path + "/forgive",
         {{"reason", "r"}, {"idempotency_key", "x"}, {"cents", 5}},
         400,
         "invalid"},
        {"an id that is none",
         "obligations/none/forgive",
         {{"reason", "r"}, {"idempotency_key", "x"}},
         404,
         "not_found"},
    };
    for (const json& cents : {json(0), json(-1), json(1.5), json("100"), json(100'000'001), json(INT64_MAX),
                              json(std::uint64_t{INT64_MAX} + 1), json(nullptr)}) {
        json body = counter.new_debt("amount");
        body["cents"] = cents;
        attacks.push_back({"an amount that is none", "obligations", body, 400, "invalid"});
        attacks.push_back(
            {"an amount that is none", path + "/pay", {{"cents", cents}, {"idempotency_key", "x"}}, 400, "invalid"});
    }
    for (const Attack& attack : attacks) {
        INFO(attack.what << " " << attack.path << " " << attack.body.dump());
        const ClientAnswer answer = counter.post(attack.path, attack.body);
        CHECK(answer.status == attack.status);
        CHECK(code_of(answer) == attack.code);
        CHECK_FALSE(body_of(answer).value("detail", "").empty());
    }
    CHECK(counter.now() == before);

    // A key that did its work under one id does nothing under another.
    const json pay = {{"cents", 100}, {"idempotency_key", "pay"}};
    CHECK(counter.post(path + "/pay", pay).status == 201);
    CHECK(code_of(counter.post("obligations/" + other + "/pay", pay)) == "other_content");
    CHECK(body_of(counter.get("obligations/" + other))["owed_cents"] == 5'000);
    CHECK(counter.now()["owed_cents"] == 4'900);
    CHECK(counter.ties());
}

TEST_CASE("the office does it, the auditor reads it, nobody else sees it") {
    DebtCounter counter;
    const std::string path = "obligations/" + counter.debt;
    for (const std::string role : {"auditor", "it", "reviewer", "request_staff", "provider"}) {
        INFO(role);
        CHECK(counter.post("obligations", counter.new_debt("r"), role).status == 403);
        CHECK(counter.post(path + "/amount", {}, role).status == 403);
        CHECK(counter.post(path + "/state", {}, role).status == 403);
        CHECK(counter.post(path + "/priority", {}, role).status == 403);
        CHECK(counter.post(path + "/forgive", {}, role).status == 403);
        CHECK(counter.post(path + "/pay", {}, role).status == 403);
        CHECK(counter.hub.api(role, "PUT", "/api/v1/deduction-rules", {}).status == 403);
        const int reads = role == "auditor" ? 200 : 403;
        CHECK(counter.get("obligations", role).status == reads);
        CHECK(counter.get(path, role).status == reads);
        CHECK(counter.get("deduction-rules", role).status == reads);
        CHECK(counter.get("deduction-rules/revisions", role).status == reads);
    }
}

TEST_CASE("rules are replaced with a reason, kept for ever, and tried on past deposits") {
    DebtCounter counter;
    const auto put = [&](const json& rules) {
        return counter.hub.api("trust_office", "PUT", "/api/v1/deduction-rules",
                               {{"rules", rules}, {"reason", "the board decided"}});
    };
    json court = rule_body("court_debt", 2'000);
    court["needs_obligation"] = true;
    court["legal_basis"]["es"] = "Ley";
    court["name"] = {{"en", "County court"}, {"es", "Tribunal del condado"}};
    court["cap_cents"] = 700;
    REQUIRE(put(json::array({court})).status == 200);
    const ClientAnswer booked = counter.post("deposits", {{"resident_id", counter.resident.id.to_string()},
                                                          {"cents", 4'000},
                                                          {"source", "family"},
                                                          {"idempotency_key", "d"}});
    CHECK(body_of(booked)["parts"][0]["cents"] == 700);
    CHECK(counter.now()["owed_cents"] == 4'300);

    json without_text = rule_body("cost", 100);
    without_text["legal_basis"] = {{"es", "Ley"}};
    json no_english = rule_body("cost", 100);
    no_english["name"] = {{"es", "Costo"}};
    json both = rule_body("cost", 100);
    both["fixed_cents"] = 5;
    json odd = rule_body("cost", 100);
    odd["basis_point"] = 5;
    json backwards = rule_body("cost", 100);
    backwards["valid_from_ms"] = 5'000;
    backwards["valid_to_ms"] = 4'000;
    for (const json& wrong :
         {json::array({rule_body("a", 6'000), rule_body("b", 6'000)}), json::array({rule_body("a", 10'001)}),
          json::array({rule_body("a", -1)}), json::array({both}), json::array({odd}), json::array({backwards}),
          json::array({rule_body("a", 5), rule_body("a", 5)}), json::array({without_text}), json::array({no_english}),
          json::array({5}), json("rules")}) {
        INFO(wrong.dump());
        CHECK(put(wrong).status == 400);
    }
    const json kept = body_of(counter.get("deduction-rules"));
    CHECK(kept["revision"] == 1);
    CHECK(kept["rules"][0]["legal_basis"]["es"] == "Ley");
    CHECK(kept["rules"][0]["name"] == court["name"]);
    CHECK(body_of(counter.get("obligations"))["obligations"][0]["name"] == court["name"]);
    CHECK(kept["rules"][0]["cap_cents"] == 700);

    json fixed = {{"code", "booking_fee"}, {"legal_basis", {{"en", "Board rule 4"}}}, {"fixed_cents", 300}};
    const json trial = {{"rules", json::array({fixed})}, {"from_ms", 0}, {"until_ms", 4'000'000'000'000}};
    const json preview = body_of(counter.post("deduction-rules/preview", trial, "auditor"));
    INFO(preview.dump());
    CHECK(preview["deposits"] == 2);  // the resident's money came as one
    CHECK(preview["before"]["parts"] ==
          json::array({{{"code", "court_debt"}, {"name", court["name"]}, {"cents", 700}}}));
    CHECK(preview["after"]["parts"] ==
          json::array({{{"code", "booking_fee"}, {"name", json::object()}, {"cents", 600}}}));
    CHECK(preview["residents"][0]["difference_cents"] == 100);
    CHECK(counter.now()["owed_cents"] == 4'300);

    REQUIRE(put(json::array({fixed})).status == 200);
    CHECK(body_of(counter.get("deduction-rules"))["revision"] == 2);
    CHECK(body_of(counter.get("deduction-rules?revision=1"))["rules"][0]["code"] == "court_debt");
    CHECK(counter.get("deduction-rules?revision=9").status == 404);
    const json revisions = body_of(counter.get("deduction-rules/revisions?limit=1"));
    CHECK(revisions["total"] == 2);
    CHECK(revisions["revisions"][0]["reason"] == "the board decided");
    CHECK(counter.ties());
}
