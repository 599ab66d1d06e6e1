// The one-time token that lets one device join: made offline with the root key, carried on a stick or as a QR code,
// burned by the hub.
#pragma once

#include <string>

#include "platform/base/id.h"
#include "platform/base/time.h"
#include "platform/crypto/keys.h"
#include "platform/wire/dayroom.pb.h"
#include "provisioning/keys/hub_request.h"
#include "provisioning/keys/root_key.h"

namespace dayroom::provisioning {

inline constexpr Milliseconds kMaxTokenLife = std::chrono::hours(24);
inline constexpr std::size_t kMaxTokenCharacters = 2048;

struct TokenWish {
    HubRequest::Unit unit;
    std::string device_name;
    std::string hub_address;  // "10.1.2.3:8443"
    std::string kind;         // "kiosk" or "tablet"
    Milliseconds life = kMaxTokenLife;
};

/// kInvalid for a life outside 1 minute … 24 h, an address without a port, another kind, a name over 64 bytes.
Status check_wish(const TokenWish& wish);

/// "DR1.…", one line. As check_wish().
Result<std::string> make_token(const RootKey& root, const HubRequest& hub, const TokenWish& wish, Timestamp now,
                               Random& random);

struct OpenedToken {
    wire::SignedToken signed_token;
    wire::EnrollToken token;
};
/// The device's side: shape and signature by the root key that the token itself names (the hub checks that it is *its*
/// root). kInvalid for text that is no token, kUnauthenticated for a forged one, kExpired with the time for one that is
/// over.
Result<OpenedToken> open_token(const std::string& text, Timestamp now);

}  // namespace dayroom::provisioning
