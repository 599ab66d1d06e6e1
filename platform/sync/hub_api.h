// The hub's calls as functions: messages in, checked messages out. One thread each; the transport decides where they
// go.
//
// Errors beside the transport's: kRevoked this terminal may no longer; kExpired its certificate is over, or was
// replaced; kInvalid, kTooLarge the hub did not take the request (or its answer failed a check); kUnavailable it is
// busy or broken; kNotFound.
#pragma once

#include <optional>

#include "platform/net/transport.h"
#include "platform/sync/hub_clock.h"
#include "platform/wire/dayroom.pb.h"

namespace dayroom::sync {

inline constexpr Milliseconds kFeedWait{25'000};    // how long the hub may hold a feed request
inline constexpr Milliseconds kAnswerTime{15'000};  // for everything else, and beyond the wait
inline constexpr Milliseconds kSignInTime{5'000};   // somebody stands there

class HubApi {
public:
    HubApi(net::Transport& transport, HubClock& clock) : transport_(transport), clock_(clock) {}

    Result<wire::FeedResponse> feed(const wire::FeedRequest& request);
    Result<wire::OutcomeBatch> commands(const wire::CommandBatch& batch);
    Result<wire::SignInResponse> sign_in(wire::SignInRequest& request);  // its PINs are wiped
    Status sign_out(const wire::SignOutRequest& request);
    Result<wire::RenewResponse> renew(const wire::RenewRequest& request);
    Status health(const wire::HealthReport& report);
    Result<wire::PreaReceived> prea(const wire::PreaDelivery& delivery);
    /// What follows the first `have` bytes of a blob; `from_start`: the hub sent all of it again.
    struct BlobPart {
        std::string bytes;
        bool from_start = false;
    };
    Result<BlobPart> blob(std::string_view sha256, std::uint64_t have, std::size_t max_bytes);
    /// What follows the first `have` bytes of a part of a terminal's image, at most kImagePieceBytes of it.
    Result<std::string> image_piece(std::string_view sha256, std::uint64_t have);

private:
    Result<BlobPart> get_part(const char* path, std::string_view sha256, std::uint64_t have, std::size_t max_bytes);
    Result<std::string> post(const char* path, std::string body, Milliseconds timeout, std::size_t max_response);
    net::Transport& transport_;
    HubClock& clock_;
};

/// What a refusal means. `body`: a Problem, if it is one.
Error refusal(int status, std::string_view body);

}  // namespace dayroom::sync
