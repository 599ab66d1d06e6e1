// A paid request from form to receipt, in every variant: answered, declined, refused for lack of money, offline, sent
// twice.
#include <catch2/catch.hpp>

#include "tests/journey/network.h"
#include "tests/journey/steps.h"

using namespace dayroom::journey;

TEST_CASE("a paid request is held, charged when staff complete it, and released when they decline") {
    Facility facility;
    facility.serve();
    const auto& person = facility.person(facility.first_unit());
    Terminal terminal(facility, "kiosk", person.unit);
    Staff staff(facility, "request_staff");
    const auto before = resident(staff, person.number);
    const std::string id = before["id"];
    const auto spendable = before["spendable_cents"].get<std::int64_t>();

    terminal.sign_in(person);
    terminal.wait_for("the rail", [](const Node& node) { return node.id == "nav.requests"; });
    ask_for_copy(terminal, "Case papers");
    const std::string first = confirm_and_read_receipt(terminal);
    ask_for_copy(terminal, "A second copy");
    const std::string second = confirm_and_read_receipt(terminal);
    REQUIRE(first.size() == 8);
    REQUIRE(first != second);

    std::string to_answer;
    std::string to_decline;
    for (const auto& request : requests(staff, id, "received")) {
        if (request["receipt_code"] == first) to_answer = request["id"];
        if (request["receipt_code"] == second) to_decline = request["id"];
    }
    REQUIRE_FALSE(to_answer.empty());
    REQUIRE_FALSE(to_decline.empty());
    CHECK(resident(staff, person.number)["spendable_cents"] == spendable - 200);

    CHECK(staff.post("/api/v1/requests/" + to_answer + "/answer", {{"text", "Your papers are at the desk."}}).status ==
          200);
    CHECK(staff.post("/api/v1/requests/" + to_decline + "/decline", {{"text", "You have a copy already."}}).status ==
          200);
    terminal.drive({"click nav.requests", "wait request.0"});
    terminal.wait_for_text("Answered");
    terminal.wait_for_text("Staff said no");

    CHECK(resident(staff, person.number)["spendable_cents"] == spendable - 100);
    must_tie_out(facility);
}

TEST_CASE("with the cable cut a request is saved, shown as not sent, and sent by itself exactly once") {
    Facility facility;
    facility.serve();
    Cable cable(facility.terminal_address());
    const auto& person = facility.person(facility.first_unit());
    Terminal terminal(facility, "kiosk", person.unit, cable.address());
    Staff staff(facility, "request_staff");
    const auto before = resident(staff, person.number);

    terminal.sign_in(person);
    terminal.wait_for("the rail", [](const Node& node) { return node.id == "nav.requests"; });
    terminal.sign_out();
    cable.cut();
    terminal.sign_in(person);  // offline: the wrapped key opens the vault
    terminal.wait_for("the rail", [](const Node& node) { return node.id == "nav.requests"; });
    ask_for_copy(terminal, "While the network is down");
    const std::string receipt = confirm_and_read_receipt(terminal);
    terminal.wait_for_text("not yet sent");
    CHECK(resident(staff, person.number)["spendable_cents"] == before["spendable_cents"]);

    terminal.sign_out();  // it leaves all the same
    cable.connect();
    nlohmann::json mine;
    for (int attempt = 0; attempt < 600 && mine.empty(); ++attempt) {
        for (const auto& request : requests(staff, before["id"], "received")) {
            if (request["receipt_code"] == receipt) mine.push_back(request);
        }
    }
    REQUIRE(mine.size() == 1);
    CHECK(resident(staff, person.number)["spendable_cents"] == before["spendable_cents"].get<std::int64_t>() - 100);
    must_tie_out(facility);
}

TEST_CASE("a restart with a full outbox sends everything once") {
    Facility facility;
    facility.serve();
    Cable cable(facility.terminal_address());
    const auto& person = facility.person(facility.first_unit());
    Terminal terminal(facility, "kiosk", person.unit, cable.address());
    Staff staff(facility, "request_staff");
    const auto before = resident(staff, person.number);
    const std::size_t received_before = requests(staff, before["id"], "received").size();

    terminal.sign_in(person);
    terminal.wait_for("the rail", [](const Node& node) { return node.id == "nav.requests"; });
    cable.cut();
    std::vector<std::string> receipts;
    for (const char* details : {"one", "two", "three"}) {
        ask_for_copy(terminal, details);
        receipts.push_back(confirm_and_read_receipt(terminal));
    }
    terminal.kill_agent();
    terminal.kill_screen();
    cable.connect();
    terminal.start_agent();
    terminal.start_screen();

    std::size_t arrived = 0;
    for (int attempt = 0; attempt < 600 && arrived < 3; ++attempt) {
        arrived = requests(staff, before["id"], "received").size() - received_before;
    }
    CHECK(arrived == 3);
    terminal.sign_in(person);
    terminal.drive({"wait nav.requests", "click nav.requests", "wait request.2"});
    CHECK(requests(staff, before["id"], "received").size() == received_before + 3);
    CHECK(resident(staff, person.number)["spendable_cents"] == before["spendable_cents"].get<std::int64_t>() - 300);
    must_tie_out(facility);
}

TEST_CASE("without enough money a paid request is refused in plain words and nothing changes") {
    Facility facility;
    facility.serve();
    const auto& person = facility.person(facility.first_unit());
    Terminal terminal(facility, "kiosk", person.unit);
    Staff staff(facility, "trust_office");
    const auto before = resident(staff, person.number);
    const auto spendable = before["spendable_cents"].get<std::int64_t>();
    REQUIRE(spendable > 50);
    const auto charged = staff.post("/api/v1/charges", {{"resident_id", before["id"]},
                                                        {"cents", spendable - 50},
                                                        {"reason", "adjustment"},
                                                        {"idempotency_key", "leave-fifty"}});
    REQUIRE(charged.status / 100 == 2);

    terminal.sign_in(person);
    terminal.wait_for("the rail", [](const Node& node) { return node.id == "nav.requests"; });
    const std::size_t received_before = requests(staff, before["id"], "received").size();
    press_send_on_copy(terminal, "No money");
    terminal.wait_for_text("Not enough money");
    terminal.wait_for_text("Nothing was sent and nothing was taken");
    CHECK(resident(staff, person.number)["spendable_cents"] == 50);
    CHECK(requests(staff, before["id"], "received").size() == received_before);
    must_tie_out(facility);
}
