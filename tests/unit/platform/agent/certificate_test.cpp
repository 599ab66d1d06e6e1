// Certificates in a running agent: renewed without a restart, and what the screen says when one is over.
#include <catch2/catch.hpp>

#include "tests/unit/platform/agent/agent_rig.h"

namespace dayroom::agent {
using test::Rig;

namespace {

constexpr Milliseconds kAlmostAYear{280LL * 24 * 3'600'000};

std::string in_use(Rig& rig) {
    const std::lock_guard lock(rig.hub.mutex());
    return rig.hub.certificates.in_use;
}

}  // namespace

TEST_CASE("a running terminal renews its certificate, and what was queued meanwhile is sent once") {
    Rig rig;
    auto& resident = rig.hub.add_resident("A100", "4711", 5000);
    rig.start();
    auto terminal = rig.connect_synced();
    REQUIRE(terminal->sign_in("A100", "4711").has_signed_in());
    const std::string first = in_use(rig);
    rig.go_offline(*terminal);
    REQUIRE(terminal->submit(rig.hub.form_id("general"), 0, test::nonce_of('a')).has_submitted());
    rig.clock.advance(kAlmostAYear);
    {
        const std::lock_guard lock(rig.hub.mutex());
        rig.hub.reachable = true;
    }
    rig.hub.wake();
    const SystemClock real;
    const auto deadline = real.steady() + Seconds(20);
    std::size_t stirred = 0;
    const auto is_renewed = [&] {
        const std::lock_guard lock(rig.hub.mutex());
        // So that each feed request ends, and the next one goes over whatever is in use then.
        if (std::exchange(stirred, rig.hub.feeds.size()) != rig.hub.feeds.size()) rig.hub.put_balance(resident, 5000);
        return rig.hub.certificates.in_use != first && rig.hub.commands.size() == 1;
    };
    while (!is_renewed() && real.steady() < deadline) std::this_thread::yield();
    REQUIRE(is_renewed());
    CHECK(terminal->sign_in("A100", "4711").has_signed_in());
    const std::lock_guard lock(rig.hub.mutex());
    CHECK(rig.hub.certificates.replaced == first);
    CHECK(rig.hub.certificates.issued == 1);
    CHECK(rig.hub.commands.size() == 1);
}

TEST_CASE("when the hub says that the certificate is over the session ends and the screen says so") {
    Rig rig;
    rig.hub.add_resident("A100", "4711", 5000);
    rig.start();
    auto terminal = rig.connect_synced();
    REQUIRE(terminal->sign_in("A100", "4711").has_signed_in());
    {
        const std::lock_guard lock(rig.hub.mutex());
        rig.hub.says_expired = true;
    }
    rig.hub.wake();
    std::string why;
    const auto told = terminal->push([&why](const local::ToTerminal& message) {
        if (message.has_session_ended()) why = message.session_ended().reason();
        return message.status().device() == local::Status::FAULT;
    });
    if (why.empty()) why = terminal->push(test::session_ended).session_ended().reason();
    CHECK(why == "fault");
    CHECK(told.status().fault() == "certificate_expired");
    CHECK_FALSE(told.status().online());
    REQUIRE(rig.stop().ok());
    const auto store = rig.open_store();
    const auto events = store->audit().read(0, 100);
    REQUIRE(events.ok());
    CHECK(std::any_of(events->begin(), events->end(), [](const record::ChainedEntry& each) {
        return each.entry.event == record::Event::kCertificateExpired;
    }));
}

}  // namespace dayroom::agent
