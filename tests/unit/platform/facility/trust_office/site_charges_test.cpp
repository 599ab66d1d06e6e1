#include "platform/facility/trust_office/site_charges.h"

#include <catch2/catch.hpp>

#include "platform/facility/feed/records.h"
#include "tests/unit/platform/facility/trust_office/office.h"

using namespace dayroom;
using namespace dayroom::facility;
using dayroom::test::must;
using dayroom::test::Person;
using dayroom::test::refusal;
using dayroom::test::TrustOffice;
using ChargeState = SiteChargeLine::State;

namespace {

struct Shop {
    TrustOffice office;

    Shop() {
        must(office.as_clerk([&](Work& work) {
            return set_charge_kinds(work, {{"id_card", "Lost ID card", Cents::of(500), false},
                                           {"hygiene", "Hygiene kit", Cents::of(250), true},
                                           {"damage", "Damage", Cents(), true}});
        }));
        office.hub.give(office.person, 600);
    }
    SiteCharge of(const std::string& kind, std::vector<ResidentId> residents) {
        SiteCharge charge;
        charge.kind = kind;
        charge.reason = "as the rules say";
        charge.residents = std::move(residents);
        return charge;
    }
    Result<SiteChargeReport> charge(const SiteCharge& one, bool valid_lines = false) {
        return office.hub.writer->make(office.clerk,
                                       [&](Work& work) { return office.charges.charge(work, one, valid_lines); });
    }
    std::string refused(const SiteCharge& one) {
        const auto report = SiteCharges::check(*office.hub.reader, one);
        return report.ok() ? "fine" : to_string(report.error().code);
    }
};

}  // namespace

TEST_CASE("who has the money is charged, who has not owes it where the kind may be owed, else nobody is charged") {
    Shop shop;
    TrustOffice& office = shop.office;
    const SiteCharge cards = shop.of("id_card", {office.person.id, office.other.id});
    CHECK(must(SiteCharges::check(*office.hub.reader, cards)).refused == 1);
    CHECK_FALSE(shop.charge(cards).ok());
    CHECK(office.spendable(office.person) == 600);
    const SiteChargeReport some = must(shop.charge(cards, true));
    CHECK(some.charged == 1);
    CHECK(some.lines[1].state == ChargeState::kRefused);
    CHECK_FALSE(some.lines[1].problem.empty());
    CHECK(office.spendable(office.person) == 100);
    CHECK(office.house("revenue/id_card") == 500);

    SiteCharge kits = shop.of("hygiene", {});
    kits.unit = office.hub.unit;
    const SiteChargeReport all = must(shop.charge(kits));
    CHECK(all.owed == 2);
    CHECK(all.owed_cents == Cents::of(500));
    CHECK(office.hub.balances(office.other).owed == Cents::of(250));
    CHECK(office.spendable(office.person) == 100);
    must(shop.charge(kits));
    const auto debts = must(office.hub.obligations.of(*office.hub.reader, office.other.id));
    REQUIRE(debts.size() == 1);
    CHECK(debts[0].owed == Cents::of(500));
    CHECK_FALSE(debts[0].of_court);
    CHECK(office.hub.tie().ties());
}

TEST_CASE("charges that may not be are refused whole") {
    Shop shop;
    TrustOffice& office = shop.office;
    const ResidentId who = office.person.id;
    SiteCharge priced = shop.of("id_card", {who});
    priced.cents = must(PositiveCents::of(1));
    SiteCharge both = shop.of("id_card", {who});
    both.unit = office.hub.unit;
    SiteCharge no_unit = shop.of("id_card", {});
    no_unit.unit = office.hub.id<UnitId>();
    SiteCharge no_reason = shop.of("id_card", {who});
    no_reason.reason = "";
    std::vector<ResidentId> many;
    for (std::size_t each = 0; each <= kMaxChargedResidents; ++each) many.push_back(office.hub.id<ResidentId>());
    CHECK(shop.refused(priced) == "invalid");
    CHECK(shop.refused(shop.of("damage", {who})) == "invalid");
    CHECK(shop.refused(shop.of("nothing", {who})) == "not_found");
    CHECK(shop.refused(shop.of("id_card", {})) == "invalid");
    CHECK(shop.refused(shop.of("id_card", {who, who})) == "invalid");
    CHECK(shop.refused(shop.of("id_card", many)) == "too_large");
    CHECK(shop.refused(both) == "invalid");
    CHECK(shop.refused(no_unit) == "not_found");
    CHECK(shop.refused(no_reason) == "invalid");
    const auto nobody = must(SiteCharges::check(*office.hub.reader, shop.of("hygiene", {office.hub.id<ResidentId>()})));
    CHECK(nobody.refused == 1);

    const auto set = [&](const std::vector<ChargeKind>& kinds) {
        return refusal(office.as_clerk([&](Work& work) { return set_charge_kinds(work, kinds); }));
    };
    CHECK(set({{"A B", "Name", Cents(), false}}) == "invalid");
    CHECK(set({{"a", "", Cents(), false}}) == "invalid");
    CHECK(set({{"a", "Name", Cents::of(-1), false}}) == "invalid");
    CHECK(set({{"a", "Name", Cents(), false}, {"a", "Again", Cents(), false}}) == "invalid");
    CHECK(set(std::vector<ChargeKind>(101, {"a", "Name", Cents(), false})) == "too_large");
    CHECK(must(read_charge_kinds(*office.hub.reader)).size() == 3);
    CHECK(office.spendable(office.person) == 600);
}

