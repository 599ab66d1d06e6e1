#include "provisioning/keys/seed_file.h"

#include <nlohmann/json.hpp>

#include "platform/crypto/password.h"
#include "platform/crypto/secretbox.h"
#include "provisioning/keys/files.h"

namespace dayroom::provisioning {
namespace {

constexpr crypto::ArgonCost kSeedCost{.memory_kib = 256 * 1024, .passes = 3};

}  // namespace

Status write_sealed_seed(const SeedFile& kind, const std::filesystem::path& file, const SealedSeed& seed) {
    const nlohmann::json content = {{"format", kind.format},
                                    {"public_key", to_hex(seed.public_key)},
                                    {"memory_kib", seed.cost.memory_kib},
                                    {"passes", seed.cost.passes},
                                    {"salt", to_hex(seed.salt)},
                                    {"sealed", to_hex(seed.sealed)}};
    return write_whole_file(file, content.dump(2) + "\n", FileAudience::kOwnerOnly);
}

Result<SealedSeed> read_sealed_seed(const SeedFile& kind, const std::filesystem::path& file) {
    const auto not_ours = [&] { return Error(ErrorCode::kCorrupt, file.string() + " is not " + kind.what); };
    const std::string text = TRY(read_small_file(file));
    const auto content = nlohmann::json::parse(text, nullptr, false);
    if (!content.is_object() || content.value("format", "") != kind.format) return not_ours();
    const auto field = [&](const char* name) {
        const auto found = content.find(name);
        return found != content.end() && found->is_string() ? from_hex(found->get<std::string>())
                                                            : Result<Bytes>(not_ours());
    };
    SealedSeed seed;
    const Bytes salt = TRY(field("salt"));
    if (salt.size() != seed.salt.size()) return not_ours();
    std::copy(salt.begin(), salt.end(), seed.salt.begin());
    seed.sealed = TRY(field("sealed"));
    seed.public_key = TRY(field("public_key"));
    const auto number = [&](const char* name) {
        const auto found = content.find(name);
        return found != content.end() && found->is_number_unsigned() ? found->get<std::uint64_t>() : 0;
    };
    seed.cost = {number("memory_kib"), number("passes")};
    if (seed.cost.memory_kib == 0 || seed.cost.passes == 0) return not_ours();
    return seed;
}

Status write_seed_file(const SeedFile& kind, const std::filesystem::path& file, const Secret& passphrase,
                       const Secret& seed, ByteView public_key, Random& random) {
    if (passphrase.size() < kMinPassphraseCharacters) {
        return Error(ErrorCode::kInvalid, "the passphrase needs at least 12 characters");
    }
    SealedSeed out{Bytes(public_key.begin(), public_key.end()), kSeedCost, crypto::make_salt(random), {}};
    const Secret wrap = TRY(crypto::derive_from_password(passphrase.bytes(), out.salt, out.cost));
    out.sealed = crypto::encrypt(wrap, seed.bytes(), as_bytes(kind.format));
    return write_sealed_seed(kind, file, out);
}

Result<Secret> read_seed_file(const SeedFile& kind, const std::filesystem::path& file, const Secret& passphrase) {
    const SealedSeed kept = TRY(read_sealed_seed(kind, file));
    const Secret wrap = TRY(crypto::derive_from_password(passphrase.bytes(), kept.salt, kept.cost));
    auto seed = crypto::decrypt_secret(wrap, kept.sealed, as_bytes(kind.format));
    if (!seed.ok()) return Error(ErrorCode::kUnauthenticated, "wrong passphrase for " + file.string());
    return seed;
}

}  // namespace dayroom::provisioning
