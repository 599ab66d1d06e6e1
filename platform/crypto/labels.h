// Every derivation label and signing domain, in one place: no two purposes may ever share one.
#pragma once

#include <string_view>

namespace dayroom::crypto {

using namespace std::string_view_literals;

// derive_key(vault key, …)
inline constexpr std::string_view kLabelCommand = "command"sv;  // the session-proof key
inline constexpr std::string_view kLabelBox = "box"sv;  // seed of the pair whose public half is vault_public_key
inline constexpr std::string_view kLabelVaultDb =
    "vault-db"sv;  // context: device id; raw key of the vault file on that device
inline constexpr std::string_view kLabelDraft = "draft"sv;  // names of drafts at the hub
// derive_key(store key, …)
inline constexpr std::string_view kLabelDeviceDb = "device-db"sv;  // raw key of device.db
inline constexpr std::string_view kLabelBlob = "blob"sv;           // photos at rest

// derive_key(what a PREA report code was stretched to, …)
inline constexpr std::string_view kLabelPreaAnswer = "prea-answer"sv;  // seed of the pair that answers are sealed to
inline constexpr std::string_view kLabelPreaTag = "prea-tag"sv;        // names the answers

// derive_key(what the facility root and one terminal share, …)
inline constexpr std::string_view kLabelTechnicianAnswer = "technician-answer"sv;  // answers by phone

// derive_key(the hub's signing seed, …), then derive_key(that, …) with ticket and enrolment as context
inline constexpr std::string_view kLabelAttestation = "attestation"sv;
inline constexpr std::string_view kLabelAttestationAnswer = "attestation-answer"sv;  // goes into the credential
inline constexpr std::string_view kLabelAttestationNonce = "attestation-nonce"sv;    // goes into the quote

// derive_key(backup key, …)
inline constexpr std::string_view kLabelBackupFile = "backup-file"sv;  // context: the file's name in the backup

// derive_key(the secret of a console session, …)
inline constexpr std::string_view kLabelCsrf = "console-csrf"sv;  // what the page sends back in a header

// Ed25519 domains, as dayroom.proto states them; the closing NUL belongs to them.
inline constexpr std::string_view kDomainSeal = "dayroom-seal-1\0"sv;
inline constexpr std::string_view kDomainRoot = "dayroom-root-1\0"sv;
inline constexpr std::string_view kDomainCommand = "dayroom-command-1\0"sv;
inline constexpr std::string_view kDomainToken = "dayroom-token-1\0"sv;
inline constexpr std::string_view kDomainEnroll = "dayroom-enroll-1\0"sv;
inline constexpr std::string_view kDomainRenew = "dayroom-renew-1\0"sv;
inline constexpr std::string_view kDomainPrea = "dayroom-prea-1\0"sv;
inline constexpr std::string_view kDomainPolicy = "dayroom-policy-1\0"sv;
inline constexpr std::string_view kDomainTransfer = "dayroom-transfer-1\0"sv;  // docs/formats/dayroom-transfer-1
inline constexpr std::string_view kDomainTechnicians = "dayroom-technicians-1\0"sv;
inline constexpr std::string_view kDomainReadiness = "dayroom-readiness-1\0"sv;  // docs/features/diagnostics.md
inline constexpr std::string_view kDomainWipe = "dayroom-wipe-1\0"sv;            // docs/operations/replacing.md
inline constexpr std::string_view kDomainTerminals = "dayroom-terminals-1\0"sv;  // docs/formats/dayroom-terminals-1.md
inline constexpr std::string_view kDomainRequestRecord = "dayroom-request-1\0"sv;  // of a request, for a court

}  // namespace dayroom::crypto
