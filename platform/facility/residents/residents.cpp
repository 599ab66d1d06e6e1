#include "platform/facility/residents/residents.h"

#include "platform/base/utf8.h"
#include "platform/crypto/hash.h"
#include "platform/crypto/labels.h"
#include "platform/facility/commissary/orders.h"
#include "platform/facility/commissary/standings.h"
#include "platform/facility/messages/drafts.h"
#include "platform/facility/visits/visits.h"
#include "platform/record/event.h"
#include "platform/wire/limits.h"

namespace dayroom::facility {
namespace {

constexpr std::string_view kColumns =
    "SELECT id, number, given_name, family_name, unit, state, language, pin_hash IS NOT NULL, pin_must_change, "
    "pin_locked_until_ms, last_sign_in_ms, last_sign_in_place FROM resident ";

StoredResident read_row(const database::Row& row) {
    StoredResident found;
    found.id = row.id<ResidentId>(0);
    found.number = row.string(1);
    found.given_name = row.string(2);
    found.family_name = row.string(3);
    found.unit = row.id<UnitId>(4);
    found.here = row.integer(5) == 1;
    found.language = row.string(6);
    found.has_pin = row.flag(7);
    found.must_change_pin = row.flag(8);
    found.locked_until = row.time(9);
    found.last_sign_in = row.time(10);
    found.last_sign_in_place = row.string(11);
    return found;
}

bool is_number(std::string_view number) {
    const bool allowed = std::all_of(number.begin(), number.end(), [](unsigned char c) {
        return (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') || c == '-';
    });
    return allowed && !number.empty() && number.size() <= wire::kMaxResidentNumberCharacters;
}

Status check_name(std::string_view name, const char* what) {
    if (!utf8::is_valid(name) || name.empty()) return Error(ErrorCode::kInvalid, std::string(what) + " must be text");
    if (utf8::length(name) > wire::kMaxNameCharacters) {
        return Error(ErrorCode::kTooLarge, std::string(what) + " has more than 120 characters");
    }
    return {};
}

Result<UnitId> unit_of(Work& work, const ResidentId& id) {
    const auto unit = TRY(work.db().first(
        "SELECT unit FROM resident WHERE id = $1 AND state = 1",
        [](const database::Row& row) { return row.id<UnitId>(0); }, id));
    if (!unit) return Error(ErrorCode::kNotFound, "no such resident is here");
    return *unit;
}

Status check_unit(Work& work, const UnitId& unit) {
    if (TRY(work.db().number("SELECT COUNT(*) FROM housing_unit WHERE id = $1", unit)) == 1) return {};
    return Error(ErrorCode::kNotFound, "no such housing unit");
}

}  // namespace

Result<crypto::BoxPublic> vault_public_key(const Secret& vault_key) {
    const crypto::BoxKey pair = TRY(crypto::BoxKey::from_seed(crypto::derive_key(vault_key, crypto::kLabelBox)));
    return pair.public_key();
}

Result<std::string> hash_pin(ByteView pin, const crypto::ArgonCost& cost) { return crypto::hash_password(pin, cost); }

Status Residents::add(Work& work, const ResidentId& id, const NewResident& resident) {
    if (!is_number(resident.number)) {
        return Error(ErrorCode::kInvalid, "a resident number has 1 to 24 letters, digits or dashes");
    }
    TRY(check_name(resident.given_name, "given_name"));
    TRY(check_name(resident.family_name, "family_name"));
    TRY(check_unit(work, resident.unit));
    const Secret vault_key = Secret::random(kKeyBytes, *work.context().random);
    const crypto::BoxPublic vault_public = TRY(vault_public_key(vault_key));
    Status inserted = work.db().run(
        "INSERT INTO resident (id, number, given_name, family_name, unit, language, vault_key, vault_public_key, "
        "made_ms) "
        "VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)",
        id, resident.number, resident.given_name, resident.family_name, resident.unit, resident.language,
        vault_key.bytes(), vault_public.bytes(), work.now());
    if (!inserted.ok()) {
        if (!database::violation(inserted.error())) return inserted;
        return Error(ErrorCode::kConflict, "a resident with this number or id exists");
    }
    TRY(ledger_.open_accounts(work, id));
    work.touch(Scope::resident(id), RecordKind::kProfile, id);
    work.touch(Scope::unit(resident.unit), RecordKind::kRoster, id);
    return work.audit(record::Event::kResidentAdded, id);
}

Status Residents::move(Work& work, const ResidentId& id, const UnitId& unit) {
    const UnitId before = TRY(unit_of(work, id));
    TRY(check_unit(work, unit));
    if (before == unit) return {};
    TRY(work.db().run("UPDATE resident SET unit = $2 WHERE id = $1", id, unit));
    // What waits for a reviewer is found under the unit, too.
    TRY(work.db().run("UPDATE review_item SET unit = $2, lists = 0 WHERE resident = $1", id, unit));
    work.touch(Scope::unit(before), RecordKind::kRoster, id, true);
    work.touch(Scope::unit(unit), RecordKind::kRoster, id);
    work.touch(Scope::resident(id), RecordKind::kProfile, id);
    Standings::touch(work, id);  // another unit has other order windows
    return work.audit(record::Event::kResidentMoved, id);
}

Status Residents::release(Work& work, const ResidentId& id) {
    const UnitId before = TRY(unit_of(work, id));
    TRY(work.db().run("UPDATE resident SET state = 2, pin_hash = NULL WHERE id = $1", id));
    TRY(work.db().run("UPDATE session SET ended_ms = $2 WHERE resident = $1 AND ended_ms = 0", id, work.now()));
    TRY(Drafts::forget_all(work, id));
    TRY(Orders(ledger_).resident_left(work, id));
    TRY(Visits(ledger_).resident_left(work, id));
    work.touch(Scope::unit(before), RecordKind::kRoster, id, true);
    return work.audit(record::Event::kResidentReleased, id);
}

Status Residents::come_back(Work& work, const ResidentId& id, const UnitId& unit) {
    TRY(check_unit(work, unit));
    TRY(work.db().run(
        "UPDATE resident SET state = 1, unit = $2, pin_hash = NULL, pin_must_change = 1, pin_failures = 0, "
        "pin_locks = 0, pin_locked_until_ms = 0 WHERE id = $1 AND state = 2",
        id, unit));
    if (work.db().changes() != 1) {
        if (TRY(find(work.db(), id))) return Error(ErrorCode::kConflict, "this resident is here already", "is_here");
        return Error(ErrorCode::kNotFound, "no such resident");
    }
    TRY(work.db().run("UPDATE review_item SET unit = $2, lists = 0 WHERE resident = $1", id, unit));
    work.touch(Scope::unit(unit), RecordKind::kRoster, id);
    work.touch(Scope::resident(id), RecordKind::kProfile, id);
    Standings::touch(work, id);
    return work.audit(record::Event::kResidentReturned, id);
}

Status Residents::set_pin(Work& work, const ResidentId& id, const std::string& hash, bool must_change) {
    TRY(unit_of(work, id));
    TRY(
        work.db().run("UPDATE resident SET pin_hash = $2, pin_must_change = $3, pin_failures = 0, pin_locks = 0, "
                      "pin_locked_until_ms = 0 "
                      "WHERE id = $1",
                      id, hash, must_change));
    return work.audit(must_change ? record::Event::kPinReset : record::Event::kPinChanged, id);
}

Result<std::optional<StoredResident>> Residents::find(database::Connection& connection, const ResidentId& id) {
    return connection.first(std::string(kColumns) + "WHERE id = $1", &read_row, id);
}

Result<std::optional<StoredResident>> Residents::find_by_number(database::Connection& connection,
                                                                std::string_view number) {
    return connection.first(std::string(kColumns) + "WHERE number = $1", &read_row, number);
}

Result<std::vector<StoredResident>> Residents::list(database::Connection& connection, const ResidentFilter& filter) {
    std::vector<StoredResident> found;
    // A range instead of LIKE: what was typed is never a pattern.
    const std::string after = filter.search + "\xF4\x8F\xBF\xBF";
    const std::optional<UnitId> unit = filter.unit;
    TRY(connection.each(
        std::string(kColumns) +
            "WHERE ($1 IS NULL OR unit = $1) AND (state = 1 OR $2 = 1) AND ($3 = '' OR (number >= $3 AND number < $4) "
            "OR (given_name >= $3 AND given_name < $4) OR (family_name >= $3 AND family_name < $4)) "
            "ORDER BY family_name, given_name, number LIMIT $5 OFFSET $6",
        [&](const database::Row& row) { found.push_back(read_row(row)); }, unit, filter.with_released, filter.search,
        after, std::clamp(filter.limit, 1, kResidentPage), std::max(filter.offset, 0)));
    return found;
}

}  // namespace dayroom::facility
