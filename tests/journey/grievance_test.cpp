// A grievance whose answer is appealed: the next desk sees all that was said before, and the resident its answer. And
// an emergency.
#include <array>
#include <ctime>

#include <catch2/catch.hpp>

#include "platform/base/time.h"
#include "tests/journey/network.h"
#include "tests/journey/steps.h"

using namespace dayroom::journey;
using nlohmann::json;

namespace {

/// "11/26/2026": a day ago by UTC, which is today or yesterday at the facility.
std::string a_day_ago() {
    const std::time_t then = dayroom::SystemClock().now().ms() / 1'000 - 24 * 3'600;
    std::tm parts{};
    gmtime_r(&then, &parts);
    std::array<char, 16> text{};
    std::strftime(text.data(), text.size(), "%m/%d/%Y", &parts);
    return text.data();
}

std::vector<std::string> typed_into(const std::string& field, const std::string& text) {
    return {"click field." + field, "type " + text, "key escape"};
}

/// From any signed-in screen; its receipt code.
std::string file_grievance(Terminal& terminal, bool emergency = false) {
    terminal.drive({"click nav.requests", "wait requests.new", "click requests.new", "wait form.grievance",
                    "click form.grievance", "wait field.kind.food", "click field.kind.food",
                    emergency ? "click field.emergency.yes" : "click field.emergency.no"});
    if (emergency) terminal.drive(typed_into("danger", "People get ill."));
    terminal.drive(typed_into("day", a_day_ago()));
    terminal.drive(typed_into("place", "Dayroom"));
    terminal.drive(typed_into("text", "Lunch was cold three days in a row."));
    terminal.drive({"click field.tried.no"});
    terminal.drive(typed_into("want", "Warm food."));
    terminal.drive({"click field.true", "click form.submit", "wait dialog.confirm"});
    return confirm_and_read_receipt(terminal);
}

json with_receipt(Staff& staff, const std::string& resident_id, const std::string& receipt) {
    json found;
    until(
        "the request " + receipt, [&] { return requests(staff, resident_id, "received"); },
        [&](const json& all) {
            for (const json& one : all)
                if (one["receipt_code"] == receipt) found = one;
            return !found.is_null();
        });
    return found;
}

}  // namespace

TEST_CASE("a grievance is answered, appealed with all that was said before, and the second desk's answer is seen") {
    Facility facility;
    facility.serve();
    const auto& person = facility.person(facility.first_unit());
    Terminal terminal(facility, "kiosk", person.unit);
    Staff first(facility, "request_staff", {"grievance"});
    Staff second(facility, "request_staff", {"supervisor"});
    const std::string resident_id = resident(first, person.number)["id"];
    terminal.sign_in(person);
    terminal.drive({"wait nav.requests"});
    const std::string receipt = file_grievance(terminal);
    const std::string filed = with_receipt(first, resident_id, receipt)["id"];
    CHECK(second.get("/api/v1/requests/" + filed).status == 403);
    const std::string answer = "/api/v1/requests/" + filed + "/answer";
    REQUIRE(first.post(answer, {{"text", "It is warm when it leaves the kitchen."}}).status == 200);

    terminal.drive({"click nav.requests", "wait request.0", "click request.0"});
    terminal.wait_for_text("It is warm when it leaves the kitchen.");
    terminal.wait_for_text("You can appeal until");
    terminal.drive({"click request.appeal", "wait field.why"});
    terminal.wait_for_text("You appeal: ");
    CHECK(terminal.shows("It is warm when it leaves the kitchen."));
    terminal.drive(typed_into("why", "It is cold when it comes to us."));
    terminal.drive({"click field.new.no", "click form.submit", "wait dialog.confirm"});
    const std::string appeal_receipt = confirm_and_read_receipt(terminal);
    REQUIRE(appeal_receipt != receipt);
    const std::string appeal = with_receipt(second, resident_id, appeal_receipt)["id"];
    CHECK(first.get("/api/v1/requests/" + appeal).status == 403);
    const json seen = second.get("/api/v1/requests/" + appeal).body;
    CHECK(seen["form_code"] == "appeal");
    const std::string all = seen.dump();
    for (const char* said : {"Lunch was cold three days in a row.", "It is warm when it leaves the kitchen.",
                             "It is cold when it comes to us."})
        CHECK(all.find(said) != std::string::npos);
    REQUIRE(second.post("/api/v1/requests/" + appeal + "/answer", {{"text", "You are right. Carts are heated now."}})
                .status == 200);

    terminal.drive({"click nav.requests", "wait request.0", "click request.0"});
    terminal.wait_for_text("You are right. Carts are heated now.");
    terminal.drive({"click nav.requests", "wait request.1", "click request.1", "wait request.appeal_see"});
    for (const Node& node : terminal.tree()) CHECK(node.id != "request.appeal");  // one appeal for one answer
}

TEST_CASE("an emergency that was filed with the cable cut has its shorter clock, until staff say that it is none") {
    constexpr std::int64_t kHourMs = 3'600'000;
    Facility facility;
    facility.serve();
    Cable cable(facility.terminal_address());
    const auto& person = facility.person(facility.first_unit());
    Terminal terminal(facility, "kiosk", person.unit, cable.address());
    Staff staff(facility, "request_staff", {"grievance"});
    const std::string resident_id = resident(staff, person.number)["id"];
    terminal.sign_in(person);
    terminal.drive({"wait nav.requests"});
    terminal.sign_out();
    cable.cut();
    terminal.sign_in(person);
    terminal.drive({"wait nav.requests"});
    const std::string receipt = file_grievance(terminal, true);
    terminal.wait_for_text("not yet sent");
    cable.connect();

    const json filed = with_receipt(staff, resident_id, receipt);
    CHECK(filed["urgent"] == true);
    const std::int64_t by = filed["answer_by_ms"];
    CHECK(by - filed["submitted_ms"].get<std::int64_t>() < 25 * kHourMs);
    terminal.drive({"click nav.requests", "wait request.0", "click request.0", "wait request.urgent"});
    terminal.wait_for_text("Staff must answer by");
    const std::string path = "/api/v1/requests/" + filed["id"].get<std::string>();
    REQUIRE(staff.post(path + "/ordinary", {{"text", "The kitchen keeps it warm."}}).status == 200);
    CHECK(staff.get(path).body["answer_by_ms"] == by + (240 - 24) * kHourMs);
    terminal.wait_for_text("Staff say that this is not an emergency.");
    terminal.wait_for_text("The kitchen keeps it warm.");
}
