#include "terminal/features/phone/phone_model.h"

#include <catch2/catch.hpp>

#include "platform/rules/calendar.h"
#include "tests/support/terminal/test_texts.h"

using namespace dayroom;
using namespace dayroom::features;
using namespace dayroom::test;

namespace {

constexpr std::int64_t kDayMs = 86'400'000;
constexpr const char* kPhoneZone = "America/Chicago";  // of shipped_texts()

local::Phone phone_account() {
    local::Phone phone;
    phone.set_offered(true);
    phone.set_phone_cents(500);
    phone.set_spendable_cents(2'000);
    phone.set_as_of_ms(kTestNow.ms());
    phone.set_numbers_max(3);
    phone.set_changes_max(2);
    phone.set_change_days(30);
    phone.set_changes_left(2);
    auto& rate = *phone.add_rates();
    rate.set_code("local");
    auto& name = *rate.add_name();
    name.set_language("en");
    name.set_text("Local");
    rate.set_minute_mills(57);
    rate.set_minutes(87);
    return phone;
}

local::PhoneNumber& add_number(local::Phone& phone, const std::string& state) {
    auto& number = *phone.add_numbers();
    number.set_id("id-" + state);
    number.set_name("Maria Vega");
    number.set_relationship("mother");
    number.set_number("+12175550123");
    number.set_state(state);
    number.set_asked_ms(kTestNow.ms() - kDayMs);
    number.set_rate("local");
    number.set_minutes(87);
    return number;
}

PhoneModel model_of(const local::Phone& phone) { return make_phone(phone, shipped_texts(), kTestNow); }

}  // namespace

TEST_CASE("a number of the home country reads as people write it, another as it is dialled") {
    CHECK(number_words("+12175550123") == "(217) 555-0123");
    CHECK(number_words("+442079460000") == "+442079460000");
}

TEST_CASE("a rate says its price, what the balance pays, and that nothing is charged to connect") {
    local::Phone phone = phone_account();
    PhoneModel model = model_of(phone);
    REQUIRE(model.rates.size() == 1);
    CHECK(model.rates[0].name == "Local");
    CHECK(model.rates[0].price == "$0.057 a minute");
    CHECK(model.rates[0].minutes == "Your balance pays for 87 minutes.");
    CHECK(model.rates[0].more == "No charge to connect.");
    phone.mutable_rates(0)->set_connection_cents(25);
    phone.mutable_rates(0)->set_most_cents(200);
    phone.mutable_rates(0)->set_most_minutes(20);
    model = model_of(phone);
    CHECK(model.rates[0].more == "$0.25 to connect. A call never costs more than $2.00. A call ends after 20 minutes.");
    phone.mutable_rates(0)->set_valid_from_ms(kTestNow.ms() + kDayMs);
    model = model_of(phone);
    CHECK(model.rates[0].minutes.empty());  // of a rate that is to come nothing is promised
    CHECK(model.rates[0].more.starts_with("From "));
    // Over at midnight: the day before is its last.
    phone.mutable_rates(0)->set_valid_from_ms(0);
    const auto midnight =
        rules::local_moment(rules::local_date(kTestNow, kPhoneZone) + std::chrono::days(2), {}, kPhoneZone);
    phone.mutable_rates(0)->set_valid_to_ms(midnight.ms());
    const std::string last = shipped_texts().date(midnight - Milliseconds(1), kTestNow);
    CHECK(last != shipped_texts().date(midnight, kTestNow));
    CHECK(model_of(phone).rates[0].more.ends_with("Until " + last + "."));
}

TEST_CASE("each state of a number says what holds and what can be done about it") {
    local::Phone phone = phone_account();
    add_number(phone, "approved");
    add_number(phone, "requested");
    add_number(phone, "refused").set_reason("A pay phone.");
    add_number(phone, "not_taken").set_refusal_code("numbers_full");
    add_number(phone, "removal");
    const PhoneModel model = model_of(phone);
    CHECK(model.numbers[0].about == "Mother · (217) 555-0123");
    CHECK(model.numbers[0].state == "You can call. Your balance pays for 87 minutes.");
    CHECK(model.numbers[0].action == NumberAction::kRemove);
    CHECK(model.numbers[1].action == NumberAction::kTakeBack);
    CHECK(model.numbers[2].why == "Staff wrote: A pay phone.");
    CHECK(model.numbers[2].action == NumberAction::kForget);
    CHECK(model.numbers[3].why == shipped_texts()("problem.numbers_full"));
    CHECK(model.numbers[4].action == NumberAction::kTakeBack);
    phone.mutable_numbers(0)->set_changing(true);
    CHECK(model_of(phone).numbers[0].action == NumberAction::kNone);
}

TEST_CASE("the list says how often it may change, and when again") {
    local::Phone phone = phone_account();
    phone.set_numbers_counted(2);
    CHECK(model_of(phone).count == "2 of 3 numbers");
    CHECK(model_of(phone).changes == "You can ask for 2 changes of the list in 30 days. 2 are left.");
    CHECK(model_of(phone).closed.empty());
    phone.set_changes_left(0);
    phone.set_next_change_ms(kTestNow.ms() + 3 * kDayMs);
    CHECK(model_of(phone).changes.find("None is left") != std::string::npos);
    CHECK_FALSE(model_of(phone).closed.empty());
    phone.set_changes_left(1);
    phone.set_numbers_counted(3);
    CHECK(model_of(phone).closed == shipped_texts()("problem.numbers_full"));
    phone.set_changes_max(0);
    CHECK(model_of(phone).changes.empty());
}

TEST_CASE("what cannot be put on the phone says why before anything is asked") {
    local::Phone phone = phone_account();
    const auto problem = [&](const char* typed) { return problem_of_top_up(typed, phone, shipped_texts()); };
    CHECK(problem("5").empty());
    CHECK_FALSE(problem("").empty());
    CHECK_FALSE(problem("-5").empty());
    CHECK(problem("20.01") == shipped_texts()("problem.insufficient_funds"));
    phone.set_brake(true);
    phone.set_brake_left_cents(499);
    CHECK_FALSE(problem("5").empty());
}

TEST_CASE("the question of a top-up repeats the amount and both balances, with what is on its way") {
    local::Phone phone = phone_account();
    phone.set_queued_cents(1'000);
    const PhoneQuestion question = ask_top_up(500, phone, true, shipped_texts());
    REQUIRE(question.facts.size() == 3);
    CHECK(question.facts[0].second == "$5.00");
    CHECK(question.facts[1].second == "$20.00");
    CHECK(question.facts[2].second == "$15.00");
}

TEST_CASE("the question about a number says that it counts as a change, where changes are counted") {
    local::Phone phone = phone_account();
    add_number(phone, "approved");
    const auto ask = [&] { return ask_number_change(model_of(phone).numbers[0], phone, true, shipped_texts()).text; };
    CHECK(ask().find("You have 2 left") != std::string::npos);
    phone.set_changes_max(0);
    CHECK(ask().find("left") == std::string::npos);
}
