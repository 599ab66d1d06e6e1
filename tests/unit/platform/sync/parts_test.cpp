#include <filesystem>

#include <catch2/catch.hpp>
#include <unistd.h>

#include "platform/base/fake_clock.h"
#include "platform/crypto/hash.h"
#include "platform/net/fake_transport.h"
#include "platform/sync/backoff.h"
#include "platform/sync/blob_fetch.h"
#include "platform/sync/blob_files.h"
#include "platform/sync/feed_check.h"
#include "platform/sync/file_mark.h"
#include "platform/sync/sync_threads.h"
#include "tests/unit/platform/sync/fake_hub.h"

namespace dayroom::sync {
namespace {

struct Folder {
    std::filesystem::path path;
    Folder() {
        char pattern[] = "/tmp/dayroom-blobs-XXXXXX";
        path = ::mkdtemp(pattern);
    }
    ~Folder() { std::filesystem::remove_all(path); }
};

std::string sha_of(const std::string& content) { return to_string(crypto::sha256(as_bytes(content))); }

}  // namespace

TEST_CASE("the hub's time goes on by the steady clock, whoever sets the machine's") {
    FakeClock machine;
    HubClock clock(machine);
    CHECK(clock.now() == machine.now());
    const auto sent = machine.steady();
    machine.advance(Milliseconds(100));
    clock.hear(Timestamp::from_ms(2'000'000'000'000), sent);
    CHECK(clock.now().ms() == 2'000'000'000'050);
    machine.advance(Milliseconds(1000));
    machine.set_now(Timestamp::from_ms(5));
    CHECK(clock.now().ms() == 2'000'000'001'050);
    CHECK(clock.heard()->offset().count() == 2'000'000'001'045);
    CHECK(is_off(*clock.heard()));
    machine.set_now(clock.now() + kClockTolerance);
    CHECK_FALSE(is_off(*clock.heard()));
    machine.set_now(clock.now() - kClockTolerance - Milliseconds(1));
    CHECK(is_off(*clock.heard()));
}

TEST_CASE("before the first answer the machine's clock is believed as far as what is remembered allows") {
    constexpr Milliseconds kDays = std::chrono::hours(72);
    FakeClock machine;
    HubClock clock(machine);
    CHECK_FALSE(clock.lost());  // nothing is remembered
    const Timestamp start = machine.now();

    SECTION("three days behind then, and still: the hub's time is known") {
        clock.remember({start + kDays, start});
        machine.advance(kDays);
        CHECK_FALSE(clock.lost());
        CHECK(clock.now() == start + 2 * kDays);
    }
    SECTION("three days ahead then, and set right since") {
        clock.remember({start - kDays, start});
        machine.set_now(start - kDays + Milliseconds(1000));
        CHECK_FALSE(clock.lost());
        CHECK(clock.now() == start - kDays + Milliseconds(1000));
    }
    SECTION("right then, and set back: the time is not known until the clock is right, or the hub answers") {
        clock.remember({start, start});
        machine.set_now(start - kClockTolerance);
        CHECK_FALSE(clock.lost());
        machine.set_now(start - kClockTolerance - Milliseconds(1));
        CHECK(clock.lost());
        CHECK(clock.now() == start);
        machine.set_now(Timestamp::from_ms(0));
        CHECK(clock.lost());
        machine.set_now(start + Milliseconds(1));
        CHECK_FALSE(clock.lost());
        CHECK(clock.now() == start + Milliseconds(1));
        machine.set_now(start - kDays);
        clock.hear(start - 2 * kDays, machine.steady());  // the hub's own clock was wrong before: its word counts
        CHECK_FALSE(clock.lost());
        CHECK(clock.now() == start - 2 * kDays);
    }
}

TEST_CASE("waits double, with jitter, up to a limit") {
    SeededRandom random(3);
    Backoff backoff(random);
    for (int round = 0; round < 40; ++round) {
        const auto wait = backoff.next();
        const auto whole = std::min<std::int64_t>(250LL << std::min(round, 16), 15'000);
        CHECK(wait.count() >= whole / 2);
        CHECK(wait.count() <= whole);
    }
    backoff.reset();
    CHECK(backoff.next() <= kFirstRetry);
}

TEST_CASE("photos at rest open only with their resident's key, and are what they were") {
    const Folder folder;
    SystemRandom random;
    auto files = BlobFiles::open(folder.path / "blobs").take();
    const Secret key = Secret::random(kKeyBytes, random), other = Secret::random(kKeyBytes, random);
    const std::string photo = "a photo of somebody";
    const std::string sha = sha_of(photo);
    REQUIRE(files.save(key, as_bytes(sha), as_bytes(photo)).ok());
    CHECK(files.load(key, as_bytes(sha)).take().value() == to_bytes(photo));
    CHECK_FALSE(files.load(other, as_bytes(sha)).take().has_value());
    for (const auto& entry : std::filesystem::directory_iterator(folder.path / "blobs")) {
        CHECK(entry.path().filename().string().find(to_hex(as_bytes(sha))) == std::string::npos);
        CHECK(entry.file_size() == photo.size() + 40);
        std::filesystem::resize_file(entry.path(), 20);
    }
    CHECK_FALSE(files.load(key, as_bytes(sha)).take().has_value());
    CHECK(std::filesystem::is_empty(folder.path / "blobs"));
    CHECK(files.save(key, as_bytes(sha), as_bytes("another")).error().code == ErrorCode::kCorrupt);
}

TEST_CASE("the oldest photos go first when the folder is full") {
    const Folder folder;
    SystemRandom random;
    auto files = BlobFiles::open(folder.path).take();
    const Secret key = Secret::random(kKeyBytes, random);
    for (int count = 0; count < 4; ++count) {
        const std::string photo(1000, static_cast<char>('a' + count));
        REQUIRE(files.save(key, as_bytes(sha_of(photo)), as_bytes(photo)).ok());
        for (const auto& entry : std::filesystem::directory_iterator(folder.path)) {
            std::filesystem::last_write_time(entry.path(), entry.last_write_time() - std::chrono::hours(1));
        }
    }
    REQUIRE(files.trim(2500).ok());
    CHECK_FALSE(files.load(key, as_bytes(sha_of(std::string(1000, 'a')))).take().has_value());
    CHECK(files.load(key, as_bytes(sha_of(std::string(1000, 'd')))).take().has_value());
}

TEST_CASE("a photo comes in pieces, goes on where the line broke, and is checked") {
    FakeClock machine;
    HubClock clock(machine);
    test::FakeHub hub(machine);
    const std::string photo(100'000, 'p');
    hub.blobs[sha_of(photo)] = photo;
    hub.blob_cut = 30'000;
    auto line = hub.connect(false);
    BlobFetch fetch{HubApi(*line, clock)};
    CHECK(fetch.fetch(sha_of(photo), photo.size()).take() == to_bytes(photo));
    CHECK(fetch.fetch(sha_of("other"), 5).error().code == ErrorCode::kNotFound);
    hub.blobs[sha_of("promised")] = "delivered";
    CHECK(fetch.fetch(sha_of("promised"), 9).error().code == ErrorCode::kCorrupt);
    CHECK(fetch.fetch(sha_of("x"), 9 * 1024 * 1024).error().code == ErrorCode::kTooLarge);
}

TEST_CASE("what is half here is kept for the next try") {
    FakeClock machine;
    HubClock clock(machine);
    const std::string photo = "0123456789";
    int calls = 0;
    net::FakeTransport line([&](const net::HttpRequest& request) -> Result<net::HttpResponse> {
        if (++calls == 2) return Error(ErrorCode::kUnavailable, "cut");
        return net::HttpResponse{request.range_from > 0 ? 206 : 200, photo.substr(request.range_from, 4)};
    });
    BlobFetch fetch{HubApi(line, clock)};
    CHECK_FALSE(fetch.fetch(sha_of(photo), photo.size()).ok());
    CHECK(fetch.fetch(sha_of(photo), photo.size()).take() == to_bytes(photo));
    CHECK(line.asked()[2].range_from == 4);
}

TEST_CASE("a refusal says what it means") {
    wire::Problem problem;
    problem.set_code("revoked");
    CHECK(refusal(403, problem.SerializeAsString()).code == ErrorCode::kRevoked);
    CHECK(refusal(403, "").code == ErrorCode::kDenied);
    CHECK(refusal(400, "garbage").code == ErrorCode::kInvalid);
    CHECK(refusal(413, "").code == ErrorCode::kTooLarge);
    CHECK(refusal(429, "").code == ErrorCode::kUnavailable);
    CHECK(refusal(503, "").code == ErrorCode::kUnavailable);
}

TEST_CASE("the mark of revocation outlives the program") {
    const Folder folder;
    const FileMark mark(folder.path / "revoked");
    CHECK_FALSE(mark.is_set());
    REQUIRE(mark.set().ok());
    CHECK(FileMark(folder.path / "revoked").is_set());
    REQUIRE(mark.clear().ok());
    CHECK_FALSE(mark.is_set());
}

TEST_CASE("a thread rests as long as its step says, unless it is woken") {
    std::mutex mutex;
    std::condition_variable changed;
    int steps = 0;
    StepThread thread("test-steps", [&] {
        const std::lock_guard lock(mutex);
        ++steps;
        changed.notify_all();
        return Milliseconds(3'600'000);
    });
    const auto reached = [&](int wanted) {
        std::unique_lock lock(mutex);
        return changed.wait_for(lock, std::chrono::seconds(10), [&] { return steps >= wanted; });
    };
    REQUIRE(reached(1));
    thread.wake();
    CHECK(reached(2));
}

}  // namespace dayroom::sync
