// Terminals in hub.db: enrolled, revoked, and what they last said about themselves. Writes: the writer thread.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "platform/attestation/word.h"
#include "platform/facility/devices/registry.h"
#include "platform/facility/feed/work.h"

namespace dayroom::facility {

inline constexpr std::size_t kMaxRevokeReason = 200;  // code points
inline constexpr std::size_t kMaxSerialBytes = 64;

struct DeviceHealth {
    Timestamp seen;  // not set: never
    std::string version;
    std::string assurance;
    std::int64_t outbox_depth = 0;
    std::int64_t uptime_s = 0;
    Milliseconds clock_ahead{0};  // of the hub's clock, when it reported
    std::int64_t faults = 0;
    std::int64_t audit_sequence = 0;
    std::int64_t policy_version = 0;  // of the signed policy that it runs; 0: none
    std::string image_version;        // of the image that it runs; empty: it was not made from one
    std::string image_state;          // what becomes of the one that the policy names (HealthReport)
    Timestamp serviced;               // when a technician last left diagnostics
    std::string serviced_by;          // serial of the certificate, or "phone"
    Timestamp tested;                 // of the last readiness report
    std::int64_t tests_passed = 0;
    std::int64_t tests_failed = 0;
    std::int64_t tests_skipped = 0;
    std::string failed_tests;  // codes, a comma between
};
struct ListedDevice {
    DeviceId id;
    std::string name;
    UnitId unit;
    std::string unit_name;
    std::string kind;
    std::string serial;
    Bytes box_key;  // X25519: facility IT answers a technician's call with it
    bool revoked = false;
    std::string revoked_why;
    std::string attested;        // what its TPM proved when it was enrolled: "tpm", "maker", "image", or nothing
    std::string attested_why;    // why no more, a code
    std::string attested_maker;  // of the TPM
    Timestamp enrolled;
    Timestamp revoked_at;
    Timestamp certificate_not_after;
    DeviceHealth health;
};

/// The head of a terminal's audit chain, compared with what it said last time.
enum class AuditAnchor {
    kGood,
    kBackwards,  // it knows fewer events than before: its log was cut off
    kForked,     // the same number of events with another hash: its log was changed
};

class Devices {
public:
    /// Burns the token and makes the device (or, with `replaced` set, gives it its new certificate), in one
    /// transaction. `finding`: what its TPM has proved now, in the place of what it had before. kConflict with text_key
    /// "token_used" when the token was used before.
    Status enroll(Work& work, const Device& device, const TokenId& token, const attestation::Finding& finding = {});
    /// Cut off from its next call on. Twice is harmless. kNotFound.
    Status revoke(Work& work, const DeviceId& id, std::string_view why);
    /// Keeps the report, in a table of its own; what an audit head that does not fit means is told.
    Result<AuditAnchor> report(Work& work, const DeviceId& id, const wire::HealthReport& report);
    /// By unit and name.
    Result<std::vector<ListedDevice>> list(database::Connection& connection);
};

/// Terminals renew by themselves when four to three months are left: who has less than this has not come for weeks.
inline constexpr Milliseconds kCertificateWarning{60LL * 24 * 3'600'000};
/// The sentence about terminals whose certificates end soon or have ended, for the log; nothing when there is none.
std::optional<std::string> warning_of_certificates(const std::vector<ListedDevice>& devices, Timestamp now);

}  // namespace dayroom::facility
