// Clocks of forms over weekends, midnights and changes of the clocks, in several time zones.
#include "platform/forms/clocks.h"

#include <catch2/catch.hpp>

#include "platform/rules/calendar.h"
#include "tests/unit/platform/forms/sample_form.h"

using namespace dayroom;
using namespace dayroom::forms;
using namespace dayroom::test;

namespace {

constexpr const char* kChicago = "America/Chicago";       // 2 a.m. on a Sunday: 8 March, 1 November 2026
constexpr const char* kSaoPaulo = "America/Sao_Paulo";    // 4 November 2018, a Sunday, began at 1 a.m.
constexpr const char* kLordHowe = "Australia/Lord_Howe";  // by half an hour: 5 April 2026

Timestamp wall(const char* day, int hour, int minute, const char* zone) {
    return rules::local_moment(rules::day_named(day).take(), std::chrono::minutes(hour * 60 + minute), zone);
}

Form sick_call() {
    Form form = sample_form();
    form.answer_within_hours = 48;
    form.weekend_answer_within_hours = 72;
    form.next_levels = {{"doctor", 24, words("Doctor")}};
    return form;
}

struct Begin {
    const char* day;
    int hour;
    int minute;
    const char* zone;
    int hours;
    const char* over_day;  // on the wall
    int over_hour;
    int over_minute;
};

// A weekend is what the facility's calendar calls one; the hours then pass as they do.
const Begin kBegins[] = {
    {"2026-11-20", 23, 59, kChicago, 48, "2026-11-22", 23, 59},  // Friday, the last minute
    {"2026-11-21", 0, 0, kChicago, 72, "2026-11-24", 0, 0},      // Saturday, the first
    {"2026-11-22", 23, 59, kChicago, 72, "2026-11-25", 23, 59},  // Sunday, the last
    {"2026-11-23", 0, 0, kChicago, 48, "2026-11-25", 0, 0},      // Monday, the first
    {"2026-03-06", 23, 30, kChicago, 48, "2026-03-09", 0, 30},   // the clocks go forward meanwhile
    {"2026-03-07", 12, 0, kChicago, 72, "2026-03-10", 13, 0},
    {"2026-03-08", 1, 59, kChicago, 72, "2026-03-11", 2, 59},   // the minute before they do
    {"2026-03-08", 3, 0, kChicago, 72, "2026-03-11", 3, 0},     // the minute after
    {"2026-10-31", 12, 0, kChicago, 72, "2026-11-03", 11, 0},   // they go back
    {"2026-11-01", 0, 30, kChicago, 72, "2026-11-03", 23, 30},  // a day of 25 hours
    {"2026-11-01", 23, 59, kChicago, 72, "2026-11-04", 23, 59},
    {"2026-11-02", 0, 0, kChicago, 48, "2026-11-04", 0, 0},
    {"2018-11-03", 23, 59, kSaoPaulo, 72, "2018-11-07", 0, 59},  // Sunday has no midnight
    {"2018-11-04", 1, 0, kSaoPaulo, 72, "2018-11-07", 1, 0},
    {"2018-11-02", 23, 59, kSaoPaulo, 48, "2018-11-05", 0, 59},
    {"2026-04-04", 12, 0, kLordHowe, 72, "2026-04-07", 11, 30},
    {"2026-04-06", 0, 0, kLordHowe, 48, "2026-04-08", 0, 0},
};

}  // namespace

TEST_CASE("staff have the hours of the day on which their clock begins, on the facility's calendar") {
    const Form form = sick_call();
    for (const Begin& each : kBegins) {
        INFO(each.zone << " " << each.day << " " << each.hour << ":" << each.minute);
        const Timestamp begin = wall(each.day, each.hour, each.minute, each.zone);
        CHECK(answer_hours(form, 0, Haste::kOrdinary, begin, each.zone) == each.hours);
        CHECK(answer_by(form, 0, Haste::kOrdinary, begin, each.zone) == begin + std::chrono::hours(each.hours));
        CHECK(answer_by(form, 0, Haste::kOrdinary, begin, each.zone) ==
              wall(each.over_day, each.over_hour, each.over_minute, each.zone));
    }
}

