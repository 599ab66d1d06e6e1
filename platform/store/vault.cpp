#include "platform/store/vault.h"

#include <system_error>

#include "platform/base/check.h"
#include "platform/crypto/hash.h"
#include "platform/crypto/labels.h"
#include "platform/store/recovery.h"
#include "platform/store/vault_schema.h"
#include "platform/store/vault_writer.h"

namespace dayroom::store {
namespace {

constexpr std::array kMigrations = {database::Migration{1, kVaultSchema1}};

Result<std::unique_ptr<database::Connection>> open_file(const std::filesystem::path& file, const VaultPlace& place,
                                                        const Secret& vault_key) {
    database::OpenOptions options;
    options.faults = place.faults;
    const Secret key = crypto::derive_key(vault_key, crypto::kLabelVaultDb, place.device.bytes());
    return database::Connection::open(file, key, options);
}

// Intents show as queued things: those rows are made again from the commands.
Status show_salvaged(Vault& vault) {
    VaultWriter writer(vault);
    auto transaction = TRY(database::Transaction::begin(vault.connection()));
    const auto undecided = TRY(vault.undecided_intents());
    for (const SavedIntent& intent : undecided) TRY(writer.show_queued(intent.command));
    TRY(writer.finish());
    return transaction.commit();
}

}  // namespace

Vault::Vault(VaultPlace place, std::unique_ptr<database::Connection> connection, crypto::BoxKey box, Secret command_key)
    : place_(std::move(place)),
      connection_(std::move(connection)),
      box_(std::move(box)),
      command_key_(std::move(command_key)) {}

Vault::~Vault() = default;

Result<std::unique_ptr<Vault>> Vault::open(const VaultPlace& place, const Secret& vault_key) {
    if (vault_key.size() != kKeyBytes) return Error(ErrorCode::kInvalid, "a vault key has 32 bytes");
    std::error_code error;
    if (std::filesystem::create_directories(place.directory, error))
        std::filesystem::permissions(place.directory, std::filesystem::perms::owner_all, error);
    if (error) return Error(ErrorCode::kIo, "make the folder of vaults: " + error.message());
    auto connection = TRY(open_file(place.file(), place, vault_key));
    TRY(database::migrate(*connection, kVaultApplicationId, kMigrations));
    auto box = TRY(crypto::BoxKey::from_seed(crypto::derive_key(vault_key, crypto::kLabelBox)));
    Secret command_key = crypto::derive_key(vault_key, crypto::kLabelCommand);
    std::unique_ptr<Vault> vault(new Vault(place, std::move(connection), std::move(box), std::move(command_key)));
    return vault;
}

Result<std::unique_ptr<Vault>> Vault::open_or_recover(const VaultPlace& place, const Secret& vault_key, Timestamp now,
                                                      Recovery& recovery) {
    recovery = Recovery{};
    auto vault = open(place, vault_key);
    if (vault.ok() || vault.error().code != ErrorCode::kCorrupt) return vault;
    return recover(place, vault_key, now, recovery);
}

Result<std::unique_ptr<Vault>> Vault::recover(const VaultPlace& place, const Secret& vault_key, Timestamp now,
                                              Recovery& recovery) {
    recovery = Recovery{};
    recovery.rebuilt = true;
    const auto old_file = TRY(set_aside(place.file(), now));
    auto vault = TRY(open(place, vault_key));
    const OpenDamaged old = [&] { return open_file(old_file, place, vault_key); };
    recovery.drafts_salvaged = salvage_table(old, vault->connection(), "draft", kDraftColumns);
    recovery.intents_salvaged = salvage_table(old, vault->connection(), "intent", kIntentColumns);
    TRY(show_salvaged(*vault));
    return vault;
}

Status Vault::destroy(const std::filesystem::path& file) { return shred(file); }

Result<bool> Vault::write_one(const wire::Record* record, const std::string& id, bool by_snapshot) {
    VaultWriter writer(*this);
    auto transaction = TRY(database::Transaction::begin(*connection_));
    const bool changed = record != nullptr ? TRY(writer.apply(*record, by_snapshot)) : TRY(writer.remove(id));
    TRY(writer.finish());
    TRY(transaction.commit());
    writer.raise_stamps();
    return changed;
}

Result<bool> Vault::apply(const wire::Record& record, bool by_snapshot) { return write_one(&record, {}, by_snapshot); }
Result<bool> Vault::remove(const std::string& id) { return write_one(nullptr, id, false); }

Result<Vault::Absorbed> Vault::absorb(DeviceStore& device, const wire::TrustedKeys& keys, int limit) {
    Absorbed out;
    const auto waiting = TRY(device.envelopes(place_.resident, limit));
    wire::Scope scope;
    scope.set_kind(wire::RESIDENT);
    scope.set_id(place_.resident.raw());

    VaultWriter writer(*this);
    auto transaction = TRY(database::Transaction::begin(*connection_));
    auto take_in = [&](const EnvelopeRow& row) -> Status {
        if (row.removed) {
            TRY(writer.remove(row.id));
            return {};
        }
        const auto item = TRY(wire::open_envelope(as_bytes(row.content), box_));
        const auto record = TRY(wire::open_item(item, keys));
        TRY(wire::check_place(record, place_.facility, scope, row.id));
        TRY(writer.apply(record, row.by_snapshot));
        return {};
    };
    for (const EnvelopeRow& row : waiting) {
        auto savepoint = TRY(database::Savepoint::begin(*connection_));
        Status status = take_in(row);
        if (status.ok()) {
            TRY(savepoint.release());
            ++out.applied;
            continue;
        }
        // A broken disk ends the whole; a broken envelope is dropped, and what was held stays.
        const ErrorCode code = status.error().code;
        if (code == ErrorCode::kIo || code == ErrorCode::kCorrupt || code == ErrorCode::kUnavailable)
            return status.take_error();
        TRY(savepoint.rollback());
        ++out.refused;
    }
    out.more = static_cast<int>(waiting.size()) == limit;
    const auto members = out.more ? std::nullopt : TRY(device.pending_prune(place_.resident));
    if (members) TRY(writer.prune_to(*members));
    TRY(writer.finish());
    TRY(transaction.commit());
    writer.raise_stamps();

    // Only now: opening an envelope twice is harmless, losing one is not.
    TRY(device.forget_envelopes(place_.resident, waiting));
    if (members) TRY(device.finish_prune(place_.resident));
    out.seen = writer.settled();
    TRY(device.outbox().mark_seen(out.seen));
    TRY(take_over_outcomes(device));
    return out;
}

Status Vault::take_over_outcomes(DeviceStore& device) {
    std::vector<CommandId> told;
    const auto untold = TRY(device.outbox().untold_outcomes(place_.resident));
    for (const OutboxEntry& entry : untold) {
        TRY(note_outcome(entry.outcome));
        told.push_back(entry.id);
    }
    return device.outbox().mark_told(told);
}

}  // namespace dayroom::store
