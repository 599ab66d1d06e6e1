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

}  // namespace dayroom::facility
