// Version 1 of hub.db. Constraints decide: PRIMARY KEY and UNIQUE refuse a replay, CHECK refuses what money may not do.
// Money and credits are BIGINT of the smallest unit, times BIGINT milliseconds since 1970 UTC, ids 16-byte BLOBs.
#pragma once

namespace dayroom::facility {

// ------------------------------------------------------------------------------ the facility, its people, its
// terminals
inline constexpr const char* kSchemaPeople = R"sql(
CREATE TABLE facility (
    one         INTEGER PRIMARY KEY CHECK (one = 1),
    id          ${BLOB} NOT NULL,
    epoch       ${BLOB} NOT NULL,
    daily_brake BIGINT NOT NULL DEFAULT 0 CHECK (daily_brake >= 0),  -- of the policy in body, read at every debit
    books_closed_ms BIGINT NOT NULL DEFAULT 0,  -- no transfer may be dated before: the end of the last closed month
    body        ${BLOB} NOT NULL,                 -- serialised wire.Facility
    made_ms     BIGINT NOT NULL
);
CREATE TABLE housing_unit (
    id          ${BLOB} PRIMARY KEY,
    name        TEXT NOT NULL UNIQUE,
    nearest_working TEXT NOT NULL DEFAULT ''
);
CREATE TABLE resident (
    id          ${BLOB} PRIMARY KEY,
    number      TEXT NOT NULL UNIQUE,
    given_name  TEXT NOT NULL,
    family_name TEXT NOT NULL,
    unit        ${BLOB} NOT NULL REFERENCES housing_unit(id),
    state       SMALLINT NOT NULL DEFAULT 1 CHECK (state IN (1, 2)),   -- 1 here, 2 released
    language    TEXT NOT NULL DEFAULT '',
    text_scale  INTEGER NOT NULL DEFAULT 100,
    reduced_motion SMALLINT NOT NULL DEFAULT 0,
    reading_speed INTEGER NOT NULL DEFAULT 0,         -- percent; 0: none chosen yet
    theme       TEXT NOT NULL DEFAULT '',
    restrictions TEXT NOT NULL DEFAULT '',     -- codes, one a line
    messaging_suspended SMALLINT NOT NULL DEFAULT 0,  -- as the terminals were last told
    visits_told ${BLOB},                          -- suspension.id: what they were last told of visits; NULL: nothing
    vault_key   ${BLOB} NOT NULL CHECK (length(vault_key) = 32),
    vault_public_key ${BLOB} NOT NULL CHECK (length(vault_public_key) = 32),
    pin_hash    TEXT,                          -- Argon2id string; NULL: no PIN was issued yet
    pin_must_change SMALLINT NOT NULL DEFAULT 1,
    pin_failures INTEGER NOT NULL DEFAULT 0 CHECK (pin_failures >= 0),
    pin_locks   INTEGER NOT NULL DEFAULT 0 CHECK (pin_locks >= 0),
    pin_locked_until_ms BIGINT NOT NULL DEFAULT 0,
    last_sign_in_ms BIGINT NOT NULL DEFAULT 0,
    last_sign_in_place TEXT NOT NULL DEFAULT '',
    made_ms     BIGINT NOT NULL
);
CREATE INDEX resident_by_unit ON resident(unit, state);
CREATE TABLE device (
    id          ${BLOB} PRIMARY KEY,
    name        TEXT NOT NULL,
    unit        ${BLOB} NOT NULL REFERENCES housing_unit(id),
    kind        TEXT NOT NULL,
    state       SMALLINT NOT NULL DEFAULT 1 CHECK (state IN (1, 2)),   -- 1 active, 2 revoked
    signing_key ${BLOB} NOT NULL CHECK (length(signing_key) = 32),
    box_key     ${BLOB} NOT NULL CHECK (length(box_key) = 32),
    certificate_sha256 ${BLOB} NOT NULL UNIQUE,
    certificate_issued_ms BIGINT NOT NULL,
    certificate_not_after_ms BIGINT NOT NULL,
    next_certificate_sha256 ${BLOB} UNIQUE,       -- given and not yet used; its first use makes it the one above
    next_certificate_issued_ms BIGINT NOT NULL DEFAULT 0,
    next_certificate_not_after_ms BIGINT NOT NULL DEFAULT 0,
    next_certificate_pem TEXT NOT NULL DEFAULT '',
    next_request_sha256 ${BLOB},                  -- the request that it answers, and whose repetition it answers too
    replaced_certificate_sha256 ${BLOB} UNIQUE,   -- the one before: refused, and told why
    serial      TEXT NOT NULL DEFAULT '',
    attested    TEXT NOT NULL DEFAULT '',      -- what its TPM proved at its last enrolment: tpm, maker, image; or nothing
    attested_why TEXT NOT NULL DEFAULT '',     -- why no more, a code
    attested_maker TEXT NOT NULL DEFAULT '',   -- of the TPM, as its certificate authority is named
    enrolled_ms BIGINT NOT NULL,
    revoked_ms  BIGINT NOT NULL DEFAULT 0,
    revoked_why TEXT NOT NULL DEFAULT '',
    pin_failures INTEGER NOT NULL DEFAULT 0,   -- wrong PINs typed here in a row, whoever they were
    pin_locks   INTEGER NOT NULL DEFAULT 0,
    pin_locked_until_ms BIGINT NOT NULL DEFAULT 0
);
CREATE TABLE device_health (                   -- frequent: never in a feed scope
    device      ${BLOB} PRIMARY KEY REFERENCES device(id),
    seen_ms     BIGINT NOT NULL DEFAULT 0,
    version     TEXT NOT NULL DEFAULT '',
    assurance   TEXT NOT NULL DEFAULT '',
    outbox_depth INTEGER NOT NULL DEFAULT 0,
    uptime_s    BIGINT NOT NULL DEFAULT 0,
    clock_ms    BIGINT NOT NULL DEFAULT 0,
    faults      INTEGER NOT NULL DEFAULT 0,
    serviced_ms BIGINT NOT NULL DEFAULT 0,     -- when a technician last left
    serviced_by TEXT NOT NULL DEFAULT '',
    tested_ms   BIGINT NOT NULL DEFAULT 0,     -- of the last readiness report
    tests_passed INTEGER NOT NULL DEFAULT 0, tests_failed INTEGER NOT NULL DEFAULT 0, tests_skipped INTEGER NOT NULL DEFAULT 0,
    failed_tests TEXT NOT NULL DEFAULT '',     -- codes, a comma between
    audit_sequence BIGINT NOT NULL DEFAULT 0,
    audit_head  ${BLOB},
    policy_version BIGINT NOT NULL DEFAULT 0,
    image_version TEXT NOT NULL DEFAULT '',    -- of the image that it runs
    image_state TEXT NOT NULL DEFAULT ''       -- what becomes of the one that the policy names
);
CREATE TABLE enroll_token (                    -- tokens that were used: each opens one terminal
    id          ${BLOB} PRIMARY KEY,
    device      ${BLOB} NOT NULL REFERENCES device(id),
    used_ms     BIGINT NOT NULL
);
CREATE TABLE session (
    id          ${BLOB} PRIMARY KEY,
    resident    ${BLOB} NOT NULL REFERENCES resident(id),
    device      ${BLOB} NOT NULL REFERENCES device(id),
    began_ms    BIGINT NOT NULL,
    ended_ms    BIGINT NOT NULL DEFAULT 0,
    quick_look  SMALLINT NOT NULL DEFAULT 0    -- only reading: counts as no session
);
CREATE INDEX session_by_resident ON session(resident, began_ms);
CREATE TABLE api_token (
    id          ${BLOB} PRIMARY KEY,
    name        TEXT NOT NULL,
    role        TEXT NOT NULL,
    secret_hash ${BLOB} NOT NULL UNIQUE,
    made_ms     BIGINT NOT NULL,
    revoked_ms  BIGINT NOT NULL DEFAULT 0
);
CREATE TABLE desk (                            -- whose requests an account or a token works on
    holder      ${BLOB} NOT NULL,              -- staff_account.id or api_token.id
    role        TEXT NOT NULL,                 -- as request.role
    PRIMARY KEY (holder, role)
) WITHOUT ROWID;
CREATE TABLE health_desk (                     -- desks of health staff: what is there is about health
    role        TEXT PRIMARY KEY,
    triage_hours INTEGER NOT NULL CHECK (triage_hours > 0)  -- within which somebody looks at what came
) WITHOUT ROWID;
INSERT INTO health_desk (role, triage_hours) VALUES ('medical', 24), ('dental', 24), ('mental_health', 24);
)sql";

