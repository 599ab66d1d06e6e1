// Version 1 of hub.db, continued: documents that staff attach to what they say about a request. Types and constraints
// as in schema_1.h.
#pragma once

namespace dayroom::facility {

inline constexpr const char* kSchemaAttachments = R"sql(
-- Documents that staff attach to what they say. What was not sent yet has step 0, and goes by itself after a day.
CREATE TABLE attachment (
    id          ${BLOB} PRIMARY KEY,
    request     ${BLOB} NOT NULL REFERENCES request(id),
    step        INTEGER NOT NULL DEFAULT 0,    -- request_step.position
    place       INTEGER NOT NULL DEFAULT 0,    -- among those of the step, from 1
    by_id       ${BLOB},
    added_ms    BIGINT NOT NULL,
    sha256      ${BLOB} NOT NULL CHECK (length(sha256) = 32),          -- of the file
    bytes       BIGINT NOT NULL CHECK (bytes > 0),
    body        ${BLOB} NOT NULL                  -- serialised wire.Attachment
);
CREATE INDEX attachment_of_request ON attachment(request, step, place);
CREATE INDEX attachment_not_sent ON attachment(added_ms) WHERE step = 0;
CREATE TABLE attachment_blob (                 -- the file, and what terminals fetch of it: its pages and their words
    sha256      ${BLOB} NOT NULL,
    attachment  ${BLOB} NOT NULL REFERENCES attachment(id),
    is_file     SMALLINT NOT NULL DEFAULT 0,
    PRIMARY KEY (sha256, attachment)
) WITHOUT ROWID;
CREATE INDEX attachment_blobs ON attachment_blob(attachment);
)sql";

}  // namespace dayroom::facility
