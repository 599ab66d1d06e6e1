// The phone account: money on it, a number that staff approve, a call that the phone company tells of, and its charge
// disputed and given back.
#include <algorithm>

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

/// With the phone page open; ends with the question confirmed.
void ask_for_number(Terminal& terminal, const std::string& name, const std::string& number) {
    terminal.drive({"click phone.add", "wait phone_form.name", "click phone_form.name", "type " + name, "key escape",
                    "click phone_form.relationship.sister", "click phone_form.number", "type " + number, "key escape",
                    "click phone_form.send", "wait dialog.confirm", "click dialog.confirm"});
}

/// The id of the number that waits, once it is at the hub.
std::string waiting_number(Staff& desk, const std::string& number) {
    std::string id;
    until(
        "the number", [&] { return desk.get("/api/v1/phone/numbers?limit=200").body["numbers"]; },
        [&](const nlohmann::json& waiting) {
            for (const auto& each : waiting)
                if (each["number"] == number) id = each["id"].get<std::string>();
            return !id.empty();
        });
    return id;
}

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

    ask_for_number(terminal, "Ana Vega", "2005550188");
    const std::string id = waiting_number(desk, "+12005550188");
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
    terminal.drive({"click call.0", "wait call.dispute", "click call.dispute", "wait field.what.bad_line",
                    "click field.what.bad_line", "click form.submit", "wait dialog.confirm"});
    confirm_and_read_receipt(terminal);
    const std::string resident_id = resident(office, person.number)["id"];
    const auto disputes = until(
        "the dispute", [&] { return office.get("/api/v1/requests?resident_id=" + resident_id).body["requests"]; },
        [](const nlohmann::json& all) {
            return std::any_of(all.begin(), all.end(),
                               [](const nlohmann::json& each) { return each["form_code"] == "phone_dispute"; });
        });
    for (const auto& each : disputes) {
        if (each["form_code"] != "phone_dispute") continue;
        const auto filed = office.get("/api/v1/requests/" + each["id"].get<std::string>()).body;
        CHECK(filed["answers"][0]["value"].get<std::string>().find("J-1") != std::string::npos);
    }
    terminal.drive({"wait nav.home", "click nav.home"});
    open_phone(terminal);
    terminal.drive({"click phone.calls", "wait calls.list"});
    terminal.wait_for_text("You dispute this");
    terminal.drive({"click call.0", "wait call.dispute_see", "click call.dispute_see"});
    terminal.wait_for_text("A phone charge is not right");
    terminal.drive({"wait nav.home", "click nav.home"});
    open_phone(terminal);
    terminal.drive({"click phone.calls", "wait calls.list"});
    const auto call = office.get("/api/v1/phone/calls?record=J-1").body["calls"][0];
    const nlohmann::json back = {{"cents", 12}, {"reason", "The line was bad."}, {"idempotency_key", "back"}};
    const std::string path = "/api/v1/phone/calls/" + call["id"].get<std::string>() + "/give-back";
    REQUIRE(office.post(path, back).status == 200);
    terminal.wait_for_text("$0.12 came back");
    CHECK(phone_cents(office, person.number) == before + 500);
}

TEST_CASE("with the cable cut money and a number are saved and go out by themselves, and a no is told") {
    Facility facility;
    facility.serve();
    Cable cable(facility.terminal_address());
    const auto& person = facility.person(facility.first_unit());
    Terminal terminal(facility, "kiosk", person.unit, cable.address());
    Staff office(facility, "trust_office");
    Staff desk(facility, "request_staff");
    const std::int64_t before = phone_cents(office, person.number);

    terminal.sign_in(person);
    open_phone(terminal);
    cable.cut();
    terminal.drive({"click phone.quick.5", "click phone.top_up", "wait dialog.confirm", "click dialog.confirm"});
    terminal.wait_for_text("$5.00 more is saved here, not yet sent.");
    ask_for_number(terminal, "Aada Vega", "2005550188");
    terminal.wait_for_text("Aada Vega");
    CHECK(phone_cents(office, person.number) == before);
    cable.connect();
    const std::string id = waiting_number(desk, "+12005550188");
    until(
        "the top-up", [&] { return resident(office, person.number); },
        [&](const nlohmann::json& now) { return now["phone_cents"] == before + 500; });
    REQUIRE(desk.post("/api/v1/phone/numbers/" + id + "/approve", nlohmann::json::object()).status == 200);
    terminal.wait_for_text("You can call.");

    // The resident asks to take it off while staff have done so already: one of both is told that it was late.
    const Node row = terminal.wait_for("the number that may be called", [](const Node& node) {
        return node.label.find("Aada Vega") != std::string::npos &&
               node.value.find("You can call.") != std::string::npos;
    });
    cable.cut();
    terminal.drive(
        {"click " + row.id.substr(row.id.find("phone.number.")), "wait dialog.confirm", "click dialog.confirm"});
    terminal.wait_for_text("Your change is on its way.");
    REQUIRE(desk.post("/api/v1/phone/numbers/" + id + "/remove", {{"reason", "The line is dead."}}).status == 200);
    cable.connect();
    terminal.wait_for_text("Staff have decided already.");
    until(
        "the number gone", [&] { return nlohmann::json(terminal.shows("Aada Vega")); },
        [](const nlohmann::json& shown) { return shown == false; });
    must_tie_out(facility);
}
