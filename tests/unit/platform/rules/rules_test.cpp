#include <catch2/catch.hpp>

#include "platform/rules/lockout.h"
#include "platform/rules/receipt_code.h"

using namespace dayroom;
using namespace dayroom::rules;

TEST_CASE("receipt codes catch every single wrong character and every swap of neighbours") {
    SeededRandom random(11);
    for (int round = 0; round < 50; ++round) {
        const std::string code = make_receipt_code(random);
        REQUIRE(is_receipt_code(code));
        for (std::size_t at = 0; at < code.size(); ++at) {
            for (const char c : kReceiptAlphabet) {
                std::string wrong = code;
                wrong[at] = c;
                CHECK(is_receipt_code(wrong) == (c == code[at]));
            }
            if (at + 1 == code.size()) continue;
            std::string swapped = code;
            std::swap(swapped[at], swapped[at + 1]);
            CHECK(is_receipt_code(swapped) == (swapped == code));
        }
    }
}

TEST_CASE("receipt codes are read as people write them") {
    SeededRandom random(12);
    const std::string code = make_receipt_code(random);
    std::string typed = code.substr(0, 4) + "-" + code.substr(4) + " ";
    for (char& c : typed)
        if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
    CHECK(read_receipt_code(typed) == code);
    CHECK(read_receipt_code("").empty());
    CHECK(read_receipt_code(code + "3").empty());
    CHECK_FALSE(is_receipt_code(typed));
    CHECK_FALSE(is_receipt_code("00000000"));
    for (const char look_alike : std::string_view("0O1IL2Z5S8BUV"))
        CHECK(kReceiptAlphabet.find(look_alike) == std::string_view::npos);
}

TEST_CASE("the fifth wrong PIN locks, and each further lock lasts twice as long up to a limit") {
    const LockoutPolicy policy;
    Timestamp now = Timestamp::from_ms(1'000'000);
    Lockout state;
    for (int i = 0; i < 4; ++i) {
        state = after_failure(state, policy, now);
        CHECK_FALSE(is_locked(state, now));
        CHECK(attempts_left(state, policy) == 4 - i);
    }
    state = after_failure(state, policy, now);
    CHECK(is_locked(state, now));
    CHECK(is_locked(state, now + Seconds(899)));
    CHECK_FALSE(is_locked(state, now + Seconds(900)));
    now = now + Seconds(900);
    for (int i = 0; i < 5; ++i) state = after_failure(state, policy, now);
    CHECK(state.locked_until == now + Seconds(1800));
    CHECK(lock_time(policy, 5) == Seconds(900 * 16));
    CHECK(lock_time(policy, 500) == Seconds(900 * 16));
}

TEST_CASE("a policy of no attempts still allows one") {
    const LockoutPolicy policy{0, Seconds(60)};
    const Lockout state = after_failure({}, policy, Timestamp::from_ms(5));
    CHECK(is_locked(state, Timestamp::from_ms(5)));
}
