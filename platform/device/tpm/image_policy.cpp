#include "platform/device/tpm/image_policy.h"

#include <fstream>

#include <nlohmann/json.hpp>

#include "platform/crypto/hash.h"

namespace dayroom::device::tpm {
namespace {

constexpr std::size_t kMaxPolicyFileBytes = 64 * 1024;
constexpr std::size_t kMaxStates = 64;
constexpr std::size_t kMaxSignatureBytes = 512;

Result<std::string> read_whole(const std::filesystem::path& path) {
    std::ifstream file(path, std::ios::binary);
    if (!file) return Error(ErrorCode::kNotFound, "this image brings no " + path.string());
    std::string text(kMaxPolicyFileBytes + 1, '\0');
    file.read(text.data(), static_cast<std::streamsize>(text.size()));
    text.resize(static_cast<std::size_t>(file.gcount()));
    if (text.size() > kMaxPolicyFileBytes) return Error(ErrorCode::kInvalid, path.string() + " is too large");
    return text;
}

/// Standard base64, padded, as systemd writes it; our own reads the other alphabet, unpadded.
Result<Bytes> from_padded_base64(std::string text) {
    while (!text.empty() && text.back() == '=') text.pop_back();
    for (char& letter : text) {
        if (letter == '+') letter = '-';
        if (letter == '/') letter = '_';
    }
    return from_base64url(text);
}

bool is_of_image_pcr(const nlohmann::json& entry) {
    const auto pcrs = entry.find("pcrs");
    return pcrs != entry.end() && pcrs->is_array() && pcrs->size() == 1 && pcrs->front() == kImagePcr;
}

std::string text_of(const nlohmann::json& entry, const char* name) {
    const auto found = entry.find(name);
    return found != entry.end() && found->is_string() ? found->get<std::string>() : std::string();
}

Result<SignedPolicy> read_state(const nlohmann::json& entry) {
    SignedPolicy state;
    state.policy = TRY(from_hex(text_of(entry, "pol")));
    state.signature = TRY(from_padded_base64(text_of(entry, "sig")));
    if (state.policy.size() != crypto::kDigestBytes || state.signature.empty() ||
        state.signature.size() > kMaxSignatureBytes)
        return Error(ErrorCode::kInvalid, "a signed policy has another size");
    return state;
}

}  // namespace

Result<ImagePolicy> read_image_policy(const std::filesystem::path& signature_file,
                                      const std::filesystem::path& key_file) {
    ImagePolicy read;
    read.image_key_pem = TRY(read_whole(key_file));
    const auto json = nlohmann::json::parse(TRY(read_whole(signature_file)), nullptr, false);
    const Error wrong(ErrorCode::kInvalid, signature_file.string() + " is no list of signed PCR policies");
    if (!json.is_object()) return wrong;
    const auto states = json.find("sha256");
    if (states == json.end() || !states->is_array() || states->size() > kMaxStates) return wrong;
    for (const auto& entry : *states) {
        if (!entry.is_object()) return wrong;
        if (is_of_image_pcr(entry)) read.states.push_back(TRY(read_state(entry)));
    }
    return read;
}

}  // namespace dayroom::device::tpm
