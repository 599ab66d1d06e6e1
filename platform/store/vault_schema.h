// Private to platform/store: the tables of a vault.
#pragma once

#include <array>

#include "platform/database/migration.h"

namespace dayroom::store {

inline constexpr std::string_view kVaultSchema1 = R"sql(
-- Everything that came through the feed, with its version: what a removal or a snapshot needs to know. no: of a message, its row.
-- version -1: made here, the hub has not said anything about it yet.
CREATE TABLE entity (id ${BLOB} PRIMARY KEY, kind INTEGER NOT NULL, version BIGINT NOT NULL, no BIGINT NOT NULL DEFAULT 0)
    WITHOUT ROWID;
-- Sealed things that the feed took away, with the newest version that was known: an old seal does not bring them back. Until the next snapshot.
CREATE TABLE gone (id ${BLOB} PRIMARY KEY, version BIGINT NOT NULL) WITHOUT ROWID;
-- state: wire.Contact.State; 0: queued here; 100: refused by the hub at once.
CREATE TABLE contact (
    id      ${BLOB} PRIMARY KEY,
    name    TEXT NOT NULL,
    state   INTEGER NOT NULL,
    refusal TEXT NOT NULL,
    body    ${BLOB} NOT NULL
);
-- no: when it was sent (milliseconds × 1024) and a count, so that rows, threads and the search index are in the order of time.
-- state: wire.Message.State; 0: queued here; 100: refused by the hub. body: the wire.Message without its text; of a refused one,
-- its reason is the code that the hub gave.
CREATE TABLE message (
    no     INTEGER PRIMARY KEY,
    id     ${BLOB} NOT NULL,
    thread INTEGER NOT NULL,
    own    INTEGER NOT NULL,
    state  INTEGER NOT NULL,
    seen   INTEGER NOT NULL,
    photos INTEGER NOT NULL,
    price  BIGINT NOT NULL,
    text   TEXT NOT NULL,
    body   ${BLOB} NOT NULL
);
CREATE INDEX message_thread ON message (thread);
CREATE INDEX message_waiting ON message (thread, price) WHERE own=1 AND state IN (0, 1);
CREATE VIRTUAL TABLE message_words USING fts5(text, content='message', content_rowid='no',
    tokenize='unicode61 remove_diacritics 2', prefix='2 3');
-- Messages of large batches whose words are not in the search index yet (Vault::index_words()).
CREATE TABLE unindexed (no INTEGER PRIMARY KEY);
-- shown: its message was delivered, so it stands in the gallery.
CREATE TABLE photo (
    message BIGINT NOT NULL,
    place   INTEGER NOT NULL,
    thread  INTEGER NOT NULL,
    shown   INTEGER NOT NULL,
    sha256  ${BLOB} NOT NULL,
    body    ${BLOB} NOT NULL,
    PRIMARY KEY (message, place)
) WITHOUT ROWID;
CREATE INDEX photo_sha256 ON photo (sha256);
CREATE INDEX photo_gallery ON photo (message, place) WHERE shown=1;
CREATE INDEX photo_thread ON photo (thread, message, place) WHERE shown=1;
-- A summary kept with every change, so that lists need not look at messages. total 0: there is only a draft.
CREATE TABLE thread (
    no         INTEGER PRIMARY KEY,
    contact    ${BLOB} NOT NULL UNIQUE,
    last_ms    BIGINT NOT NULL DEFAULT 0,
    last_own   INTEGER NOT NULL DEFAULT 0,
    last_state INTEGER NOT NULL DEFAULT 0,
    preview    TEXT NOT NULL DEFAULT '',
    language   TEXT NOT NULL DEFAULT '',
    unread     INTEGER NOT NULL DEFAULT 0,
    total      INTEGER NOT NULL DEFAULT 0,
    own        INTEGER NOT NULL DEFAULT 0,
    photos     INTEGER NOT NULL DEFAULT 0,
    gallery    INTEGER NOT NULL DEFAULT 0,
    waiting    INTEGER NOT NULL DEFAULT 0
);
CREATE INDEX thread_last ON thread (last_ms);
CREATE TABLE balances (one INTEGER PRIMARY KEY CHECK (one = 1), id ${BLOB} NOT NULL, body ${BLOB} NOT NULL);
CREATE TABLE line (
    no      INTEGER PRIMARY KEY,
    id      ${BLOB} NOT NULL UNIQUE,
    at_ms   BIGINT NOT NULL,
    change  BIGINT NOT NULL,
    kind    INTEGER NOT NULL,
    state   INTEGER NOT NULL,
    body    ${BLOB} NOT NULL
);
CREATE INDEX line_order ON line (at_ms, id, change, kind, state);
CREATE VIRTUAL TABLE line_words USING fts5(text, tokenize='unicode61 remove_diacritics 2', prefix='2 3');
-- state: wire.Request.State; 0: queued here; 100: refused by the hub.
CREATE TABLE request (
    id           ${BLOB} PRIMARY KEY,
    submitted_ms BIGINT NOT NULL,
    state        INTEGER NOT NULL,
    seen         INTEGER NOT NULL,
    refusal      TEXT NOT NULL,
    body         ${BLOB} NOT NULL
);
CREATE INDEX request_order ON request (submitted_ms, id);
-- state: wire.Order.State; 0: queued here; 100: refused by the hub at once.
CREATE TABLE customer_order (
    id           ${BLOB} PRIMARY KEY,
    submitted_ms BIGINT NOT NULL,
    state        INTEGER NOT NULL,
    refusal      TEXT NOT NULL,
    window_id    ${BLOB} NOT NULL,
    body         ${BLOB} NOT NULL
);
CREATE INDEX customer_order_order ON customer_order (submitted_ms, id);
CREATE INDEX customer_order_window ON customer_order (window_id);
CREATE TABLE standing (one INTEGER PRIMARY KEY CHECK (one = 1), id ${BLOB} NOT NULL, body ${BLOB} NOT NULL);
-- state: wire.PhoneNumber.State; 0: queued here; 100: refused by the hub at once.
CREATE TABLE phone_number (
    id      ${BLOB} PRIMARY KEY,
    name    TEXT NOT NULL,
    state   INTEGER NOT NULL,
    refusal TEXT NOT NULL,
    body    ${BLOB} NOT NULL
);
CREATE TABLE phone_call (id ${BLOB} PRIMARY KEY, began_ms BIGINT NOT NULL, body ${BLOB} NOT NULL);
CREATE INDEX phone_call_order ON phone_call (began_ms, id);
CREATE TABLE phone_standing (one INTEGER PRIMARY KEY CHECK (one = 1), id ${BLOB} NOT NULL, body ${BLOB} NOT NULL);
-- state: wire.Visit.State; 0: queued here; 100: refused by the hub at once.
CREATE TABLE visit (
    id      ${BLOB} PRIMARY KEY,
    from_ms BIGINT NOT NULL,
    state   INTEGER NOT NULL,
    refusal TEXT NOT NULL,
    body    ${BLOB} NOT NULL
);
CREATE INDEX visit_order ON visit (from_ms, id);
CREATE TABLE visit_standing (one INTEGER PRIMARY KEY CHECK (one = 1), id ${BLOB} NOT NULL, body ${BLOB} NOT NULL);
CREATE TABLE obligation (id ${BLOB} PRIMARY KEY, body ${BLOB} NOT NULL);
-- makes: the coming of its entity settles it. entity: the thing that the feed will name. seen_version: what was known of it when this was saved.
-- state: 1 not decided, 2 done and its record not yet here, 3 refused, 4 settled: its record is here.
CREATE TABLE intent (
    command          ${BLOB} PRIMARY KEY,
    entity           ${BLOB},
    nonce            ${BLOB} UNIQUE,
    content          ${BLOB} NOT NULL,
    made_ms          BIGINT NOT NULL,
    kind             INTEGER NOT NULL,
    makes            INTEGER NOT NULL,
    reserved         BIGINT NOT NULL CHECK (reserved >= 0),
    reserved_credits BIGINT NOT NULL CHECK (reserved_credits >= 0),
    seen_version     BIGINT NOT NULL,
    state            INTEGER NOT NULL CHECK (state IN (1, 2, 3, 4)),
    refusal          TEXT NOT NULL DEFAULT '',
    body             ${BLOB} NOT NULL
);
CREATE INDEX intent_state ON intent (state, made_ms);
CREATE INDEX intent_entity ON intent (entity);
CREATE TABLE profile (one INTEGER PRIMARY KEY CHECK (one = 1), id ${BLOB} NOT NULL, body ${BLOB} NOT NULL);
CREATE TABLE notice (id ${BLOB} PRIMARY KEY, body ${BLOB} NOT NULL);
CREATE TABLE notice_seen (id ${BLOB} PRIMARY KEY) WITHOUT ROWID;
CREATE TABLE appointment (id ${BLOB} PRIMARY KEY, from_ms BIGINT NOT NULL, body ${BLOB} NOT NULL);
CREATE INDEX appointment_when ON appointment (from_ms);
-- This resident has said that they read it, here or elsewhere. id: of the command.
CREATE TABLE notice_receipt (notice ${BLOB} PRIMARY KEY, id ${BLOB} NOT NULL UNIQUE, at_ms BIGINT NOT NULL);
-- sent_ms: the saved_ms that is on its way to the hub, or came from it; another one is yet to be sent. removed: nothing is left of it but the
-- word to the hub.
CREATE TABLE draft (
    name     TEXT PRIMARY KEY,
    content  ${BLOB} NOT NULL,
    saved_ms BIGINT NOT NULL,
    sent_ms  BIGINT NOT NULL DEFAULT 0,
    removed  INTEGER NOT NULL DEFAULT 0
);
)sql";
inline constexpr int kDraftColumns = 5;
inline constexpr int kIntentColumns = 13;

// message.state, contact.state, request.state, phone_number.state, visit.state and customer_order.state beside the
// hub's own states
inline constexpr int kStateQueuedHere = 0;
inline constexpr int kStateRefused = 100;
// entity.version
inline constexpr std::int64_t kVersionHere = -1;
// Messages sent in the same millisecond that one vault can hold.
inline constexpr std::int64_t kMessagesInMillisecond = 1024;
// intent.state
inline constexpr int kIntentUndecided = 1;
inline constexpr int kIntentDone = 2;
inline constexpr int kIntentRefused = 3;
inline constexpr int kIntentSettled = 4;

}  // namespace dayroom::store
