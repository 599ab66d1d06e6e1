// Version 1 of hub.db, continued: video visits. Types and constraints as in schema_1.h.
#pragma once

namespace dayroom::facility {

inline constexpr const char* kSchemaVisits = R"sql(
CREATE TABLE visit_terms (
    one         INTEGER PRIMARY KEY CHECK (one = 1),
    body        ${BLOB} NOT NULL               -- serialised wire.VisitTerms
);
CREATE TABLE visit_closed_date (               -- no visits on it
    date        INTEGER PRIMARY KEY            -- days since 1970
);
CREATE TABLE visit_resource (                  -- where a visit can take place
    id          ${BLOB} PRIMARY KEY,
    code        TEXT NOT NULL UNIQUE,
    name        TEXT NOT NULL,
    device      ${BLOB} REFERENCES device(id),    -- it is that terminal; NULL: a booth
    room        TEXT NOT NULL DEFAULT '',      -- the same for places in one room; empty: a room of its own
    active      SMALLINT NOT NULL DEFAULT 1
);
CREATE TABLE visit_hours (
    resource    ${BLOB} NOT NULL REFERENCES visit_resource(id),
    weekdays    INTEGER NOT NULL CHECK (weekdays BETWEEN 1 AND 127),   -- bit 0 is Monday
    from_minute INTEGER NOT NULL,
    to_minute   INTEGER NOT NULL,
    CONSTRAINT hours CHECK (from_minute >= 0 AND from_minute < to_minute AND to_minute <= 1440),
    PRIMARY KEY (resource, weekdays, from_minute)
);
CREATE TABLE visit_resource_unit (             -- whose residents may use it; none: all
    resource    ${BLOB} NOT NULL REFERENCES visit_resource(id),
    unit        ${BLOB} NOT NULL REFERENCES housing_unit(id),
    PRIMARY KEY (resource, unit)
);
CREATE TABLE visit_neighbour (                 -- both ways
    resource    ${BLOB} NOT NULL REFERENCES visit_resource(id),
    other       ${BLOB} NOT NULL REFERENCES visit_resource(id),
    PRIMARY KEY (resource, other)
);
CREATE TABLE visit (
    id          ${BLOB} PRIMARY KEY,
    resident    ${BLOB} NOT NULL REFERENCES resident(id),
    contact     ${BLOB} NOT NULL REFERENCES contact(id),
    visitor     TEXT NOT NULL,                 -- as the contact was called when it was booked
    resource    ${BLOB} NOT NULL REFERENCES visit_resource(id),
    place       TEXT NOT NULL,                 -- as the resource was called
    device      ${BLOB},
    from_ms     BIGINT NOT NULL,
    to_ms       BIGINT NOT NULL,
    state       SMALLINT NOT NULL CHECK (state BETWEEN 1 AND 5),       -- wire.Visit.State
    revision    INTEGER NOT NULL DEFAULT 1,
    minute_mills BIGINT NOT NULL,
    held        BIGINT NOT NULL CHECK (held >= 0),
    hold        ${BLOB},                          -- transfer id; NULL: it costs nothing
    charged     BIGINT NOT NULL DEFAULT 0,
    given_back  BIGINT NOT NULL DEFAULT 0,
    refunded    BIGINT NOT NULL DEFAULT 0,     -- of what was charged, and is no longer
    refund      ${BLOB},                          -- its transfer id
    minutes_used INTEGER NOT NULL DEFAULT 0 CHECK (minutes_used >= 0),
    receipt_code TEXT NOT NULL,
    booked_ms   BIGINT NOT NULL,
    changed_ms  BIGINT NOT NULL DEFAULT 0,
    change_until_ms BIGINT NOT NULL,           -- what was promised at booking
    full_refund_until_ms BIGINT NOT NULL,
    late_refund_points INTEGER NOT NULL,
    missed_refund_points INTEGER NOT NULL,
    check_in_from_ms BIGINT NOT NULL,
    check_in_until_ms BIGINT NOT NULL,
    remind_from_ms BIGINT NOT NULL,
    checked_in_ms BIGINT NOT NULL DEFAULT 0,
    began_ms    BIGINT NOT NULL DEFAULT 0,     -- as staff or the provider recorded it
    ended_ms    BIGINT NOT NULL DEFAULT 0,
    cancelled_by TEXT NOT NULL DEFAULT '',     -- resident, staff, facility
    reason      TEXT NOT NULL DEFAULT '',
    decided_ms  BIGINT NOT NULL DEFAULT 0,     -- ended, cancelled or missed
    decided_by  ${BLOB},
    CONSTRAINT times CHECK (from_ms < to_ms),
    CONSTRAINT outcome CHECK (charged >= 0 AND given_back >= 0 AND charged + given_back <= held),
    CONSTRAINT settled CHECK (state IN (1, 2) OR charged + given_back = held)
);
CREATE INDEX visit_of ON visit(resident, from_ms);
CREATE INDEX visit_at ON visit(from_ms);
CREATE INDEX visit_receipt ON visit(receipt_code);
CREATE INDEX visit_open ON visit(to_ms) WHERE state IN (1, 2);
CREATE TABLE visit_cell (                      -- five minutes of a place, and of a person, that an open visit takes
    resource    ${BLOB} NOT NULL REFERENCES visit_resource(id),
    cell        BIGINT NOT NULL,               -- five minutes since 1970
    resident    ${BLOB} NOT NULL REFERENCES resident(id),
    visit       ${BLOB} NOT NULL REFERENCES visit(id),
    CONSTRAINT place_taken PRIMARY KEY (resource, cell),
    CONSTRAINT person_taken UNIQUE (resident, cell)
);
CREATE INDEX visit_cell_of ON visit_cell(visit);
CREATE TABLE visit_day (                       -- a date as the terminals of a unit are told of it
    id          ${BLOB} PRIMARY KEY,
    unit        ${BLOB} NOT NULL REFERENCES housing_unit(id),
    date        INTEGER NOT NULL,
    UNIQUE (unit, date)
);
CREATE TABLE separation (                      -- two who are kept apart
    one         ${BLOB} NOT NULL REFERENCES resident(id),
    other       ${BLOB} NOT NULL REFERENCES resident(id),
    reason      TEXT NOT NULL,
    made_ms     BIGINT NOT NULL,
    made_by     ${BLOB},
    CONSTRAINT pair CHECK (one < other),
    PRIMARY KEY (one, other)
);
CREATE INDEX separation_of_other ON separation(other);
)sql";

}  // namespace dayroom::facility
