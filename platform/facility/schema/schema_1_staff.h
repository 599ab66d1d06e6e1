// The staff's side of version 1 of hub.db: accounts and sessions of the console, and what waits for a reviewer.
#pragma once

namespace dayroom::facility {

inline constexpr const char* kSchemaStaff = R"sql(
CREATE TABLE staff_account (
    id          ${BLOB} PRIMARY KEY,
    name        TEXT NOT NULL,
    name_key    TEXT NOT NULL UNIQUE,          -- the name in lower case: nobody can look like somebody else
    role        TEXT NOT NULL,
    state       SMALLINT NOT NULL DEFAULT 1 CHECK (state IN (1, 2)),   -- 1 active, 2 suspended
    password_hash TEXT NOT NULL,               -- Argon2id string
    password_must_change SMALLINT NOT NULL DEFAULT 1,
    totp_secret ${BLOB} CHECK (length(totp_secret) = 20),              -- NULL: none was given out yet
    totp_confirmed SMALLINT NOT NULL DEFAULT 0,                        -- 1: a code of it was shown once
    totp_used   BIGINT NOT NULL DEFAULT 0,     -- the last step whose code was taken: no code counts twice
    failures    INTEGER NOT NULL DEFAULT 0 CHECK (failures >= 0),
    locks       INTEGER NOT NULL DEFAULT 0 CHECK (locks >= 0),
    locked_until_ms BIGINT NOT NULL DEFAULT 0,
    last_sign_in_ms BIGINT NOT NULL DEFAULT 0,
    made_ms     BIGINT NOT NULL
);
CREATE TABLE staff_session (                   -- the secret itself is only in the cookie
    secret_hash ${BLOB} PRIMARY KEY CHECK (length(secret_hash) = 32),
    account     ${BLOB} NOT NULL REFERENCES staff_account(id),
    began_ms    BIGINT NOT NULL,
    seen_ms     BIGINT NOT NULL,
    ended_ms    BIGINT NOT NULL DEFAULT 0
);
CREATE INDEX staff_session_open ON staff_session(account, began_ms) WHERE ended_ms = 0;
)sql";

// The lists that texts are held for, and what the facility lets pass. A list's patterns are read and written as a
// whole.
inline constexpr const char* kSchemaReview = R"sql(
CREATE TABLE review_policy (                   -- no row: nothing passes by itself, one person decides
    one         INTEGER PRIMARY KEY CHECK (one = 1),
    auto_pass_inbound SMALLINT NOT NULL,
    auto_pass_outbound SMALLINT NOT NULL,
    two_person  SMALLINT NOT NULL CHECK (two_person BETWEEN 0 AND 3)   -- moderation/review_policy.h
);
CREATE TABLE review_rule (                     -- what a rejection may name
    rule        TEXT PRIMARY KEY,              -- "4.2"
    position    INTEGER NOT NULL,
    reason      TEXT NOT NULL,                 -- code with a text in the catalogs
    text        TEXT NOT NULL
);
CREATE TABLE watch_list (
    id          ${BLOB} PRIMARY KEY,
    name        TEXT NOT NULL UNIQUE,
    kind        SMALLINT NOT NULL CHECK (kind IN (1, 2)),              -- 1 word, 2 watch
    scope_kind  SMALLINT NOT NULL CHECK (scope_kind IN (1, 2, 4)),     -- wire.ScopeKind: facility, unit, resident
    scope_id    ${BLOB} NOT NULL,
    patterns    INTEGER NOT NULL DEFAULT 0,
    body        TEXT NOT NULL DEFAULT '',      -- the patterns, one a line
    made_ms     BIGINT NOT NULL
);
CREATE INDEX watch_list_of_scope ON watch_list(scope_kind, scope_id);
CREATE TABLE watch_revision (                  -- rises with every change of a list
    one         INTEGER PRIMARY KEY CHECK (one = 1),
    revision    BIGINT NOT NULL
);

