#include "platform/facility/integration/api_tokens.h"

#include <algorithm>

#include "platform/crypto/secret.h"

namespace dayroom::facility {
namespace {

constexpr std::string_view kPrefix = "drt_";
constexpr std::size_t kMaxTokenNameBytes = 64;
constexpr std::size_t kMaxSecretBytes = 128;
constexpr std::size_t kMaxRemembered = 1'000;

Error unknown() { return Error(ErrorCode::kUnauthenticated, "The token is missing, unknown or revoked."); }

}  // namespace

bool is_api_role(std::string_view role) {
    return std::find(kApiRoles.begin(), kApiRoles.end(), role) != kApiRoles.end();
}

Result<std::string> ApiTokens::create(Work& work, const ApiTokenId& id, std::string_view name, std::string_view role) {
    if (!is_api_role(role)) {
        std::string roles;
        for (const std::string_view known : kApiRoles) roles += (roles.empty() ? "" : ", ") + std::string(known);
        return Error(ErrorCode::kInvalid, "the role must be one of " + roles);
    }
    if (name.size() > kMaxTokenNameBytes) return Error(ErrorCode::kInvalid, "a token's name may have 64 bytes");
    const Secret random = Secret::random(kKeyBytes, *work.context().random);
    std::string secret = std::string(kPrefix) + to_base64url(random.bytes());
    TRY(work.db().run("INSERT INTO api_token (id, name, role, secret_hash, made_ms) VALUES ($1, $2, $3, $4, $5)", id,
                      name, role, crypto::blake2b(as_bytes(secret)), work.now()));
    TRY(work.audit(record::Event::kApiTokenMade, id, role));
    return secret;
}

Status ApiTokens::revoke(Work& work, const ApiTokenId& id) {
    TRY(work.db().run("UPDATE api_token SET revoked_ms = $2 WHERE id = $1 AND revoked_ms = 0", id, work.now()));
    if (work.db().changes() == 0)
        return Error(ErrorCode::kNotFound, "there is no such token, or it was revoked before");
    return work.audit(record::Event::kApiTokenRevoked, id);
}

Result<std::shared_ptr<const StaffCaller>> ApiTokens::find(std::string_view secret) {
    if (!secret.starts_with(kPrefix) || secret.size() > kMaxSecretBytes) return unknown();
    const crypto::Digest hash = crypto::blake2b(as_bytes(secret));
    const MonotonicTime now = clock_.steady();
    const std::lock_guard lock(mutex_);
    const auto known = known_.find(std::string(as_text(hash)));
    if (known != known_.end() && now < known->second.until) return known->second.caller;
    return look_up(hash, now);
}

Result<std::shared_ptr<const StaffCaller>> ApiTokens::look_up(const crypto::Digest& hash, MonotonicTime now) {
    if (now - second_began_ > std::chrono::seconds(1)) {
        second_began_ = now;
        misses_ = 0;
    }
    if (misses_ >= kMaxMisses) return Error(ErrorCode::kUnavailable, "Too many unknown tokens; try again in a second.");
    const std::string key(as_text(hash));
    const auto found = TRY(connection_->first(
        "SELECT id, role, name FROM api_token WHERE secret_hash = $1 AND revoked_ms = 0",
        [](const database::Row& row) {
            return StaffCaller{thing(row.id<ApiTokenId>(0)), row.string(1), row.string(2)};
        },
        hash));
    if (!found) {
        ++misses_;
        known_.erase(key);
        return unknown();
    }
    if (known_.size() >= kMaxRemembered) known_.clear();
    const auto caller = std::make_shared<const StaffCaller>(*found);
    known_[key] = {caller, now + kRemember};
    return caller;
}

}  // namespace dayroom::facility
