// An account goes from one facility to another: to the cent, once, and only between facilities that know each other.
#include <catch2/catch.hpp>
#include <nlohmann/json.hpp>

#include "platform/crypto/labels.h"
#include "tests/unit/platform/facility/hub_fixture/every_failure.h"
#include "tests/unit/platform/facility/packages/places.h"

using namespace dayroom;
using namespace dayroom::facility;
using dayroom::test::Journey;
using dayroom::test::must;
using dayroom::test::Person;
using dayroom::test::Place;
using dayroom::test::refusal_of;
using nlohmann::json;

TEST_CASE("an account goes to another facility to the cent, and only once") {
    Journey journey;
    CHECK(refusal_of(journey.old_home.send(journey.person, journey.new_home.hub.facility)) == "not_released");
    const std::string file = journey.package();
    const BalanceSheet left = journey.old_home.hub.balances(journey.person);
    CHECK(left.spendable.is_zero());
    CHECK(left.savings.is_zero());
    CHECK(left.phone.is_zero());
    CHECK(left.credits.is_zero());
    CHECK(must(journey.old_home.hub.ledger.house_balance(*journey.old_home.hub.reader, kPayableFacility)) == 10'000);
    CHECK(journey.old_home.hub.count("SELECT count(*) FROM obligation WHERE state = 2") == 1);
    CHECK(journey.old_home.hub.tie().ties());
    CHECK(refusal_of(journey.old_home.send(journey.person, journey.new_home.hub.facility)) == "nothing_to_pay");

    const TakenPackage taken = must(journey.new_home.take(file));
    CHECK(taken.cents == Cents::of(10'000));
    CHECK(taken.obligations == 1);
    const BalanceSheet here = must(journey.new_home.hub.ledger.balances(*journey.new_home.hub.reader, taken.resident));
    CHECK(here.spendable == Cents::of(7'700));
    CHECK(here.savings == Cents::of(2'000));
    CHECK(here.phone == Cents::of(300));
    CHECK(here.credits == Credits::of(7));
    CHECK(here.owed == Cents::of(4'200));
    CHECK(must(journey.new_home.hub.ledger.house_balance(*journey.new_home.hub.reader, kReceivableFacility)) ==
          -10'000);
    CHECK(journey.new_home.hub.tie().ties());

    CHECK(refusal_of(journey.new_home.take(file)) == "imported_before");
    CHECK(refusal_of(journey.new_home.take(file, "N78")) == "imported_before");
    CHECK(journey.new_home.hub.count("SELECT count(*) FROM resident") == 1);
    CHECK(journey.new_home.hub.tie().ties());
}

TEST_CASE("debts of the release policy are paid before the package is made, and it says what is left") {
    Journey journey;
    must(journey.old_home.hub.run([](Work& work) { return PayOuts::set_pays_first(work, {"court_debt"}); }));
    const std::string file = journey.package();
    const TakenPackage taken = must(journey.new_home.take(file));
    CHECK(taken.cents == Cents::of(5'800));
    CHECK(taken.obligations == 0);
    const BalanceSheet here = must(journey.new_home.hub.ledger.balances(*journey.new_home.hub.reader, taken.resident));
    CHECK(here.spendable == Cents::of(3'500));
    CHECK(here.savings == Cents::of(2'000));
    CHECK(journey.old_home.hub.tie().ties());
}

TEST_CASE("who was here before comes back with their old account, a number of somebody who is here is refused") {
    Journey journey;
    const Person before = journey.new_home.hub.add_resident();
    const std::string file = journey.package();
    CHECK(refusal_of(journey.new_home.take(file, before.number)) == "number_taken");
    journey.new_home.leave(before);
    const TakenPackage taken = must(journey.new_home.take(file, before.number));
    CHECK(taken.resident == before.id);
    CHECK(journey.new_home.hub.balances(before).savings == Cents::of(2'000));
}

TEST_CASE("a package that was changed, is for others or from strangers is refused, and nothing happens") {
    Journey journey;
    const std::string file = journey.package();
    const json good = json::parse(file);
    const auto changed = [&](const char* member, const std::string& value) {
        json copy = good;
        copy[member] = value;
        return copy.dump();
    };
    const auto payload = [&](const std::function<void(json&)>& change) {
        json inner = json::parse(to_string(must(from_base64url(good["payload"].get<std::string>()))));
        change(inner);
        return changed("payload", to_base64url(as_bytes(inner.dump())));
    };
    const auto more = payload([](json& inner) { inner["balances"]["spendable_cents"] = 7'701; });
    CHECK(refusal_of(journey.new_home.take(more)) == "bad_signature");
    const auto own_name =
        payload([&](json& inner) { inner["to"]["facility_id"] = journey.new_home.hub.id<FacilityId>().to_string(); });
    CHECK(refusal_of(journey.new_home.take(own_name)) == "bad_signature");
    CHECK(refusal_of(journey.new_home.take(changed("signature", std::string(86, 'A')))) == "bad_signature");
    CHECK(refusal_of(journey.new_home.take(changed(
              "key_certificate", to_base64url(as_bytes(journey.new_home.certificate().SerializeAsString()))))) ==
          "bad_signature");
    // At a third facility: known sender, another address. And where nobody knows the sender.
    Place third{5};
    CHECK(refusal_of(third.take(file)) == "untrusted_facility");
    third.pin(journey.old_home);
    CHECK(refusal_of(third.take(file)) == "not_for_us");
    // A key that the root no longer vouches for.
    journey.new_home.hub.clock.advance(std::chrono::hours(48));
    CHECK(refusal_of(journey.new_home.take(file)) == "bad_signature");
    for (const std::string& nonsense : {std::string(), std::string("{}"), std::string("[1]"), std::string("\xff"),
                                        changed("format", "x"), changed("payload", "*"), changed("payload", ""),
                                        std::string(70'000, ' '), payload([](json& inner) { inner.erase("from"); })}) {
        CHECK(journey.new_home.take(nonsense).error().code != ErrorCode::kConflict);
        CHECK_FALSE(journey.new_home.take(nonsense).ok());
    }
    CHECK(journey.new_home.hub.count("SELECT count(*) FROM resident") == 0);
    CHECK(journey.new_home.hub.count("SELECT count(*) FROM transfer") == 0);
}

TEST_CASE("what a trusted hub signs is still checked value by value") {
    Journey journey;
    const auto signed_with = [&](const std::function<void(AccountPackage&)>& spoil) {
        AccountPackage package;
        package.id = journey.old_home.hub.id<PackageId>();
        package.made = journey.old_home.hub.clock.now();
        package.from = journey.old_home.hub.facility;
        package.from_name = "Harbor County";
        package.to = journey.new_home.hub.facility;
        package.number = "1";
        package.given_name = "Al";
        package.family_name = "Ito";
        spoil(package);
        return write_package(package, *journey.old_home.hub.seal, journey.old_home.certificate());
    };
    must(journey.new_home.take(signed_with([](AccountPackage&) {}), "E1"));  // empty accounts may go
    const std::vector<std::function<void(AccountPackage&)>> spoils = {
        [](AccountPackage& package) { package.spendable = Cents::of(-1); },
        [](AccountPackage& package) { package.savings = Cents::of(kMaxCommandUnits + 1); },
        [](AccountPackage& package) { package.phone = Cents::of(INT64_MIN); },
        [](AccountPackage& package) { package.credits = Credits::of(-5); },
        [](AccountPackage& package) {
            package.obligations.push_back({"court_debt", "", Cents()});
        },
        [](AccountPackage& package) {
            package.obligations.push_back({"", "", Cents::of(5)});
        },
        [](AccountPackage& package) {
            package.obligations.assign(201, {"court_debt", "", Cents::of(5)});
        },
        [](AccountPackage& package) { package.given_name = "A\x01"; },
        [](AccountPackage& package) { package.family_name = std::string(121, 'a'); },
        [](AccountPackage& package) { package.made = Timestamp(); },
        [](AccountPackage& package) {  // more than one transfer may carry
            package.spendable = Cents::of(kMaxCommandUnits);
            package.savings = Cents::of(1);
        }};
    for (const auto& spoil : spoils) CHECK_FALSE(journey.new_home.take(signed_with(spoil), "E2").ok());
    CHECK(journey.new_home.hub.count("SELECT count(*) FROM resident") == 1);
    CHECK(journey.new_home.hub.tie().ties());
}

TEST_CASE("roots of other facilities are pinned from their file, and never replaced unseen") {
    Place here{6};
    Place there{7};
    const Timestamp now = here.hub.clock.now();
    CHECK_FALSE(read_root_file("{}", "x", now).ok());
    CHECK_FALSE(read_root_file("not json", "x", now).ok());
    json file = json::parse(there.root_file());
    file["root_key"] = to_hex(here.root.public_key().bytes());
    CHECK_FALSE(read_root_file(file.dump(), "x", now).ok());  // not signed by it
    here.pin(there);
    const auto known = must(find_root(*here.hub.reader, there.hub.facility));
    REQUIRE(known);
    CHECK(fingerprint(known->root).size() == 79);
    there.root = crypto::SigningKey::make(there.hub.random);
    const FacilityRoot other = must(read_root_file(there.root_file(), "Other County", now));
    CHECK(refusal_of(here.hub.run([&](Work& work) { return pin_root(work, other); })) == "other_root");
    must(here.hub.run([&](Work& work) { return remove_root(work, there.hub.facility); }));
    CHECK_FALSE(here.hub.run([&](Work& work) { return remove_root(work, there.hub.facility); }).ok());
    must(here.hub.run([&](Work& work) { return pin_root(work, other); }));
    CHECK(must(list_roots(*here.hub.reader)).size() == 1);
    const FacilityRoot own = must(read_root_file(here.root_file(), "Us", now));
    CHECK_FALSE(here.hub.run([&](Work& work) { return pin_root(work, own); }).ok());
    // A key that was damaged on the disk is said to be, and believed is nobody by it.
    must(here.hub.run([&](Work& work) -> Status {
        TRY(work.db().run("PRAGMA ignore_check_constraints = 1"));
        TRY(work.db().run("UPDATE facility_root SET root = substr(root, 1, 31)"));
        return work.db().run("PRAGMA ignore_check_constraints = 0");
    }));
    const auto damaged = find_root(*here.hub.reader, there.hub.facility);
    REQUIRE_FALSE(damaged.ok());
    CHECK(damaged.error().code == ErrorCode::kCorrupt);
    CHECK_FALSE(list_roots(*here.hub.reader).ok());
}

TEST_CASE("whatever write fails, an account leaves whole or not at all, and arrives whole or not at all") {
    Journey journey;
    Place& from = journey.old_home;
    Place& to = journey.new_home;
    from.leave(journey.person);
    std::string file;
    CHECK(test::fail_at_every_operation(from.hub, [&]() -> Status {
              file = TRY(from.send(journey.person, to.hub.facility));
              return {};
          }) > 50);
    CHECK(from.hub.balances(journey.person).spendable.is_zero());
    CHECK(must(from.hub.ledger.house_balance(*from.hub.reader, kPayableFacility)) == 10'000);
    CHECK(from.hub.count("SELECT count(*) FROM package_sent") == 1);

    std::optional<TakenPackage> taken;
    CHECK(test::fail_at_every_operation(to.hub, [&]() -> Status {
              taken = TRY(to.take(file));
              return {};
          }) > 50);
    REQUIRE(taken);
    const BalanceSheet here = must(to.hub.ledger.balances(*to.hub.reader, taken->resident));
    CHECK(here.spendable == Cents::of(7'700));
    CHECK(here.savings == Cents::of(2'000));
    CHECK(here.credits == Credits::of(7));
    CHECK(here.owed == Cents::of(4'200));
    CHECK(refusal_of(to.take(file)) == "imported_before");
    CHECK(to.hub.count("SELECT count(*) FROM resident") == 1);
}
