// Reviewers decide: messages, photos in batches, appeals.
#include "platform/facility/integration/staff_api.h"

namespace dayroom::facility {
namespace {

using http::Method;
using nlohmann::json;

constexpr std::size_t kSha256Hex = 64;

Result<crypto::Digest> read_digest(const std::string& hex) {
    const auto bytes = from_hex(hex);
    crypto::Digest digest{};
    if (!bytes.ok() || bytes.value().size() != digest.size())
        return Error(ErrorCode::kInvalid, "a photo is named by its SHA-256 in hex.");
    std::copy(bytes.value().begin(), bytes.value().end(), digest.begin());
    return digest;
}

json decided(const MessageId& id, const char* state) { return {{"id", id.to_string()}, {"state", state}}; }

/// A decision of one item, in one commit. The answer to a conflict says who is at it.
Result<ApiAnswer> decide(StaffCall& call, const MessageId& id, const char* state, const Writer::Job& job) {
    const Status done = call.services.writer->run(call.caller.actor(), job);
    if (!done.ok()) return claimed_or_error(call, id, done.error());
    return ApiAnswer{decided(id, state)};
}

/// Under the two-person rule everything stays as it was until the second person.
ApiAnswer first_of_two(ApiAnswer answer, const Approval& approval, const char* state) {
    if (!approval.needs_second) return answer;
    answer.body["state"] = state;
    answer.body["needs_second"] = true;
    return answer;
}

Result<ApiAnswer> approve_message(StaffCall& call) {
    const MessageId id = TRY(call.path_id<MessageId>(0));
    std::vector<crypto::Digest> rejected;
    for (const std::string& hex : call.body.optional_list("reject_photos", kMaxMessagePhotos, kSha256Hex))
        rejected.push_back(TRY(read_digest(hex)));
    TRY(call.body.done());
    Approval approval;
    ApiAnswer answer = TRY(decide(call, id, "delivered", [&](Work& work) -> Status {
        approval = TRY(call.services.moderation.approve(work, id, rejected));
        return {};
    }));
    return first_of_two(std::move(answer), approval, "held");
}

Result<ApiAnswer> reject_message(StaffCall& call) {
    const MessageId id = TRY(call.path_id<MessageId>(0));
    const std::string rule = call.body.text("rule", wire::kMaxCodeCharacters);
    const std::string reason = call.body.text("reason", kMaxReasonCharacters);
    TRY(call.body.done());
    return decide(call, id, "rejected",
                  [&](Work& work) { return call.services.moderation.reject(work, id, rule, reason); });
}

Result<ApiAnswer> investigate_message(StaffCall& call) {
    const MessageId id = TRY(call.path_id<MessageId>(0));
    const std::string note = call.body.optional_text("note", kMaxNote);
    TRY(call.body.done());
    ApiAnswer answer =
        TRY(decide(call, id, "held", [&](Work& work) { return call.services.moderation.investigate(work, id, note); }));
    if (answer.status != 200) return answer;
    const auto item = TRY(ReviewQueue::find(call.db, id));
    answer.body["investigating"] = true;
    if (item) answer.body["decide_by_ms"] = item->decide_by.ms();
    return answer;
}

Result<ApiAnswer> grant(StaffCall& call) {
    const MessageId id = TRY(call.path_id<MessageId>(0));
    const std::string reason = call.body.text("reason", kMaxReasonCharacters);
    TRY(call.body.done());
    Approval approval;
    ApiAnswer answer = TRY(decide(call, id, "delivered", [&](Work& work) -> Status {
        approval = TRY(call.services.moderation.grant_appeal(work, id, reason));
        return {};
    }));
    return first_of_two(std::move(answer), approval, "rejected");
}

Result<ApiAnswer> refuse(StaffCall& call) {
    const MessageId id = TRY(call.path_id<MessageId>(0));
    const std::string reason = call.body.text("reason", kMaxReasonCharacters);
    TRY(call.body.done());
    return decide(call, id, "rejected",
                  [&](Work& work) { return call.services.moderation.refuse_appeal(work, id, reason); });
}

Result<std::vector<PhotoDecision>> read_photo_decisions(StaffCall& call) {
    std::vector<JsonBody> entries = call.body.objects("decisions", kMaxPhotoDecisions);
    TRY(call.body.done());
    if (entries.empty()) return Error(ErrorCode::kInvalid, "\"decisions\" must not be empty.");
    std::vector<PhotoDecision> all;
    for (JsonBody& entry : entries) {
        PhotoDecision decision;
        decision.message = entry.id<MessageId>("message_id");
        const std::string hex = entry.text("sha256", kSha256Hex);
        decision.allow = entry.flag("allow");
        TRY(entry.done());
        decision.sha256 = TRY(read_digest(hex));
        all.push_back(decision);
    }
    return all;
}

Result<ApiAnswer> decide_photos(StaffCall& call) {
    const auto decisions = TRY(read_photo_decisions(call));
    const auto outcomes = TRY(call.services.writer->make(
        call.caller.actor(), [&](Work& work) { return call.services.moderation.decide_photos(work, decisions); }));
    json list = json::array();
    for (const PhotoOutcome& outcome : outcomes) {
        json one = {{"message_id", outcome.message.to_string()}, {"state", outcome.delivered ? "delivered" : "held"}};
        if (outcome.needs_second) one["needs_second"] = true;
        if (!outcome.refused.empty()) one["code"] = outcome.refused;
        list.push_back(std::move(one));
    }
    return ApiAnswer{{{"messages", list}}};
}

}  // namespace

void add_decision_routes(http::Router& router, StaffApi& api) {
    add_api_route(router, api, Method::kPost, "/api/v1/messages/{id}/approve", "reviewer", &approve_message);
    add_api_route(router, api, Method::kPost, "/api/v1/messages/{id}/reject", "reviewer", &reject_message);
    add_api_route(router, api, Method::kPost, "/api/v1/messages/{id}/investigate", "reviewer", &investigate_message);
    add_api_route(router, api, Method::kPost, "/api/v1/appeals/{id}/grant", "reviewer", &grant);
    add_api_route(router, api, Method::kPost, "/api/v1/appeals/{id}/refuse", "reviewer", &refuse);
    add_api_route(router, api, Method::kPost, "/api/v1/photos/decisions", "reviewer", &decide_photos);
}

}  // namespace dayroom::facility
