#include "platform/facility/http/server.h"

#include <atomic>
#include <future>
#include <thread>

#include <catch2/catch.hpp>
#include <unistd.h>

#include "platform/facility/http/worker_pool.h"
#include "platform/wire/dayroom.pb.h"
#include "tests/unit/platform/facility/support/tls_client.h"

using namespace dayroom;
using namespace dayroom::http;
using test::ClientAnswer;
using test::ClientIdentity;
using test::TlsClient;

namespace {

crypto::CertifiedKey device_certificate(const crypto::CertifiedKey& authority, const std::string& name) {
    SystemClock clock;
    SystemRandom random;
    auto request = crypto::make_signing_request().take();
    crypto::CertifiedKey made;
    made.certificate_pem = crypto::certify_device(authority, request.request_pem, name, clock.now(), random).take();
    made.key_pem = std::move(request.key_pem);
    return made;
}

/// A server with a CA of its own, one device that it knows, and routes that answer, wait and count.
struct Fixture {
    SystemClock clock;
    SystemRandom random;
    crypto::CertifiedKey authority = crypto::make_authority("Test", clock.now(), random).take();
    crypto::CertifiedKey device = device_certificate(authority, "device-1");
    WorkerPool pool{"test-pool", 2, 100};
    std::atomic<bool> revoked = false;
    std::atomic<int> parked = 0;
    std::atomic<int> abandoned = 0;
    std::mutex mutex;
    std::vector<Reply> waiting;
    std::unique_ptr<Server> server;

    void start(Limits limits = {}, Clients clients = Clients::kCertificate) {
        auto identity = crypto::make_server_certificate(authority, {"127.0.0.1"}, clock.now(), random).take();
        ListenerOptions listener;
        listener.tls = TlsContext::create(
                           {identity.certificate_pem, authority.certificate_pem, std::move(identity.key_pem)}, clients)
                           .take();
        listener.gate = [this](const Route& route, Request& request) -> std::optional<Response> {
            if (revoked) return problem(Dialect::kProtobuf, 403, "revoked", "This terminal was revoked.");
            if (request.peer.enrolling && route.permission != "enroll")
                return problem(Dialect::kProtobuf, 403, "denied", "Enrol first.");
            return std::nullopt;
        };
        add_routes(listener.router);
        ServerOptions options;
        options.limits = limits;
        options.on_drain = [this] { answer_all(); };
        options.listeners.push_back(std::move(listener));
        server = Server::start(std::move(options), clock).take();
    }

    void add_routes(Router& router) {
        router.add({Method::kGet, "/ping", 0, "", [](Request request, Reply reply) {
                        Response pong;
                        pong.body = "pong " + request.peer.certificate_subject;
                        reply.send(std::move(pong));
                    }});
        router.add({Method::kPost, "/echo", 1024, "", [this](Request request, Reply reply) {
                        const Status accepted = pool.run([request, reply] {
                            Response echo;
                            echo.body = request.body;
                            reply.send(std::move(echo));
                        });
                        if (!accepted.ok()) reply.refuse(accepted.error());
                    }});
        router.add({Method::kGet, "/big", 0, "", [](Request, Reply reply) {
                        Response big;
                        big.shared_body = std::make_shared<const std::string>(3'000'000, 'x');
                        reply.send(std::move(big));
                    }});
        router.add({Method::kGet, "/forgets", 0, "", [](Request, Reply) {}});
        router.add({Method::kPost, "/enroll", 64, "enroll", [](Request, Reply reply) { reply.send({}); }});
        router.add({Method::kGet, "/wait", 0, "", [this](Request, Reply reply) {
                        reply.on_abandoned([this] { ++abandoned; });
                        const std::lock_guard lock(mutex);
                        waiting.push_back(reply);
                        ++parked;
                    }});
    }

    void answer_all() {
        const std::lock_guard lock(mutex);
        for (const Reply& reply : waiting) {
            Response late;
            late.body = "late";
            reply.send(std::move(late));
        }
        waiting.clear();
    }

    ClientIdentity as_device() { return {authority.certificate_pem, "hub", &device, 0}; }
    std::unique_ptr<TlsClient> client() { return TlsClient::connect(server->port(0), as_device()); }

    ~Fixture() {
        if (server) server->stop();
        pool.stop();
    }
};

/// Waits for it, for 20 s at most.
template <typename Condition>
bool eventually(Condition condition) {
    const auto end = std::chrono::steady_clock::now() + std::chrono::seconds(20);
    while (std::chrono::steady_clock::now() < end) {
        if (condition()) return true;
        std::this_thread::yield();
    }
    return false;
}

std::string code_of(const ClientAnswer& answer) {
    wire::Problem body;
    return body.ParseFromString(answer.body) ? body.code() : "no problem";
}

}  // namespace

