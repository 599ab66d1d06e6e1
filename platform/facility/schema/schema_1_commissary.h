// Version 1 of hub.db, continued: the catalogue, order windows, what a resident may order, and orders. Types and
// constraints as in schema_1.h.
#pragma once

namespace dayroom::facility {

inline constexpr const char* kSchemaCommissary = R"sql(
-- The newest import. What is no longer sold stays, inactive: orders name it.
CREATE TABLE catalog_category (
    code        TEXT PRIMARY KEY,
    id          ${BLOB} NOT NULL UNIQUE,
    position    INTEGER NOT NULL,
    max_units   INTEGER NOT NULL CHECK (max_units >= 0),               -- 0: no limit
    max_cents   BIGINT NOT NULL CHECK (max_cents >= 0),                -- 0: no limit
    active      SMALLINT NOT NULL DEFAULT 1,
    body        ${BLOB} NOT NULL                  -- serialised wire.CatalogCategory
);
CREATE TABLE catalog_item (
    code        TEXT PRIMARY KEY,
    id          ${BLOB} NOT NULL UNIQUE,
    category    TEXT NOT NULL REFERENCES catalog_category(code),
    position    INTEGER NOT NULL,
    price_cents BIGINT NOT NULL CHECK (price_cents > 0),
    max_units   INTEGER NOT NULL CHECK (max_units >= 0),               -- 0: no limit
    exempt      SMALLINT NOT NULL DEFAULT 0,
    counted     SMALLINT NOT NULL DEFAULT 0,   -- 0: stock is not counted, and stays 0
    stock       BIGINT NOT NULL DEFAULT 0,     -- what can still be ordered: reserved units are taken off already
    active      SMALLINT NOT NULL DEFAULT 1,
    picture     ${BLOB} CHECK (length(picture) = 32),  -- NULL: none; the body says the same
    body        ${BLOB} NOT NULL,                 -- serialised wire.CatalogItem without its stock
    CONSTRAINT stock CHECK (stock >= 0)
);
CREATE INDEX catalog_item_by_picture ON catalog_item(picture) WHERE picture IS NOT NULL;
CREATE TABLE order_window_rule (
    id          ${BLOB} PRIMARY KEY,
    unit        ${BLOB} REFERENCES housing_unit(id),  -- NULL: of the whole facility
    opens_weekday INTEGER NOT NULL,            -- rules/order_windows.h
    opens_minute INTEGER NOT NULL,
    cut_off_weekday INTEGER NOT NULL,
    cut_off_minute INTEGER NOT NULL,
    delivery_weekday INTEGER NOT NULL
);
CREATE TABLE order_window (
    id          ${BLOB} PRIMARY KEY,
    unit        ${BLOB} REFERENCES housing_unit(id),
    opens_ms    BIGINT NOT NULL,
    cut_off_ms  BIGINT NOT NULL,
    delivery_ms BIGINT NOT NULL,
    state       SMALLINT NOT NULL DEFAULT 1 CHECK (state IN (1, 2, 3, 4)),  -- 1 waits 2 open 3 cut off 4 over
    CONSTRAINT times CHECK (opens_ms < cut_off_ms AND cut_off_ms <= delivery_ms)
);
CREATE INDEX order_window_open ON order_window(state, cut_off_ms) WHERE state < 4;
CREATE INDEX order_window_cut_off ON order_window(cut_off_ms);
CREATE TABLE spending_class (
    code        TEXT PRIMARY KEY,
    limit_cents BIGINT NOT NULL CHECK (limit_cents >= 0),              -- in one week, without exempt items
    is_default  SMALLINT NOT NULL DEFAULT 0    -- of who has none of their own
);
CREATE UNIQUE INDEX spending_class_default ON spending_class(is_default) WHERE is_default = 1;
CREATE TABLE commissary_resident (             -- no row: the default class, nothing barred
    resident    ${BLOB} PRIMARY KEY REFERENCES resident(id),
    class       TEXT REFERENCES spending_class(code),
    barred_items TEXT NOT NULL DEFAULT '',     -- codes, one a line, as the next two
    barred_categories TEXT NOT NULL DEFAULT '',
    diets       TEXT NOT NULL DEFAULT '',
    barred      SMALLINT NOT NULL DEFAULT 0,   -- discipline: nothing but exempt items
    barred_until_ms BIGINT NOT NULL DEFAULT 0  -- 0: until staff end it
);
CREATE INDEX commissary_barred ON commissary_resident(barred_until_ms) WHERE barred = 1 AND barred_until_ms > 0;

-- The money of an order is one hold: open while the state is 1 or 2, posted with exactly what was handed over in 3, void in
-- 4 and 5. The tie-out compares.
CREATE TABLE commissary_order (
    no          INTEGER PRIMARY KEY,
    id          ${BLOB} NOT NULL UNIQUE,
    resident    ${BLOB} NOT NULL REFERENCES resident(id),
    window_id   ${BLOB} NOT NULL REFERENCES order_window(id),
    state       SMALLINT NOT NULL CHECK (state BETWEEN 1 AND 5),       -- wire.Order.State
    revision    INTEGER NOT NULL CHECK (revision > 0),
    hold        ${BLOB} NOT NULL UNIQUE,          -- transfer id: that of the command that made the newest revision
    total_cents BIGINT NOT NULL CHECK (total_cents > 0),
    counted_cents BIGINT NOT NULL CHECK (counted_cents >= 0),          -- towards the limit
    charged_cents BIGINT NOT NULL DEFAULT 0 CHECK (charged_cents >= 0),
    given_back_cents BIGINT NOT NULL DEFAULT 0 CHECK (given_back_cents >= 0),
    receipt_code TEXT NOT NULL,
    submitted_ms BIGINT NOT NULL,
    changed_ms  BIGINT NOT NULL DEFAULT 0,
    handed_over_ms BIGINT NOT NULL DEFAULT 0,
    signed      SMALLINT NOT NULL DEFAULT 0 CHECK (signed BETWEEN 0 AND 2),  -- 1 PIN at the terminal, 2 on paper
    signed_by   ${BLOB},                          -- staff who took the signature
    reason      TEXT NOT NULL DEFAULT '',
    CONSTRAINT exact CHECK (charged_cents + given_back_cents = CASE WHEN state < 3 THEN 0 ELSE total_cents END)
);
CREATE INDEX commissary_order_of_window ON commissary_order(window_id, state);
CREATE INDEX commissary_order_of_resident ON commissary_order(resident, window_id);
CREATE INDEX commissary_order_receipt ON commissary_order(receipt_code);
-- Lines of every revision: what was replaced stays on record.
CREATE TABLE commissary_line (
    ordered     BIGINT NOT NULL REFERENCES commissary_order(no),
    revision    INTEGER NOT NULL,
    position    INTEGER NOT NULL,
    item        TEXT NOT NULL REFERENCES catalog_item(code),
    category    TEXT NOT NULL,
    units       INTEGER NOT NULL CHECK (units > 0),
    price_cents BIGINT NOT NULL CHECK (price_cents > 0),               -- of one
    exempt      SMALLINT NOT NULL,
    reserved    SMALLINT NOT NULL,             -- 1: its units were taken off the stock
    name        ${BLOB} NOT NULL,                 -- serialised wire.OrderLine: the names as it was sold
    delivered   INTEGER NOT NULL DEFAULT 0 CHECK (delivered >= 0),
    short       INTEGER NOT NULL DEFAULT 0 CHECK (short >= 0),
    refused     INTEGER NOT NULL DEFAULT 0 CHECK (refused >= 0),
    refunded    INTEGER NOT NULL DEFAULT 0 CHECK (refunded >= 0),      -- of delivered: found short later
    PRIMARY KEY (ordered, revision, position),
    CONSTRAINT handed CHECK (delivered + short + refused <= units AND refunded <= delivered)
) WITHOUT ROWID;
-- Holds of revisions that were replaced: all void.
CREATE TABLE commissary_replaced (
    ordered     BIGINT NOT NULL REFERENCES commissary_order(no),
    revision    INTEGER NOT NULL,
    hold        ${BLOB} NOT NULL UNIQUE,
    total_cents BIGINT NOT NULL,
    at_ms       BIGINT NOT NULL,
    PRIMARY KEY (ordered, revision)
) WITHOUT ROWID;
CREATE TABLE commissary_refund (               -- after hand-over: one an order, a correction of its charge
    ordered     BIGINT PRIMARY KEY REFERENCES commissary_order(no),
    transfer    ${BLOB} NOT NULL UNIQUE,
    cents       BIGINT NOT NULL CHECK (cents > 0),
    reason      TEXT NOT NULL,
    by_id       ${BLOB},
    at_ms       BIGINT NOT NULL
);
)sql";

}  // namespace dayroom::facility
