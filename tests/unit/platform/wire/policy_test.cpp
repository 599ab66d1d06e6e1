#include "platform/wire/policy.h"

#include <functional>

#include <catch2/catch.hpp>

#include "platform/base/random.h"
#include "platform/crypto/labels.h"
#include "platform/wire/check.h"
#include "platform/wire/limits.h"
#include "platform/wire/root_signed.h"
#include "platform/wire/seal.h"
#include "tests/unit/platform/wire/policy_sample.h"
#include "tests/unit/platform/wire/sample.h"

using namespace dayroom;
using namespace dayroom::wire;
using namespace dayroom::wire::sample;

namespace {

struct PolicyKeys {
    SeededRandom random{5};
    crypto::SigningKey root = crypto::SigningKey::make(random);
    crypto::SigningKey other = crypto::SigningKey::make(random);
    FacilityId facility = FacilityId::from_bytes(id(1)).take();
    UnitId unit = UnitId::from_bytes(id(2)).take();

    PolicyBundle bundle(std::int64_t version = 7) const { return policy_bundle(facility, version, unit); }
    KeyCertificate certify(KeyStatement::Purpose purpose, std::int64_t until_ms) const {
        KeyStatement statement;
        statement.set_facility_id(facility.raw());
        statement.set_purpose(purpose);
        statement.set_signing_key(other.public_key().raw());
        statement.set_box_key(other.public_key().raw());
        statement.set_not_before_ms(1);
        statement.set_not_after_ms(until_ms);
        return certify_key(statement, root);
    }
};

}  // namespace

TEST_CASE_METHOD(PolicyKeys, "a policy is believed by whoever knows the facility's root, and by nobody else") {
    const RootSigned good = sign_policy(bundle(), root).take();
    const auto opened = open_policy(good, root.public_key(), facility);
    REQUIRE(opened.ok());
    CHECK(opened->SerializeAsString() == bundle().SerializeAsString());
    CHECK(open_policy(good, other.public_key(), facility).error().code == ErrorCode::kUnauthenticated);
    CHECK(open_policy(good, root.public_key(), FacilityId::from_bytes(id(9)).take()).error().code ==
          ErrorCode::kUnauthenticated);

    RootSigned changed = good;
    (*changed.mutable_payload())[good.payload().size() / 2] ^= 1;
    CHECK_FALSE(open_policy(changed, root.public_key(), facility).ok());
    // Signed for something else by the right key.
    const RootSigned stray = sign_for_root(crypto::kDomainRoot, good.payload(), root);
    CHECK(open_policy(stray, root.public_key(), facility).error().code == ErrorCode::kUnauthenticated);
}

TEST_CASE_METHOD(PolicyKeys, "a policy key signs while the root's word for it holds, and only one for policies") {
    const std::int64_t made = bundle().made_ms();
    const auto by = [&](const KeyCertificate& word) {
        return open_policy(sign_policy(bundle(), other, word).take(), root.public_key(), facility);
    };
    CHECK(by(certify(KeyStatement::POLICY, made + 1)).ok());
    CHECK(by(certify(KeyStatement::POLICY, made - 1)).error().code == ErrorCode::kExpired);
    CHECK(by(certify(KeyStatement::HUB, made + 1)).error().code == ErrorCode::kUnauthenticated);
    CHECK(by(certify(KeyStatement::TECHNICIAN, made + 1)).error().code == ErrorCode::kUnauthenticated);
    CHECK_FALSE(open_policy(sign_policy(bundle(), other).take(), root.public_key(), facility).ok());
}

