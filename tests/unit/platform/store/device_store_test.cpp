#include <fstream>

#include "platform/store/device_schema.h"
#include "tests/unit/platform/store/world.h"

using namespace dayroom;
using namespace dayroom::store;

namespace {

Enrolment enrolment(World& world) {
    Enrolment e;
    e.device = world.device_id;
    e.facility = world.facility;
    e.unit = world.unit;
    e.device_name = "B-East kiosk 1";
    e.hub_address = "127.0.0.1:8443";
    e.root_key = world.hub_key.public_key();
    e.ca_pem = "ca";
    e.certificate_pem = "certificate";
    e.hub_key.set_payload("statement");
    e.tls_key_pem = Secret::copy_of(as_bytes("pem"));
    e.signing_seed = world.device_key.seed();
    e.box_seed = Secret::zeroed(32);
    return e;
}

wire::Record form_record(World& world, const FormId& id, const std::string& code, std::int64_t version) {
    wire::Record out = world.record(wire::FACILITY, id.raw(), version);
    out.mutable_form()->set_code(code);
    out.mutable_form()->set_revision(static_cast<int>(version));
    return out;
}

void damage(const std::filesystem::path& file, int page) {
    std::fstream out(file, std::ios::in | std::ios::out | std::ios::binary);
    out.seekp(page * 4096 + 200);
    out << "damage";
}

}  // namespace

TEST_CASE_METHOD(World, "enrolment comes back with its secrets, under its key only") {
    CHECK_FALSE(device->enrolment().value().has_value());
    REQUIRE(device->save_enrolment(enrolment(*this)).ok());
    open_device();
    const auto back = device->enrolment().take();
    REQUIRE(back.has_value());
    CHECK(back->device == device_id);
    CHECK(back->certificate_pem == "certificate");
    CHECK(back->hub_key.payload() == "statement");
    CHECK(back->signing_seed.equals(device_key.seed()));
    device.reset();
    CHECK(DeviceStore::open(place(), vault_key).error().code == ErrorCode::kCorrupt);
}

