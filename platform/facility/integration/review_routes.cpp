// The review queue: what waits, who is at it, the facility's rules, and how much there is.
#include "platform/facility/integration/review_view.h"
#include "platform/facility/integration/staff_api.h"

namespace dayroom::facility {
namespace {

using http::Method;
using nlohmann::json;

constexpr int kMaxReviewPhotos = 200;

json counts_view(const ReviewCounts& counts) {
    return {{"all", counts.all()},
            {"inbound", counts.inbound},
            {"outbound", counts.outbound},
            {"appeals", counts.appeals},
            {"investigating", counts.investigating},
            {"late", counts.late}};
}

Result<ReviewView> view_asked(const std::string& name) {
    const auto view = review_view_of(name.empty() ? "all" : name);
    if (view) return *view;
    return Error(ErrorCode::kInvalid,
                 "\"kind\" must be all, inbound, outbound, appeals, investigating, photos or late.");
}

Result<ApiAnswer> list_queue(StaffCall& call) {
    TRY(call.body.done());
    ReviewFilter filter;
    filter.view = TRY(view_asked(call.query_text("kind")));
    filter.unit = TRY(call.query_id<UnitId>("unit_id"));
    filter.reviewer = call.caller.id;
    const Page page = TRY(call.query_page(kMaxReviewPage, 50));
    filter.limit = page.limit;
    filter.offset = page.offset;
    const Timestamp now = call.services.clock.now();
    json items = json::array();
    std::optional<MessageId> first;
    for (const MessageId& id : TRY(ReviewQueue::page(call.db, filter, now))) {
        const auto details = TRY(review_details(call.db, call.services.messages, id, now));
        if (!details) continue;  // decided meanwhile
        items.push_back(review_view(*details, now));
        if (!first) first = id;
    }
    if (first) TRY(note_list_reading(call, *first));
    const std::int64_t total = TRY(ReviewQueue::count(call.db, filter, now));
    const ReviewCounts counts = TRY(ReviewQueue::counts(call.db, filter.reviewer, now));
    return ApiAnswer{{{"items", items}, {"total", total}, {"counts", counts_view(counts)}}};
}

/// The item as it is after this call's own commit.
Result<json> item_now(StaffCall& call, const MessageId& id) {
    const Timestamp now = call.services.clock.now();
    const auto details = TRY(review_details(call.db, call.services.messages, id, now));
    return details ? review_view(*details, now) : json(nullptr);
}

Result<ApiAnswer> claim_next(StaffCall& call) {
    const std::string kind = call.body.optional_text("kind", 16);
    const auto after = call.body.optional_id<MessageId>("after");
    TRY(call.body.done());
    const ReviewView view = TRY(view_asked(kind));
    const auto claimed =
        TRY(call.services.writer->make(call.caller.actor(), [&](Work& work) -> Result<std::optional<MessageId>> {
            auto next = TRY(ReviewQueue::claim_next(work, view, after));
            if (next) TRY(work.audit(record::Event::kStaffRead, *next, "message"));
            return next;
        }));
    if (!claimed) return ApiAnswer{{{"item", nullptr}}};
    const json item = TRY(item_now(call, *claimed));
    return ApiAnswer{{{"item", item}}};
}

Result<ApiAnswer> claim_one(StaffCall& call) {
    const MessageId id = TRY(call.path_id<MessageId>(0));
    TRY(call.body.done());
    const Status claimed = call.services.writer->run(call.caller.actor(), [&](Work& work) -> Status {
        TRY(ReviewQueue::claim(work, id));
        return work.audit(record::Event::kStaffRead, id, "message");
    });
    if (!claimed.ok()) return claimed_or_error(call, id, claimed.error());
    const json item = TRY(item_now(call, id));
    return ApiAnswer{{{"item", item}}};
}

Result<ApiAnswer> release_claim(StaffCall& call) {
    const MessageId id = TRY(call.path_id<MessageId>(0));
    TRY(call.body.done());
    TRY(call.services.writer->run(call.caller.actor(), [&](Work& work) { return ReviewQueue::release(work, id); }));
    return ApiAnswer{};
}

Result<ApiAnswer> list_photos(StaffCall& call) {
    TRY(call.body.done());
    const auto limit = TRY(call.query_limit(kMaxReviewPhotos, 60));
    json photos = json::array();
    const auto waiting = TRY(ReviewQueue::photos(call.db, call.caller.id, call.services.clock.now(), limit));
    for (const PhotoToReview& photo : waiting) {
        photos.push_back({{"message_id", photo.message.to_string()},
                          {"sha256", to_hex(as_bytes(photo.photo.sha256()))},
                          {"width", photo.photo.width()},
                          {"height", photo.photo.height()},
                          {"contact_name", photo.contact_name},
                          {"resident_number", photo.resident_number},
                          {"text_is_clean", photo.text_passes}});
    }
    if (!waiting.empty()) TRY(note_list_reading(call, waiting.front().message));
    return ApiAnswer{{{"photos", photos}}};
}

Result<ApiAnswer> list_rules(StaffCall& call) {
    TRY(call.body.done());
    json rules = json::array();
    for (const ReviewRule& rule : TRY(review_rules(call.db)))
        rules.push_back({{"rule", rule.rule}, {"reason", rule.reason}, {"text", rule.text}});
    return ApiAnswer{{{"rules", rules}}};
}

Result<ApiAnswer> change_rules(StaffCall& call) {
    std::vector<JsonBody> entries = call.body.objects("rules", kMaxReviewRules);
    TRY(call.body.done());
    std::vector<ReviewRule> rules;
    for (JsonBody& entry : entries) {
        ReviewRule& rule = rules.emplace_back();
        rule.rule = entry.text("rule", kMaxRuleCharacters);
        rule.reason = entry.text("reason", wire::kMaxCodeCharacters);
        rule.text = entry.text("text", kMaxRuleText);
        TRY(entry.done());
    }
    TRY(call.services.writer->run(call.caller.actor(), [&](Work& work) { return set_review_rules(work, rules); }));
    return list_rules(call);
}

Result<ApiAnswer> show_statistics(StaffCall& call) {
    TRY(call.body.done());
    const ReviewStatistics all = TRY(review_statistics(call.db, call.services.clock.now()));
    json ages = json::array();
    for (const auto& age : all.ages) {
        ages.push_back(
            {{"up_to_hours", age.up_to_hours ? json(*age.up_to_hours) : json(nullptr)}, {"count", age.count}});
    }
    json days = json::array();
    for (const auto& day : all.days) {
        days.push_back({{"day", day.day},
                        {"received", day.received},
                        {"decided", day.decided},
                        {"auto_passed", day.auto_passed},
                        {"rejected", day.rejected}});
    }
    json reviewers = json::array();
    for (const auto& reviewer : all.reviewers)
        reviewers.push_back({{"name", reviewer.name}, {"decided_today", reviewer.decided_today}});
    return ApiAnswer{{{"waiting", all.waiting},
                      {"late", all.late},
                      {"oldest_ms", all.oldest.count()},
                      {"median_age_ms", all.median_age.count()},
                      {"ages", ages},
                      {"days", days},
                      {"reviewers", reviewers}}};
}

json policy_view(const ReviewPolicy& policy) {
    return {{"auto_pass_inbound", policy.auto_pass_inbound},
            {"auto_pass_outbound", policy.auto_pass_outbound},
            {"two_person", name_of(policy.two_person)}};
}

Result<ApiAnswer> show_review_policy(StaffCall& call) {
    TRY(call.body.done());
    return ApiAnswer{policy_view(TRY(review_policy(call.db)))};
}

Result<ApiAnswer> change_review_policy(StaffCall& call) {
    ReviewPolicy policy;
    policy.auto_pass_inbound = call.body.flag("auto_pass_inbound");
    policy.auto_pass_outbound = call.body.flag("auto_pass_outbound");
    const auto two = two_person_of(call.body.text("two_person", 16));
    TRY(call.body.done());
    if (!two) return Error(ErrorCode::kInvalid, "\"two_person\" must be none, photos, all or watch.");
    policy.two_person = *two;
    TRY(call.services.writer->run(call.caller.actor(), [&](Work& work) { return set_review_policy(work, policy); }));
    return ApiAnswer{policy_view(policy)};
}

}  // namespace

Result<ApiAnswer> claimed_or_error(StaffCall& call, const MessageId& id, const Error& error) {
    if (error.text_key != "claimed") return error;
    const auto item = TRY(ReviewQueue::find(call.db, id));
    const std::string by = TRY(staff_name(call.db, item ? item->claimed_by : std::nullopt));
    return ApiAnswer{{{"code", "claimed"}, {"detail", error.detail}, {"by", by}}, 409};
}

void add_review_routes(http::Router& router, StaffApi& api) {
    const char* readers = "reviewer auditor";
    add_api_route(router, api, Method::kGet, "/api/v1/review/queue", readers, &list_queue);
    add_api_route(router, api, Method::kPost, "/api/v1/review/claim", "reviewer", &claim_next);
    add_api_route(router, api, Method::kPost, "/api/v1/review/items/{id}/claim", "reviewer", &claim_one);
    add_api_route(router, api, Method::kPost, "/api/v1/review/items/{id}/release", "reviewer", &release_claim);
    add_api_route(router, api, Method::kGet, "/api/v1/review/photos", "reviewer", &list_photos);
    add_api_route(router, api, Method::kGet, "/api/v1/review/rules", "reviewer auditor it", &list_rules);
    add_api_route(router, api, Method::kPut, "/api/v1/review/rules", "it", &change_rules);
    add_api_route(router, api, Method::kGet, "/api/v1/review/statistics", readers, &show_statistics);
    add_api_route(router, api, Method::kGet, "/api/v1/review/policy", "reviewer auditor it", &show_review_policy);
    add_api_route(router, api, Method::kPut, "/api/v1/review/policy", "it", &change_review_policy);
}

}  // namespace dayroom::facility
