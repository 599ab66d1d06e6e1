// Version 1 of hub.db, continued: proof of the books. Types and constraints as in schema_1.h. Days ("2026-11-20") and
// months ("2026-11") are those of the facility's clocks.
#pragma once

namespace dayroom::facility {

inline constexpr const char* kSchemaBooks = R"sql(
CREATE TABLE tie_out (
    at_ms       BIGINT PRIMARY KEY,
    day         TEXT NOT NULL,
    through     BIGINT NOT NULL,               -- transfer.no
    entries     BIGINT NOT NULL,
    differences INTEGER NOT NULL,
    duration_ms BIGINT NOT NULL,
    report      TEXT NOT NULL
);
CREATE TABLE tie_out_control (                 -- what all accounts of one kind hold together
    at_ms       BIGINT NOT NULL REFERENCES tie_out(at_ms),
    kind        TEXT NOT NULL,                 -- "spendable", "obligation", "cash", "revenue"
    unit        SMALLINT NOT NULL CHECK (unit IN (1, 2)),              -- as account.unit
    accounts    BIGINT NOT NULL,
    stored      BIGINT NOT NULL,
    computed    BIGINT NOT NULL,
    PRIMARY KEY (at_ms, kind, unit)
) WITHOUT ROWID;
CREATE TABLE tie_out_difference (
    at_ms       BIGINT NOT NULL REFERENCES tie_out(at_ms),
    position    INTEGER NOT NULL,
    what        TEXT NOT NULL,
    account     BIGINT NOT NULL,               -- account.no; 0: of the whole
    transfer    BIGINT NOT NULL,               -- transfer.no; 0: none
    stored      BIGINT NOT NULL,
    computed    BIGINT NOT NULL,
    PRIMARY KEY (at_ms, position)
) WITHOUT ROWID;

-- Read off the transfers once, in their order, so that a chart, the statement of
-- the bank and an export of some days need not read them all again.
CREATE TABLE books_through (
    one         INTEGER PRIMARY KEY CHECK (one = 1),
    transfer    BIGINT NOT NULL                -- transfer.no
);
CREATE TABLE flow_day (                        -- into and out of the accounts of all residents
    day         TEXT NOT NULL,
    kind        SMALLINT NOT NULL,             -- transfer.kind
    in_cents    BIGINT NOT NULL CHECK (in_cents >= 0),
    out_cents   BIGINT NOT NULL CHECK (out_cents >= 0),
    entries     BIGINT NOT NULL,
    PRIMARY KEY (day, kind)
) WITHOUT ROWID;
CREATE TABLE payable_month (                   -- of accounts that are remitted
    account     BIGINT NOT NULL REFERENCES account(no),
    month       TEXT NOT NULL,
    credited    BIGINT NOT NULL CHECK (credited >= 0),
    debited     BIGINT NOT NULL CHECK (debited >= 0),
    PRIMARY KEY (account, month)
) WITHOUT ROWID;
CREATE TABLE ledger_day (                      -- the numbers of all transfers dated on a day lie between these two
    day         TEXT PRIMARY KEY,
    first       BIGINT NOT NULL,               -- transfer.no
    last        BIGINT NOT NULL CHECK (last >= first)
) WITHOUT ROWID;
CREATE TABLE bank_line (                       -- of the statement of the bank, as the trust office has it
    id          ${BLOB} PRIMARY KEY,
    day         TEXT NOT NULL,
    direction   SMALLINT NOT NULL CHECK (direction IN (1, 2)),         -- 1 into the bank 2 out of it
    cents       BIGINT NOT NULL CHECK (cents > 0),
    reference   TEXT NOT NULL,
    reference_key TEXT NOT NULL,               -- reference in the form that is compared
    text        TEXT NOT NULL DEFAULT '',
    matched     SMALLINT NOT NULL DEFAULT 0 CHECK (matched IN (0, 1, 2)),  -- 1 by its reference 2 by hand
    struck      SMALLINT NOT NULL DEFAULT 0,   -- 1: entered by mistake; it stays on record
    struck_reason TEXT NOT NULL DEFAULT '',
    made_ms     BIGINT NOT NULL,
    made_by     ${BLOB},
    CONSTRAINT struck CHECK (struck = 0 OR matched = 0)
);
CREATE UNIQUE INDEX bank_line_once ON bank_line(day, direction, cents, reference_key) WHERE struck = 0;
CREATE TABLE cash_entry (                      -- every posted transfer with the house account "cash" on one side
    transfer    INTEGER PRIMARY KEY REFERENCES transfer(no),
    day         TEXT NOT NULL,
    direction   SMALLINT NOT NULL CHECK (direction IN (1, 2)),         -- 1 into cash 2 out of it
    cents       BIGINT NOT NULL CHECK (cents > 0),
    reference_key TEXT NOT NULL,
    line        ${BLOB} REFERENCES bank_line(id)  -- where the bank shows it; NULL: not yet
);
CREATE INDEX cash_entry_day ON cash_entry(day);
CREATE INDEX cash_entry_reference ON cash_entry(reference_key) WHERE line IS NULL;
CREATE INDEX cash_entry_line ON cash_entry(line) WHERE line IS NOT NULL;

CREATE TABLE month_close (
    month       TEXT NOT NULL,
    revision    INTEGER NOT NULL,              -- 1, and one more each time that it is closed again
    from_ms     BIGINT NOT NULL,
    to_ms       BIGINT NOT NULL,               -- the beginning of the next
    through     BIGINT NOT NULL,               -- transfer.no: all that were dated before to_ms end here
    entries     BIGINT NOT NULL,               -- of the month
    unmatched_bank_lines BIGINT NOT NULL,
    closed_ms   BIGINT NOT NULL,
    closed_by   ${BLOB} NOT NULL,
    reopened_ms BIGINT NOT NULL DEFAULT 0,     -- 0: it is closed
    reopened_by ${BLOB},
    reopened_reason TEXT NOT NULL DEFAULT '',
    PRIMARY KEY (month, revision),
    CONSTRAINT two_people CHECK (reopened_ms = 0 OR reopened_by <> closed_by)
) WITHOUT ROWID;
CREATE UNIQUE INDEX month_closed_once ON month_close(month) WHERE reopened_ms = 0;
CREATE TABLE closing_balance (
    month       TEXT NOT NULL,
    revision    INTEGER NOT NULL,
    account     BIGINT NOT NULL REFERENCES account(no),
    balance     BIGINT NOT NULL,
    PRIMARY KEY (month, revision, account),
    FOREIGN KEY (month, revision) REFERENCES month_close(month, revision)
) WITHOUT ROWID;
)sql";

}  // namespace dayroom::facility
