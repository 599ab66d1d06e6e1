#include <catch2/catch.hpp>

#include "tests/unit/platform/facility/policy/policy_rig.h"

using namespace dayroom;
using namespace dayroom::facility;
using dayroom::test::FeedClient;
using dayroom::test::must;
using dayroom::test::PolicyRig;

TEST_CASE_METHOD(PolicyRig, "a policy is tried out by its canaries alone, and then is in force for all") {
    FeedClient here(*this);
    FeedClient there(*this, {second, other_unit});
    CHECK(must(stage(7, {device})) == 7);
    CHECK(fed(here, device) == 7);
    CHECK(fed(there, second) == 0);
    CHECK(must(read_facility(*reader)).policy().sessions_per_day() == 0);  // the hub's own part waits

    const Status early = promote();
    REQUIRE_FALSE(early.ok());
    CHECK(early.error().text_key == "policy_not_seen");
    CHECK(live() == 0);
    report(device, 7);
    must(promote());
    CHECK(live() == 7);
    CHECK(fed(here, device) == 7);
    CHECK(fed(there, second) == 7);
    CHECK(here.held(Scope::device(device)).size() == 1);  // nothing is tried out any more
    CHECK(promote().error().text_key == "policy_none");
}

TEST_CASE_METHOD(PolicyRig, "what is promoted is in force at the hub: limits, words, prices, forms, weeks, features") {
    wire::Schedule before;
    before.add_days()->set_date(21'000);
    must(run([&](Work& work) { return schedules.put(work, unit, 0, before); }));
    set_price("message", 0, 1);
    set_price("card", 50);
    must(stage(7));
    must(promote());

    const wire::Facility facility_now = must(read_facility(*reader));
    CHECK(facility_now.policy().sessions_per_day() == 4);
    CHECK(facility_now.policy().idle_sign_out_s() == 180);
    CHECK(facility_now.policy().message_characters() == 13'000);  // not named: as it was
    CHECK(facility_now.languages(0) == "es");
    CHECK(facility_now.resident_word() == "guest");
    CHECK(must(prices.find(*reader, "message", clock.now()))->credits.units() == 2);
    CHECK(must(prices.find(*reader, "card", clock.now()))->cents.units() == 50);
    CHECK(must(forms.find_by_code(*reader, "library"))->form.revision() == 1);
    const auto week = must(schedules.find(*reader, unit));
    CHECK(week.schedule.entries_size() == 1);
    CHECK(week.schedule.days_size() == 1);
    CHECK(count("SELECT count(*) FROM unit_feature_off WHERE feature = 'phone'") == 1);

    // The same again under a higher version changes no form, week or price.
    const auto prices_then = count("SELECT count(*) FROM price");
    must(stage(8));
    must(promote());
    CHECK(must(forms.find_by_code(*reader, "library"))->form.revision() == 1);
    CHECK(must(schedules.find(*reader, unit)).revision == week.revision);
    CHECK(count("SELECT count(*) FROM price") == prices_then);
}

TEST_CASE_METHOD(PolicyRig, "an older, foreign, unsigned or impossible policy is refused, and nothing is changed") {
    must(stage(7));
    CHECK(stage(7).error().text_key == "policy_older");
    CHECK(stage(6).error().text_key == "policy_older");
    must(promote());
    CHECK(stage(5).error().text_key == "policy_older");

    auto foreign = policy(9);
    foreign.set_facility_id(id<FacilityId>().raw());
    CHECK(stage(sign(foreign)).error().code == ErrorCode::kUnauthenticated);
    auto changed = sign(policy(9));
    changed.mutable_payload()->back() ^= 1;
    CHECK_FALSE(stage(changed).ok());
    CHECK(stage(must(wire::sign_policy(policy(9), *seal))).error().code == ErrorCode::kUnauthenticated);

    auto elsewhere = policy(9);
    elsewhere.mutable_units(0)->set_unit_id(id<UnitId>().raw());
    CHECK(stage(sign(elsewhere)).error().code == ErrorCode::kNotFound);
    auto free_bundle = policy(9);
    free_bundle.mutable_prices(0)->set_code("bundle_10");  // credits for nothing
    CHECK(stage(sign(free_bundle)).error().code == ErrorCode::kInvalid);

    CHECK_FALSE(in_state(PolicyState::kStaged));
    CHECK(live() == 7);
    CHECK(count("SELECT count(*) FROM policy_bundle") == 1);
    // A rehearsal leaves nothing behind.
    CHECK(count("SELECT count(*) FROM unit_feature_off") == 1);
    must(stage(9));
}

TEST_CASE_METHOD(PolicyRig, "a policy that is halted is taken back from its canaries, and its version is used up") {
    FeedClient here(*this);
    must(stage(7));
    must(promote());
    must(stage(8, {device}));
    CHECK(fed(here, device) == 8);
    must(halt());
    CHECK(fed(here, device) == 7);
    CHECK(in_state(PolicyState::kHalted)->halted_why == "staff");
    CHECK(halt().error().text_key == "policy_none");
    CHECK(promote().error().text_key == "policy_none");
    CHECK(stage(8).error().text_key == "policy_older");
    must(stage(9, {device}));
    // Another before it was decided: the first is tried out no more.
    must(stage(10, {second}));
    CHECK(fed(here, device) == 7);
    CHECK(must(policies.list(*reader)).at(1).state == PolicyState::kReplaced);
}

TEST_CASE_METHOD(PolicyRig, "a canary that has a new alarm halts the policy, an alarm that it had before does not") {
    report(second, 0, 3);
    must(stage(7, {device, second}));
    report(device, 7);
    report(second, 7, 3);
    CHECK_FALSE(watch());
    report(device, 7, 1);
    const auto said = watch();
    REQUIRE(said);
    CHECK(said->find("B-East kiosk 1") != std::string::npos);
    CHECK(said->find("faults") != std::string::npos);
    CHECK(in_state(PolicyState::kHalted)->halted_why == "faults");
    CHECK_FALSE(watch());
    CHECK(live() == 0);
}

TEST_CASE_METHOD(PolicyRig, "a canary that falls silent halts the policy while it is watched, and not after") {
    must(stage(7, {device}));
    clock.advance(kSilentAfter + Milliseconds(1));
    REQUIRE(watch());
    CHECK(in_state(PolicyState::kHalted)->halted_why == "silent");

    report(device, 0);
    must(stage(8, {device}));
    report(second, 0, 9);  // a terminal that does not try it out says nothing about it
    CHECK_FALSE(watch());
    clock.advance(kUsualWatch);
    CHECK_FALSE(watch());
    CHECK(in_state(PolicyState::kStaged)->version == 8);
}

TEST_CASE_METHOD(PolicyRig, "what the policy in force says is changed by signing again, the rest as before") {
    const auto set = [&](auto change) {
        return run([&](Work& work) -> Status {
            wire::Facility body = TRY(read_facility(work.db()));
            change(body);
            return set_facility(work, body);
        });
    };
    must(set([](wire::Facility& body) { body.mutable_policy()->set_sessions_per_day(9); }));
    must(stage(7));
    must(promote());
    CHECK(set([](wire::Facility& body) { body.mutable_policy()->set_sessions_per_day(9); }).error().text_key ==
          "policy_signed");
    CHECK(set([](wire::Facility& body) { body.set_resident_word("other"); }).error().text_key == "policy_signed");
    must(set([](wire::Facility& body) { body.mutable_policy()->set_session_limit_s(600); }));
    CHECK(must(read_facility(*reader)).policy().sessions_per_day() == 4);
}

TEST_CASE_METHOD(PolicyRig, "canaries are named by unit, by terminal, or by id") {
    const auto all = must(devices.list(*reader));
    CHECK(must(find_canaries(all, {"B-East"})) == std::vector{device});
    CHECK(must(find_canaries(all, {"B-West kiosk 1", second.to_string()})) == std::vector{second});
    CHECK(must(find_canaries(all, {})).empty());
    const auto none = find_canaries(all, {"B-East", "C-North"});
    REQUIRE_FALSE(none.ok());
    CHECK(none.error().detail.find("C-North") != std::string::npos);
}

TEST_CASE_METHOD(PolicyRig, "whatever operation of the disk fails, the old policy or the new one is in force, whole") {
    must(stage(7));
    must(promote());
    for (std::int64_t n = 1, version = 8;; ++n, ++version) {
        auto next = policy(version);
        next.mutable_limits(2)->set_value(version % 2 == 0 ? 5 : 6);
        const std::int64_t then = live();
        fail_at(n);
        const bool staged = stage(sign(next), {device}).ok();
        const bool promoted = staged && promote(true).ok();
        const bool fired = faults.fired();
        faults.disarm();
        CAPTURE(n, version, staged, promoted);
        const std::int64_t now = live();
        CHECK((now == then || now == version));
        if (promoted) CHECK(now == version);
        // What is in force is what the facility goes by.
        const auto signed_now = must(policies.bundle(*reader, now));
        const auto in_force = must(wire::parse_policy(as_bytes(signed_now.payload())));
        CHECK(must(read_facility(*reader)).policy().sessions_per_day() == in_force.limits(2).value());
        CHECK(count("SELECT count(*) FROM policy_bundle WHERE state IN (1, 2)") ==
              (in_state(PolicyState::kStaged) ? 2 : 1));
        if (!fired) break;
        REQUIRE(n < 2'000);
    }
}
