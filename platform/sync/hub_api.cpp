#include "platform/sync/hub_api.h"

#include "platform/crypto/secret.h"
#include "platform/record/redact.h"
#include "platform/wire/check.h"
#include "platform/wire/machine_image.h"

namespace dayroom::sync {
namespace {

constexpr std::size_t kMaxBlobPathBytes = 32;

ErrorCode meaning(int status, const std::string& code) {
    if ((status == 401 || status == 403) && code == "revoked") return ErrorCode::kRevoked;
    if (status == 403 && (code == "expired" || code == "certificate_replaced")) return ErrorCode::kExpired;
    switch (status) {
        case 400:
        case 415:
        case 422:
            return ErrorCode::kInvalid;
        case 401:
            return ErrorCode::kUnauthenticated;
        case 403:
            return ErrorCode::kDenied;
        case 404:
            return ErrorCode::kNotFound;
        case 409:
            return ErrorCode::kConflict;
        case 413:
        case 431:
            return ErrorCode::kTooLarge;
        default:
            return ErrorCode::kUnavailable;
    }
}

}  // namespace

Error refusal(int status, std::string_view body) {
    std::string code = "?";
    const auto problem = wire::parse_problem(as_bytes(body));
    if (problem.ok()) code = record::redact_code(problem->code());
    return Error(meaning(status, code), "the hub refused: " + std::to_string(status) + " " + code);
}

Result<std::string> HubApi::post(const char* path, std::string body, Milliseconds timeout, std::size_t max_response) {
    net::HttpRequest request;
    request.path = path;
    request.body = std::move(body);
    request.timeout = timeout;
    request.max_response = max_response;
    auto answer = transport_.send(request);
    wipe(request.body);
    if (!answer.ok()) return answer.take_error();
    if (answer->status != 200) return refusal(answer->status, answer->body);
    return std::move(answer->body);
}

Result<wire::FeedResponse> HubApi::feed(const wire::FeedRequest& request) {
    const MonotonicTime sent = clock_.steady();
    const auto timeout = Milliseconds(request.wait_ms()) + kAnswerTime;
    const std::string body = TRY(post("/v1/feed", request.SerializeAsString(), timeout, wire::kMaxFeedBodyBytes));
    auto response = TRY(wire::parse_feed_response(as_bytes(body)));
    // The hub wrote its time when it answered, not half-way through its wait.
    clock_.hear(Timestamp::from_ms(response.now_ms()), request.wait_ms() > 0 ? clock_.steady() : sent);
    return response;
}

Result<wire::OutcomeBatch> HubApi::commands(const wire::CommandBatch& batch) {
    const std::string body =
        TRY(post("/v1/commands", batch.SerializeAsString(), kAnswerTime, wire::kMaxCommandBodyBytes));
    return wire::parse_outcome_batch(as_bytes(body));
}

Result<wire::SignInResponse> HubApi::sign_in(wire::SignInRequest& request) {
    const MonotonicTime sent = clock_.steady();
    std::string bytes = request.SerializeAsString();
    wipe(*request.mutable_pin());
    wipe(*request.mutable_new_pin());
    const std::string body = TRY(post("/v1/sign-in", std::move(bytes), kSignInTime, wire::kMaxSmallBodyBytes));
    auto response = TRY(wire::parse_sign_in_response(as_bytes(body)));
    if (response.now_ms() > 0) clock_.hear(Timestamp::from_ms(response.now_ms()), sent);
    return response;
}

Status HubApi::sign_out(const wire::SignOutRequest& request) {
    TRY(post("/v1/sign-out", request.SerializeAsString(), kSignInTime, wire::kMaxSmallBodyBytes));
    return {};
}

Result<wire::RenewResponse> HubApi::renew(const wire::RenewRequest& request) {
    const MonotonicTime sent = clock_.steady();
    const std::string body = TRY(post("/v1/renew", request.SerializeAsString(), kAnswerTime, wire::kMaxSmallBodyBytes));
    auto response = TRY(wire::parse_renew_response(as_bytes(body)));
    clock_.hear(Timestamp::from_ms(response.now_ms()), sent);
    return response;
}

Status HubApi::health(const wire::HealthReport& report) {
    const MonotonicTime sent = clock_.steady();
    const std::string body = TRY(post("/v1/health", report.SerializeAsString(), kAnswerTime, wire::kMaxSmallBodyBytes));
    const auto reply = TRY(wire::parse_health_reply(as_bytes(body)));
    clock_.hear(Timestamp::from_ms(reply.now_ms()), sent);
    return {};
}

Result<wire::PreaReceived> HubApi::prea(const wire::PreaDelivery& delivery) {
    const std::string body = TRY(post("/v1/prea", delivery.SerializeAsString(), kAnswerTime, wire::kMaxSmallBodyBytes));
    return wire::parse_prea_received(as_bytes(body));
}

Result<HubApi::BlobPart> HubApi::blob(std::string_view sha256, std::uint64_t have, std::size_t max_bytes) {
    return get_part("/v1/blobs/", sha256, have, max_bytes);
}

Result<std::string> HubApi::image_piece(std::string_view sha256, std::uint64_t have) {
    auto part = TRY(get_part("/v1/images/", sha256, have, wire::kImagePieceBytes));
    if (part.from_start && have > 0) return Error(ErrorCode::kInvalid, "the hub began again from the start");
    return std::move(part.bytes);
}

Result<HubApi::BlobPart> HubApi::get_part(const char* path, std::string_view sha256, std::uint64_t have,
                                          std::size_t max_bytes) {
    if (sha256.size() != kMaxBlobPathBytes) return Error(ErrorCode::kInvalid, "a blob is named by 32 bytes");
    net::HttpRequest request;
    request.method = net::HttpRequest::Method::kGet;
    request.path = path + to_hex(as_bytes(sha256));
    request.timeout = kAnswerTime;
    request.max_response = max_bytes;
    request.range_from = have;
    auto answer = TRY(transport_.send(request));
    if (answer.status != 200 && answer.status != 206) return refusal(answer.status, answer.body);
    return BlobPart{std::move(answer.body), answer.status == 200};
}

}  // namespace dayroom::sync
