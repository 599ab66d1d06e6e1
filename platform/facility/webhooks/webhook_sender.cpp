#include "platform/facility/webhooks/webhook_sender.h"

#include <algorithm>

#include <pthread.h>

#include "platform/base/check.h"
#include "platform/base/retry.h"
#include "platform/facility/alarms/alarm_events.h"
#include "platform/facility/provider/event_page.h"
#include "platform/net/post_pool.h"

namespace dayroom::facility {
namespace {

/// "204"; "timeout".
std::string result_of(const net::Posted& posted) {
    return posted.status.ok() ? std::to_string(*posted.status) : to_string(posted.status.error().code);
}

bool is_success(const net::Posted& posted) {
    return posted.status.ok() && *posted.status >= 200 && *posted.status < 300;
}

/// A wait that cannot be: the clock was set back.
Timestamp due_at(const Webhook& webhook, Timestamp now) {
    return webhook.next_try > now + kLongestWebhookRetry ? now : webhook.next_try;
}

}  // namespace

Result<std::unique_ptr<WebhookSender>> WebhookSender::create(const WebhookOptions& options, Parts parts) {
    net::PostPoolOptions network;
    network.private_networks = options.private_networks;
    network.timeout = options.timeout;
    network.authorities = kWebhookAuthorities;
    parts.poster = TRY(net::PostPool::create(std::move(network)));
    return std::make_unique<WebhookSender>(std::move(parts));
}

void WebhookSender::start() {
    const Scope network = Scope::network();
    subscription_ = parts_.notifier.subscribe({&network, 1}, [this] { parts_.poster->wake(); });
    thread_ = std::thread([this] { run(); });
}

void WebhookSender::stop() {
    stopping_ = true;
    subscription_.end();
    parts_.poster->wake();
    if (thread_.joinable()) thread_.join();
}

void WebhookSender::run() {
    pthread_setname_np(pthread_self(), "hub-webhooks");
    while (!stopping_) step();
}

void WebhookSender::step() {
    Milliseconds wait = kWebhookPause;
    if (!std::exchange(pausing_, false)) {
        const auto longest = start_due();
        if (longest.ok()) wait = *longest;
        if (!longest.ok()) tell_trouble("webhooks cannot be read: " + longest.error().detail);
    }
    for (const net::Posted& posted : parts_.poster->wait(wait)) {
        const auto push = under_way_.extract(posted.tag);
        if (push.empty() || stopping_) continue;
        const Status noted = note(push.mapped(), posted);
        if (noted.ok()) continue;
        // It is sent again, after a round of rest.
        pausing_ = true;
        tell_trouble("the outcome of a webhook cannot be noted: " + noted.error().detail);
    }
}

void WebhookSender::tell_trouble(const std::string& what) {
    const MonotonicTime now = parts_.context.clock->steady();
    if (stopping_ || (last_trouble_ && now - *last_trouble_ < kTroubleQuiet)) return;
    last_trouble_ = now;
    if (parts_.alarm) parts_.alarm(what);
}

bool WebhookSender::is_under_way(const WebhookId& id) const {
    return std::any_of(under_way_.begin(), under_way_.end(),
                       [&](const auto& each) { return each.second.webhook == id; });
}

/// How long there is nothing to start.
Result<Milliseconds> WebhookSender::start_due() {
    const Timestamp now = parts_.context.clock->now();
    Milliseconds longest = kWebhookSweep;
    int given_up = 0;
    for (const Webhook& webhook : TRY(parts_.webhooks.list(*parts_.connection))) {
        given_up += webhook.state == Webhook::State::kGivenUp ? 1 : 0;
        if (is_under_way(webhook.id)) continue;
        if (!webhook.test_wanted) {
            if (webhook.state != Webhook::State::kActive) continue;
            const Timestamp due = due_at(webhook, now);
            if (due > now) {
                longest = std::min(longest, due - now);
                continue;
            }
        }
        TRY(start_push(webhook, now));
    }
    parts_.webhooks.note_given_up(given_up);
    return longest;
}

Result<bool> WebhookSender::start_push(const Webhook& webhook, Timestamp now) {
    database::Connection& db = *parts_.connection;
    const auto page_of = webhook.topic == Webhook::Topic::kAlarms ? &alarm_page : &event_page;
    nlohmann::json page = TRY(page_of(db, webhook.after, webhook.test_wanted ? 0 : kMaxPushEvents));
    if (!webhook.test_wanted && page["events"].empty()) return false;
    Push push{webhook.id, page["next_after"].get<std::int64_t>(), webhook.test_wanted, webhook.failures};
    page["facility_id"] = parts_.context.facility.to_string();
    page["webhook_id"] = webhook.id.to_string();
    page["test"] = webhook.test_wanted;
    net::Post post{webhook.url, {"Content-Type: application/json"}, page.dump(), webhook.ca_pem};
    DAYROOM_ASSERT(post.body.size() <= kMaxPushBytes);
    const auto keys = TRY(parts_.webhooks.keys(db, webhook.id, now));
    post.headers.push_back(std::string(kSignatureHeader) + ": " + webhook_signature(keys, now, post.body));
    const std::uint64_t tag = next_tag_++;
    const Status started = parts_.poster->start(tag, std::move(post));
    if (started.ok()) {
        under_way_.emplace(tag, push);
        return true;
    }
    // All places are taken: it is started when one of them ends.
    if (started.error().code == ErrorCode::kUnavailable) return false;
    TRY(note(push, {tag, started.error()}));
    return false;
}

Status WebhookSender::note(const Push& push, const net::Posted& posted) {
    const std::string result = result_of(posted);
    Webhooks& webhooks = parts_.webhooks;
    if (push.test) {
        return parts_.writer.run(Actor::system(),
                                 [&](Work& work) { return webhooks.note_test(work, push.webhook, result); });
    }
    if (is_success(posted)) {
        return parts_.writer.run(
            Actor::system(), [&](Work& work) { return webhooks.note_success(work, push.webhook, push.after, result); });
    }
    const Milliseconds wait = retry_delay(push.failures, kFirstWebhookRetry, kLongestWebhookRetry, parts_.random);
    const bool given_up = TRY(parts_.writer.make(
        Actor::system(), [&](Work& work) { return webhooks.note_failure(work, push.webhook, result, wait); }));
    if (given_up && parts_.alarm) {
        parts_.alarm("webhook " + push.webhook.to_string() + " is given up: nothing was acknowledged for " +
                     std::to_string(std::chrono::duration_cast<std::chrono::hours>(kGiveUpAfter).count()) +
                     " hours, last result " + result);
    }
    return {};
}

}  // namespace dayroom::facility
