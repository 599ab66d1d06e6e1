// The signed policy (platform/facility/policy), and whom IT believes (platform/facility/devices/anchors.h).
#pragma once

namespace dayroom::facility {

inline constexpr const char* kSchemaPolicy = R"sql(
CREATE TABLE policy_bundle (                   -- signed by IT; its version is used once, for ever
    version     BIGINT PRIMARY KEY CHECK (version > 0),
    state       SMALLINT NOT NULL CHECK (state IN (1, 2, 3, 4)),   -- 1 staged, 2 live, 3 halted, 4 replaced
    bundle      ${BLOB} NOT NULL,              -- serialised wire.RootSigned
    staged_ms   BIGINT NOT NULL,
    watch_until_ms BIGINT NOT NULL,            -- until then new alarms of its canaries halt it
    live_ms     BIGINT NOT NULL DEFAULT 0,
    ended_ms    BIGINT NOT NULL DEFAULT 0,     -- halted or replaced
    halted_why  TEXT NOT NULL DEFAULT ''       -- staff, or what alarmed
);
CREATE UNIQUE INDEX policy_bundle_staged ON policy_bundle(state) WHERE state IN (1, 2);
CREATE TABLE policy_canary (
    version     BIGINT NOT NULL REFERENCES policy_bundle(version),
    device      ${BLOB} NOT NULL REFERENCES device(id),
    alarms_before BIGINT NOT NULL DEFAULT 0,   -- bits of the alarms that it had already
    PRIMARY KEY (version, device)
);
CREATE TABLE unit_feature_off (                -- of the policy in force
    unit        ${BLOB} NOT NULL REFERENCES housing_unit(id),
    feature     TEXT NOT NULL,
    PRIMARY KEY (unit, feature)
);
CREATE TABLE attestation_anchor (              -- whom facility IT believes about a TPM and about an image
    id          ${BLOB} PRIMARY KEY,           -- SHA-256 of the certificate, or of the public key, in DER
    kind        SMALLINT NOT NULL CHECK (kind IN (1, 2)),  -- 1 a maker of TPMs (certificate), 2 images (public key)
    name        TEXT NOT NULL,
    pem         TEXT NOT NULL,
    added_ms    BIGINT NOT NULL
);
)sql";

}  // namespace dayroom::facility
