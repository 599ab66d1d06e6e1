// The hub's data directory: which file holds what, and the keys in them. Everything secret is mode 0600 in a directory
// of mode 0700.
//
//   hub.db            everything, encrypted under hub.key            hub.key           32 bytes
//   keys/signing.seed keys/box.seed   the hub's own keys             tls/ca.{pem,key}  the facility CA
//   tls/server.{pem,key}              renewed by serve               blobs/            photos, encrypted
//   hub-key.request   for dayroom-provision hub certify              hub-key.certificate   what came back
#pragma once

#include <filesystem>
#include <span>
#include <string>
#include <vector>

#include "platform/base/id.h"
#include "platform/crypto/certificate.h"
#include "platform/crypto/keys.h"
#include "platform/wire/dayroom.pb.h"

namespace dayroom::facility {

/// Names that a terminal may call the hub by, always in its certificate.
inline constexpr const char* kHubName = "hub.dayroom";
inline constexpr int kRenewBeforeDays = 30;

struct InstalledRoot {
    crypto::SigningPublic root;
    wire::KeyCertificate hub_key;
};

class HubFiles {
public:
    explicit HubFiles(std::filesystem::path folder) : folder_(std::move(folder)) {}

    std::filesystem::path database() const { return folder_ / "hub.db"; }
    std::filesystem::path blobs() const { return folder_ / "blobs"; }
    std::filesystem::path images() const { return folder_ / "images"; }
    std::filesystem::path request() const { return folder_ / "hub-key.request"; }
    std::filesystem::path certificate() const { return folder_ / "hub-key.certificate"; }
    std::filesystem::path sample_residents() const { return folder_ / "sample-residents.txt"; }
    const std::filesystem::path& folder() const { return folder_; }

    /// The directory (mode 0700) and those in it, where they are missing.
    Status make_folders() const;
    /// What makes a directory this hub beside hub.db, hub.key and blobs/: keys, the CA, names, what the root key
    /// certified. Names in folder(). The server certificate is not among it: it can be made anew.
    struct SmallFile {
        const char* name;
        bool needed = true;  // else it is made later in a hub's life
    };
    static std::span<const SmallFile> small_files();
    /// hub.key, fresh.
    Status make_database_key(Random& random) const;

    /// Makes the directory and every key. kConflict when there is a hub in it already.
    Status create(const std::string& facility_name, const std::vector<std::string>& server_names, const Clock& clock,
                  Random& random) const;
    Result<Secret> database_key() const;
    Result<crypto::SigningKey> signing_key() const;
    Result<crypto::BoxKey> box_key() const;
    Result<crypto::CertifiedKey> authority() const;
    /// The server certificate; a new one for the same names when fewer than kRenewBeforeDays are left.
    Result<crypto::CertifiedKey> server_certificate(const Clock& clock, Random& random) const;
    /// A new one, for the same names.
    Result<crypto::CertifiedKey> renew_server_certificate(const Clock& clock, Random& random) const;

    /// hub-key.request for `facility` and its units, as dayroom-provision reads it.
    struct NamedUnit {
        UnitId id;
        std::string name;
    };
    Status write_request(const FacilityId& facility, const std::string& facility_name,
                         const std::vector<NamedUnit>& units) const;
    /// Takes what dayroom-provision made: kInvalid when it is none, kUnauthenticated when the root did not sign this
    /// hub's keys, kExpired.
    Status install(const std::filesystem::path& from, const FacilityId& facility, Timestamp now) const;
    /// kNotFound before install(), with what to do.
    Result<InstalledRoot> installed(const FacilityId& facility, Timestamp now) const;

private:
    Result<InstalledRoot> read_certificate_file(const std::filesystem::path& file, const FacilityId& facility,
                                                Timestamp now) const;
    std::filesystem::path folder_;
};

/// A small file whole. kNotFound, kIo, kTooLarge.
Result<std::string> read_file(const std::filesystem::path& file, std::size_t limit);
/// Written beside its place, synced and moved there.
Status write_private_file(const std::filesystem::path& file, ByteView content, bool everybody_may_read = false);

}  // namespace dayroom::facility
