// What one idle terminal costs the hub: mutual TLS, its certificate, and a long-poll that waits for news of its unit.
#include <stdexcept>

#include "tests/bench/hub_parts.h"
#include "tests/bench/report.h"

namespace dayroom::bench {
namespace {

constexpr int kFirst = 100;  // connections before the first reading: what the hub needs once is in it
constexpr int kMore = 500;
constexpr std::int32_t kWaitMs = 30'000;

}  // namespace

void bench_idle_terminals(LiveHub& hub) {
    wire::FeedRequest request = hub.sync();
    request.set_wait_ms(kWaitMs);
    const std::string poll = LiveHub::post_text("/v1/feed", request.SerializeAsString());
    std::vector<std::unique_ptr<test::TlsClient>> clients;
    const auto add = [&](int count) {
        for (int i = 0; i < count; ++i) {
            clients.push_back(hub.dial());
            if (!clients.back()->send(poll)) throw std::runtime_error("a long-poll was not taken");
        }
    };
    // An own call after the polls is answered behind them: by then each was read and waits.
    const auto settle = [&] { (void)hub.sync(); };
    add(kFirst);
    settle();
    const double before = pss_kib(hub.pid());
    const double cpu_before = cpu_seconds(hub.pid());
    const MonotonicTime begin = SystemClock().steady();
    add(kMore);
    settle();
    const double took_ms = ms_since(begin);
    const double after = pss_kib(hub.pid());
    report({"idle connected terminal, memory of the hub (PSS)",
            (after - before) / kMore,
            "KiB",
            {},
            Goal::at_most(35),
            std::to_string(kMore) + " long-polls more than " + std::to_string(kFirst) + ", each for " +
                std::to_string(request.cursors_size()) + " scopes; without the kernel's socket buffers"});
    report({"a terminal connects and begins to wait, CPU of the hub",
            (cpu_seconds(hub.pid()) - cpu_before) * 1000 / kMore,
            "ms",
            {},
            {},
            std::to_string(took_ms / kMore) + " ms by the clock, client included"});
}

}  // namespace dayroom::bench
