// Version 1 of hub.db, continued: notices, who has read them, handbook and rules, schedules. See schema_1.h.
#pragma once

namespace dayroom::facility {

inline constexpr const char* kSchemaNotices = R"sql(
CREATE TABLE notice (
    id          ${BLOB} PRIMARY KEY,
    scope_kind  SMALLINT NOT NULL CHECK (scope_kind IN (1, 2, 4)),
    scope_id    ${BLOB} NOT NULL,
    body        ${BLOB} NOT NULL,                 -- serialised wire.Notice
    valid_from_ms BIGINT NOT NULL,
    valid_to_ms BIGINT NOT NULL,
    keep_until_ms BIGINT NOT NULL,                -- from valid_to_ms until then terminals still show it, as one that is over
    state       SMALLINT NOT NULL CHECK (state IN (1, 2, 3, 4))        -- 1 waits, 2 in force, 3 over, 4 gone from terminals
);
CREATE INDEX notice_waiting ON notice(state, valid_to_ms) WHERE state < 3;
CREATE INDEX notice_over ON notice(keep_until_ms) WHERE state = 3;
-- Handbook and rules, one row a code and language.
CREATE TABLE document (
    id          ${BLOB} PRIMARY KEY,
    code        TEXT NOT NULL,
    language    TEXT NOT NULL,
    revision    INTEGER NOT NULL,
    active      SMALLINT NOT NULL,                -- 0: withdrawn
    position    INTEGER NOT NULL,
    from_ms     BIGINT NOT NULL,                  -- since when this revision is in force, and who put it
    by_role     TEXT NOT NULL,
    by_id       ${BLOB},
    body        ${BLOB} NOT NULL,                 -- serialised wire.Document
    UNIQUE (code, language)
);
CREATE TABLE document_version (                -- those that were in force before
    document    ${BLOB} NOT NULL REFERENCES document(id),
    revision    INTEGER NOT NULL,
    from_ms     BIGINT NOT NULL,
    until_ms    BIGINT NOT NULL,
    by_role     TEXT NOT NULL,
    by_id       ${BLOB},
    body        ${BLOB} NOT NULL,
    PRIMARY KEY (document, revision)
) WITHOUT ROWID;
-- A resident has said that they read it. at_ms: by the clock of the terminal; taken_ms: when the hub had it.
CREATE TABLE notice_receipt (
    notice      ${BLOB} NOT NULL REFERENCES notice(id),
    resident    ${BLOB} NOT NULL REFERENCES resident(id),
    id          ${BLOB} NOT NULL UNIQUE,          -- of the command
    at_ms       BIGINT NOT NULL,
    taken_ms    BIGINT NOT NULL,
    PRIMARY KEY (notice, resident)
);
-- The week of a unit, and dates on which it is different.
CREATE TABLE unit_schedule (
    unit        ${BLOB} PRIMARY KEY REFERENCES housing_unit(id),
    revision    INTEGER NOT NULL,
    changed_ms  BIGINT NOT NULL,
    by_role     TEXT NOT NULL,
    body        ${BLOB} NOT NULL                  -- serialised wire.Schedule
);
-- What one resident has to go to.
CREATE TABLE appointment (
    id          ${BLOB} PRIMARY KEY,
    resident    ${BLOB} NOT NULL REFERENCES resident(id),
    from_ms     BIGINT NOT NULL,
    over_ms     BIGINT NOT NULL,
    state       SMALLINT NOT NULL CHECK (state IN (1, 2)),             -- 1 on the terminals, 2 gone from them
    by_role     TEXT NOT NULL,
    body        ${BLOB} NOT NULL                  -- serialised wire.Appointment
);
CREATE INDEX appointment_over ON appointment(over_ms) WHERE state = 1;
CREATE INDEX appointment_of_resident ON appointment(resident, state);
CREATE INDEX appointment_when ON appointment(from_ms);
)sql";

}  // namespace dayroom::facility
