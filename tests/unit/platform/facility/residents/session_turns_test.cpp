// Sessions a day, the wait between two, and quick looks, as the hub's sign-in decides them.
#include "platform/facility/residents/session_turns.h"

#include <catch2/catch.hpp>

#include "platform/facility/admin/facility_setup.h"
#include "platform/facility/feed/facility_record.h"
#include "platform/facility/residents/sign_in.h"
#include "tests/unit/platform/facility/hub_fixture/hub_fixture.h"

using namespace dayroom;
using namespace dayroom::facility;
using dayroom::test::HubFixture;
using dayroom::test::must;
using dayroom::test::Person;
using wire::SignInRequest;
using wire::SignInResponse;

namespace {

struct TurnsHub : HubFixture {
    Residents residents{ledger};
    SignIn door{*writer, residents, clock, sign_in_policy({})};
    Person person = add_resident();
    Device terminal;

    TurnsHub() {
        terminal.id = device;
        terminal.unit = unit;
        terminal.name = "kiosk";
        terminal.box_key = box->public_key();
        const std::string hash = must(hash_pin(as_bytes("7391")));
        must(run([&](Work& work) { return residents.set_pin(work, person.id, hash, false); }));
    }
    void set(const std::function<void(wire::Policy&)>& change) {
        must(run([&](Work& work) -> Status {
            auto body = TRY(read_facility(work.db()));
            change(*body.mutable_policy());
            return set_facility(work, body);
        }));
    }
    SignInResponse sign_in(SignInRequest::Wish wish = SignInRequest::SESSION,
                           const std::vector<wire::SessionSpan>& offline = {}, const std::string& pin = "7391") {
        SignInRequest request;
        request.set_resident_number(person.number);
        request.set_pin(pin);
        request.set_wish(wish);
        for (const auto& span : offline) *request.add_offline_sessions() = span;
        return must(door.sign_in(terminal, request));
    }
    void sign_out(const SignInResponse& session) {
        REQUIRE(session.result() == SignInResponse::SIGNED_IN);
        wire::SignOutRequest request;
        request.set_session_id(session.session_id());
        request.set_resident_id(session.resident_id());
        must(door.sign_out(terminal, request));
    }
};

}  // namespace

TEST_CASE_METHOD(TurnsHub, "after so many sessions, and too soon after one, the hub says until when") {
    set([](wire::Policy& policy) {
        policy.set_session_limit_s(900);
        policy.set_sessions_per_day(2);
        policy.set_session_wait_s(600);
    });
    const auto first = sign_in();
    CHECK(first.session_limit_s() == 900);
    CHECK(first.sessions_today() == 1);
    sign_out(first);
    const Timestamp ended = clock.now();
    const auto soon = sign_in();
    CHECK(soon.result() == SignInResponse::MUST_WAIT);
    CHECK(soon.wait_until_ms() == (ended + Seconds(600)).ms());
    CHECK(soon.vault_key_box().empty());
    clock.advance(Seconds(600));
    sign_out(sign_in());
    clock.advance(Seconds(600));
    const auto used = sign_in();
    CHECK(used.result() == SignInResponse::SESSIONS_USED);
    CHECK(used.session_id().empty());
    REQUIRE(used.wait_until_ms() > clock.now().ms());
    clock.advance(Timestamp::from_ms(used.wait_until_ms()) - clock.now());
    CHECK(sign_in().result() == SignInResponse::SIGNED_IN);
}

TEST_CASE_METHOD(TurnsHub,
                 "a wrong PIN does not tell whether sessions are left, and a refusal counts as no wrong PIN") {
    set([](wire::Policy& policy) { policy.set_sessions_per_day(1); });
    sign_out(sign_in());
    CHECK(sign_in(SignInRequest::SESSION, {}, "0000").result() == SignInResponse::WRONG);
    for (int again = 0; again < 10; ++again) CHECK(sign_in().result() == SignInResponse::SESSIONS_USED);
}

TEST_CASE_METHOD(TurnsHub, "a quick look counts as no session, and is there when sessions are used") {
    set([](wire::Policy& policy) {
        policy.set_sessions_per_day(1);
        policy.set_quick_look_s(20);
        policy.set_quick_looks_per_day(2);
    });
    const auto look = sign_in(SignInRequest::QUICK_LOOK);
    CHECK(look.session_limit_s() == 20);
    sign_out(look);
    sign_out(sign_in());
    CHECK(sign_in().result() == SignInResponse::SESSIONS_USED);
    sign_out(sign_in(SignInRequest::QUICK_LOOK));
    CHECK(sign_in(SignInRequest::QUICK_LOOK).result() == SignInResponse::SESSIONS_USED);
}

TEST_CASE_METHOD(TurnsHub, "sessions without the hub count when it hears of them, each once") {
    set([](wire::Policy& policy) { policy.set_sessions_per_day(3); });
    wire::SessionSpan span;
    span.set_began_ms((clock.now() - Seconds(60)).ms());
    span.set_ended_ms((clock.now() - Seconds(30)).ms());
    wire::SessionSpan future = span;
    future.set_began_ms((clock.now() + std::chrono::hours(30)).ms());
    future.set_ended_ms(future.began_ms());
    const auto first = sign_in(SignInRequest::SESSION, {span, future});
    CHECK(first.sessions_today() == 2);
    sign_out(first);
    const auto second = sign_in(SignInRequest::SESSION, {span});
    CHECK(second.sessions_today() == 3);
    sign_out(second);
    CHECK(sign_in().result() == SignInResponse::SESSIONS_USED);
}

TEST_CASE_METHOD(TurnsHub, "a terminal whose clock is a little ahead gains nothing: its session ends now") {
    set([](wire::Policy& policy) { policy.set_session_wait_s(600); });
    wire::SessionSpan span;
    span.set_began_ms((clock.now() - Seconds(60)).ms());
    span.set_ended_ms((clock.now() + Seconds(5)).ms());
    const auto refused = sign_in(SignInRequest::SESSION, {span});
    CHECK(refused.result() == SignInResponse::MUST_WAIT);
    CHECK(refused.wait_until_ms() == (clock.now() + Seconds(600)).ms());
    clock.advance(Seconds(600));
    CHECK(sign_in(SignInRequest::SESSION, {span}).result() == SignInResponse::SIGNED_IN);  // told again: known
}