// ------------------------------------------------------------------------------------------------------------- the
// ledger account.no is the ledger's own number. Residents' accounts store balance and held; house accounts (kind 10)
// hold postings only: their balance is house_rollup plus what was posted since.
inline constexpr const char* kSchemaLedger = R"sql(
CREATE TABLE account (
    no          INTEGER PRIMARY KEY,
    resident    ${BLOB} REFERENCES resident(id),  -- NULL: of the house
    kind        SMALLINT NOT NULL,             -- 1 spendable 2 savings 3 phone 4 credits 5 obligation 10 house
    unit        SMALLINT NOT NULL CHECK (unit IN (1, 2)),              -- 1 cents 2 credits
    code        TEXT,                          -- of the house: "revenue/document_copy"
    balance     BIGINT NOT NULL DEFAULT 0,
    held        BIGINT NOT NULL DEFAULT 0,
    stopped     SMALLINT NOT NULL DEFAULT 0 CHECK (stopped BETWEEN 0 AND 3),  -- nothing may be spent: 1 the tie-out
                                               -- found a difference, 2 paid out at release, 3 both
    CONSTRAINT holds CHECK (held >= 0),
    CONSTRAINT funds CHECK (kind NOT IN (1, 2, 3, 4) OR balance - held >= 0),
    CONSTRAINT ceiling CHECK (balance BETWEEN -1000000000000 AND 1000000000000),  -- wire.kMaxLedgerUnits
    CONSTRAINT owed CHECK (kind <> 5 OR (balance <= 0 AND held = 0)),
    CONSTRAINT house CHECK (kind <> 10 OR (balance = 0 AND held = 0)),
    CONSTRAINT whose CHECK ((kind = 10) = (resident IS NULL) AND (kind = 10) = (code IS NOT NULL))
);
CREATE UNIQUE INDEX account_of_resident ON account(resident, kind) WHERE kind < 5;
CREATE INDEX account_obligations ON account(resident) WHERE kind = 5;
CREATE UNIQUE INDEX account_of_house ON account(code) WHERE kind = 10;

