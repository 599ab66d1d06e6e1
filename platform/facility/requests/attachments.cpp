#include "platform/facility/requests/attachments.h"

#include <algorithm>

#include "platform/facility/requests/requests.h"

namespace dayroom::facility {
namespace {

constexpr const char* kAttachmentColumns =
    "SELECT id, request, step, by_id, added_ms, sha256, bytes, body FROM attachment ";

Result<StoredAttachment> read_attachment(const database::Row& row) {
    StoredAttachment out;
    out.id = row.id<AttachmentId>(0);
    out.request = row.id<RequestId>(1);
    out.step = row.small(2);
    out.by = row.optional_id<ThingId>(3);
    out.added = row.time(4);
    out.sha256 = row.array<crypto::kDigestBytes>(5);
    out.bytes = row.integer(6);
    const ByteView body = row.bytes(7);
    if (!out.body.ParseFromArray(body.data(), static_cast<int>(body.size())))
        return Error(ErrorCode::kCorrupt, "a stored attachment cannot be read");
    return out;
}

crypto::Digest digest_in(std::string_view bytes) {
    crypto::Digest digest{};
    std::copy_n(bytes.begin(), std::min(bytes.size(), digest.size()), digest.begin());
    return digest;
}

Status name_blob(Work& work, const AttachmentId& id, const crypto::Digest& sha256, bool is_file) {
    // A page may be there twice.
    return work.db().run(
        "INSERT INTO attachment_blob (sha256, attachment, is_file) VALUES ($1, $2, $3) "
        "ON CONFLICT (sha256, attachment) DO NOTHING",
        sha256, id, is_file);
}

/// Pictures from outside are never the same as these: they are of another kind of file.
Status take_out(Work& work, const AttachmentId& id) {
    std::vector<crypto::Digest> alone;
    TRY(work.db().each(
        "SELECT b.sha256 FROM attachment_blob b WHERE b.attachment = $1 AND NOT EXISTS (SELECT 1 FROM attachment_blob "
        "o "
        "WHERE o.sha256 = b.sha256 AND o.attachment <> $1)",
        [&](const database::Row& row) { alone.push_back(row.array<crypto::kDigestBytes>(0)); }, id));
    TRY(work.db().run("DELETE FROM attachment_blob WHERE attachment = $1", id));
    TRY(work.db().run("DELETE FROM attachment WHERE id = $1", id));
    for (const crypto::Digest& sha256 : alone) TRY(work.db().run("DELETE FROM blob WHERE sha256 = $1", sha256));
    return {};
}

}  // namespace

Status Attachments::add(Work& work, const StoredAttachment& attachment) {
    const auto open =
        TRY(work.db().number("SELECT count(*) FROM request WHERE id = $1 AND state IN (1, 2, 6)", attachment.request));
    if (open == 0) return Error(ErrorCode::kConflict, "This request is closed.", "already_decided");
    const auto there = TRY(work.db().number("SELECT count(*) FROM attachment WHERE request = $1", attachment.request));
    if (there >= kMaxAttachmentsOfRequest)
        return Error(ErrorCode::kTooLarge, "A request holds at most 12 documents.", "too_many_attachments");
    const std::string body = attachment.body.SerializeAsString();
    TRY(
        work.db().run("INSERT INTO attachment (id, request, by_id, added_ms, sha256, bytes, body) "
                      "VALUES ($1, $2, $3, $4, $5, $6, $7)",
                      attachment.id, attachment.request, attachment.by, attachment.added, attachment.sha256,
                      attachment.bytes, database::blob(body)));
    TRY(name_blob(work, attachment.id, attachment.sha256, true));
    for (const wire::Attachment::Page& page : attachment.body.pages()) {
        for (const wire::Photo& strip : page.strips())
            TRY(name_blob(work, attachment.id, digest_in(strip.sha256()), false));
        if (!page.text_sha256().empty()) TRY(name_blob(work, attachment.id, digest_in(page.text_sha256()), false));
    }
    return work.audit(record::Event::kRequestUpdated, attachment.request, "attachment_added");
}

Status Attachments::remove(Work& work, const RequestId& request, const AttachmentId& id) {
    const auto found = TRY(find(work.db(), request, id));
    if (!found) return Error(ErrorCode::kNotFound, "There is no such document.");
    if (found->step != 0) return Error(ErrorCode::kConflict, "This document was sent.", "attachment_sent");
    TRY(take_out(work, id));
    return work.audit(record::Event::kRequestUpdated, request, "attachment_removed");
}

Status Attachments::send(Work& work, const RequestId& request, int step, const std::vector<AttachmentId>& ids) {
    if (ids.size() > static_cast<std::size_t>(wire::kMaxAttachmentsInStep))
        return Error(ErrorCode::kTooLarge, "At most 3 documents go with one answer.", "too_many_attachments");
    int place = 0;
    for (const AttachmentId& id : ids) {
        TRY(work.db().run("UPDATE attachment SET step = $3, place = $4 WHERE id = $1 AND request = $2 AND step = 0", id,
                          request, step, ++place));
        if (work.db().changes() != 1)
            return Error(ErrorCode::kNotFound, "This document is gone: attach it again.", "attachment_gone");
    }
    return {};
}

Status Attachments::expire(Work& work, int limit) {
    std::vector<AttachmentId> due;
    TRY(work.db().each(
        "SELECT id FROM attachment WHERE step = 0 AND added_ms < $1 ORDER BY added_ms LIMIT $2",
        [&](const database::Row& row) { due.push_back(row.id<AttachmentId>(0)); }, work.now() - kAttachmentWaits,
        limit));
    for (const AttachmentId& id : due) TRY(take_out(work, id));
    return {};
}

Result<std::vector<StoredAttachment>> Attachments::of_request(database::Connection& connection,
                                                              const RequestId& request) {
    std::vector<StoredAttachment> all;
    TRY(connection.each(
        std::string(kAttachmentColumns) + "WHERE request = $1 ORDER BY step, place, added_ms, id",
        [&](const database::Row& row) -> Status {
            all.push_back(TRY(read_attachment(row)));
            return {};
        },
        request));
    return all;
}

Result<std::optional<StoredAttachment>> Attachments::find(database::Connection& connection, const RequestId& request,
                                                          const AttachmentId& id) {
    std::optional<StoredAttachment> found;
    TRY(connection.each(
        std::string(kAttachmentColumns) + "WHERE id = $1 AND request = $2",
        [&](const database::Row& row) -> Status {
            found = TRY(read_attachment(row));
            return {};
        },
        id, request));
    return found;
}

Result<bool> Attachments::may_fetch(database::Connection& connection, const crypto::Digest& sha256,
                                    const UnitId& unit) {
    return TRY(connection.number("SELECT count(*) FROM attachment_blob b JOIN attachment a ON a.id = b.attachment "
                                 "JOIN request q ON q.id = a.request JOIN resident r ON r.id = q.resident "
                                 "WHERE b.sha256 = $1 AND b.is_file = 0 AND a.step > 0 AND r.unit = $2 AND r.state = 1",
                                 sha256, unit)) > 0;
}

}  // namespace dayroom::facility
