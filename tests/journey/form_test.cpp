// A form that the facility adds while somebody is signed in: it appears, is filled in, answered, sent back, replied to;
// with the cable cut too.
#include <catch2/catch.hpp>

#include "tests/journey/network.h"
#include "tests/journey/steps.h"

using namespace dayroom::journey;
using nlohmann::json;

namespace {

json haircut_form() {
    return json::parse(R"({
      "code": "haircut", "icon": "scissors", "role": "barber", "answer_within_hours": 24, "reply_within_hours": 48,
      "name": {"en": "Haircut", "es": "Corte de pelo"},
      "fields": [
        {"code": "kind", "kind": "choice", "required": true, "label": {"en": "Which cut?", "es": "¿Qué corte?"},
         "choices": [{"code": "short", "label": {"en": "All short", "es": "Todo corto"}},
                     {"code": "other", "label": {"en": "Another", "es": "Otro"}}]},
        {"code": "which", "kind": "text", "required": true, "max_characters": 60, "label": {"en": "Tell us how", "es": "Díganos cómo"},
         "show_when": [{"field": "kind", "is": ["other"]}]},
        {"code": "beard", "kind": "yes_no", "required": true, "label": {"en": "The beard too?", "es": "¿También la barba?"}}]})");
}

void open_haircut(Terminal& terminal) {
    terminal.drive({"click nav.requests", "wait requests.new", "click requests.new", "wait form.haircut",
                    "click form.haircut", "wait field.kind.other"});
}

json request_with(Staff& staff, const std::string& resident_id, const std::string& receipt) {
    const json found = until(
        "the request", [&] { return requests(staff, resident_id, "received"); },
        [&](const json& all) {
            return std::any_of(all.begin(), all.end(), [&](const json& one) { return one["receipt_code"] == receipt; });
        });
    for (const json& one : found) {
        if (one["receipt_code"] == receipt) return one;
    }
    return {};
}

void state_becomes(Staff& staff, const std::string& id, const std::string& state) {
    until(
        "the state " + state, [&] { return staff.get("/api/v1/requests/" + id).body; },
        [&](const json& now) { return now["state"] == state; });
}

}  // namespace

TEST_CASE(
    "a form that is added while a resident is signed in appears, and is filled in, returned, replied to, answered") {
    Facility facility;
    facility.serve();
    const auto& person = facility.person(facility.first_unit());
    Terminal terminal(facility, "kiosk", person.unit);
    Staff staff(facility, "request_staff");
    const std::string resident_id = resident(staff, person.number)["id"];
    terminal.sign_in(person);
    terminal.wait_for("the rail", [](const Node& node) { return node.id == "nav.requests"; });
    terminal.drive({"click nav.requests", "wait requests.new", "click requests.new", "wait form.general"});
    CHECK_FALSE(terminal.shows("Haircut"));
    REQUIRE(staff.put("/api/v1/forms/haircut", {{"replaces_revision", 0}, {"form", haircut_form()}}).status == 201);
    terminal.wait_for_text("Haircut");

    open_haircut(terminal);
    terminal.drive({"click field.kind.other", "click field.beard.no", "click form.submit"});
    terminal.wait_for_text("Please fill this in.");
    terminal.drive({"click field.which", "type Like last time", "click form.submit", "wait dialog.confirm"});
    const std::string receipt = confirm_and_read_receipt(terminal);
    const std::string id = request_with(staff, resident_id, receipt)["id"];
    const json filed = staff.get("/api/v1/requests/" + id).body;
    REQUIRE(filed["answers"].size() == 3);
    CHECK(filed["answers"][0]["value"] == "other");
    CHECK(filed["role"] == "barber");

    REQUIRE(staff.post("/api/v1/requests/" + id + "/return", {{"text", "How long on top?"}}).status == 200);
    terminal.drive({"click nav.requests", "wait request.0", "click request.0"});
    terminal.wait_for_text("How long on top?");
    terminal.drive({"click request.reply", "type Two inches", "click request.reply_send"});
    state_becomes(staff, id, "in_progress");
    const json steps = staff.get("/api/v1/requests/" + id).body["steps"];
    CHECK(steps.back()["text"] == "Two inches");
    CHECK(steps.back()["by_role"] == "resident");
    REQUIRE(staff.post("/api/v1/requests/" + id + "/answer", {{"text", "Wednesday at ten."}}).status == 200);
    terminal.wait_for_text("Wednesday at ten.");
    must_tie_out(facility);
}

TEST_CASE("with the cable cut a form of before is filled in, and is taken though another version came meanwhile") {
    Facility facility;
    facility.serve();
    Cable cable(facility.terminal_address());
    const auto& person = facility.person(facility.first_unit());
    Terminal terminal(facility, "kiosk", person.unit, cable.address());
    Staff staff(facility, "request_staff");
    const std::string resident_id = resident(staff, person.number)["id"];
    REQUIRE(staff.put("/api/v1/forms/haircut", {{"replaces_revision", 0}, {"form", haircut_form()}}).status == 201);
    terminal.sign_in(person);
    terminal.wait_for("the rail", [](const Node& node) { return node.id == "nav.requests"; });
    open_haircut(terminal);
    cable.cut();
    json changed = haircut_form();
    changed["fields"].erase(2);
    REQUIRE(staff.put("/api/v1/forms/haircut", {{"replaces_revision", 1}, {"form", changed}}).status == 200);
    terminal.drive({"click field.kind.short", "click field.beard.yes", "click form.submit", "wait dialog.confirm"});
    const std::string receipt = confirm_and_read_receipt(terminal);
    terminal.wait_for_text("not yet sent");
    cable.connect();
    const std::string id = request_with(staff, resident_id, receipt)["id"];
    CHECK(staff.get("/api/v1/requests/" + id).body["form_revision"] == 1);
    terminal.drive({"click nav.requests", "wait request.0", "click request.0", "wait request.withdraw",
                    "click request.withdraw", "wait dialog.confirm", "click dialog.confirm"});
    state_becomes(staff, id, "withdrawn");
    must_tie_out(facility);
}
