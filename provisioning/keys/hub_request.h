// What a new hub asks the facility root to certify: DIR/hub-key.request, public, carried on a stick to the offline
// machine.
#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "platform/base/id.h"
#include "platform/crypto/hash.h"
#include "platform/crypto/keys.h"
#include "platform/wire/dayroom.pb.h"

namespace dayroom::provisioning {

inline constexpr std::size_t kMaxUnits = 1000;

struct HubRequest {
    struct Unit {
        UnitId id;
        std::string name;
    };
    FacilityId facility_id;
    std::string facility_name;
    crypto::SigningPublic signing_key;
    crypto::BoxPublic box_key;
    crypto::Digest ca_sha256{};  // of the facility CA certificate, DER
    std::vector<Unit> units;

    /// kInvalid with the reason for anything that is not a complete request.
    static Result<HubRequest> read(const std::filesystem::path& file);
    /// By name, or kNotFound naming those there are.
    Result<Unit> unit(const std::string& name) const;
};

/// Writes what `dayroom-hub hub-key install` reads.
Status write_hub_certificate(const std::filesystem::path& file, const wire::KeyCertificate& certificate,
                             const crypto::SigningPublic& root);

}  // namespace dayroom::provisioning