TEST_CASE_METHOD(PolicyKeys, "what no policy may say is refused before it is signed") {
    struct Case {
        const char* what;
        std::function<void(PolicyBundle&)> change;
    };
    const Case cases[] = {
        {"facility_id", [](auto& b) { b.set_facility_id("short"); }},
        {"version", [](auto& b) { b.set_version(0); }},
        {"version", [](auto& b) { b.set_version(kMaxPolicyVersion + 1); }},
        {"made_ms", [](auto& b) { b.set_made_ms(0); }},
        {"idle_warning_s", [](auto& b) { b.mutable_limits(0)->set_value(5); }},
        {"10 seconds before", [](auto& b) { b.mutable_limits(1)->set_value(155); }},
        {"come together", [](auto& b) { b.mutable_limits()->DeleteSubrange(1, 1); }},
        {"a limit comes twice", [](auto& b) { add_limit(b, "sessions_per_day", 1); }},
        {"sessions_per_day", [](auto& b) { b.mutable_limits(2)->set_value(-1); }},
        {"without \"en\"", [](auto& b) { b.mutable_languages()->RemoveLast(); }},
        {"a language comes twice", [](auto& b) { b.add_languages("es"); }},
        {"unit.unit_id", [](auto& b) { b.mutable_units(0)->set_unit_id("B-East"); }},
        {"a unit comes twice", [](auto& b) { *b.add_units() = b.units(0); }},
        {"schedule.entry", [](auto& b) { b.mutable_units(0)->mutable_week()->mutable_entries(0)->set_to_minute(1); }},
        {"single dates", [](auto& b) { b.mutable_units(0)->mutable_week()->add_days()->set_date(20'000); }},
        {"price.credits", [](auto& b) { b.mutable_prices(0)->set_credits(-2); }},
        {"a price comes twice", [](auto& b) { *b.add_prices() = b.prices(0); }},
        {"name", [](auto& b) { b.mutable_forms(0)->clear_name(); }},
        {"no revision", [](auto& b) { b.mutable_forms(0)->set_revision(3); }},
        {"a form comes twice", [](auto& b) { *b.add_forms() = b.forms(0); }},
    };
    for (const Case& each : cases) {
        PolicyBundle wrong = bundle();
        each.change(wrong);
        const auto made = sign_policy(wrong, root);
        CAPTURE(each.what);
        REQUIRE_FALSE(made.ok());
        CHECK(made.error().detail.find(each.what) != std::string::npos);
        // Nor is it taken when somebody else signed it.
        CHECK_FALSE(open_policy(sign_for_root(crypto::kDomainPolicy, wrong.SerializeAsString(), root),
                                root.public_key(), facility)
                        .ok());
    }
}

TEST_CASE_METHOD(PolicyKeys, "a limit of a newer program is carried and left alone") {
    PolicyBundle newer = bundle();
    add_limit(newer, "dreams_per_night", 3);
    CHECK(check_policy(newer).ok());
    Policy policy;
    for (const PolicyLimit& limit : newer.limits()) set_limit(policy, limit);
    CHECK(policy.sessions_per_day() == 4);
    CHECK(limit_in(policy, "sessions_per_day") == 4);
}

TEST_CASE("each limit that a policy may set is a field of the policy, and holds its bounds") {
    for (const LimitRule& rule : limit_rules()) {
        CAPTURE(rule.name);
        REQUIRE(Policy::descriptor()->FindFieldByName(std::string(rule.name)) != nullptr);
        CHECK(rule.least < rule.most);
        Policy policy;
        PolicyLimit limit;
        limit.set_name(std::string(rule.name));
        limit.set_value(rule.most);
        set_limit(policy, limit);
        CHECK(limit_in(policy, rule.name) == rule.most);
    }
}

TEST_CASE_METHOD(PolicyKeys, "a terminal goes by its own part: words, languages, idle times and what its unit offers") {
    const PolicyBundle rules = terminal_rules(bundle());
    CHECK(rules.prices().empty());
    CHECK(rules.forms().empty());
    CHECK(rules.limits_size() == 2);
    CHECK(rules.units(0).week().entries().empty());
    Facility facility_here;
    facility_here.set_name("Cedar Ridge");
    facility_here.add_languages("en");
    facility_here.mutable_policy()->set_sessions_per_day(2);
    apply_terminal_rules(rules, facility_here);
    CHECK(facility_here.languages(0) == "es");
    CHECK(facility_here.resident_word() == "guest");
    CHECK(facility_here.policy().idle_sign_out_s() == 180);
    CHECK(facility_here.policy().sessions_per_day() == 2);  // the hub's to say
    CHECK_FALSE(offers(rules, unit, "phone"));
    CHECK(offers(rules, unit, "visits"));
    CHECK(offers(rules, UnitId::from_bytes(id(3)).take(), "phone"));
}

TEST_CASE_METHOD(PolicyKeys, "the file that is carried comes back byte for byte, and damage to it is told") {
    const RootSigned signed_policy = sign_policy(bundle(), root).take();
    const std::string text = policy_file_text(signed_policy);
    CHECK(read_policy_file(text)->SerializeAsString() == signed_policy.SerializeAsString());
    for (const std::string& bad : {std::string(), std::string("{}"), text.substr(1), "x" + text,
                                   text.substr(0, text.size() / 2) + "*" + text.substr(text.size() / 2)}) {
        const auto read = read_policy_file(bad);
        REQUIRE_FALSE(read.ok());
        CHECK(read.error().code == ErrorCode::kInvalid);
    }
    CHECK(read_policy_file(std::string(400'000, 'a')).error().code == ErrorCode::kTooLarge);
    // Cut off at any place: not a policy, or not one that was signed.
    for (std::size_t cut = 0; cut + 1 < text.size(); cut += 7) {
        const auto read = read_policy_file(text.substr(0, cut));
        CHECK_FALSE((read.ok() && open_policy(*read, root.public_key(), facility).ok()));
    }
}

TEST_CASE_METHOD(PolicyKeys, "a release travels in the scopes of facility and device only") {
    CHECK(allowed_in(Record::kPolicyRelease, FACILITY));
    CHECK(allowed_in(Record::kPolicyRelease, DEVICE));
    CHECK_FALSE(allowed_in(Record::kPolicyRelease, HOUSING_UNIT));
    CHECK_FALSE(allowed_in(Record::kPolicyRelease, RESIDENT));
    CHECK_FALSE(must_be_sealed(Record::kPolicyRelease));
}
