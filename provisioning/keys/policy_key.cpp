#include "provisioning/keys/policy_key.h"

#include <nlohmann/json.hpp>

#include "platform/wire/policy.h"
#include "provisioning/keys/files.h"

namespace dayroom::provisioning {
namespace {

using nlohmann::json;

constexpr const char* kCertificateFormat = "dayroom-policy-key-certificate-1";

std::filesystem::path certificate_of(const std::filesystem::path& file) { return file.string() + ".certificate"; }

Result<wire::KeyCertificate> read_policy_certificate(const std::filesystem::path& file) {
    const Error none(ErrorCode::kInvalid, file.string() + " is not the certificate of a policy key");
    const json content = json::parse(TRY(read_small_file(file)), nullptr, false);
    if (!content.is_object() || content.value("format", json()) != kCertificateFormat) return none;
    const auto text = content.find("certificate");
    if (text == content.end() || !text->is_string()) return none;
    const auto bytes = from_base64url(text->get<std::string>());
    wire::KeyCertificate certificate;
    if (!bytes.ok() || !certificate.ParseFromArray(bytes->data(), static_cast<int>(bytes->size()))) return none;
    return certificate;
}

}  // namespace

Result<PolicyKey> make_policy_key(const std::filesystem::path& file, const NewPolicyKey& wish, const RootKey& root,
                                  const Secret& passphrase, Timestamp now, Random& random) {
    if (wish.days < 1 || wish.days > kMaxPolicyKeyDays)
        return Error(ErrorCode::kInvalid,
                     "a policy key is good for 1 to " + std::to_string(kMaxPolicyKeyDays) + " days");
    if (wish.name.empty() || wish.name.size() > kMaxPolicyKeyName)
        return Error(ErrorCode::kInvalid, "say with --name whose key it is, in at most 100 bytes");
    std::error_code ignored;
    if (std::filesystem::exists(certificate_of(file), ignored))
        return Error(ErrorCode::kConflict, certificate_of(file).string() + " exists already");
    PolicyKey made{crypto::SigningKey::make(random), {}, {}};
    made.statement.set_facility_id(wish.facility.raw());
    made.statement.set_purpose(wire::KeyStatement::POLICY);
    made.statement.set_signing_key(made.key.public_key().raw());
    made.statement.set_not_before_ms((now - std::chrono::hours(1)).ms());
    made.statement.set_not_after_ms((now + std::chrono::hours(24 * wish.days)).ms());
    made.statement.set_name(wish.name);
    made.certificate = root.certify(made.statement);
    TRY(write_seed_file(kPolicyKeyFile, file, passphrase, made.key.seed(), made.key.public_key().bytes(), random));
    const json content = {{"format", kCertificateFormat},
                          {"certificate", to_base64url(as_bytes(made.certificate.SerializeAsString()))}};
    TRY(write_whole_file(certificate_of(file), content.dump(2) + "\n", FileAudience::kEverybody));
    return made;
}

Result<PolicyKey> load_policy_key(const std::filesystem::path& file, const Secret& passphrase) {
    const auto certificate = TRY(read_policy_certificate(certificate_of(file)));
    PolicyKey loaded{
        TRY(crypto::SigningKey::from_seed(TRY(read_seed_file(kPolicyKeyFile, file, passphrase)))), certificate, {}};
    if (!loaded.statement.ParseFromString(certificate.payload()) ||
        loaded.statement.purpose() != wire::KeyStatement::POLICY ||
        loaded.statement.signing_key() != loaded.key.public_key().raw())
        return Error(ErrorCode::kInvalid, certificate_of(file).string() + " is of another key than " + file.string());
    return loaded;
}

Result<wire::RootSigned> sign_policy_with(const PolicyKey& key, const wire::PolicyBundle& bundle) {
    if (bundle.facility_id() != key.statement.facility_id())
        return Error(ErrorCode::kInvalid, "this policy key is of another facility");
    if (bundle.made_ms() < key.statement.not_before_ms() || bundle.made_ms() > key.statement.not_after_ms())
        return Error(ErrorCode::kExpired,
                     "the days of this policy key are over: make another one with dayroom-provision policy key");
    return wire::sign_policy(bundle, key.key, key.certificate);
}

}  // namespace dayroom::provisioning