TEST_CASE("a device with the facility's certificate is answered, under its own name") {
    Fixture fixture;
    fixture.start();
    auto client = fixture.client();
    REQUIRE(client);
    const ClientAnswer first = client->call("GET", "/ping");
    CHECK(first.status == 200);
    CHECK(first.body == "pong device-1");
    CHECK(client->call("POST", "/echo", "hello").body == "hello");
    CHECK(client->call("GET", "/big").body.size() == 3'000'000);
    CHECK(client->call("GET", "/forgets").status == 500);
    CHECK(client->call("GET", "/ping").status == 200);
}

TEST_CASE("whoever has no certificate of this facility gets nothing") {
    Fixture fixture;
    fixture.start();
    ClientIdentity none{fixture.authority.certificate_pem, "hub", nullptr, 0};
    if (auto client = TlsClient::connect(fixture.server->port(0), none))
        CHECK(client->call("GET", "/ping").status == 0);

    auto rogue_ca = crypto::make_authority("Test", fixture.clock.now(), fixture.random).take();
    auto rogue = device_certificate(rogue_ca, "device-1");
    ClientIdentity wrong{fixture.authority.certificate_pem, "hub", &rogue, 0};
    if (auto client = TlsClient::connect(fixture.server->port(0), wrong))
        CHECK(client->call("GET", "/ping").status == 0);

    auto server_kind =
        crypto::make_server_certificate(fixture.authority, {"127.0.0.1"}, fixture.clock.now(), fixture.random).take();
    ClientIdentity not_a_client{fixture.authority.certificate_pem, "hub", &server_kind, 0};
    if (auto client = TlsClient::connect(fixture.server->port(0), not_a_client))
        CHECK(client->call("GET", "/ping").status == 0);

    ClientIdentity old = fixture.as_device();
    old.max_version = 0x0303;  // TLS 1.2
    CHECK_FALSE(TlsClient::connect(fixture.server->port(0), old));
    CHECK(fixture.client()->call("GET", "/ping").status == 200);
}

TEST_CASE("the enrolment name needs no certificate and opens only enrolment") {
    Fixture fixture;
    fixture.start();
    ClientIdentity newcomer{fixture.authority.certificate_pem, kEnrollName, nullptr, 0};
    auto client = TlsClient::connect(fixture.server->port(0), newcomer);
    REQUIRE(client);
    CHECK(client->call("POST", "/enroll", "x").status == 200);
    CHECK(client->call("GET", "/ping").status == 403);
    CHECK(client->call("GET", "/wait").status == 403);
}

TEST_CASE("a revoked device is refused at its next request on an open connection") {
    Fixture fixture;
    fixture.start();
    auto client = fixture.client();
    CHECK(client->call("GET", "/ping").status == 200);
    fixture.revoked = true;
    const ClientAnswer refused = client->call("GET", "/ping");
    CHECK(refused.status == 403);
    CHECK(code_of(refused) == "revoked");
}

TEST_CASE("unknown addresses and methods have their own refusals") {
    Fixture fixture;
    fixture.start();
    auto client = fixture.client();
    CHECK(client->call("GET", "/nothing").status == 404);
    CHECK(client->call("GET", "/ping/more").status == 404);
    CHECK(client->call("DELETE", "/ping").status == 405);
}

