#include "platform/facility/residents/pin.h"

#include <catch2/catch.hpp>

using namespace dayroom;
using facility::check_new_pin;
using facility::make_one_time_pin;

TEST_CASE("PINs that are guessed first are refused, others are taken") {
    const facility::PinLength length;
    for (const char* weak : {"0000", "1111", "1234", "2345", "7890", "9876", "3210", "1212",      "121212", "482482",
                             "2580", "1987", "2024", "2048", "0481", "",     "123",  "123456789", "12e4",   " 1234"}) {
        INFO(weak);
        const Status checked = check_new_pin(as_bytes(weak), "20481", length);
        REQUIRE_FALSE(checked.ok());
        CHECK(checked.error().text_key == "weak_pin");
    }
    for (const char* good : {"7391", "5083", "90417", "660152", "84019375"}) {
        INFO(good);
        CHECK(check_new_pin(as_bytes(good), "20481", length).ok());
    }
}

TEST_CASE("one-time PINs are as long as the policy allows, never weak, and differ") {
    SeededRandom random(7);
    std::string before;
    for (int each = 0; each < 200; ++each) {
        const Secret pin = make_one_time_pin("20481", {4, 8}, random);
        CHECK(pin.size() == facility::kOneTimePinDigits);
        CHECK(check_new_pin(pin.bytes(), "20481", {4, 8}).ok());
        CHECK(to_string(pin.bytes()) != before);
        before = to_string(pin.bytes());
    }
    CHECK(make_one_time_pin("1", {4, 4}, random).size() == 4);
}
