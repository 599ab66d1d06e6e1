// A hub with receivers of webhooks, a sender without its thread, and a network that answers as a test says.
#pragma once

#include <nlohmann/json.hpp>

#include "platform/facility/alarms/alarm_events.h"
#include "platform/facility/provider/events.h"
#include "platform/facility/webhooks/webhook_sender.h"
#include "platform/net/fake_poster.h"
#include "tests/unit/platform/facility/hub_fixture/hub_fixture.h"

namespace dayroom::test {

struct WebhookFixture {
    HubFixture hub;
    facility::Webhooks webhooks;
    SeededRandom jitter{7};
    std::vector<std::string> alarms;
    net::FakePoster* network = nullptr;
    net::FakePoster::Answer answer = [](const net::Post&) { return Result<int>(204); };
    std::unique_ptr<facility::WebhookSender> sender;

    WebhookFixture() { restart(); }

    /// As when the hub is started again: what was under way is forgotten.
    void restart() {
        sender.reset();
        auto poster = std::make_unique<net::FakePoster>([this](const net::Post& post) { return answer(post); });
        network = poster.get();
        sender = std::make_unique<facility::WebhookSender>(facility::WebhookSender::Parts{
            webhooks, must(facility::open_reader(hub.database(), hub.key)), *hub.writer, hub.notifier,
            std::move(poster), hub.context, jitter, [this](const std::string& what) { alarms.push_back(what); }});
    }
    template <typename Job>
    auto make(Job job) {
        return hub.writer->make(facility::Actor::staff("it", hub.id<facility::ThingId>()), job);
    }
    facility::WebhookId add(const std::string& url = "https://hooks.example/",
                            std::optional<std::int64_t> after = std::nullopt,
                            facility::Webhook::Topic topic = facility::Webhook::Topic::kEvents) {
        const auto id = hub.id<facility::WebhookId>();
        must(make([&](facility::Work& work) { return webhooks.add(work, {id, url, "", after, topic}); }));
        return id;
    }
    void tell(int how_many = 1) {
        for (int each = 0; each < how_many; ++each) {
            must(hub.run([&](facility::Work& work) {
                return tell_provider(work, facility::ProviderEventKind::kOutboundReleased,
                                     work.make_id<facility::ThingId>());
            }));
        }
    }
    /// These alarms of the hub stand from now on, and no other.
    void alarm(const std::vector<std::string>& standing) {
        must(make([&](facility::Work& work) {
            return note_alarms(work, facility::look_at_alarms({}, hub.clock.now(), standing, hub.facility, true));
        }));
    }
    facility::Webhook state(const facility::WebhookId& id) { return must(webhooks.find(*hub.reader, id)); }
    Status set_state(const facility::WebhookId& id, facility::Webhook::State to) {
        return hub.run([&](facility::Work& work) { return webhooks.set_state(work, id, to); });
    }
    static nlohmann::json body(const net::Post& post) { return nlohmann::json::parse(post.body); }
    static std::string signature(const net::Post& post) {
        for (const std::string& header : post.headers) {
            if (header.starts_with("Dayroom-Signature: ")) return header.substr(19);
        }
        return {};
    }
    /// Numbers of the events in a post.
    static std::vector<std::int64_t> numbers(const net::Post& post) {
        std::vector<std::int64_t> all;
        const nlohmann::json page = body(post);
        for (const auto& event : page["events"]) all.push_back(event["no"]);
        return all;
    }
    /// What is on record about webhooks.
    std::vector<std::string> audited() {
        std::vector<std::string> all;
        const auto note = [&](const database::Row& row) {
            if (row.integer(0) == static_cast<int>(record::Event::kWebhookChanged)) all.push_back(row.string(1));
            if (row.integer(0) == static_cast<int>(record::Event::kWebhookGivenUp))
                all.push_back("given up: " + row.string(1));
        };
        must(hub.reader->each("SELECT event, code FROM audit ORDER BY sequence", note));
        must(hub.reader->each("SELECT event, code FROM audit_queue ORDER BY no", note));
        return all;
    }
};

}  // namespace dayroom::test
