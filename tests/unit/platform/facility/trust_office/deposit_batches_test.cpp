#include "platform/facility/trust_office/deposit_batches.h"

#include <catch2/catch.hpp>

#include "tests/unit/platform/facility/trust_office/office.h"

using namespace dayroom;
using namespace dayroom::facility;
using dayroom::test::must;
using dayroom::test::Person;
using dayroom::test::refusal;
using dayroom::test::TrustOffice;
using LineState = DepositReportLine::State;

namespace {

DepositLine deposit_line(int line, const Person& whose, const std::string& reference, std::int64_t cents) {
    return {line, reference, "lockbox", whose.number, cents, 0, "Maria Vega", {}};
}

DepositFile file_of(std::vector<DepositLine> lines) {
    DepositFile file;
    file.name = "lockbox 2026-11-26";
    file.lines = std::move(lines);
    return file;
}

StoredRule share_rule(const std::string& code, std::int64_t basis_points, bool needs_obligation = false) {
    StoredRule out;
    out.rule.code = code;
    out.rule.legal_basis = "RCW 72.09.480";
    out.rule.basis_points = basis_points;
    out.needs_obligation = needs_obligation;
    return out;
}

Result<DepositReport> book_file(TrustOffice& office, const DepositFile& file, bool valid_lines = false) {
    return office.hub.writer->make(office.clerk, [&](Work& work) {
        return office.batches.book(work, work.make_id<DepositBatchId>(), file, valid_lines);
    });
}

DepositReport check_file(TrustOffice& office, const DepositFile& file) {
    return must(DepositBatches::check(*office.hub.reader, file, office.hub.clock.now()));
}

}  // namespace

