#include "platform/rules/phone_rates.h"

#include <catch2/catch.hpp>

using namespace dayroom;
using namespace dayroom::rules;

namespace {

Timestamp day(int number) { return Timestamp::from_ms(std::int64_t{1'780'000'000'000} + number * 86'400'000LL); }

PhoneRate phone_rate(const std::string& code, const std::string& prefix, std::int64_t mills) {
    PhoneRate rate;
    rate.code = code;
    rate.prefixes = {prefix};
    rate.minute_mills = mills;
    return rate;
}

}  // namespace

TEST_CASE("what people write as a phone number becomes E.164, and nothing else does") {
    CHECK(phone_number_of("(217) 555-0123") == "+12175550123");
    CHECK(phone_number_of("1 217 555 0123") == "+12175550123");
    CHECK(phone_number_of("+44 20 7946 0000") == "+442079460000");
    CHECK(phone_number_of("+1.217.555.0123") == "+12175550123");
    for (const char* typed : {"", "5550123", "+0123456789", "217 555 0123 ext 4", "+1+2175550123", "12345678901234567",
                              "+1234567890123456", "mother", "44 20 7946 0000", "217+5550123"})
        CHECK_FALSE(phone_number_of(typed));
}

TEST_CASE("the longest prefix decides, among the rates of that day") {
    std::vector<PhoneRate> rates = {phone_rate("national", "+1", 105), phone_rate("local", "+1217", 60),
                                    phone_rate("abroad", "+", 900)};
    CHECK(phone_rate_for(rates, "+12175550123", day(0))->code == "local");
    CHECK(phone_rate_for(rates, "+13125550123", day(0))->code == "national");
    CHECK(phone_rate_for(rates, "+442079460000", day(0))->code == "abroad");
    rates[1].from = day(1);
    rates[1].to = day(2);
    CHECK(phone_rate_for(rates, "+12175550123", day(0))->code == "national");
    CHECK(phone_rate_for(rates, "+12175550123", day(1))->code == "local");
    CHECK(phone_rate_for(rates, "+12175550123", day(2))->code == "national");
    CHECK(phone_rate_for({}, "+12175550123", day(0)) == nullptr);
}

TEST_CASE("a call costs each minute that was begun, its connection, and never more than the cap") {
    PhoneRate rate = phone_rate("local", "+1", 57);
    CHECK(phone_call_price(rate, 0).is_zero());
    CHECK(phone_call_price(rate, 1) == Cents::of(5));  // 5.7: a part of a cent is not charged
    CHECK(phone_call_price(rate, 60) == Cents::of(5));
    CHECK(phone_call_price(rate, 61) == Cents::of(11));
    CHECK(phone_call_price(rate, 600) == Cents::of(57));
    rate.connection = Cents::of(25);
    CHECK(phone_call_price(rate, 600) == Cents::of(82));
    rate.most = Cents::of(60);
    CHECK(phone_call_price(rate, 600) == Cents::of(60));
}

TEST_CASE("the minutes that a balance buys are those whose price it covers") {
    PhoneRate rate = phone_rate("local", "+1", 57);
    for (const std::int64_t cents : {0, 4, 5, 6, 56, 57, 1'000}) {
        const int minutes = phone_minutes(rate, Cents::of(cents));
        CHECK(phone_call_price(rate, minutes * kSecondsInMinute) <= Cents::of(cents));
        CHECK(phone_call_price(rate, (minutes + 1) * kSecondsInMinute) > Cents::of(cents));
    }
    rate.most_minutes = 20;
    CHECK(phone_minutes(rate, Cents::of(100'000)) == 20);
    rate.connection = Cents::of(50);
    CHECK(phone_minutes(rate, Cents::of(49)) == 0);
    CHECK(phone_minutes(rate, Cents::of(60)) == 1);
    CHECK(phone_minutes(phone_rate("free", "+1", 0), Cents::of(0)) == 24 * 60);
}

TEST_CASE("a list may change so often in so many days") {
    const ListRule rule{2, 30};
    CHECK(list_room(rule, {}, day(0)).left == 2);
    CHECK(list_room(rule, {day(0)}, day(0)).left == 1);
    const ListRoom none = list_room(rule, {day(5), day(0)}, day(10));
    CHECK(none.left == 0);
    CHECK(none.next == day(30));
    CHECK(list_room(rule, {day(5), day(0)}, day(30)).left == 1);
    // The facility allows fewer since: two of three must be long ago before one is left.
    CHECK(list_room(rule, {day(0), day(1), day(2)}, day(10)).next == day(31));
    CHECK(list_room({}, {day(0), day(0)}, day(0)).left > 0);
}
