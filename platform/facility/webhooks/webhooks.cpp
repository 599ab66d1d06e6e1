#include "platform/facility/webhooks/webhooks.h"

#include "platform/crypto/certificate.h"
#include "platform/net/post_target.h"

namespace dayroom::facility {
namespace {

constexpr std::string_view kSecretPrefix = "drw_";
constexpr const char* kColumns =
    "SELECT id, url, ca_pem, state, after_no, failures, failing_since_ms, next_try_ms, last_try_ms, last_result, "
    "test_wanted, made_ms, topic FROM webhook ";

Webhook read_webhook(const database::Row& row) {
    Webhook webhook;
    webhook.id = row.id<WebhookId>(0);
    webhook.url = row.string(1);
    webhook.ca_pem = row.string(2);
    webhook.state = static_cast<Webhook::State>(row.integer(3));
    webhook.after = row.integer(4);
    webhook.failures = row.small(5);
    webhook.failing_since = row.time(6);
    webhook.next_try = row.time(7);
    webhook.last_try = row.time(8);
    webhook.last_result = row.string(9);
    webhook.test_wanted = row.flag(10);
    webhook.made = row.time(11);
    webhook.topic = static_cast<Webhook::Topic>(row.small(12));
    return webhook;
}

/// Where what a receiver is told of stands.
std::string list_of(Webhook::Topic topic) {
    return topic == Webhook::Topic::kAlarms ? "alarm_event" : "provider_event";
}

Status changed(Work& work, const WebhookId& id, const char* what) {
    if (work.db().changes() == 0) return Error(ErrorCode::kNotFound, "There is no such webhook.");
    work.wake(Scope::network());
    return work.audit(record::Event::kWebhookChanged, id, what);
}

}  // namespace

const char* name_of(Webhook::State state) {
    switch (state) {
        case Webhook::State::kActive:
            return "active";
        case Webhook::State::kDisabled:
            return "disabled";
        case Webhook::State::kGivenUp:
            return "given_up";
    }
    return "unknown";
}

const char* name_of(Webhook::Topic topic) { return topic == Webhook::Topic::kAlarms ? "alarms" : "provider"; }

std::optional<Webhook::Topic> webhook_topic(std::string_view name) {
    for (const auto topic : {Webhook::Topic::kEvents, Webhook::Topic::kAlarms})
        if (name == name_of(topic)) return topic;
    return std::nullopt;
}

Result<ShownKey> Webhooks::make_key(Work& work, const WebhookId& id) {
    const std::int64_t no =
        TRY(work.db().number("SELECT coalesce(max(no), 0) + 1 FROM webhook_key WHERE webhook = $1", id));
    const Secret random = Secret::random(kWebhookSecretBytes, *work.context().random);
    ShownKey key{"k" + std::to_string(no), std::string(kSecretPrefix) + to_base64url(random.bytes())};
    TRY(work.db().run("INSERT INTO webhook_key (webhook, no, secret, made_ms) VALUES ($1, $2, $3, $4)", id, no,
                      key.secret, work.now()));
    return key;
}

Result<ShownKey> Webhooks::add(Work& work, const NewWebhook& wanted) {
    const net::PostTarget target = TRY(net::parse_post_target(wanted.url));
    if (wanted.ca_pem.size() > kMaxAuthorityPem) return Error(ErrorCode::kTooLarge, "the certificates are too large");
    if (!wanted.ca_pem.empty() && !crypto::read_certificate(wanted.ca_pem).ok())
        return Error(ErrorCode::kInvalid, "\"ca_pem\" must be certificates in PEM.");
    if (TRY(work.db().number("SELECT count(*) FROM webhook")) >= kMaxWebhooks)
        return Error(ErrorCode::kTooLarge, "there are 16 webhooks already");
    const std::int64_t newest = TRY(work.db().number("SELECT coalesce(max(no), 0) FROM " + list_of(wanted.topic)));
    const Status added =
        work.db().run("INSERT INTO webhook (id, url, ca_pem, after_no, made_ms, topic) VALUES ($1, $2, $3, $4, $5, $6)",
                      wanted.id, target.url(), wanted.ca_pem, std::min(wanted.after.value_or(newest), newest),
                      work.now(), static_cast<int>(wanted.topic));
    if (!added.ok() && database::violation(added.error()))
        return Error(ErrorCode::kConflict, "there is a webhook to this address", "url_taken");
    TRY(added);
    ShownKey key = TRY(make_key(work, wanted.id));
    TRY(changed(work, wanted.id, "added"));
    return key;
}

Result<ShownKey> Webhooks::rotate(Work& work, const WebhookId& id) {
    TRY(find(work.db(), id));
    TRY(work.db().run("DELETE FROM webhook_key WHERE webhook = $1 AND until_ms > 0", id));
    TRY(work.db().run("UPDATE webhook_key SET until_ms = $2 WHERE webhook = $1", id, work.now() + kKeyOverlap));
    ShownKey key = TRY(make_key(work, id));
    TRY(changed(work, id, "rotated"));
    return key;
}

Status Webhooks::set_state(Work& work, const WebhookId& id, Webhook::State state) {
    if (TRY(find(work.db(), id)).state == state) return Error(ErrorCode::kConflict, "It is so already.");
    TRY(work.db().run(
        "UPDATE webhook SET state = $2, failures = 0, failing_since_ms = 0, next_try_ms = 0 WHERE id = $1", id,
        static_cast<int>(state)));
    return changed(work, id, state == Webhook::State::kActive ? "enabled" : "disabled");
}

Status Webhooks::want_test(Work& work, const WebhookId& id) {
    TRY(work.db().run("UPDATE webhook SET test_wanted = 1 WHERE id = $1", id));
    return changed(work, id, "tested");
}

Status Webhooks::remove(Work& work, const WebhookId& id) {
    TRY(work.db().run("DELETE FROM webhook_key WHERE webhook = $1", id));
    TRY(work.db().run("DELETE FROM webhook WHERE id = $1", id));
    return changed(work, id, "removed");
}

// A receiver may have been removed or disabled while it was being told: then there is nothing to note, or the place
// only.
Status Webhooks::note_success(Work& work, const WebhookId& id, std::int64_t after, const std::string& result) {
    return work.db().run(
        "UPDATE webhook SET after_no = CASE WHEN after_no < $2 THEN $2 ELSE after_no END, failures = 0, "
        "failing_since_ms = 0, next_try_ms = 0, "
        "last_try_ms = $3, last_result = $4 WHERE id = $1",
        id, after, work.now(), result);
}

Result<bool> Webhooks::note_failure(Work& work, const WebhookId& id, const std::string& result,
                                    Milliseconds retry_after) {
    TRY(work.db().run(
        "UPDATE webhook SET failures = failures + 1, next_try_ms = $3, last_try_ms = $2, last_result = $4, "
        "failing_since_ms = CASE failing_since_ms WHEN 0 THEN $2 ELSE failing_since_ms END WHERE id = $1 AND state = 1",
        id, work.now(), work.now() + retry_after, result));
    TRY(work.db().run(
        "UPDATE webhook SET state = 3 WHERE id = $1 AND state = 1 AND failing_since_ms > 0 AND failing_since_ms <= $2",
        id, work.now() - kGiveUpAfter));
    if (work.db().changes() == 0) return false;
    TRY(work.audit(record::Event::kWebhookGivenUp, id, result, record::Outcome::kFailed));
    return true;
}

Status Webhooks::note_test(Work& work, const WebhookId& id, const std::string& result) {
    return work.db().run("UPDATE webhook SET test_wanted = 0, last_try_ms = $2, last_result = $3 WHERE id = $1", id,
                         work.now(), result);
}

Result<std::vector<Webhook>> Webhooks::list(database::Connection& connection) {
    std::vector<Webhook> all;
    TRY(connection.each(std::string(kColumns) + "ORDER BY last_try_ms, id",
                        [&](const database::Row& row) { all.push_back(read_webhook(row)); }));
    return all;
}

Result<Webhook> Webhooks::find(database::Connection& connection, const WebhookId& id) {
    auto found = TRY(connection.first(std::string(kColumns) + "WHERE id = $1", &read_webhook, id));
    if (!found) return Error(ErrorCode::kNotFound, "There is no such webhook.");
    return std::move(*found);
}

Result<std::vector<WebhookKey>> Webhooks::keys(database::Connection& connection, const WebhookId& id, Timestamp now) {
    std::vector<WebhookKey> all;
    TRY(connection.each(
        "SELECT no, secret, made_ms, until_ms FROM webhook_key WHERE webhook = $1 AND (until_ms = 0 OR until_ms > $2) "
        "ORDER BY no DESC",
        [&](const database::Row& row) {
            all.push_back({row.small(0), Secret::copy_of(as_bytes(row.text(1))), row.time(2), row.time(3)});
        },
        id, now));
    return all;
}

Result<std::int64_t> Webhooks::waiting(database::Connection& connection, const Webhook& webhook) {
    return connection.number("SELECT count(*) FROM " + list_of(webhook.topic) + " WHERE no > $1", webhook.after);
}

}  // namespace dayroom::facility
