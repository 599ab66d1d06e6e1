// A paid request from form to receipt, in every variant: answered, declined, refused for lack of money, offline, sent
// twice.
#include <catch2/catch.hpp>

#include "platform/sync/hub_api.h"
#include "tests/journey/network.h"
#include "tests/journey/steps.h"

using namespace dayroom::journey;

namespace {

/// A change must be on the screen before the agent would ask the hub again by itself: then the hub has pushed it.
constexpr std::chrono::seconds kByPush{20};
static_assert(kByPush < dayroom::sync::kFeedWait);

std::string id_of(const nlohmann::json& received, const std::string& receipt) {
    for (const auto& request : received) {
        if (request["receipt_code"] == receipt) return request["id"];
    }
    throw std::runtime_error("the hub has no request " + receipt);
}

}  // namespace

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
    const ShownMoney money = open_money(terminal);
    CHECK(money.spendable == spendable);
    ask_for_copy(terminal, "Case papers");
    const std::string first = confirm_and_read_receipt(terminal);
    open_money(terminal);
    money_shows(terminal, {spendable - 100, money.on_hold + 100});
    ask_for_copy(terminal, "A second copy");
    const std::string second = confirm_and_read_receipt(terminal);
    REQUIRE(first.size() == 8);
    REQUIRE(first != second);
    open_money(terminal);
    money_shows(terminal, {spendable - 200, money.on_hold + 200});
    CHECK(resident(staff, person.number)["spendable_cents"] == spendable - 200);

    // What staff decide comes onto the screen by itself, and nobody touches the terminal meanwhile. The answer to the
    // second is pushed when the agent has just begun to wait anew.
    const auto received = requests(staff, id, "received");
    CHECK(
        staff.post("/api/v1/requests/" + id_of(received, first) + "/answer", {{"text", "Your papers are at the desk."}})
            .status == 200);
    money_shows(terminal, {spendable - 200, money.on_hold + 100}, kByPush);
    CHECK(staff.post("/api/v1/requests/" + id_of(received, second) + "/decline", {{"text", "You have a copy already."}})
              .status == 200);
    money_shows(terminal, {spendable - 100, money.on_hold}, kByPush);
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
    open_money(terminal);
    const std::int64_t held = before["held_cents"];
    money_shows(terminal, {50, held});
    const auto requests_before = requests(staff, before["id"], "received");
    const auto lines_before = transactions(staff, before["id"]);
    press_send_on_copy(terminal, "No money");
    terminal.wait_for_text("Not enough money");
    terminal.wait_for_text("Nothing was sent and nothing was taken");
    open_money(terminal);
    money_shows(terminal, {50, held});
    CHECK(resident(staff, person.number)["spendable_cents"] == 50);
    CHECK(resident(staff, person.number)["held_cents"] == held);
    CHECK(requests(staff, before["id"], "received") == requests_before);
    CHECK(transactions(staff, before["id"]) == lines_before);
    must_tie_out(facility);
}
