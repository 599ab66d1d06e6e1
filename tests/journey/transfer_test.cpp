// Money that a resident moves: to the phone account, out to a contact, taken back, refused, and never twice.
#include <catch2/catch.hpp>

#include "tests/journey/network.h"
#include "tests/journey/steps.h"

using namespace dayroom::journey;

namespace {

constexpr std::int64_t kFee = 150;

void open_transfers(Terminal& terminal) {
    terminal.drive({"wait nav.money", "click nav.money", "wait money.move", "click money.move", "wait transfers.send"});
}

void type_amount(Terminal& terminal, const std::string& amount) {
    terminal.drive(
        {"click transfers.amount", "type " + amount, "key escape", "click transfers.send", "wait dialog.confirm"});
}

/// The transfer that the page shows, confirmed, as staff see it.
nlohmann::json confirmed(Terminal& terminal, Staff& office, const std::string& amount) {
    type_amount(terminal, amount);
    const std::string receipt = confirm_and_read_receipt(terminal);
    nlohmann::json found;
    until(
        "the transfer " + receipt, [&] { return office.get("/api/v1/transfers").body["transfers"]; },
        [&](const nlohmann::json& waiting) {
            for (const auto& each : waiting) {
                if (each["receipt_code"] == receipt) found = each;
            }
            return !found.is_null();
        });
    return found;
}

/// Sends `amount` to the first contact of the page; returns the transfer as staff see it.
nlohmann::json send_out(Terminal& terminal, Staff& office, const std::string& amount) {
    open_transfers(terminal);
    terminal.drive({"click transfers.target.2", "wait transfers.contact.0", "click transfers.contact.0"});
    return confirmed(terminal, office, amount);
}

/// The same towards what somebody's release costs.
nlohmann::json send_to_release(Terminal& terminal, Staff& office, const std::string& amount) {
    open_transfers(terminal);
    terminal.drive({"click transfers.target.3"});
    return confirmed(terminal, office, amount);
}

void allow_sending(Staff& office) {
    const nlohmann::json policy = {{"send_money", true}, {"cooling_off_hours", 24}, {"daily_brake_cents", 0}};
    REQUIRE(office.put("/api/v1/money-policy", policy).status == 200);
    const nlohmann::json fee = {{"code", "send_money"},
                                {"cents", kFee},
                                {"name", {{"en", "Sending money"}, {"es", "Enviar dinero"}}},
                                {"idempotency_key", "fee"}};
    REQUIRE(office.post("/api/v1/prices", fee).status == 201);
}

}  // namespace

TEST_CASE("money goes to the phone account at once, also from a terminal that was cut off, and once") {
    Facility facility;
    facility.serve();
    Cable cable(facility.terminal_address());
    const auto& person = facility.person(facility.first_unit());
    Terminal terminal(facility, "kiosk", person.unit, cable.address());
    Staff office(facility, "trust_office");
    const auto before = resident(office, person.number);
    const auto spending = before["spendable_cents"].get<std::int64_t>();
    const auto phone = before["phone_cents"].get<std::int64_t>();

    terminal.sign_in(person);
    open_transfers(terminal);
    type_amount(terminal, "5");
    confirm_and_read_receipt(terminal);
    spendable_becomes(office, person.number, spending - 500);
    CHECK(resident(office, person.number)["phone_cents"] == phone + 500);

    cable.cut();
    terminal.drive({"wait receipt.done", "click receipt.done"});
    open_transfers(terminal);
    type_amount(terminal, "7.25");
    confirm_and_read_receipt(terminal);
    terminal.wait_for_text("not yet sent");
    CHECK(spendable(office, person.number) == spending - 500);
    terminal.kill_agent();
    terminal.kill_screen();
    cable.connect();
    terminal.start_agent();
    terminal.start_screen();
    spendable_becomes(office, person.number, spending - 500 - 725);
    CHECK(resident(office, person.number)["phone_cents"] == phone + 500 + 725);
    must_tie_out(facility);
}

TEST_CASE("money sent out waits for its time, is paid, refused with a reason, or taken back by whoever sent it") {
    Facility facility;
    facility.serve();
    const auto& person = facility.person(facility.first_unit());
    Staff office(facility, "trust_office");
    allow_sending(office);
    Terminal terminal(facility, "kiosk", person.unit);
    const auto spending = spendable(office, person.number);
    terminal.sign_in(person);

    const auto paid = send_out(terminal, office, "4");
    spendable_becomes(office, person.number, spending - 400 - kFee);
    const std::string pay = "/api/v1/transfers/" + paid["id"].get<std::string>() + "/pay";
    const auto early = office.post(pay, nlohmann::json::object());
    CHECK(early.status == 409);
    CHECK(early.body["code"] == "cooling_off");
    terminal.drive({"wait receipt.done", "click receipt.done"});

    const auto refused = send_out(terminal, office, "3");
    const std::string refuse = "/api/v1/transfers/" + refused["id"].get<std::string>() + "/refuse";
    CHECK(office.post(refuse, {{"reason", "The name is not the payee's."}}).status == 200);
    CHECK(office.post(refuse, {{"reason", "Again."}}).status == 409);
    spendable_becomes(office, person.number, spending - 400 - kFee);
    terminal.drive(
        {"wait receipt.done", "click receipt.done", "click nav.home", "wait home.notices", "click home.notices"});
    terminal.wait_for_text("The name is not the payee's.");

    send_out(terminal, office, "2");
    spendable_becomes(office, person.number, spending - 400 - 200 - 2 * kFee);
    terminal.drive({"wait receipt.done", "click receipt.done", "click nav.home", "click nav.money"});
    // The money and its fee are two lines of the same moment.
    const Node line = terminal.wait_for("the money's line", [](const Node& node) {
        return node.id.find("transaction.") != std::string::npos && node.label.starts_with("Money to ");
    });
    terminal.drive({"click " + line.id, "wait transaction.take_back", "click transaction.take_back",
                    "wait dialog.confirm", "click dialog.confirm"});
    spendable_becomes(office, person.number, spending - 400 - kFee);

    terminal.drive({"click nav.home"});
    const auto costs = send_to_release(terminal, office, "1");
    CHECK(costs["purpose"] == "release_costs");
    spendable_becomes(office, person.number, spending - 400 - 100 - 2 * kFee);

    // A day later the time to think is over.
    facility.stop_hub();
    facility.put_clock_ahead(std::chrono::hours(25));
    facility.serve();
    const auto done = office.post(pay, nlohmann::json::object());
    INFO(done.body.dump());
    CHECK(done.status == 200);
    CHECK(office.post(pay, nlohmann::json::object()).status == 409);
    const std::string pay_costs = "/api/v1/transfers/" + costs["id"].get<std::string>() + "/pay";
    CHECK(office.post(pay_costs, nlohmann::json::object()).status == 200);
    CHECK(spendable(office, person.number) == spending - 400 - 100 - 2 * kFee);
    must_tie_out(facility);
}
