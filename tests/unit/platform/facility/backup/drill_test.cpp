// A restore that is tried out: what passes, what is found, and that nothing is left of it either way.
#include <catch2/catch.hpp>

#include "platform/base/fake_clock.h"
#include "platform/facility/admin/facility_setup.h"
#include "platform/facility/backup/restore_drill.h"
#include "platform/facility/hub/set_up.h"
#include "platform/facility/schema/hub_database.h"
#include "tests/support/temp_dir.h"

using namespace dayroom;
using namespace dayroom::facility;

namespace {

template <typename T>
T got(Result<T> result) {
    if (!result.ok()) throw std::runtime_error(result.error().detail);
    return result.take();
}
void done(const Status& status) {
    if (!status.ok()) throw std::runtime_error(status.error().detail);
}

struct Drill {
    test::TempDir dir;
    FakeClock clock;
    SystemRandom random;
    HubFiles files{dir / "hub"};
    std::unique_ptr<Services> services;
    Secret key = Secret::random(kKeyBytes, random);
    BackupPlace place{dir / "copy", key};
    std::filesystem::path parent{dir / "room"};

    Drill() {
        SetUp wish;
        wish.name = "Test County";
        wish.units = {"B-East"};
        services = got(set_up_hub(files, wish, clock, random));
        done(write_key_request(*services));
        const auto resident = ResidentId::make(clock, random);
        done(services->writer->run(Actor::system(), [&](Work& work) -> Status {
            const auto units = TRY(read_units(work.db()));
            TRY(services->residents.add(work, resident, {"20481", "Al", "Ito", units.front().id, "en"}));
            return services->ledger.pay(work, {work.make_id<TransferId>(),
                                               resident,
                                               TRY(PositiveCents::of(500)),
                                               kCash,
                                               {TransferKind::kDeposit, "gift", {}, {}}});
        }));
        got(back_up_hub(files, place, LostPhotos::kRefuse, clock, random));
        std::filesystem::create_directory(parent);
    }
    Result<DrillReport> run() { return drill_restore(place, parent, LostPhotos::kRefuse, clock, random); }
    /// For good, under another name.
    HubBackupReport restore() {
        return got(restore_hub(place, HubFiles(dir / "restored"), LostPhotos::kRefuse, clock, random));
    }
    /// The copy as somebody changed it.
    void edit(const std::string& sql) {
        const auto copy = got(open_writer(HubFiles(place.folder).database(), key));
        done(copy->run(sql));
    }
};

}  // namespace

TEST_CASE("a whole backup passes its drill, the running hub is not touched, and nothing is left") {
    Drill drill;
    const DrillReport report = got(drill.run());
    CHECK(report.passed());
    CHECK(report.restored.tie_out.ties());
    CHECK(report.restored.tie_out.entries == 2);
    CHECK(report.scopes >= 3);
    CHECK(report.restored.whole());
    CHECK(report.feed_fault.empty());
    CHECK(std::filesystem::is_empty(drill.parent));
    CHECK(got(drill.run()).passed());  // again and again
    CHECK(got(verify_hub_backup(drill.place, LostPhotos::kRefuse, drill.clock, drill.random)).tie_out.ties());
}

TEST_CASE("books that differ and a feed that would not go on fail the drill, and the restore says the same") {
    Drill drill;
    SECTION("books") {
        drill.edit("UPDATE account SET balance = balance + 1 WHERE kind = 1");
        const DrillReport report = got(drill.run());
        CHECK_FALSE(report.passed());
        CHECK_FALSE(report.restored.tie_out.ties());
        const HubBackupReport real = drill.restore();
        CHECK_FALSE(real.whole());
        CHECK_FALSE(real.tie_out.ties());
        CHECK(real.feed_fault.empty());
    }
    SECTION("a feed that lost a change") {
        drill.edit("UPDATE feed_scope SET newest = (SELECT max(no) + 1000 FROM feed_change) WHERE kind = 1");
        CHECK(got(drill.run()).feed_fault.find("lost their last change") != std::string::npos);
        const HubBackupReport real = drill.restore();
        CHECK_FALSE(real.whole());
        CHECK(real.tie_out.ties());
        CHECK(real.feed_fault.find("lost their last change") != std::string::npos);
    }
    SECTION("a feed with a gap") {
        drill.edit(
            "UPDATE feed_change SET seq = seq + 1 WHERE no = (SELECT max(c.no) FROM feed_change c "
            "JOIN feed_change b ON b.before = c.no)");
        CHECK(got(drill.run()).feed_fault.find("do not follow") != std::string::npos);
        const HubBackupReport real = drill.restore();
        CHECK_FALSE(real.whole());
        CHECK(real.feed_fault.find("do not follow") != std::string::npos);
    }
    CHECK(std::filesystem::is_empty(drill.parent));
}

TEST_CASE("a restore of a whole backup is whole") {
    Drill drill;
    const HubBackupReport real = drill.restore();
    CHECK(real.whole());
    CHECK(real.feed_fault.empty());
    CHECK(real.tie_out.entries == 2);
}

TEST_CASE("a drill without a backup, a key or room says so, and leaves nothing") {
    Drill drill;
    const Secret other = Secret::random(kKeyBytes, drill.random);
    CHECK_FALSE(
        drill_restore({drill.place.folder, other}, drill.parent, LostPhotos::kRefuse, drill.clock, drill.random).ok());
    CHECK_FALSE(
        drill_restore({drill.dir / "nothing", drill.key}, drill.parent, LostPhotos::kRefuse, drill.clock, drill.random)
            .ok());
    CHECK(std::filesystem::is_empty(drill.parent));
    CHECK_FALSE(drill_restore(drill.place, drill.dir / "no room", LostPhotos::kRefuse, drill.clock, drill.random).ok());
}
