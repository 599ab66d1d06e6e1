#include <thread>

#include <catch2/catch.hpp>

#include "platform/facility/admin/tie_out.h"
#include "platform/facility/schema/hub_database.h"
#include "tests/unit/platform/facility/hub_support/test_hub.h"

using namespace dayroom;
using namespace dayroom::test;

TEST_CASE("a command is run once, a repeat gets the first outcome, and its change wakes the terminal") {
    TestHub hub;
    hub.add_form();
    const TestTerminal terminal = hub.enroll(0);
    const TestResident resident = hub.add_resident("20481", 0, "7391");
    auto client = hub.connect(terminal);
    const CommandId id = CommandId::make(hub.clock, hub.random);
    const std::string batch = hub.request_command(terminal, resident, id);
    const auto first = read_answer<wire::OutcomeBatch>(client->call("POST", "/v1/commands", batch));
    REQUIRE(first.outcomes_size() == 1);
    CHECK(first.outcomes(0).result() == wire::Outcome::DONE);
    CHECK_FALSE(first.outcomes(0).repeat());
    const auto second = read_answer<wire::OutcomeBatch>(client->call("POST", "/v1/commands", batch));
    CHECK(second.outcomes(0).result() == wire::Outcome::DONE);
    CHECK(second.outcomes(0).repeat());
    const auto residents =
        nlohmann::json::parse(hub.api("trust_office", "GET", "/api/v1/residents?number=20481").body)["residents"];
    CHECK(residents[0]["spendable_cents"] == 9'900);
    CHECK(residents[0]["held_cents"] == 100);
}

TEST_CASE("a commit wakes a waiting feed") {
    TestHub hub;
    const TestTerminal terminal = hub.enroll(0);
    const TestResident resident = hub.add_resident("20481", 0, "7391");
    auto client = hub.connect(terminal);
    wire::FeedRequest feed;
    feed.set_schema(1);
    for (bool more = true; more;) {
        const auto page = read_answer<wire::FeedResponse>(client->call("POST", "/v1/feed", feed.SerializeAsString()));
        feed.set_epoch(page.epoch());
        more = page.more();
        for (const auto& each : page.pages()) {
            auto* cursor = feed.add_cursors();
            *cursor->mutable_scope() = each.scope();
            cursor->set_seq(each.to_seq());
        }
    }
    const std::size_t others = hub.services().notifier.subscriptions();  // of the hub's own threads
    feed.set_wait_ms(15'000);
    const std::string body = feed.SerializeAsString();
    client->send("POST /v1/feed HTTP/1.1\r\nHost: h\r\nContent-Length: " + std::to_string(body.size()) + "\r\n\r\n" +
                 body);
    while (hub.services().notifier.subscriptions() == others) std::this_thread::yield();
    const auto before = std::chrono::steady_clock::now();
    const ClientAnswer deposit = hub.api(
        "trust_office", "POST", "/api/v1/deposits",
        {{"resident_id", resident.id.to_string()}, {"cents", 500}, {"source", "family"}, {"idempotency_key", "d1"}});
    CHECK(deposit.status == 201);
    const auto woken = read_answer<wire::FeedResponse>(client->receive());
    CHECK(woken.pages_size() >= 1);
    CHECK(std::chrono::steady_clock::now() - before < std::chrono::seconds(5));
    CHECK(hub.services().notifier.subscriptions() == others);
}

TEST_CASE("a long-poll ends by itself when its time is over") {
    TestHub hub;
    const TestTerminal terminal = hub.enroll(0);
    auto client = hub.connect(terminal);
    wire::FeedRequest feed;
    feed.set_schema(1);
    const auto first = read_answer<wire::FeedResponse>(client->call("POST", "/v1/feed", feed.SerializeAsString()));
    feed.set_epoch(first.epoch());
    for (const auto& each : first.pages()) {
        auto* cursor = feed.add_cursors();
        *cursor->mutable_scope() = each.scope();
        cursor->set_seq(each.to_seq());
    }
    feed.set_wait_ms(200);
    const auto nothing = read_answer<wire::FeedResponse>(client->call("POST", "/v1/feed", feed.SerializeAsString()));
    CHECK(nothing.pages_size() == 0);
    CHECK(nothing.epoch() == first.epoch());
}

TEST_CASE("stopping under load loses no acknowledged command, and the books tie out") {
    facility::HubOptions options;
    options.limits.drain_idle = Milliseconds(300);
    TestHub hub(std::move(options));
    hub.add_form();
    const TestTerminal terminal = hub.enroll(0);
    const TestResident resident = hub.add_resident("20481", 0, "7391", false, 10'000'000);
    constexpr int kClients = 8;
    constexpr int kCommands = 150;
    std::vector<std::vector<std::string>> batches(kClients);
    for (auto& mine : batches) {
        for (int each = 0; each < kCommands; ++each)
            mine.push_back(hub.request_command(terminal, resident, CommandId::make(hub.clock, hub.random)));
    }
    std::atomic<int> done = 0;
    std::atomic<int> lost = 0;
    std::vector<std::thread> callers;
    for (int number = 0; number < kClients; ++number) {
        callers.emplace_back([&, number] {
            auto client = hub.connect(terminal);
            for (const std::string& batch : batches[static_cast<std::size_t>(number)]) {
                const ClientAnswer answer = client->call("POST", "/v1/commands", batch);
                if (answer.status != 200) {
                    ++lost;
                    return;
                }
                if (read_answer<wire::OutcomeBatch>(answer).outcomes(0).result() == wire::Outcome::DONE) ++done;
                if (answer.closes()) return;
            }
        });
    }
    while (done < 200) std::this_thread::yield();
    hub.hub->stop();
    for (std::thread& caller : callers) caller.join();
    CHECK(lost == 0);
    const facility::HubFiles files(hub.dir / "hub");
    const Secret key = files.database_key().take();
    const auto reader = facility::open_reader(files.database(), key).take();
    CHECK(reader->number("SELECT COUNT(*) FROM request").take() == done);
    CHECK(facility::tie_out(*reader, hub.clock).take().ties());
}
