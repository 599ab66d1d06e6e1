#include "platform/facility/ledger/deduction_rules.h"

#include <catch2/catch.hpp>

#include "platform/facility/feed/records.h"
#include "platform/facility/ledger/deduction_preview.h"
#include "tests/unit/platform/facility/hub_fixture/hub_fixture.h"

using namespace dayroom;
using namespace dayroom::facility;
using dayroom::test::HubFixture;
using dayroom::test::must;
using dayroom::test::Person;

namespace {

StoredRule percent(const std::string& code, std::int64_t share, bool savings = false, bool needs_obligation = false) {
    StoredRule out;
    out.rule.code = code;
    out.rule.legal_basis = "RCW 72.09.480";
    out.rule.basis_points = share * 100;
    out.rule.into_savings = savings;
    out.needs_obligation = needs_obligation;
    return out;
}

std::vector<StoredRule> washington_rules() {
    return {percent("victims", 5),        percent("savings", 10, true), percent("court_debt", 20),
            percent("child_support", 20), percent("incarceration", 20), percent("civil_judgment", 20)};
}

/// One office with one rule set, people and deposits.
struct RuleOffice {
    HubFixture hub;
    Person person = hub.add_resident();

    Status set(const std::vector<StoredRule>& rules) {
        return hub.run([&](Work& work) { return set_deduction_rules(work, rules, "as the board decided"); });
    }
    TransferId deposit(const Person& to, std::int64_t cents, const std::string& source = "family") {
        const Deposit made{hub.id<TransferId>(), to.id, must(PositiveCents::of(cents)), {}, source, "Maria Vega"};
        must(hub.run([&](Work& work) { return hub.deposits.deposit(work, made); }));
        hub.clock.advance(Milliseconds(1'000));
        return made.id;
    }
    ObligationId owe(const Person& who, const std::string& code, std::int64_t cents) {
        const ObligationId id = hub.id<ObligationId>();
        must(hub.run([&](Work& work) {
            return hub.obligations.set(work, id, who.id, code, "Cause 19-1", must(PositiveCents::of(cents)));
        }));
        return id;
    }
    std::int64_t spendable() { return hub.balances(person).spendable.units(); }
};

}  // namespace

TEST_CASE("Washington's rules, line by line: what is left of a deposit by who owes what") {
    struct Line {
        const char* what;
        std::vector<std::string> owes;  // codes of which much is owed
        std::int64_t gross;
        std::int64_t left;
    };
    const std::vector<Line> table = {
        {"all apply: 95 %", {"court_debt", "child_support", "civil_judgment", "incarceration"}, 10'000, 500},
        {"one cent is not split", {"court_debt", "child_support"}, 1, 1},
        {"nothing is owed", {}, 10'000, 8'500},
        {"a court alone", {"court_debt"}, 10'000, 6'500},
        {"odd cents", {"court_debt", "child_support", "civil_judgment", "incarceration"}, 333, 17},
    };
    for (const Line& line : table) {
        INFO(line.what);
        RuleOffice office;
        std::vector<StoredRule> rules = washington_rules();
        for (StoredRule& rule : rules) rule.needs_obligation = rule.rule.basis_points == 2'000;
        must(office.set(rules));
        for (const std::string& code : line.owes) office.owe(office.person, code, 1'000'000);
        const TransferId id = office.deposit(office.person, line.gross);
        const auto shown = must(load_transaction(*office.hub.reader, id));
        std::int64_t parts = 0;
        for (const auto& part : shown->parts()) parts += part.cents();
        CHECK(office.spendable() == line.left);
        CHECK(parts + line.left == line.gross);
        CHECK(office.hub.tie().ties());
    }
}

TEST_CASE("a rule counts from its first moment to before its last") {
    RuleOffice office;
    StoredRule rule = percent("cost", 50);
    rule.valid_from = office.hub.clock.now() + std::chrono::hours(1);
    rule.valid_to = office.hub.clock.now() + std::chrono::hours(2);
    must(office.set({rule}));
    office.deposit(office.person, 100);
    CHECK(office.spendable() == 100);
    office.hub.clock.advance(rule.valid_from - office.hub.clock.now());
    office.deposit(office.person, 100);
    CHECK(office.spendable() == 150);
    office.hub.clock.advance(rule.valid_to - office.hub.clock.now());
    office.deposit(office.person, 100);
    CHECK(office.spendable() == 250);
}

TEST_CASE("a set that cannot be is refused whole, and the one before stays") {
    RuleOffice office;
    must(office.set(washington_rules()));
    StoredRule nothing = percent("cost", 0);
    StoredRule no_code = percent("", 5);
    StoredRule odd_code = percent("Cost Of", 5);
    StoredRule backwards = percent("cost", 5);
    backwards.valid_from = Timestamp::from_ms(2'000);
    backwards.valid_to = Timestamp::from_ms(2'000);
    StoredRule hidden = percent("cost", 5);
    hidden.rule.legal_basis = "RCW\u202E 1";
    StoredRule twice_english = percent("cost", 5);
    twice_english.other_texts = {{"en", "again"}};
    StoredRule no_english = percent("cost", 5);
    no_english.names = {{"es", "Costo"}};
    StoredRule disguised = percent("cost", 5);
    disguised.names = {{"en", "Cost\u202E"}};
    StoredRule broken = percent("cost", 5);
    broken.names = {{"en", "Cost \xFF"}};
    StoredRule two_lines = percent("cost", 5);
    two_lines.names = {{"en", "Cost"}, {"es", "Costo\nde"}};
    StoredRule later = percent("cost", 60);
    later.valid_from = Timestamp::from_ms(9'000);
    StoredRule of_job = percent("room", 60);
    of_job.rule.sources = {"job"};
    std::vector<StoredRule> many(kMaxStoredRules + 1, percent("cost", 1));
    std::vector<StoredRule> many_at_once;
    for (int each = 0; each < 25; ++each) many_at_once.push_back(percent("cost" + std::to_string(each), 1));
    const std::vector<std::vector<StoredRule>> refused = {{nothing},
                                                          {no_code},
                                                          {odd_code},
                                                          {backwards},
                                                          {hidden},
                                                          {twice_english},
                                                          {no_english},
                                                          {disguised},
                                                          {broken},
                                                          {two_lines},
                                                          {percent("a", 60), later},
                                                          {percent("a", 60), of_job},
                                                          {percent("a", 5), percent("a", 6)},
                                                          many,
                                                          many_at_once};
    for (std::size_t each = 0; each < refused.size(); ++each) {
        INFO(each);
        CHECK_FALSE(office.set(refused[each]).ok());
    }
    CHECK(must(read_deduction_rules(*office.hub.reader)).rules.size() == 6);
    CHECK(must(list_rule_revisions(*office.hub.reader, 10, 0)).size() == 1);
}

TEST_CASE("rules of different sources, and one code at different times, stand beside each other") {
    RuleOffice office;
    StoredRule of_job = percent("room", 60);
    of_job.rule.sources = {"job"};
    StoredRule of_family = percent("cost", 60);
    of_family.rule.exempt_sources = {"job"};
    StoredRule until = percent("fund", 10);
    until.valid_to = Timestamp::from_ms(1'000);
    StoredRule from = percent("fund", 20);
    from.valid_from = Timestamp::from_ms(1'000);
    must(office.set({of_job, of_family, until, from}));
    office.deposit(office.person, 1'000, "job");
    CHECK(office.spendable() == 200);
    office.deposit(office.person, 1'000, "family");
    CHECK(office.spendable() == 400);
    const RuleSet kept = must(read_deduction_rules(*office.hub.reader));
    CHECK(kept.reason == "as the board decided");
    CHECK(kept.rules[0].rule.sources == std::vector<std::string>{"job"});
    CHECK(kept.rules[2].valid_to == Timestamp::from_ms(1'000));
}

TEST_CASE("a part says its legal basis in the resident's language, also under later rules") {
    RuleOffice office;
    StoredRule rule = percent("cost", 20);
    rule.other_texts = {{"es", "Ley RCW 72.09.480"}};
    rule.rule.fixed = {};
    must(office.set({rule}));
    const TransferId id = office.deposit(office.person, 1'000);
    must(office.set({percent("other", 5)}));
    CHECK(must(load_transaction(*office.hub.reader, id))->parts(0).legal_basis() == "RCW 72.09.480");
    must(office.hub.run([&](Work& work) {
        return work.db().run("UPDATE resident SET language = 'es' WHERE id = $1", office.person.id);
    }));
    CHECK(must(load_transaction(*office.hub.reader, id))->parts(0).legal_basis() == "Ley RCW 72.09.480");
    CHECK(must(read_deduction_rules(*office.hub.reader, 1)).rules[0].other_texts.size() == 1);
    CHECK_FALSE(read_deduction_rules(*office.hub.reader, 7).ok());
}

TEST_CASE("a part and a debt have the rule's own names, a part those of its day, and a debt goes out with the new") {
    RuleOffice office;
    StoredRule rule = percent("dna_sample", 20);
    rule.names = {{"en", "DNA sample"}, {"es", "Muestra de ADN"}};
    must(office.set({rule}));
    const ObligationId debt = office.hub.id<ObligationId>();
    must(office.hub.run([&](Work& work) {
        return office.hub.obligations.set(work, debt, office.person.id, "dna_sample", "Order 9",
                                          must(PositiveCents::of(5'000)));
    }));
    const TransferId id = office.deposit(office.person, 1'000);
    const TransferId payment = office.hub.id<TransferId>();
    must(office.hub.run(
        [&](Work& work) { return office.hub.obligations.pay(work, payment, debt, must(PositiveCents::of(100))); }));
    rule.names = {{"en", "Sample"}};
    must(office.set({rule}));
    const auto part = must(load_transaction(*office.hub.reader, id))->parts(0);
    REQUIRE(part.name_size() == 2);
    CHECK(part.name(1).language() == "es");
    CHECK(part.name(1).text() == "Muestra de ADN");
    CHECK(must(load_obligation(*office.hub.reader, debt))->name(0).text() == "Sample");
    CHECK(must(load_transaction(*office.hub.reader, payment))->reason_name(0).text() == "Sample");
    CHECK(must(read_deduction_rules(*office.hub.reader)).rules[0].names == rule.names);
    must(office.set({percent("other", 5)}));  // a debt that no rule pays any more keeps its words
    CHECK(must(load_obligation(*office.hub.reader, debt))->name(0).text() == "Sample");
}

TEST_CASE("a preview of other rules on past deposits adds up, books nothing, and knows what was owed then") {
    RuleOffice office;
    const Person other = office.hub.add_resident();
    const Timestamp begin = office.hub.clock.now();
    must(office.set({percent("court_debt", 20, false, true), percent("savings", 10, true)}));
    office.owe(office.person, "court_debt", 500);
    office.deposit(office.person, 1'000);  // 200 to the court, 100 saved, 700 left
    office.deposit(office.person, 2'000);  // 300 to the court: it is paid; 200 saved, 1,500 left
    office.deposit(other, 1'000);          // 100 saved, 900 left
    const TransferId undone = office.deposit(other, 5'000);
    must(office.hub.run(
        [&](Work& work) { return office.hub.ledger.correct(work, office.hub.id<TransferId>(), undone, {}); }));
    const Timestamp end = office.hub.clock.now();
    const std::int64_t transfers = office.hub.count("SELECT count(*) FROM transfer");
    const auto preview = [&](const std::vector<StoredRule>& rules) {
        return must(preview_deduction_rules(*office.hub.reader, rules, {begin, end, end}));
    };

    const DeductionPreview same = preview({percent("court_debt", 20, false, true), percent("savings", 10, true)});
    CHECK(same.deposits == 3);
    CHECK(same.residents == 2);
    CHECK(same.gross == Cents::of(4'000));
    CHECK(same.changed.empty());
    CHECK(same.before.parts == same.after.parts);
    CHECK(same.before.parts.at("court_debt") == Cents::of(500));

    // Half as much at once: the second deposit then still owes what the first one paid less.
    const DeductionPreview half = preview({percent("court_debt", 10, false, true), percent("savings", 10, true)});
    CHECK(half.after.parts.at("court_debt") == Cents::of(300));
    CHECK(half.after.left == Cents::of(3'300));
    CHECK(half.before.left == Cents::of(3'100));
    REQUIRE(half.changed.size() == 1);
    CHECK(half.changed[0].resident == office.person.id);
    CHECK(half.changed[0].deposits == 2);
    CHECK(half.changed[0].difference() == 200);

    // Twice as much pays the debt with the first deposit and a bit.
    const DeductionPreview twice = preview({percent("court_debt", 40, false, true)});
    CHECK(twice.after.parts.at("court_debt") == Cents::of(500));
    REQUIRE(twice.changed.size() == 2);
    CHECK(twice.changed[0].difference() == 300);
    CHECK(twice.changed[1].difference() == 100);

    CHECK_FALSE(preview_deduction_rules(*office.hub.reader, {}, {end, end, end}).ok());
    CHECK_FALSE(preview_deduction_rules(*office.hub.reader, {percent("a", 101)}, {begin, end, end}).ok());
    CHECK(office.hub.count("SELECT count(*) FROM transfer") == transfers);
    CHECK(office.hub.tie().ties());
}
