#include "provisioning/keys/root_key.h"

#include <nlohmann/json.hpp>

#include "platform/crypto/password.h"
#include "platform/crypto/secretbox.h"
#include "platform/wire/seal.h"
#include "platform/wire/token.h"
#include "provisioning/keys/files.h"

namespace dayroom::provisioning {
namespace {

constexpr const char* kFormat = "dayroom-root-key-1";
constexpr crypto::ArgonCost kRootCost{.memory_kib = 256 * 1024, .passes = 3};

Error not_ours(const std::filesystem::path& file) {
    return Error(ErrorCode::kCorrupt, file.string() + " is not a facility root key file");
}

}  // namespace

Result<RootKey> RootKey::create(const std::filesystem::path& file, const Secret& passphrase, Random& random) {
    if (passphrase.size() < kMinPassphraseCharacters) {
        return Error(ErrorCode::kInvalid, "the passphrase needs at least 12 characters");
    }
    crypto::SigningKey key = crypto::SigningKey::make(random);
    const crypto::Salt salt = crypto::make_salt(random);
    const Secret wrap = TRY(crypto::derive_from_password(passphrase.bytes(), salt, kRootCost));
    const Bytes sealed = crypto::encrypt(wrap, key.seed().bytes(), as_bytes(kFormat));
    const nlohmann::json content = {{"format", kFormat},
                                    {"public_key", to_hex(key.public_key().bytes())},
                                    {"memory_kib", kRootCost.memory_kib},
                                    {"passes", kRootCost.passes},
                                    {"salt", to_hex(salt)},
                                    {"sealed", to_hex(sealed)}};
    TRY(write_whole_file(file, content.dump(2) + "\n", FileAudience::kOwnerOnly));
    return RootKey(std::move(key));
}

Result<RootKey> RootKey::load(const std::filesystem::path& file, const Secret& passphrase) {
    const std::string text = TRY(read_small_file(file));
    const auto content = nlohmann::json::parse(text, nullptr, false);
    if (!content.is_object() || content.value("format", "") != kFormat) return not_ours(file);
    const auto field = [&](const char* name) {
        const auto found = content.find(name);
        return found != content.end() && found->is_string() ? from_hex(found->get<std::string>())
                                                            : Result<Bytes>(not_ours(file));
    };
    const Bytes salt_bytes = TRY(field("salt"));
    const Bytes sealed = TRY(field("sealed"));
    crypto::Salt salt{};
    if (salt_bytes.size() != salt.size()) return not_ours(file);
    std::copy(salt_bytes.begin(), salt_bytes.end(), salt.begin());
    if (!content["memory_kib"].is_number_unsigned() || !content["passes"].is_number_unsigned()) return not_ours(file);
    const crypto::ArgonCost cost{content["memory_kib"].get<std::uint64_t>(), content["passes"].get<std::uint64_t>()};

    const Secret wrap = TRY(crypto::derive_from_password(passphrase.bytes(), salt, cost));
    auto seed = crypto::decrypt_secret(wrap, sealed, as_bytes(kFormat));
    if (!seed.ok()) return Error(ErrorCode::kUnauthenticated, "wrong passphrase for " + file.string());
    return RootKey(TRY(crypto::SigningKey::from_seed(seed.value())));
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

Result<std::string> RootKey::sign_token(const wire::EnrollToken& token) const {
    return wire::make_token_text(token, key_);
}

}  // namespace dayroom::provisioning
