#include "platform/facility/requests/forms.h"

#include "platform/wire/forms.h"

namespace dayroom::facility {
namespace {

constexpr const char* kFormColumns = "SELECT id, body, active FROM form ";
constexpr const char* kVersionColumns =
    "SELECT revision, body, from_ms, until_ms, by_role, by_id FROM "
    "(SELECT id AS form, revision, body, from_ms, 0 AS until_ms, by_role, by_id FROM form WHERE id = $1 UNION ALL "
    "SELECT form, revision, body, from_ms, until_ms, by_role, by_id FROM form_version WHERE form = $1) AS version ";

Result<wire::Form> read_body(ByteView body) {
    wire::Form form;
    if (!form.ParseFromArray(body.data(), static_cast<int>(body.size()))) {
        return Error(ErrorCode::kCorrupt, "a stored form cannot be read");
    }
    return form;
}

Result<StoredForm> read_form(const database::Row& row) {
    return StoredForm{row.id<FormId>(0), TRY(read_body(row.bytes(1))), row.flag(2)};
}

Result<FormVersion> read_version(const database::Row& row) {
    FormVersion version;
    version.form = TRY(read_body(row.bytes(1)));
    version.from = row.time(2);
    version.until = row.time(3);
    version.by_role = row.string(4);
    version.by = row.optional_id<ThingId>(5);
    return version;
}

template <typename... Values>
Result<std::optional<StoredForm>> find_one(database::Connection& connection, const char* where,
                                           const Values&... values) {
    std::optional<StoredForm> found;
    TRY(connection.each(
        std::string(kFormColumns) + where,
        [&](const database::Row& row) -> Status {
            found = TRY(read_form(row));
            return {};
        },
        values...));
    return found;
}

bool same_definition(wire::Form a, wire::Form b) {
    a.clear_revision();
    b.clear_revision();
    return a.SerializeAsString() == b.SerializeAsString();
}

Status keep_version(Work& work, const FormId& id) {
    return work.db().run(
        "INSERT INTO form_version (form, revision, from_ms, until_ms, by_role, by_id, body) "
        "SELECT id, revision, from_ms, $2, by_role, by_id, body FROM form WHERE id = $1",
        id, work.now());
}

Status store(Work& work, const FormId& id, const wire::Form& form) {
    const std::string body = form.SerializeAsString();
    if (body.size() > kMaxFormBytes) return Error(ErrorCode::kTooLarge, "the form: is larger than 200 KiB");
    std::optional<ThingId> by;
    if (!work.actor().id.is_nil()) by = work.actor().id;
    Status stored = work.db().run(
        "INSERT INTO form (id, code, revision, active, from_ms, by_role, by_id, body) VALUES ($1, $2, $3, 1, $4, $5, "
        "$6, $7) ON CONFLICT (id) DO UPDATE SET code = excluded.code, revision = excluded.revision, active = 1, "
        "from_ms = excluded.from_ms, by_role = excluded.by_role, by_id = excluded.by_id, body = excluded.body",
        id, form.code(), form.revision(), work.now(), work.actor().role, by, database::blob(body));
    if (stored.ok() || !database::violation(stored.error())) return stored;
    return Error(ErrorCode::kConflict, "code: another form has it");
}

}  // namespace

Status Forms::put(Work& work, const FormId& id, wire::Form form) {
    TRY(forms::check_form(TRY(wire::form_from_wire(form))));
    const auto before = TRY(find(work.db(), id));
    if (before && before->active && same_definition(before->form, form)) return {};
    if (before) TRY(keep_version(work, id));
    form.set_revision(before ? before->form.revision() + 1 : 1);
    TRY(store(work, id, form));
    const auto used = TRY(work.db().number("SELECT count(*) FROM form WHERE active = 1"));
    if (used > static_cast<std::int64_t>(kMaxForms)) return Error(ErrorCode::kTooLarge, "more than 500 forms in use");
    wire::Record record;
    *record.mutable_form() = std::move(form);
    TRY(work.release(Scope::facility(work.facility()), RecordKind::kForm, thing(id), std::move(record)));
    return work.audit(record::Event::kPolicyChanged, id, "form");
}

Status Forms::replace(Work& work, const FormId& id, int replaces, wire::Form form) {
    const auto before = TRY(find(work.db(), id));
    if ((before ? before->form.revision() : 0) != replaces)
        return Error(ErrorCode::kConflict, "another version is in force", "changed_since");
    return put(work, id, std::move(form));
}

Status Forms::retire(Work& work, const FormId& id) {
    TRY(work.db().run("UPDATE form SET active = 0 WHERE id = $1 AND active = 1", id));
    if (work.db().changes() != 1) return Error(ErrorCode::kNotFound, "no such form in use");
    TRY(work.withdraw(Scope::facility(work.facility()), RecordKind::kForm, thing(id)));
    return work.audit(record::Event::kPolicyChanged, id, "form_retired");
}

Result<std::optional<StoredForm>> Forms::find(database::Connection& connection, const FormId& id) {
    return find_one(connection, "WHERE id = $1", id);
}

Result<std::optional<StoredForm>> Forms::find_by_code(database::Connection& connection, std::string_view code) {
    return find_one(connection, "WHERE code = $1", code);
}

Result<std::vector<StoredForm>> Forms::list(database::Connection& connection, bool retired) {
    std::vector<StoredForm> all;
    TRY(connection.each(
        std::string(kFormColumns) + "WHERE active = 1 OR $1 = 1 ORDER BY code",
        [&](const database::Row& row) -> Status {
            all.push_back(TRY(read_form(row)));
            return {};
        },
        retired));
    return all;
}

Result<std::vector<FormVersion>> Forms::versions(database::Connection& connection, const FormId& id) {
    std::vector<FormVersion> all;
    TRY(connection.each(
        std::string(kVersionColumns) + "ORDER BY revision DESC",
        [&](const database::Row& row) -> Status {
            all.push_back(TRY(read_version(row)));
            return {};
        },
        id));
    return all;
}

Result<std::optional<FormVersion>> Forms::find_version(database::Connection& connection, const FormId& id,
                                                       int revision) {
    std::optional<FormVersion> found;
    TRY(connection.each(
        std::string(kVersionColumns) + "WHERE revision = $2",
        [&](const database::Row& row) -> Status {
            found = TRY(read_version(row));
            return {};
        },
        id, revision));
    return found;
}

}  // namespace dayroom::facility
