#include "provisioning/enroll/token.h"

#include "platform/wire/token.h"

namespace dayroom::provisioning {
namespace {

constexpr std::size_t kMaxNameBytes = 64;

Status check_address(const std::string& address) {
    const auto colon = address.rfind(':');
    const std::string port = colon == std::string::npos ? "" : address.substr(colon + 1);
    const bool digits = !port.empty() && port.size() <= 5 && port.find_first_not_of("0123456789") == std::string::npos;
    if (colon == 0 || !digits || std::stoi(port) < 1 || std::stoi(port) > 65535) {
        return Error(ErrorCode::kInvalid, "the hub's address must be HOST:PORT, as in 10.1.2.3:8443");
    }
    return {};
}

}  // namespace

Status check_wish(const TokenWish& wish) {
    if (wish.life < std::chrono::minutes(1) || wish.life > kMaxTokenLife) {
        return Error(ErrorCode::kInvalid, "a token lives from 1 minute to 24 hours");
    }
    if (wish.kind != "kiosk" && wish.kind != "tablet") return Error(ErrorCode::kInvalid, "the kind is kiosk or tablet");
    if (wish.device_name.empty() || wish.device_name.size() > kMaxNameBytes) {
        return Error(ErrorCode::kInvalid, "a device's name has 1 to 64 bytes");
    }
    return check_address(wish.hub_address);
}

Result<std::string> make_token(const RootKey& root, const HubRequest& hub, const TokenWish& wish, Timestamp now,
                               Random& random) {
    TRY(check_wish(wish));
    Bytes id(kIdBytes);
    random.fill(id);
    wire::EnrollToken token;
    token.set_token_id(id.data(), id.size());
    token.set_facility_id(hub.facility_id.raw());
    token.set_unit_id(wish.unit.id.raw());
    token.set_device_name(wish.device_name);
    token.set_hub_address(wish.hub_address);
    token.set_hub_ca_sha256(hub.ca_sha256.data(), hub.ca_sha256.size());
    token.set_root_key(root.public_key().raw());
    token.set_not_after_ms((now + wish.life).ms());
    token.set_kind(wish.kind);
    return root.sign_token(token);
}

Result<OpenedToken> open_token(const std::string& text, Timestamp now) {
    if (text.size() > kMaxTokenCharacters)
        return Error(ErrorCode::kTooLarge, "an enrolment token has at most 2048 characters");
    OpenedToken opened;
    opened.signed_token = TRY(wire::read_token_text(text));
    const wire::EnrollToken claimed = TRY(wire::token_content(opened.signed_token));
    opened.token =
        TRY(wire::verify_token(opened.signed_token, TRY(crypto::SigningPublic::from_bytes(claimed.root_key()))));
    if (Timestamp::from_ms(opened.token.not_after_ms()) <= now) {
        return Error(ErrorCode::kExpired,
                     "the token is no longer valid: make a new one with dayroom-provision token create");
    }
    TRY(check_address(opened.token.hub_address()));
    return opened;
}

}  // namespace dayroom::provisioning
