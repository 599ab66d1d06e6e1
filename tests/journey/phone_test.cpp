// The phone account: money on it, a number that staff approve, a call that the phone company tells of, and its charge
// disputed and given back.
#include <catch2/catch.hpp>

#include "tests/journey/network.h"
#include "tests/journey/steps.h"

using namespace dayroom::journey;

namespace {

void open_phone(Terminal& terminal) { terminal.drive({"wait home.phone", "click home.phone", "wait phone.balance"}); }

std::int64_t phone_cents(Staff& office, const std::string& number) {
    return resident(office, number)["phone_cents"].get<std::int64_t>();
}

nlohmann::json call_file(const std::string& number, std::int64_t began_ms, const std::string& key) {
    return {{"format", "dayroom-calls-1"},
            {"name", "journey"},
            {"calls",
             {{{"record", "J-1"},
               {"resident_number", number},
               {"number", "+12005550188"},
               {"began_ms", began_ms},
               {"seconds", 120},
               {"cents", 12},
               {"end_code", "called_hung_up"}}}},
            {"idempotency_key", key}};
}

}  // namespace

TEST_CASE("a number is asked for and approved, a call is charged once, disputed, and given back") {
    Facility facility;
    facility.serve();
    const auto& person = facility.person(facility.first_unit());
    Terminal terminal(facility, "kiosk", person.unit, facility.terminal_address());
    Staff office(facility, "trust_office");
    Staff desk(facility, "request_staff");
    const std::int64_t before = phone_cents(office, person.number);

    terminal.sign_in(person);
    open_phone(terminal);
    terminal.drive({"click phone.quick.5", "click phone.top_up", "wait dialog.confirm", "click dialog.confirm"});
    until(
        "the top-up", [&] { return resident(office, person.number); },
        [&](const nlohmann::json& now) { return now["phone_cents"] == before + 500; });

    terminal.drive({"click phone.add", "wait phone_form.name", "click phone_form.name", "type Ana Vega", "key escape",
                    "click phone_form.relationship.sister", "click phone_form.number", "type 2005550188", "key escape",
                    "click phone_form.send", "wait dialog.confirm", "click dialog.confirm"});
    std::string id;
    until(
        "the number", [&] { return desk.get("/api/v1/phone/numbers?limit=200").body["numbers"]; },
        [&](const nlohmann::json& waiting) {
            for (const auto& each : waiting)
                if (each["number"] == "+12005550188") id = each["id"].get<std::string>();
            return !id.empty();
        });
    CHECK(office.post("/api/v1/phone/numbers/" + id + "/approve", nlohmann::json::object()).status == 403);
    const auto approved = desk.post("/api/v1/phone/numbers/" + id + "/approve", nlohmann::json::object());
    REQUIRE(approved.status == 200);
    terminal.wait_for_text("You can call.");

    const std::int64_t began = approved.body["decided_ms"].get<std::int64_t>() - 600'000;
    REQUIRE(office.post("/api/v1/phone/calls", call_file(person.number, began, "one")).status == 201);
    REQUIRE(office.post("/api/v1/phone/calls", call_file(person.number, began, "two")).body["books"] == 0);
    CHECK(phone_cents(office, person.number) == before + 488);
    terminal.drive({"wait phone.calls", "click phone.calls", "wait calls.list"});
    terminal.wait_for_text("They hung up");
    const auto call = office.get("/api/v1/phone/calls?record=J-1").body["calls"][0];
    const nlohmann::json back = {{"cents", 12}, {"reason", "The line was bad."}, {"idempotency_key", "back"}};
    const std::string path = "/api/v1/phone/calls/" + call["id"].get<std::string>() + "/give-back";
    REQUIRE(office.post(path, back).status == 200);
    terminal.wait_for_text("$0.12 came back");
    CHECK(phone_cents(office, person.number) == before + 500);
}
