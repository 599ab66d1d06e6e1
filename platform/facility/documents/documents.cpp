#include "platform/facility/documents/documents.h"

#include <algorithm>

#include "platform/wire/document_limits.h"

namespace dayroom::facility {
namespace {

constexpr const char* kDocumentColumns = "SELECT id, body, active, from_ms, by_role FROM document ";

Result<wire::Document> read_document(ByteView body) {
    wire::Document document;
    if (!document.ParseFromArray(body.data(), static_cast<int>(body.size())))
        return Error(ErrorCode::kCorrupt, "a stored document cannot be read");
    return document;
}

template <typename... Values>
Result<std::vector<StoredDocument>> select_documents(database::Connection& connection, const char* where,
                                                     const Values&... values) {
    std::vector<StoredDocument> all;
    TRY(connection.each(
        std::string(kDocumentColumns) + where,
        [&](const database::Row& row) -> Status {
            all.push_back(
                {row.id<DocumentId>(0), TRY(read_document(row.bytes(1))), row.flag(2), row.time(3), row.string(4)});
            return {};
        },
        values...));
    return all;
}

template <typename... Values>
Result<std::optional<StoredDocument>> find_document(database::Connection& connection, const char* where,
                                                    const Values&... values) {
    auto found = TRY(select_documents(connection, where, values...));
    if (found.empty()) return std::optional<StoredDocument>();
    return std::optional(std::move(found.front()));
}

bool says_the_same(wire::Document left, wire::Document right) {
    for (wire::Document* each : {&left, &right}) {
        each->clear_revision();
        each->clear_in_force_ms();
    }
    return left.SerializeAsString() == right.SerializeAsString();
}

}  // namespace

Result<StoredDocument> Documents::put(Work& work, wire::Document document) {
    auto before =
        TRY(find_document(work.db(), "WHERE code = $1 AND language = $2", document.code(), document.language()));
    if (before && before->active && says_the_same(before->document, document)) return std::move(*before);
    if (before) {
        TRY(
            work.db().run("INSERT INTO document_version (document, revision, from_ms, until_ms, by_role, by_id, body) "
                          "SELECT id, revision, from_ms, $2, by_role, by_id, body FROM document WHERE id = $1",
                          before->id, work.now()));
    }
    const DocumentId id = before ? before->id : work.make_id<DocumentId>();
    document.set_revision(before ? before->document.revision() + 1 : 1);
    document.set_in_force_ms(work.now().ms());
    std::optional<ThingId> by;
    if (!work.actor().id.is_nil()) by = work.actor().id;
    TRY(work.db().run(
        "INSERT INTO document (id, code, language, revision, active, position, from_ms, by_role, by_id, body) "
        "VALUES ($1, $2, $3, $4, 1, $5, $6, $7, $8, $9) ON CONFLICT (id) DO UPDATE SET revision = excluded.revision, "
        "active = 1, position = excluded.position, from_ms = excluded.from_ms, by_role = excluded.by_role, "
        "by_id = excluded.by_id, body = excluded.body",
        id, document.code(), document.language(), document.revision(), document.position(), work.now(),
        work.actor().role, by, database::blob(document.SerializeAsString())));
    if (TRY(work.db().number("SELECT count(*) FROM document WHERE active = 1")) > wire::kMaxDocuments)
        return Error(ErrorCode::kTooLarge, "more than 100 documents in force");
    wire::Record record;
    *record.mutable_document() = document;
    TRY(work.release(Scope::facility(work.facility()), RecordKind::kDocument, thing(id), std::move(record)));
    TRY(work.audit(record::Event::kPolicyChanged, id, "document"));
    return StoredDocument{id, std::move(document), true, work.now(), work.actor().role};
}

Status Documents::withdraw(Work& work, const DocumentId& id) {
    TRY(work.db().run("UPDATE document SET active = 0 WHERE id = $1 AND active = 1", id));
    if (work.db().changes() != 1) return Error(ErrorCode::kNotFound, "no such document in force");
    TRY(work.withdraw(Scope::facility(work.facility()), RecordKind::kDocument, thing(id)));
    return work.audit(record::Event::kPolicyChanged, id, "document_withdrawn");
}

Result<std::vector<StoredDocument>> Documents::list(database::Connection& connection, bool withdrawn) {
    return select_documents(connection, "WHERE active = 1 OR $1 = 1 ORDER BY position, code, language", withdrawn);
}

Result<std::optional<StoredDocument>> Documents::find(database::Connection& connection, const DocumentId& id) {
    return find_document(connection, "WHERE id = $1", id);
}

Result<std::vector<DocumentVersion>> Documents::versions(database::Connection& connection, const DocumentId& id) {
    std::vector<DocumentVersion> all;
    TRY(connection.each(
        "SELECT revision, body, from_ms, until_ms, by_role FROM "
        "(SELECT id AS document, revision, body, from_ms, 0 AS until_ms, by_role FROM document WHERE id = $1 UNION ALL "
        "SELECT document, revision, body, from_ms, until_ms, by_role FROM document_version WHERE document = $1) AS v "
        "ORDER BY revision DESC",
        [&](const database::Row& row) -> Status {
            all.push_back({TRY(read_document(row.bytes(1))), row.time(2), row.time(3), row.string(4)});
            return {};
        },
        id));
    return all;
}

}  // namespace dayroom::facility
