// The signed policy: what it may say, who believes it, and what of it a terminal goes by. docs/features/policy.md.
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>

#include "platform/base/id.h"
#include "platform/base/result.h"
#include "platform/crypto/hash.h"
#include "platform/crypto/keys.h"
#include "platform/wire/dayroom.pb.h"

namespace dayroom::wire {

/// One field of Policy that a bundle may set.
struct LimitRule {
    std::string_view name;
    std::int64_t least;
    std::int64_t most;
    bool terminal;  // a terminal decides it alone: it counts there at once. Else the hub does, once the policy is live
};
std::span<const LimitRule> limit_rules();
const LimitRule* find_limit(std::string_view name);

/// What a unit may do without: "messages", "commissary", "phone", "visits". Requests, notices, money and the ways to
/// report abuse are always there.
std::span<const std::string_view> policy_features();

/// Sets `limit` in `policy`; one that this program does not know is left out.
void set_limit(Policy& policy, const PolicyLimit& limit);
/// What stands in `policy` there.
std::int64_t limit_in(const Policy& policy, std::string_view name);

/// kInvalid, kTooLarge: with what is wrong.
Status check_policy(const PolicyBundle& bundle);
Result<PolicyBundle> parse_policy(ByteView payload);

/// Checks it first.
Result<RootSigned> sign_policy(const PolicyBundle& bundle, const crypto::SigningKey& key,
                               const std::optional<KeyCertificate>& signer = std::nullopt);
/// The policy, if it is of this facility and its root, or a policy key of the root's, signed it. kUnauthenticated,
/// kExpired, kInvalid, kTooLarge.
Result<PolicyBundle> open_policy(const RootSigned& envelope, const crypto::SigningPublic& root,
                                 const FacilityId& facility);

/// The file that is carried: its name, and the serialised RootSigned in base64url
/// (docs/formats/dayroom-policy-bundle-1.md).
std::string policy_file_text(const RootSigned& envelope);
/// kInvalid: no such file; kTooLarge.
Result<RootSigned> read_policy_file(std::string_view text);

/// Names in an agent's data folder: a policy that was brought on a stick, and what became of it.
inline constexpr const char* kBroughtPolicy = "policy.bundle";
inline constexpr const char* kBroughtPolicyResult = "policy.result";

/// Without what the hub alone needs: prices, forms, weeks, the hub's limits.
PolicyBundle terminal_rules(const PolicyBundle& bundle);
/// `facility` as a terminal sees it that goes by `rules`.
void apply_terminal_rules(const PolicyBundle& rules, Facility& facility);
/// Whether the policy of this unit offers `feature`.
bool offers(const PolicyBundle& rules, const UnitId& unit, std::string_view feature);

/// Names what was signed: the same bundle, or another of the same version.
crypto::Digest policy_digest(const RootSigned& envelope);

}  // namespace dayroom::wire
