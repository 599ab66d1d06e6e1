#include "provisioning/keys/hub_request.h"

#include <nlohmann/json.hpp>

#include "provisioning/keys/files.h"

namespace dayroom::provisioning {
namespace {

using nlohmann::json;

Result<std::string> text_field(const json& object, const char* name) {
    const auto found = object.find(name);
    if (found == object.end() || !found->is_string()) {
        return Error(ErrorCode::kInvalid, std::string("the hub's request lacks \"") + name + "\"");
    }
    return found->get<std::string>();
}

Result<std::vector<HubRequest::Unit>> read_units(const json& object) {
    const auto list = object.find("units");
    if (list == object.end() || !list->is_array() || list->size() > kMaxUnits) {
        return Error(ErrorCode::kInvalid, "the hub's request has no proper list of housing units");
    }
    std::vector<HubRequest::Unit> units;
    for (const json& entry : *list) {
        if (!entry.is_object())
            return Error(ErrorCode::kInvalid, "a housing unit in the hub's request is not an object");
        HubRequest::Unit unit;
        unit.id = TRY(UnitId::parse(TRY(text_field(entry, "id"))));
        unit.name = TRY(text_field(entry, "name"));
        units.push_back(std::move(unit));
    }
    return units;
}

}  // namespace

Result<HubRequest> HubRequest::read(const std::filesystem::path& file) {
    const json object = json::parse(TRY(read_small_file(file)), nullptr, false);
    if (!object.is_object() || object.value("format", "") != "dayroom-hub-key-request-1") {
        return Error(ErrorCode::kInvalid, file.string() + " is not a hub's key request (dayroom-hub init writes it)");
    }
    HubRequest request;
    request.facility_id = TRY(FacilityId::parse(TRY(text_field(object, "facility_id"))));
    request.facility_name = TRY(text_field(object, "facility_name"));
    request.signing_key =
        TRY(crypto::SigningPublic::from_bytes(ByteView(TRY(from_hex(TRY(text_field(object, "signing_key")))))));
    request.box_key = TRY(crypto::BoxPublic::from_bytes(ByteView(TRY(from_hex(TRY(text_field(object, "box_key")))))));
    const Bytes ca = TRY(from_hex(TRY(text_field(object, "ca_sha256"))));
    if (ca.size() != request.ca_sha256.size())
        return Error(ErrorCode::kInvalid, "\"ca_sha256\" must have 64 hex digits");
    std::copy(ca.begin(), ca.end(), request.ca_sha256.begin());
    request.units = TRY(read_units(object));
    return request;
}

Result<HubRequest::Unit> HubRequest::unit(const std::string& name) const {
    std::string known;
    for (const Unit& each : units) {
        if (each.name == name) return each;
        known += (known.empty() ? "" : ", ") + each.name;
    }
    return Error(ErrorCode::kNotFound, "no housing unit \"" + name + "\"; there are: " + known);
}

Status write_hub_certificate(const std::filesystem::path& file, const wire::KeyCertificate& certificate,
                             const crypto::SigningPublic& root) {
    const std::string serialized = certificate.SerializeAsString();
    const json object = {{"format", "dayroom-hub-key-certificate-1"},
                         {"certificate", to_base64url(as_bytes(serialized))},
                         {"root_key", to_hex(root.bytes())}};
    return write_whole_file(file, object.dump(2) + "\n", FileAudience::kEverybody);
}

}  // namespace dayroom::provisioning
