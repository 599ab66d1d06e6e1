#include "tests/support/software_tpm.h"

#include <fstream>
#include <stdexcept>
#include <thread>

#include <nlohmann/json.hpp>
#include <openssl/evp.h>
#include <openssl/pem.h>
#include <openssl/rsa.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

#include "platform/crypto/hash.h"

namespace dayroom::test {
namespace {

constexpr std::size_t kPcrBytes = 32;

void must_hold(bool done, const char* what) {
    if (!done) throw std::runtime_error(std::string("software TPM: ") + what);
}

/// The digest of the policy "PCR 11 holds `value`": TPM 2.0 part 3, PolicyPCR.
Bytes policy_of(const Bytes& value) {
    Bytes text(kPcrBytes, 0);
    for (const int byte : {0, 0, 0x01, 0x7F}) text.push_back(static_cast<std::uint8_t>(byte));  // TPM_CC_PolicyPCR
    for (const int byte : {0, 0, 0, 1, 0, 0x0B, 3, 0, 0x08, 0})
        text.push_back(static_cast<std::uint8_t>(byte));  // SHA-256: 11
    const auto held = crypto::sha256(value);
    text.insert(text.end(), held.begin(), held.end());
    const auto policy = crypto::sha256(text);
    return Bytes(policy.begin(), policy.end());
}

std::string padded_base64(const Bytes& bytes) {
    std::string text(4 * ((bytes.size() + 2) / 3) + 1, '\0');
    const int size =
        EVP_EncodeBlock(reinterpret_cast<unsigned char*>(text.data()), bytes.data(), static_cast<int>(bytes.size()));
    text.resize(static_cast<std::size_t>(size));
    return text;
}

Bytes signature_by(EVP_PKEY* key, const Bytes& message) {
    EVP_MD_CTX* context = EVP_MD_CTX_new();
    std::size_t size = 0;
    must_hold(EVP_DigestSignInit(context, nullptr, EVP_sha256(), nullptr, key) == 1 &&
                  EVP_DigestSign(context, nullptr, &size, message.data(), message.size()) == 1,
              "sign");
    Bytes signature(size);
    must_hold(EVP_DigestSign(context, signature.data(), &size, message.data(), message.size()) == 1, "sign");
    signature.resize(size);
    EVP_MD_CTX_free(context);
    return signature;
}

bool answers(const std::filesystem::path& path) {
    const int opened = ::socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0);
    sockaddr_un address{};
    address.sun_family = AF_UNIX;
    path.string().copy(address.sun_path, sizeof address.sun_path - 1);
    const bool connected = ::connect(opened, reinterpret_cast<const sockaddr*>(&address), sizeof address) == 0;
    ::close(opened);
    return connected;
}

}  // namespace

SoftwareTpm::SoftwareTpm() { start(); }
SoftwareTpm::SoftwareTpm(Manufactured) {
    manufacture();
    start();
}

void SoftwareTpm::manufacture() {
    const std::string authority = (folder_ / "maker").string();
    std::filesystem::create_directories(authority);
    std::filesystem::create_directories(folder_ / "state");
    const std::string tool = (folder_ / "authority.conf").string();
    const std::string options = (folder_ / "authority.options").string();
    std::ofstream(tool) << "statedir = " << authority << "\nsigningkey = " << authority
                        << "/key.pem\nissuercert = " << authority << "/maker.pem\ncertserial = " << authority
                        << "/serial\n";
    std::ofstream(options) << "--platform-manufacturer Test\n--platform-version 1\n--platform-model test\n";
    std::ofstream(folder_ / "setup.conf")
        << "create_certs_tool = /usr/bin/swtpm_localca\ncreate_certs_tool_config = " << tool
        << "\ncreate_certs_tool_options = " << options << "\n";
    const auto made =
        run({"/usr/bin/swtpm_setup", "--tpm2", "--tpmstate", "dir://" + (folder_ / "state").string(), "--config",
             (folder_ / "setup.conf").string(), "--create-ek-cert", "--lock-nvram", "--pcr-banks", "sha256"});
    must_hold(made.exit_code == 0, "swtpm_setup does not make one");
}

std::vector<std::string> SoftwareTpm::makers() const {
    std::vector<std::string> all;
    for (const char* name : {"maker/maker.pem", "maker/swtpm-localca-rootca-cert.pem"}) {
        std::ifstream file(folder_ / name);
        if (file) all.emplace_back(std::istreambuf_iterator<char>(file), std::istreambuf_iterator<char>());
    }
    return all;
}

void SoftwareTpm::start() {
    std::filesystem::create_directories(folder_ / "state");
    const std::string path = (folder_ / "tpm").string();
    // It serves one client at a time: who waits for it knocks at its control socket.
    process_ = std::make_unique<Process>(Process::Options{
        .arguments = {"/usr/bin/swtpm", "socket", "--tpm2", "--tpmstate", "dir=" + (folder_ / "state").string(),
                      "--ctrl", "type=unixio,path=" + path + ".ctrl", "--server", "type=unixio,path=" + path, "--flags",
                      "not-need-init,startup-clear"},
        .environment = {},
        .log = folder_ / "log",
        .input = {},
        .output_to_log = true});
    const auto patience = std::chrono::steady_clock::now() + kPatience;
    while (!answers(path + ".ctrl")) {
        must_hold(process_->running() && std::chrono::steady_clock::now() < patience, "swtpm does not start");
        std::this_thread::yield();
    }
}

void SoftwareTpm::stop() {
    process_->stop();
    for (const char* name : {"tpm", "tpm.ctrl"}) std::filesystem::remove(folder_ / name);
}

void SoftwareTpm::restart() {
    stop();
    start();
}

void SoftwareTpm::clear() {
    stop();
    std::filesystem::remove_all(folder_ / "state");
    start();
}

SignedImage::SignedImage(Kind kind) : key_(kind == Kind::kRsa ? EVP_RSA_gen(2048) : EVP_EC_gen("P-256")) {
    must_hold(key_ != nullptr, "make an image key");
}
SignedImage::~SignedImage() { EVP_PKEY_free(key_); }

device::tpm::Place SignedImage::boots_with(const std::vector<Bytes>& values, const std::string& tcti) const {
    device::tpm::Place place;
    place.tcti = tcti;
    place.policy_file = folder_ / "policy.json";
    place.image_key_file = folder_ / "image-key.pem";
    nlohmann::json states = nlohmann::json::array();
    for (const Bytes& value : values) {
        const Bytes policy = policy_of(value);
        states.push_back({{"pcrs", {11}},
                          {"pkfp", ""},
                          {"pol", to_hex(policy)},
                          {"sig", padded_base64(signature_by(key_, policy))}});
    }
    std::ofstream(place.policy_file) << nlohmann::json{{"sha256", states}};
    std::FILE* file = std::fopen(place.image_key_file.c_str(), "w");
    must_hold(file != nullptr && PEM_write_PUBKEY(file, key_) == 1, "write the image key");
    std::fclose(file);
    return place;
}

Bytes fresh_pcr() { return Bytes(kPcrBytes, 0); }

Bytes extended_pcr(const Bytes& before, const Bytes& event) {
    Bytes both = before;
    both.insert(both.end(), event.begin(), event.end());
    const auto after = crypto::sha256(both);
    return Bytes(after.begin(), after.end());
}

}  // namespace dayroom::test
