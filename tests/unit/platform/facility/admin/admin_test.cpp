#include <sstream>

#include <catch2/catch.hpp>

#include "platform/facility/admin/database_copy.h"
#include "platform/facility/admin/export.h"
#include "platform/facility/admin/tie_out.h"
#include "platform/record/audit_log.h"
#include "tests/unit/platform/facility/hub_fixture/feed_client.h"

using namespace dayroom;
using namespace dayroom::facility;
using dayroom::test::FeedClient;
using dayroom::test::HubFixture;
using dayroom::test::must;
using dayroom::test::Person;

namespace {

Charge charge_of(HubFixture& hub, const Person& person, std::int64_t cents) {
    return {hub.id<TransferId>(), person.id, must(PositiveCents::of(cents)), "revenue/x", {}};
}

/// Some of everything.
Person some_life(HubFixture& hub) {
    Person person = hub.add_resident();
    hub.set_price("message", 0, 1);
    hub.give(person, 10'000);
    hub.give_credits(person, 5);
    must(hub.run([&](Work& work) { return hub.ledger.charge(work, charge_of(hub, person, 300)); }));
    must(hub.run([&](Work& work) {
        return hub.ledger.hold(work, charge_of(hub, person, 200), work.now() + std::chrono::hours(5));
    }));
    const Charge posted = charge_of(hub, person, 150);
    must(hub.run([&](Work& work) { return hub.ledger.hold(work, posted, work.now() + std::chrono::hours(5)); }));
    must(hub.run([&](Work& work) { return hub.ledger.post_part(work, posted.id, 40); }));
    const ContactId contact = hub.add_contact(person);
    const MessageId message = hub.id<MessageId>();
    must(hub.run([&](Work& work) {
        return hub.messages.receive(work,
                                    {message, person.id, contact, "canary-text \"quoted\"\n", "en", work.now(), {}});
    }));
    must(hub.run([&](Work& work) { return hub.moderation.approve(work, message); }));
    must(hub.run([&](Work& work) { return hub.ledger.roll_up(work); }));
    return person;
}

}  // namespace

TEST_CASE("the tie-out finds every edit by hand, names it and stops spending") {
    HubFixture hub;
    const Person person = some_life(hub);
    REQUIRE(hub.tie().ties());
    const std::int64_t account = hub.count("SELECT no FROM account WHERE kind = 1");
    std::string edit;
    std::string what;
    SECTION("a balance raised") {
        edit = "UPDATE account SET balance = balance + 100000 WHERE kind = 1";
        what = "balance";
    }
    SECTION("held lowered") {
        edit = "UPDATE account SET held = held - 1 WHERE kind = 1";
        what = "held";
    }
    SECTION("a transfer's amount changed") {
        edit = "UPDATE transfer SET amount = amount + 5 WHERE amount = 10000";
        what = "balance";
    }
    SECTION("a transfer the other way") {
        edit = "UPDATE transfer SET debit = credit, credit = debit WHERE amount = 300";
        what = "balance";
    }
    SECTION("a transfer gone") {
        edit = "DELETE FROM transfer WHERE amount = 40";
        what = GENERATE("hold_end", "balance");
    }
    SECTION("one of long ago gone") {
        edit = "DELETE FROM transfer WHERE amount = 300";
        what = GENERATE("balance", "balance_after");
    }
    SECTION("a transfer charged to another account") {
        edit = "UPDATE transfer SET debit = (SELECT no FROM account WHERE kind = 2) WHERE amount = 300";
        what = GENERATE("balance", "balance_after");
    }
    SECTION("what was left afterwards changed") {
        edit = "UPDATE transfer SET debit_after = debit_after + 1 WHERE amount = 300";
        what = "balance_after";
    }
    SECTION("what was left afterwards forgotten") {
        edit = "UPDATE transfer SET debit_after = NULL WHERE amount = 300";
        what = "balance_after";
    }
    SECTION("a transfer moved to another unit") {
        edit = "UPDATE transfer SET unit = 2 WHERE amount = 300";
        what = "unit";
    }
    SECTION("a hold opened again") {
        edit = "UPDATE hold SET state = 1 WHERE state = 2";
        what = "hold_end";
    }
    SECTION("more taken than was booked") {
        edit = "UPDATE hold SET taken = taken + 1 WHERE state = 2";
        what = "hold_end";
    }
    SECTION("a roll-up changed") {
        edit = "UPDATE house_rollup SET balance = balance + 1 WHERE balance = 340";
        what = "roll_up";
    }
    must(hub.run([&](Work& work) { return work.db().run(edit); }));
    const TieOutReport report = hub.tie();
    REQUIRE_FALSE(report.ties());
    CHECK(std::any_of(report.differences.begin(), report.differences.end(),
                      [&](const TieOutDifference& difference) { return difference.what == what; }));
    CHECK(report.text().find(what) != std::string::npos);
    must(hub.run([&](Work& work) { return record_tie_out(work, report); }));
    const bool concerns_spendable =
        std::any_of(report.differences.begin(), report.differences.end(),
                    [&](const TieOutDifference& difference) { return difference.account == account; });
    const Status charged = hub.run([&](Work& work) { return hub.ledger.charge(work, charge_of(hub, person, 1)); });
    CHECK(charged.ok() != concerns_spendable);
}

TEST_CASE("an account that ties again is set free") {
    HubFixture hub;
    const Person person = some_life(hub);
    must(hub.run([&](Work& work) { return work.db().run("UPDATE account SET balance = balance + 7 WHERE kind = 1"); }));
    must(hub.run([&](Work& work) { return record_tie_out(work, hub.tie()); }));
    CHECK_FALSE(hub.run([&](Work& work) { return hub.ledger.charge(work, charge_of(hub, person, 1)); }).ok());
    must(hub.run([&](Work& work) { return work.db().run("UPDATE account SET balance = balance - 7 WHERE kind = 1"); }));
    hub.clock.advance(Milliseconds(1));
    must(hub.run([&](Work& work) { return record_tie_out(work, hub.tie()); }));
    CHECK(hub.run([&](Work& work) { return hub.ledger.charge(work, charge_of(hub, person, 1)); }).ok());
    CHECK(hub.count("SELECT count(*) FROM tie_out") == 2);
}

TEST_CASE("a copy of the live database restores to the same books under a new epoch, and terminals go on") {
    HubFixture hub;
    const Person person = some_life(hub);
    FeedClient client(hub);
    client.sign_in(person);
    client.sync();
    const auto held_before = client.held(Scope::resident(person.id)).size();

    const Secret backup_key = Secret::random(kKeyBytes, hub.random);
    const auto file = hub.folder / "hub.backup";
    must(copy_database(hub.database(), hub.key, file, backup_key));
    const DatabaseReport made = must(verify_database(file, backup_key, hub.clock));
    CHECK(made.tie_out.ties());
    CHECK(made.bytes > 0);
    CHECK_FALSE(copy_database(hub.database(), hub.key, file, backup_key).ok());  // never over another
    CHECK_FALSE(verify_database(file, hub.key, hub.clock).ok());                 // not with the wrong key
    // What happens after the backup is not in it.
    hub.give(person, 77);

    const auto restored_file = hub.folder / "restored.db";
    const Secret new_key = Secret::random(kKeyBytes, hub.random);
    const DatabaseReport restored =
        must(restore_database(file, backup_key, restored_file, new_key, hub.clock, hub.random));
    CHECK(restored.tie_out.ties());
    CHECK(restored.tie_out.entries == made.tie_out.entries);
    auto connection = must(open_reader(restored_file, new_key));
    CHECK(must(hub.ledger.balances(*connection, person.id)).spendable == Cents::of(10'000 - 300 - 200 - 40));
    CHECK(must(read_identity(*connection)).epoch != must(read_identity(*hub.reader)).epoch);

    FeedReader reader(*connection, hub.facility, hub.cache);
    const FeedAnswer answer = must(reader.read({hub.device, hub.unit}, client.request(), hub.clock.now()));
    CHECK_FALSE(answer.lost_history);
    CHECK(answer.response.pages_size() > 0);
    for (const wire::FeedPage& page : answer.response.pages()) {
        CHECK(page.kind() == wire::FeedPage::SNAPSHOT);
        CHECK(page.to_seq() > client.places.at(must(Scope::from_wire(page.scope()))).seq);
    }
    CHECK(held_before > 0);
    CHECK_FALSE(restore_database(file, backup_key, restored_file, new_key, hub.clock, hub.random).ok());
}

TEST_CASE("a damaged copy is refused") {
    HubFixture hub;
    some_life(hub);
    const Secret backup_key = Secret::random(kKeyBytes, hub.random);
    const auto file = hub.folder / "hub.backup";
    must(copy_database(hub.database(), hub.key, file, backup_key));
    {
        std::FILE* raw = std::fopen(file.c_str(), "r+b");
        REQUIRE(raw != nullptr);
        std::fseek(raw, 5 * 4'096 + 100, SEEK_SET);
        std::fputc('x', raw);
        std::fputc('y', raw);
        std::fclose(raw);
    }
    CHECK_FALSE(verify_database(file, backup_key, hub.clock).ok());
    CHECK_FALSE(restore_database(file, backup_key, hub.folder / "r.db", hub.key, hub.clock, hub.random).ok());
}

TEST_CASE("the export says everything but secrets") {
    HubFixture hub;
    const Person person = some_life(hub);
    const std::string authenticator(20, 'T');
    must(hub.run([&](Work& work) {
        return work.db().run(
            "INSERT INTO staff_account (id, name, name_key, role, password_hash, totp_secret, made_ms) "
            "VALUES ($1, 'Ida Tan', 'ida tan', 'it', 'canary-password', $2, 1)",
            hub.id<ThingId>(), as_bytes(authenticator));
    }));
    std::ostringstream out;
    const ExportCounts counts = must(export_all(*hub.reader, out, hub.clock.now()));
    const std::string text = out.str();
    CHECK(counts.lines == std::count(text.begin(), text.end(), '\n'));
    CHECK(text.find("canary-text \\\"quoted\\\"\\u000a") != std::string::npos);
    CHECK(text.find("\"table\":\"transfer\"") != std::string::npos);
    CHECK(text.find(person.id.to_string()) != std::string::npos);
    CHECK(text.find(to_hex(person.vault_key.bytes())) == std::string::npos);
    CHECK(text.find("pin_hash") == std::string::npos);
    CHECK(text.find("\"name\":\"Ida Tan\"") != std::string::npos);
    CHECK(text.find("canary-password") == std::string::npos);
    CHECK(text.find("totp") == std::string::npos);
    CHECK(text.find(to_hex(as_bytes(authenticator))) == std::string::npos);
    CHECK(text.find("secret") == std::string::npos);
    // Of what people wrote to each other, and what was decided about it, nothing is left out.
    std::size_t columns = 0;
    for (const char* table : {"contact", "message"}) {
        const std::size_t line = text.find(std::string("{\"table\":\"") + table + "\"");
        REQUIRE(line != std::string::npos);
        must(hub.reader->each(
            "SELECT name FROM pragma_table_info($1)",
            [&](const database::Row& row) {
                ++columns;
                INFO(table << "." << row.string(0));
                CHECK(text.find("\"" + row.string(0) + "\":", line) < text.find('\n', line));
            },
            table));
    }
    CHECK(columns > 40);
    std::ostringstream broken;
    broken.setstate(std::ios::badbit);
    CHECK_FALSE(export_all(*hub.reader, broken, hub.clock.now()).ok());
}

TEST_CASE("what staff did is chained in the audit log, by ids and codes") {
    HubFixture hub;
    some_life(hub);
    hub.writer->stop();  // runs what waits
    record::AuditLog log(*hub.reader);
    CHECK(log.verify().ok());
    const auto entries = must(log.read(0, 100));
    REQUIRE(entries.size() >= 3);
    for (const auto& entry : entries) CHECK(entry.entry.code.find("canary") == std::string::npos);
}
