// Version 1 of hub.db, continued: the trust office's rules and its work. Types and constraints as in schema_1.h.
#pragma once

namespace dayroom::facility {

inline constexpr const char* kSchemaTrust = R"sql(
CREATE TABLE deduction_revision (              -- each set of rules that was ever in force; the highest is
    revision    INTEGER PRIMARY KEY,
    made_ms     BIGINT NOT NULL,
    made_by     ${BLOB},
    reason      TEXT NOT NULL
);
CREATE TABLE deduction_rule (
    revision    BIGINT NOT NULL REFERENCES deduction_revision(revision),
    position    INTEGER NOT NULL,              -- the order in which they take
    code        TEXT NOT NULL,
    legal_basis TEXT NOT NULL,                 -- in English
    basis_points INTEGER NOT NULL CHECK (basis_points BETWEEN 0 AND 10000),
    fixed       BIGINT NOT NULL CHECK (fixed >= 0),
    cap         BIGINT NOT NULL CHECK (cap >= 0),                      -- of one deposit; 0: none
    keep_at_least BIGINT NOT NULL CHECK (keep_at_least >= 0),
    sources     TEXT NOT NULL,                 -- codes, one a line; empty: all but the exempt
    exempt_sources TEXT NOT NULL,
    into_savings SMALLINT NOT NULL,
    needs_obligation SMALLINT NOT NULL,        -- 1: only while an active obligation of this code is owed
    valid_from_ms BIGINT NOT NULL,             -- 0: always
    valid_to_ms BIGINT NOT NULL,               -- not part of it; 0: no end
    names       TEXT NOT NULL,                 -- feed/own_names.h; empty: those of the terminal for the code
    PRIMARY KEY (revision, position),
    CONSTRAINT share CHECK (basis_points = 0 OR fixed = 0)
) WITHOUT ROWID;
CREATE INDEX deduction_rule_named ON deduction_rule(code, revision) WHERE names <> '';
CREATE TABLE deduction_rule_text (             -- the legal basis in other languages
    revision    BIGINT NOT NULL,
    position    INTEGER NOT NULL,
    language    TEXT NOT NULL,
    legal_basis TEXT NOT NULL,
    PRIMARY KEY (revision, position, language)
) WITHOUT ROWID;
CREATE TABLE obligation_step (                 -- everything that ever changed an obligation
    obligation  ${BLOB} NOT NULL REFERENCES obligation(id),
    position    INTEGER NOT NULL,
    at_ms       BIGINT NOT NULL,
    what        SMALLINT NOT NULL CHECK (what BETWEEN 1 AND 10),       -- ledger/obligation_steps.h
    change      BIGINT NOT NULL,               -- of what is owed
    owed        BIGINT NOT NULL CHECK (owed >= 0),                     -- after it
    through     BIGINT NOT NULL,               -- the last transfer.no then
    reason      TEXT NOT NULL,
    by_id       ${BLOB},
    PRIMARY KEY (obligation, position)
) WITHOUT ROWID;
CREATE TABLE deposit_batch (
    no          INTEGER PRIMARY KEY,
    id          ${BLOB} NOT NULL UNIQUE,
    name        TEXT NOT NULL,
    made_ms     BIGINT NOT NULL,
    made_by     ${BLOB},
    lines       INTEGER NOT NULL,
    booked      INTEGER NOT NULL,
    booked_before INTEGER NOT NULL,
    wrong       INTEGER NOT NULL,
    gross       BIGINT NOT NULL,
    left_over   BIGINT NOT NULL
);
CREATE TABLE deposit_reference (               -- the primary key refuses what was booked before
    source      TEXT NOT NULL,
    reference   TEXT NOT NULL,
    deposit     BIGINT NOT NULL UNIQUE REFERENCES deposit(transfer),
    batch       BIGINT REFERENCES deposit_batch(no),
    line        INTEGER NOT NULL,
    PRIMARY KEY (source, reference)
) WITHOUT ROWID;
CREATE INDEX deposit_reference_of_batch ON deposit_reference(batch, line) WHERE batch IS NOT NULL;
CREATE TABLE withdrawal (
    id          ${BLOB} PRIMARY KEY,           -- transfer id
    resident    ${BLOB} NOT NULL REFERENCES resident(id),
    cents       BIGINT NOT NULL CHECK (cents > 0),
    means       SMALLINT NOT NULL CHECK (means IN (1, 2)),             -- 1 cash 2 cheque
    cheque_number TEXT,
    payee       TEXT NOT NULL,
    reason      TEXT NOT NULL,
    state       SMALLINT NOT NULL CHECK (state BETWEEN 1 AND 4),       -- 1 waits 2 paid 3 refused 4 voided
    made_ms     BIGINT NOT NULL,
    made_by     ${BLOB},
    decided_ms  BIGINT NOT NULL DEFAULT 0,
    decided_by  ${BLOB},
    decision_reason TEXT NOT NULL DEFAULT '',
    cleared_ms  BIGINT NOT NULL DEFAULT 0,     -- the bank paid the cheque
    CONSTRAINT means_number CHECK ((means = 2) = (cheque_number IS NOT NULL))
);
CREATE INDEX withdrawal_of_resident ON withdrawal(resident);
CREATE UNIQUE INDEX withdrawal_cheque ON withdrawal(cheque_number) WHERE cheque_number IS NOT NULL AND state <> 3;
CREATE TABLE money_void (
    id          ${BLOB} PRIMARY KEY,           -- id of the transfer that takes the other back
    transfer    ${BLOB} NOT NULL,              -- id of the one taken back
    resident    ${BLOB} NOT NULL REFERENCES resident(id),
    cents       BIGINT NOT NULL CHECK (cents > 0),
    reason      TEXT NOT NULL,
    state       SMALLINT NOT NULL CHECK (state BETWEEN 1 AND 3),       -- 1 waits 2 done 3 refused
    made_ms     BIGINT NOT NULL,
    made_by     ${BLOB},
    decided_ms  BIGINT NOT NULL DEFAULT 0,
    decided_by  ${BLOB},
    decision_reason TEXT NOT NULL DEFAULT ''
);
CREATE UNIQUE INDEX money_void_once ON money_void(transfer) WHERE state IN (1, 2);
CREATE INDEX money_void_of_resident ON money_void(resident);
CREATE TABLE remittance (                      -- what the house held for others and paid, or others owed and paid it
    id          ${BLOB} PRIMARY KEY,           -- transfer id
    account     TEXT NOT NULL,                 -- code of the house account
    direction   SMALLINT NOT NULL CHECK (direction IN (1, 2)),         -- 1 out of cash 2 into cash
    cents       BIGINT NOT NULL CHECK (cents > 0),
    counterparty TEXT NOT NULL,
    reference   TEXT NOT NULL,                 -- of the cheque or of the transfer at the bank
    state       SMALLINT NOT NULL CHECK (state BETWEEN 1 AND 4),       -- 1 waits 2 done 3 refused 4 voided
    made_ms     BIGINT NOT NULL,
    made_by     ${BLOB},
    decided_ms  BIGINT NOT NULL DEFAULT 0,
    decided_by  ${BLOB},
    decision_reason TEXT NOT NULL DEFAULT '',
    voided_ms   BIGINT NOT NULL DEFAULT 0,
    voided_by   ${BLOB}
);
CREATE UNIQUE INDEX remittance_reference ON remittance(account, reference) WHERE state IN (1, 2);
CREATE TABLE trust_policy (                    -- no row: one person decides
    one         INTEGER PRIMARY KEY CHECK (one = 1),
    two_person_from BIGINT CHECK (two_person_from >= 0)                -- cents; NULL: never
);
CREATE TABLE charge_kind (
    code        TEXT PRIMARY KEY,
    position    INTEGER NOT NULL,
    names       TEXT NOT NULL,                 -- feed/own_names.h
    cents       BIGINT NOT NULL CHECK (cents >= 0),                    -- 0: said with each charge
    may_be_owed SMALLINT NOT NULL,
    active      SMALLINT NOT NULL              -- 0: taken off; its names are those of what was charged before
);
)sql";

}  // namespace dayroom::facility
