#include "platform/facility/packages/facility_roots.h"

#include <nlohmann/json.hpp>

#include "platform/crypto/hash.h"
#include "platform/facility/feed/plain_text.h"
#include "platform/wire/limits.h"
#include "platform/wire/seal.h"

namespace dayroom::facility {
namespace {

using nlohmann::json;

constexpr std::string_view kColumns = "SELECT facility, name, root, pinned_ms FROM facility_root ";

/// kCorrupt: what is stored is no key.
Result<FacilityRoot> read_root(const database::Row& row) {
    FacilityRoot root;
    root.facility = row.id<FacilityId>(0);
    root.name = row.string(1);
    auto key = crypto::SigningPublic::from_bytes(row.bytes(2));
    if (!key.ok()) return Error(ErrorCode::kCorrupt, "the root key that is kept of " + root.name + " is no key");
    root.root = key.take();
    root.pinned = row.time(3);
    return root;
}

std::string member(const json& object, const char* name) {
    if (!object.is_object()) return {};
    const auto found = object.find(name);
    return found != object.end() && found->is_string() ? found->get<std::string>() : std::string();
}

}  // namespace

std::string fingerprint(const crypto::SigningPublic& root) {
    const std::string digits = to_hex(crypto::sha256(root.bytes()));
    std::string text;
    for (std::size_t at = 0; at < digits.size(); at += 4) {
        if (at > 0) text += ' ';
        text += digits.substr(at, 4);
    }
    return text;
}

Result<FacilityRoot> read_root_file(std::string_view content, std::string name, Timestamp now) {
    const json object = json::parse(content, nullptr, false);
    if (member(object, "format") != "dayroom-hub-key-certificate-1")
        return Error(ErrorCode::kInvalid, "this is not a hub's key certificate (hub-key.certificate)");
    FacilityRoot root;
    const Bytes key = TRY(from_hex(member(object, "root_key")));
    root.root = TRY(crypto::SigningPublic::from_bytes(ByteView(key)));
    const Bytes bytes = TRY(from_base64url(member(object, "certificate")));
    wire::KeyCertificate certificate;
    wire::KeyStatement statement;
    if (!certificate.ParseFromArray(bytes.data(), static_cast<int>(bytes.size())) ||
        !statement.ParseFromString(certificate.payload()))
        return Error(ErrorCode::kInvalid, "this file holds no key certificate");
    root.facility = TRY(FacilityId::from_bytes(std::string_view(statement.facility_id())));
    TRY(wire::verify_key_certificate(certificate, root.root, root.facility, wire::KeyStatement::HUB, now));
    root.name = std::move(name);
    return root;
}

Status pin_root(Work& work, const FacilityRoot& root) {
    if (root.facility == work.facility()) return Error(ErrorCode::kInvalid, "this is the facility's own root");
    if (!is_plain_line(root.name, wire::kMaxNameCharacters))
        return Error(ErrorCode::kInvalid, "a facility's name has 1 to 120 plain characters");
    const auto known = TRY(find_root(work.db(), root.facility));
    if (known && known->root != root.root) {
        return Error(ErrorCode::kConflict, "another root key is pinned for this facility: remove it first",
                     "other_root");
    }
    if (!known && TRY(work.db().number("SELECT count(*) FROM facility_root")) >= kMaxFacilityRoots)
        return Error(ErrorCode::kTooLarge, "no more than 200 facilities");
    TRY(
        work.db().run("INSERT INTO facility_root (facility, name, root, pinned_ms) VALUES ($1, $2, $3, $4) "
                      "ON CONFLICT (facility) DO UPDATE SET name = excluded.name, pinned_ms = excluded.pinned_ms",
                      root.facility, root.name, root.root.bytes(), work.now()));
    return work.audit(record::Event::kFacilityRootChanged, root.facility, "pinned");
}

Status remove_root(Work& work, const FacilityId& facility) {
    TRY(work.db().run("DELETE FROM facility_root WHERE facility = $1", facility));
    if (work.db().changes() != 1) return Error(ErrorCode::kNotFound, "no such facility is pinned");
    return work.audit(record::Event::kFacilityRootChanged, facility, "removed");
}

Result<std::optional<FacilityRoot>> find_root(database::Connection& connection, const FacilityId& facility) {
    std::optional<FacilityRoot> found;
    TRY(connection.each(
        std::string(kColumns) + "WHERE facility = $1",
        [&](const database::Row& row) -> Status {
            found = TRY(read_root(row));
            return {};
        },
        facility));
    return found;
}

Result<std::vector<FacilityRoot>> list_roots(database::Connection& connection) {
    std::vector<FacilityRoot> all;
    TRY(connection.each(std::string(kColumns) + "ORDER BY name, facility", [&](const database::Row& row) -> Status {
        all.push_back(TRY(read_root(row)));
        return {};
    }));
    return all;
}

}  // namespace dayroom::facility
