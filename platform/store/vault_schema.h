// Private to platform/store: the tables of a vault.
#pragma once

#include <array>

#include "platform/database/migration.h"

namespace dayroom::store {

inline constexpr std::string_view kVaultSchema1 = R"sql(
-- Everything that came through the feed, with its version: what a removal or a snapshot needs to know.
CREATE TABLE entity (id ${BLOB} PRIMARY KEY, kind INTEGER NOT NULL, version BIGINT NOT NULL) WITHOUT ROWID;
CREATE TABLE contact (id ${BLOB} PRIMARY KEY, name TEXT NOT NULL, relationship TEXT NOT NULL, state INTEGER NOT NULL);
-- no: when it was sent (milliseconds × 1024) and a count, so that the search index is in the order of time too.
-- state: wire.Message.State; 0: queued here. body: the wire.Message without its text.
CREATE TABLE message (
    no      INTEGER PRIMARY KEY,
    id      ${BLOB} NOT NULL UNIQUE,
    contact ${BLOB} NOT NULL,
    sent_ms BIGINT NOT NULL,
    own     INTEGER NOT NULL,
    state   INTEGER NOT NULL,
    seen    INTEGER NOT NULL,
    photos  INTEGER NOT NULL,
    text    TEXT NOT NULL,
    body    ${BLOB} NOT NULL
);
CREATE INDEX message_thread ON message (contact, sent_ms, no, own, state, seen, photos);
CREATE VIRTUAL TABLE message_words USING fts5(text, content='message', content_rowid='no',
    tokenize='unicode61 remove_diacritics 2', prefix='2 3');
CREATE TABLE photo (
    sha256  ${BLOB} NOT NULL,
    message INTEGER NOT NULL,
    body    ${BLOB} NOT NULL,
    PRIMARY KEY (sha256, message)
) WITHOUT ROWID;
CREATE INDEX photo_message ON photo (message);
-- A summary kept with every change, so that lists need not look at messages.
CREATE TABLE thread (
    contact    ${BLOB} PRIMARY KEY,
    last_ms    BIGINT NOT NULL,
    last_own   INTEGER NOT NULL,
    last_state INTEGER NOT NULL,
    preview    TEXT NOT NULL,
    language   TEXT NOT NULL,
    unread     INTEGER NOT NULL,
    total      INTEGER NOT NULL,
    own        INTEGER NOT NULL,
    photos     INTEGER NOT NULL,
    waiting    INTEGER NOT NULL
);
CREATE INDEX thread_last ON thread (last_ms);
CREATE TABLE balances (one INTEGER PRIMARY KEY CHECK (one = 1), id ${BLOB} NOT NULL, body ${BLOB} NOT NULL);
CREATE TABLE line (
    id      ${BLOB} PRIMARY KEY,
    at_ms   BIGINT NOT NULL,
    change  BIGINT NOT NULL,
    kind    INTEGER NOT NULL,
    state   INTEGER NOT NULL,
    body    ${BLOB} NOT NULL
);
CREATE INDEX line_order ON line (at_ms, id, change, kind, state);
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
-- state: 1 not decided, 2 done and its record not yet here, 3 refused, 4 settled: its record is here.
CREATE TABLE intent (
    command  ${BLOB} PRIMARY KEY,
    entity   ${BLOB},
    nonce    ${BLOB} UNIQUE,
    content  ${BLOB} NOT NULL,
    made_ms  BIGINT NOT NULL,
    kind     INTEGER NOT NULL,
    reserved BIGINT NOT NULL CHECK (reserved >= 0),
    state    INTEGER NOT NULL CHECK (state IN (1, 2, 3, 4)),
    refusal  TEXT NOT NULL DEFAULT '',
    body     ${BLOB} NOT NULL
);
CREATE INDEX intent_state ON intent (state, made_ms);
CREATE INDEX intent_entity ON intent (entity);
CREATE TABLE profile (one INTEGER PRIMARY KEY CHECK (one = 1), id ${BLOB} NOT NULL, body ${BLOB} NOT NULL);
CREATE TABLE notice (id ${BLOB} PRIMARY KEY, body ${BLOB} NOT NULL);
CREATE TABLE notice_seen (id ${BLOB} PRIMARY KEY) WITHOUT ROWID;
CREATE TABLE draft (name TEXT PRIMARY KEY, content ${BLOB} NOT NULL, saved_ms BIGINT NOT NULL);
)sql";
inline constexpr int kDraftColumns = 3;
inline constexpr int kIntentColumns = 10;

// message.state and request.state beside the hub's own states
inline constexpr int kStateQueuedHere = 0;
inline constexpr int kStateRefused = 100;
// Messages sent in the same millisecond that one vault can hold.
inline constexpr std::int64_t kMessagesInMillisecond = 1024;
// intent.state
inline constexpr int kIntentUndecided = 1;
inline constexpr int kIntentDone = 2;
inline constexpr int kIntentRefused = 3;
inline constexpr int kIntentSettled = 4;

}  // namespace dayroom::store
