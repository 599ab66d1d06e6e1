// Who is signed in, and what only they may see. At most one; gone with every key when they sign out. Guarded by the
// store's lock.
#pragma once

#include <array>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "platform/agent/local.pb.h"
#include "platform/base/id.h"
#include "platform/store/vault.h"

namespace dayroom::agent {

struct Session {
    std::unique_ptr<store::Vault> vault;
    ResidentId resident;
    std::string hub_session;   // SessionId at the hub; empty: signed in offline
    std::uint64_t number = 0;  // counts sessions: what was begun in one never ends in another
    MonotonicTime begun;
    MonotonicTime last_touch;
    bool quick_look = false;  // only reading
    Seconds limit{0};         // 0: none
    Secret blob_key;
    std::uint64_t photos_arrived = 0;          // raises the messages' counter
    std::map<std::string, int> photos_failed;  // sha256 → tries
    std::map<std::string, std::size_t> pages;  // of documents of requests that were opened: sha256 → bytes
    std::vector<std::string> pages_to_fetch;   // the last one next
    bool fetching_pages = false;
    /// Since when something is written that the hub has not heard of.
    std::optional<MonotonicTime> draft_since;
    /// Something is saved in the vault that could not be put into the outbox.
    bool to_requeue = false;
};

/// The counters that the screen sees: the vault's and the device store's together.
local::Moved moved_of(const store::Stamps& device, const Session& session);

}  // namespace dayroom::agent
