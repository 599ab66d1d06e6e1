// A month of one resident's money ties to the ledger, and its paper says the same: the text is read out of the PDF.
#include <array>
#include <cstdio>
#include <fstream>

#include <catch2/catch.hpp>

#include "platform/facility/ledger/deduction_rules.h"
#include "platform/facility/statements/pdf_writer.h"
#include "platform/facility/statements/slip.h"
#include "platform/facility/statements/statement_pdf.h"
#include "tests/unit/platform/facility/hub_fixture/hub_fixture.h"

using namespace dayroom;
using namespace dayroom::facility;
using dayroom::test::HubFixture;
using dayroom::test::must;
using dayroom::test::Person;

namespace {

struct Desk {
    HubFixture hub;
    Person person;

    Desk() {
        go_to("2026-03");
        person = hub.add_resident();
        must(hub.run([&](Work& work) {
            StoredRule savings;
            savings.rule.code = "savings";
            savings.rule.legal_basis = "RCW 72.09.111";
            savings.rule.basis_points = 1'000;
            savings.rule.into_savings = true;
            StoredRule costs;
            costs.rule.code = "cost_of_incarceration";
            costs.rule.legal_basis = "RCW 72.09.480";
            costs.rule.basis_points = 2'000;
            return set_deduction_rules(work, {savings, costs}, "test");
        }));
    }
    void go_to(const std::string& month) {
        hub.clock.set_now(must(rules::month_named(month, "America/Chicago")).begin + std::chrono::hours(40));
    }
    TransferId deposit(std::int64_t cents, std::int64_t fee = 0) {
        const auto id = hub.id<TransferId>();
        must(hub.run([&](Work& work) {
            return hub.deposits.deposit(
                work, {id, person.id, must(PositiveCents::of(cents)), Cents::of(fee), "family", "Rosa Núñez"});
        }));
        return id;
    }
    Charge charge_of(std::int64_t cents) {
        return {hub.id<TransferId>(),
                person.id,
                must(PositiveCents::of(cents)),
                "revenue/x",
                {TransferKind::kRequestFee, "request_fee", "Copy of a document", {}}};
    }
    TransferId charge(std::int64_t cents) {
        const Charge made = charge_of(cents);
        must(hub.run([&](Work& work) { return hub.ledger.charge(work, made); }));
        return made.id;
    }
    MonthStatement month(const std::string& name) { return must(read_month(*hub.reader, person.id, name)); }
    std::int64_t all_money() {
        const BalanceSheet sheet = hub.balances(person);
        return sheet.spendable.units() + sheet.savings.units() + sheet.phone.units() + sheet.on_hold.units();
    }
};

PaperWords words(const char* language) { return must(PaperWords::in(language)); }

void check_sums(const MonthStatement& statement) {
    Cents balance = statement.opening;
    Cents in;
    Cents out;
    for (const MonthLine& line : statement.lines) {
        balance = must(balance.plus(line.change));
        CHECK(line.balance == balance);
        (line.change.is_negative() ? out : in) =
            line.change.is_negative() ? must(out.minus(line.change)) : must(in.plus(line.change));
    }
    CHECK(statement.closing == balance);
    CHECK(statement.in == in);
    CHECK(statement.out == out);
}

std::string text_of(const HubFixture& hub, const std::string& pdf) {
    const std::string file = (hub.folder / "statement.pdf").string();
    std::ofstream(file, std::ios::binary) << pdf;
    std::FILE* reader = ::popen(("pdftotext -layout '" + file + "' -").c_str(), "r");
    REQUIRE(reader != nullptr);
    std::string text;
    std::array<char, 4'096> buffer{};
    while (const std::size_t read = std::fread(buffer.data(), 1, buffer.size(), reader))
        text.append(buffer.data(), read);
    REQUIRE(::pclose(reader) == 0);
    return text;
}

}  // namespace

