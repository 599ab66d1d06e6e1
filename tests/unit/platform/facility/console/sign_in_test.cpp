#include <thread>

#include <catch2/catch.hpp>

#include "tests/unit/platform/facility/console/console_fixture.h"

using namespace dayroom;
using namespace dayroom::test;
using Verdict = facility::ConsoleAnswer::Verdict;

TEST_CASE("the first sign-in sets up an authenticator, then a new password, and only then grants a session") {
    ConsoleFixture hub;
    const auto account = hub.add("J. Ortiz", "reviewer");
    CHECK(hub.sign_in("J. Ortiz", kFirstPassword, "123456").verdict == Verdict::kWrong);  // a code of nothing
    const auto offered = hub.sign_in("J. Ortiz", kFirstPassword);
    REQUIRE(offered.verdict == Verdict::kEnrolTotp);
    CHECK(offered.totp_secret.size() == 32);
    CHECK(offered.cookie.empty());
    CHECK(hub.sign_in("j. ORTIZ", kFirstPassword).totp_secret.equals(offered.totp_secret));
    CHECK(hub.sign_in("J. Ortiz", kFirstPassword, "000000").verdict == Verdict::kWrong);
    const std::string code = hub.code(account);
    const auto change = hub.sign_in("J. Ortiz", kFirstPassword, code);
    CHECK(change.verdict == Verdict::kChangePassword);
    CHECK(change.cookie.empty());
    CHECK(hub.sign_in("J. Ortiz", kFirstPassword, code, kFirstPassword).verdict == Verdict::kWeakPassword);
    CHECK(hub.sign_in("J. Ortiz", kFirstPassword, code, "short").verdict == Verdict::kWeakPassword);
    const auto done = hub.sign_in("J. Ortiz", kFirstPassword, code, kChosenPassword);
    REQUIRE(done.verdict == Verdict::kSignedIn);
    CHECK(done.role == "reviewer");
    CHECK(must(hub.sessions.find(cookie_of(done), true))->account == account);
    CHECK(must(hub.accounts.find(*hub.reader, account)).has_totp);
    CHECK(hub.sign_in("J. Ortiz", kFirstPassword, hub.code(account, 1)).verdict == Verdict::kWrong);
    CHECK(hub.sign_in("J. Ortiz", kChosenPassword).verdict == Verdict::kWrong);
    CHECK(hub.sign_in("J. Ortiz", kChosenPassword, hub.code(account, 1)).verdict == Verdict::kSignedIn);
}

TEST_CASE("a code is taken once, whoever shows it again and however fast") {
    ConsoleFixture hub;
    const auto account = hub.add("reviewer one", "reviewer");
    hub.enrol("reviewer one", account);
    const std::string code = hub.code(account);
    std::vector<Verdict> verdicts(4);
    std::vector<std::thread> threads;
    for (std::size_t at = 0; at < verdicts.size(); ++at) {
        threads.emplace_back([&, at] { verdicts[at] = hub.sign_in("reviewer one", kChosenPassword, code).verdict; });
    }
    for (std::thread& thread : threads) thread.join();
    CHECK(std::count(verdicts.begin(), verdicts.end(), Verdict::kSignedIn) == 1);
    CHECK(hub.sign_in("reviewer one", kChosenPassword, hub.code(account, -1)).verdict == Verdict::kWrong);
    hub.clock.advance(Seconds(30));
    CHECK(hub.sign_in("reviewer one", kChosenPassword, hub.code(account)).verdict == Verdict::kSignedIn);
}