-- Immutable; each row is one debit and one credit. phase: 1 posted at once, 2 pending (a hold), 3 posts a hold, 4 voids
-- a hold, 5 a hold that expired.
CREATE TABLE transfer (
    no          INTEGER PRIMARY KEY,
    id          ${BLOB} NOT NULL UNIQUE CHECK (length(id) = 16),
    phase       SMALLINT NOT NULL CHECK (phase BETWEEN 1 AND 5),
    debit       BIGINT NOT NULL REFERENCES account(no),
    credit      BIGINT NOT NULL REFERENCES account(no),
    unit        SMALLINT NOT NULL CHECK (unit IN (1, 2)),
    amount      BIGINT NOT NULL,
    debit_after BIGINT,                        -- balance of that account after it; NULL for the house, and
    credit_after BIGINT,                       -- when nothing was posted
    kind        SMALLINT NOT NULL,             -- wire.Transaction.Kind
    at_ms       BIGINT NOT NULL,
    resident    ${BLOB},                          -- whose statement shows it as a line of its own; NULL: nobody
    available_after BIGINT,                    -- that resident spendable after it
    actor       SMALLINT NOT NULL,
    actor_id    ${BLOB},
    reason_code TEXT NOT NULL DEFAULT '',
    reason_detail TEXT NOT NULL DEFAULT '',
    request     ${BLOB},
    pending     BIGINT REFERENCES transfer(no),  -- phases 3 to 5: the hold it ends
    corrects    BIGINT REFERENCES transfer(no),
    part_of     BIGINT REFERENCES transfer(no),  -- of a deposit, or of a payment to a court
    CONSTRAINT amount CHECK (CASE phase WHEN 4 THEN amount = 0 WHEN 5 THEN amount = 0 ELSE amount > 0 END),
    CONSTRAINT sides CHECK (debit <> credit),
    CONSTRAINT ends CHECK ((phase >= 3) = (pending IS NOT NULL))
);
CREATE UNIQUE INDEX transfer_ends_once ON transfer(pending) WHERE pending IS NOT NULL;
CREATE INDEX transfer_parts ON transfer(part_of) WHERE part_of IS NOT NULL;
CREATE UNIQUE INDEX transfer_corrected_once ON transfer(corrects) WHERE corrects IS NOT NULL;
-- Both entries of each posted transfer: minus for the account debited, plus for the account credited.
CREATE VIEW entry (account, transfer, amount, balance_after) AS
    SELECT debit, no, -amount, debit_after FROM transfer WHERE phase IN (1, 3)
    UNION ALL SELECT credit, no, amount, credit_after FROM transfer WHERE phase IN (1, 3);