TEST_CASE("a dry run says exactly what the file then books, also when lines of one resident follow each other") {
    TrustOffice office;
    must(office.hub.run([&](Work& work) -> Status {
        TRY(set_deduction_rules(work, {share_rule("victims", 500), share_rule("court_debt", 2'000, true)}, {}));
        return office.hub.obligations.set(work, work.make_id<ObligationId>(), office.person.id, "court_debt", {},
                                          must(PositiveCents::of(2'500)));
    }));
    DepositFile file = file_of({deposit_line(1, office.person, "a", 10'000), deposit_line(2, office.other, "b", 333),
                                deposit_line(3, office.person, "c", 10'000), deposit_line(4, office.person, "d", 50)});
    file.lines[2].fee = 250;
    const DepositReport said = check_file(office, file);
    CHECK(said.books == 4);
    CHECK(office.transfers() == 1);  // that set the obligation
    const DepositReport done = must(book_file(office, file));
    CHECK(done.left == said.left);
    CHECK(office.spendable(office.person) + office.spendable(office.other) == said.left.units());
    CHECK(said.gross.units() == said.fee.units() + said.deductions.units() + said.left.units());
    const auto batch = must(DepositBatches::list(*office.hub.reader, 10, 0)).at(0);
    CHECK(batch.booked == 4);
    CHECK(batch.left == said.left);
    CHECK(batch.made_by == office.clerk.id);
    const auto lines = must(DepositBatches::lines(*office.hub.reader, batch.id, 10, 0));
    REQUIRE(lines.size() == 4);
    for (std::size_t at = 0; at < lines.size(); ++at) {
        INFO("line " << at + 1);
        const DepositReportLine& expected = said.lines[at];
        CHECK(lines[at].left == expected.split.left);
        REQUIRE(lines[at].parts.size() == expected.split.parts.size());
        for (std::size_t part = 0; part < lines[at].parts.size(); ++part) {
            CHECK(lines[at].parts[part].code == expected.split.parts[part].code);
            CHECK(lines[at].parts[part].amount == expected.split.parts[part].amount);
        }
    }
    CHECK(said.lines[2].split.parts[1].amount == Cents::of(500));  // what the court was still owed
    CHECK(must(DepositBatches::lines(*office.hub.reader, batch.id, 2, 3)).size() == 1);
    CHECK(office.hub.tie().ties());
}

TEST_CASE("a reference books once, over all files and entries by hand") {
    TrustOffice office;
    const DepositFile file = file_of({deposit_line(1, office.person, "a", 1'000)});
    must(book_file(office, file));
    const DepositReport again = must(book_file(office, file));
    CHECK(again.books == 0);
    CHECK(again.booked_before == 1);
    const DepositReport in_other = check_file(
        office, file_of({deposit_line(7, office.other, "z", 5), deposit_line(8, office.person, "a", 1'000)}));
    CHECK(in_other.lines[1].state == LineState::kBookedBefore);
    CHECK(in_other.lines[1].transfer ==
          must(DepositBatches::lines(*office.hub.reader, must(DepositBatches::list(*office.hub.reader, 9, 1)).at(0).id,
                                     9, 0))
              .at(0)
              .transfer);
    for (const DepositLine& line :
         {deposit_line(1, office.other, "a", 1'000), deposit_line(1, office.person, "a", 999)})
        CHECK(check_file(office, file_of({line})).wrong == 1);
    DepositLine of_job = deposit_line(1, office.person, "a", 1'000);
    of_job.source = "job";
    CHECK(check_file(office, file_of({of_job})).books == 1);

    const auto by_hand = [&](const std::string& reference) {
        return refusal(office.as_clerk([&](Work& work) -> Status {
            const Deposit deposit{
                work.make_id<TransferId>(), office.other.id, must(PositiveCents::of(700)), {}, "lockbox", ""};
            TRY(office.hub.deposits.deposit(work, deposit));
            return DepositBatches::remember(work, deposit, reference);
        }));
    };
    CHECK(by_hand("a") == "booked_before");
    CHECK(by_hand("hand") == "done");
    CHECK(by_hand("hand") == "booked_before");
    CHECK(check_file(office, file_of({deposit_line(1, office.other, "hand", 700)})).booked_before == 1);
    CHECK(office.spendable(office.person) == 1'000);
    CHECK(office.spendable(office.other) == 700);
    CHECK(office.hub.tie().ties());
}

TEST_CASE("each wrong line is named, nothing is booked, and the valid ones only when that is asked for") {
    TrustOffice office;
    const Person gone = office.hub.add_resident();
    must(office.hub.run(
        [&](Work& work) { return work.db().run("UPDATE resident SET state = 2 WHERE id = $1", gone.id); }));
    std::vector<DepositLine> lines = {deposit_line(1, office.person, "good", 1'000)};
    const auto add = [&](auto spoil) {
        const int number = static_cast<int>(lines.size()) + 1;
        DepositLine line = deposit_line(number, office.person, "r" + std::to_string(number), 1'000);
        spoil(line);
        lines.push_back(line);
    };
    add([](DepositLine& line) { line.cents = 0; });
    add([](DepositLine& line) { line.cents = -1; });
    add([](DepositLine& line) { line.cents = kMaxCommandUnits + 1; });
    add([](DepositLine& line) { line.cents = INT64_MAX; });
    add([](DepositLine& line) { line.cents = INT64_MIN; });
    add([](DepositLine& line) { line.fee = -1; });
    add([](DepositLine& line) { line.fee = line.cents; });
    add([](DepositLine& line) { line.fee = INT64_MAX; });
    add([](DepositLine& line) { line.source = "Lock Box"; });
    add([](DepositLine& line) { line.source.clear(); });
    add([](DepositLine& line) { line.reference.clear(); });
    add([](DepositLine& line) { line.reference = "two\nlines"; });
    add([](DepositLine& line) { line.reference = std::string(65, 'x'); });
    add([](DepositLine& line) { line.resident_number = "nobody"; });
    add([](DepositLine& line) { line.resident_number = "' OR '1'='1"; });
    add([&](DepositLine& line) { line.resident_number = gone.number; });
    add([](DepositLine& line) { line.detail = "hidden\u202E"; });
    add([](DepositLine& line) { line.detail = std::string(121, 'x'); });
    add([](DepositLine& line) { line.reference = "good"; });
    add([](DepositLine& line) { line.problem = "\"cents\" must be a whole number."; });
    const DepositFile file = file_of(lines);
    const DepositReport report = check_file(office, file);
    CHECK(report.books == 1);
    CHECK(report.wrong == static_cast<int>(lines.size()) - 1);
    for (const DepositReportLine& line : report.lines) {
        INFO("line " << line.line.line);
        CHECK((line.state == LineState::kWrong) == (line.line.line != 1));
        CHECK(line.problem.empty() == (line.line.line == 1));
    }
    CHECK_FALSE(book_file(office, file).ok());
    CHECK(office.transfers() == 0);
    CHECK(must(DepositBatches::list(*office.hub.reader, 10, 0)).empty());

    const DepositReport valid = must(book_file(office, file, true));
    CHECK(valid.books == 1);
    CHECK(office.spendable(office.person) == 1'000);
    CHECK(must(DepositBatches::list(*office.hub.reader, 10, 0)).at(0).wrong == report.wrong);
    CHECK(office.hub.tie().ties());
}

TEST_CASE("what is wrong with the whole file is never booked in part") {
    TrustOffice office;
    const DepositFile good =
        file_of({deposit_line(1, office.person, "a", 1'000), deposit_line(2, office.other, "b", 5)});
    DepositFile cut_off = good;
    cut_off.control_lines = 3;
    DepositFile other_sum = good;
    other_sum.control_cents = 1'004;
    DepositFile unreadable = good;
    unreadable.problem = "Line 3: a quote is not closed";
    DepositFile nameless = good;
    nameless.name.clear();
    DepositFile long_file = good;
    while (long_file.lines.size() <= kMaxDepositLines) long_file.lines.push_back(good.lines[0]);
    for (const DepositFile& file : {file_of({}), cut_off, other_sum, unreadable, nameless, long_file}) {
        INFO(file.problem << file.lines.size());
        CHECK_FALSE(check_file(office, file).problem.empty());
        CHECK_FALSE(book_file(office, file, true).ok());
    }
    CHECK(office.transfers() == 0);
    DepositFile controlled = good;
    controlled.control_lines = 2;
    controlled.control_cents = 1'005;
    must(book_file(office, controlled));
    CHECK(office.spendable(office.other) == 5);
}

TEST_CASE("a balance at the ledger's ceiling and a stopped account are told before anything is booked") {
    TrustOffice office;
    must(office.hub.run([&](Work& work) -> Status {
        TRY(set_deduction_rules(work, {share_rule("victims", 500)}, {}));
        return work.db().run("UPDATE account SET stopped = 1 WHERE resident = $1 AND kind = 1", office.other.id);
    }));
    must(office.hub.run([&](Work& work) {
        return work.db().run("UPDATE account SET balance = $2 WHERE resident = $1 AND kind = 1", office.person.id,
                             std::int64_t{999'999'999'500});
    }));
    const DepositReport report = check_file(
        office, file_of({deposit_line(1, office.person, "a", 501), deposit_line(2, office.person, "b", 400),
                         deposit_line(3, office.person, "c", 400), deposit_line(4, office.other, "d", 1'000)}));
    CHECK(report.lines[0].state == LineState::kWrong);
    CHECK(report.lines[1].state == LineState::kBooks);
    CHECK(report.lines[2].state == LineState::kWrong);
    CHECK(report.lines[3].state == LineState::kWrong);
}

TEST_CASE("a file as long as one may be is booked, and read page by page") {
    TrustOffice office;
    must(office.hub.run([&](Work& work) -> Status {
        return set_deduction_rules(work, {share_rule("victims", 500), share_rule("cost", 2'000)}, {});
    }));
    std::vector<Person> people;
    for (int each = 0; each < 20; ++each) people.push_back(office.hub.add_resident());
    std::vector<DepositLine> lines;
    for (int each = 1; each <= static_cast<int>(kMaxDepositLines); ++each)
        lines.push_back(
            deposit_line(each, people[static_cast<std::size_t>(each) % 20], std::to_string(each), 100 + each));
    const DepositFile file = file_of(lines);
    const DepositReport report = must(book_file(office, file));
    CHECK(report.books == static_cast<int>(kMaxDepositLines));
    const auto batch = must(DepositBatches::list(*office.hub.reader, 1, 0)).at(0);
    CHECK(must(DepositBatches::lines(*office.hub.reader, batch.id, kDepositBatchPage, 500)).front().line == 501);
    CHECK(check_file(office, file).booked_before == static_cast<int>(kMaxDepositLines));
    std::int64_t left = 0;
    for (const Person& person : people) left += office.spendable(person);
    CHECK(left == report.left.units());
    CHECK(office.hub.tie().ties());
}
