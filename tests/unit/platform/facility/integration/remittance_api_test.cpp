// What the house holds for others, through the staff API: what is payable, how it goes, and who may.
#include "platform/facility/trust_office/remittances.h"
#include "platform/rules/receipt_code.h"
#include "tests/unit/platform/facility/integration/api_calls.h"

using namespace dayroom;
using namespace dayroom::test;
using nlohmann::json;

namespace {

struct PayablesDesk {
    TestHub hub;
    TestResident resident = hub.add_resident("20481", 0, "7391", false, 10'000);

    PayablesDesk() {
        json rule = {{"code", "victims"}, {"legal_basis", {{"en", "RCW 72.09.480"}}}, {"basis_points", 500}};
        REQUIRE(hub.api("trust_office", "PUT", "/api/v1/deduction-rules",
                        {{"rules", json::array({rule})}, {"reason", "law"}})
                    .status == 200);
        REQUIRE(post("deposits", {{"resident_id", resident.id.to_string()},
                                  {"cents", 10'300},
                                  {"fee_cents", 300},
                                  {"source", "family"},
                                  {"idempotency_key", "d"}})
                    .status == 201);
    }
    ClientAnswer post(const std::string& path, const json& body, const std::string& role = "trust_office") {
        return hub.api(role, "POST", "/api/v1/" + path, body);
    }
    ClientAnswer get(const std::string& path, const std::string& role = "auditor") {
        return hub.api(role, "GET", "/api/v1/" + path);
    }
    /// What is payable from that account; 0 when it is not in the list.
    std::int64_t payable(const std::string& account) {
        const json all = body_of(get("payables"));
        for (const json& one : all.at("payables"))
            if (one["account"] == account) return one["balance_cents"];
        return 0;
    }
    static json wish(const json& cents, const std::string& reference, const std::string& key,
                     const std::string& account = "payable/victims") {
        return {{"account", account},     {"direction", "pay"},
                {"cents", cents},         {"counterparty", "Crime Victims Fund"},
                {"reference", reference}, {"idempotency_key", key}};
    }
    bool ties() { return body_of(post("tie-out", json::object(), "auditor"))["ties"] == true; }
};

}  // namespace

TEST_CASE("what is payable is listed with its months, and goes with a reference, once for a key") {
    PayablesDesk desk;
    const json all = body_of(desk.get("payables"))["payables"];
    REQUIRE(all.size() == 2);
    CHECK(all[0]["account"] == "payable/victims");
    CHECK(all[0]["balance_cents"] == 500);
    REQUIRE(all[0]["months"].size() == 1);
    CHECK(all[0]["months"][0]["open_cents"] == 500);
    CHECK(all[1]["account"] == "provider");
    CHECK(all[1]["balance_cents"] == 300);
    const ClientAnswer made = desk.post("remittances", desk.wish(450, "CHK 1", "r1"));
    INFO(made.body);
    REQUIRE(made.status == 201);
    CHECK(body_of(made)["state"] == "done");
    CHECK(body_of(desk.post("remittances", desk.wish(450, "CHK 1", "r1"))) == body_of(made));
    CHECK(code_of(desk.post("remittances", desk.wish(451, "CHK 1", "r1"))) == "other_content");
    CHECK(code_of(desk.post("remittances", desk.wish(50, "CHK 1", "r2"))) == "reference_used");
    CHECK(code_of(desk.post("remittances", desk.wish(51, "CHK 2", "r3"))) == "more_than_owed");
    CHECK(desk.payable("payable/victims") == 50);
    CHECK(body_of(desk.get("remittances?account=payable/victims&state=done"))["total"] == 1);
    CHECK(body_of(desk.get("remittances?account=provider"))["remittances"].empty());
    CHECK(desk.get("remittances?state=lost").status == 400);
    const std::string path = "remittances/" + body_of(made)["id"].get<std::string>();
    CHECK(desk.post(path + "/void", json::object()).status == 400);
    CHECK(body_of(desk.post(path + "/void", {{"reason", "torn"}}))["state"] == "voided");
    CHECK(code_of(desk.post(path + "/void", {{"reason", "torn"}})) == "not_voidable");
    CHECK(desk.payable("payable/victims") == 500);
    CHECK(desk.ties());
}

TEST_CASE("a remittance names who made it, and the line of the bank that shows it") {
    PayablesDesk desk;
    const json made = body_of(desk.post("remittances", desk.wish(450, "CHK 1", "r1")));
    CHECK(made["bank_line_id"].is_null());
    CHECK(made["bank_day"] == "");
    CHECK(made["made_by_name"] != "");
    CHECK(made["voided_by_name"] == "");
    const std::string day = body_of(desk.post("tie-out", json::object(), "auditor"))["day"];
    json line = {{"day", day}, {"direction", "out"}, {"cents", 450}, {"reference", "chk1"}};
    const json lines = body_of(desk.post("bank-lines", {{"lines", json::array({line})}, {"idempotency_key", "b"}}));
    const json shown = body_of(desk.get("remittances"))["remittances"][0];
    CHECK(shown["bank_line_id"] == lines["lines"][0]["id"]);
    CHECK(shown["bank_day"] == day);
    const std::string path = "remittances/" + shown["id"].get<std::string>() + "/void";
    CHECK(code_of(desk.post(path, {{"reason", "torn"}})) == "bank_matched");
}

TEST_CASE("remittances that are no money are refused by name and change nothing") {
    PayablesDesk desk;
    for (const json& cents : {json(0), json(-1), json(1.5), json("500"), json(1e300), json(INT64_MAX), json(true)}) {
        INFO(cents.dump());
        CHECK(code_of(desk.post("remittances", desk.wish(cents, "R", "x"))) == "invalid");
    }
    CHECK(code_of(desk.post("remittances", desk.wish(1, "R", "x", "cash"))) == "invalid");
    CHECK(code_of(desk.post("remittances", desk.wish(1, "R", "x", "payable/nobody"))) == "not_found");
    json sideways = desk.wish(1, "R", "x");
    sideways["direction"] = "sideways";
    CHECK(code_of(desk.post("remittances", sideways)) == "invalid");
    json taken = desk.wish(1, "R", "x");
    taken["direction"] = "take_in";
    CHECK(code_of(desk.post("remittances", taken)) == "more_than_owed");
    const std::string nothing = "remittances/" + desk.resident.id.to_string();
    CHECK(desk.post(nothing + "/approve", json::object()).status == 404);
    CHECK(desk.post(nothing + "/void", {{"reason", "r"}}).status == 404);
    CHECK(desk.payable("payable/victims") == 500);
    for (const std::string role : {"auditor", "it", "reviewer", "request_staff", "provider"}) {
        INFO(role);
        for (const std::string path : {"payables", "remittances"})
            CHECK(desk.get(path, role).status == (role == "auditor" ? 200 : 403));
        CHECK(desk.post("remittances", desk.wish(1, "R", "x"), role).status == 403);
        for (const std::string what : {"/approve", "/refuse", "/void"})
            CHECK(desk.post(nothing + what, json::object(), role).status == 403);
    }
    CHECK(desk.ties());
}

TEST_CASE("a large remittance waits for a second person, who may refuse it") {
    PayablesDesk desk;
    REQUIRE(desk.hub.api("it", "PUT", "/api/v1/trust-policy", {{"two_person_from_cents", 200}}).status == 200);
    const json waiting = body_of(desk.post("remittances", desk.wish(200, "CHK 1", "r1")));
    CHECK(waiting["state"] == "waiting");
    CHECK(body_of(desk.get("payables"))["payables"][0]["waiting_cents"] == 200);
    const std::string path = "remittances/" + waiting["id"].get<std::string>();
    CHECK(code_of(desk.post(path + "/approve", json::object())) == "same_person");
    const json refused = body_of(desk.post(path + "/refuse", {{"reason", "next week"}}));
    CHECK(refused["state"] == "refused");
    CHECK(refused["decision_reason"] == "next week");
    CHECK(code_of(desk.post(path + "/approve", json::object())) == "already_decided");
    CHECK(desk.payable("payable/victims") == 500);
}

TEST_CASE("money that a resident sends out leaves the books with the reference of its payment") {
    PayablesDesk desk;
    REQUIRE(desk.hub
                .api("trust_office", "PUT", "/api/v1/money-policy",
                     {{"send_money", true}, {"cooling_off_hours", 0}, {"daily_brake_cents", 0}})
                .status == 200);
    const auto send = [&](std::int64_t cents) {
        wire::SendMoney body;
        const auto id = TransferId::make(desk.hub.clock, desk.hub.random);
        body.set_transfer_id(id.raw());
        body.set_purpose(wire::SendMoney::RELEASE_COSTS);
        body.set_cents(cents);
        body.set_receipt_code(rules::make_receipt_code(desk.hub.random));
        REQUIRE(as_resident(desk.hub, desk.resident, [&](facility::Work& work) {
                    return desk.hub.services().transfers.send(work, desk.resident.id, body, work.now());
                }).ok());
        return "transfers/" + id.to_string() + "/pay";
    };
    const ClientAnswer paid = desk.post(send(700), {{"reference", "BAIL 7"}});
    INFO(paid.body);
    REQUIRE(paid.status == 200);
    const json made = body_of(desk.get("remittances"))["remittances"];
    REQUIRE(made.size() == 1);
    CHECK(made[0]["id"] == body_of(paid)["remittance_id"]);
    CHECK(made[0]["account"] == "payable/outgoing_money");
    CHECK(made[0]["cents"] == 700);
    CHECK(made[0]["reference"] == "BAIL 7");
    CHECK(desk.payable("payable/outgoing_money") == 0);
    // Without a reference it is paid from the account later, several together.
    const std::string second = send(200);
    CHECK(code_of(desk.post(second, {{"reference", "BAIL 7"}})) == "reference_used");
    CHECK(body_of(desk.get("transfers"))["transfers"].size() == 1);
    CHECK(desk.post(second, json::object()).status == 200);
    CHECK(desk.payable("payable/outgoing_money") == 200);
    CHECK(desk.ties());
}
