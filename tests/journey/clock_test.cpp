// Clocks that are wrong, at the terminal and between terminal and hub.
#include <catch2/catch.hpp>

#include "tests/journey/steps.h"

using namespace dayroom::journey;

namespace {

constexpr std::chrono::minutes kThreeDays = std::chrono::hours(72);
constexpr std::int64_t kThreeDaysMs = std::chrono::milliseconds(kThreeDays).count();

/// A terminal that has been in use with a right clock.
struct Used {
    Facility facility;
    std::optional<Terminal> kiosk;
    const SamplePerson* person = nullptr;
    std::optional<Staff> staff;

    Used() {
        facility.serve();
        person = &facility.person(facility.first_unit());
        kiosk.emplace(facility, "kiosk", person->unit);
        staff.emplace(facility, "request_staff");
        kiosk->sign_in(*person);
        kiosk->drive({"wait nav.requests"});
        kiosk->sign_out();
    }
    void restart_agent_with_clock(std::chrono::minutes ahead) {
        kiosk->kill_agent();
        kiosk->put_clock_ahead(ahead);
        kiosk->start_agent();
    }
    /// Until the hub says that the terminal's clock is so far ahead of its own, to the hour.
    void hub_sees_clock_ahead(std::int64_t ms) {
        Staff it(facility, "it");
        until(
            "the terminal's clock", [&] { return it.get("/api/v1/devices").body["devices"]; },
            [&](const nlohmann::json& devices) {
                const auto ahead = devices[0]["health"]["clock_ahead_ms"].get<std::int64_t>();
                return std::abs(ahead - ms) < 3'600'000;
            });
    }
};

}  // namespace

TEST_CASE_METHOD(Used, "a clock that was set back while the hub is away closes the terminal until the hub answers") {
    facility.stop_hub();
    restart_agent_with_clock(-kThreeDays);
    kiosk->wait_for_text("The clock of this terminal is wrong");
    CHECK_FALSE(kiosk->shows("PIN"));
    facility.serve();
    kiosk->wait_until_gone("The clock of this terminal is wrong");
    kiosk->sign_in(*person);
    ask_for_copy(*kiosk, "With the hub's time");
    const std::string receipt = confirm_and_read_receipt(*kiosk);
    const auto mine = until(
        "the request", [&] { return requests(*staff, resident(*staff, person->number)["id"], "received"); },
        [&](const nlohmann::json& all) { return !all.empty() && all[0]["receipt_code"] == receipt; });
    hub_sees_clock_ahead(-kThreeDaysMs);
    must_tie_out(facility);
}

TEST_CASE_METHOD(Used, "a clock that is right again ends the fault without the hub") {
    facility.stop_hub();
    restart_agent_with_clock(-kThreeDays);
    kiosk->wait_for_text("The clock of this terminal is wrong");
    restart_agent_with_clock(std::chrono::minutes(0));
    kiosk->sign_in(*person);  // offline
    kiosk->drive({"wait nav.requests"});
}

TEST_CASE_METHOD(Used, "what was done by a clock that is ahead is declined, nothing is taken, and the person is told") {
    const auto before = spendable(*staff, person->number);
    facility.stop_hub();
    restart_agent_with_clock(kThreeDays);
    kiosk->sign_in(*person);  // nothing here can know better
    ask_for_copy(*kiosk, "In three days");
    const std::string receipt = confirm_and_read_receipt(*kiosk);
    kiosk->wait_for_text("not yet sent");
    facility.serve();
    kiosk->wait_for_text("The clock of this terminal was wrong, so this did not count.");
    for (const auto& each : requests(*staff, resident(*staff, person->number)["id"], "received"))
        CHECK(each["receipt_code"] != receipt);
    CHECK(spendable(*staff, person->number) == before);
    hub_sees_clock_ahead(kThreeDaysMs);

    // From here on it goes by the hub's time, whatever its own clock says.
    kiosk->drive({"wait receipt.done", "click receipt.done"});
    ask_for_copy(*kiosk, "By the hub's time");
    confirm_and_read_receipt(*kiosk);
    spendable_becomes(*staff, person->number, before - 100);
    must_tie_out(facility);
}