TEST_CASE("wrong attempts lock, each time for longer, and names that nobody has lock the same way") {
    ConsoleFixture hub;
    const auto account = hub.add("it one", "it");
    hub.enrol("it one", account);
    for (const std::string name : {"it one", "nobody here"}) {
        const Timestamp begin = hub.clock.now();
        Seconds waited = facility::kStaffLockout.base;
        for (int lock = 0; lock < 3; ++lock) {
            for (int attempt = 0; attempt < 4; ++attempt)
                CHECK(hub.sign_in(name, "not the password").verdict == Verdict::kWrong);
            const auto locked = hub.sign_in(name, "not the password");
            CHECK(locked.verdict == Verdict::kLocked);
            CHECK(locked.locked_until == hub.clock.now() + Milliseconds(waited));
            CHECK(hub.sign_in(name, kChosenPassword, hub.code(account)).verdict == Verdict::kLocked);
            hub.clock.advance(waited);
            waited *= 2;
        }
        CHECK(hub.clock.now() > begin + std::chrono::minutes(30));
    }
    CHECK(hub.sign_in("it one", kChosenPassword, hub.code(account)).verdict == Verdict::kSignedIn);
    for (int attempt = 0; attempt < 4; ++attempt) hub.sign_in("it one", "not the password");
    CHECK(hub.sign_in("it one", "not the password").locked_until ==
          hub.clock.now() + Milliseconds(facility::kStaffLockout.base));  // success began the count anew
}

TEST_CASE("wrong codes count as wrong passwords do") {
    ConsoleFixture hub;
    const auto account = hub.add("it one", "it");
    hub.enrol("it one", account);
    for (int attempt = 0; attempt < 4; ++attempt)
        CHECK(hub.sign_in("it one", kChosenPassword, "000000").verdict == Verdict::kWrong);
    CHECK(hub.sign_in("it one", kChosenPassword, "000000").verdict == Verdict::kLocked);
}

TEST_CASE("a suspended account is refused like a wrong password, a reset one begins again") {
    ConsoleFixture hub;
    const auto other = hub.add("it two", "it");
    const auto account = hub.add("it one", "it");
    const auto first = hub.enrol("it one", account);
    must(hub.run([&](facility::Work& work) { return hub.accounts.set_state(work, account, false); }));
    CHECK(hub.sign_in("it one", kChosenPassword, hub.code(account)).verdict == Verdict::kWrong);
    CHECK(hub.run([&](facility::Work& work) { return hub.accounts.set_state(work, other, false); }).error().text_key ==
          "last_it");
    hub.sessions.forget();
    CHECK(hub.sessions.find(cookie_of(first), true).error().code == ErrorCode::kUnauthenticated);
    const std::string hash = must(crypto::hash_password(as_bytes(kFirstPassword), kCheapCost));
    must(hub.run([&](facility::Work& work) -> Status {
        TRY(hub.accounts.set_state(work, account, true));
        return hub.accounts.reset(work, account, hash);
    }));
    CHECK(hub.sign_in("it one", kChosenPassword, "123456").verdict == Verdict::kWrong);
    CHECK(hub.sign_in("it one", kFirstPassword).verdict == Verdict::kEnrolTotp);
    CHECK_FALSE(must(hub.accounts.find(*hub.reader, account)).has_totp);
}

TEST_CASE("every sign-in, refusal, lock and change of an account is on record, without names") {
    ConsoleFixture hub;
    const auto account = hub.add("it one", "it");
    hub.add("it two", "it");
    hub.enrol("it one", account);
    for (int attempt = 0; attempt < 5; ++attempt) hub.sign_in("it one", "not the password");
    hub.sign_in("it one", "not the password");
    must(hub.run([&](facility::Work& work) -> Status {
        TRY(hub.accounts.set_state(work, account, false));
        TRY(hub.accounts.set_state(work, account, true));
        return hub.accounts.reset(work, account, "x");
    }));
    const auto events = hub.audit();
    for (const char* expected :
         {"staff_added", "staff_authenticator_set", "staff_password_changed", "staff_signed_in",
          "staff_sign_in_refused", "staff_locked_out", "staff_suspended", "staff_activated", "staff_reset"}) {
        INFO(expected);
        CHECK(std::count(events.begin(), events.end(), expected) >= 1);
    }
    CHECK(std::count(events.begin(), events.end(), "staff_sign_in_refused") == 5);  // four wrong, one while locked
}
