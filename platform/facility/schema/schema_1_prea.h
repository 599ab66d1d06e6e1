// Version 1 of hub.db, continued: PREA, and what the facility root says of
// technicians. Of PREA only what is closed, and counts. No row names a person, a terminal or a time of
// day, and none stands in the order in which it came (WITHOUT ROWID, random ids). Types and constraints as in
// schema_1.h.
#pragma once

namespace dayroom::facility {

inline constexpr const char* kSchemaPrea = R"sql(
CREATE TABLE prea_statement (
    one         INTEGER PRIMARY KEY CHECK (one = 1),
    serial      BIGINT NOT NULL,
    body        ${BLOB} NOT NULL                  -- serialised wire.PreaBody: signed by the facility root
);
CREATE TABLE technician_list (
    one         INTEGER PRIMARY KEY CHECK (one = 1),
    serial      BIGINT NOT NULL,
    body        ${BLOB} NOT NULL                  -- serialised wire.TechnicianList: signed by the facility root
);
CREATE TABLE prea_report (
    id          ${BLOB} PRIMARY KEY CHECK (length(id) = 16),
    key_id      ${BLOB} NOT NULL,
    box         ${BLOB} NOT NULL,
    day         BIGINT NOT NULL                -- days since 1970, by the clocks of the facility
) WITHOUT ROWID;
CREATE TABLE prea_answer (
    id          ${BLOB} PRIMARY KEY,
    tag         ${BLOB} NOT NULL,
    box         ${BLOB} NOT NULL,
    until_ms    BIGINT NOT NULL                -- then it leaves the terminals
) WITHOUT ROWID;
CREATE TABLE prea_day (                        -- how many, a day
    day         BIGINT PRIMARY KEY,
    received    BIGINT NOT NULL DEFAULT 0,
    taken       BIGINT NOT NULL DEFAULT 0,
    answered    BIGINT NOT NULL DEFAULT 0,
    audited     SMALLINT NOT NULL DEFAULT 0
);
)sql";

}  // namespace dayroom::facility
