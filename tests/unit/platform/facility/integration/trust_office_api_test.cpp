// The trust office through the staff API: files of deposits, withdrawals, voids and charges; who may, and the attacks
// that must change nothing.
#include "tests/unit/platform/facility/integration/api_calls.h"
#include "tests/unit/platform/facility/integration/published_format.h"

using namespace dayroom;
using namespace dayroom::test;
using nlohmann::json;

namespace {

struct MoneyCounter {
    TestHub hub;
    TestResident resident = hub.add_resident("20481", 0, "7391", false, 10'000);
    TestResident other = hub.add_resident("20482", 0, "7392", false, 0);
    std::string id = resident.id.to_string();

    ClientAnswer get(const std::string& path, const std::string& role = "auditor") {
        return hub.api(role, "GET", "/api/v1/" + path);
    }
    ClientAnswer post(const std::string& path, const json& body, const std::string& role = "trust_office") {
        return hub.api(role, "POST", "/api/v1/" + path, body);
    }
    ClientAnswer put(const std::string& path, const json& body, const std::string& role) {
        return hub.api(role, "PUT", "/api/v1/" + path, body);
    }
    json line(const std::string& reference, std::int64_t cents, const std::string& number = "20481") const {
        return {{"reference", reference}, {"source", "lockbox"}, {"resident_number", number}, {"cents", cents}};
    }
    json file(const json& lines) const {
        return {{"format", "dayroom-deposits-1"}, {"name", "lockbox 26 Nov"}, {"deposits", lines}};
    }
    json withdrawal(const json& cents, const std::string& key) const {
        return {{"resident_id", id},  {"cents", cents},       {"means", "cash"},
                {"payee", "Himself"}, {"reason", "bus fare"}, {"idempotency_key", key}};
    }
    json take_back(const std::string& transfer, const std::string& key) const {
        return {{"resident_id", id}, {"transfer_id", transfer}, {"reason", "by mistake"}, {"idempotency_key", key}};
    }
    std::int64_t spendable(const std::string& number = "20481") {
        return body_of(
            hub.api("trust_office", "GET", "/api/v1/residents?number=" + number))["residents"][0]["spendable_cents"];
    }
    std::int64_t transfers() { return body_of(hub.api("auditor", "POST", "/api/v1/tie-out"))["transfers"]; }
    bool ties() { return body_of(hub.api("auditor", "POST", "/api/v1/tie-out"))["ties"] == true; }
};

json keyed(json body, const std::string& key) {
    body["idempotency_key"] = key;
    return body;
}

}  // namespace

TEST_CASE("a file of deposits is tried, booked once, and shown with its arithmetic") {
    MoneyCounter counter;
    json rule = {{"code", "victims"},
                 {"name", {{"en", "Victims' fund"}}},
                 {"legal_basis", {{"en", "RCW 72.09.480"}}},
                 {"basis_points", 500}};
    const json then = rule["name"];
    REQUIRE(
        counter.put("deduction-rules", {{"rules", json::array({rule})}, {"reason", "law"}}, "trust_office").status ==
        200);
    json first = counter.line("a", 2'000);
    first["fee_cents"] = 100;
    first["detail"] = "Maria Vega";
    const json file = counter.file(json::array({first, counter.line("b", 500, "20482")}));
    CHECK(fits(file, published_schema("dayroom-deposits-1")));
    json trial = file;
    trial["dry_run"] = true;
    const json said = body_of(counter.post("deposit-batches", trial));
    CHECK(said["applied"] == false);
    CHECK(said["books"] == 2);
    CHECK(said["fee_cents"] == 100);
    CHECK(said["deduction_cents"] == 95 + 25);
    CHECK(said["lines"][0]["parts"][0]["cents"] == 95);
    CHECK(said["lines"][0]["parts"][0]["name"] == then);
    CHECK(said["lines"][0]["left_cents"] == 1'805);
    CHECK(said["lines"][0]["resident_id"] == counter.id);
    CHECK(counter.spendable() == 10'000);

    const ClientAnswer booked = counter.post("deposit-batches", keyed(file, "f1"));
    INFO(booked.body);
    REQUIRE(booked.status == 201);
    CHECK(body_of(booked)["lines"].empty());
    CHECK(counter.spendable() == 11'805);
    CHECK(body_of(counter.post("deposit-batches", keyed(file, "f1"))) == body_of(booked));
    const json again = body_of(counter.post("deposit-batches", keyed(file, "f2")));
    CHECK(again["books"] == 0);
    CHECK(again["lines"][1]["state"] == "booked_before");
    CHECK(counter.spendable() == 11'805);
    CHECK(counter.spendable("20482") == 475);

    const json batches = body_of(counter.get("deposit-batches"));
    CHECK(batches["total"] == 2);
    CHECK(batches["batches"][1]["id"] == body_of(booked)["id"]);
    const std::string one = "deposit-batches/" + body_of(booked)["id"].get<std::string>();
    // What was booked keeps the name of its day.
    rule["name"]["en"] = "Crime victims";
    REQUIRE(
        counter.put("deduction-rules", {{"rules", json::array({rule})}, {"reason", "name"}}, "trust_office").status ==
        200);
    const json shown = body_of(counter.get(one));
    CHECK(shown["lines"][0]["parts"][0]["cents"] == 95);
    CHECK(shown["lines"][0]["parts"][0]["name"] == then);
    CHECK(shown["lines"][0]["voided"] == false);
    CHECK(body_of(counter.get(one + "?limit=1&offset=1"))["lines"][0]["reference"] == "b");
    CHECK(counter.get("deposit-batches/" + counter.id).status == 404);

    const json by_hand = {
        {"resident_id", counter.id}, {"cents", 1}, {"source", "lockbox"}, {"reference", "a"}, {"idempotency_key", "h"}};
    CHECK(code_of(counter.post("deposits", by_hand)) == "booked_before");
    CHECK(counter.spendable() == 11'805);
    const std::string transfer = shown["lines"][0]["transfer_id"];
    CHECK(counter.post("voids", counter.take_back(transfer, "v1")).status == 201);
    CHECK(body_of(counter.get(one))["lines"][0]["voided"] == true);
    CHECK(counter.spendable() == 10'000);
    CHECK(counter.ties());
}

TEST_CASE("a table of deposits: each wrong line by its number, nothing booked unless the valid ones are asked for") {
    MoneyCounter counter;
    const std::string table =
        "\xEF\xBB\xBFreference,source,resident_number,cents,fee_cents,detail\r\n"
        "a,lockbox,20481,2500,,\"Vega, Maria\"\r\n"
        "b,lockbox,20481,25.00,,\r\n"
        "c,lockbox,20481,-5,,\r\n"
        "d,lockbox,20481,9223372036854775808,,\r\n"
        "\r\n"
        "e,lockbox,99999,100,,\r\n"
        "f,lockbox,20481,100,100,\r\n"
        "a,lockbox,20481,2500,,\r\n"
        "g,lockbox,20481,100\r\n"
        "h,=cmd|'/c calc'!A1,20481,100,,\r\n";
    json file = {{"format", "dayroom-deposits-1"}, {"name", "table"}, {"csv", table}, {"idempotency_key", "t1"}};
    const ClientAnswer refused = counter.post("deposit-batches", file);
    CHECK(refused.status == 400);
    CHECK(code_of(refused) == "lines_wrong");
    std::vector<int> wrong;
    const json report = body_of(refused);
    for (const json& line : report["lines"])
        if (line["state"] == "wrong") wrong.push_back(line["line"]);
    CHECK(wrong == std::vector<int>{3, 4, 5, 7, 8, 9, 10, 11});
    CHECK(counter.spendable() == 10'000);
    CHECK(body_of(counter.get("deposit-batches"))["total"] == 0);

    // What is wrong with the whole of it is line 0, and never booked in part.
    file["apply"] = "valid_lines";
    for (const std::string& broken : {std::string(), std::string("reference,source,cents\na,b,1\n"),
                                      std::string("reference,source,resident_number,cents,cents\na,b,1,1,1\n"),
                                      std::string("reference,source,resident_number,cents\na,b,\"20481,5\n"),
                                      std::string("reference,source,resident_number,cents\n")}) {
        INFO(broken);
        json one = file;
        one["csv"] = broken;
        const ClientAnswer answer = counter.post("deposit-batches", one);
        CHECK(answer.status == 400);
        if (!broken.empty()) CHECK(body_of(answer)["lines"][0]["line"] == 0);
    }
    json cut_off = file;
    cut_off["control_lines"] = 10;
    CHECK(code_of(counter.post("deposit-batches", cut_off)) == "lines_wrong");
    CHECK(counter.spendable() == 10'000);

    const ClientAnswer valid = counter.post("deposit-batches", file);
    CHECK(valid.status == 201);
    CHECK(body_of(valid)["books"] == 1);
    CHECK(body_of(valid)["wrong"] == 8);
    CHECK(counter.spendable() == 12'500);
    CHECK(counter.ties());
}

TEST_CASE("hostile files of deposits are refused, and book nothing") {
    MoneyCounter counter;
    const std::int64_t before = counter.transfers();
    json many = json::array();
    for (int each = 0; each <= 1'000; ++each) many.push_back(counter.line(std::to_string(each), 1));
    json other_format = counter.file(json::array({counter.line("a", 1)}));
    other_format["format"] = "dayroom-deposits-2";
    json no_name = counter.file(json::array({counter.line("a", 1)}));
    no_name["name"] = "";
    json odd_apply = counter.file(json::array({counter.line("a", 1)}));
    odd_apply["apply"] = "some";
    json unknown = counter.file(json::array({counter.line("a", 1)}));
    unknown["deposit"] = 1;
    for (const json& body : {counter.file(many), counter.file(json::array({1})), counter.file("deposits"),
                             counter.file(json::array()), other_format, no_name, odd_apply, unknown}) {
        INFO(body.dump().substr(0, 200));
        CHECK(counter.post("deposit-batches", keyed(body, "k")).status == 400);
    }
    CHECK(counter.post("deposit-batches", counter.file(json::array({counter.line("a", 1)}))).status == 400);
    for (const json& cents : {json(0), json(-1), json(1.5), json("1"), json(100'000'001), json(INT64_MAX),
                              json(std::uint64_t{INT64_MAX} + 1), json(1e300), json(true), json(nullptr)}) {
        json spoiled = counter.line("a", 1);
        spoiled["cents"] = cents;
        const ClientAnswer answer =
            counter.post("deposit-batches", keyed(counter.file(json::array({counter.line("z", 5), spoiled})), "k"));
        INFO(answer.body);
        CHECK(code_of(answer) == "lines_wrong");
        CHECK(body_of(answer)["lines"][1]["line"] == 2);
        CHECK_FALSE(body_of(answer)["lines"][1]["problem"].get<std::string>().empty());
    }
    CHECK(counter.hub
              .api("trust_office", "POST", "/api/v1/deposit-batches",
                   {{"format", "dayroom-deposits-1"}, {"name", "x"}, {"csv", std::string(1'100'000, 'a')}})
              .status == 413);
    CHECK(counter.transfers() == before);
    CHECK(counter.spendable() == 10'000);
    CHECK(counter.ties());
}

TEST_CASE("the attack table: every operation with money refuses by name, and changes nothing") {
    MoneyCounter counter;
    REQUIRE(counter
                .put("charge-kinds",
                     {{"kinds", json::array({{{"code", "damage"},
                                              {"name", {{"en", "Damage"}, {"es", "Daños"}}},
                                              {"cents", 0},
                                              {"may_be_owed", false}}})}},
                     "trust_office")
                .status == 200);
    const json kinds = body_of(counter.get("charge-kinds"))["kinds"];
    CHECK(kinds.size() == 1);
    CHECK(kinds[0]["name"] == json{{"en", "Damage"}, {"es", "Daños"}});
    for (const json& name : {json("Damage"), json::object(), json{{"es", "Daños"}}, json{{"en", ""}},
                             json{{"en", std::string(81, 'D')}}, json{{"en", "D"}, {"en_US", "D"}}}) {
        INFO(name.dump());
        const json kind = {{"code", "damage"}, {"name", name}, {"cents", 0}, {"may_be_owed", false}};
        CHECK(counter.put("charge-kinds", {{"kinds", json::array({kind})}}, "trust_office").status >= 400);
    }
    const std::string deposit = body_of(counter.post(
        "deposits",
        {{"resident_id", counter.id}, {"cents", 500}, {"source", "family"}, {"idempotency_key", "d"}}))["id"];
    const auto site_charge = [&](const json& cents, const std::string& key) {
        return json{{"kind", "damage"},
                    {"cents", cents},
                    {"reason", "a window"},
                    {"resident_ids", json::array({counter.id})},
                    {"idempotency_key", key}};
    };
    const std::int64_t before = counter.transfers();
    struct Attack {
        std::string path;
        json body;
        int status;
        std::string code;
    };
    std::vector<Attack> attacks;
    for (const json& cents : {json(0), json(-1), json(-500), json(1.5), json("500"), json(100'000'001), json(INT64_MAX),
                              json(INT64_MIN), json(std::uint64_t{INT64_MAX} + 1), json(1e300), json(true)}) {
        attacks.push_back({"withdrawals", counter.withdrawal(cents, "w"), 400, "invalid"});
        attacks.push_back({"site-charges", site_charge(cents, "s"), 400, "invalid"});
        attacks.push_back({"charges",
                           {{"resident_id", counter.id}, {"cents", cents}, {"reason", "x"}, {"idempotency_key", "c"}},
                           400,
                           "invalid"});
        attacks.push_back({"deposits",
                           {{"resident_id", counter.id}, {"cents", cents}, {"source", "x"}, {"idempotency_key", "y"}},
                           400,
                           "invalid"});
    }
    json spoiled_source = {{"resident_id", counter.id}, {"cents", 5}, {"source", "A B"}, {"idempotency_key", "y"}};
    json no_number = counter.withdrawal(5, "w");
    no_number["means"] = "cheque";
    json in_kind = counter.withdrawal(5, "w");
    in_kind["means"] = "credits";
    json of_nobody = counter.withdrawal(5, "w");
    of_nobody["resident_id"] = deposit;
    json of_other = counter.take_back(deposit, "v");
    of_other["resident_id"] = counter.other.id.to_string();
    json no_reason = counter.take_back(deposit, "v");
    no_reason["reason"] = "";
    json both = site_charge(5, "s");
    both["unit_id"] = counter.hub.unit(0).to_string();
    json nobody_charged = site_charge(5, "s");
    nobody_charged["resident_ids"] = json::array({deposit});
    json bad_id = site_charge(5, "s");
    bad_id["resident_ids"] = json::array({"20481"});
    attacks.insert(attacks.end(), {{"withdrawals", counter.withdrawal(10'501, "w"), 409, "insufficient_funds"},
                                   {"deposits", spoiled_source, 400, "invalid"},
                                   {"withdrawals", no_number, 400, "invalid"},
                                   {"withdrawals", in_kind, 400, "invalid"},
                                   {"withdrawals", of_nobody, 404, "not_found"},
                                   {"withdrawals/" + deposit + "/approve", json::object(), 404, "not_found"},
                                   {"withdrawals/" + deposit + "/clear", json::object(), 404, "not_found"},
                                   {"withdrawals/none/refuse", {{"reason", "r"}}, 404, "not_found"},
                                   {"voids", of_other, 404, "not_found"},
                                   {"voids", counter.take_back(counter.id, "v"), 404, "not_found"},
                                   {"voids", no_reason, 400, "invalid"},
                                   {"voids/" + deposit + "/approve", json::object(), 404, "not_found"},
                                   {"site-charges", site_charge(10'501, "s"), 400, "lines_wrong"},
                                   {"site-charges", both, 400, "invalid"},
                                   {"site-charges", nobody_charged, 400, "lines_wrong"},
                                   {"site-charges", bad_id, 400, "invalid"}});
    for (const Attack& attack : attacks) {
        INFO(attack.path << " " << attack.body.dump());
        const ClientAnswer answer = counter.post(attack.path, attack.body);
        CHECK(answer.status == attack.status);
        CHECK(code_of(answer) == attack.code);
        CHECK_FALSE(body_of(answer).value("detail", "").empty());
    }
    CHECK(counter.transfers() == before);
    CHECK(counter.spendable() == 10'500);

    // Submitted twice: once. The key for something else: refused.
    const ClientAnswer paid = counter.post("withdrawals", counter.withdrawal(400, "w"));
    REQUIRE(paid.status == 201);
    CHECK(body_of(counter.post("withdrawals", counter.withdrawal(400, "w"))) == body_of(paid));
    CHECK(code_of(counter.post("withdrawals", counter.withdrawal(401, "w"))) == "other_content");
    json to_other = counter.withdrawal(400, "w");
    to_other["resident_id"] = counter.other.id.to_string();
    CHECK(code_of(counter.post("withdrawals", to_other)) == "other_content");
    const ClientAnswer charged = counter.post("site-charges", site_charge(100, "s"));
    REQUIRE(charged.status == 201);
    CHECK(body_of(counter.post("site-charges", site_charge(100, "s"))) == body_of(charged));
    CHECK(counter.spendable() == 10'000);
    // Taken back twice, and under another key.
    CHECK(counter.post("voids", counter.take_back(deposit, "v")).status == 201);
    CHECK(counter.post("voids", counter.take_back(deposit, "v")).status == 201);
    CHECK(code_of(counter.post("voids", counter.take_back(deposit, "v2"))) == "corrected_before");
    const json made = body_of(counter.get("voids"))["voids"][0];
    CHECK(made["line"]["kind"] == "deposit");
    CHECK(made["line"]["at_ms"] > 0);
    const std::string undone = made["id"];
    CHECK(code_of(counter.post("voids", counter.take_back(undone, "v3"))) == "not_voidable");
    CHECK(code_of(counter.post("voids/" + undone + "/approve", json::object())) == "already_decided");
    CHECK(counter.spendable() == 9'500);
    CHECK(counter.ties());
}

TEST_CASE("two people: IT sets the rule, nobody agrees with themselves, a second person decides") {
    MoneyCounter counter;
    CHECK(body_of(counter.get("trust-policy"))["two_person_from_cents"].is_null());
    CHECK(counter.put("trust-policy", {{"two_person_from_cents", 1'000}}, "trust_office").status == 403);
    CHECK(counter.put("trust-policy", {{"two_person_from_cents", -1}}, "it").status == 400);
    CHECK(counter.put("trust-policy", {{"two_person_from_cents", 1'000}}, "it").status == 200);
    json cheque = counter.withdrawal(1'000, "w");
    cheque["means"] = "cheque";
    cheque["cheque_number"] = "000417";
    const json waiting = body_of(counter.post("withdrawals", cheque));
    CHECK(waiting["state"] == "waiting");
    CHECK(counter.spendable() == 9'000);
    const std::string path = "withdrawals/" + waiting["id"].get<std::string>();
    CHECK(code_of(counter.post(path + "/approve", json::object())) == "same_person");
    CHECK(counter.post(path + "/approve", json::object()).status == 403);
    CHECK(counter.post(path + "/refuse", json::object()).status == 400);
    const std::string colleague = "Authorization: Bearer " + [&] {
        auto made = counter.hub.services().writer->make(facility::Actor::system(), [&](facility::Work& work) {
            return facility::ApiTokens::create(work, work.make_id<facility::ApiTokenId>(), "colleague", "trust_office");
        });
        REQUIRE(made.ok());
        return made.take();
    }() + "\r\n";
    const auto by_colleague = [&](const std::string& what) {
        return counter.hub.staff()->call("POST", "/api/v1/" + what, "{}", colleague);
    };
    const ClientAnswer approved = by_colleague(path + "/approve");
    INFO(approved.body);
    CHECK(approved.status == 200);
    CHECK(body_of(approved)["state"] == "paid");
    CHECK(code_of(by_colleague(path + "/approve")) == "already_decided");
    CHECK(body_of(by_colleague(path + "/clear"))["cleared_ms"] > 0);
    CHECK(code_of(by_colleague(path + "/clear")) == "already_cleared");
    CHECK(code_of(counter.post("voids", counter.take_back(waiting["id"], "v"))) == "cheque_cleared");
    CHECK(body_of(counter.get("withdrawals?state=paid&resident_id=" + counter.id))["total"] == 1);
    CHECK(body_of(counter.get("withdrawals?state=waiting"))["withdrawals"].empty());
    CHECK(counter.get("withdrawals?state=lost").status == 400);
    CHECK(counter.get("voids?state=paid").status == 400);
    CHECK(counter.ties());
}

TEST_CASE("the auditor reads the office's work and changes none of it, everybody else is kept out") {
    MoneyCounter counter;
    const std::string nothing = counter.id;
    const std::vector<std::string> reads = {"deposit-batches", "withdrawals", "voids", "charge-kinds", "site-charges"};
    const std::vector<std::string> writes = {"deposit-batches",
                                             "withdrawals",
                                             "withdrawals/" + nothing + "/approve",
                                             "withdrawals/" + nothing + "/refuse",
                                             "withdrawals/" + nothing + "/clear",
                                             "voids",
                                             "voids/" + nothing + "/approve",
                                             "voids/" + nothing + "/refuse",
                                             "site-charges"};
    for (const std::string role : {"auditor", "it", "reviewer", "request_staff", "provider"}) {
        INFO(role);
        for (const std::string& path : reads) CHECK(counter.get(path, role).status == (role == "auditor" ? 200 : 403));
        for (const std::string& path : writes) CHECK(counter.post(path, json::object(), role).status == 403);
        CHECK(counter.put("charge-kinds", json::object(), role).status == 403);
    }
    CHECK(counter.put("trust-policy", json::object(), "auditor").status == 403);
    CHECK(counter.get("trust-policy", "reviewer").status == 403);
}
