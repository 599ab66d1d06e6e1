#include "provisioning/keys/root_key.h"

#include "platform/wire/policy.h"
#include "platform/wire/prea.h"
#include "platform/wire/seal.h"
#include "platform/wire/token.h"

namespace dayroom::provisioning {

Result<RootKey> RootKey::create(const std::filesystem::path& file, const Secret& passphrase, Random& random) {
    return keep(file, passphrase, crypto::SigningKey::make(random), random);
}

Result<RootKey> RootKey::keep(const std::filesystem::path& file, const Secret& passphrase, crypto::SigningKey key,
                              Random& random) {
    TRY(write_seed_file(kRootKeyFile, file, passphrase, key.seed(), key.public_key().bytes(), random));
    return RootKey(std::move(key));
}

Result<RootKey> RootKey::load(const std::filesystem::path& file, const Secret& passphrase) {
    const Secret seed = TRY(read_seed_file(kRootKeyFile, file, passphrase));
    return RootKey(TRY(crypto::SigningKey::from_seed(seed)));
}

wire::KeyCertificate RootKey::certify(const HubRequest& request, Timestamp now) const {
    wire::KeyStatement statement;
    statement.set_facility_id(request.facility_id.raw());
    statement.set_purpose(wire::KeyStatement::HUB);
    statement.set_signing_key(request.signing_key.raw());
    statement.set_box_key(request.box_key.raw());
    statement.set_not_before_ms((now - std::chrono::hours(1)).ms());
    statement.set_not_after_ms((now + std::chrono::hours(24 * kHubCertificateDays)).ms());
    statement.set_name(request.facility_name);
    return wire::certify_key(statement, key_);
}

wire::KeyCertificate RootKey::certify(const wire::KeyStatement& statement) const {
    return wire::certify_key(statement, key_);
}

Result<std::string> RootKey::sign_token(const wire::EnrollToken& token) const {
    return wire::make_token_text(token, key_);
}

Result<wire::RootSigned> RootKey::sign_policy(const wire::PolicyBundle& bundle) const {
    return wire::sign_policy(bundle, key_);
}

wire::PreaBody RootKey::sign_prea(const wire::PreaStatement& statement) const {
    return wire::sign_prea_statement(statement, key_);
}

Result<wire::IssuedTechnician> RootKey::issue_technician(const wire::NewTechnician& wish, const Secret& pin,
                                                         Random& random) const {
    return wire::issue_technician(wish, key_, pin.bytes(), wire::kTechnicianCost, random);
}

wire::TechnicianList RootKey::sign_technicians(const wire::TechnicianRevocations& list) const {
    return wire::sign_technician_list(list, key_);
}

Result<std::string> RootKey::answer_technician(std::string_view challenge, const crypto::BoxPublic& terminal) const {
    return wire::answer_technician_challenge(challenge, terminal, key_);
}

}  // namespace dayroom::provisioning
