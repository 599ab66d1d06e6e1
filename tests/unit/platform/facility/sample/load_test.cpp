#include <fstream>
#include <set>

#include <catch2/catch.hpp>
#include <sys/stat.h>

#include "platform/base/fake_clock.h"
#include "platform/crypto/password.h"
#include "platform/facility/admin/facility_setup.h"
#include "platform/facility/admin/tie_out.h"
#include "platform/facility/feed/records.h"
#include "platform/facility/sample/load/loader.h"
#include "platform/facility/schema/hub_database.h"
#include "tests/support/temp_dir.h"
#include "tests/unit/platform/facility/sample/sample_support.h"

using namespace dayroom;
using namespace dayroom::facility;
using namespace dayroom::facility::sample;

namespace {

struct LoadedHub {
    test::TempDir dir;
    SeededRandom random{99};
    FakeClock clock{Timestamp::from_ms(test::kSampleNowMs)};
    Secret key = Secret::random(kKeyBytes, random);
    crypto::SigningKey seal = crypto::SigningKey::make(random);
    FacilityId facility = FacilityId::make(clock, random);
    std::unique_ptr<database::Connection> db;
    SampleFacility sample;
    LoadReport report;

    LoadedHub(int residents, int messages) : sample(test::sample_of(residents, messages)) {
        auto opened = open_writer(dir / "hub.db", key);
        REQUIRE(opened.ok());
        db = opened.take();
        wire::Facility body;
        body.set_name("New facility");
        body.set_time_zone("America/Los_Angeles");
        body.add_languages("en");
        REQUIRE(create_facility(*db, facility, body, clock, random).ok());
        std::filesystem::create_directory(dir / "blobs");
        BlobFiles blobs(dir / "blobs", random);
        auto loaded = load_sample(sample, {*db, facility, seal, random, blobs});
        if (!loaded.ok()) FAIL(loaded.error().detail);
        report = loaded.take();
    }
    std::int64_t count(const std::string& sql) { return db->number(sql).value(); }
};

}  // namespace

TEST_CASE("a sample loads into a real hub, and its books tie out") {
    LoadedHub hub(24, 600);
    const auto tied = tie_out(*hub.db, hub.clock);
    REQUIRE(tied.ok());
    INFO(tied->text());
    CHECK(tied->ties());
    CHECK(tied->transfers > 400);
    CHECK(hub.count("SELECT SUM(balance) FROM account WHERE kind < 4") > 0);

    CHECK(hub.count("SELECT COUNT(*) FROM resident") == 24);
    CHECK(hub.count("SELECT COUNT(*) FROM message") == 600);
    CHECK(hub.count("SELECT COUNT(*) FROM contact WHERE state = 2") == 60);
    CHECK(hub.count("SELECT COUNT(*) FROM form") == 17);
    CHECK(hub.count("SELECT COUNT(*) FROM charge_kind WHERE may_be_owed = 1") == 3);
    CHECK(hub.count("SELECT COUNT(*) FROM charge_kind") == 5);
    CHECK(hub.count("SELECT COUNT(*) FROM housing_unit") == 3);
    CHECK(hub.count("SELECT COUNT(*) FROM message_photo") == hub.report.photos);
    CHECK(hub.count("SELECT COUNT(*) FROM blob") <= hub.report.pictures + hub.report.cards);
    CHECK(hub.count("SELECT COUNT(*) FROM deposit_part") > 20);
    CHECK(hub.count("SELECT COUNT(*) FROM request") == hub.report.requests);
    // Nobody did this: no part of the audit log but what was filed, and each step of it.
    CHECK(hub.report.requests > 0);
    CHECK(hub.count("SELECT COUNT(*) FROM audit_queue WHERE event <> 160") == 0);
    CHECK(hub.count("SELECT COUNT(DISTINCT subject) FROM audit_queue") == hub.report.requests);
    CHECK(hub.count("SELECT COUNT(*) FROM audit_queue") ==
          hub.report.requests + hub.count("SELECT COUNT(*) FROM request_step"));
    // Nothing delivered is without its seal, nothing held inbound has one.
    CHECK(hub.count("SELECT COUNT(*) FROM message m WHERE state = 2 AND NOT EXISTS "
                    "(SELECT 1 FROM released r WHERE r.kind = 9 AND r.id = m.id)") == 0);
    CHECK(hub.count("SELECT COUNT(*) FROM message m WHERE state = 1 AND direction = 1 AND EXISTS "
                    "(SELECT 1 FROM released r WHERE r.kind = 9 AND r.id = m.id)") == 0);
    CHECK(hub.report.cards == 8);
    CHECK(hub.count("SELECT COUNT(*) FROM card WHERE active = 1") == hub.report.cards);
    CHECK(hub.count("SELECT COUNT(*) FROM message WHERE appeal > 0") == hub.report.appeals);
    CHECK(hub.count("SELECT COUNT(*) FROM message WHERE card IS NOT NULL") > 3);
    CHECK(hub.count("SELECT COUNT(*) FROM contact WHERE prepaid_replies > 0") >= 2);
    CHECK(hub.count("SELECT COUNT(*) FROM contact WHERE blocked_by_resident = 1") == 1);
    CHECK(hub.count("SELECT COUNT(*) FROM price WHERE code = 'bundle_20'") == 2);
    CHECK(hub.count("SELECT COUNT(*) FROM message WHERE sent_ms > " + std::to_string(test::kSampleNowMs)) == 0);
}

