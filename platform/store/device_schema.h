// Private to platform/store: the tables of device.db.
#pragma once

#include <array>

#include "platform/database/migration.h"

namespace dayroom::store {

inline constexpr std::string_view kDeviceSchema1 = R"sql(
CREATE TABLE enrolment (
    one             INTEGER PRIMARY KEY CHECK (one = 1),
    device          ${BLOB} NOT NULL,
    facility        ${BLOB} NOT NULL,
    unit            ${BLOB} NOT NULL,
    device_name     TEXT NOT NULL,
    hub_address     TEXT NOT NULL,
    root_key        ${BLOB} NOT NULL,
    ca_pem          TEXT NOT NULL,
    certificate_pem TEXT NOT NULL,
    hub_key         ${BLOB} NOT NULL,
    tls_key         ${BLOB} NOT NULL,
    signing_seed    ${BLOB} NOT NULL,
    box_seed        ${BLOB} NOT NULL
);
CREATE TABLE spare_tls_key (
    role    INTEGER PRIMARY KEY CHECK (role IN (1, 2)),  -- 1 waits for its certificate (pem: the request), 2 the one before
    pem     TEXT NOT NULL,
    tls_key ${BLOB} NOT NULL
);
-- What both clocks said at one moment: a machine that says less than that was set back.
CREATE TABLE hub_time (one INTEGER PRIMARY KEY CHECK (one = 1), hub_ms BIGINT NOT NULL, machine_ms BIGINT NOT NULL);
-- The signed policy: 1 the one in force, below which nothing is taken; 2 one that is tried out here.
CREATE TABLE policy (
    role    INTEGER PRIMARY KEY CHECK (role IN (1, 2)),
    version BIGINT NOT NULL,
    digest  ${BLOB} NOT NULL,          -- BLAKE2b of what was signed
    rules   ${BLOB} NOT NULL           -- serialised wire.PolicyBundle without prices, forms and weeks
);
CREATE TABLE meta (name TEXT PRIMARY KEY, value ${BLOB} NOT NULL);
-- Where the feed stands. token: inside a snapshot; round: which snapshot a row came with; prune: the vault has not yet dropped
-- what the last snapshot did not hold.
CREATE TABLE scope (
    kind   INTEGER NOT NULL,
    id     ${BLOB} NOT NULL,
    seq    BIGINT NOT NULL DEFAULT 0,
    token  ${BLOB} NOT NULL,
    round  BIGINT NOT NULL DEFAULT 0,
    prune  INTEGER NOT NULL DEFAULT 0,
    PRIMARY KEY (kind, id)
);
CREATE TABLE record (
    scope_kind INTEGER NOT NULL,
    scope_id   ${BLOB} NOT NULL,
    id         ${BLOB} NOT NULL,
    kind       INTEGER NOT NULL,
    version    BIGINT NOT NULL,
    round      BIGINT NOT NULL,
    content    ${BLOB} NOT NULL,
    PRIMARY KEY (scope_kind, scope_id, id)
);
CREATE INDEX record_kind ON record (kind);
-- Sealed records that the feed took away, with the newest version that was known: an old seal does not bring them back. Until the next
-- snapshot of the scope.
CREATE TABLE record_gone (
    scope_kind INTEGER NOT NULL,
    scope_id   ${BLOB} NOT NULL,
    id         ${BLOB} NOT NULL,
    version    BIGINT NOT NULL,
    PRIMARY KEY (scope_kind, scope_id, id)
) WITHOUT ROWID;
-- Where each item of the catalogue (record.kind 17) stands, for pages and search; its words are in catalog_words under the same number.
-- shelf: the position of its category.
CREATE TABLE catalog_item (
    no       INTEGER PRIMARY KEY,
    id       ${BLOB} NOT NULL UNIQUE,
    facility ${BLOB} NOT NULL,
    code     TEXT NOT NULL,
    category TEXT NOT NULL,
    shelf    INTEGER NOT NULL,
    place    INTEGER NOT NULL,
    picture  ${BLOB}
);
CREATE INDEX catalog_item_all ON catalog_item (shelf, category, place, code);
CREATE INDEX catalog_item_category ON catalog_item (category, place, code);
CREATE INDEX catalog_item_code ON catalog_item (code);
CREATE INDEX catalog_item_picture ON catalog_item (picture) WHERE picture IS NOT NULL;
CREATE VIRTUAL TABLE catalog_words USING fts5(text, tokenize='unicode61 remove_diacritics 2', prefix='2 3');
CREATE TRIGGER catalog_item_gone AFTER DELETE ON record WHEN old.kind=17 BEGIN
    DELETE FROM catalog_words WHERE rowid=(SELECT no FROM catalog_item WHERE id=old.id);
    DELETE FROM catalog_item WHERE id=old.id;
END;
-- What waits, in the order in which it came. Which of two sealed records of one thing is the newer stands inside them, so every sealed one is
-- kept (sealed 1); of plain state (sealed 0), and of the word that a thing is gone (removed 1, sealed 0), the last. by_snapshot: it may go
-- back behind what the vault holds.
CREATE TABLE envelope (
    no          ${IDENTITY},
    resident    ${BLOB} NOT NULL,
    id          ${BLOB} NOT NULL,
    sealed      INTEGER NOT NULL,
    removed     INTEGER NOT NULL,
    by_snapshot INTEGER NOT NULL,
    round       BIGINT NOT NULL,
    content     ${BLOB} NOT NULL
);
CREATE INDEX envelope_order ON envelope (resident, no);
CREATE INDEX envelope_thing ON envelope (resident, id);
CREATE TABLE snapshot_member (resident ${BLOB} NOT NULL, id ${BLOB} NOT NULL, PRIMARY KEY (resident, id)) WITHOUT ROWID;
CREATE TABLE pin_wrap (
    resident   ${BLOB} PRIMARY KEY,
    number     TEXT NOT NULL UNIQUE,
    salt       ${BLOB} NOT NULL,
    memory_kib BIGINT NOT NULL,
    passes     BIGINT NOT NULL,
    wrapped    ${BLOB} NOT NULL,
    at_ms      BIGINT NOT NULL
);
-- Sessions at this terminal. ended_ms 0: it runs, or ended with a crash. told: the hub knows of it.
CREATE TABLE session_turn (
    resident   ${BLOB} NOT NULL,
    began_ms   BIGINT NOT NULL,
    ended_ms   BIGINT NOT NULL,
    quick_look INTEGER NOT NULL,
    told       INTEGER NOT NULL,
    PRIMARY KEY (resident, began_ms)
) WITHOUT ROWID;
-- Who waits for this terminal, in the order in which they are called; last: the highest number that was given since the line was empty.
CREATE TABLE line_place (
    position INTEGER PRIMARY KEY,
    number   TEXT NOT NULL UNIQUE,
    place    INTEGER NOT NULL,
    since_ms BIGINT NOT NULL
);
CREATE TABLE line_last (one INTEGER PRIMARY KEY CHECK (one = 1), number INTEGER NOT NULL);
CREATE TABLE lockout (
    number          TEXT PRIMARY KEY,
    failures        INTEGER NOT NULL,
    locks           INTEGER NOT NULL,
    locked_until_ms BIGINT NOT NULL
);
-- PREA. What the root last said of the outside body; and reports that wait, closed to it. WITHOUT ROWID: no order of writing is kept.
CREATE TABLE prea_statement (
    one          INTEGER PRIMARY KEY CHECK (one = 1),
    serial       BIGINT NOT NULL,
    body         ${BLOB} NOT NULL,
    box_key      ${BLOB} NOT NULL,
    key_since_ms BIGINT NOT NULL
);
CREATE TABLE prea_report (
    id            ${BLOB} PRIMARY KEY,
    key_id        ${BLOB} NOT NULL,
    box           ${BLOB} NOT NULL,
    not_before_ms BIGINT NOT NULL
) WITHOUT ROWID;
CREATE TABLE outbox (
    no              ${IDENTITY},
    command         ${BLOB} NOT NULL UNIQUE,
    resident        ${BLOB} NOT NULL,
    made_ms         BIGINT NOT NULL,
    state           INTEGER NOT NULL CHECK (state IN (1, 2, 3)),
    attempts        INTEGER NOT NULL DEFAULT 0,
    trace           INTEGER NOT NULL,
    seen            INTEGER NOT NULL DEFAULT 0,
    told            INTEGER NOT NULL DEFAULT 0,
    box             ${BLOB} NOT NULL,
    outcome         ${BLOB} NOT NULL,
    result          INTEGER NOT NULL DEFAULT 0,
    acknowledged_ms BIGINT NOT NULL DEFAULT 0,
    topic           ${BLOB}
);
CREATE INDEX outbox_state ON outbox (state, no);
CREATE INDEX outbox_topic ON outbox (topic) WHERE topic IS NOT NULL;
)sql";
inline constexpr int kEnrolmentColumns = 13;
inline constexpr int kSpareTlsKeyColumns = 3;
inline constexpr int kPinWrapColumns = 7;
inline constexpr int kLockoutColumns = 4;
inline constexpr int kSessionTurnColumns = 5;
inline constexpr int kPolicyColumns = 4;
inline constexpr int kOutboxColumns = 14;
inline constexpr int kPreaStatementColumns = 5;
inline constexpr int kPreaReportColumns = 4;
inline constexpr int kAuditColumns = 10;

}  // namespace dayroom::store
