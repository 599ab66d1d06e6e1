#include "platform/store/device_store.h"

#include "platform/crypto/hash.h"
#include "platform/crypto/labels.h"
#include "platform/store/device_schema.h"
#include "platform/store/recovery.h"

namespace dayroom::store {
namespace {

std::filesystem::path file_of(const DeviceStore::Place& place) { return place.directory / "device.db"; }

Result<std::unique_ptr<database::Connection>> open_file(const std::filesystem::path& file, const Secret& store_key,
                                                        database::FaultSeam* faults) {
    database::OpenOptions options;
    options.faults = faults;
    return database::Connection::open(file, crypto::derive_key(store_key, crypto::kLabelDeviceDb), options);
}

Status bring_up_to_date(database::Connection& connection) {
    const std::string first = std::string(kDeviceSchema1) + std::string(record::kAuditSchema);
    const std::array migrations = {database::Migration{1, first}};
    return database::migrate(connection, kDeviceApplicationId, migrations);
}

void salvage(const OpenDamaged& from, DeviceStore& to, DeviceStore::Recovery& recovery) {
    database::Connection& target = to.connection();
    recovery.enrolment_kept = salvage_table(from, target, "enrolment", kEnrolmentColumns) == 1;
    salvage_table(from, target, "spare_tls_key", kSpareTlsKeyColumns);
    salvage_table(from, target, "pin_wrap", kPinWrapColumns);
    salvage_table(from, target, "lockout", kLockoutColumns);
    salvage_table(from, target, "session_turn", kSessionTurnColumns);
    salvage_table(from, target, "policy", kPolicyColumns);
    salvage_table(from, target, "audit", kAuditColumns);
    salvage_table(from, target, "prea_statement", kPreaStatementColumns);
    salvage_table(from, target, "prea_report", kPreaReportColumns);
    const int commands = count_rows(from, "outbox");
    recovery.commands_salvaged = salvage_table(from, target, "outbox", kOutboxColumns);
    recovery.commands_lost = std::max(0, commands - recovery.commands_salvaged);
}

}  // namespace

DeviceStore::DeviceStore(std::unique_ptr<database::Connection> connection)
    : connection_(std::move(connection)),
      certificates_(*connection_),
      outbox_(*connection_),
      policy_(*connection_),
      prea_(*connection_),
      sign_in_(*connection_),
      turns_(*connection_),
      audit_(*connection_) {}

DeviceStore::~DeviceStore() = default;

Result<std::unique_ptr<DeviceStore>> DeviceStore::open(const Place& place, const Secret& store_key) {
    auto connection = TRY(open_file(file_of(place), store_key, place.faults));
    TRY(bring_up_to_date(*connection));
    std::unique_ptr<DeviceStore> store(new DeviceStore(std::move(connection)));
    // Damage in what cannot be fetched again must show now, not at the first sign-in.
    TRY(store->enrolment());
    TRY(store->connection_->each("SELECT command, box, outcome FROM outbox", [](const database::Row&) {}));
    return store;
}

Result<std::unique_ptr<DeviceStore>> DeviceStore::open_or_recover(const Place& place, const Secret& store_key,
                                                                  Timestamp now, Recovery& recovery) {
    auto store = open(place, store_key);
    if (store.ok() || store.error().code != ErrorCode::kCorrupt) return store;
    return recover(place, store_key, now, recovery);
}

Result<std::unique_ptr<DeviceStore>> DeviceStore::recover(const Place& place, const Secret& store_key, Timestamp now,
                                                          Recovery& recovery) {
    recovery = Recovery{};
    recovery.rebuilt = true;
    const auto old_file = TRY(set_aside(file_of(place), now));
    auto store = TRY(open(place, store_key));
    salvage([&] { return open_file(old_file, store_key, nullptr); }, *store, recovery);
    return store;
}

Status DeviceStore::save_enrolment(const Enrolment& e) {
    auto transaction = TRY(database::Transaction::begin(*connection_));
    TRY(connection_->run("INSERT OR REPLACE INTO enrolment VALUES(1,$1,$2,$3,$4,$5,$6,$7,$8,$9,$10,$11,$12)", e.device,
                         e.facility, e.unit, e.device_name, e.hub_address, e.root_key.bytes(), e.ca_pem,
                         e.certificate_pem, database::blob(e.hub_key.SerializeAsString()), e.tls_key_pem.bytes(),
                         e.signing_seed.bytes(), e.box_seed.bytes()));
    TRY(connection_->run("DELETE FROM spare_tls_key"));
    return transaction.commit();
}

Result<std::optional<Enrolment>> DeviceStore::enrolment() {
    std::optional<Enrolment> found;
    TRY(
        connection_->each("SELECT device, facility, unit, device_name, hub_address, root_key, ca_pem, certificate_pem, "
                          "hub_key, tls_key, signing_seed, box_seed FROM enrolment",
                          [&](const database::Row& row) -> Status {
                              Enrolment e;
                              e.device = row.id<DeviceId>(0);
                              e.facility = row.id<FacilityId>(1);
                              e.unit = row.id<UnitId>(2);
                              e.device_name = row.string(3);
                              e.hub_address = row.string(4);
                              e.root_key = TRY(crypto::SigningPublic::from_bytes(row.bytes(5)));
                              e.ca_pem = row.string(6);
                              e.certificate_pem = row.string(7);
                              const ByteView hub_key = row.bytes(8);
                              if (!e.hub_key.ParseFromArray(hub_key.data(), static_cast<int>(hub_key.size())))
                                  return Error(ErrorCode::kCorrupt, "the kept hub key cannot be read");
                              e.tls_key_pem = Secret::copy_of(row.bytes(9));
                              e.signing_seed = Secret::copy_of(row.bytes(10));
                              e.box_seed = Secret::copy_of(row.bytes(11));
                              found = std::move(e);
                              return {};
                          }));
    return found;
}

Status DeviceStore::save_hub_key(const wire::KeyCertificate& certificate) {
    return connection_->run("UPDATE enrolment SET hub_key=$1", database::blob(certificate.SerializeAsString()));
}

Result<std::vector<EnvelopeRow>> DeviceStore::envelopes(const ResidentId& resident, int limit) {
    std::vector<EnvelopeRow> out;
    const auto take = [&](const database::Row& row) {
        out.push_back({row.integer(0), to_string(row.bytes(1)), row.flag(2), row.flag(3), to_string(row.bytes(4))});
    };
    TRY(connection_->each(
        "SELECT no, id, removed, by_snapshot, content FROM envelope WHERE resident=$1 AND id=$1 ORDER BY no LIMIT $2",
        take, resident, limit));
    TRY(
        connection_->each("SELECT no, id, removed, by_snapshot, content FROM envelope WHERE resident=$1 AND id<>$1 "
                          "ORDER BY no LIMIT $2",
                          take, resident, limit - static_cast<int>(out.size())));
    return out;
}

Status DeviceStore::forget_envelopes(const std::vector<EnvelopeRow>& opened) {
    if (opened.empty()) return {};
    auto transaction = TRY(database::Transaction::begin(*connection_));
    for (const EnvelopeRow& row : opened) TRY(connection_->run("DELETE FROM envelope WHERE no=$1", row.no));
    return transaction.commit();
}

Result<int> DeviceStore::envelope_count(const ResidentId& resident) {
    return static_cast<int>(TRY(connection_->number("SELECT count(*) FROM envelope WHERE resident=$1", resident)));
}

Result<bool> DeviceStore::anything_waits(const ResidentId& resident) {
    const auto found =
        TRY(connection_->number("SELECT EXISTS(SELECT 1 FROM envelope WHERE resident=$1) OR "
                                "EXISTS(SELECT 1 FROM scope WHERE kind=$2 AND id=$1 AND prune<>0)",
                                resident, static_cast<int>(wire::RESIDENT)));
    return found > 0;
}

Result<std::optional<std::vector<std::string>>> DeviceStore::pending_prune(const ResidentId& resident) {
    auto pending = TRY(connection_->first(
        "SELECT prune FROM scope WHERE kind=$1 AND id=$2", [](const database::Row& row) { return row.flag(0); },
        static_cast<int>(wire::RESIDENT), resident));
    std::optional<std::vector<std::string>> members;
    if (!pending.value_or(false)) return members;
    members.emplace();
    TRY(connection_->each(
        "SELECT id FROM snapshot_member WHERE resident=$1",
        [&](const database::Row& row) { members->push_back(to_string(row.bytes(0))); }, resident));
    return members;
}

Status DeviceStore::finish_prune(const ResidentId& resident) {
    auto transaction = TRY(database::Transaction::begin(*connection_));
    TRY(connection_->run("DELETE FROM snapshot_member WHERE resident=$1", resident));
    TRY(connection_->run("UPDATE scope SET prune=0 WHERE kind=$1 AND id=$2", static_cast<int>(wire::RESIDENT),
                         resident));
    return transaction.commit();
}

Status DeviceStore::wipe() {
    auto transaction = TRY(database::Transaction::begin(*connection_));
    for (const char* table : {"enrolment", "spare_tls_key", "hub_time", "meta", "scope", "record", "record_gone",
                              "envelope", "snapshot_member", "pin_wrap", "lockout", "session_turn", "policy", "outbox",
                              "prea_statement", "prea_report"})
        TRY(connection_->run(std::string("DELETE FROM ") + table));
    TRY(transaction.commit());
    TRY(connection_->run("VACUUM"));
    return connection_->checkpoint();
}

}  // namespace dayroom::store
