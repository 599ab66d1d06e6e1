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
            return set_charge_kinds(work,
                                    {{"id_card", {{"en", "Lost ID card"}}, Cents::of(500), false},
                                     {"hygiene", {{"en", "Hygiene kit"}, {"es", "Higiene"}}, Cents::of(250), true},
                                     {"damage", {{"en", "Damage"}}, Cents(), true}});
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
    const Names name = {{"en", "Name"}};
    CHECK(set({{"A B", name, Cents(), false}}) == "invalid");
    CHECK(set({{"a", {}, Cents(), false}}) == "invalid");
    CHECK(set({{"a", {{"es", "Nombre"}}, Cents(), false}}) == "invalid");
    CHECK(set({{"a", {{"en", "Na\u202Eme"}}, Cents(), false}}) == "invalid");
    CHECK(set({{"a", name, Cents::of(-1), false}}) == "invalid");
    CHECK(set({{"a", name, Cents(), false}, {"a", name, Cents(), false}}) == "invalid");
    CHECK(set(std::vector<ChargeKind>(101, {"a", name, Cents(), false})) == "too_large");
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

TEST_CASE("what is owed to the facility goes to the terminal by its names: of the rule, the kind, or the price") {
    Shop shop;
    TrustOffice& office = shop.office;
    const auto names_of = [&](const Person& whose, const std::string& code) -> std::string {
        for (const Obligation& each : must(office.hub.obligations.of(*office.hub.reader, whose.id))) {
            if (each.code != code) continue;
            const auto sent = must(load_obligation(*office.hub.reader, each.id)).value();
            CHECK(sent.legal_basis().empty());
            std::string all;
            for (const auto& name : sent.name()) all += name.language() + ":" + name.text() + " ";
            return all;
        }
        return "no such debt";
    };
    must(shop.charge(shop.of("hygiene", {office.other.id})));
    CHECK(names_of(office.other, "hygiene") == "en:Hygiene kit es:Higiene ");

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
    CHECK(names_of(office.person, "copay") == "en:Sick call co-pay es:Copago de visita médica ");
    owe(office.other, "of_no_list");
    CHECK(names_of(office.other, "of_no_list").empty());
}

TEST_CASE(
    "a charge says what for in every language, also when its kind is charged no more, and a new name goes out again") {
    Shop shop;
    TrustOffice& office = shop.office;
    const auto kit = shop.of("hygiene", {office.person.id, office.other.id});
    const TransferId charged = must(shop.charge(kit)).lines[0].transfer.value();
    const auto sent = [&] { return must(load_transaction(*office.hub.reader, charged)).value(); };
    REQUIRE(sent().reason_name_size() == 2);
    CHECK(sent().reason_name(1).text() == "Higiene");
    CHECK(sent().reason_detail() == "as the rules say");

    const auto told = [&](const std::vector<ChargeKind>& kinds) {
        const auto count = [&] {
            return must(office.hub.reader->number("SELECT count(*) FROM feed_change WHERE kind = $1",
                                                  static_cast<int>(RecordKind::kObligation)));
        };
        const std::int64_t before = count();
        must(office.as_clerk([&](Work& work) { return set_charge_kinds(work, kinds); }));
        return count() - before;
    };
    const auto kinds = must(read_charge_kinds(*office.hub.reader));
    CHECK(told(kinds) == 0);
    auto renamed = kinds;
    renamed[1].names = {{"en", "Soap and towel"}};
    CHECK(told(renamed) == 1);  // one of the two owes it
    CHECK(told({}) == 0);
    CHECK(must(read_charge_kinds(*office.hub.reader)).empty());
    CHECK(sent().reason_name(0).text() == "Soap and towel");
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
        CHECK(must(load_obligation(*office.hub.reader, id)).value().name().empty());
    }
}
