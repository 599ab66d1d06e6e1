#include "provisioning/keys/seed_file.h"

#include <nlohmann/json.hpp>

#include "platform/crypto/password.h"
#include "platform/crypto/secretbox.h"
#include "provisioning/keys/files.h"

namespace dayroom::provisioning {
namespace {

constexpr crypto::ArgonCost kSeedCost{.memory_kib = 256 * 1024, .passes = 3};

}  // namespace

Status write_seed_file(const SeedFile& kind, const std::filesystem::path& file, const Secret& passphrase,
                       const Secret& seed, ByteView public_key, Random& random) {
    if (passphrase.size() < kMinPassphraseCharacters) {
        return Error(ErrorCode::kInvalid, "the passphrase needs at least 12 characters");
    }
    const crypto::Salt salt = crypto::make_salt(random);
    const Secret wrap = TRY(crypto::derive_from_password(passphrase.bytes(), salt, kSeedCost));
    const Bytes sealed = crypto::encrypt(wrap, seed.bytes(), as_bytes(kind.format));
    const nlohmann::json content = {{"format", kind.format},
                                    {"public_key", to_hex(public_key)},
                                    {"memory_kib", kSeedCost.memory_kib},
                                    {"passes", kSeedCost.passes},
                                    {"salt", to_hex(salt)},
                                    {"sealed", to_hex(sealed)}};
    return write_whole_file(file, content.dump(2) + "\n", FileAudience::kOwnerOnly);
}

Result<Secret> read_seed_file(const SeedFile& kind, const std::filesystem::path& file, const Secret& passphrase) {
    const auto not_ours = [&] { return Error(ErrorCode::kCorrupt, file.string() + " is not " + kind.what); };
    const std::string text = TRY(read_small_file(file));
    const auto content = nlohmann::json::parse(text, nullptr, false);
    if (!content.is_object() || content.value("format", "") != kind.format) return not_ours();
    const auto field = [&](const char* name) {
        const auto found = content.find(name);
        return found != content.end() && found->is_string() ? from_hex(found->get<std::string>())
                                                            : Result<Bytes>(not_ours());
    };
    const Bytes salt_bytes = TRY(field("salt"));
    const Bytes sealed = TRY(field("sealed"));
    crypto::Salt salt{};
    if (salt_bytes.size() != salt.size()) return not_ours();
    std::copy(salt_bytes.begin(), salt_bytes.end(), salt.begin());
    if (!content["memory_kib"].is_number_unsigned() || !content["passes"].is_number_unsigned()) return not_ours();
    const crypto::ArgonCost cost{content["memory_kib"].get<std::uint64_t>(), content["passes"].get<std::uint64_t>()};
    const Secret wrap = TRY(crypto::derive_from_password(passphrase.bytes(), salt, cost));
    auto seed = crypto::decrypt_secret(wrap, sealed, as_bytes(kind.format));
    if (!seed.ok()) return Error(ErrorCode::kUnauthenticated, "wrong passphrase for " + file.string());
    return seed;
}

}  // namespace dayroom::provisioning
