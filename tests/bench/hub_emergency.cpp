// An emergency that staff announce, and 1,000 terminals that wait for news over mutual TLS: until the last one has it.
#include <stdexcept>

#include "tests/bench/hub_parts.h"
#include "tests/bench/report.h"

namespace dayroom::bench {
namespace {

constexpr int kTerminals = 1'000;
constexpr int kAnnouncements = 5;
constexpr std::int32_t kPollMs = 30'000;

}  // namespace

void bench_emergency(LiveHub& hub) {
    LiveHub::Staff staff(hub, "request_staff");
    std::vector<std::unique_ptr<test::TlsClient>> clients;
    for (int i = 0; i < kTerminals; ++i) clients.push_back(hub.dial());
    Times last, answer;
    for (int round = 0; round < kAnnouncements; ++round) {
        wire::FeedRequest request = hub.sync();
        request.set_wait_ms(kPollMs);
        const std::string poll = LiveHub::post_text("/v1/feed", request.SerializeAsString());
        for (const auto& client : clients) {
            if (!client->send(poll)) throw std::runtime_error("a long-poll was not taken");
        }
        (void)hub.sync();  // answered behind them: each was read and waits
        const std::string title = "Severe weather " + std::to_string(round);
        const MonotonicTime begin = SystemClock().steady();
        (void)staff.post("/api/v1/notices", {{"title", {{"en", title}}},
                                             {"text", {{"en", "Go to your cell."}}},
                                             {"valid_to_ms", SystemClock().now().ms() + 3'600'000},
                                             {"emergency", true},
                                             {"idempotency_key", title}});
        answer.add(ms_since(begin));
        for (const auto& client : clients) {
            const test::ClientAnswer news = client->receive();
            if (news.status != 200 || news.body.find(title) == std::string::npos)
                throw std::runtime_error("a terminal did not hear of it: " + std::to_string(news.status) + ", " +
                                         std::to_string(news.body.size()) + " bytes, terminal " +
                                         std::to_string(&client - clients.data()));
        }
        last.add(ms_since(begin));
    }
    report({"emergency: staff's call -> the last of 1,000 terminals has it", last.median(), "ms",
            Peer{"the staff call's own answer", answer.median()}, Goal::at_most(1'000),
            "worst of " + std::to_string(kAnnouncements) + ": " + std::to_string(last.worst()) +
                " ms; one client reads all answers, one after another"});
}

}  // namespace dayroom::bench