TEST_CASE_METHOD(World, "the hub's last time comes back beside the machine's") {
    CHECK_FALSE(device->kept_time().value().has_value());
    REQUIRE(device->keep_time({Timestamp::from_ms(5), Timestamp::from_ms(6)}).ok());
    REQUIRE(device->keep_time({Timestamp::from_ms(7'000), Timestamp::from_ms(6'000)}).ok());
    open_device();
    CHECK(device->kept_time().value()->hub.ms() == 7'000);
    CHECK(device->kept_time().value()->offset() == Milliseconds(1'000));
    REQUIRE(device->wipe().ok());
    CHECK_FALSE(device->kept_time().value().has_value());
}

TEST_CASE_METHOD(World, "a file of another application or of a newer program is refused") {
    REQUIRE(device->connection().script("PRAGMA user_version=9").ok());
    device.reset();
    CHECK(DeviceStore::open(place(), store_key).error().code == ErrorCode::kUnsupported);
    auto raw =
        database::Connection::open(dir.path() / "device.db", crypto::derive_key(store_key, crypto::kLabelDeviceDb))
            .take();
    REQUIRE(raw->script("PRAGMA user_version=1; PRAGMA application_id=5").ok());
    raw.reset();
    CHECK(DeviceStore::open(place(), store_key).error().code == ErrorCode::kInvalid);
}

TEST_CASE_METHOD(World, "plain pages move the cursor with their content, in order only") {
    const auto form_id = make<FormId>();
    REQUIRE(device->apply_page(plain_page(wire::FACILITY, {form_record(*this, form_id, "general", 2)}, 0, 4)).ok());
    CHECK(device->forms().value().at(0).form.code() == "general");
    auto cursor = device->cursors().value().at(0);
    CHECK(cursor.seq == 4);
    CHECK(cursor.scope.id() == facility.raw());
    CHECK(device->apply_page(plain_page(wire::FACILITY, {}, 3, 9)).error().code == ErrorCode::kConflict);
    // An older version is a replay and changes nothing but the cursor.
    REQUIRE(device->apply_page(plain_page(wire::FACILITY, {form_record(*this, form_id, "old", 1)}, 4, 5)).ok());
    CHECK(device->form(form_id).value()->form.code() == "general");
    PageToStore removal = plain_page(wire::FACILITY, {}, 5, 6);
    removal.changes.push_back({6, form_id.raw(), true, 0, 0, {}});
    REQUIRE(device->apply_page(removal).ok());
    CHECK(device->forms().value().empty());
}

TEST_CASE_METHOD(World, "a snapshot replaces its scope when its last page is in, and not before") {
    const auto gone = make<FormId>();
    const auto stays = make<FormId>();
    REQUIRE(device->apply_page(plain_page(wire::FACILITY, {form_record(*this, gone, "gone", 5)}, 0, 3)).ok());
    REQUIRE(device->reset_scope(scope(wire::FACILITY)).ok());
    PageToStore later = plain_page(wire::FACILITY, {}, 0, 8);
    later.kind = PageToStore::Kind::kSnapshot;
    CHECK(device->apply_page(later).error().code == ErrorCode::kConflict);  // not the first, and none was begun
    PageToStore first = plain_page(wire::FACILITY, {form_record(*this, stays, "stays", 1)}, 0, 8);
    first.kind = PageToStore::Kind::kSnapshot;
    first.first = true;
    first.snapshot_token = "page 1";
    REQUIRE(device->apply_page(first).ok());
    CHECK(device->forms().value().size() == 2);
    CHECK(device->cursors().value().at(0).snapshot_after == "page 1");
    CHECK(device->cursors().value().at(0).seq == 0);
    CHECK(device->apply_page(plain_page(wire::FACILITY, {}, 0, 1)).error().code == ErrorCode::kConflict);
    later.last = true;
    REQUIRE(device->apply_page(later).ok());
    CHECK(device->forms().value().size() == 1);
    CHECK(device->forms().value()[0].id == stays);
    CHECK(device->cursors().value().at(0).seq == 8);
    CHECK(device->cursors().value().at(0).snapshot_after.empty());
}

TEST_CASE_METHOD(World, "facility, unit, prices and notices are read back") {
    CHECK_FALSE(device->facility().value().has_value());
    wire::Record facility_record = record(wire::FACILITY, facility.raw());
    facility_record.mutable_facility()->set_name("Pine River");
    wire::Record prices = record(wire::FACILITY, make<FormId>().raw());
    auto& price = *prices.mutable_prices()->add_prices();
    price.set_code("document_copy");
    price.set_cents(600);
    auto notice = [&](std::int64_t from, std::int64_t to, bool emergency, bool shown) {
        wire::Record out = record(wire::FACILITY, make<NoticeId>().raw());
        out.mutable_notice()->set_valid_from_ms(clock.now().ms() + from);
        if (to != 0) out.mutable_notice()->set_valid_to_ms(clock.now().ms() + to);
        out.mutable_notice()->set_emergency(emergency);
        out.mutable_notice()->set_public_(shown);
        return out;
    };
    REQUIRE(
        device
            ->apply_page(plain_page(wire::FACILITY,
                                    {facility_record, prices, notice(-9, 0, false, false), notice(-5, 0, false, true),
                                     notice(-9, 0, true, false), notice(-9, -1, true, true), notice(5, 9, true, true)},
                                    0, 9))
            .ok());
    CHECK(device->facility().value()->name() == "Pine River");
    CHECK(device->price("document_copy").value()->cents() == 600);
    CHECK_FALSE(device->price("nothing").value().has_value());
    const auto all = device->notices(clock.now(), false).value();
    REQUIRE(all.size() == 3);
    CHECK(all[0].notice.emergency());
    CHECK(all[1].notice.valid_from_ms() > all[2].notice.valid_from_ms());
    const auto shown_to_all = device->notices(clock.now(), true).value();
    REQUIRE(shown_to_all.size() == 2);
    CHECK(shown_to_all[0].notice.emergency());  // though it is not public
    CHECK(shown_to_all[1].notice.public_());
    wire::Record roster = record(wire::HOUSING_UNIT, resident.raw());
    roster.mutable_roster()->set_resident_number("A-1");
    REQUIRE(device->apply_page(plain_page(wire::HOUSING_UNIT, {roster}, 0, 1)).ok());
    CHECK(device->roster_by_number("A-1").value()->resident == resident);
    CHECK_FALSE(device->roster_by_number("A-2").value().has_value());
}

TEST_CASE_METHOD(World, "envelopes stay closed and wait in the order in which they came") {
    const auto id = make<MessageId>();
    REQUIRE(device->apply_page(changes({message(id, "first", 1), contact(mother, "Ana")})).ok());
    REQUIRE(device->apply_page(changes({message(id, "second", 2)})).ok());
    CHECK(device->envelope_count(resident).value() == 3);
    const auto rows = device->envelopes(resident, 10).value();
    REQUIRE(rows.size() == 3);
    CHECK(rows[0].id == id.raw());
    CHECK(rows[1].id == mother.raw());
    CHECK(rows[2].id == id.raw());
    CHECK(rows[2].content.find("second") == std::string::npos);
    // A newer one that comes between reading and forgetting stays.
    REQUIRE(device->apply_page(changes({message(id, "third", 3)})).ok());
    REQUIRE(device->forget_envelopes(rows).ok());
    CHECK(device->envelope_count(resident).value() == 1);
}

TEST_CASE_METHOD(World, "scopes that are no longer allowed take everything with them") {
    REQUIRE(device->apply_page(changes({contact(mother, "Ana")})).ok());
    const auto salt = crypto::make_salt(random);
    REQUIRE(device->sign_in().wrap(resident, "A-1", as_bytes("4711"), vault_key, salt, {64, 1}, clock.now()).ok());
    CHECK(device->keep_only_scopes({scope(wire::RESIDENT)}).value().empty());
    const auto left = device->keep_only_scopes({scope(wire::FACILITY)}).value();
    REQUIRE(left.size() == 1);
    CHECK(left[0] == resident);
    CHECK(device->envelope_count(resident).value() == 0);
    CHECK_FALSE(device->sign_in().has_wrap(resident).value());
    CHECK(device->cursors().value().empty());
}

TEST_CASE_METHOD(World, "another epoch begins all scopes again and queues what was sent") {
    const auto first = make<Epoch>();
    REQUIRE(device->set_epoch(first).ok());
    REQUIRE(device->apply_page(changes({contact(mother, "Ana")})).ok());
    const auto queued = boxed(command());
    REQUIRE(device->outbox().add(queued, resident, clock.now(), true).ok());
    wire::OutcomeBatch batch;
    *batch.add_outcomes() = outcome(queued.command_id(), wire::Outcome::DONE);
    REQUIRE(device->outbox().note_outcomes(batch, clock.now()).ok());
    REQUIRE(device->set_epoch(first).ok());
    CHECK(device->cursors().value().at(0).seq == 1);
    REQUIRE(device->set_epoch(make<Epoch>()).ok());
    CHECK(device->cursors().value().at(0).seq == 0);
    CHECK(device->outbox().to_send(10).value().size() == 1);
}

TEST_CASE_METHOD(World, "a page is applied wholly or not at all, whichever operation fails") {
    const auto page = changes({message(make<MessageId>(), "one"), contact(mother, "Ana")});
    int failures = 0;
    for (int n = 1;; ++n) {
        faults.fail_at(n);
        const Status status = device->apply_page(page);
        const bool fired = faults.fired();
        faults.disarm();
        const int held = device->envelope_count(resident).value();
        const auto cursors = device->cursors().value();
        if (!fired) {
            CHECK(status.ok());
            CHECK(held == 2);
            break;
        }
        ++failures;
        CHECK_FALSE(status.ok());
        CHECK(held == 0);
        CHECK(cursors.empty());
    }
    CHECK(failures > 6);
}

TEST_CASE_METHOD(World, "a damaged file is set aside and what cannot be fetched again is salvaged") {
    REQUIRE(device->save_enrolment(enrolment(*this)).ok());
    for (int i = 0; i < 300; ++i) REQUIRE(device->outbox().add(boxed(command()), resident, clock.now(), true).ok());
    record::Entry entry;
    entry.at = clock.now();
    entry.actor_kind = "device";
    REQUIRE(device->audit().append(entry).ok());
    REQUIRE(device->connection().checkpoint().ok());
    device.reset();
    DeviceStore::Recovery recovery;
    SECTION("one page in the middle of the outbox") {
        const auto pages = static_cast<int>(std::filesystem::file_size(dir.path() / "device.db") / 4096);
        damage(dir.path() / "device.db", pages - 10);
        device = DeviceStore::open_or_recover(place(), store_key, clock.now(), recovery).take();
        CHECK(recovery.rebuilt);
        CHECK(recovery.enrolment_kept);
        CHECK(recovery.commands_salvaged > 150);
        CHECK(recovery.commands_salvaged < 300);
        CHECK(recovery.commands_salvaged + recovery.commands_lost == 300);
        CHECK(device->outbox().depth().value() == recovery.commands_salvaged);
        CHECK(device->enrolment().value()->device == device_id);
        CHECK(device->audit().head().value().sequence == 1);
        CHECK(device->audit().verify().ok());
    }
    SECTION("the first page") {
        damage(dir.path() / "device.db", 0);
        device = DeviceStore::open_or_recover(place(), store_key, clock.now(), recovery).take();
        CHECK(recovery.rebuilt);
        CHECK_FALSE(recovery.enrolment_kept);
        CHECK(recovery.commands_salvaged == 0);
    }
    CHECK(std::filesystem::exists(dir.path() / ("device.db.corrupt-" + std::to_string(clock.now().ms()))));
    CHECK(device->connection().check_integrity().ok());
}

TEST_CASE_METHOD(World, "a healthy file needs no recovery") {
    device.reset();
    DeviceStore::Recovery recovery;
    device = DeviceStore::open_or_recover(place(), store_key, clock.now(), recovery).take();
    CHECK_FALSE(recovery.rebuilt);
}

TEST_CASE_METHOD(World, "a file of version 1 opens with its content") {
    device.reset();
    std::filesystem::remove(dir.path() / "device.db");
    {
        auto raw =
            database::Connection::open(dir.path() / "device.db", crypto::derive_key(store_key, crypto::kLabelDeviceDb))
                .take();
        REQUIRE(raw->script(kDeviceSchema1).ok());
        REQUIRE(raw->script(record::kAuditSchema).ok());
        REQUIRE(
            raw->script("INSERT INTO lockout VALUES('A-1', 3, 0, 0); PRAGMA user_version=1; PRAGMA application_id=" +
                        std::to_string(kDeviceApplicationId))
                .ok());
    }
    open_device();
    CHECK(device->sign_in().lockout("A-1").value().failures == 3);
}

TEST_CASE_METHOD(World, "a wipe leaves the audit log only") {
    REQUIRE(device->save_enrolment(enrolment(*this)).ok());
    REQUIRE(device->apply_page(changes({contact(mother, "Ana")})).ok());
    REQUIRE(device->outbox().add(boxed(command()), resident, clock.now(), true).ok());
    record::Entry entry;
    entry.at = clock.now();
    entry.actor_kind = "device";
    REQUIRE(device->audit().append(entry).ok());
    REQUIRE(device->wipe().ok());
    CHECK_FALSE(device->enrolment().value().has_value());
    CHECK(device->outbox().depth().value() == 0);
    CHECK(device->envelope_count(resident).value() == 0);
    CHECK(device->audit().head().value().sequence == 1);
}
