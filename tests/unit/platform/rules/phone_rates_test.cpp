#include "platform/rules/phone_rates.h"

#include <algorithm>

#include <catch2/catch.hpp>

#include "platform/base/random.h"
#include "platform/rules/calendar.h"

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

TEST_CASE("any price is what pencil and paper say, and a balance pays for the minutes whose price it covers") {
    SeededRandom random(5);
    for (int round = 0; round < 2'000; ++round) {
        PhoneRate rate = phone_rate("any", "+1", static_cast<std::int64_t>(random.below(400)));
        rate.connection = Cents::of(static_cast<std::int64_t>(random.below(3) * 25));
        rate.most = Cents::of(static_cast<std::int64_t>(random.below(3) * 150));
        rate.most_minutes = static_cast<int>(random.below(2) * 20);
        const int seconds = static_cast<int>(random.below(5'000));
        // Minute by minute, as a clerk would write it down: whole cents are paid as they fill up.
        std::int64_t cents = seconds > 0 ? rate.connection.units() : 0;
        std::int64_t mills = 0;
        for (int left = seconds; left > 0; left -= 60)
            for (mills += rate.minute_mills; mills >= 10; mills -= 10) ++cents;
        if (!rate.most.is_zero()) cents = std::min(cents, rate.most.units());
        CAPTURE(round, rate.minute_mills, seconds);
        CHECK(phone_call_price(rate, seconds) == Cents::of(cents));

        const Cents balance = Cents::of(static_cast<std::int64_t>(random.below(2'000)));
        const int minutes = phone_minutes(rate, balance);
        if (minutes > 0) CHECK(phone_call_price(rate, minutes * kSecondsInMinute) <= balance);
        const bool ended = minutes == (rate.most_minutes > 0 ? rate.most_minutes : 24 * 60);
        if (!ended) CHECK(phone_call_price(rate, (minutes + 1) * kSecondsInMinute) > balance);
    }
}

TEST_CASE("the longest call at the dearest price has a price") {
    PhoneRate rate = phone_rate("dearest", "+1", 100'000'000);
    rate.connection = Cents::of(100'000'000);
    CHECK(phone_call_price(rate, 86'400) == Cents::of(14'500'000'000));
    CHECK(phone_call_price(rate, 90'000) == Cents::of(14'500'000'000));
    CHECK(phone_call_price(rate, -1).is_zero());
}

TEST_CASE("a list may change so often in so many days of the facility's clocks") {
    const ListRule rule{2, 30};
    const auto midnight = [](int number) { return local_day(day(number), "UTC").begin; };
    const auto room = [&](std::vector<Timestamp> counted, Timestamp now) {
        return list_room(rule, std::move(counted), now, "UTC");
    };
    CHECK(room({}, day(0)).left == 2);
    CHECK(room({day(0)}, day(0)).left == 1);
    const ListRoom none = room({day(5), day(0)}, day(10));
    CHECK(none.left == 0);
    CHECK(none.next == midnight(30));
    CHECK(room({day(5), day(0)}, midnight(30) - Milliseconds(1)).left == 0);
    CHECK(room({day(5), day(0)}, midnight(30)).left == 1);
    // The facility allows fewer since: two of three must be long ago before one is left.
    CHECK(room({day(2), day(0), day(1)}, day(10)).next == midnight(31));
    CHECK(list_room({}, {day(0), day(0)}, day(0), "UTC").left > 0);
    // A clock that was set back: what lies ahead counts.
    CHECK(room({day(3), day(2)}, day(0)).left == 0);
}

TEST_CASE("the day on which a list opens again begins at midnight, also when the clocks change before it") {
    struct Change {
        const char* zone;
        const char* asked;  // that day, so many minutes after midnight
        int minute;
        int days;
        const char* opens;  // UTC
        int opens_minute;
    };
    const Change changes[] = {
        {"America/Chicago", "2026-03-07", 23 * 60 + 30, 2, "2026-03-09", 5 * 60},  // a day of 23 hours between
        {"America/Chicago", "2026-03-08", 1, 1, "2026-03-09", 5 * 60},
        {"America/Chicago", "2026-10-31", 30, 2, "2026-11-02", 6 * 60},        // a day of 25
        {"America/Chicago", "2026-11-01", 90, 1, "2026-11-02", 6 * 60},        // at 1:30, which comes twice
        {"America/Santiago", "2026-09-05", 12 * 60, 1, "2026-09-06", 4 * 60},  // no midnight: the day begins at one
        {"", "2026-02-28", 0, 1, "2026-03-01", 0},
    };
    for (const Change& change : changes) {
        CAPTURE(change.zone, change.asked);
        const auto at = [](const char* day, int minute, const char* zone) {
            return local_moment(day_named(day).value(), std::chrono::minutes(minute), zone);
        };
        const Timestamp asked = at(change.asked, change.minute, change.zone);
        const Timestamp opens = at(change.opens, change.opens_minute, "UTC");
        const ListRule rule{1, change.days};
        CHECK(list_room(rule, {asked}, asked, change.zone).next == opens);
        CHECK(list_room(rule, {asked}, opens - Milliseconds(1), change.zone).left == 0);
        CHECK(list_room(rule, {asked}, opens, change.zone).left == 1);
    }
}