CREATE TABLE hold (
    transfer    INTEGER PRIMARY KEY REFERENCES transfer(no),
    account     BIGINT NOT NULL REFERENCES account(no),
    amount      BIGINT NOT NULL CHECK (amount > 0),
    state       SMALLINT NOT NULL DEFAULT 1 CHECK (state IN (1, 2, 3, 4)),  -- 1 open 2 posted 3 voided 4 expired
    taken       BIGINT NOT NULL DEFAULT 0 CHECK (taken >= 0 AND taken <= amount),
    expires_ms  BIGINT NOT NULL
);
CREATE INDEX hold_open ON hold(expires_ms) WHERE state = 1;
CREATE TABLE house_rollup (
    account     BIGINT PRIMARY KEY REFERENCES account(no),
    through     BIGINT NOT NULL,               -- transfer.no
    balance     BIGINT NOT NULL
);
CREATE TABLE obligation (
    id          ${BLOB} PRIMARY KEY,
    resident    ${BLOB} NOT NULL REFERENCES resident(id),
    account     BIGINT NOT NULL UNIQUE REFERENCES account(no),
    code        TEXT NOT NULL,
    legal_basis TEXT NOT NULL DEFAULT '',
    state       SMALLINT NOT NULL DEFAULT 1 CHECK (state IN (1, 2, 3)),  -- 1 active 2 inactive 3 fulfilled
    set_total   BIGINT NOT NULL DEFAULT 0,     -- cents, at first and added since; amended when the court does
    forgiven    BIGINT NOT NULL DEFAULT 0 CHECK (forgiven >= 0),
    priority    INTEGER NOT NULL DEFAULT 100 CHECK (priority BETWEEN 1 AND 999),  -- lower is paid first within its code
    of_court    SMALLINT NOT NULL,             -- 1: set from outside, paid on to payable/<code>; 0: owed to the facility
    made_ms     BIGINT NOT NULL
);
CREATE INDEX obligation_of_resident ON obligation(resident, code);
CREATE TABLE deposit (
    transfer    INTEGER PRIMARY KEY REFERENCES transfer(no),
    source      TEXT NOT NULL,
    gross       BIGINT NOT NULL CHECK (gross > 0),
    fee         BIGINT NOT NULL CHECK (fee >= 0),
    left_over   BIGINT NOT NULL CHECK (left_over >= 0)
);
CREATE TABLE deposit_part (
    deposit     BIGINT NOT NULL REFERENCES deposit(transfer),
    position    INTEGER NOT NULL,
    code        TEXT NOT NULL,
    legal_basis TEXT NOT NULL,
    basis_points INTEGER NOT NULL,
    amount      BIGINT NOT NULL CHECK (amount > 0),
    into_savings SMALLINT NOT NULL,
    still_owed  BIGINT NOT NULL,
    revision    BIGINT NOT NULL,               -- of the rules, and the position of the rule in it: its words in other
    rule        INTEGER NOT NULL,              -- languages are kept there
    PRIMARY KEY (deposit, position)
) WITHOUT ROWID;
CREATE TABLE price (
    code        TEXT NOT NULL,
    valid_from_ms BIGINT NOT NULL,
    cents       BIGINT NOT NULL CHECK (cents >= 0),
    credits     BIGINT NOT NULL CHECK (credits >= 0),
    valid_to_ms BIGINT NOT NULL DEFAULT 0 CHECK (valid_to_ms = 0 OR valid_to_ms > valid_from_ms),  -- 0: no end is set
    body        ${BLOB} NOT NULL,                 -- serialised wire.PriceList.Price: the names
    PRIMARY KEY (code, valid_from_ms)
) WITHOUT ROWID;
)sql";

