#include "platform/crypto/one_time_code.h"

#include <catch2/catch.hpp>

using namespace dayroom;
using namespace dayroom::crypto;

namespace {
Secret rfc_secret() { return Secret::copy_of(as_bytes("12345678901234567890")); }
std::string text_of(const Secret& secret) { return to_string(secret.bytes()); }
Timestamp at_second(std::int64_t second) { return Timestamp::from_ms(second * 1000); }
}  // namespace

TEST_CASE("known answers of RFC 4226, appendix D") {
    const char* expected[] = {"755224", "287082", "359152", "969429", "338314",
                              "254676", "287922", "162583", "399871", "520489"};
    for (std::uint64_t counter = 0; counter < 10; ++counter)
        CHECK(text_of(one_time_code(rfc_secret(), counter)) == expected[counter]);
}

TEST_CASE("known answers of RFC 6238, appendix B, SHA-1") {
    const std::pair<std::int64_t, const char*> expected[] = {{59, "94287082"},         {1111111109, "07081804"},
                                                             {1111111111, "14050471"}, {1234567890, "89005924"},
                                                             {2000000000, "69279037"}, {20000000000, "65353130"}};
    for (const auto& [second, code] : expected) {
        const auto step = static_cast<std::uint64_t>(totp_step(at_second(second)));
        CHECK(text_of(one_time_code(rfc_secret(), step, 8)) == code);
    }
}

TEST_CASE("a code is good for its own step and one to each side, and only once") {
    const Secret secret = rfc_secret();
    const Timestamp now = at_second(1'780'000'000);
    const std::int64_t step = totp_step(now);
    for (std::int64_t off = -3; off <= 3; ++off) {
        const Secret code = one_time_code(secret, static_cast<std::uint64_t>(step + off));
        const auto found = match_totp(secret, code.bytes(), now, 0);
        INFO(off);
        CHECK(found.has_value() == (off >= -1 && off <= 1));
        if (found) {
            CHECK(*found == step + off);
            CHECK_FALSE(match_totp(secret, code.bytes(), now, *found));
            CHECK(match_totp(secret, code.bytes(), now, *found - 1));
        }
    }
    const Secret current = one_time_code(secret, static_cast<std::uint64_t>(step));
    CHECK_FALSE(match_totp(secret, current.bytes(), now, step + 1));
    CHECK_FALSE(match_totp(secret, current.bytes().first(5), now, 0));
    CHECK_FALSE(match_totp(secret, {}, now, 0));
    CHECK_FALSE(match_totp(Secret::copy_of(as_bytes("another secret, 20 b")), current.bytes(), now, 0));
}

TEST_CASE("known answers of RFC 4648 for base32, without padding") {
    const std::pair<const char*, const char*> expected[] = {{"", ""},
                                                            {"f", "MY"},
                                                            {"fo", "MZXQ"},
                                                            {"foo", "MZXW6"},
                                                            {"foob", "MZXW6YQ"},
                                                            {"fooba", "MZXW6YTB"},
                                                            {"foobar", "MZXW6YTBOI"}};
    for (const auto& [plain, encoded] : expected) CHECK(text_of(to_base32(as_bytes(plain))) == encoded);
}
