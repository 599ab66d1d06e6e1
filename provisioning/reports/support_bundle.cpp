#include "provisioning/reports/support_bundle.h"

#include <nlohmann/json.hpp>

#include "provisioning/keys/files.h"

namespace dayroom::provisioning {
namespace {

using nlohmann::json;

constexpr const char* kSupportFormat = "dayroom-support-1";
constexpr std::size_t kKeyHexDigits = 64;

}  // namespace

Result<crypto::BoxPublic> make_support_key(const std::filesystem::path& file, const Secret& passphrase,
                                           Random& random) {
    const crypto::BoxKey key = crypto::BoxKey::make(random);
    TRY(write_seed_file(kSupportKeyFile, file, passphrase, key.seed(), key.public_key().bytes(), random));
    return key.public_key();
}

Result<crypto::BoxPublic> read_support_public(const std::string& hex_or_file) {
    if (hex_or_file.size() == kKeyHexDigits)
        if (const auto bytes = from_hex(hex_or_file); bytes.ok()) return crypto::BoxPublic::from_bytes(*bytes);
    return crypto::BoxPublic::from_bytes(TRY(read_sealed_seed(kSupportKeyFile, hex_or_file)).public_key);
}

Result<std::string> open_support_bundle(const std::filesystem::path& bundle, const std::filesystem::path& key,
                                        const Secret& passphrase) {
    const std::string box = TRY(read_small_file(bundle, kMaxBundleFile));
    const auto pair = TRY(crypto::BoxKey::from_seed(TRY(read_seed_file(kSupportKeyFile, key, passphrase))));
    const auto opened = pair.open(as_bytes(box));
    if (!opened.ok())
        return Error(ErrorCode::kUnauthenticated,
                     bundle.string() + " is not sealed to this key, is no support bundle, or is damaged");
    const json content = json::parse(as_text(*opened), nullptr, false);
    const auto format = content.is_object() ? content.find("format") : content.end();
    if (!content.is_object() || format == content.end() || *format != kSupportFormat)
        return Error(ErrorCode::kInvalid, "what was sealed in " + bundle.string() + " is no support bundle");
    return content.dump(2) + "\n";
}

}  // namespace dayroom::provisioning
