#include "provisioning/technicians/technicians.h"

#include <algorithm>

#include <nlohmann/json.hpp>

#include "provisioning/keys/files.h"

namespace dayroom::provisioning {
namespace {

using nlohmann::json;

constexpr const char* kListFormat = "dayroom-technician-list-1";
constexpr std::size_t kMaxTerminalsFile = 32 * 1024 * 1024;

std::string text_in(const json& content, const char* name) {
    const auto found = content.find(name);
    return found != content.end() && found->is_string() ? found->get<std::string>() : std::string();
}

/// Nothing: there is no list yet.
Result<std::optional<wire::TechnicianRevocations>> read_list(const std::filesystem::path& file,
                                                             const FacilityId& facility, const RootKey& root) {
    if (!std::filesystem::exists(file)) return std::optional<wire::TechnicianRevocations>();
    const auto content = json::parse(TRY(read_small_file(file)), nullptr, false);
    if (!content.is_object() || text_in(content, "format") != kListFormat)
        return Error(ErrorCode::kInvalid, file.string() + " is no list of technicians");
    wire::TechnicianList list;
    list.set_payload(to_string(TRY(from_base64url(text_in(content, "payload")))));
    list.set_signature(to_string(TRY(from_base64url(text_in(content, "signature")))));
    return std::optional(TRY(wire::verify_technician_list(list, root.public_key(), facility)));
}

Status add_serials(wire::TechnicianRevocations& list, const std::vector<std::string>& serials) {
    for (const std::string& hex : serials) {
        const auto serial = from_hex(hex);
        if (!serial.ok() || serial->size() != wire::kTechnicianSerialBytes)
            return Error(ErrorCode::kInvalid, "a serial has 16 hex digits, as technician issue has shown it");
        const std::string raw = to_string(*serial);
        if (std::find(list.revoked().begin(), list.revoked().end(), raw) == list.revoked().end()) list.add_revoked(raw);
    }
    return {};
}

}  // namespace

Result<IssuedStick> issue_stick(const std::filesystem::path& folder, const wire::NewTechnician& wish,
                                const RootKey& root, const Secret& pin, Random& random) {
    const auto file = folder / wire::kTechnicianFileName;
    const auto issued = TRY(root.issue_technician(wish, pin, random));
    TRY(write_whole_file(file, issued.file.SerializeAsString(), FileAudience::kOwnerOnly));
    return IssuedStick{file, to_hex(as_bytes(issued.serial)), issued.not_after};
}

Result<int> change_list(const std::filesystem::path& file, const ListChange& change, const FacilityId& facility,
                        const RootKey& root, Timestamp now) {
    auto list = TRY(read_list(file, facility, root)).value_or(wire::TechnicianRevocations());
    list.set_facility_id(facility.raw());
    list.set_serial(std::max(now.ms(), list.serial() + 1));
    TRY(add_serials(list, change.revoke));
    if (change.support_key) list.set_box_key(change.support_key->raw());
    TRY(wire::parse_technician_revocations(as_bytes(list.SerializeAsString())));
    const wire::TechnicianList said = root.sign_technicians(list);
    const json content = {{"format", kListFormat},
                          {"payload", to_base64url(as_bytes(said.payload()))},
                          {"signature", to_base64url(as_bytes(said.signature()))}};
    TRY(write_whole_file(file, content.dump(2) + "\n", FileAudience::kEverybody, true));
    return list.revoked_size();
}

Result<KnownTerminal> find_terminal(const std::filesystem::path& terminals, const std::string& name) {
    const auto content = json::parse(TRY(read_small_file(terminals, kMaxTerminalsFile)), nullptr, false);
    const auto list = content.is_object() ? content.find("devices") : content.end();
    if (!content.is_object() || list == content.end() || !list->is_array())
        return Error(ErrorCode::kInvalid, terminals.string() + " is not what dayroom-hub terminals --json has printed");
    std::optional<KnownTerminal> found;
    std::string names;
    for (const json& entry : *list) {
        if (!entry.is_object() || text_in(entry, "state") != "active") continue;
        const std::string its = text_in(entry, "name");
        names += (names.empty() ? "" : ", ") + its;
        if (its != name) continue;
        if (found) return Error(ErrorCode::kConflict, "two terminals are called \"" + name + "\"");
        found = KnownTerminal{its, TRY(crypto::BoxPublic::from_bytes(TRY(from_hex(text_in(entry, "box_key")))))};
    }
    if (!found) return Error(ErrorCode::kNotFound, "no terminal is called \"" + name + "\"; there are: " + names);
    return *found;
}

}  // namespace dayroom::provisioning
