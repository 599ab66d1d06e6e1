// Proof of the books through the staff API: tie-outs, the bank, months, leaving, packages, published formats, paper.
#include <set>

#include "platform/facility/packages/facility_roots.h"
#include "platform/facility/schema/hub_database.h"
#include "tests/unit/platform/facility/integration/api_calls.h"
#include "tests/unit/platform/facility/integration/published_format.h"

using namespace dayroom;
using namespace dayroom::test;
using nlohmann::json;

namespace {

struct BooksDesk {
    TestHub hub;
    TestResident resident = hub.add_resident("20481", 0, "7391", false, 0);
    std::string path = "/api/v1/residents/" + resident.id.to_string();
    std::string today;
    std::string month;

    BooksDesk() {
        REQUIRE(deposit(5'000, "d1", "MO 4711").status == 201);
        today = body_of(hub.api("auditor", "POST", "/api/v1/tie-out", json::object()))["day"];
        month = today.substr(0, 7);
    }
    ClientAnswer deposit(std::int64_t cents, const std::string& key, const std::string& detail) {
        return post("/api/v1/deposits", {{"resident_id", resident.id.to_string()},
                                         {"cents", cents},
                                         {"source", "family"},
                                         {"detail", detail},
                                         {"idempotency_key", key}});
    }
    ClientAnswer post(const std::string& route, const json& body, const std::string& role = "trust_office") {
        return hub.api(role, "POST", route, body);
    }
    json get(const std::string& route, const std::string& role = "auditor") {
        const ClientAnswer answer = hub.api(role, "GET", route);
        INFO(route << " " << answer.body);
        REQUIRE(answer.status == 200);
        return body_of(answer);
    }
    std::string days() const { return "?from=" + today + "&to=" + today; }
};

std::string with_id(std::string pattern, const std::string& id) {
    for (std::size_t at = pattern.find('{'); at != std::string::npos; at = pattern.find('{'))
        pattern.replace(at, pattern.find('}') - at + 1, id);
    return pattern;
}

}  // namespace

TEST_CASE("an auditor reads everything about money and changes nothing of it") {
    BooksDesk desk;
    const Secret key = desk.hub.services().files.database_key().take();
    facility::ApiTokens tokens(facility::open_reader(desk.hub.services().files.database(), key).take(), desk.hub.clock);
    facility::StaffApi api{desk.hub.services(), tokens};
    http::Router router;
    facility::add_staff_routes(router, api);
    // Proving, verifying and trying out change nothing of it.
    const std::set<std::string> proofs{"/api/v1/tie-out", "/api/v1/transfer-packages/check", "/api/v1/audit/verify",
                                       "/api/v1/deduction-rules/preview"};
    // What residents write to staff is no money (request_routes.cpp says why).
    const std::set<std::string> not_money{"/api/v1/requests",
                                          "/api/v1/requests/{id}",
                                          "/api/v1/desks",
                                          "/api/v1/sick-call",
                                          "/api/v1/requests/{id}/message.pdf",
                                          "/api/v1/requests/{id}/attachments/{attachment}/pages/{page}"};
    int reads = 0;
    int writes = 0;
    for (const http::Route& route : router.routes()) {
        const bool for_trust = route.permission.find("trust_office") != std::string::npos;
        const bool for_auditor = route.permission.find("auditor") != std::string::npos;
        INFO(http::to_string(route.method) << " " << route.pattern);
        if (route.method == http::Method::kGet) {
            if (!for_trust) continue;
            ++reads;
            CHECK(for_auditor != not_money.contains(route.pattern));
            continue;
        }
        if (route.pattern.starts_with("/api/v1/")) CHECK(for_auditor == proofs.contains(route.pattern));
        if (!for_trust || for_auditor) continue;
        ++writes;
        const std::string path = with_id(route.pattern, desk.resident.id.to_string());
        CHECK(desk.hub.api("auditor", http::to_string(route.method), path, json::object()).status == 403);
    }
    CHECK(reads > 20);
    CHECK(writes > 20);
    for (const std::string& route : not_money)
        CHECK(desk.hub.api("auditor", "GET", with_id(route, desk.resident.id.to_string())).status == 403);
    for (const std::string& route :
         {std::string("/api/v1/tie-outs"), "/api/v1/money-flows" + desk.days(), std::string("/api/v1/bank-lines"),
          "/api/v1/bank-reconciliation" + desk.days(), std::string("/api/v1/months"), "/api/v1/months/" + desk.month,
          desk.path + "/release", std::string("/api/v1/release-policy"), std::string("/api/v1/facility-roots"),
          std::string("/api/v1/exports/accounts"), "/api/v1/exports/transactions" + desk.days(),
          desk.path + "/statement?month=" + desk.month, desk.path + "/transactions"})
        CHECK_FALSE(desk.get(route).empty());
}

TEST_CASE("tie-outs are kept with control totals, and a difference is named, alarms and stops its account") {
    BooksDesk desk;
    const json first = desk.get("/api/v1/tie-out");
    CHECK(first["ties"] == true);
    REQUIRE(first["control"].size() >= 5);
    std::int64_t sum = 0;
    for (const json& total : first["control"]) {
        CHECK(total["stored"] == total["computed"]);
        if (total["unit"] == "cents") sum += total["computed"].get<std::int64_t>();
    }
    CHECK(sum == 0);
    CHECK(body_of(desk.hub.api("", "GET", "/api/v1/health"))["alarms"].empty());
    const auto raise = [&](int by, int kind = 1) {
        REQUIRE(desk.hub.services()
                    .writer
                    ->run(facility::Actor::system(),
                          [&](facility::Work& work) {
                              return work.db().run(
                                  "UPDATE account SET balance = balance + $1 WHERE resident = $2 AND kind = $3", by,
                                  desk.resident.id, kind);
                          })
                    .ok());
    };
    raise(700);
    const json found = body_of(desk.post("/api/v1/tie-out", json::object(), "auditor"));
    CHECK(found["ties"] == false);
    REQUIRE(found["differences"].size() == 1);
    CHECK(found["differences"][0]["what"] == "balance");
    CHECK(found["differences"][0]["kind"] == "spendable");
    CHECK(found["differences"][0]["resident_number"] == "20481");
    CHECK(found["differences"][0]["stored"] == 5'700);
    CHECK(found["differences"][0]["unit"] == "cents");
    CHECK(desk.get("/api/v1/tie-outs/" + std::to_string(found["at_ms"].get<std::int64_t>()))["differences"] ==
          found["differences"]);
    CHECK(body_of(desk.hub.api("", "GET", "/api/v1/health"))["alarms"] == json::array({"books_differ"}));
    CHECK(code_of(desk.post("/api/v1/charges", {{"resident_id", desk.resident.id.to_string()},
                                                {"cents", 1},
                                                {"reason", "x"},
                                                {"idempotency_key", "c"}})) == "account_stopped");
    raise(-700);
    raise(3, 4);
    const json credits = body_of(desk.post("/api/v1/tie-out", json::object()))["differences"];
    REQUIRE(credits.size() == 1);
    CHECK(credits[0]["kind"] == "credits");
    CHECK(credits[0]["unit"] == "credits");
    raise(-3, 4);
    CHECK(body_of(desk.post("/api/v1/tie-out", json::object()))["ties"] == true);
    CHECK(body_of(desk.hub.api("", "GET", "/api/v1/health"))["alarms"].empty());
    const json list = desk.get("/api/v1/tie-outs?limit=2");
    CHECK(list["tie_outs"].size() == 2);
    const std::string before = std::to_string(list["next_before_ms"].get<std::int64_t>());
    CHECK(desk.get("/api/v1/tie-outs?limit=2&before_ms=" + before)["tie_outs"].size() == 2);
    CHECK(desk.hub.api("auditor", "GET", "/api/v1/tie-outs/5").status == 404);
    CHECK(desk.hub.api("auditor", "GET", "/api/v1/tie-outs/x").status == 404);
}

TEST_CASE("the bank's lines come one by one or as a table, once, and are compared with the books") {
    BooksDesk desk;
    const json line = {{"day", desk.today}, {"direction", "in"}, {"cents", 5'000}, {"reference", "mo4711"}};
    const json wish = {{"idempotency_key", "b1"}, {"lines", json::array({line})}};
    const ClientAnswer added = desk.post("/api/v1/bank-lines", wish);
    INFO(added.body);
    REQUIRE(added.status == 201);
    CHECK(body_of(added)["matched"] == 1);
    CHECK(body_of(desk.post("/api/v1/bank-lines", wish)) == body_of(added));
    const std::string head = "day,direction,cents,reference,text\n";
    json table = {{"idempotency_key", "b2"},
                  {"csv", head + desk.today + ",in,5000,MO 4711,\n" + desk.today + ",out,250,FEE 1,bank fee\n" +
                              desk.today + ",sideways,1,x,\n" + desk.today + ",in,-5,y,\n" + desk.today + ",in,5,z\n"}};
    const ClientAnswer wrong = desk.post("/api/v1/bank-lines/import", table);
    CHECK(wrong.status == 400);
    CHECK(code_of(wrong) == "lines_refused");
    REQUIRE(body_of(wrong)["errors"].size() == 3);
    CHECK(body_of(wrong)["errors"][0]["line"] == 4);
    table["dry_run"] = true;
    CHECK(desk.post("/api/v1/bank-lines/import", table).status == 200);
    table["dry_run"] = false;
    table["csv"] = head + desk.today + ",in,5000,MO 4711,\n" + desk.today + ",out,250,FEE 1,bank fee\n";
    const json imported = body_of(desk.post("/api/v1/bank-lines/import", table));
    CHECK(imported["added"] == 1);
    CHECK(imported["known"] == 1);
    const json matched = desk.get("/api/v1/bank-lines?state=matched")["lines"];
    REQUIRE(matched.size() == 1);
    const json one = desk.get("/api/v1/bank-lines/" + matched[0]["id"].get<std::string>());
    CHECK(one["matched_by"] == "reference");
    REQUIRE(one["entries"].size() == 1);
    CHECK(one["entries"][0]["transfer_id"] == one["transfer_ids"][0]);
    CHECK(one["entries"][0]["cents"] == 5'000);
    CHECK(one["entries"][0]["resident_number"] == "20481");
    // Columns stand where they stand; a text may be missing, nothing else.
    json turned{{"idempotency_key", "b4"},
                {"csv", "reference,cents,direction,day\nMO 4711,5000,in," + desk.today + "\n"}};
    CHECK(body_of(desk.post("/api/v1/bank-lines/import", turned))["known"] == 1);
    for (const char* first :
         {"day,direction,cents", "day,direction,cents,reference,note", "day,day,direction,cents,reference"}) {
        turned["csv"] = std::string(first) + "\n";
        CHECK(desk.post("/api/v1/bank-lines/import", turned).status == 400);
    }
    const json compared = desk.get("/api/v1/bank-reconciliation" + desk.days());
    CHECK(compared["bank"]["in_cents"] == 5'000);
    CHECK(compared["bank"]["out_cents"] == 250);
    CHECK(compared["matched"]["lines"] == 1);
    REQUIRE(compared["unmatched_bank"].size() == 1);
    const std::string fee = "/api/v1/bank-lines/" + compared["unmatched_bank"][0]["id"].get<std::string>();
    CHECK(desk.post(fee + "/match", {{"transfer_ids", json::array({"x"})}}).status == 400);
    CHECK(desk.post(fee + "/unmatch", json::object()).status == 409);
    CHECK(body_of(desk.post(fee + "/strike", {{"reason", "not ours"}}))["state"] == "struck");
    CHECK(desk.get("/api/v1/bank-lines?state=struck")["lines"].size() == 1);
    for (const json& spoilt :
         {json{{"cents", 0}}, json{{"cents", -1}}, json{{"cents", 1.5}}, json{{"cents", 100'000'001}},
          json{{"day", "2026-02-30"}}, json{{"direction", "up"}}, json{{"reference", " "}}, json{{"more", 1}}}) {
        json bad = line;
        bad.update(spoilt);
        INFO(spoilt.dump());
        const ClientAnswer refused =
            desk.post("/api/v1/bank-lines", {{"idempotency_key", "b3"}, {"lines", json::array({bad})}});
        CHECK(refused.status >= 400);
        CHECK(refused.status < 500);
    }
    CHECK(desk.get("/api/v1/bank-lines?limit=1")["next_after"] != "");
    const json flow = desk.get("/api/v1/money-flows" + desk.days())["days"];
    REQUIRE(flow.size() == 1);
    CHECK(flow[0]["in_cents"] == 5'000);
    for (const char* bad :
         {"", "?from=2026-11-01", "?from=x&to=y", "?from=2026-11-02&to=2026-11-01", "?from=2020-01-01&to=2026-01-01"})
        CHECK(desk.hub.api("auditor", "GET", std::string("/api/v1/money-flows") + bad).status == 400);
}

TEST_CASE("months are shown, and the one that runs cannot be closed") {
    BooksDesk desk;
    CHECK(desk.get("/api/v1/months")["months"][0]["state"] == "running");
    CHECK(desk.get("/api/v1/months/" + desk.month)["control"].size() >= 5);
    const std::string month = "/api/v1/months/" + desk.month;
    CHECK(code_of(desk.post(month + "/close", json::object())) == "month_not_over");
    CHECK(code_of(desk.post(month + "/reopen", {{"reason", "x"}})) == "month_open");
    CHECK(desk.post("/api/v1/months/2026-13/close", json::object()).status == 400);
    CHECK(desk.post(month + "/reopen", json::object()).status == 400);
}

TEST_CASE("somebody leaves, is paid out once for a key, and comes back") {
    BooksDesk desk;
    const json cheque = {{"method", "cheque"}, {"reference", "1001"}, {"idempotency_key", "p1"}};
    CHECK(code_of(desk.post(desk.path + "/pay-out", cheque)) == "not_released");
    CHECK(desk.post(desk.path + "/release", json::object(), "trust_office").status == 403);
    CHECK(desk.post(desk.path + "/release", json::object(), "it").status == 200);
    CHECK(desk.post(desk.path + "/release", json::object(), "it").status == 200);
    CHECK(desk.get(desk.path + "/release")["pay_out_cents"] == 5'000);
    json bad = cheque;
    bad["method"] = "facility";
    CHECK(desk.post(desk.path + "/pay-out", bad).status == 400);
    json stale = cheque;
    stale["cents"] = 4'999;
    CHECK(code_of(desk.post(desk.path + "/pay-out", stale)) == "amount_changed");
    CHECK(desk.get(desk.path + "/release")["state"] == "released");
    const json shown = {{"method", "cheque"}, {"reference", "1001"}, {"cents", 5'000}, {"idempotency_key", "p1"}};
    const ClientAnswer paid = desk.post(desk.path + "/pay-out", shown);
    CHECK(body_of(paid)["cents"] == 5'000);
    CHECK(body_of(desk.post(desk.path + "/pay-out", shown)) == body_of(paid));
    json again = cheque;
    again["reference"] = "1002";
    CHECK(code_of(desk.post(desk.path + "/pay-out", again)) == "other_content");
    again["idempotency_key"] = "p2";
    CHECK(code_of(desk.post(desk.path + "/pay-out", again)) == "nothing_to_pay");
    CHECK(desk.get(desk.path + "/release")["state"] == "closed");
    const std::string unit = desk.hub.unit(1).to_string();
    CHECK(desk.post(desk.path + "/return", {{"unit_id", unit}}, "it").status == 200);
    CHECK(code_of(desk.post(desk.path + "/return", {{"unit_id", unit}}, "it")) == "is_here");
    CHECK(desk.get(desk.path + "/release")["state"] == "here");
    CHECK(desk.deposit(100, "d2", "again").status == 201);
    CHECK(desk.hub.api("trust_office", "PUT", "/api/v1/release-policy", {{"pay_obligations", json::array({"a", "a"})}})
              .status == 400);
    CHECK(desk.hub.api("trust_office", "PUT", "/api/v1/release-policy", {{"pay_obligations", json::array({"copay"})}})
              .status == 200);
    CHECK(desk.get("/api/v1/release-policy")["pay_obligations"] == json::array({"copay"}));
}

TEST_CASE("accounts and transactions leave in their published formats, page after page") {
    BooksDesk desk;
    const json accounts = desk.get("/api/v1/exports/accounts");
    INFO(accounts.dump(1));
    CHECK(fits(accounts, published_schema("dayroom-accounts-1")));
    std::int64_t sum = 0;
    for (const json& account : accounts["accounts"])
        sum += account["unit"] == "cents" ? account["balance"].get<std::int64_t>() : 0;
    CHECK(sum == 0);
    const json transactions = desk.get("/api/v1/exports/transactions" + desk.days());
    CHECK(fits(transactions, published_schema("dayroom-transactions-1")));
    REQUIRE(transactions["transactions"].size() == 1);
    CHECK(transactions["transactions"][0]["amount"] == 5'000);
    CHECK(transactions["transactions"][0]["credit"]["balance_after"] == 5'000);
    json spoilt = transactions;
    spoilt["transactions"][0].erase("amount");
    CHECK_FALSE(fits(spoilt, published_schema("dayroom-transactions-1")));
    const json page = desk.get("/api/v1/exports/accounts?limit=2");
    CHECK(page["accounts"].size() == 2);
    const std::string after = std::to_string(page["next_after"].get<std::int64_t>());
    CHECK(desk.get("/api/v1/exports/accounts?after=" + after)["accounts"].size() == accounts["accounts"].size() - 2);
    CHECK(desk.hub.api("reviewer", "GET", "/api/v1/exports/accounts").status == 403);
}

TEST_CASE("a package leaves in its published format, for a facility that is pinned") {
    BooksDesk desk;
    const FacilityId other = FacilityId::make(desk.hub.clock, desk.hub.random);
    const json wish = {{"to_facility_id", other.to_string()}, {"idempotency_key", "t1"}};
    CHECK(code_of(desk.post(desk.path + "/transfer-package", wish)) == "not_pinned");
    const crypto::SigningKey root = crypto::SigningKey::make(desk.hub.random);
    REQUIRE(desk.hub.services()
                .writer
                ->run(facility::Actor::system(),
                      [&](facility::Work& work) {
                          return facility::pin_root(work, {other, "Other County", root.public_key()});
                      })
                .ok());
    CHECK(desk.get("/api/v1/facility-roots")["roots"][0]["name"] == "Other County");
    CHECK(desk.post(desk.path + "/release", json::object(), "it").status == 200);
    json stale = wish;
    stale["cents"] = 4'999;
    CHECK(code_of(desk.post(desk.path + "/transfer-package", stale)) == "amount_changed");
    const ClientAnswer sent = desk.post(desk.path + "/transfer-package", wish);
    INFO(sent.body);
    REQUIRE(sent.status == 201);
    const json schema = published_schema("dayroom-transfer-1");
    CHECK(fits(body_of(sent), schema));
    const std::string inner = to_string(from_base64url(body_of(sent)["payload"].get<std::string>()).take());
    CHECK(fits(json::parse(inner), schema["$defs"]["payload"]));
    CHECK(body_of(desk.post(desk.path + "/transfer-package", wish)) == body_of(sent));
    const json listed = desk.get("/api/v1/transfer-packages")["packages"];
    REQUIRE(listed.size() == 1);
    CHECK(listed[0]["direction"] == "out");
    CHECK(listed[0]["resident_number"] == "20481");
    CHECK(listed[0]["facility_name"] == "Other County");
    CHECK(listed[0]["cents"] == 5'000);
    CHECK(desk.get("/api/v1/transfer-packages/" + listed[0]["id"].get<std::string>()) == body_of(sent));
    CHECK(desk.hub.api("auditor", "GET", "/api/v1/transfer-packages/" + other.to_string()).status == 404);
    const json own = {{"package", body_of(sent).dump()}};
    CHECK(code_of(desk.post("/api/v1/transfer-packages/check", own, "auditor")) == "untrusted_facility");
    CHECK(desk.post("/api/v1/transfer-packages/check", {{"package", "x"}}).status == 400);
    json in = own;
    in.update({{"unit_id", desk.hub.unit(0).to_string()}, {"number", "N1"}, {"idempotency_key", "i1"}});
    CHECK(code_of(desk.post("/api/v1/transfer-packages/import", in)) == "untrusted_facility");
}

TEST_CASE("a month's statement is data and paper, for those whose work it is") {
    BooksDesk desk;
    const json month = desk.get(desk.path + "/statement?month=" + desk.month);
    CHECK(month["closing_cents"] == 5'000);
    CHECK(month["lines"][0]["text"] == "Deposit: MO 4711");
    const ClientAnswer paper = desk.hub.api("trust_office", "GET", desk.path + "/statement.pdf?month=" + desk.month);
    CHECK(paper.status == 200);
    CHECK(paper.headers.at("content-type") == "application/pdf");
    CHECK(paper.body.starts_with("%PDF-"));
    const ClientAnswer spanish =
        desk.hub.api("auditor", "GET", desk.path + "/statement.pdf?language=es&month=" + desk.month);
    CHECK(spanish.status == 200);
    CHECK(spanish.body.starts_with("%PDF-"));
    const std::string slip = desk.path + "/transactions/" + month["lines"][0]["id"].get<std::string>() + "/slip.pdf";
    const ClientAnswer receipt = desk.hub.api("trust_office", "GET", slip);
    CHECK(receipt.status == 200);
    CHECK(receipt.headers.at("content-type") == "application/pdf");
    CHECK(receipt.body.starts_with("%PDF-"));
    CHECK(desk.hub.api("auditor", "GET", slip + "?language=es").status == 200);
    CHECK(desk.hub.api("request_staff", "GET", slip).status == 403);
    CHECK(desk.hub.api("auditor", "GET", desk.path + "/transactions/" + desk.resident.id.to_string() + "/slip.pdf")
              .status == 404);
    CHECK(desk.hub.api("reviewer", "GET", desk.path + "/statement.pdf?month=" + desk.month).status == 403);
    CHECK(desk.hub.api("auditor", "GET", desk.path + "/statement?month=x").status == 400);
}

TEST_CASE("a month's statement tells a deposit as arithmetic, as its paper does") {
    BooksDesk desk;
    const json rule = {{"code", "stay"},
                       {"name", {{"en", "Room and board"}, {"es", "Alojamiento"}}},
                       {"legal_basis", {{"en", "RCW 72.09.480"}}},
                       {"basis_points", 1'250}};
    REQUIRE(
        desk.hub
            .api("trust_office", "PUT", "/api/v1/deduction-rules", {{"rules", json::array({rule})}, {"reason", "law"}})
            .status == 200);
    REQUIRE(desk.deposit(8'000, "d2", "MO 4712").status == 201);
    const json lines = desk.get(desk.path + "/statement?month=" + desk.month)["lines"];
    REQUIRE(lines.size() == 2);
    CHECK_FALSE(lines[0].contains("split"));
    const json& split = lines[1]["split"];
    CHECK(split["gross_cents"] == 8'000);
    CHECK(split["fee_cents"] == 0);
    REQUIRE(split["parts"].size() == 1);
    CHECK(split["parts"][0]["code"] == "stay");
    CHECK(split["parts"][0]["text"] == "Room and board, 12.50 %, RCW 72.09.480");
    CHECK(split["parts"][0]["cents"] == 1'000);
    CHECK(split["parts"][0]["into_savings"] == false);
    CHECK(split["left_cents"] == 7'000);
    CHECK(lines[1]["cents"] == 7'000);
}