// -------------------------------------------------------------------------------------------- requests, notices, the
// feed
inline constexpr const char* kSchemaWork = R"sql(
CREATE TABLE form (
    id          ${BLOB} PRIMARY KEY,
    code        TEXT NOT NULL UNIQUE,
    revision    INTEGER NOT NULL,
    active      SMALLINT NOT NULL DEFAULT 1,
    from_ms     BIGINT NOT NULL DEFAULT 0,        -- since when this revision is in force, and who put it
    by_role     TEXT NOT NULL DEFAULT '',
    by_id       ${BLOB},
    body        ${BLOB} NOT NULL                  -- serialised wire.Form
);
CREATE TABLE form_version (                    -- those that were in force before
    form        ${BLOB} NOT NULL REFERENCES form(id),
    revision    INTEGER NOT NULL,
    from_ms     BIGINT NOT NULL,
    until_ms    BIGINT NOT NULL,
    by_role     TEXT NOT NULL,
    by_id       ${BLOB},
    body        ${BLOB} NOT NULL,
    PRIMARY KEY (form, revision)
) WITHOUT ROWID;
CREATE TABLE request (
    no          INTEGER PRIMARY KEY,
    id          ${BLOB} NOT NULL UNIQUE,
    resident    ${BLOB} NOT NULL REFERENCES resident(id),
    device      ${BLOB},
    form        ${BLOB} NOT NULL REFERENCES form(id),
    form_code   TEXT NOT NULL,
    form_revision INTEGER NOT NULL,
    state       SMALLINT NOT NULL CHECK (state BETWEEN 1 AND 6),       -- wire.Request.State
    answers     ${BLOB} NOT NULL,                 -- serialised wire.Request with answers only
    receipt_code TEXT NOT NULL,                -- looked up through receipt
    fee_cents   BIGINT NOT NULL DEFAULT 0 CHECK (fee_cents >= 0),
    fee_is_obligation SMALLINT NOT NULL DEFAULT 0,
    fee_hold    ${BLOB},                          -- transfer id
    submitted_ms BIGINT NOT NULL,
    answer_by_ms BIGINT NOT NULL DEFAULT 0,    -- 0: no clock runs for staff
    reply_by_ms BIGINT NOT NULL DEFAULT 0,     -- state 6: until then the resident adds what is missing
    role        TEXT NOT NULL DEFAULT '',      -- who is responsible; empty: all who work on requests
    level       SMALLINT NOT NULL DEFAULT 0,   -- of wire.Form.next_levels, from 1
    fee_charged SMALLINT NOT NULL DEFAULT 0,
    clock_ms    BIGINT NOT NULL DEFAULT 0,     -- when the hub itself takes the next step; 0: never
    urgent      SMALLINT NOT NULL DEFAULT 0,   -- the resident says that it cannot wait, and staff have not said otherwise
    triage_from_ms BIGINT NOT NULL DEFAULT 0,  -- since when it waits for triage at a health desk; 0: staff have triaged it
    call        ${BLOB},                          -- phone_call.id: it disputes the charge of that call
    appeal_of   ${BLOB} REFERENCES request(id),   -- whose outcome it appeals
    command     ${BLOB} NOT NULL                  -- command_outcome keeps it unique
);
-- With all that the list of staff asks for, so that a page deep in it reads no request before it (summaries.h).
CREATE INDEX request_open ON request((answer_by_ms = 0), answer_by_ms, submitted_ms, state, role, form_code, resident)
    WHERE state IN (1, 2, 6);
