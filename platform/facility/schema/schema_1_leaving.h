// Version 1 of hub.db, continued: people who leave, what they are paid, and accounts that go to another facility. Types
// and constraints as in schema_1.h.
#pragma once

namespace dayroom::facility {

inline constexpr const char* kSchemaLeaving = R"sql(
CREATE TABLE leaving (                         -- one row each time that somebody leaves
    no          INTEGER PRIMARY KEY,
    resident    ${BLOB} NOT NULL REFERENCES resident(id),
    left_ms     BIGINT NOT NULL,
    left_by     ${BLOB},
    step        SMALLINT NOT NULL,             -- what is ended next: 1 transfers 2 requests 3 messages 4 nothing
    ended_ms    BIGINT NOT NULL DEFAULT 0,     -- when everything was; 0: not yet
    closed_ms   BIGINT NOT NULL DEFAULT 0,     -- when the accounts were; 0: not yet
    returned_ms BIGINT NOT NULL DEFAULT 0      -- a new booking; 0: still away
);
CREATE UNIQUE INDEX leaving_once ON leaving(resident) WHERE returned_ms = 0;
CREATE INDEX leaving_unfinished ON leaving(no) WHERE ended_ms = 0;
CREATE TABLE pay_out (
    id          ${BLOB} PRIMARY KEY,           -- of the transfer that pays it, or of the package
    leaving     BIGINT NOT NULL REFERENCES leaving(no),
    resident    ${BLOB} NOT NULL REFERENCES resident(id),
    cents       BIGINT NOT NULL CHECK (cents >= 0),
    method      SMALLINT NOT NULL CHECK (method BETWEEN 1 AND 4),      -- 1 cheque 2 card 3 cash 4 another facility
    reference   TEXT NOT NULL,
    at_ms       BIGINT NOT NULL,
    by_id       ${BLOB}
);
CREATE INDEX pay_out_of_resident ON pay_out(resident);
CREATE TABLE release_pays (                    -- debts that are paid before anything is paid out, in this order
    position    INTEGER PRIMARY KEY,
    code        TEXT NOT NULL UNIQUE           -- obligation.code
);
CREATE TABLE facility_root (                   -- other facilities whose packages are believed
    facility    ${BLOB} PRIMARY KEY,
    name        TEXT NOT NULL,
    root        ${BLOB} NOT NULL CHECK (length(root) = 32),
    pinned_ms   BIGINT NOT NULL
);
CREATE TABLE package_sent (
    id          ${BLOB} PRIMARY KEY,
    resident    ${BLOB} NOT NULL REFERENCES resident(id),
    facility    ${BLOB} NOT NULL,              -- where it goes
    at_ms       BIGINT NOT NULL,
    body        TEXT NOT NULL                  -- dayroom-transfer-1, as it was signed
);
CREATE TABLE package_taken (                   -- each once, for ever
    id          ${BLOB} PRIMARY KEY,
    facility    ${BLOB} NOT NULL,              -- where it came from
    resident    ${BLOB} NOT NULL REFERENCES resident(id),
    cents       BIGINT NOT NULL CHECK (cents >= 0),
    at_ms       BIGINT NOT NULL,
    by_id       ${BLOB}
);
)sql";

}  // namespace dayroom::facility