TEST_CASE("sizes beyond a limit are refused before they are kept") {
    Fixture fixture;
    fixture.start();
    SECTION("body larger than the route takes") {
        const ClientAnswer answer = fixture.client()->call("POST", "/echo", std::string(200'000, 'b'));
        CHECK(answer.status == 413);
        CHECK(code_of(answer) == "too_large");
        CHECK(answer.closes());
    }
    SECTION("a body of unknown length is cut off at the same limit") {
        auto client = fixture.client();
        std::string chunked = "POST /echo HTTP/1.1\r\nHost: h\r\nTransfer-Encoding: chunked\r\n\r\n";
        for (int piece = 0; piece < 20; ++piece) chunked += "64\r\n" + std::string(100, 'c') + "\r\n";
        client->send(chunked + "0\r\n\r\n");
        CHECK(client->receive().status == 413);
    }
    SECTION("header larger than 16 KiB") {
        const ClientAnswer answer =
            fixture.client()->call("GET", "/ping", "", "X-Large: " + std::string(20'000, 'h') + "\r\n");
        CHECK(answer.status == 431);
    }
    SECTION("more header fields than 64") {
        std::string many;
        for (int field = 0; field < 70; ++field) many += "X-" + std::to_string(field) + ": 1\r\n";
        CHECK(fixture.client()->call("GET", "/ping", "", many).status == 431);
    }
    SECTION("a body where none belongs") { CHECK(fixture.client()->call("GET", "/ping", "body").status == 413); }
    SECTION("no HTTP at all") {
        auto client = fixture.client();
        client->send("\x16\x03\x01 nonsense\r\n\r\n");
        CHECK(client->receive().status == 400);
    }
}

TEST_CASE("requests sent ahead are answered in their order") {
    Fixture fixture;
    fixture.start();
    auto client = fixture.client();
    std::string both = "POST /echo HTTP/1.1\r\nHost: h\r\nContent-Length: 3\r\n\r\none";
    both += "POST /echo HTTP/1.1\r\nHost: h\r\nContent-Length: 3\r\n\r\ntwoGET /ping HTTP/1.1\r\nHost: h\r\n\r\n";
    client->send(both);
    CHECK(client->receive().body == "one");
    CHECK(client->receive().body == "two");
    CHECK(client->receive().body == "pong device-1");
}

TEST_CASE("a large body is asked for only when it may come") {
    Fixture fixture;
    fixture.start();
    auto client = fixture.client();
    client->send("POST /echo HTTP/1.1\r\nHost: h\r\nContent-Length: 5\r\nExpect: 100-continue\r\n\r\n");
    client->send("hello");
    CHECK(client->receive().body == "hello");
    client->send("POST /echo HTTP/1.1\r\nHost: h\r\nContent-Length: 5000\r\nExpect: 100-continue\r\n\r\n");
    CHECK(client->receive().status == 413);
}

TEST_CASE("slow and silent callers are cut off") {
    Fixture fixture;
    Limits limits;
    limits.handshake = limits.header = limits.body = limits.idle = Milliseconds(300);
    fixture.start(limits);
    SECTION("no handshake") {
        const int socket = TlsClient::connect_tcp(fixture.server->port(0));
        char byte = 0;
        CHECK(::read(socket, &byte, 1) <= 0);
        ::close(socket);
    }
    SECTION("a header that never ends") {
        auto client = fixture.client();
        client->send("GET /ping HTTP/1.1\r\nHost");
        CHECK(client->closed_within(5));
    }
    SECTION("a body that never ends") {
        auto client = fixture.client();
        client->send("POST /echo HTTP/1.1\r\nHost: h\r\nContent-Length: 100\r\n\r\nsome");
        CHECK(client->closed_within(5));
    }
    SECTION("nothing at all") { CHECK(fixture.client()->closed_within(5)); }
    CHECK(eventually([&] { return fixture.server->connections() == 0; }));
}

TEST_CASE("more connections than the cap are closed at once") {
    Fixture fixture;
    Limits limits;
    limits.connections = 2;
    fixture.start(limits);
    auto first = fixture.client();
    auto second = fixture.client();
    REQUIRE(first->call("GET", "/ping").status == 200);
    REQUIRE(second->call("GET", "/ping").status == 200);
    CHECK_FALSE(fixture.client());
    first.reset();
    CHECK(eventually([&] { return fixture.client() != nullptr; }));
}

TEST_CASE("a long-poll is answered later, and its end is noticed when the caller leaves") {
    Fixture fixture;
    fixture.start();
    auto stays = fixture.client();
    auto leaves = fixture.client();
    stays->send("GET /wait HTTP/1.1\r\nHost: h\r\n\r\n");
    leaves->send("GET /wait HTTP/1.1\r\nHost: h\r\n\r\n");
    REQUIRE(eventually([&] { return fixture.parked == 2; }));
    leaves.reset();
    CHECK(eventually([&] { return fixture.abandoned == 1; }));
    fixture.answer_all();
    CHECK(stays->receive().body == "late");
    CHECK(stays->call("GET", "/ping").status == 200);
}

TEST_CASE("stopping answers what is in work and loses nothing") {
    Fixture fixture;
    Limits limits;
    limits.drain_idle = Milliseconds(200);
    fixture.start(limits);
    auto poll = fixture.client();
    poll->send("GET /wait HTTP/1.1\r\nHost: h\r\n\r\n");
    REQUIRE(eventually([&] { return fixture.parked == 1; }));

    constexpr int kClients = 16;
    std::atomic<int> lost = 0;
    std::atomic<int> answered = 0;
    std::vector<std::thread> callers;
    for (int number = 0; number < kClients; ++number) {
        callers.emplace_back([&] {
            auto client = fixture.client();
            for (;;) {
                const ClientAnswer answer = client->call("POST", "/echo", "hello");
                if (answer.status != 200) {
                    ++lost;
                    return;
                }
                ++answered;
                if (answer.closes()) return;
            }
        });
    }
    REQUIRE(eventually([&] { return answered > 200; }));
    fixture.server->stop();
    for (std::thread& caller : callers) caller.join();
    CHECK(lost == 0);
    const ClientAnswer last = poll->receive();
    CHECK(last.body == "late");
    CHECK(last.closes());
    CHECK(fixture.server->connections() == 0);
    CHECK_FALSE(fixture.client());
}
