// Agent and hub ended at every step of a paid request's life, one after the other: afterwards it is at the hub exactly
// once, paid once, and its receipt is on the screen.
#include <catch2/catch.hpp>

#include "platform/base/crash_point.h"
#include "tests/journey/network.h"
#include "tests/journey/steps.h"

using namespace dayroom;
using namespace dayroom::journey;

namespace {

constexpr int kCrashed = 137;

struct PaidRequest {
    Facility facility;
    std::optional<Cable> cable;
    std::optional<Terminal> kiosk;
    std::optional<Staff> staff;
    const SamplePerson* person = nullptr;
    std::string resident_id;
    std::int64_t money = 0;
    std::int64_t held = 0;
    std::size_t received = 0;

    PaidRequest() {
        facility.serve();
        cable.emplace(facility.terminal_address());
        person = &facility.person(facility.first_unit());
        kiosk.emplace(facility, "kiosk", person->unit, cable->address());
        staff.emplace(facility, "request_staff");
        const auto before = resident(*staff, person->number);
        resident_id = before["id"];
        money = before["spendable_cents"];
        held = before["held_cents"];
        received = requests(*staff, resident_id, "received").size();
        kiosk->sign_in(*person);
        kiosk->drive({"wait nav.requests"});
    }

    /// With the cable cut: so what is sent later is sent in one batch, and nothing else comes before it.
    std::string ask_offline() {
        cable->cut();
        ask_for_copy(*kiosk, "Case papers");
        const std::string code = confirm_and_read_receipt(*kiosk);
        kiosk->wait_for_text("not yet sent");
        return code;
    }
    void restart_agent() {
        CHECK(kiosk->wait_for_agent_end() == kCrashed);
        kiosk->start_agent();
    }
    void restart_hub() {
        CHECK(facility.wait_for_hub_end() == kCrashed);
        facility.serve();
    }

    std::size_t times_at_hub(const std::string& code) {
        std::size_t times = 0;
        for (const auto& each : requests(*staff, resident_id, "received"))
            times += each["receipt_code"] == code ? 1 : 0;
        return times;
    }
    void is_there_once(const std::string& code) {
        spendable_becomes(*staff, person->number, money - 100);
        CHECK(times_at_hub(code) == 1);
        CHECK(requests(*staff, resident_id, "received").size() == received + 1);
        // As the person sees it: the same code, at staff, and the money on hold.
        kiosk->sign_in(*person);
        kiosk->drive({"wait nav.requests", "click nav.requests", "wait request.0", "click request.0"});
        const std::string shown = code.substr(0, 4) + "-" + code.substr(4);
        kiosk->wait_for_text(shown);
        kiosk->wait_until_gone("not yet sent");
        open_money(*kiosk);
        money_shows(*kiosk, {money - 100, held + 100});
        CHECK(spendable(*staff, person->number) == money - 100);
        CHECK(times_at_hub(code) == 1);
        must_tie_out(facility);
    }
};

}  // namespace

TEST_CASE_METHOD(PaidRequest, "the agent ends after the intent is saved, before it is in the outbox") {
    cable->cut();
    ask_for_copy(*kiosk, "Case papers");
    kiosk->crash_agent_at(kCrashIntentSaved);
    kiosk->drive({"click dialog.confirm"});
    restart_agent();
    cable->connect();
    // It is in the vault alone, which opens with the PIN.
    kiosk->sign_in(*person);
    kiosk->drive({"wait nav.requests"});
    spendable_becomes(*staff, person->number, money - 100);
    kiosk->sign_out();
    const auto mine = requests(*staff, resident_id, "received");
    REQUIRE(mine.size() == received + 1);
    is_there_once(mine[0]["receipt_code"]);
}

TEST_CASE_METHOD(PaidRequest, "the agent ends before it sends what it has marked as sent") {
    const std::string code = ask_offline();
    kiosk->crash_agent_at(kCrashBeforeSending);
    cable->connect();
    restart_agent();
    is_there_once(code);
}

TEST_CASE_METHOD(PaidRequest, "the hub ends after it has run the command, before its commit") {
    const std::string code = ask_offline();
    facility.crash_hub_at(kCrashBeforeCommit);
    cable->connect();
    restart_hub();
    kiosk->sign_out();
    is_there_once(code);
}

TEST_CASE_METHOD(PaidRequest, "the hub ends after its commit, before its answer") {
    const std::string code = ask_offline();
    facility.crash_hub_at(kCrashCommitted);
    cable->connect();
    restart_hub();
    CHECK(times_at_hub(code) == 1);  // of the first time: the answer alone was lost
    kiosk->sign_out();
    is_there_once(code);
}

TEST_CASE_METHOD(PaidRequest, "the agent ends after the hub's answer, before it has recorded it") {
    const std::string code = ask_offline();
    kiosk->crash_agent_at(kCrashBeforeRecording);
    cable->connect();
    restart_agent();
    CHECK(times_at_hub(code) == 1);
    is_there_once(code);
}