TEST_CASE(
    "what the sample holds waits in the review queue, some of it for a word of a list, under rules that it names") {
    LoadedHub hub(24, 600);
    CHECK(hub.count("SELECT COUNT(*) FROM message WHERE state = 1") > 0);
    CHECK(hub.count("SELECT COUNT(*) FROM review_item") ==
          hub.count("SELECT COUNT(*) FROM message WHERE state = 1 OR appeal = 1"));
    CHECK(hub.count("SELECT COUNT(*) FROM watch_list WHERE patterns > 0") == 6);
    CHECK(hub.count("SELECT COUNT(*) FROM watch_list WHERE scope_kind = 2") == 1);
    CHECK(hub.count("SELECT COUNT(*) FROM review_hit") > 0);
    CHECK(hub.count("SELECT COUNT(*) FROM review_rule") == 10);
    CHECK(hub.count("SELECT COUNT(*) FROM message WHERE state = 3 AND rule NOT IN (SELECT rule FROM review_rule)") ==
          0);
    CHECK(hub.count("SELECT COUNT(*) FROM review_policy") == 0);
}

TEST_CASE("the sample has a commissary that is open, with orders in every state") {
    LoadedHub hub(24, 60);
    CHECK(hub.count("SELECT COUNT(*) FROM catalog_item WHERE active = 1") > 280);
    CHECK(hub.count("SELECT COUNT(*) FROM catalog_category") == 12);
    CHECK(hub.count("SELECT COUNT(*) FROM catalog_item WHERE counted = 1 AND stock = 0") > 3);
    CHECK(hub.count("SELECT COUNT(*) FROM released WHERE kind = 20") == hub.count("SELECT COUNT(*) FROM catalog_item"));
    CHECK(hub.count("SELECT COUNT(*) FROM order_window WHERE state = 2 AND opens_ms <= " +
                    std::to_string(test::kSampleNowMs) + " AND cut_off_ms > " + std::to_string(test::kSampleNowMs)) ==
          1);
    CHECK(hub.count("SELECT COUNT(*) FROM spending_class WHERE is_default = 1") == 1);
    CHECK(hub.count("SELECT COUNT(*) FROM commissary_order") == hub.report.orders);
    for (int state = 1; state <= 5; ++state) {
        INFO("state " << state);
        CHECK(hub.count("SELECT COUNT(*) FROM commissary_order WHERE state = " + std::to_string(state)) > 0);
    }
    CHECK(hub.count("SELECT COUNT(*) FROM commissary_replaced") > 0);
    CHECK(hub.count("SELECT COUNT(*) FROM commissary_refund") > 0);
    CHECK(hub.count("SELECT COUNT(*) FROM commissary_line WHERE short > 0") > 0);
    CHECK(hub.count("SELECT COUNT(*) FROM commissary_line WHERE refused > 0") > 0);
    CHECK(hub.count("SELECT COUNT(*) FROM commissary_resident WHERE diets <> ''") > 0);
}