TEST_CASE("the same moment is a weekend here and none there") {
    const Form form = sick_call();
    const Timestamp at = wall("2026-11-20", 20, 0, kChicago);
    CHECK(answer_hours(form, 0, Haste::kOrdinary, at, kChicago) == 48);
    CHECK(answer_hours(form, 0, Haste::kOrdinary, at, "UTC") == 72);
    CHECK(answer_hours(form, 0, Haste::kOrdinary, at, "Asia/Tokyo") == 72);
}

TEST_CASE("without hours of their own weekends are as other days, and levels have one clock") {
    Form form = sick_call();
    const Timestamp saturday = wall("2026-11-21", 12, 0, kChicago);
    CHECK(answer_hours(form, 1, Haste::kOrdinary, saturday, kChicago) == 24);
    CHECK(answer_hours(form, 2, Haste::kOrdinary, saturday, kChicago) == 0);
    form.weekend_answer_within_hours = 0;
    CHECK(answer_hours(form, 0, Haste::kOrdinary, saturday, kChicago) == 48);
    form.answer_within_hours = 0;
    CHECK_FALSE(answer_by(form, 0, Haste::kOrdinary, saturday, kChicago).is_set());
}

TEST_CASE("an outcome can be appealed through its last day, whatever the clocks do meanwhile") {
    Form form = sample_form();
    struct Last {
        int days;
        const char* decided;
        int hour;
        const char* last;
        const char* zone;
    };
    for (const Last& each : {Last{15, "2026-11-20", 9, "2026-12-05", kChicago},
                             {1, "2026-03-07", 23, "2026-03-08", kChicago},
                             {1, "2026-10-31", 0, "2026-11-01", kChicago},
                             {10, "2026-02-20", 12, "2026-03-02", kChicago},
                             {1, "2018-11-03", 12, "2018-11-04", kSaoPaulo},
                             {366, "2027-03-01", 12, "2028-03-01", kChicago}}) {
        INFO(each.decided << " " << each.days);
        form.appeal_within_days = each.days;
        const Timestamp decided = wall(each.decided, each.hour, 0, each.zone);
        CHECK(rules::name_of(last_appeal_day(form, decided, each.zone)) == each.last);
        CHECK_FALSE(is_too_late(form, decided, wall(each.last, 23, 59, each.zone), each.zone));
        const auto next = rules::day_named(each.last).take() + std::chrono::days(1);
        CHECK(is_too_late(form, decided, rules::local_moment(next, std::chrono::minutes(0), each.zone), each.zone));
    }
}

TEST_CASE("only a yes to that field says that it cannot wait") {
    CHECK(is_urgent({{"text", "x"}, {"emergency", "yes"}}));
    CHECK_FALSE(is_urgent({{"emergency", "no"}}));
    CHECK_FALSE(is_urgent({{"urgent", "yes"}}));
    CHECK_FALSE(is_urgent({}));
}

TEST_CASE("what cannot wait has its own hours on every day, and goes on as others from the same moment") {
    Form form = sample_form();
    form.answer_within_hours = 48;
    form.weekend_answer_within_hours = 72;
    form.urgent_answer_within_hours = 4;
    form.next_levels = {{"", 24, {{"en", "Second"}}, 2}, {"", 24, {{"en", "Third"}}}};
    struct Filed {
        const char* day;
        int hour;
        int ordinary;
    };
    for (const Filed& each : {Filed{"2026-11-20", 23, 48},
                              {"2026-11-21", 0, 72},
                              {"2026-11-22", 22, 72},
                              {"2027-03-14", 1, 72},
                              {"2027-11-07", 0, 72}}) {
        INFO(each.day);
        const Timestamp begin = wall(each.day, each.hour, 0, kChicago);
        const Timestamp urgent = answer_by(form, 0, Haste::kUrgent, begin, kChicago);
        CHECK(urgent == begin + std::chrono::hours(4));
        CHECK(ordinary_answer_by(form, 0, urgent, kChicago) == begin + std::chrono::hours(each.ordinary));
        const Timestamp second = answer_by(form, 1, Haste::kUrgent, begin, kChicago);
        CHECK(second == begin + std::chrono::hours(2));
        CHECK(ordinary_answer_by(form, 1, second, kChicago) == begin + std::chrono::hours(24));
        const Timestamp third = answer_by(form, 2, Haste::kUrgent, begin, kChicago);
        CHECK(third == begin + std::chrono::hours(24));
        CHECK(ordinary_answer_by(form, 2, third, kChicago) == third);
    }
    CHECK_FALSE(ordinary_answer_by(form, 0, {}, kChicago).is_set());
}
