#include <catch2/catch.hpp>

#include "tests/unit/platform/facility/console/console_fixture.h"

using namespace dayroom;
using namespace dayroom::test;
using facility::ConsoleSessions;

namespace {

struct SignedIn : ConsoleFixture {
    facility::StaffId account = add("it one", "it");
    std::string cookie = open();
    std::string open() {
        return to_string(must(writer->make(facility::Actor::system(), [&](facility::Work& w) {
                             return ConsoleSessions::open(w, account);
                         })).bytes());
    }
    bool alive(const std::string& which, bool active = true) { return sessions.find(which, active).ok(); }
};

}  // namespace

TEST_CASE("a session ends after 15 minutes without a call of its person") {
    SignedIn hub;
    hub.clock.advance(facility::kSessionIdle - Milliseconds(1));
    CHECK(hub.alive(hub.cookie));
    hub.clock.advance(facility::kSessionIdle - Milliseconds(1));
    CHECK(hub.alive(hub.cookie, false));  // the page asks by itself: that keeps nobody signed in
    hub.clock.advance(Milliseconds(1));
    CHECK_FALSE(hub.alive(hub.cookie));
    CHECK(hub.sessions.find(hub.cookie, true).error().code == ErrorCode::kUnauthenticated);
}

TEST_CASE("a session ends after 12 hours, however busy") {
    SignedIn hub;
    const Timestamp end = hub.clock.now() + facility::kSessionAbsolute;
    while (hub.clock.now() + std::chrono::minutes(10) < end) {
        hub.clock.advance(std::chrono::minutes(10));
        REQUIRE(hub.alive(hub.cookie));
    }
    hub.clock.advance(std::chrono::minutes(10));
    CHECK_FALSE(hub.alive(hub.cookie));
}

TEST_CASE("what was seen outlives a restart of the hub, to the minute") {
    SignedIn hub;
    hub.clock.advance(std::chrono::minutes(14));
    REQUIRE(hub.alive(hub.cookie));
    must(hub.run([](facility::Work&) { return Status(); }));  // what was submitted before is written
    hub.clock.advance(std::chrono::minutes(14));
    ConsoleSessions restarted(must(facility::open_reader(hub.database(), hub.key)), *hub.writer, hub.clock);
    CHECK(restarted.find(hub.cookie, true).ok());
}

TEST_CASE("signing out, and the fourth session of an account, end what was before") {
    SignedIn hub;
    std::vector<std::string> cookies{hub.cookie};
    for (int more = 0; more < 3; ++more) {
        hub.clock.advance(Seconds(1));
        cookies.push_back(hub.open());
    }
    hub.sessions.forget();
    CHECK_FALSE(hub.alive(cookies[0]));
    for (std::size_t at = 1; at < cookies.size(); ++at) CHECK(hub.alive(cookies[at]));
    const auto session = must(hub.sessions.find(cookies[2], true));
    must(hub.run([&](facility::Work& work) { return ConsoleSessions::end(work, *session); }));
    hub.sessions.forget();
    CHECK_FALSE(hub.alive(cookies[2]));
    CHECK(hub.alive(cookies[3]));
}

TEST_CASE("another process that suspends an account ends its sessions within 5 seconds") {
    SignedIn hub;
    REQUIRE(hub.alive(hub.cookie));
    must(hub.run([&](facility::Work& work) {
        return work.db().run("UPDATE staff_account SET state = 2 WHERE id = $1", hub.account);
    }));
    hub.clock.advance(ConsoleSessions::kRemember);
    CHECK_FALSE(hub.alive(hub.cookie));
}

TEST_CASE("only the hash of a session is kept, and its CSRF token comes from the secret") {
    SignedIn hub;
    CHECK(hub.cookie.size() == 43);
    std::string kept;
    must(hub.reader->each("SELECT secret_hash FROM staff_session",
                          [&](const database::Row& row) { kept = to_string(row.bytes(0)); }));
    const Bytes secret = from_base64url(hub.cookie).take();
    CHECK(kept != to_string(ByteView(secret)));
    CHECK(kept == to_string(ByteView(crypto::blake2b(secret))));
    const std::string token = must(ConsoleSessions::csrf_token(hub.cookie));
    CHECK(token == must(ConsoleSessions::csrf_token(hub.cookie)));
    CHECK(token != hub.cookie);
    CHECK(must(ConsoleSessions::csrf_token(hub.open())) != token);
    CHECK_FALSE(ConsoleSessions::csrf_token("").ok());
}

TEST_CASE("cookies that are none are refused, and not looked up without end") {
    SignedIn hub;
    for (const std::string& wrong :
         {std::string(), std::string("x"), std::string(43, '!'), std::string(44, 'A'), hub.cookie + "A"})
        CHECK(hub.sessions.find(wrong, true).error().code == ErrorCode::kUnauthenticated);
    int busy = 0;
    for (int each = 0; each < 2 * ConsoleSessions::kMaxMisses; ++each) {
        const std::string guess = to_base64url(Secret::random(32, hub.any_thread).bytes());
        if (hub.sessions.find(guess, true).error().code == ErrorCode::kUnavailable) ++busy;
    }
    CHECK(busy > 0);
    hub.clock.advance(Seconds(2));
    CHECK(hub.alive(hub.cookie));
}