TEST_CASE("the first resident can try everything after the load") {
    LoadedHub hub(24, 600);
    const ResidentId first = hub.sample.residents[0].id;
    const auto balances = load_balances(*hub.db, first, hub.clock.now());
    REQUIRE(balances.ok());
    REQUIRE(balances->has_value());
    CHECK((*balances)->spendable_cents() >= 2'000);
    CHECK((*balances)->on_hold_cents() > 0);
    CHECK((*balances)->owed_cents() > 0);
    CHECK((*balances)->savings_cents() > 0);
    std::set<std::int64_t> states;
    REQUIRE(hub.db
                ->each(
                    "SELECT DISTINCT state FROM request WHERE resident = $1",
                    [&](const database::Row& row) { states.insert(row.integer(0)); }, first)
                .ok());
    CHECK(states.size() == 4);  // received, in progress, answered, declined
    // The last deposit explains itself.
    CHECK(hub.db
              ->number("SELECT COUNT(*) FROM deposit_part p JOIN transfer t ON t.no = p.deposit WHERE t.resident = $1 "
                       "AND t.at_ms > $2",
                       first, Timestamp::from_ms(test::kSampleNowMs) - std::chrono::hours(48))
              .value() >= 4);
}

TEST_CASE("the sheet lists PINs that open, and only its owner may read it") {
    LoadedHub hub(24, 60);
    const auto file = hub.dir / "sample-residents.txt";
    REQUIRE(write_resident_sheet(hub.sample, file).ok());
    struct stat about {};
    REQUIRE(::stat(file.c_str(), &about) == 0);
    CHECK((about.st_mode & 0777) == 0600);
    std::ifstream in(file);
    std::string line;
    int units = 0;
    int people = 0;
    while (std::getline(in, line)) {
        if (line.starts_with("unit ")) {
            ++units;
            continue;
        }
        std::istringstream words(line);
        std::string number;
        std::string pin;
        std::string state;
        REQUIRE((words >> number >> pin >> state));
        const auto stored = hub.db->first(
            "SELECT pin_hash, pin_must_change FROM resident WHERE number = $1",
            [](const database::Row& row) { return std::pair(row.string(0), row.flag(1)); }, number);
        REQUIRE(stored.ok());
        REQUIRE(stored->has_value());
        CHECK(crypto::verify_password((*stored)->first, as_bytes(pin)).ok());
        CHECK((*stored)->second == (state == "first"));
        ++people;
    }
    CHECK(units == 3);
    CHECK(people == 24);
    CHECK(write_resident_sheet(hub.sample, hub.dir / "no/where").error().code == ErrorCode::kIo);
}

TEST_CASE("the full sample is in the hub as the demo promises it, and its books tie out") {
    LoadedHub hub(240, 12'000);
    CHECK(hub.count("SELECT COUNT(*) FROM housing_unit") == 3);
    CHECK(hub.count("SELECT COUNT(*) FROM resident") == 240);
    CHECK(hub.count("SELECT COUNT(DISTINCT unit) FROM resident") == 3);
    CHECK(hub.count("SELECT COUNT(*) FROM contact WHERE state = 2") == 600);
    CHECK(hub.count("SELECT COUNT(*) FROM message") == 12'000);
    CHECK(hub.count("SELECT COUNT(DISTINCT language) FROM message") == 6);
    CHECK(hub.count("SELECT COUNT(*) FROM (SELECT language FROM message GROUP BY language HAVING COUNT(*) >= 200)") ==
          6);
    CHECK(hub.count("SELECT COUNT(*) FROM message_photo") >= 880);
    CHECK(hub.count("SELECT COUNT(DISTINCT p.sha256) FROM message_photo p JOIN blob b ON b.sha256 = p.sha256") >= 60);
    // Every resident has a ledger; deposits were split by the facility's rules.
    CHECK(hub.count("SELECT COUNT(DISTINCT resident) FROM transfer") == 240);
    CHECK(hub.count("SELECT COUNT(*) FROM deposit") == hub.report.deposits);
    CHECK(hub.report.deposits > 2'000);
    CHECK(hub.count("SELECT COUNT(*) FROM deposit_part") > 2'000);
    CHECK(hub.count("SELECT COUNT(*) FROM form") == 17);
    CHECK(hub.count("SELECT COUNT(*) FROM request") > 300);
    CHECK(hub.count("SELECT COUNT(*) FROM notice") >= 11);
    CHECK(hub.count("SELECT COUNT(*) FROM catalog_item WHERE active = 1") > 280);
    const auto tied = tie_out(*hub.db, hub.clock);
    REQUIRE(tied.ok());
    INFO(tied->text());
    CHECK(tied->ties());
}

TEST_CASE("a load that cannot be done says why") {
    test::TempDir dir;
    SeededRandom random(5);
    const Secret key = Secret::random(kKeyBytes, random);
    const crypto::SigningKey seal = crypto::SigningKey::make(random);
    auto db = open_writer(dir / "hub.db", key);
    REQUIRE(db.ok());
    BlobFiles blobs(dir / "missing", random);
    const FakeClock clock;
    const auto loaded =
        load_sample(test::sample_of(3, 60), {**db, FacilityId::make(clock, random), seal, random, blobs});
    CHECK(loaded.error().code == ErrorCode::kIo);
}

TEST_CASE("each unit of the sample has a week of its own, and residents have appointments that are still to come") {
    LoadedHub hub(24, 0);
    CHECK(hub.count("SELECT count(*) FROM unit_schedule") == hub.count("SELECT count(*) FROM housing_unit"));
    CHECK(hub.count("SELECT count(DISTINCT body) FROM unit_schedule") == 3);
    CHECK(hub.count("SELECT count(*) FROM appointment") == hub.report.appointments);
    CHECK(hub.report.appointments > 10);
    const std::string begun = "SELECT count(*) FROM appointment WHERE from_ms <= ";
    CHECK(hub.count(begun + std::to_string(test::kSampleNowMs)) == 0);
}
