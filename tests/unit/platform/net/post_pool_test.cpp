// POSTs to receivers that answer, refuse, hang, talk too much, or are somebody else.
#include "platform/net/post_pool.h"

#include <catch2/catch.hpp>

#include "platform/base/random.h"
#include "tests/support/http_receiver.h"
#include "tests/unit/platform/net/tls_server.h"

namespace dayroom::net {
using dayroom::test::http_answer;
using dayroom::test::HttpReceiver;
using dayroom::test::ReceivedPost;

namespace {

std::unique_ptr<PostPool> make_pool(PostPoolOptions options = {}) {
    auto pool = PostPool::create(std::move(options));
    REQUIRE(pool.ok());
    return pool.take();
}

/// The outcome of one.
Posted outcome(PostPool& pool, Post post) {
    REQUIRE(pool.start(7, std::move(post)).ok());
    for (;;) {
        auto ended = pool.wait(Milliseconds(1'000));
        if (ended.empty()) continue;
        REQUIRE(ended.size() == 1);
        CHECK(ended.front().tag == 7);
        return std::move(ended.front());
    }
}

ErrorCode failure(PostPool& pool, Post post) {
    const Posted posted = outcome(pool, std::move(post));
    REQUIRE_FALSE(posted.status.ok());
    return posted.status.error().code;
}

struct Receivers {
    SystemRandom random;
    SystemClock clock;
    crypto::CertifiedKey authority = crypto::make_authority("Outside", clock.now(), random).take();
    crypto::CertifiedKey own = crypto::make_server_certificate(authority, {"localhost"}, clock.now(), random).take();
    crypto::CertifiedKey other =
        crypto::make_server_certificate(authority, {"elsewhere.example"}, clock.now(), random).take();
};

std::string https(const test::TlsServer& server) {
    return "https://localhost" + server.address().substr(server.address().find(':')) + "/hook";
}

}  // namespace

TEST_CASE("a POST arrives as it was given, and every status is an answer") {
    HttpReceiver receiver([](const ReceivedPost& post) { return http_answer(post.target == "/gone" ? 410 : 204); });
    const auto pool = make_pool();
    const Posted posted = outcome(*pool, {receiver.url(), {"X-One: 1", "Content-Type: application/json"}, "{}", ""});
    CHECK(posted.status.value() == 204);
    const auto received = receiver.received();
    REQUIRE(received.size() == 1);
    CHECK(received[0].target == "/hook");
    CHECK(received[0].body == "{}");
    CHECK(received[0].headers.at("x-one") == "1");
    CHECK(received[0].headers.at("content-type") == "application/json");
    CHECK(received[0].headers.count("expect") == 0);
    CHECK(outcome(*pool, {receiver.url("/gone"), {}, "{}", ""}).status.value() == 410);
}

TEST_CASE("a redirect is not followed") {
    HttpReceiver receiver([](const ReceivedPost&) {
        return std::string("HTTP/1.1 307 Go\r\nLocation: /elsewhere\r\nContent-Length: 0\r\n\r\n");
    });
    const auto pool = make_pool();
    CHECK(outcome(*pool, {receiver.url(), {}, "{}", ""}).status.value() == 307);
    CHECK(receiver.received().size() == 1);
}

TEST_CASE("receivers that hang, close, talk too much or talk something else are errors, each its own") {
    PostPoolOptions options;
    options.timeout = Milliseconds(150);
    options.max_response = 1'000;
    const auto pool = make_pool(options);
    HttpReceiver receiver([](const ReceivedPost&) { return std::nullopt; });
    const Post post{receiver.url(), {}, "{}", ""};
    const auto say = [&](const std::string& text) {
        receiver.answer_with([text](const ReceivedPost&) { return std::optional(text); });
    };
    CHECK(failure(*pool, post) == ErrorCode::kTimeout);
    say("");
    CHECK(failure(*pool, post) == ErrorCode::kUnavailable);
    say(http_answer(200, std::string(1'001, 'x')));
    CHECK(failure(*pool, post) == ErrorCode::kTooLarge);
    say("HTTP/1.1 200 Ok\r\nX-Much: " + std::string(20'000, 'x') + "\r\nContent-Length: 0\r\n\r\n");
    CHECK(failure(*pool, post) == ErrorCode::kTooLarge);
    say("SSH-2.0-elsewhere\r\n\r\n");
    CHECK(failure(*pool, post) == ErrorCode::kInvalid);
    say(http_answer(200, std::string(1'000, 'x')));
    CHECK(outcome(*pool, post).status.value() == 200);
}

TEST_CASE("the other side's certificate counts: its name, and who has signed it") {
    const Receivers receivers;
    test::TlsServer own(receivers.authority, receivers.own, false, [](const std::string&) { return test::ok("{}"); });
    test::TlsServer other(receivers.authority, receivers.other, false,
                          [](const std::string&) { return test::ok("{}"); });
    const auto pool = make_pool();
    const std::string& ca = receivers.authority.certificate_pem;
    CHECK(outcome(*pool, {https(own), {}, "{}", ca}).status.value() == 200);
    CHECK(failure(*pool, {https(other), {}, "{}", ca}) == ErrorCode::kUnauthenticated);
    CHECK(failure(*pool, {https(own), {}, "{}", ""}) == ErrorCode::kUnauthenticated);
}

TEST_CASE("where only public addresses may be told, this machine is not") {
    const Receivers receivers;
    test::TlsServer own(receivers.authority, receivers.own, false, [](const std::string&) { return test::ok("{}"); });
    PostPoolOptions options;
    options.private_networks = false;
    const auto pool = make_pool(options);
    CHECK(failure(*pool, {https(own), {}, "{}", receivers.authority.certificate_pem}) == ErrorCode::kDenied);
    CHECK(own.connections() == 0);
    CHECK(failure(*make_pool(), {"https://169.254.169.254/latest", {}, "{}", ""}) == ErrorCode::kDenied);
}

TEST_CASE("so many at once, and one that hangs holds nobody else up") {
    PostPoolOptions options;
    options.at_once = 2;
    const auto pool = make_pool(options);
    HttpReceiver receiver([](const ReceivedPost& post) {
        return post.target == "/hangs" ? std::nullopt : std::optional(http_answer(200));
    });
    REQUIRE(pool->start(1, {receiver.url("/hangs"), {}, "{}", ""}).ok());
    REQUIRE(pool->start(2, {receiver.url(), {}, "{}", ""}).ok());
    const Status full = pool->start(3, {receiver.url(), {}, "{}", ""});
    REQUIRE_FALSE(full.ok());
    CHECK(full.error().code == ErrorCode::kUnavailable);
    std::vector<Posted> ended;
    while (ended.empty()) ended = pool->wait(Milliseconds(1'000));
    REQUIRE(ended.size() == 1);
    CHECK(ended[0].tag == 2);
    CHECK(pool->start(3, {receiver.url(), {}, "{}", ""}).ok());
    CHECK(pool->start(4, {"http://elsewhere/", {}, "{}", ""}).error().code == ErrorCode::kInvalid);
}

}  // namespace dayroom::net
