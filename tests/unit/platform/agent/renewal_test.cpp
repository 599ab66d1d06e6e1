// When and how a terminal's certificate is renewed, whatever fails meanwhile.
#include "tests/unit/platform/agent/renewal_rig.h"

namespace dayroom::agent {
using dayroom::agent::test::kDay;
using test::RenewalRig;

TEST_CASE("a certificate is renewed when its time has come, not before, and once") {
    RenewalRig rig;
    const std::string first = rig.in_use();
    CHECK(rig.renewal->step() > Milliseconds(0));
    rig.clock.advance(kDay * 240);
    CHECK(rig.renewal->step() <= kDay);
    CHECK(rig.hub.certificates.asked == 0);
    rig.clock.advance(kDay * 35);
    rig.renewal->step();
    CHECK(rig.hub.certificates.asked == 1);
    const std::string second = rig.in_use();
    CHECK(second != first);
    CHECK(rig.has_whole_pair());
    CHECK(rig.kept().before()->value().certificate_pem == first);
    CHECK(rig.hub.certificates.in_use == first);  // until it is used
    CHECK(rig.calls());
    CHECK(rig.hub.certificates.in_use == second);
    CHECK(rig.hub.certificates.replaced == first);
    rig.renewal->step();
    rig.restart();
    rig.renewal->step();
    CHECK(rig.calls());
    CHECK(rig.hub.certificates.asked == 1);
    rig.clock.advance(kDay * 275);
    rig.renewal->step();
    CHECK(rig.in_use() == rig.hub.certificates.next);
    CHECK(rig.calls());
}

TEST_CASE("an answer that was lost is asked for again, with the same key, over a restart too") {
    RenewalRig rig;
    rig.clock.advance(kDay * 280);
    rig.hub.certificates.lose_answers = true;
    const std::string first = rig.in_use();
    rig.renewal->step();
    CHECK(rig.in_use() == first);
    CHECK(rig.calls());  // over the old one, which is good
    SECTION("after a wait") { rig.clock.advance(kFirstRenewalRetry); }
    SECTION("after a restart") { rig.restart(); }
    rig.hub.certificates.lose_answers = false;
    rig.renewal->step();
    CHECK(rig.in_use() == rig.hub.certificates.next);
    CHECK(rig.hub.certificates.issued == 1);
    CHECK(rig.calls());
}

TEST_CASE("whatever operation of the disk fails, and the program with it, one pair works and the rest follows") {
    enum class Then { kKilled, kKilledAfterACall, kDiskComesBack };
    for (const Then then : {Then::kKilled, Then::kKilledAfterACall, Then::kDiskComesBack}) {
        bool fired = true;
        for (std::int64_t n = 1; fired; ++n) {
            INFO("operation " << n << ", then " << static_cast<int>(then));
            RenewalRig rig;
            rig.clock.advance(kDay * 280);
            rig.faults.fail_at(n, then == Then::kDiskComesBack ? database::FaultSeam::After::kGoesOn
                                                               : database::FaultSeam::After::kStaysBroken);
            rig.renewal->step();
            fired = rig.faults.fired();
            if (then == Then::kKilledAfterACall) CHECK(rig.calls());
            if (then == Then::kDiskComesBack) {
                rig.faults.disarm();
                rig.clock.advance(kLongestRenewalRetry);
            } else {
                rig.restart();
            }
            CHECK(rig.has_whole_pair());
            CHECK(rig.calls());
            rig.renewal->step();
            CHECK(rig.has_whole_pair());
            CHECK(rig.calls());
            CHECK(rig.hub.certificates.in_use == rig.in_use());
            CHECK(rig.hub.certificates.issued == 1);
            const auto facts = crypto::read_certificate(rig.in_use()).take();
            CHECK(facts.not_after - rig.clock.now() > kDay * 360);
            REQUIRE(n < 100);
        }
    }
}

TEST_CASE("a renewal that fails is tried again, ever more seldom, at least every hour") {
    RenewalRig rig;
    rig.clock.advance(kDay * 280);
    SECTION("the hub cannot") { rig.hub.certificates.refuse_with = 503; }
    SECTION("the hub says no") { rig.hub.certificates.refuse_with = 409; }
    SECTION("nobody is there") { rig.hub.reachable = false; }
    Milliseconds longest(0);
    for (int time = 0; time < 20; ++time) {
        const Milliseconds wait = rig.renewal->step();
        CHECK(wait >= kFirstRenewalRetry / 2);
        CHECK(wait <= kLongestRenewalRetry);
        longest = std::max(longest, wait);
        const int asked = rig.hub.certificates.asked;
        rig.clock.advance(wait - Milliseconds(1));
        CHECK(rig.renewal->step() == Milliseconds(1));
        CHECK(rig.hub.certificates.asked == asked);
        rig.clock.advance(Milliseconds(1));
    }
    CHECK(longest >= kLongestRenewalRetry / 2);
    rig.hub.certificates.refuse_with = 0;
    rig.hub.reachable = true;
    rig.renewal->step();
    CHECK(rig.in_use() == rig.hub.certificates.next);
    CHECK(rig.hub.certificates.issued == 1);
}

TEST_CASE("an answer that would not work never comes into use") {
    RenewalRig rig;
    rig.clock.advance(kDay * 280);
    const std::string first = rig.in_use();
    auto& certificates = rig.hub.certificates;
    const auto waiting = [&rig] { return rig.kept().waiting()->value().request_pem; };
    SECTION("of another device") {
        certificates.twist = [&](std::string& pem) {
            pem = certificates.certify(waiting(), DeviceId::make(rig.clock, rig.random), rig.clock.now());
        };
    }
    SECTION("for another key") {
        certificates.twist = [&](std::string& pem) {
            pem = certificates.certify(crypto::make_signing_request()->request_pem, rig.hub.device(), rig.clock.now());
        };
    }
    SECTION("over already") {
        certificates.twist = [&](std::string& pem) {
            pem = certificates.certify(waiting(), rig.hub.device(), rig.clock.now() - kDay * 400);
        };
    }
    SECTION("for no longer") {
        certificates.twist = [&](std::string& pem) {
            pem = certificates.certify(waiting(), rig.hub.device(), rig.clock.now() - kDay * 280);
        };
    }
    SECTION("of another facility") {
        certificates.twist = [&](std::string& pem) {
            dayroom::test::FakeCertificates other(rig.clock, rig.hub.device());
            pem = other.certify(waiting(), rig.hub.device(), rig.clock.now());
        };
    }
    SECTION("no certificate") {
        certificates.twist = [](std::string& pem) { pem = "-----BEGIN CERTIFICATE-----\nAAAA\n"; };
    }
    SECTION("too much of it") {
        certificates.twist = [](std::string& pem) { pem = std::string(40'000, 'x'); };
    }
    rig.renewal->step();
    CHECK(rig.in_use() == first);
    rig.restart();
    CHECK(rig.in_use() == first);
    CHECK(rig.calls());
    certificates.twist = nullptr;
    rig.renewal->step();
    CHECK(rig.in_use() == certificates.next);
    CHECK(rig.calls());
}

TEST_CASE("a waiting key that cannot be read is made anew") {
    RenewalRig rig;
    REQUIRE(rig.kept().save_waiting({"broken", Secret::copy_of(as_bytes("broken"))}).ok());
    rig.clock.advance(kDay * 280);
    rig.renewal->step();
    CHECK(rig.hub.certificates.asked == 0);
    rig.clock.advance(kFirstRenewalRetry);
    rig.renewal->step();
    CHECK(rig.in_use() == rig.hub.certificates.next);
}

TEST_CASE("a line goes over to the new certificate by itself, also in the middle") {
    RenewalRig rig;
    auto other = rig.make_line();
    sync::HubApi slow(*other, rig.hub_clock);
    REQUIRE(slow.health({}).ok());
    rig.clock.advance(kDay * 280);
    rig.renewal->step();
    REQUIRE(rig.calls());  // the hub has seen the new one: the other line's is refused
    const int before = rig.connections;
    CHECK(slow.health({}).ok());
    CHECK(rig.connections == before + 1);
    SECTION("a request that was on its way when the certificate was replaced") {
        // The keys change between the choice of the line and its use.
        bool once = false;
        MakeTransport plain = rig.make;
        rig.clock.advance(kDay * 280);
        rig.make = [&](net::HttpsOptions to) {
            auto made = plain(std::move(to));
            if (!std::exchange(once, true)) {
                rig.renewal->step();
                REQUIRE(rig.calls());
            }
            return made;
        };
        auto late = rig.make_line();
        const int healths = rig.hub.healths;
        CHECK(sync::HubApi(*late, rig.hub_clock).health({}).ok());
        CHECK(rig.hub.healths == healths + 2);  // its own, once, and the one of calls()
    }
}

TEST_CASE("a hub that was restored from before the renewal gets the certificate that it knows") {
    RenewalRig rig;
    const std::string first = rig.in_use();
    rig.clock.advance(kDay * 280);
    rig.renewal->step();
    REQUIRE(rig.calls());
    auto& certificates = rig.hub.certificates;
    SECTION("taken back, and renewed again") {
        certificates.in_use = first;
        certificates.replaced.clear();
        certificates.next.clear();
        CHECK(rig.calls());
        CHECK(rig.in_use() == first);
        rig.restart();
        CHECK(rig.calls());
        rig.renewal->step();
        CHECK(rig.in_use() == certificates.next);
        CHECK(rig.calls());
        CHECK(certificates.in_use == rig.in_use());
    }
    SECTION("not when the terminal is revoked") {
        const std::string second = rig.in_use();
        rig.hub.revoked = true;
        sync::HubApi api(*rig.line, rig.hub_clock);
        CHECK(api.health({}).error().code == ErrorCode::kRevoked);
        CHECK(rig.in_use() == second);
        rig.hub.revoked = false;
        CHECK(rig.calls());
    }
    SECTION("not when the hub is only gone") {
        rig.hub.reachable = false;
        CHECK_FALSE(rig.calls());
        CHECK(rig.in_use() != first);
    }
}

TEST_CASE("a line that is cancelled stays so, whatever is renewed") {
    RenewalRig rig;
    REQUIRE(rig.calls());
    rig.line->interrupt();
    CHECK_FALSE(rig.calls());
    CHECK(rig.calls());
    rig.clock.advance(kDay * 280);
    rig.renewal->step();
    rig.line->cancel();
    CHECK_FALSE(rig.calls());
    CHECK_FALSE(rig.calls());
}

}  // namespace dayroom::agent
