// A key that signs policies in the root's place: the root certifies it for one facility and some days, so that the root
// stays locked away while policies are signed. It signs nothing else (the certificate says POLICY), and cannot be
// revoked before its days are over: few of them, and a file under a passphrase as the root's own.
#pragma once

#include <filesystem>
#include <string>

#include "provisioning/keys/root_key.h"

namespace dayroom::provisioning {

inline constexpr SeedFile kPolicyKeyFile{"dayroom-policy-key-1", "a policy key file"};
inline constexpr int kMaxPolicyKeyDays = 366;
inline constexpr std::size_t kMaxPolicyKeyName = 100;  // bytes

struct NewPolicyKey {
    FacilityId facility;
    std::string name;  // whose it is
    int days = 90;
};
struct PolicyKey {
    crypto::SigningKey key;
    wire::KeyCertificate certificate;
    wire::KeyStatement statement;  // what the certificate says

    Timestamp not_after() const { return Timestamp::from_ms(statement.not_after_ms()); }
};

/// Writes the key's file, and beside it ("….certificate") the root's word for it. kInvalid: name or days; kConflict
/// when one of the files exists.
Result<PolicyKey> make_policy_key(const std::filesystem::path& file, const NewPolicyKey& wish, const RootKey& root,
                                  const Secret& passphrase, Timestamp now, Random& random);
/// kUnauthenticated for a wrong passphrase; kCorrupt, kInvalid: files that are none of ours, or not of one another.
Result<PolicyKey> load_policy_key(const std::filesystem::path& file, const Secret& passphrase);

/// kExpired: its days are over, or have not begun; kInvalid: another facility's policy, or what is wrong with it.
Result<wire::RootSigned> sign_policy_with(const PolicyKey& key, const wire::PolicyBundle& bundle);

}  // namespace dayroom::provisioning
