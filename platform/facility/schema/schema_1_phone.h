// Version 1 of hub.db, continued: the phone account. Types and constraints as in schema_1.h.
#pragma once

namespace dayroom::facility {

inline constexpr const char* kSchemaPhone = R"sql(
CREATE TABLE phone_terms (
    one         INTEGER PRIMARY KEY CHECK (one = 1),
    body        ${BLOB} NOT NULL               -- serialised wire.PhoneTerms
);
CREATE TABLE phone_number (
    id          ${BLOB} PRIMARY KEY,
    resident    ${BLOB} NOT NULL REFERENCES resident(id),
    name        TEXT NOT NULL,
    relationship TEXT NOT NULL,
    number      TEXT NOT NULL,                 -- E.164
    state       SMALLINT NOT NULL CHECK (state BETWEEN 1 AND 4),       -- wire.PhoneNumber.State
    removal_asked SMALLINT NOT NULL DEFAULT 0,
    asked_ms    BIGINT NOT NULL,
    decided_ms  BIGINT NOT NULL DEFAULT 0,
    decided_by  ${BLOB},
    reason      TEXT NOT NULL DEFAULT '',
    not_recorded SMALLINT NOT NULL DEFAULT 0,
    listed_ms   BIGINT NOT NULL DEFAULT 0,     -- when it was approved first; 0: it never stood on the list
    CONSTRAINT removal CHECK (removal_asked = 0 OR state = 2)
);
CREATE UNIQUE INDEX phone_number_once ON phone_number(resident, number) WHERE state IN (1, 2);
CREATE INDEX phone_number_waiting ON phone_number(asked_ms) WHERE state = 1 OR removal_asked = 1;
CREATE TABLE phone_list_change (               -- what residents asked for: counts until staff refuse it, or it is taken back
    no          INTEGER PRIMARY KEY,
    resident    ${BLOB} NOT NULL REFERENCES resident(id),
    number      ${BLOB} NOT NULL REFERENCES phone_number(id),
    asked_ms    BIGINT NOT NULL,
    counts      SMALLINT NOT NULL DEFAULT 1
);
CREATE INDEX phone_list_change_of ON phone_list_change(resident, asked_ms);
CREATE TABLE phone_batch (                     -- a file of call records that was applied
    no          INTEGER PRIMARY KEY,
    id          ${BLOB} NOT NULL UNIQUE,
    name        TEXT NOT NULL,
    made_ms     BIGINT NOT NULL,
    made_by     ${BLOB},
    lines       INTEGER NOT NULL,
    booked      INTEGER NOT NULL,
    booked_before INTEGER NOT NULL,
    wrong       INTEGER NOT NULL,
    charged     BIGINT NOT NULL,
    uncovered   BIGINT NOT NULL
);
CREATE TABLE phone_call (
    no          INTEGER PRIMARY KEY,
    id          ${BLOB} NOT NULL UNIQUE,       -- of its transfer too, when it cost anything
    record      TEXT NOT NULL UNIQUE,          -- the number that the phone company gave it
    resident    ${BLOB} NOT NULL REFERENCES resident(id),
    listed      ${BLOB} REFERENCES phone_number(id),
    number      TEXT NOT NULL,
    name        TEXT NOT NULL,                 -- as it stood on the list
    began_ms    BIGINT NOT NULL,
    seconds     INTEGER NOT NULL CHECK (seconds >= 0),
    rate        TEXT NOT NULL,
    price       BIGINT NOT NULL CHECK (price >= 0),                    -- what the phone company asks
    charged     BIGINT NOT NULL CHECK (charged BETWEEN 0 AND price),   -- what the balance covered
    end_code    TEXT NOT NULL,
    not_recorded SMALLINT NOT NULL,
    batch       BIGINT NOT NULL REFERENCES phone_batch(no),
    line        INTEGER NOT NULL,
    given_back  BIGINT NOT NULL DEFAULT 0 CHECK (given_back BETWEEN 0 AND charged),
    given_back_ms BIGINT NOT NULL DEFAULT 0,
    given_back_by ${BLOB},
    given_back_reason TEXT NOT NULL DEFAULT '',
    refund      ${BLOB}                        -- transfer id of what was given back
);
CREATE INDEX phone_call_of ON phone_call(resident, began_ms);
)sql";

}  // namespace dayroom::facility
