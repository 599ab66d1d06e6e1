#include "platform/facility/webhooks/signature.h"

#include <catch2/catch.hpp>

using namespace dayroom;
using namespace dayroom::facility;

// The vector of docs/features/integration.md, made with Python's hmac module.
TEST_CASE("a push is signed with its time, each key under its name") {
    std::vector<WebhookKey> keys;
    keys.push_back({2, Secret::copy_of(as_bytes("drw_c2VjcmV0")), {}, {}});
    const Timestamp at = Timestamp::from_ms(1'780'000'000'999);
    CHECK(webhook_signature(keys, at, R"({"events":[]})") ==
          "t=1780000000,k2=313e47bcd00a5497e128cad6014b4e6116100e36ce352c1cd6b86aacd9e0a040");
    keys.push_back({1, Secret::copy_of(as_bytes("drw_b2xkZXI")), {}, {}});
    CHECK(webhook_signature(keys, at, R"({"events":[]})") ==
          "t=1780000000,k2=313e47bcd00a5497e128cad6014b4e6116100e36ce352c1cd6b86aacd9e0a040,"
          "k1=a23f2d98bb755bcb2762049e97aba722f6b8a09284263f3bd23e3f8ba2cc7e84");
    CHECK(webhook_signature(keys, at + Milliseconds(1), R"({"events":[]})") !=
          webhook_signature(keys, at, R"({"events":[]})"));
    CHECK(webhook_signature(keys, at, R"({"events":[ ]})") != webhook_signature(keys, at, R"({"events":[]})"));
}
