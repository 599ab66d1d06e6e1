// Version 1 of hub.db, continued: how much may be spent a day, and money on its way out of the facility. Types and
// constraints as in schema_1.h.
#pragma once

namespace dayroom::facility {

inline constexpr const char* kSchemaMoney = R"sql(
CREATE TABLE spend_brake (                     -- of residents who have chosen one, or whose spending was counted
    resident    ${BLOB} PRIMARY KEY REFERENCES resident(id),
    chosen      BIGINT NOT NULL DEFAULT 0 CHECK (chosen >= 0),         -- cents a day; 0: none
    next        BIGINT NOT NULL DEFAULT 0 CHECK (next >= 0),           -- instead of chosen, from next_from_ms on
    next_from_ms BIGINT NOT NULL DEFAULT 0,    -- 0: nothing is coming
    counted_from_ms BIGINT NOT NULL DEFAULT 0, -- spending before it was not counted
    day_ends_ms BIGINT NOT NULL DEFAULT 0,     -- of the day that spent is about
    spent       BIGINT NOT NULL DEFAULT 0 CHECK (spent >= 0)
);
CREATE TABLE outgoing_money (
    id          ${BLOB} PRIMARY KEY,           -- transfer id of its hold; that of the fee has the companion id
    resident    ${BLOB} NOT NULL REFERENCES resident(id),
    purpose     SMALLINT NOT NULL CHECK (purpose IN (1, 2)),           -- wire.SendMoney.Purpose
    contact     ${BLOB} REFERENCES contact(id),
    cents       BIGINT NOT NULL CHECK (cents > 0),
    fee_cents   BIGINT NOT NULL CHECK (fee_cents >= 0),
    note        TEXT NOT NULL,
    receipt_code TEXT NOT NULL,
    state       SMALLINT NOT NULL CHECK (state BETWEEN 1 AND 4),       -- 1 waits 2 paid 3 refused 4 taken back
    sent_ms     BIGINT NOT NULL,
    payable_from_ms BIGINT NOT NULL,           -- the end of the cooling-off time
    decided_ms  BIGINT NOT NULL DEFAULT 0,
    decided_by  ${BLOB},
    reason      TEXT NOT NULL DEFAULT '',
    CONSTRAINT purpose CHECK ((purpose = 1) = (contact IS NOT NULL))
);
CREATE INDEX outgoing_money_waiting ON outgoing_money(payable_from_ms) WHERE state = 1;
CREATE INDEX outgoing_money_receipt ON outgoing_money(receipt_code);
CREATE TABLE money_receipt (                   -- of what is done at once: credits bought, money moved between own accounts
    code        TEXT NOT NULL,
    transfer    ${BLOB} NOT NULL REFERENCES transfer(id),
    PRIMARY KEY (code, transfer)
) WITHOUT ROWID;
)sql";

}  // namespace dayroom::facility
