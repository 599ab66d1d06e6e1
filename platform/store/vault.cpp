#include "platform/store/vault.h"

#include <system_error>

#include "platform/base/check.h"
#include "platform/crypto/hash.h"
#include "platform/crypto/labels.h"
#include "platform/store/envelope_opener.h"
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

bool is_store_error(ErrorCode code) {
    return code == ErrorCode::kIo || code == ErrorCode::kCorrupt || code == ErrorCode::kUnavailable ||
           code == ErrorCode::kConflict;
}

}  // namespace

Vault::Vault(VaultPlace place, std::unique_ptr<database::Connection> connection, crypto::BoxKey box,
             const Secret& vault_key)
    : place_(std::move(place)),
      connection_(std::move(connection)),
      box_(std::move(box)),
      command_key_(crypto::derive_key(vault_key, crypto::kLabelCommand)),
      draft_key_(crypto::derive_key(vault_key, crypto::kLabelDraft)) {}

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
    std::unique_ptr<Vault> vault(new Vault(place, std::move(connection), std::move(box), vault_key));
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
    // Intents show as queued things, drafts in their threads: those rows are made again.
    const auto undecided = TRY(vault->undecided_intents());
    TRY(vault->write([&](VaultWriter& writer) -> Status {
        for (const SavedIntent& intent : undecided) TRY(writer.show_queued(intent.command));
        return {};
    }));
    return vault;
}

Status Vault::destroy(const std::filesystem::path& file) { return shred(file); }

Result<bool> Vault::apply(const wire::Record& record, bool by_snapshot) {
    bool changed = false;
    TRY(write([&](VaultWriter& writer) -> Status {
        changed = TRY(writer.apply(record, by_snapshot));
        return {};
    }));
    return changed;
}

Result<bool> Vault::remove(const std::string& id) {
    bool changed = false;
    TRY(write([&](VaultWriter& writer) -> Status {
        changed = TRY(writer.remove(id));
        return {};
    }));
    return changed;
}

std::vector<Result<wire::Record>> Vault::open_rows(std::span<const EnvelopeRow> rows, const wire::TrustedKeys& keys,
                                                   crypto::BoxOpener& opener) const {
    std::vector<Result<wire::Record>> out;
    std::vector<wire::Item> items;
    std::vector<std::size_t> places;  // of the items among the rows
    for (std::size_t at = 0; at < rows.size(); ++at) {
        out.emplace_back(Error(ErrorCode::kInvalid, "nothing to open"));
        if (rows[at].removed) continue;
        auto item = wire::open_envelope(as_bytes(rows[at].content), opener);
        if (!item.ok()) {
            out[at] = item.take_error();
            continue;
        }
        items.push_back(item.take());
        places.push_back(at);
    }
    wire::Scope scope;
    scope.set_kind(wire::RESIDENT);
    scope.set_id(place_.resident.raw());
    auto records = wire::open_items(items, keys);
    for (std::size_t i = 0; i < records.size(); ++i) {
        auto& record = out[places[i]];
        record = std::move(records[i]);
        if (!record.ok()) continue;
        auto placed = wire::check_place(*record, place_.facility, scope, rows[places[i]].id);
        if (!placed.ok()) record = placed.take_error();
    }
    return out;
}

// A broken disk ends the whole; a broken envelope is dropped: it has changed nothing.
Status Vault::take_rows(VaultWriter& writer, const std::vector<EnvelopeRow>& rows, const wire::TrustedKeys& keys,
                        Absorbed& out) {
    EnvelopeOpener opener(rows, [this, &keys] {
        const auto box = std::make_shared<crypto::BoxOpener>(box_);
        return [this, &keys, box](std::span<const EnvelopeRow> few) { return open_rows(few, keys, *box); };
    });
    const auto take = [&](std::size_t at) -> Status {
        if (rows[at].removed) {
            TRY(writer.remove(rows[at].id));
        } else {
            TRY(writer.apply(TRY(opener.take(at)), rows[at].by_snapshot));
        }
        return {};
    };
    for (std::size_t at = 0; at < rows.size(); ++at) {
        const Status taken = take(at);
        if (!taken.ok() && is_store_error(taken.error().code)) return taken;
        ++(taken.ok() ? out.applied : out.refused);
    }
    return {};
}

Result<Vault::Absorbed> Vault::take_in(DeviceStore& device, const PageToStore& page, const wire::TrustedKeys& keys) {
    std::vector<EnvelopeRow> rows;
    if (page.kind == PageToStore::Kind::kChanges) {
        for (const ChangeToStore& change : page.changes)
            rows.push_back({0, change.id, change.removed, false, change.content});
        return take_in(rows, keys);
    }
    Absorbed out;
    TRY(device.pass_snapshot(page, [&](const std::vector<EnvelopeRow>& doubted) -> Status {
        out = TRY(take_in(doubted, keys));
        return {};
    }));
    return out;
}

Result<Vault::Absorbed> Vault::take_in(const std::vector<EnvelopeRow>& rows, const wire::TrustedKeys& keys) {
    Absorbed out;
    TRY(write([&](VaultWriter& writer) -> Status {
        TRY(take_rows(writer, rows, keys, out));
        out.seen = writer.settled();
        return {};
    }));
    return out;
}

Result<Vault::Absorbed> Vault::absorb(DeviceStore& device, const wire::TrustedKeys& keys, int limit) {
    Absorbed out;
    const auto waiting = TRY(device.envelopes(place_.resident, limit));
    out.more = static_cast<int>(waiting.size()) == limit;
    const auto members = out.more ? std::nullopt : TRY(device.pending_prune(place_.resident));
    TRY(write([&](VaultWriter& writer) -> Status {
        TRY(take_rows(writer, waiting, keys, out));
        if (members) TRY(writer.prune_to(*members));
        out.seen = writer.settled();
        return {};
    }));

    // Only now: opening an envelope twice is harmless, losing one is not.
    TRY(device.forget_envelopes(waiting));
    if (members) TRY(device.finish_prune(place_.resident));
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
