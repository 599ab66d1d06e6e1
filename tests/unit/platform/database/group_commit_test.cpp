#include "platform/database/group_commit.h"

#include <atomic>
#include <future>
#include <thread>

#include <catch2/catch.hpp>

#include "tests/support/temp_dir.h"

using namespace dayroom;
using namespace dayroom::database;

namespace {

std::unique_ptr<Connection> open_queued(const test::TempDir& dir, FaultSeam* faults = nullptr) {
    OpenOptions options;
    options.locking = OpenOptions::Locking::kShared;
    options.faults = faults;
    auto db = Connection::open(dir.path() / "g.db", Secret::zeroed(32), options).take();
    (void)db->script("CREATE TABLE IF NOT EXISTS t(a INTEGER PRIMARY KEY)");
    return db;
}

Status insert(Connection& db, int value) { return db.run("INSERT INTO t VALUES($1)", value); }

}  // namespace

TEST_CASE("jobs of many threads are all acknowledged once, after they are durable, in few commits") {
    const test::TempDir dir;
    auto reader = open_queued(dir);
    auto writer = GroupCommit::start(open_queued(dir), {});
    constexpr int kThreads = 16;
    constexpr int kEach = 50;
    std::atomic<int> done = 0;
    std::vector<std::thread> threads;
    for (int t = 0; t < kThreads; ++t)
        threads.emplace_back([&, t] {
            for (int i = 0; i < kEach; ++i)
                if (writer->run([=](Connection& db) { return insert(db, t * kEach + i); }).ok()) ++done;
        });
    for (auto& thread : threads) thread.join();
    CHECK(done == kThreads * kEach);
    CHECK(reader->number("SELECT count(*) FROM t").value() == kThreads * kEach);
    CHECK(writer->counters().jobs == kThreads * kEach);
    CHECK(writer->counters().commits < kThreads * kEach);
}

TEST_CASE("a job that fails takes only itself back") {
    const test::TempDir dir;
    auto writer = GroupCommit::start(open_queued(dir), {});
    std::promise<void> go;
    auto gate = go.get_future().share();
    REQUIRE(writer
                ->submit(
                    [gate](Connection&) {
                        gate.wait();
                        return Status();
                    },
                    nullptr)
                .ok());
    std::atomic<int> good = 0;
    std::atomic<int> bad = 0;
    std::promise<void> all;
    for (int i = 0; i < 10; ++i)
        REQUIRE(writer
                    ->submit(
                        [i](Connection& db) -> Status {
                            TRY(insert(db, i));
                            if (i % 2 == 1) return Error(ErrorCode::kInsufficientFunds, "no");
                            return {};
                        },
                        [&](Status status) {
                            status.ok() ? ++good : ++bad;
                            if (!status.ok()) CHECK(status.error().code == ErrorCode::kInsufficientFunds);
                            if (good + bad == 10) all.set_value();
                        })
                    .ok());
    go.set_value();
    all.get_future().wait();
    CHECK(good == 5);
    CHECK(bad == 5);
    writer->stop();
    CHECK(open_queued(dir)->number("SELECT sum(a) FROM t").value() == 20);
}

TEST_CASE("a commit that fails acknowledges nothing, and the writer goes on") {
    const test::TempDir dir;
    FaultSeam faults;
    auto writer = GroupCommit::start(open_queued(dir, &faults), {});
    auto reader = open_queued(dir);
    int failures = 0;
    for (int n = 1;; ++n) {
        faults.fail_at(n);
        const Status status = writer->run([&](Connection& db) { return insert(db, n); });
        const bool fired = faults.fired();
        faults.disarm();
        const auto there = reader->number("SELECT count(*) FROM t WHERE a=$1", n).value();
        if (!fired) {
            CHECK(status.ok());
            CHECK(there == 1);
            break;
        }
        ++failures;
        CHECK_FALSE(status.ok());
        CHECK(there == 0);
    }
    CHECK(failures >= 4);
    CHECK(writer->counters().failed_commits >= 3);
}

TEST_CASE("a long log is moved into the file between batches, sooner when nothing waits") {
    static constexpr int kNever = 1'000'000;
    const test::TempDir dir;
    const auto size = [&] { return std::filesystem::file_size(dir.path() / "g.db"); };
    std::uintmax_t before = 0;
    const auto fill = [&](Connection& db) -> Status {
        before = size();
        for (int i = 0; i < 2'000; ++i) TRY(insert(db, i));
        return {};
    };
    GroupCommit::Options options;
    options.batch_limit = 1;
    options.idle_checkpoint_pages = GENERATE(1, kNever);
    options.busy_checkpoint_pages = GENERATE(1, kNever);
    const bool waits = GENERATE(false, true);
    auto writer = GroupCommit::start(open_queued(dir), options);
    std::promise<void> go;
    auto gate = go.get_future().share();
    std::uintmax_t at_answer = 0;
    std::uintmax_t at_next = 0;
    const auto wait = [gate](Connection&) {
        gate.wait();
        return Status();
    };
    REQUIRE(writer->submit(wait, nullptr).ok());
    REQUIRE(writer->submit(fill, [&](Status status) { at_answer = status.ok() ? size() : 0; }).ok());
    const auto look = [&](Connection&) {
        at_next = size();
        return Status();
    };
    if (waits) REQUIRE(writer->submit(look, nullptr).ok());
    go.set_value();
    writer->stop();
    CAPTURE(options.idle_checkpoint_pages, options.busy_checkpoint_pages, waits, before, at_answer, at_next, size());
    CHECK(at_answer == before);
    if (waits) CHECK((at_next > before) == (options.busy_checkpoint_pages == 1));
    if (!waits) CHECK((size() > before) == (options.idle_checkpoint_pages == 1));
}

TEST_CASE("the queue is bounded, stopping drains what was taken and refuses the rest") {
    const test::TempDir dir;
    GroupCommit::Options options;
    options.queue_limit = 3;
    int wake_ups = 0;
    options.after_commit = [&] { ++wake_ups; };
    auto writer = GroupCommit::start(open_queued(dir), options);
    std::promise<void> started;
    std::promise<void> go;
    auto gate = go.get_future().share();
    REQUIRE(writer
                ->submit(
                    [&started, gate](Connection&) {
                        started.set_value();
                        gate.wait();
                        return Status();
                    },
                    nullptr)
                .ok());
    started.get_future().wait();
    std::atomic<int> completed = 0;
    auto put = [&](int i) {
        return writer->submit([i](Connection& db) { return insert(db, i); },
                              [&](Status status) { completed += status.ok(); });
    };
    for (int i = 0; i < 3; ++i) CHECK(put(i).ok());
    CHECK(put(3).error().code == ErrorCode::kUnavailable);
    go.set_value();
    writer->stop();
    CHECK(completed == 3);
    CHECK(wake_ups >= 2);
    CHECK(put(4).error().code == ErrorCode::kUnavailable);
    CHECK(completed == 3);
}