-- What waits for a reviewer: one row a held message or open appeal, gone when it is decided.
CREATE TABLE review_item (
    message     ${BLOB} PRIMARY KEY REFERENCES message(id),
    kind        SMALLINT NOT NULL CHECK (kind IN (1, 2, 3)),           -- 1 inbound, 2 outbound, 3 appeal
    resident    ${BLOB} NOT NULL REFERENCES resident(id),
    unit        ${BLOB} NOT NULL REFERENCES housing_unit(id),             -- moves with the resident
    arrived_ms  BIGINT NOT NULL,               -- since when it waits
    decide_by_ms BIGINT NOT NULL,
    investigating SMALLINT NOT NULL DEFAULT 0,
    late        SMALLINT NOT NULL DEFAULT 0,   -- 1: its deadline passed and was put on record
    photos      INTEGER NOT NULL DEFAULT 0,    -- of a held message: not decided yet
    flagged     SMALLINT NOT NULL DEFAULT 0,   -- 0 no list matched, 1 a word list, 2 a watch list
    passes      SMALLINT NOT NULL DEFAULT 0,   -- 1: once its photos are decided nobody has to read the text
    lists       BIGINT NOT NULL DEFAULT 0,     -- the watch_revision that its text was matched with
    first_by    ${BLOB},                          -- who rejected it, or approved it first: somebody else decides
    granted_by  ${BLOB},                          -- of an appeal: who granted it first, where two must
    claimed_by  ${BLOB},
    claimed_until_ms BIGINT NOT NULL DEFAULT 0
) WITHOUT ROWID;
CREATE INDEX review_by_deadline ON review_item(decide_by_ms, message, kind, first_by, granted_by);
CREATE INDEX review_by_kind ON review_item(kind, decide_by_ms, message, first_by, granted_by);
CREATE INDEX review_by_unit ON review_item(unit, decide_by_ms, message, kind, first_by, granted_by);
CREATE INDEX review_by_age ON review_item(arrived_ms);
CREATE INDEX review_of_resident ON review_item(resident);
CREATE INDEX review_investigating ON review_item(decide_by_ms, message) WHERE investigating = 1;
CREATE INDEX review_photos ON review_item(decide_by_ms, message) WHERE photos > 0;
CREATE INDEX review_not_late ON review_item(decide_by_ms) WHERE late = 0;
CREATE INDEX review_by_lists ON review_item(lists) WHERE kind <> 3;
CREATE INDEX review_own_appeals ON review_item(first_by, decide_by_ms) WHERE kind = 3;
CREATE TABLE review_hit (                      -- where a list matched a text, kept as long as the message
    message     ${BLOB} NOT NULL REFERENCES message(id),
    position    INTEGER NOT NULL,
    list        ${BLOB} NOT NULL,                 -- it may be gone by now: name and kind as they were
    list_name   TEXT NOT NULL,
    kind        SMALLINT NOT NULL CHECK (kind IN (1, 2)),
    pattern     TEXT NOT NULL,
    start       INTEGER NOT NULL,              -- in code points
    length      INTEGER NOT NULL,
    PRIMARY KEY (message, position)
) WITHOUT ROWID;
CREATE TABLE review_note (                     -- of reviewers to each other
    message     ${BLOB} NOT NULL REFERENCES message(id),
    position    INTEGER NOT NULL,
    at_ms       BIGINT NOT NULL,
    by_id       ${BLOB},
    text        TEXT NOT NULL,
    PRIMARY KEY (message, position)
) WITHOUT ROWID;
CREATE TABLE review_count (                    -- of one day of the facility
    day         TEXT NOT NULL,                 -- "2026-11-20"
    what        SMALLINT NOT NULL,             -- moderation/statistics.h
    staff       ${BLOB} NOT NULL,                 -- who decided; one zero byte: not by person
    number      BIGINT NOT NULL,
    PRIMARY KEY (day, what, staff)
) WITHOUT ROWID;
)sql";

}  // namespace dayroom::facility
