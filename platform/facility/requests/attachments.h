// Documents that staff attach to what they say about a request: a PDF that stays at the hub for the record, and
// pictures of its pages with their words, which are all that a terminal gets. Put in first, looked at, and sent with
// the step that it belongs to; until then nobody but staff at that desk sees it, and after a day it is gone.
//
// Writes: the writer thread.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "platform/crypto/hash.h"
#include "platform/facility/feed/work.h"
#include "platform/wire/limits.h"

namespace dayroom::facility {

inline constexpr int kMaxAttachmentsOfRequest = 12;  // with those not sent yet
inline constexpr Milliseconds kAttachmentWaits = std::chrono::hours(24);

struct StoredAttachment {
    AttachmentId id;
    RequestId request;
    int step = 0;  // request_step.position; 0: not sent yet
    std::optional<ThingId> by;
    Timestamp added;
    crypto::Digest sha256{};  // of the file
    std::int64_t bytes = 0;
    wire::Attachment body;
};

class Attachments {
public:
    /// Not sent yet. All its blobs are in the table of blobs. kConflict "already_decided": the request is closed;
    /// kTooLarge "too_many_attachments".
    static Status add(Work& work, const StoredAttachment& attachment);
    /// What was not sent: kConflict "attachment_sent"; kNotFound. Its blobs that nothing else names are destroyed with
    /// the keys in their rows.
    static Status remove(Work& work, const RequestId& request, const AttachmentId& id);
    /// They belong to this step, in this order. kNotFound "attachment_gone": not of this request, or sent before;
    /// kTooLarge: more than wire::kMaxAttachmentsInStep.
    static Status send(Work& work, const RequestId& request, int step, const std::vector<AttachmentId>& ids);
    /// Removes at most `limit` that waited longer than kAttachmentWaits.
    static Status expire(Work& work, int limit);

    // ---- reads, on any connection
    /// Of a request, by step and place; those not sent first.
    static Result<std::vector<StoredAttachment>> of_request(database::Connection& connection, const RequestId& request);
    static Result<std::optional<StoredAttachment>> find(database::Connection& connection, const RequestId& request,
                                                        const AttachmentId& id);
    /// Whether a terminal of this unit may fetch it: a page, or its words, that somebody there was sent.
    static Result<bool> may_fetch(database::Connection& connection, const crypto::Digest& sha256, const UnitId& unit);
};

}  // namespace dayroom::facility
