#include <thread>

#include <catch2/catch.hpp>

#include "platform/crypto/labels.h"
#include "tests/unit/platform/facility/hub_support/test_hub.h"

using namespace dayroom;
using namespace dayroom::test;
using wire::SignInResponse;

namespace {

wire::SignInResponse sign_in(TlsClient& client, const std::string& number, const std::string& pin,
                             const std::string& new_pin = {}) {
    wire::SignInRequest request;
    request.set_resident_number(number);
    request.set_pin(pin);
    request.set_new_pin(new_pin);
    return read_answer<SignInResponse>(client.call("POST", "/v1/sign-in", request.SerializeAsString()));
}

}  // namespace

TEST_CASE("number and PIN open a session, and the vault key comes sealed to this terminal only") {
    TestHub hub;
    const TestTerminal terminal = hub.enroll(0, "kiosk 1");
    const TestResident resident = hub.add_resident("20481", 0, "7391");
    auto client = hub.connect(terminal);
    const auto first = sign_in(*client, "20481", "7391");
    REQUIRE(first.result() == SignInResponse::SIGNED_IN);
    CHECK(first.resident_id() == resident.id.raw());
    CHECK(first.last_sign_in_ms() == 0);
    const Secret vault_key = terminal.box.open_secret(as_bytes(first.vault_key_box())).take();
    CHECK(facility::vault_public_key(vault_key).take().raw() == first.vault_public_key());
    CHECK_FALSE(hub.enroll(0, "kiosk 2").box.open_secret(as_bytes(first.vault_key_box())).ok());

    wire::SignOutRequest out;
    out.set_session_id(first.session_id());
    out.set_resident_id(first.resident_id());
    CHECK(client->call("POST", "/v1/sign-out", out.SerializeAsString()).status == 200);
    const auto second = sign_in(*client, "20481", "7391");
    CHECK(second.last_sign_in_ms() > 0);
    CHECK(second.last_sign_in_place() == "kiosk 1");
    CHECK(second.session_id() != first.session_id());
}

TEST_CASE("wrong PINs are counted, lock the person out, and the count outlives a new connection") {
    TestHub hub;
    const TestTerminal terminal = hub.enroll(0);
    hub.add_resident("20481", 0, "7391");
    for (int left = 4; left >= 1; --left) {
        const auto wrong = sign_in(*hub.connect(terminal), "20481", "0000");
        CHECK(wrong.result() == SignInResponse::WRONG);
        CHECK(wrong.attempts_left() == left);
    }
    const auto locked = sign_in(*hub.connect(terminal), "20481", "0000");
    CHECK(locked.result() == SignInResponse::LOCKED);
    CHECK(locked.locked_until_ms() > hub.clock.now().ms() + 800'000);
    CHECK(sign_in(*hub.connect(terminal), "20481", "7391").result() == SignInResponse::LOCKED);

    const auto reset = nlohmann::json::parse(
        hub.api("it", "POST",
                "/api/v1/residents/" +
                    nlohmann::json::parse(
                        hub.api("it", "GET", "/api/v1/residents?number=20481").body)["residents"][0]["id"]
                        .get<std::string>() +
                    "/pin-reset",
                nlohmann::json::object())
            .body);
    const std::string fresh = reset["one_time_pin"];
    CHECK(fresh.size() == 6);
    CHECK(sign_in(*hub.connect(terminal), "20481", "7391").result() == SignInResponse::WRONG);
    CHECK(sign_in(*hub.connect(terminal), "20481", fresh).result() == SignInResponse::MUST_CHANGE_PIN);
}

TEST_CASE("a right PIN forgives the wrong ones before it") {
    TestHub hub;
    const TestTerminal terminal = hub.enroll(0);
    hub.add_resident("20481", 0, "7391");
    auto client = hub.connect(terminal);
    for (int round = 0; round < 3; ++round) {
        for (int wrong = 0; wrong < 4; ++wrong)
            CHECK(sign_in(*client, "20481", "0000").result() == SignInResponse::WRONG);
        CHECK(sign_in(*client, "20481", "7391").result() == SignInResponse::SIGNED_IN);
    }
}

TEST_CASE("guessing in parallel gains no extra attempt") {
    TestHub hub;
    const TestTerminal terminal = hub.enroll(0);
    hub.add_resident("20481", 0, "7391");
    std::atomic<int> wrong = 0;
    std::vector<std::thread> guessers;
    for (int number = 0; number < 12; ++number) {
        guessers.emplace_back([&] {
            if (sign_in(*hub.connect(terminal), "20481", "0000").result() == SignInResponse::WRONG) ++wrong;
        });
    }
    for (std::thread& guesser : guessers) guesser.join();
    CHECK(wrong == 4);
}

TEST_CASE("the first PIN must be changed, to one that is not weak") {
    TestHub hub;
    const TestTerminal terminal = hub.enroll(0);
    hub.add_resident("20481", 0, "660152", true);
    auto client = hub.connect(terminal);
    CHECK(sign_in(*client, "20481", "660152").result() == SignInResponse::MUST_CHANGE_PIN);
    for (const char* weak :
         {"1234", "0000", "9876", "1212", "2580", "2048", "1987", "660152", "123", "123456789", "12a4"}) {
        wire::SignInRequest request;
        request.set_resident_number("20481");
        request.set_pin("660152");
        request.set_new_pin(weak);
        const ClientAnswer answer = client->call("POST", "/v1/sign-in", request.SerializeAsString());
        INFO(weak);
        CHECK((answer.status == 400 || read_answer<SignInResponse>(answer).result() == SignInResponse::WEAK_PIN));
    }
    CHECK(sign_in(*client, "20481", "660152", "5083").result() == SignInResponse::SIGNED_IN);
    CHECK(sign_in(*client, "20481", "660152").result() == SignInResponse::WRONG);
    CHECK(sign_in(*client, "20481", "5083").result() == SignInResponse::SIGNED_IN);
}

TEST_CASE("a resident signs in only in their own unit, and nobody learns which numbers exist") {
    TestHub hub;
    const TestTerminal terminal = hub.enroll(1);
    hub.add_resident("20481", 0, "7391");
    auto client = hub.connect(terminal);
    CHECK(sign_in(*client, "20481", "7391").result() == SignInResponse::NOT_HERE);
    const auto nobody = sign_in(*client, "99999", "7391");
    CHECK(nobody.result() == SignInResponse::WRONG);
    CHECK(nobody.vault_key_box().empty());
    wire::SignInRequest injected;
    injected.set_resident_number("' OR 1=1 --");
    injected.set_pin("1");
    CHECK(client->call("POST", "/v1/sign-in", injected.SerializeAsString()).status == 400);
}
