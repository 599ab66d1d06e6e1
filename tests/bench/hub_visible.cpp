// From a decision of staff to what a signed-in terminal can show: one call of the staff API, its commit, the feed, the
// agent's check and vault, the push, and the answer to the screen's question. Taken from before the call is sent, so
// the commit itself is inside. A second terminal of the unit, which only waits for the feed and keeps nothing, says how
// much of it is the hub's.
#include <stdexcept>

#include "platform/wire/check.h"
#include "tests/bench/cursors.h"
#include "tests/bench/hub_parts.h"
#include "tests/bench/own_agent.h"
#include "tests/bench/report.h"

namespace dayroom::bench {
namespace {

constexpr int kEvents = 250;
constexpr Milliseconds kPatience{20'000};

void wait_until_synced(LocalClient& screen) {
    local::ToAgent query;
    query.mutable_get_status();
    const MonotonicTime begin = SystemClock().steady();
    while (ms_since(begin) < 60'000) {
        const auto status = screen.ask(query).status();
        if (status.first_sync_done() && status.online()) return;
        (void)screen.next(Milliseconds(50));
    }
    throw std::runtime_error("the agent does not come to an end with its first sync");
}

struct Delays {
    Times answered;  // the staff call has its answer: the commit is before it
    Times fed;       // the feed's answer is at the terminal that keeps nothing
    Times moved;     // the push is at the screen
    Times visible;   // and the screen's question is answered with the new state
};

/// A long-poll that is parked at the hub between two events.
class Poll {
public:
    explicit Poll(LiveHub& hub) : client_(hub.dial()), request_(hub.sync()) {
        request_.set_wait_ms(static_cast<std::int32_t>(kPatience.count()));
        park();
    }
    /// Until a change of this resident is here; then it is parked again.
    void wait_for(const ResidentId& resident) {
        for (bool found = false; !found;) {
            const auto answer = client_->receive();
            if (answer.status != 200) throw std::runtime_error("a long-poll failed");
            const auto response = must(wire::parse_feed_response(as_bytes(answer.body)));
            for (const auto& page : response.pages()) found = found || page.scope().id() == resident.raw();
            take_answer(response, request_);
            park();
        }
    }

private:
    void park() {
        if (!client_->send(LiveHub::post_text("/v1/feed", request_.SerializeAsString())))
            throw std::runtime_error("a long-poll was not taken");
    }
    std::unique_ptr<test::TlsClient> client_;
    wire::FeedRequest request_;
};

void deposits(LiveHub& hub, LocalClient& screen, const ResidentId& resident, Delays& delays) {
    LiveHub::Staff staff(hub, "trust_office");
    Poll poll(hub);
    local::ToAgent query;
    query.mutable_get_money();
    std::int64_t spendable = screen.ask(query).money().spendable_cents();
    for (int i = 0; i < kEvents; ++i) {
        const MonotonicTime begin = SystemClock().steady();
        (void)staff.post("/api/v1/deposits", {{"resident_id", resident.to_string()},
                                              {"cents", 1'000},
                                              {"source", "family"},
                                              {"idempotency_key", "bench-visible-" + std::to_string(i)}});
        delays.answered.add(ms_since(begin));
        poll.wait_for(resident);
        delays.fed.add(ms_since(begin));
        for (bool pushed = false;;) {
            const auto message = screen.next(kPatience);
            if (!message) throw std::runtime_error("a deposit did not become visible");
            if (!message->has_moved()) continue;
            if (!pushed) delays.moved.add(ms_since(begin));
            pushed = true;
            const std::int64_t now = screen.ask(query).money().spendable_cents();
            if (now == spendable) continue;
            spendable = now;
            break;
        }
        delays.visible.add(ms_since(begin));
    }
}

}  // namespace

void bench_commit_to_visible(LiveHub& hub) {
    const auto data = hub.enroll("agent");
    const auto socket = hub.facility().path("agent.sock");
    const OwnAgent agent(data, socket);
    LocalClient screen(socket);
    wait_until_synced(screen);
    const auto& person = hub.facility().person(hub.facility().first_unit());
    const auto signed_in = sign_in(screen, person.number, person.pin);
    Delays delays;
    deposits(hub, screen, hub.resident(person.number), delays);
    report({"staff decide, terminal shows it, p50",
            delays.visible.median(),
            "ms",
            Peer{"the staff call itself", delays.answered.median()},
            {},
            std::to_string(kEvents) + " deposits"});
    report({"hub commit to visible on a signed-in terminal, p99", delays.visible.at(0.99), "ms",
            Peer{"the staff call itself, p99", delays.answered.at(0.99)}, Goal::at_most(100),
            "the call and its commit are inside"});
    report({"of it until the feed's answer is at a terminal, p50",
            delays.fed.median(),
            "ms",
            {},
            {},
            "p99 " + std::to_string(delays.fed.at(0.99)) + " ms"});
    report(
        {"of it until the push is at the screen, p50",
         delays.moved.median(),
         "ms",
         {},
         {},
         "p99 " + std::to_string(delays.moved.at(0.99)) + ", worst " + std::to_string(delays.moved.worst()) + " ms"});
    report({"sign-in over the hub: key known to vault ready, as the agent says",
            static_cast<double>(signed_in.opened_in_us()) / 1000, "ms"});
}

}  // namespace dayroom::bench
