// Role tokens of the staff API: a secret shown once, kept as its hash, allowed what its role may. Made by `dayroom-hub
// token create`.
#pragma once

#include <array>
#include <memory>
#include <mutex>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "platform/crypto/hash.h"
#include "platform/facility/console/sessions.h"
#include "platform/facility/feed/work.h"

namespace dayroom::facility {

using ApiTokenId = Id<struct ApiTokenTag>;

/// What a token may do is its role's routes, no more (docs/api/openapi.yaml names them).
inline constexpr std::array<std::string_view, 7> kApiRoles = {"reviewer", "trust_office", "request_staff", "it",
                                                              "auditor",  "provider",     "prea"};
bool is_api_role(std::string_view role);

/// Who calls: a token of a role, or a person signed in at the console.
struct StaffCaller {
    ThingId id;  // of the token, or of the account
    std::string role;
    std::string name;
    std::shared_ptr<const ConsoleSession> session = nullptr;  // of a person
    Actor actor() const { return Actor::staff(role, id); }
};

class ApiTokens {
public:
    /// Asked of hub.db again after this time: a token that was revoked beside the serving hub ends then.
    static constexpr Milliseconds kRemember{5'000};
    /// Look-ups of unknown secrets a second; more are refused unseen.
    static constexpr int kMaxMisses = 50;

    /// `connection`: its own reader. `clock` outlives it.
    ApiTokens(std::unique_ptr<database::Connection> connection, const Clock& clock)
        : connection_(std::move(connection)), clock_(clock) {}

    /// The secret ("drt_" and 43 characters), to be shown once. kInvalid for an unknown role or a name beyond 64 bytes.
    static Result<std::string> create(Work& work, const ApiTokenId& id, std::string_view name, std::string_view role);
    static Status revoke(Work& work, const ApiTokenId& id);

    /// Who holds this secret: from memory, or one short read. kUnauthenticated. Safe from any thread.
    Result<std::shared_ptr<const StaffCaller>> find(std::string_view secret);

private:
    struct Known {
        std::shared_ptr<const StaffCaller> caller;
        MonotonicTime until;
    };
    Result<std::shared_ptr<const StaffCaller>> look_up(const crypto::Digest& hash, MonotonicTime now);
    std::mutex mutex_;
    std::unique_ptr<database::Connection> connection_;
    const Clock& clock_;
    std::unordered_map<std::string, Known> known_;
    MonotonicTime second_began_;
    int misses_ = 0;
};

}  // namespace dayroom::facility
