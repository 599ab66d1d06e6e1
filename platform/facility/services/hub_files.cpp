#include "platform/facility/services/hub_files.h"

#include <nlohmann/json.hpp>
#include <sys/stat.h>

#include "platform/wire/check.h"
#include "platform/wire/seal.h"

namespace dayroom::facility {
namespace {

using nlohmann::json;

constexpr std::size_t kMaxSmallFileBytes = 256 * 1024;

Result<Secret> read_secret(const std::filesystem::path& file) {
    std::string content = TRY(read_file(file, kMaxSmallFileBytes));
    return Secret::take_from(content);
}

Result<Secret> read_key(const std::filesystem::path& file) {
    Secret key = TRY(read_secret(file));
    if (key.size() != kKeyBytes) return Error(ErrorCode::kCorrupt, file.string() + " must have 32 bytes");
    return key;
}

Status make_folder(const std::filesystem::path& folder) {
    if (::mkdir(folder.c_str(), 0700) == 0 || errno == EEXIST) return {};
    return Error(ErrorCode::kIo, "cannot make " + folder.string() + ": " + std::strerror(errno));
}

Status write_pair(const std::filesystem::path& stem, const crypto::CertifiedKey& pair) {
    TRY(write_private_file(stem.string() + ".key", pair.key_pem.bytes()));
    return write_private_file(stem.string() + ".pem", as_bytes(pair.certificate_pem), true);
}

Result<crypto::CertifiedKey> read_pair(const std::filesystem::path& stem) {
    crypto::CertifiedKey pair;
    pair.certificate_pem = TRY(read_file(stem.string() + ".pem", kMaxSmallFileBytes));
    pair.key_pem = TRY(read_secret(stem.string() + ".key"));
    return pair;
}

}  // namespace

Status HubFiles::make_folders() const {
    std::error_code ignored;
    std::filesystem::create_directories(folder_.parent_path(), ignored);
    for (const auto& folder : {folder_, folder_ / "keys", folder_ / "tls", blobs(), folder_ / "log"})
        TRY(make_folder(folder));
    return {};
}

std::span<const HubFiles::SmallFile> HubFiles::small_files() {
    static constexpr SmallFile kFiles[] = {{"keys/signing.seed"},
                                           {"keys/box.seed"},
                                           {"tls/ca.key"},
                                           {"tls/ca.pem"},
                                           {"tls/names"},
                                           {"hub-key.request", false},
                                           {"hub-key.certificate", false}};
    return kFiles;
}

Status HubFiles::make_database_key(Random& random) const {
    return write_private_file(folder_ / "hub.key", Secret::random(kKeyBytes, random).bytes());
}

Status HubFiles::create(const std::string& facility_name, const std::vector<std::string>& server_names,
                        const Clock& clock, Random& random) const {
    if (std::filesystem::exists(folder_ / "hub.key") || std::filesystem::exists(database())) {
        return Error(ErrorCode::kConflict,
                     "there is a hub in " + folder_.string() + " already: choose another directory");
    }
    TRY(make_folders());
    TRY(make_database_key(random));
    TRY(write_private_file(folder_ / "keys/signing.seed", crypto::SigningKey::make(random).seed().bytes()));
    TRY(write_private_file(folder_ / "keys/box.seed", crypto::BoxKey::make(random).seed().bytes()));
    std::vector<std::string> names = {kHubName, "enroll.dayroom", "localhost", "127.0.0.1"};
    for (const std::string& name : server_names) {
        if (std::find(names.begin(), names.end(), name) == names.end()) names.push_back(name);
    }
    std::string lines;
    for (const std::string& name : names) lines += name + "\n";
    const crypto::CertifiedKey authority = TRY(crypto::make_authority(facility_name, clock.now(), random));
    const crypto::CertifiedKey server = TRY(crypto::make_server_certificate(authority, names, clock.now(), random));
    TRY(write_pair(folder_ / "tls/ca", authority));
    TRY(write_pair(folder_ / "tls/server", server));
    return write_private_file(folder_ / "tls/names", as_bytes(lines));
}

Result<Secret> HubFiles::database_key() const { return read_key(folder_ / "hub.key"); }

Result<crypto::SigningKey> HubFiles::signing_key() const {
    return crypto::SigningKey::from_seed(TRY(read_key(folder_ / "keys/signing.seed")));
}

Result<crypto::BoxKey> HubFiles::box_key() const {
    return crypto::BoxKey::from_seed(TRY(read_key(folder_ / "keys/box.seed")));
}

Result<crypto::CertifiedKey> HubFiles::authority() const { return read_pair(folder_ / "tls/ca"); }

Result<crypto::CertifiedKey> HubFiles::server_certificate(const Clock& clock, Random& random) const {
    crypto::CertifiedKey server = TRY(read_pair(folder_ / "tls/server"));
    const crypto::CertificateFacts facts = TRY(crypto::read_certificate(server.certificate_pem));
    if (facts.not_after - clock.now() > std::chrono::hours(24 * kRenewBeforeDays)) return server;
    return renew_server_certificate(clock, random);
}

Result<crypto::CertifiedKey> HubFiles::renew_server_certificate(const Clock& clock, Random& random) const {
    std::vector<std::string> names;
    std::string lines = TRY(read_file(folder_ / "tls/names", kMaxSmallFileBytes));
    for (std::size_t end = lines.find('\n'); end != std::string::npos; end = lines.find('\n')) {
        names.push_back(lines.substr(0, end));
        lines.erase(0, end + 1);
    }
    crypto::CertifiedKey renewed = TRY(crypto::make_server_certificate(TRY(authority()), names, clock.now(), random));
    TRY(write_pair(folder_ / "tls/server", renewed));
    return renewed;
}

Status HubFiles::write_request(const FacilityId& facility, const std::string& facility_name,
                               const std::vector<NamedUnit>& units) const {
    const crypto::SigningKey signing = TRY(signing_key());
    const crypto::BoxKey box = TRY(box_key());
    const crypto::CertifiedKey ca = TRY(authority());
    const crypto::CertificateFacts facts = TRY(crypto::read_certificate(ca.certificate_pem));
    json list = json::array();
    for (const NamedUnit& unit : units) list.push_back({{"id", unit.id.to_string()}, {"name", unit.name}});
    const json object = {{"format", "dayroom-hub-key-request-1"},
                         {"facility_id", facility.to_string()},
                         {"facility_name", facility_name},
                         {"signing_key", to_hex(signing.public_key().bytes())},
                         {"box_key", to_hex(box.public_key().bytes())},
                         {"ca_sha256", to_hex(facts.sha256)},
                         {"units", list}};
    const std::string text = object.dump(2, ' ', false, json::error_handler_t::replace) + "\n";
    return write_private_file(request(), as_bytes(text), true);
}

Result<InstalledRoot> HubFiles::read_certificate_file(const std::filesystem::path& file, const FacilityId& facility,
                                                      Timestamp now) const {
    const json object = json::parse(TRY(read_file(file, kMaxSmallFileBytes)), nullptr, false);
    const auto member = [&](const char* name) {
        const auto found = object.is_object() ? object.find(name) : object.end();
        return object.is_object() && found != object.end() && found->is_string() ? found->get<std::string>()
                                                                                 : std::string();
    };
    if (member("format") != "dayroom-hub-key-certificate-1") {
        return Error(ErrorCode::kInvalid,
                     file.string() + " is not a hub's key certificate (dayroom-provision hub certify makes it)");
    }
    InstalledRoot installed;
    const Bytes root = TRY(from_hex(member("root_key")));
    installed.root = TRY(crypto::SigningPublic::from_bytes(ByteView(root)));
    const Bytes certificate_bytes = TRY(from_base64url(member("certificate")));
    if (!installed.hub_key.ParseFromArray(certificate_bytes.data(), static_cast<int>(certificate_bytes.size()))) {
        return Error(ErrorCode::kInvalid, file.string() + " holds no key certificate");
    }
    const wire::KeyStatement statement =
        TRY(wire::verify_key_certificate(installed.hub_key, installed.root, facility, wire::KeyStatement::HUB, now));
    const crypto::SigningKey signing = TRY(signing_key());
    const crypto::BoxKey box = TRY(box_key());
    if (statement.signing_key() != signing.public_key().raw() || statement.box_key() != box.public_key().raw()) {
        return Error(ErrorCode::kUnauthenticated,
                     file.string() + " certifies other keys than this hub's: certify " + request().string() + " again");
    }
    return installed;
}

Status HubFiles::install(const std::filesystem::path& from, const FacilityId& facility, Timestamp now) const {
    TRY(read_certificate_file(from, facility, now));
    const std::string content = TRY(read_file(from, kMaxSmallFileBytes));
    return write_private_file(certificate(), as_bytes(content), true);
}

Result<InstalledRoot> HubFiles::installed(const FacilityId& facility, Timestamp now) const {
    if (!std::filesystem::exists(certificate())) {
        return Error(ErrorCode::kNotFound,
                     "this hub's keys are not certified: run \"dayroom-provision hub certify\" on " +
                         request().string() + ", then \"dayroom-hub hub-key install --data " + folder_.string() +
                         " FILE\"");
    }
    return read_certificate_file(certificate(), facility, now);
}

}  // namespace dayroom::facility