CREATE INDEX request_closed ON request(submitted_ms, state, role, form_code, resident) WHERE state IN (3, 4, 5);
CREATE INDEX request_clock ON request(clock_ms) WHERE clock_ms > 0;
CREATE INDEX request_appeal ON request(appeal_of) WHERE appeal_of IS NOT NULL;
CREATE INDEX request_call ON request(call) WHERE call IS NOT NULL;
-- Requests by receipt code. A code is random: sorting each in at once would cost each request a page, so the clock of
-- the hub sorts in many together. Those above receipts_through are looked for in request itself.
CREATE TABLE receipt (
    code        TEXT NOT NULL,
    request     BIGINT NOT NULL REFERENCES request(no),
    PRIMARY KEY (code, request)
) WITHOUT ROWID;
CREATE TABLE receipts_through (
    one         INTEGER PRIMARY KEY CHECK (one = 1),
    request     BIGINT NOT NULL                -- request.no
);
CREATE TABLE request_step (                    -- after the first, which is the submission itself
    request     ${BLOB} NOT NULL REFERENCES request(id),
    position    INTEGER NOT NULL,
    state       SMALLINT NOT NULL,
    at_ms       BIGINT NOT NULL,
    by_role     TEXT NOT NULL,
    by_id       ${BLOB},
    text        TEXT NOT NULL,
    level       SMALLINT NOT NULL DEFAULT 0,   -- it went to that one
    act         SMALLINT NOT NULL DEFAULT 0,   -- wire.Request.Act
    PRIMARY KEY (request, position)
) WITHOUT ROWID;
-- What the hub vouches for: the bytes that were sealed at release, forwarded verbatim.
CREATE TABLE released (
    kind        SMALLINT NOT NULL,
    id          ${BLOB} NOT NULL,
    version     BIGINT NOT NULL,
    released_ms BIGINT NOT NULL,
    sealed      ${BLOB} NOT NULL,                 -- serialised wire.Signed
    PRIMARY KEY (kind, id)
);

-- One counter a scope, raised last in the transaction: order of numbers = order of commits. Changes are only ever
-- appended, those of all scopes to one table, so that a transaction dirties one page of it however many people it
-- concerns; each names the change of its scope before it. Read from the newest back, the first row of a thing is its
-- last change, and what lies behind is superseded. It is also the list of the transfers and requests of a resident:
-- those tables carry no index by resident, which would cost each debit a page.
CREATE TABLE feed_scope (
    no          INTEGER PRIMARY KEY,
    kind        SMALLINT NOT NULL,             -- wire.ScopeKind
    id          ${BLOB} NOT NULL,
    head        BIGINT NOT NULL,
    floor       BIGINT NOT NULL DEFAULT 0,     -- removals up to here were forgotten
    newest      BIGINT NOT NULL DEFAULT 0,     -- feed_change.no of the change numbered head; 0: none yet
    UNIQUE (kind, id)
);
CREATE TABLE feed_change (
    no          INTEGER PRIMARY KEY,
    scope       BIGINT NOT NULL REFERENCES feed_scope(no),
    seq         BIGINT NOT NULL,
    before      BIGINT NOT NULL,               -- feed_change.no of the change of its scope before; 0: none
    kind        SMALLINT NOT NULL,
    id          ${BLOB} NOT NULL,
    removed     SMALLINT NOT NULL DEFAULT 0
);

-- Every command that was decided, for ever. A repeat gets this outcome; other content under the same id is an error.
-- Not SaveDraft: it does the same however often it is run (docs/decisions/0009), and it is frequent.
CREATE TABLE command_outcome (
    id          ${BLOB} PRIMARY KEY CHECK (length(id) = 16),
    content     ${BLOB} NOT NULL CHECK (length(content) = 32),            -- BLAKE2b-256 of the payload
    resident    ${BLOB} NOT NULL,
    device      ${BLOB} NOT NULL,
    result      SMALLINT NOT NULL CHECK (result IN (1, 2)),            -- wire.Outcome.Result
    code        TEXT NOT NULL DEFAULT '',
    receipt_code TEXT NOT NULL DEFAULT '',
    at_ms       BIGINT NOT NULL
) WITHOUT ROWID;
-- What staff asked through the API, by their idempotency key.
CREATE TABLE staff_outcome (
    id          ${BLOB} PRIMARY KEY CHECK (length(id) = 16),
    content     ${BLOB} NOT NULL CHECK (length(content) = 32),
    status      INTEGER NOT NULL,
    body        ${BLOB} NOT NULL,
    at_ms       BIGINT NOT NULL
) WITHOUT ROWID;

-- Events wait here, written with what they report; one appender chains them.
CREATE TABLE audit_queue (
    no          INTEGER PRIMARY KEY,
    at_ms       BIGINT NOT NULL,
    event       SMALLINT NOT NULL,
    outcome     SMALLINT NOT NULL,
    actor       TEXT NOT NULL,
    actor_id    ${BLOB},
    subject     ${BLOB},
    code        TEXT NOT NULL
);
)sql";

}  // namespace dayroom::facility
