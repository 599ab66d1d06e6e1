// The facility root key: held by IT, offline, in a file under a passphrase. It signs hubs and enrolment tokens, and
// nothing else knows it.
#pragma once

#include <filesystem>

#include "platform/base/random.h"
#include "platform/base/time.h"
#include "platform/crypto/keys.h"
#include "platform/wire/dayroom.pb.h"
#include "platform/wire/technician.h"
#include "provisioning/keys/hub_request.h"
#include "provisioning/keys/key_shares.h"
#include "provisioning/keys/seed_file.h"

namespace dayroom::provisioning {

inline constexpr int kHubCertificateDays = 365;
inline constexpr SeedFile kRootKeyFile{"dayroom-root-key-1", "a facility root key file"};

class RootKey {
public:
    /// Makes a new key and writes its file (mode 0600, Argon2id 256 MiB × 3, XChaCha20-Poly1305). kInvalid for a
    /// passphrase under kMinPassphraseCharacters; kConflict if the file exists.
    static Result<RootKey> create(const std::filesystem::path& file, const Secret& passphrase, Random& random);
    /// kUnauthenticated for a wrong passphrase, kCorrupt for a file that is none of ours.
    static Result<RootKey> load(const std::filesystem::path& file, const Secret& passphrase);

    /// A key whose shares came together (key_shares.h), in a file of its own again. As create().
    static Result<RootKey> keep(const std::filesystem::path& file, const Secret& passphrase, crypto::SigningKey key,
                                Random& random);

    const crypto::SigningPublic& public_key() const { return key_.public_key(); }
    Result<std::vector<KeyShare>> split(int needed, int shares, Random& random) const {
        return split_key(key_, needed, shares, random);
    }

    /// "This hub may vouch for this facility, for a year."
    wire::KeyCertificate certify(const HubRequest& request, Timestamp now) const;
    /// The root's word for what `statement` says of another key.
    wire::KeyCertificate certify(const wire::KeyStatement& statement) const;
    /// "DR1.…": the one-time token as text.
    Result<std::string> sign_token(const wire::EnrollToken& token) const;
    /// "This is how the facility does it from now on." kInvalid, kTooLarge.
    Result<wire::RootSigned> sign_policy(const wire::PolicyBundle& bundle) const;
    /// "These are whom residents may tell outside of the facility."
    wire::PreaBody sign_prea(const wire::PreaStatement& statement) const;
    /// A technician's stick, and the list of those that count no more.
    Result<wire::IssuedTechnician> issue_technician(const wire::NewTechnician& wish, const Secret& pin,
                                                    Random& random) const;
    wire::TechnicianList sign_technicians(const wire::TechnicianRevocations& list) const;
    /// To a challenge that was read out over a telephone. kInvalid: it is not of that terminal.
    Result<std::string> answer_technician(std::string_view challenge, const crypto::BoxPublic& terminal) const;

private:
    explicit RootKey(crypto::SigningKey key) : key_(std::move(key)) {}
    crypto::SigningKey key_;
};

}  // namespace dayroom::provisioning
