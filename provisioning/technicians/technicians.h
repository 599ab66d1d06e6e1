// Facility IT's side of technicians: certificates on sticks, the list of those that count no more, answers to calls.
// Offline, with the facility root key. What is in the files: wire/technician.h.
#pragma once

#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include "platform/wire/technician.h"
#include "provisioning/keys/root_key.h"

namespace dayroom::provisioning {

struct IssuedStick {
    std::filesystem::path file;
    std::string serial;  // in hex
    Timestamp not_after;
};
/// Writes `folder`/dayroom-technician.key. kConflict when there is one.
Result<IssuedStick> issue_stick(const std::filesystem::path& folder, const wire::NewTechnician& wish,
                                const RootKey& root, const Secret& pin, Random& random);

/// The list for `dayroom-hub technicians install`.
struct ListChange {
    std::vector<std::string> revoke;               // serials in hex
    std::optional<crypto::BoxPublic> support_key;  // replaces the one that is there
};
/// Reads the list at `file` if there is one (it must be `root`'s and this facility's), adds, and writes the next one
/// over it. How many are revoked now. kInvalid for a serial that is none.
Result<int> change_list(const std::filesystem::path& file, const ListChange& change, const FacilityId& facility,
                        const RootKey& root, Timestamp now);

/// A terminal as `dayroom-hub terminals --json`, or GET /api/v1/devices, tells of it.
struct KnownTerminal {
    std::string name;
    crypto::BoxPublic box_key;
};
/// kNotFound: none of this name, with those there are; kConflict: two.
Result<KnownTerminal> find_terminal(const std::filesystem::path& terminals, const std::string& name);

}  // namespace dayroom::provisioning