TEST_CASE("a month holds each line once, with what it left, and months follow each other to the cent") {
    Desk desk;
    const TransferId gift = desk.deposit(10'000, 500);  // 9,500 arrive: 950 to savings, 1,900 to costs
    desk.charge(200);
    const Charge held = desk.charge_of(700);
    const Charge kept = desk.charge_of(50);
    must(desk.hub.run([&](Work& work) -> Status {
        const Timestamp later = work.now() + std::chrono::hours(24 * 60);
        TRY(desk.hub.ledger.hold(work, held, later));
        TRY(desk.hub.ledger.hold(work, kept, later));
        TRY(desk.hub.obligations.set(work, desk.hub.id<ObligationId>(), desk.person.id, "restitution", "Order 9",
                                     TRY(PositiveCents::of(900))));
        return desk.hub.ledger.move(work, desk.hub.id<TransferId>(), desk.person.id, AccountKind::kSpendable,
                                    AccountKind::kPhone, TRY(PositiveCents::of(300)),
                                    {TransferKind::kPhone, "to_phone", {}, {}});
    }));
    const MonthStatement march = desk.month("2026-03");
    check_sums(march);
    CHECK(march.opening.is_zero());
    REQUIRE(march.lines.size() == 3);
    CHECK(march.lines[0].id == gift);
    CHECK(march.lines[0].change == Cents::of(7'600));
    CHECK(march.lines[2].change.is_zero());
    CHECK(march.savings == Cents::of(950));
    CHECK(march.phone == Cents::of(300));
    CHECK(march.owed == Cents::of(900));
    CHECK(march.closing.units() == desk.all_money());

    desk.go_to("2026-04");
    const TransferId twice = desk.charge(40);
    must(desk.hub.run([&](Work& work) -> Status {
        TRY(desk.hub.ledger.post_part(work, held.id, 450));
        TRY(desk.hub.ledger.void_hold(work, kept.id));
        TRY(desk.hub.ledger.correct(work, desk.hub.id<TransferId>(), twice,
                                    {TransferKind::kRefund, "correction", {}, {}}));
        return {};
    }));
    const TransferId second = desk.deposit(1'000);
    must(desk.hub.run([&](Work& work) {
        return desk.hub.ledger.correct(work, desk.hub.id<TransferId>(), second,
                                       {TransferKind::kAdjustment, "correction", "bounced", {}});
    }));
    const MonthStatement april = desk.month("2026-04");
    check_sums(april);
    CHECK(april.opening == march.closing);
    REQUIRE(april.lines.size() == 5);
    CHECK(april.lines[1].id == held.id);
    CHECK(april.lines[1].change == Cents::of(-450));
    CHECK(words_for(april.lines[1], words("en")) == "Fee for a request: Copy of a document");
    CHECK(april.lines[3].change == Cents::of(800));
    CHECK(april.lines[4].change == Cents::of(-800));
    CHECK(april.closing.units() == desk.all_money());
    CHECK(desk.month("2026-03").closing == march.closing);  // a month that is over stays as it is
    CHECK(desk.month("2026-05").opening == april.closing);
}

TEST_CASE("a suspended debt is not owed on paper, from the month on in which it was suspended") {
    Desk desk;
    const auto debt = desk.hub.id<ObligationId>();
    must(desk.hub.run([&](Work& work) {
        return desk.hub.obligations.set(work, debt, desk.person.id, "restitution", "Order 9",
                                        must(PositiveCents::of(900)));
    }));
    const auto activate = [&](bool active) {
        must(
            desk.hub.run([&](Work& work) { return desk.hub.obligations.set_active(work, debt, active, "on appeal"); }));
    };
    desk.go_to("2026-04");
    activate(false);
    desk.go_to("2026-05");
    activate(true);
    must(desk.hub.run([&](Work& work) { return desk.hub.obligations.forgive(work, debt, "waived"); }));
    CHECK(desk.month("2026-03").owed == Cents::of(900));
    CHECK(desk.month("2026-04").owed.is_zero());
    CHECK(desk.month("2026-05").owed.is_zero());
    CHECK(desk.month("2026-02").owed.is_zero());
}

TEST_CASE("paper has the facility's own name for what was charged and what was paid for, in its language") {
    Desk desk;
    desk.deposit(50'000);
    const auto debt = desk.hub.id<ObligationId>();
    must(desk.hub.run([&](Work& work) -> Status {
        StoredRule rule;
        rule.rule.code = "dna_sample";
        rule.rule.legal_basis = "RCW 43.43.7541";
        rule.rule.basis_points = 500;
        rule.needs_obligation = true;
        rule.names = {{"en", "DNA sample"}, {"es", "Muestra de ADN"}};
        TRY(set_deduction_rules(work, {rule}, "test"));
        TRY(work.db().run(
            "INSERT INTO charge_kind (code, position, names, cents, may_be_owed, active) VALUES "
            "('id_card', 1, 'en' || char(9) || 'ID card' || char(10) || 'es' || char(9) || 'Credencial', 500, 0, 1)"));
        TRY(desk.hub.obligations.set(work, debt, desk.person.id, "dna_sample", "Order 9", TRY(PositiveCents::of(900))));
        TRY(desk.hub.obligations.pay(work, desk.hub.id<TransferId>(), debt, TRY(PositiveCents::of(300))));
        Charge card = desk.charge_of(500);
        card.to = "revenue/id_card";
        card.reason = {TransferKind::kAdjustment, "charge", "lost in the yard", {}};
        return desk.hub.ledger.charge(work, card);
    }));
    const std::string text =
        text_of(desk.hub, must(statement_pdf(desk.month("2026-03"), words("en"), desk.hub.clock.now())));
    INFO(text);
    CHECK(text.find("Paid on a debt: DNA sample") != std::string::npos);
    CHECK(text.find("Charge or correction: ID card: lost") != std::string::npos);
    CHECK(text.find("dna_sample") == std::string::npos);
    const std::string spanish =
        text_of(desk.hub, must(statement_pdf(desk.month("2026-03"), words("es-MX"), desk.hub.clock.now())));
    INFO(spanish);
    CHECK(spanish.find("Pagado a una deuda: Muestra de ADN") != std::string::npos);
    CHECK(spanish.find("Cargo o corrección: Credencial: lost") != std::string::npos);
    CHECK(spanish.find("DNA") == std::string::npos);
}

TEST_CASE("the paper says what the statement says, on as many pages as it needs") {
    Desk desk;
    desk.deposit(50'000);
    for (int each = 0; each < 90; ++each) desk.charge(101 + each);
    const MonthStatement march = desk.month("2026-03");
    const std::string pdf = must(statement_pdf(march, words("en"), desk.hub.clock.now()));
    CHECK(pdf.starts_with("%PDF-"));
    const std::string text = text_of(desk.hub, pdf);
    INFO(text);
    CHECK(text.find("Statement of account, March 2026") != std::string::npos);
    CHECK(text.find("Harbor County") != std::string::npos);
    CHECK(text.find("Number " + desk.person.number) != std::string::npos);
    CHECK(text.find("Deposit: Rosa Núñez") != std::string::npos);
    CHECK(text.find("page 3") != std::string::npos);
    for (const Cents total : {march.closing, march.in, march.out, march.savings})
        CHECK(text.find(format_money(total)) != std::string::npos);
    for (const MonthLine& line : march.lines) CHECK(text.find(format_money(line.balance)) != std::string::npos);
    std::size_t rows = 0;
    for (std::size_t at = text.find("Fee for a request"); at != std::string::npos;
         at = text.find("Fee for a request", at + 1))
        ++rows;
    CHECK(rows == 90);
}

TEST_CASE("a deposit stands on paper as arithmetic, under the names that its rules had then") {
    Desk desk;
    const auto set = [&](const char* name) {
        must(desk.hub.run([&](Work& work) {
            StoredRule savings;
            savings.rule.code = "savings";
            savings.rule.legal_basis = "RCW 72.09.111";
            savings.rule.fixed = Cents::of(500);
            savings.rule.into_savings = true;
            StoredRule stay;
            stay.rule.code = "stay";
            stay.rule.legal_basis = "RCW 72.09.480";
            stay.rule.basis_points = 1'250;
            stay.names = {{"en", name}, {"es", "Alojamiento"}};
            stay.other_texts = {{"es", "Ley RCW 72.09.480"}};
            return set_deduction_rules(work, {savings, stay}, "test");
        }));
    };
    set("Room and board");
    desk.deposit(10'400, 400);
    set("Cost of the stay");
    const MonthStatement march = desk.month("2026-03");
    check_sums(march);
    REQUIRE(march.lines.size() == 1);
    REQUIRE(march.lines[0].split);
    const MonthSplit& split = *march.lines[0].split;
    REQUIRE(split.parts.size() == 2);
    CHECK(words_for(split.parts[0], words("en")) == "Into savings: Own savings, RCW 72.09.111");
    CHECK(words_for(split.parts[1], words("en")) == "Room and board, 12.50 %, RCW 72.09.480");
    CHECK(split.gross == Cents::of(10'400));
    CHECK(split.left == march.to_spend());
    CHECK(march.lines[0].change == must(split.left.plus(split.parts[0].amount)));  // savings are still theirs
    // Whoever reads Spanish may ask for a copy in English, and the other way round.
    must(desk.hub.run([&](Work& work) {
        return work.db().run("UPDATE resident SET language = 'es' WHERE id = $1", desk.person.id);
    }));
    const MonthSplit theirs = *desk.month("2026-03").lines[0].split;
    CHECK(words_for(theirs.parts[1], words("en")) == "Room and board, 12.50 %, RCW 72.09.480");
    CHECK(words_for(theirs.parts[0], words("es")) == "A los ahorros: Ahorros propios, RCW 72.09.111");
    const std::string text = text_of(desk.hub, must(statement_pdf(march, words("en"), desk.hub.clock.now())));
    INFO(text);
    for (const char* said :
         {"What was sent", "$104.00", "Fee of the deposit", "\u2212$4.00", "Into savings: Own savings", "\u2212$5.00",
          "Room and board, 12.50 %, RCW 72.09.480", "\u2212$12.50", "What was left to spend", "$82.50"})
        CHECK(text.find(said) != std::string::npos);
    const std::string spanish = text_of(desk.hub, must(statement_pdf(march, words("es"), desk.hub.clock.now())));
    INFO(spanish);
    for (const char* said : {"Estado de cuenta, marzo de 2026", "Al empezar el mes", "Lo que se envió", "$104.00",
                             "Comisión del depósito", "A los ahorros: Ahorros propios", "Alojamiento, 12.50 %, Ley RCW",
                             "Lo que quedó para gastar", "$82.50", "página 1", "Entró", "Saldo"})
        CHECK(spanish.find(said) != std::string::npos);
    CHECK(spanish.find("Room") == std::string::npos);
    CHECK(spanish.find("…") == std::string::npos);
}

TEST_CASE("a deposit of which nothing is taken is one line on paper") {
    Desk desk;
    must(desk.hub.run([&](Work& work) { return set_deduction_rules(work, {}, "none"); }));
    desk.deposit(5'000);
    const MonthStatement march = desk.month("2026-03");
    REQUIRE(march.lines.size() == 1);
    CHECK_FALSE(march.lines[0].split);
}

TEST_CASE("names in other scripts are written on paper, and what is longer than a line is cut at its end") {
    Desk desk;
    MonthStatement statement = desk.month("2026-03");
    statement.resident.given_name = "Ана Лê Μαρία Անի";
    statement.resident.family_name = "王小明 हरि 김민준";
    statement.unit = "دار السلام שלום";
    statement.facility = std::string(2'000, 'W');
    const std::string text = text_of(desk.hub, must(statement_pdf(statement, words("en"), desk.hub.clock.now())));
    INFO(text);
    CHECK(text.find("Ана Лê Μαρία Անի 王小明 हरि 김민준") != std::string::npos);
    CHECK(text.find("دار") != std::string::npos);  // as it is read, although it is drawn from the right
    CHECK(text.find("שלום") != std::string::npos);
    CHECK(text.find("WWW…") != std::string::npos);
    CHECK(text.find("Nothing came in or went out.") != std::string::npos);
    CHECK(text.find('?') == std::string::npos);
}

TEST_CASE("a long name in Arabic loses the end that is read last") {
    auto pdf = must(PdfWriter::create("test"));
    std::string name = "محمد";
    for (int each = 0; each < 200; ++each) name += " بن علي";
    const std::string fitted = pdf.fitted(name, 12, 300);
    CHECK(fitted.starts_with("محمد بن علي"));
    CHECK(fitted.ends_with("…"));
    CHECK(fitted.size() < name.size());
    CHECK(pdf.fitted("short", 12, 300) == "short");
    CHECK(pdf.fitted("W", 12, 0) == "…");
}

TEST_CASE("a statement of nobody or of no month is refused") {
    Desk desk;
    CHECK_FALSE(read_month(*desk.hub.reader, desk.hub.id<ResidentId>(), "2026-03").ok());
    for (const char* name : {"", "2026-13", "2026", "march"})
        CHECK_FALSE(read_month(*desk.hub.reader, desk.person.id, name).ok());
}

TEST_CASE("one line is a receipt: a deposit with its arithmetic and what is owed then, in the language of the paper") {
    Desk desk;
    must(desk.hub.run([&](Work& work) -> Status {
        StoredRule court;
        court.rule.code = "court_debt";
        court.rule.legal_basis = "RCW 72.09.480";
        court.rule.basis_points = 2'000;
        court.needs_obligation = true;
        TRY(set_deduction_rules(work, {court}, "test"));
        return desk.hub.obligations.set(work, desk.hub.id<ObligationId>(), desk.person.id, "court_debt", "Order 9",
                                        TRY(PositiveCents::of(10'000)));
    }));
    const TransferId gift = desk.deposit(10'400, 400);
    const AccountSlip slip = must(read_slip(*desk.hub.reader, desk.person.id, gift));
    const std::string text = text_of(desk.hub, must(slip_pdf(slip, words("en"), desk.hub.clock.now())));
    INFO(text);
    for (const char* said :
         {"Receipt", "Harbor County", "Deposit: Rosa Núñez", "+$80.00", "Done", "$104.00",
          "Court debt, 20 %, RCW 72.09.480 (still owed: $80.00)", "\u2212$20.00", "What was left to spend", "$80.00"})
        CHECK(text.find(said) != std::string::npos);
    CHECK(text.find(gift.to_string()) != std::string::npos);
    const std::string spanish = text_of(desk.hub, must(slip_pdf(slip, words("es"), desk.hub.clock.now())));
    INFO(spanish);
    for (const char* said :
         {"Recibo", "Depósito: Rosa Núñez", "Hecho", "Deuda con el tribunal, 20 %, RCW 72.09.480 (aún debe: $80.00)"})
        CHECK(spanish.find(said) != std::string::npos);

    const Charge held = desk.charge_of(200);
    must(
        desk.hub.run([&](Work& work) { return desk.hub.ledger.hold(work, held, work.now() + std::chrono::hours(1)); }));
    const AccountSlip waits = must(read_slip(*desk.hub.reader, desk.person.id, held.id));
    CHECK(text_of(desk.hub, must(slip_pdf(waits, words("en"), desk.hub.clock.now()))).find("On hold, not taken yet") !=
          std::string::npos);
}

TEST_CASE("a receipt is of a line of that resident, or there is none") {
    Desk desk;
    const TransferId gift = desk.deposit(5'000);
    const Person other = desk.hub.add_resident();
    CHECK(read_slip(*desk.hub.reader, desk.person.id, gift).ok());
    CHECK_FALSE(read_slip(*desk.hub.reader, other.id, gift).ok());
    CHECK_FALSE(read_slip(*desk.hub.reader, desk.person.id, desk.hub.id<TransferId>()).ok());
    CHECK_FALSE(read_slip(*desk.hub.reader, desk.hub.id<ResidentId>(), gift).ok());
}
