#include "platform/facility/requests/forms.h"

#include "platform/wire/limits.h"

namespace dayroom::facility {
namespace {

constexpr const char* kFormColumns = "SELECT id, body, active FROM form ";

Result<StoredForm> read_form(const database::Row& row) {
    StoredForm out;
    out.id = row.id<FormId>(0);
    const ByteView body = row.bytes(1);
    if (!out.form.ParseFromArray(body.data(), static_cast<int>(body.size()))) {
        return Error(ErrorCode::kCorrupt, "a stored form cannot be read");
    }
    out.active = row.flag(2);
    return out;
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

}  // namespace

Status Forms::put(Work& work, const FormId& id, wire::Form form) {
    if (form.code().empty() || form.code().size() > wire::kMaxCodeCharacters || form.name_size() == 0 ||
        form.fields_size() > kMaxFormFields) {
        return Error(ErrorCode::kInvalid, "a form has a code, a name and at most 40 fields");
    }
    if (form.fee_when() != wire::Form::FEE_NONE && form.price_code().empty()) {
        return Error(ErrorCode::kInvalid, "a form with a fee names its price");
    }
    const auto before = TRY(find(work.db(), id));
    form.set_revision(before ? before->form.revision() + 1 : 1);
    const std::string body = form.SerializeAsString();
    Status stored = work.db().run(
        "INSERT INTO form (id, code, revision, active, body) VALUES ($1, $2, $3, 1, $4) ON CONFLICT (id) DO UPDATE SET "
        "code = excluded.code, revision = excluded.revision, active = 1, body = excluded.body",
        id, form.code(), form.revision(), database::blob(body));
    if (!stored.ok()) {
        if (!database::violation(stored.error())) return stored;
        return Error(ErrorCode::kConflict, "another form has this code");
    }
    wire::Record record;
    *record.mutable_form() = std::move(form);
    TRY(work.release(Scope::facility(work.facility()), RecordKind::kForm, thing(id), std::move(record)));
    return work.audit(record::Event::kPolicyChanged, id, "form");
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

Result<std::vector<StoredForm>> Forms::list(database::Connection& connection) {
    std::vector<StoredForm> all;
    TRY(connection.each(std::string(kFormColumns) + "WHERE active = 1 ORDER BY code",
                        [&](const database::Row& row) -> Status {
                            all.push_back(TRY(read_form(row)));
                            return {};
                        }));
    return all;
}

}  // namespace dayroom::facility
