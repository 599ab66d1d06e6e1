// Who may come into diagnostics: what a technician's stick says, the count of wrong tries (kept before each try, so
// that pulling the plug gives none back), and what is remembered of the last visit. Pure but for the stick.
#pragma once

#include <filesystem>
#include <optional>

#include "platform/agent/identity.h"
#include "platform/agent/local.pb.h"
#include "platform/rules/lockout.h"
#include "platform/store/device_store.h"
#include "platform/wire/technician.h"

namespace dayroom::agent {

inline constexpr rules::LockoutPolicy kTechnicianLockout{.attempts = 5, .base = Seconds(900)};
inline constexpr Seconds kChallengeTime{15 * 60};
inline constexpr int kChallengeTries = 3;
inline constexpr Seconds kTechnicianIdle{15 * 60};
inline constexpr Seconds kTechnicianLongest{2 * 60 * 60};
inline constexpr Milliseconds kServicedShown{30LL * 24 * 3'600'000};
inline constexpr int kMostKeptFaults = 32;

/// By what a certificate is judged.
struct TechnicianTrust {
    crypto::SigningPublic root;
    FacilityId facility;
    std::optional<wire::TechnicianRevocations> list;  // the newest that the root has signed
    Timestamp now;
};
/// Keeps a list that is newer than the one before: to be called whenever something has come from the hub, too.
Result<TechnicianTrust> technician_trust(store::DeviceStore& device, const Identity& identity, Timestamp now);

struct StickLook {
    std::filesystem::path stick;
    std::optional<wire::TechnicianFile> file;     // whole, whatever its certificate is worth
    std::optional<wire::KeyStatement> statement;  // of a certificate that counts
    std::string refusal_code;                     // as local::Door
};
/// Reads the stick: may take as long as the stick does.
StickLook look_at_stick(const std::filesystem::path& media, const TechnicianTrust& trust);

/// kCorrupt bytes are as if there were none.
Result<local::KeptService> kept_service(store::DeviceStore& device);
Status keep_service(store::DeviceStore& device, const local::KeptService& kept);
/// kLocked "technician_locked". Else one try is counted, durably.
Status begin_try(store::DeviceStore& device, Timestamp now);
/// The try that was counted was a good one.
Status forget_tries(store::DeviceStore& device);
/// Into the black box; the same one within ten minutes stands there once.
Status keep_fault(store::DeviceStore& device, const std::string& code, Timestamp now);

/// What a screen may ask while a technician is there: nothing that is a resident's.
bool allowed_in_diagnostics(local::ToAgent::QueryCase query);
/// Those of technicians.
bool is_service_query(local::ToAgent::QueryCase query);

}  // namespace dayroom::agent
