// The phone account through the staff API: terms, numbers, files of calls, money given back; who may, and the files
// that must change nothing.
#include "platform/facility/phone/phone_calls.h"
#include "platform/facility/phone/phone_numbers.h"
#include "tests/unit/platform/facility/integration/api_calls.h"
#include "tests/unit/platform/facility/integration/published_format.h"

using namespace dayroom;
using namespace dayroom::test;
using nlohmann::json;

namespace {

constexpr const char* kHead = "record,resident_number,number,began_ms,seconds,cents,end_code\n";

json phone_rate_of(const std::string& code, const json& prefixes, int mills) {
    return {{"code", code}, {"name", {{"en", code}}}, {"prefixes", prefixes}, {"minute_mills", mills}};
}

struct PhoneCounter {
    TestHub hub;
    TestResident resident = hub.add_resident("20481", 0, "7391", false, 10'000);
    std::string id = resident.id.to_string();
    std::int64_t began = hub.clock.now().ms() - 3'600'000;

    PhoneCounter() {
        REQUIRE(
            set_terms(json::array({phone_rate_of("local", {"+1217"}, 60), phone_rate_of("far", {"+"}, 900)})).status ==
            200);
        REQUIRE(as_resident(hub, resident, [&](facility::Work& work) {
                    return hub.services().ledger.move(work, work.make_id<TransferId>(), resident.id,
                                                      facility::AccountKind::kSpendable, facility::AccountKind::kPhone,
                                                      PositiveCents::of(1'000).take(), {});
                }).ok());
    }
    ClientAnswer set_terms(const json& rates) {
        return hub.api("trust_office", "PUT", "/api/v1/phone/terms",
                       {{"rates", rates}, {"numbers_max", 2}, {"changes_max", 2}, {"change_days", 30}});
    }
    ClientAnswer get(const std::string& path, const std::string& role = "auditor") {
        return hub.api(role, "GET", "/api/v1/" + path);
    }
    ClientAnswer post(const std::string& path, const json& body, const std::string& role) {
        return hub.api(role, "POST", "/api/v1/" + path, body);
    }
    json call(const std::string& record, int seconds, std::int64_t cents) const {
        return {{"record", record},
                {"resident_number", "20481"},
                {"number", "+12175550101"},
                {"began_ms", began},
                {"seconds", seconds},
                {"cents", cents},
                {"end_code", "caller_hung_up"}};
    }
    std::string row(const std::string& record, int seconds, std::int64_t cents) const {
        return record + ",20481,+12175550101," + std::to_string(began) + "," + std::to_string(seconds) + "," +
               std::to_string(cents) + ",caller_hung_up\n";
    }
    json file(const json& calls) const { return {{"format", "dayroom-calls-1"}, {"name", "Monday"}, {"calls", calls}}; }
    json table(const std::string& csv) const {
        return {{"format", "dayroom-calls-1"}, {"name", "Monday"}, {"csv", csv}};
    }
    ClientAnswer book(json body, const std::string& key) {
        body["idempotency_key"] = key;
        return post("phone/calls", body, "trust_office");
    }
    json dry(json body) {
        body["dry_run"] = true;
        const ClientAnswer answer = post("phone/calls", body, "trust_office");
        INFO(answer.body);
        CHECK(answer.status == 200);
        return body_of(answer);
    }
    std::int64_t phone_cents() {
        return body_of(hub.api("trust_office", "GET", "/api/v1/residents?number=20481"))["residents"][0]["phone_cents"];
    }
    std::string one_call() { return body_of(get("phone/calls"))["calls"][0]["id"]; }
};

}  // namespace

TEST_CASE("terms are replaced as a whole, read back as they were set, and refused with the place that is wrong") {
    PhoneCounter counter;
    const json set = body_of(counter.get("phone/terms", "request_staff"));
    CHECK(set["rates"].size() == 2);
    CHECK(set["rates"][0]["connection_cents"] == 0);
    CHECK(counter.hub.api("trust_office", "PUT", "/api/v1/phone/terms", set).status ==
          200);  // the file is its own answer
    CHECK(body_of(counter.get("phone/terms")) == set);
    CHECK(counter.hub.api("request_staff", "PUT", "/api/v1/phone/terms", set).status == 403);
    const ClientAnswer twice =
        counter.set_terms(json::array({phone_rate_of("a", {"+1"}, 60), phone_rate_of("b", {"+44", "+1"}, 60)}));
    CHECK(twice.status == 400);
    CHECK(body_of(twice)["detail"].get<std::string>().find("rates[1]") != std::string::npos);
    for (const json& prefixes : {json::array(), json::array({"1217"}), json::array({"+12x"}), json::array({""})})
        CHECK(counter.set_terms(json::array({phone_rate_of("a", prefixes, 60)})).status == 400);
    CHECK(body_of(counter.get("phone/terms")) == set);
}

TEST_CASE("a price is never changed backwards, and a check names each fault at its place") {
    PhoneCounter counter;
    const json set = body_of(counter.get("phone/terms"));
    const auto faults_of = [&](const json& terms) {
        const ClientAnswer answer = counter.post("phone/terms/check", terms, "trust_office");
        INFO(answer.body);
        REQUIRE(answer.status == 200);
        return body_of(answer)["faults"];
    };
    CHECK(faults_of(set).empty());
    CHECK(counter.post("phone/terms/check", set, "request_staff").status == 403);
    json cheaper = set;
    cheaper["rates"][1]["minute_mills"] = 1;
    const json faults = faults_of(cheaper);
    REQUIRE(faults.size() == 1);
    CHECK(faults[0]["rate"] == 1);
    CHECK(faults[0]["member"] == "minute_mills");
    CHECK(faults[0]["code"] == "price_backwards");
    const ClientAnswer refused = counter.hub.api("trust_office", "PUT", "/api/v1/phone/terms", cheaper);
    CHECK(refused.status == 400);
    CHECK(body_of(refused)["detail"].get<std::string>().find("rates[1]: this rate has begun") == 0);
    CHECK(body_of(counter.get("phone/terms")) == set);

    json from_then = set;
    const std::int64_t then = (counter.hub.clock.now() + std::chrono::hours(1)).ms();
    from_then["rates"][1]["valid_to_ms"] = then;
    from_then["rates"].push_back(cheaper["rates"][1]);
    from_then["rates"][2]["valid_from_ms"] = then;
    CHECK(faults_of(from_then).empty());
    CHECK(counter.hub.api("trust_office", "PUT", "/api/v1/phone/terms", from_then).status == 200);
    CHECK(body_of(counter.get("phone/terms")) == from_then);
    CHECK(counter.hub.api("trust_office", "PUT", "/api/v1/phone/terms", set).status == 200);  // it has not begun yet
}

TEST_CASE("numbers wait for request staff, are decided once, and the list has an end") {
    PhoneCounter counter;
    const std::string list = "residents/" + counter.id + "/phone-numbers";
    REQUIRE(as_resident(counter.hub, counter.resident, [&](facility::Work& work) {
                wire::RequestPhoneNumber asked;
                asked.set_number_id(work.make_id<facility::PhoneNumberId>().raw());
                asked.set_name("Ana Vega");
                asked.set_relationship("sister");
                asked.set_number("+12175550101");
                return facility::PhoneNumbers::request(work, counter.resident.id, asked);
            }).ok());
    const json waiting = body_of(counter.get("phone/numbers", "request_staff"));
    REQUIRE(waiting["total"] == 1);
    const std::string number = "phone/numbers/" + waiting["numbers"][0]["id"].get<std::string>();
    CHECK(counter.post(number + "/approve", json::object(), "trust_office").status == 403);
    CHECK(counter.post(number + "/refuse", {{"reason", ""}}, "request_staff").status == 400);
    const json approved = body_of(counter.post(number + "/approve", {{"not_recorded", true}}, "request_staff"));
    CHECK(approved["state"] == "approved");
    CHECK(approved["not_recorded"] == true);
    const ClientAnswer again = counter.post(number + "/refuse", {{"reason", "No."}}, "request_staff");
    CHECK(again.status == 409);
    CHECK(code_of(again) == "already_decided");
    CHECK(body_of(counter.get("phone/numbers"))["numbers"].empty());

    json added = {{"name", "Ruth Stone"}, {"relationship", "attorney"}, {"number", "(217) 555-0101"}};
    CHECK(code_of(counter.post(list, added, "request_staff")) == "number_known");
    added["number"] = "217 555 0102";
    const ClientAnswer made = counter.post(list, added, "request_staff");
    REQUIRE(made.status == 201);
    CHECK(body_of(made)["number"] == "+12175550102");
    added["number"] = "555";
    CHECK(counter.post(list, added, "request_staff").status == 400);
    added["number"] = "217 555 0103";
    CHECK(code_of(counter.post(list, added, "request_staff")) == "numbers_full");
    const std::string other = "phone/numbers/" + body_of(made)["id"].get<std::string>();
    CHECK(counter.post(other + "/remove", {{"reason", "Another number."}}, "request_staff").status == 200);
    CHECK(body_of(counter.get(list))["numbers"].size() == 1);
    CHECK(counter.post("phone/numbers/" + counter.id + "/remove", {{"reason", "x"}}, "request_staff").status == 404);
}

TEST_CASE("a file of calls is tried, booked once under whatever key, and shown") {
    PhoneCounter counter;
    const json file = counter.file(json::array({counter.call("R1", 61, 12), counter.call("R2", 600, 60)}));
    CHECK(fits(file, published_schema("dayroom-calls-1")));
    const json said = counter.dry(file);
    CHECK(said["applied"] == false);
    CHECK(said["charged_cents"] == 72);
    CHECK(said["lines"][0]["rate"] == "local");
    CHECK(said["lines"][0]["on_list"] == false);
    CHECK(counter.phone_cents() == 1'000);

    const ClientAnswer booked = counter.book(file, "k1");
    REQUIRE(booked.status == 201);
    CHECK(counter.phone_cents() == 928);
    CHECK(body_of(counter.book(file, "k1")) == body_of(booked));
    CHECK(counter.book(counter.file(json::array({counter.call("R3", 60, 6)})), "k1").status == 409);
    const json again = body_of(counter.book(file, "k2"));
    CHECK(again["books"] == 0);
    CHECK(again["booked_before"] == 2);
    CHECK(body_of(counter.book(counter.table(kHead + counter.row("R1", 61, 12) + counter.row("R3", 60, 6)),
                               "k3"))["books"] == 1);
    CHECK(counter.phone_cents() == 922);
    const json files = body_of(counter.get("phone/call-files"));
    CHECK(files["total"] == 3);
    CHECK(files["batches"][0]["made_by"].is_string());
    CHECK_FALSE(files["batches"][0]["made_by_name"].get<std::string>().empty());
    CHECK(body_of(counter.get("phone/calls?resident_id=" + counter.id))["total"] == 3);
    CHECK(body_of(counter.get("phone/calls?record=R3"))["calls"][0]["charged_cents"] == 6);
    CHECK(body_of(counter.get("phone/calls?batch_id=" + body_of(booked)["id"].get<std::string>()))["total"] == 2);
    CHECK(body_of(counter.get("phone/calls?uncovered=1"))["total"] == 0);
    CHECK(counter.get("phone/calls", "request_staff").status == 403);
    CHECK(counter.post("phone/calls", file, "auditor").status == 403);
    CHECK(body_of(counter.post("tie-out", nullptr, "auditor"))["ties"] == true);
}

TEST_CASE("a call that is longer than the balance takes what is there, and the rest is charged to nobody") {
    PhoneCounter counter;
    const ClientAnswer booked = counter.book(counter.file(json::array({counter.call("R1", 20'000, 2'004)})), "k1");
    REQUIRE(booked.status == 201);
    CHECK(body_of(booked)["charged_cents"] == 1'000);
    CHECK(body_of(booked)["uncovered_cents"] == 1'004);
    CHECK(body_of(booked)["lines"][0]["uncovered_cents"] == 1'004);
    CHECK(counter.phone_cents() == 0);
    CHECK(body_of(counter.get("phone/calls?uncovered=1"))["total"] == 1);
}

TEST_CASE("money is given back once for a call, whoever asks again and however often it was disputed") {
    PhoneCounter counter;
    REQUIRE(counter.book(counter.file(json::array({counter.call("R1", 600, 60)})), "k1").status == 201);
    const std::string path = "phone/calls/" + counter.one_call() + "/give-back";
    const json back = {{"cents", 40}, {"reason", "The line was bad."}, {"idempotency_key", "b1"}};
    json other = back;
    other["cents"] = 61;
    CHECK(counter.post(path, other, "trust_office").status == 400);
    CHECK(counter.post(path, back, "request_staff").status == 403);
    const ClientAnswer done = counter.post(path, back, "trust_office");
    REQUIRE(done.status == 200);
    CHECK(body_of(counter.post(path, back, "trust_office")) == body_of(done));
    other["cents"] = 20;
    other["idempotency_key"] = "b2";
    const ClientAnswer again = counter.post(path, other, "trust_office");
    CHECK(again.status == 409);
    CHECK(code_of(again) == "given_back_before");
    CHECK(counter.phone_cents() == 980);
    CHECK(counter.post("phone/calls/" + counter.id + "/give-back", other, "trust_office").status == 404);
}

TEST_CASE("a file that is no file of calls changes nothing and says what is wrong") {
    PhoneCounter counter;
    const auto wrong = [&](const std::string& csv) {
        const ClientAnswer answer = counter.book(counter.table(csv), "w" + std::to_string(csv.size()));
        INFO(csv.substr(0, 200));
        CHECK(answer.status == 400);
        CHECK(code_of(answer) == "lines_wrong");
        const json lines = body_of(answer)["lines"];
        return lines.empty() ? std::string() : lines[0]["problem"].get<std::string>();
    };
    const std::string good = counter.row("R1", 60, 6);
    CHECK(counter.book(counter.table(""), "w0").status == 400);
    CHECK(wrong("\n\n") == "an empty file");
    CHECK(wrong(kHead) == "no call");
    CHECK(wrong("record,cents\n") == "a column is missing: resident_number");
    CHECK(wrong(std::string("more,") + kHead) == "no such column: more");
    CHECK(wrong(std::string("record,") + kHead) == "a column twice: record");
    CHECK_FALSE(wrong(kHead + good + "R2,\"20481").empty());  // cut off in a quote
    CHECK(wrong(kHead + good.substr(0, good.size() - 20)) == "another number of columns than the first row");
    std::string rows = kHead;
    for (int at = 0; at < 1'001; ++at) rows += counter.row("R" + std::to_string(at), 60, 6);
    CHECK(wrong(rows) == "more rows than may be");
    const std::string began = std::to_string(counter.began);
    for (const std::string& row : {std::string("R1,20481,+12175550101,") + began + ",,0,busy\n",   // no length
                                   std::string("R1,20481,+12175550101,") + began + ",60,,busy\n",  // no price
                                   std::string("R1,20481,+12175550101,,60,6,busy\n"),              // no time
                                   std::string("R1,20481,+12175550101,") + began + ",60,6.5,busy\n",
                                   std::string("R1,20481,+12175550101,") + began + ",60,-6,busy\n",
                                   std::string("R1,20481,+12175550101,") + began + ",1e3,6,busy\n",
                                   std::string("R1,20481,+12175550101,") + began + ",99999999999999999999,6,busy\n",
                                   std::string("R1,20481,12175550101,") + began + ",60,6,busy\n",
                                   std::string("R1,20481,+12175550101,") + began + ",60,6,Busy line\n",
                                   std::string("=cmd(),20481,+12175550101,") + began + ",60,7,busy\n",  // too dear
                                   std::string("R\x01,20481,+12175550101,") + began + ",60,6,busy\n",
                                   std::string(",20481,+12175550101,") + began + ",60,6,busy\n"})
        CHECK_FALSE(wrong(kHead + row).empty());
    json lost = counter.table(kHead + good);
    lost["control_lines"] = 2;
    CHECK(code_of(counter.book(lost, "c1")) == "lines_wrong");
    lost["control_lines"] = 1;
    lost["control_cents"] = 7;
    CHECK(code_of(counter.book(lost, "c2")) == "lines_wrong");
    json format = counter.table(kHead + good);
    format["format"] = "dayroom-calls-2";
    CHECK(counter.book(format, "c3").status == 400);
    CHECK(counter.phone_cents() == 1'000);
    CHECK(body_of(counter.get("phone/calls"))["total"] == 0);

    lost["control_cents"] = 6;
    CHECK(body_of(counter.book(lost, "c4"))["books"] == 1);
}

TEST_CASE("a thousand calls in any order are booked at once, and what came before is left out") {
    PhoneCounter counter;
    std::string rows;
    for (int at = 999; at >= 0; --at) {
        counter.began += at % 2 == 0 ? -60'000 : 30'000;
        rows += counter.row("R" + std::to_string(at), 60, 1);
    }
    const json booked = body_of(counter.book(counter.table(kHead + rows), "k1"));
    CHECK(booked["books"] == 1'000);
    CHECK(booked["charged_cents"] == 1'000);
    CHECK(counter.phone_cents() == 0);
    const json again = body_of(counter.book(counter.table(kHead + rows), "k2"));
    CHECK(again["booked_before"] == 1'000);
    CHECK(body_of(counter.post("tie-out", nullptr, "auditor"))["ties"] == true);
}
