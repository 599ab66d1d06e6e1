// The list of terminals that a hub has signed for facility IT (docs/formats/dayroom-terminals-1.md): by it, and by the
// facility root's public key, what a terminal has signed is checked without any connection.
#pragma once

#include <filesystem>
#include <map>
#include <string>

#include "platform/base/id.h"
#include "platform/base/result.h"
#include "platform/base/time.h"
#include "platform/crypto/keys.h"

namespace dayroom::provisioning {

struct ListedTerminal {
    std::string name;
    std::string unit;
    std::string kind;
    std::string serial;
    bool revoked = false;
    Timestamp revoked_at;
    crypto::SigningPublic signing_key;
};
struct TerminalList {
    FacilityId facility;
    Timestamp made;
    std::map<std::string, ListedTerminal> terminals;  // by id, 32 hex digits

    /// nullptr: none of this id.
    const ListedTerminal* find(const std::string& id) const;
};

/// The root's public key, of its own key file or of the hub-key.certificate that came of it: neither needs the
/// passphrase. kInvalid: it is neither.
Result<crypto::SigningPublic> read_root_public(const std::filesystem::path& file);

/// kUnauthenticated: no hub of this root's facility signed it; kInvalid, kTooLarge: no such file.
Result<TerminalList> read_terminal_list(const std::filesystem::path& file, const crypto::SigningPublic& root);

}  // namespace dayroom::provisioning