TEST_CASE("one who has left and a stopped account are not charged") {
    Shop shop;
    TrustOffice& office = shop.office;
    must(office.hub.run([&](Work& work) -> Status {
        TRY(work.db().run("UPDATE resident SET state = 2 WHERE id = $1", office.other.id));
        return work.db().run("UPDATE account SET stopped = 1 WHERE resident = $1", office.person.id);
    }));
    SiteCharge damage = shop.of("damage", {office.person.id, office.other.id});
    damage.cents = must(PositiveCents::of(100));
    const SiteChargeReport report = must(SiteCharges::check(*office.hub.reader, damage));
    CHECK(report.refused == 2);
    SiteCharge unit = shop.of("damage", {});
    unit.cents = damage.cents;
    unit.unit = office.hub.unit;
    CHECK(must(SiteCharges::check(*office.hub.reader, unit)).lines.size() == 1);
}

TEST_CASE(
    "what is owed to the facility goes to the terminal by its name: of the price in the resident's language, or of the "
    "kind") {
    Shop shop;
    TrustOffice& office = shop.office;
    const auto name_of = [&](const Person& whose, const std::string& code) -> std::string {
        for (const Obligation& each : must(office.hub.obligations.of(*office.hub.reader, whose.id)))
            if (each.code == code) return must(load_obligation(*office.hub.reader, each.id)).value().legal_basis();
        return "no such debt";
    };
    must(shop.charge(shop.of("hygiene", {office.other.id})));
    CHECK(name_of(office.other, "hygiene") == "Hygiene kit");

    must(office.hub.run([&](Work& work) {
        return office.hub.prices.set(
            work,
            {{"copay", Cents::of(400), Credits(), {{"en", "Sick call co-pay"}, {"es", "Copago de visita médica"}}}},
            work.now());
    }));
    const auto owe = [&](const Person& whose, const std::string& code) {
        must(office.hub.run([&](Work& work) {
            const Charge one{work.make_id<TransferId>(),
                             whose.id,
                             must(PositiveCents::of(400)),
                             "revenue/" + code,
                             {TransferKind::kCopay, "copay_owed", {}, {}}};
            return office.hub.obligations.charge(work, one, code);
        }));
    };
    owe(office.person, "copay");
    CHECK(name_of(office.person, "copay") == "Sick call co-pay");
    must(office.hub.run([&](Work& work) {
        return work.db().run("UPDATE resident SET language = 'es' WHERE id = $1", office.person.id);
    }));
    CHECK(name_of(office.person, "copay") == "Copago de visita médica");
    must(office.hub.run([&](Work& work) {
        return work.db().run("UPDATE resident SET language = 'vi' WHERE id = $1", office.person.id);
    }));
    CHECK(name_of(office.person, "copay") == "Sick call co-pay");

    owe(office.other, "of_no_list");
    CHECK(name_of(office.other, "of_no_list").empty());
}

TEST_CASE("a court's debt keeps its own legal basis, also when something is charged under the same code") {
    Shop shop;
    TrustOffice& office = shop.office;
    for (const char* basis : {"Judgment 14-3-0099", ""}) {
        const auto id = office.hub.id<ObligationId>();
        must(office.hub.run([&](Work& work) {
            return office.hub.obligations.set(work, id, office.person.id, "hygiene", basis,
                                              must(PositiveCents::of(900)));
        }));
        CHECK(must(load_obligation(*office.hub.reader, id)).value().legal_basis() == basis);
    }
}
