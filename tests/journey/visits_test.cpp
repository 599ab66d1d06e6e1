// Video visits: booked at one terminal and seen by staff, two who want the same time, a refund by the rules, and
// checking in.
#include <algorithm>

#include <catch2/catch.hpp>

#include "tests/journey/network.h"
#include "tests/journey/steps.h"

using namespace dayroom::journey;

namespace {

constexpr std::int64_t kPrice = 300;

/// Open around the clock, so that the hour of the test does not matter.
nlohmann::json visit_plan(const std::string& device_id) {
    nlohmann::json place = {{"code", "kiosk"},
                            {"name", "Kiosk 1"},
                            {"hours", {{{"weekdays", 127}, {"from_minute", 0}, {"to_minute", 1'440}}}}};
    if (!device_id.empty()) place["device_id"] = device_id;
    return {{"lengths", {{{"minutes", 30}}}},
            {"prices", {{{"minute_mills", 100}}}},
            {"slot_minutes", 30},
            {"notice_minutes", 0},
            {"ahead_days", 14},
            {"visits_a_week", 0},
            {"first_weekday", 6},
            {"change_minutes", 0},
            {"full_refund_minutes", 4'320},
            {"late_refund_points", 5'000},
            {"missed_refund_points", 0},
            {"check_in_before_minutes", 240},
            {"check_in_after_minutes", 30},
            {"reminder_minutes", 240},
            {"resources", {place}}};
}

struct House {
    House() : office(serving(facility), "trust_office"), desk(facility, "request_staff") {}

    static Facility& serving(Facility& facility) {
        facility.serve();
        return facility;
    }
    void offer(const std::string& device_id = {}) {
        REQUIRE(office.put("/api/v1/visits/plan", visit_plan(device_id)).status == 200);
    }
    /// The next of the first unit who reads English, has enough money and a contact; this contact may visit now.
    SamplePerson somebody() {
        for (; next_ < facility.people().size(); ++next_) {
            const SamplePerson& person = facility.people()[next_];
            if (person.unit != facility.first_unit() || person.pin_is_first) continue;
            const auto known = resident(office, person.number);
            if (known["language"] != "en" || known["spendable_cents"] < 2 * kPrice) continue;
            const auto contacts = office.get("/api/v1/residents/" + id(person) + "/contacts").body["contacts"];
            for (const auto& contact : contacts) {
                if (contact["state"] != "approved") continue;
                const std::string path = "/api/v1/contacts/" + contact["id"].get<std::string>() + "/visitor";
                REQUIRE(desk.put(path, {{"may_visit", true}}).status == 200);
                ++next_;
                return person;
            }
        }
        throw std::runtime_error("the sample has nobody who could book a visit");
    }
    std::string id(const SamplePerson& person) { return resident(office, person.number)["id"]; }
    /// At the place of these tests: the sample may have booked others.
    nlohmann::json visits(const SamplePerson& person) {
        nlohmann::json here = nlohmann::json::array();
        const auto all = desk.get("/api/v1/visits?resident_id=" + id(person)).body["visits"];
        for (const auto& each : all)
            if (each["place"] == "Kiosk 1") here.push_back(each);
        return here;
    }
    nlohmann::json visit_becomes(const SamplePerson& person, const std::string& state) {
        return until(
            "a visit that is " + state, [&] { return visits(person); },
            [&](const nlohmann::json& all) { return all.size() == 1 && all[0]["state"] == state; })[0];
    }

    Facility facility;
    Staff office;
    Staff desk;

private:
    std::size_t next_ = 0;
};

bool has_control(const Terminal& terminal, const std::string& id) {
    const auto tree = terminal.tree();
    return std::any_of(tree.begin(), tree.end(), [&](const Node& node) { return node.id.ends_with(id); });
}

void open_days(Terminal& terminal) {
    terminal.drive({"wait nav.home", "click nav.home", "wait home.visits", "click home.visits", "wait visits.book",
                    "click visits.book", "wait booking.day.1", "click booking.visitor.0"});
}

/// Up to the question about the second time of tomorrow.
void ask_for_tomorrow(Terminal& terminal) {
    open_days(terminal);
    terminal.drive({"click booking.day.1", "wait time.1", "click time.1", "wait dialog.confirm"});
}

/// About a time that begins within hours: the second one of today, or of tomorrow when today has no second one.
void ask_for_soon(Terminal& terminal) {
    open_days(terminal);
    terminal.drive({"click booking.day.0", "wait time.0"});
    if (!has_control(terminal, "time.1"))
        terminal.drive({"click header.back", "wait booking.day.1", "click booking.day.1", "wait time.1"});
    terminal.drive({"click time.1", "wait dialog.confirm"});
}

}  // namespace

TEST_CASE_METHOD(House,
                 "a visit is booked, staff see it, and when it is cancelled late the part by the rules comes back") {
    offer();
    const auto person = somebody();
    Terminal terminal(facility, "kiosk", person.unit, facility.terminal_address());
    const std::int64_t before = spendable(office, person.number);
    terminal.sign_in(person);
    ask_for_tomorrow(terminal);
    const std::string receipt = confirm_and_read_receipt(terminal);
    terminal.wait_for_text("Your visit is booked");
    const auto booked = visit_becomes(person, "booked");
    CHECK(booked["receipt_code"] == receipt);
    CHECK(booked["held_cents"] == kPrice);
    CHECK(booked["place"] == "Kiosk 1");
    spendable_becomes(office, person.number, before - kPrice);

    terminal.drive({"wait receipt.follow", "click receipt.follow", "wait visit.cancel", "click visit.cancel",
                    "wait dialog.confirm"});
    terminal.wait_for_text("You lose");
    terminal.drive({"click dialog.confirm"});
    terminal.wait_for_text("You cancelled it.");
    const auto cancelled = visit_becomes(person, "cancelled");
    CHECK(cancelled["cancelled_by"] == "resident");
    CHECK(cancelled["charged_cents"] == kPrice / 2);
    CHECK(cancelled["given_back_cents"] == kPrice / 2);
    spendable_becomes(office, person.number, before - kPrice / 2);
    must_tie_out(facility);
}

TEST_CASE_METHOD(House,
                 "of two who want one time one is told no and loses no money, also when the wish was made offline") {
    offer();
    const auto first = somebody();
    const auto second = somebody();
    Cable cable(facility.terminal_address());
    Terminal at_first(facility, "kiosk", first.unit, facility.terminal_address());
    Terminal at_second(facility, "other", second.unit, cable.address());
    const std::int64_t before = spendable(office, second.number);
    at_first.sign_in(first);
    at_second.sign_in(second);
    ask_for_tomorrow(at_first);
    ask_for_tomorrow(at_second);
    cable.cut();
    at_second.drive({"click dialog.confirm"});
    at_second.wait_for_text("Your visit is saved");
    CHECK(visits(second).empty());
    CHECK(spendable(office, second.number) == before);
    confirm_and_read_receipt(at_first);
    visit_becomes(first, "booked");
    cable.connect();
    at_second.wait_for_text("Your visit was not booked");
    at_second.wait_for_text("This time is not free any more.");
    CHECK(visits(second).empty());
    CHECK(spendable(office, second.number) == before);
    at_second.drive({"click receipt.done", "wait visits.book"});
    at_second.wait_for_text("It was not booked");
    must_tie_out(facility);
}

TEST_CASE_METHOD(House, "a visit that was booked without a connection is booked by itself") {
    offer();
    const auto person = somebody();
    Cable cable(facility.terminal_address());
    Terminal terminal(facility, "kiosk", person.unit, cable.address());
    terminal.sign_in(person);
    ask_for_tomorrow(terminal);
    cable.cut();
    terminal.drive({"click dialog.confirm"});
    terminal.wait_for_text("Your visit is saved");
    terminal.sign_out();
    cable.connect();
    visit_becomes(person, "booked");
    must_tie_out(facility);
}

TEST_CASE_METHOD(House, "checking in is at the terminal of the visit, and what staff cancel comes back whole") {
    const auto person = somebody();
    Terminal terminal(facility, "kiosk", person.unit, facility.terminal_address());
    Staff it(facility, "it");
    const auto devices = it.get("/api/v1/devices").body["devices"];
    REQUIRE(devices.size() == 1);
    offer(devices[0]["id"]);
    const std::int64_t before = spendable(office, person.number);
    terminal.sign_in(person);
    ask_for_soon(terminal);
    confirm_and_read_receipt(terminal);
    visit_becomes(person, "booked");
    terminal.drive({"click nav.home"});
    terminal.wait_for_text("Your visit begins at");
    terminal.drive({"click home.visits", "wait visits.check_in", "click visits.check_in"});
    terminal.wait_for_text("You are checked in");
    const auto visit = visit_becomes(person, "checked_in");
    terminal.drive({"wait visit.0", "click visit.0", "wait visit.state"});
    const std::string path = "/api/v1/visits/" + visit["id"].get<std::string>() + "/cancel";
    REQUIRE(desk.post(path, {{"reason", "The unit was locked down."}}).status == 200);
    terminal.wait_for_text("The unit was locked down.");
    spendable_becomes(office, person.number, before);
    must_tie_out(facility);
}
