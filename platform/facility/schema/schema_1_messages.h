// Version 1 of hub.db, continued: contacts, messages, drafts, cards, suspensions, and what the provider network is
// told. Types and constraints as in schema_1.h.
#pragma once

namespace dayroom::facility {

inline constexpr const char* kSchemaMessages = R"sql(
CREATE TABLE contact (
    id          ${BLOB} PRIMARY KEY,
    resident    ${BLOB} NOT NULL REFERENCES resident(id),
    name        TEXT NOT NULL,
    relationship TEXT NOT NULL,
    address     TEXT NOT NULL DEFAULT '',      -- how the network reaches them
    state       SMALLINT NOT NULL CHECK (state BETWEEN 1 AND 6),       -- wire.Contact.State
    reason      TEXT NOT NULL DEFAULT '',      -- refused
    from_outside SMALLINT NOT NULL DEFAULT 0,  -- 1: began as an invitation
    pre_approved SMALLINT NOT NULL DEFAULT 0,  -- invited: staff have agreed already
    blocked_by_resident SMALLINT NOT NULL DEFAULT 0,
    blocked_by_staff SMALLINT NOT NULL DEFAULT 0,
    prepaid_replies INTEGER NOT NULL DEFAULT 0,
    may_visit   SMALLINT NOT NULL DEFAULT 0,   -- approved as a visitor; counts while state is 2
    visit_refused SMALLINT NOT NULL DEFAULT 0, -- staff have said no to them as a visitor, by which rule and why
    visit_rule  TEXT NOT NULL DEFAULT '',
    visit_reason TEXT NOT NULL DEFAULT '',
    made_ms     BIGINT NOT NULL,
    asked_ms    BIGINT NOT NULL DEFAULT 0,     -- since when staff are asked
    decided_ms  BIGINT NOT NULL DEFAULT 0,
    CONSTRAINT visitor CHECK (may_visit = 0 OR visit_refused = 0),
    CONSTRAINT prepaid CHECK (prepaid_replies BETWEEN 0 AND 1000),     -- wire.kMaxPrepaidReplies
    CONSTRAINT blocks CHECK (state = 5 OR (state = 4) = (blocked_by_resident + blocked_by_staff > 0))
);
CREATE INDEX contact_of_resident ON contact(resident);
CREATE INDEX contact_asked ON contact(asked_ms) WHERE state = 1;
CREATE TABLE card (                            -- the set of the facility
    id          ${BLOB} PRIMARY KEY,
    code        TEXT NOT NULL UNIQUE,
    active      SMALLINT NOT NULL DEFAULT 1,
    body        ${BLOB} NOT NULL,                 -- serialised wire.Card
    sha256      ${BLOB} NOT NULL CHECK (length(sha256) = 32)
);
CREATE INDEX card_by_hash ON card(sha256);
CREATE TABLE message (
    id          ${BLOB} PRIMARY KEY,
    resident    ${BLOB} NOT NULL REFERENCES resident(id),
    contact     ${BLOB} NOT NULL REFERENCES contact(id),
    direction   SMALLINT NOT NULL CHECK (direction IN (1, 2)),
    state       SMALLINT NOT NULL CHECK (state BETWEEN 1 AND 5),       -- wire.Message.State
    text        TEXT NOT NULL,
    language    TEXT NOT NULL DEFAULT '',
    card        ${BLOB} REFERENCES card(id),      -- outbound
    sent_ms     BIGINT NOT NULL,
    received_ms BIGINT NOT NULL,
    decide_by_ms BIGINT NOT NULL,              -- of the message while it is held, then of its open appeal
    investigating SMALLINT NOT NULL DEFAULT 0,
    first_approval_by ${BLOB},                    -- two-person rule: who approved first, or granted the appeal first
    first_approval_ms BIGINT NOT NULL DEFAULT 0,
    decided_ms  BIGINT NOT NULL DEFAULT 0,
    decided_by  ${BLOB},                          -- staff; NULL: by itself, or the resident
    rule        TEXT NOT NULL DEFAULT '',
    reason      TEXT NOT NULL DEFAULT '',
    photos_rejected INTEGER NOT NULL DEFAULT 0,
    appeal_by_ms BIGINT NOT NULL DEFAULT 0,
    appeal      SMALLINT NOT NULL DEFAULT 0 CHECK (appeal BETWEEN 0 AND 3),  -- wire.Message.Appeal
    appeal_text TEXT NOT NULL DEFAULT '',
    appeal_receipt TEXT UNIQUE,
    appealed_ms BIGINT NOT NULL DEFAULT 0,
    appeal_decided_ms BIGINT NOT NULL DEFAULT 0,
    appeal_decided_by ${BLOB},
    appeal_reason TEXT NOT NULL DEFAULT '',
    price_credits BIGINT NOT NULL DEFAULT 0 CHECK (price_credits >= 0),
    credit_hold ${BLOB},                          -- transfer id; the last, when a granted appeal took the price again
    prepaid     SMALLINT NOT NULL DEFAULT 0,   -- outbound: the contact has paid
    prepaid_given INTEGER NOT NULL DEFAULT 0 CHECK (prepaid_given >= 0),  -- inbound: replies that come with it
    is_read     SMALLINT NOT NULL DEFAULT 0,
    receipt_code TEXT UNIQUE,
    acknowledged_ms BIGINT NOT NULL DEFAULT 0, -- outbound: the provider network has it
    CONSTRAINT paid_once CHECK (prepaid = 0 OR price_credits = 0),
    CONSTRAINT appealed CHECK (appeal = 0 OR state IN (2, 3))
);
CREATE INDEX message_of_resident ON message(resident, sent_ms);
CREATE INDEX message_of_contact ON message(contact) WHERE state = 1;
CREATE INDEX message_held ON message(decide_by_ms) WHERE state = 1;
CREATE INDEX message_appealed ON message(decide_by_ms) WHERE appeal = 1;
CREATE INDEX message_outgoing ON message(decided_ms) WHERE direction = 2 AND state = 2 AND acknowledged_ms = 0;
CREATE TABLE message_photo (
    message     ${BLOB} NOT NULL REFERENCES message(id),
    position    INTEGER NOT NULL,
    sha256      ${BLOB} NOT NULL CHECK (length(sha256) = 32),
    width       INTEGER NOT NULL,
    height      INTEGER NOT NULL,
    bytes       INTEGER NOT NULL,
    allowed     SMALLINT CHECK (allowed IN (0, 1)),                    -- NULL: staff have not decided on it
    PRIMARY KEY (message, position)
) WITHOUT ROWID;
CREATE INDEX message_photo_by_hash ON message_photo(sha256);
CREATE TABLE blob (                            -- the bytes lie in DIR/blobs, encrypted under this key
    sha256      ${BLOB} PRIMARY KEY CHECK (length(sha256) = 32),
    size        BIGINT NOT NULL CHECK (size > 0),
    key         ${BLOB} NOT NULL CHECK (length(key) = 32),
    made_ms     BIGINT NOT NULL
);
-- What a resident is writing: closed to them on the terminal, the hub only carries it. A row without a box says that
-- the draft is gone since saved_ms, so that an older save that comes late does not bring it back.
CREATE TABLE draft (
    id          ${BLOB} PRIMARY KEY,
    resident    ${BLOB} NOT NULL REFERENCES resident(id),
    box         ${BLOB},
    saved_ms    BIGINT NOT NULL
);
CREATE INDEX draft_of_resident ON draft(resident, saved_ms);
CREATE TABLE suspension (                      -- of messages or of visits
    id          ${BLOB} PRIMARY KEY,
    what        SMALLINT NOT NULL CHECK (what IN (1, 2)),              -- 1 messages 2 visits
    scope_kind  SMALLINT NOT NULL CHECK (scope_kind IN (1, 2, 4)),     -- wire.ScopeKind: facility, unit, resident
    scope_id    ${BLOB} NOT NULL,
    contact     ${BLOB} REFERENCES contact(id),   -- with this visitor alone
    reason      TEXT NOT NULL,
    made_ms     BIGINT NOT NULL,
    from_ms     BIGINT NOT NULL,               -- may lie ahead
    until_ms    BIGINT NOT NULL,               -- 0: until staff end it
    ended_ms    BIGINT NOT NULL DEFAULT 0,     -- 0: not yet by staff
    made_by     ${BLOB},
    notice      ${BLOB} REFERENCES notice(id)
);
CREATE INDEX suspension_of_scope ON suspension(what, scope_kind, scope_id) WHERE ended_ms = 0;
CREATE INDEX suspension_of_contact ON suspension(contact) WHERE contact IS NOT NULL;
-- What the provider network is told, in the order of the commits (one writer): its number is the cursor of the network.
CREATE TABLE provider_event (
    no          INTEGER PRIMARY KEY,
    kind        SMALLINT NOT NULL,             -- provider/events.h
    subject     ${BLOB} NOT NULL,
    at_ms       BIGINT NOT NULL
);
CREATE TABLE alarm_standing (                  -- what needed somebody at the last look; alarms/alarm_events.h
    subject     ${BLOB} NOT NULL,              -- the terminal, or the facility for one of the hub
    alarm       TEXT NOT NULL,
    since_ms    BIGINT NOT NULL,
    PRIMARY KEY (subject, alarm)
) WITHOUT ROWID;
CREATE TABLE alarm_event (
    no          INTEGER PRIMARY KEY,
    subject     ${BLOB} NOT NULL,
    alarm       TEXT NOT NULL,
    began       SMALLINT NOT NULL CHECK (began IN (0, 1)),   -- 0: it is over
    at_ms       BIGINT NOT NULL
);
-- Receivers that are told of these events; webhooks/webhooks.h has the states.
CREATE TABLE webhook (
    id          ${BLOB} PRIMARY KEY,
    url         TEXT NOT NULL UNIQUE,
    ca_pem      TEXT NOT NULL DEFAULT '',
    state       SMALLINT NOT NULL DEFAULT 1 CHECK (state IN (1, 2, 3)),
    topic       SMALLINT NOT NULL DEFAULT 1 CHECK (topic IN (1, 2)),   -- 1 provider_event, 2 alarm_event
    after_no    BIGINT NOT NULL,               -- no of the last event that was acknowledged
    failures    INTEGER NOT NULL DEFAULT 0,    -- since the last success
    failing_since_ms BIGINT NOT NULL DEFAULT 0,
    next_try_ms BIGINT NOT NULL DEFAULT 0,
    last_try_ms BIGINT NOT NULL DEFAULT 0,
    last_result TEXT NOT NULL DEFAULT '',
    test_wanted SMALLINT NOT NULL DEFAULT 0,
    made_ms     BIGINT NOT NULL
);
CREATE TABLE webhook_key (                     -- what its pushes are signed with
    webhook     ${BLOB} NOT NULL REFERENCES webhook(id),
    no          INTEGER NOT NULL,
    secret      TEXT NOT NULL,
    made_ms     BIGINT NOT NULL,
    until_ms    BIGINT NOT NULL DEFAULT 0,     -- 0: the newest
    PRIMARY KEY (webhook, no)
) WITHOUT ROWID;
)sql";

}  // namespace dayroom::facility
