// Receivers of webhooks, kept by IT.
#include "platform/facility/integration/staff_api.h"

namespace dayroom::facility {
namespace {

using http::Method;
using nlohmann::json;

constexpr std::size_t kMaxWebhookUrl = 500;  // characters

Result<json> webhook_view(StaffCall& call, const Webhook& webhook) {
    json keys = json::array();
    for (const WebhookKey& key : TRY(call.services.webhooks.keys(call.db, webhook.id, call.services.clock.now())))
        keys.push_back({{"key_id", key.name()}, {"made_ms", key.made.ms()}, {"until_ms", key.until.ms()}});
    return json{{"id", webhook.id.to_string()},
                {"topic", name_of(webhook.topic)},
                {"url", webhook.url},
                {"own_authorities", !webhook.ca_pem.empty()},
                {"state", name_of(webhook.state)},
                {"after", webhook.after},
                {"waiting", TRY(call.services.webhooks.waiting(call.db, webhook))},
                {"failures", webhook.failures},
                {"failing_since_ms", webhook.failing_since.ms()},
                {"next_try_ms", webhook.next_try.ms()},
                {"last_try_ms", webhook.last_try.ms()},
                {"last_result", webhook.last_result},
                {"test_waiting", webhook.test_wanted},
                {"made_ms", webhook.made.ms()},
                {"keys", std::move(keys)}};
}

json key_answer(const WebhookId& id, const ShownKey& key) {
    return {{"id", id.to_string()}, {"key_id", key.name}, {"secret", key.secret}};
}

Result<ApiAnswer> list_webhooks(StaffCall& call) {
    TRY(call.body.done());
    json all = json::array();
    for (const Webhook& webhook : TRY(call.services.webhooks.list(call.db)))
        all.push_back(TRY(webhook_view(call, webhook)));
    return ApiAnswer{{{"webhooks", all}}};
}

Result<ApiAnswer> add_webhook(StaffCall& call) {
    NewWebhook wanted;
    wanted.id = WebhookId::make(call.services.clock, call.services.random);
    wanted.url = call.body.text("url", kMaxWebhookUrl);
    wanted.ca_pem = call.body.optional_text("ca_pem", kMaxAuthorityPem);
    const std::string topic = call.body.optional_text("topic", 16);
    const std::int64_t after = call.body.optional_integer("after", 0, INT64_MAX, -1);
    TRY(call.body.done());
    if (after >= 0) wanted.after = after;
    const auto known = topic.empty() ? Webhook::Topic::kEvents : webhook_topic(topic);
    if (!known) return Error(ErrorCode::kInvalid, "\"topic\" must be provider or alarms.");
    wanted.topic = *known;
    const ShownKey key = TRY(call.services.writer->make(
        call.caller.actor(), [&](Work& work) { return call.services.webhooks.add(work, wanted); }));
    return ApiAnswer{key_answer(wanted.id, key), 201};
}

/// The secret is told in this answer and never again.
Result<ApiAnswer> rotate_webhook(StaffCall& call) {
    const WebhookId id = TRY(call.path_id<WebhookId>(0));
    TRY(call.body.done());
    const ShownKey key = TRY(call.services.writer->make(
        call.caller.actor(), [&](Work& work) { return call.services.webhooks.rotate(work, id); }));
    return ApiAnswer{key_answer(id, key)};
}

Result<ApiAnswer> test_webhook(StaffCall& call) {
    const WebhookId id = TRY(call.path_id<WebhookId>(0));
    TRY(call.body.done());
    TRY(call.services.writer->run(call.caller.actor(),
                                  [&](Work& work) { return call.services.webhooks.want_test(work, id); }));
    return ApiAnswer{{{"id", id.to_string()}}, 202};
}

Result<ApiAnswer> set_webhook_state(StaffCall& call) {
    const WebhookId id = TRY(call.path_id<WebhookId>(0));
    const std::string state = call.body.text("state", 16);
    TRY(call.body.done());
    if (state != "active" && state != "disabled")
        return Error(ErrorCode::kInvalid, "\"state\" must be active or disabled.");
    const auto to = state == "active" ? Webhook::State::kActive : Webhook::State::kDisabled;
    TRY(call.services.writer->run(call.caller.actor(),
                                  [&](Work& work) { return call.services.webhooks.set_state(work, id, to); }));
    return ApiAnswer{{{"id", id.to_string()}, {"state", state}}};
}

Result<ApiAnswer> remove_webhook(StaffCall& call) {
    const WebhookId id = TRY(call.path_id<WebhookId>(0));
    TRY(call.body.done());
    TRY(call.services.writer->run(call.caller.actor(),
                                  [&](Work& work) { return call.services.webhooks.remove(work, id); }));
    return ApiAnswer{};
}

}  // namespace

void add_webhook_routes(http::Router& router, StaffApi& api) {
    add_api_route(router, api, Method::kGet, "/api/v1/webhooks", "it auditor", &list_webhooks);
    add_api_route(router, api, Method::kPost, "/api/v1/webhooks", "it", &add_webhook);
    add_api_route(router, api, Method::kDelete, "/api/v1/webhooks/{id}", "it", &remove_webhook);
    add_api_route(router, api, Method::kPost, "/api/v1/webhooks/{id}/rotate", "it", &rotate_webhook);
    add_api_route(router, api, Method::kPost, "/api/v1/webhooks/{id}/test", "it", &test_webhook);
    add_api_route(router, api, Method::kPost, "/api/v1/webhooks/{id}/state", "it", &set_webhook_state);
}

}  // namespace dayroom::facility
