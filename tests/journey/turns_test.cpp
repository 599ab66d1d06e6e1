// Turns at a terminal: sessions that are counted, a wait between two, quick looks that only read, and a session that
// ends by its clock.
#include <catch2/catch.hpp>

#include "platform/base/time.h"
#include "tests/journey/network.h"
#include "tests/journey/steps.h"

using namespace dayroom::journey;

namespace {

/// Sessions are counted by the facility's day: where its midnight (05:00 or 06:00 by UTC) is near, the hub's clock is
/// put over it.
std::chrono::minutes past_midnight() {
    constexpr std::int64_t kMinuteMs = 60'000;
    const std::int64_t minute = dayroom::SystemClock().now().ms() / kMinuteMs % (24 * 60);
    return minute >= 4 * 60 && minute < 6 * 60 + 10 ? std::chrono::minutes(150) : std::chrono::minutes(0);
}

struct Turns {
    Facility facility;
    const SamplePerson& person = facility.person(facility.first_unit());
    std::unique_ptr<Cable> cable;
    std::optional<Terminal> kiosk;

    void begin(const std::vector<std::string>& policy) {
        set(policy);
        facility.put_clock_ahead(past_midnight());
        facility.serve();
        cable = std::make_unique<Cable>(facility.terminal_address());
        kiosk.emplace(facility, "kiosk", person.unit, cable->address());
    }
    void set(const std::vector<std::string>& policy) {
        std::vector<std::string> words = {"session-policy"};
        words.insert(words.end(), policy.begin(), policy.end());
        facility.run_hub_command(words);
    }
    void sit() {
        kiosk->sign_in(person);
        kiosk->drive({"wait nav.requests"});
    }
    /// The number and the PIN of sign_in(), with the button for a look.
    void look() {
        kiosk->drive({"wait sign_in.number", "click sign_in.number"});
        for (const char digit : person.number) kiosk->drive({std::string("click sign_in.key.") + digit});
        kiosk->drive({"click sign_in.pin"});
        for (const char digit : person.pin) kiosk->drive({std::string("click sign_in.key.") + digit});
        kiosk->drive({"click sign_in.quick_look"});
    }
    void is_refused(const std::string& words) {
        kiosk->wait_for("the refusal: " + words, [&](const Node& node) {
            return node.id == "sign_in.message" && (node.label + node.value).find(words) != std::string::npos;
        });
        start_over();
    }
    /// With the PIN still asked for there is a button, else the number is cleared.
    void start_over() {
        for (const Node& node : kiosk->tree())
            if (node.id == "sign_in.clear_all")
                return kiosk->drive({"click sign_in.clear_all", "gone sign_in.message"});
        kiosk->drive({"click sign_in.number", "click sign_in.key.clear"});
    }
};

}  // namespace

TEST_CASE_METHOD(Turns, "two sessions a day are two, and a quick look beside them only reads") {
    begin({"--limit", "1800", "--per-day", "2", "--wait", "0", "--quick-look", "300", "--quick-looks", "1"});
    kiosk->wait_for_text("You have 2 a day.");
    look();
    kiosk->wait_for_text("Quick look: 300 seconds. You can only read.");
    kiosk->drive({"wait nav.requests"});
    press_send_on_copy(*kiosk, "In a look");
    kiosk->drive({"wait dialog.confirm", "click dialog.confirm"});
    kiosk->wait_for_text("This is a quick look: you can only read.");
    kiosk->drive({"wait dialog.cancel", "click dialog.cancel"});
    kiosk->sign_out();
    look();
    is_refused("Your quick looks of today are used.");

    kiosk->sign_in(person);
    kiosk->wait_for_text("You have 1 more session today.");
    kiosk->sign_out();
    kiosk->sign_in(person);
    kiosk->wait_for_text("This is your last session today.");
    kiosk->sign_out();
    kiosk->sign_in(person);
    is_refused("Your sessions of today are used.");
    cable->cut();  // nobody gains by pulling the plug
    kiosk->sign_in(person);
    is_refused("Your sessions of today are used.");
    Staff staff(facility, "request_staff");
    CHECK(requests(staff, resident(staff, person.number)["id"], "received").dump().find("In a look") ==
          std::string::npos);
}

TEST_CASE_METHOD(Turns, "between two sessions one waits, with the cable cut too, until the facility says otherwise") {
    begin({"--limit", "1800", "--per-day", "0", "--wait", "3600", "--quick-look", "0", "--quick-looks", "0"});
    sit();
    kiosk->sign_out();
    kiosk->sign_in(person);
    is_refused("You can sign in again at");
    cable->cut();
    kiosk->sign_in(person);
    is_refused("You can sign in again at");
    set({"--wait", "0"});
    cable->connect();
    until(
        "the sign-in",
        [&] {
            kiosk->sign_in(person);
            kiosk->wait_for("an answer",
                            [](const Node& node) { return node.id == "sign_in.message" || node.id == "nav.requests"; });
            const bool in = !kiosk->shows("You can sign in again at");
            if (!in) start_over();
            return nlohmann::json(in);
        },
        [](const nlohmann::json& in) { return in == true; });
    kiosk->drive({"wait nav.requests"});
}

TEST_CASE_METHOD(Turns, "a session ends by its clock, and what was being typed is there in the next one") {
    begin({"--limit", "60", "--per-day", "0", "--wait", "0", "--quick-look", "0", "--quick-looks", "0"});
    sit();
    kiosk->drive({"click nav.requests", "wait requests.new", "click requests.new", "wait form.document_copy",
                  "click form.document_copy", "wait field.details", "click field.details", "type Half a sentence"});
    kiosk->wait_for_text("Your time is up. What you typed is kept as a draft.", std::chrono::seconds(150));
    CHECK_FALSE(kiosk->shows("Half a sentence"));
    set({"--limit", "1800"});
    sit();
    kiosk->drive({"click nav.requests", "wait requests.new", "click requests.new", "wait form.document_copy",
                  "click form.document_copy", "wait field.details"});
    kiosk->wait_for("the draft", [](const Node& node) {
        return node.id.ends_with("field.details") && node.value.find("Half a sentence") != std::string::npos;
    });
}
