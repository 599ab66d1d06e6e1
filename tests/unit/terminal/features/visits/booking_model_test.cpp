#include "terminal/features/visits/booking_model.h"

#include <catch2/catch.hpp>

#include "tests/support/terminal/test_texts.h"

using namespace dayroom;
using namespace dayroom::features;
using namespace dayroom::test;

namespace {

constexpr std::int64_t kSlotMs = 1'800'000;
constexpr std::int64_t kDayMs = 86'400'000;

local::VisitDay::Slot slot_at(std::int64_t from_ms, std::int64_t cents = 750) {
    local::VisitDay::Slot slot;
    slot.set_resource_id("kiosk");
    slot.set_from_ms(from_ms);
    slot.set_to_ms(from_ms + kSlotMs);
    slot.set_place("Kiosk 1");
    slot.set_here(true);
    slot.set_price_cents(cents);
    return slot;
}

local::VisitDays two_days() {
    local::VisitDays days;
    for (const int date : {1, 2}) {
        auto& day = *days.add_days();
        day.set_date(date);
        day.set_at_ms(kTestNow.ms() + date * kDayMs);
        *day.add_slots() = slot_at(day.at_ms());
        *day.add_slots() = slot_at(day.at_ms() + kSlotMs);
    }
    days.mutable_days(1)->set_refusal_code("visits_used");
    return days;
}

local::Visits house() {
    local::Visits visits;
    visits.set_spendable_cents(2'000);
    visits.add_minutes(30);
    visits.add_minutes(60);
    visits.set_minute_mills(250);
    for (const char* name : {"Maria Vega", "Bo Lind"}) {
        auto& visitor = *visits.add_visitors();
        visitor.set_contact_id(name);
        visitor.set_name(name);
        visitor.set_relationship("mother");
        visitor.set_may_visit(visits.visitors_size() == 1);
    }
    auto& visit = *visits.add_visits();
    visit.set_id("old");
    visit.set_visitor("Maria Vega");
    visit.set_price_cents(500);
    return visits;
}

}  // namespace

TEST_CASE("who cannot visit says why: by which rule, for what reason, and until when") {
    const auto t = shipped_texts();
    local::Visits visits = house();
    auto& refused = *visits.mutable_visitors(1);
    refused.set_why_code("refused");
    refused.set_rule("V-3");
    refused.set_reason("A court order.");
    auto& mother = *visits.mutable_visitors(0);
    mother.set_stopped_from_ms(kTestNow.ms() + 3'600'000);
    mother.set_stopped_until_ms(kTestNow.ms() + 7'200'000);
    mother.set_reason("Contraband.");
    const auto model = make_booking(visits, {}, {}, t, kTestNow);
    CHECK(model.visitors[1].about == "Staff said no to this person as a visitor\nRule: V-3\nReason: A court order.");
    CHECK(model.visitors[0].may_visit);
    for (const std::string& part : {std::string("Mother"), std::string("Reason: Contraband."),
                                    t.moment(Timestamp::from_ms(mother.stopped_from_ms()), kTestNow),
                                    t.moment(Timestamp::from_ms(mother.stopped_until_ms()), kTestNow)})
        CHECK(model.visitors[0].about.find(part) != std::string::npos);
    mother.set_stopped_from_ms(kTestNow.ms() - 1);
    mother.set_may_visit(false);
    mother.set_why_code("stopped");
    CHECK(make_booking(visits, {}, {}, t, kTestNow).visitors[0].about.find("Visits with this person are stopped") == 0);
}

TEST_CASE("visitors, lengths, days and the times of the day that is chosen") {
    BookingChoice choice;
    choice.contact_id = "Maria Vega";
    choice.minutes = 60;
    choice.date = 1;
    const auto model = make_booking(house(), two_days(), choice, shipped_texts(), kTestNow);
    REQUIRE(model.visitors.size() == 2);
    CHECK(model.visitors[0].chosen);
    CHECK(model.visitors[0].about == "Mother");
    CHECK(model.visitors[1].about == "Not an approved visitor");
    CHECK(model.length == 1);
    REQUIRE(model.days.size() == 2);
    CHECK(model.days[0].free == "2 times are free");
    CHECK_FALSE(model.days[1].open);
    CHECK(model.days[1].free == "Your visits of this week are booked");
    REQUIRE(model.times.size() == 2);
    CHECK(model.times[0].label == "3:26\u00a0PM");
    CHECK(model.times[0].place == "Kiosk 1 (this terminal)");
    choice.date = 2;
    CHECK(make_booking(house(), two_days(), choice, shipped_texts(), kTestNow).times.empty());
}

TEST_CASE("another visitor, time or price is another booking, the same is the same") {
    SeededRandom random(3);
    BookingChoice choice;
    choose_visitor(choice, "Maria Vega", random);
    choose_slot(choice, slot_at(kTestNow.ms()), random);
    const std::string first = choice.nonce;
    choose_slot(choice, slot_at(kTestNow.ms()), random);
    choose_visitor(choice, "Maria Vega", random);
    CHECK(choice.nonce == first);
    choose_slot(choice, slot_at(kTestNow.ms(), 800), random);
    CHECK(choice.nonce != first);
    const std::string second = choice.nonce;
    choose_visitor(choice, "Bo Lind", random);
    CHECK(choice.nonce != second);
}

TEST_CASE("a draft brings back who, when and the nonce, other bytes are none") {
    SeededRandom random(4);
    BookingChoice choice;
    choose_visitor(choice, "Maria Vega", random);
    choose_slot(choice, slot_at(kTestNow.ms()), random);
    const auto kept = read_booking_draft(booking_draft(choice));
    REQUIRE(kept);
    CHECK(kept->contact_id == "Maria Vega");
    CHECK(kept->slot.from_ms() == kTestNow.ms());
    CHECK(kept->nonce == choice.nonce);
    CHECK_FALSE(read_booking_draft(""));
    CHECK_FALSE(read_booking_draft("\xff\xff"));
}

TEST_CASE("a time is free only at its price and while its day is open") {
    const auto days = two_days();
    CHECK(find_slot(days, slot_at(kTestNow.ms() + kDayMs)) != nullptr);
    CHECK(find_slot(days, slot_at(kTestNow.ms() + kDayMs, 700)) == nullptr);
    CHECK(find_slot(days, slot_at(kTestNow.ms() + 2 * kDayMs)) == nullptr);
}

TEST_CASE("only what a moved visit costs more is new money") {
    const auto t = shipped_texts();
    BookingChoice choice;
    CHECK(problem_of_booking(choice, house(), t) == "Please choose first who should visit you.");
    choice.contact_id = "Maria Vega";
    choice.slot = slot_at(kTestNow.ms() + kDayMs);
    CHECK(booking_price(choice, house()) == 750);
    auto poor = house();
    poor.set_spendable_cents(250);
    CHECK_FALSE(problem_of_booking(choice, poor, t).empty());
    choice.changing_id = "old";
    CHECK(booking_price(choice, house()) == 250);
    CHECK(problem_of_booking(choice, poor, t).empty());
    poor.set_brake(true);
    poor.set_brake_left_cents(249);
    CHECK_FALSE(problem_of_booking(choice, poor, t).empty());
    choice.slot.set_price_cents(400);
    CHECK(booking_price(choice, house()) == 0);
}

TEST_CASE("the question repeats all that a yes does, and what is not sure") {
    const auto t = shipped_texts();
    BookingChoice choice;
    choice.contact_id = "Maria Vega";
    choice.slot = slot_at(kTestNow.ms() + kDayMs);
    auto question = ask_booking(choice, house(), true, t, kTestNow);
    CHECK(question.title == "Book this visit?");
    CHECK(question.facts.front() == std::pair<std::string, std::string>("Who visits", "Maria Vega"));
    CHECK(question.facts.back() == std::pair<std::string, std::string>("Left after", "$12.50"));
    CHECK(question.text.find("not sure") == std::string::npos);
    CHECK(ask_booking(choice, house(), false, t, kTestNow).text.find("not sure") != std::string::npos);
    choice.changing_id = "old";
    CHECK(ask_booking(choice, house(), true, t, kTestNow).title == "Move your visit to this time?");
    choice.slot.set_price_cents(0);
    CHECK(ask_booking(choice, house(), true, t, kTestNow).text == "It costs nothing.");
}

TEST_CASE("the query is the choice") {
    BookingChoice choice;
    choice.contact_id = "Maria Vega";
    choice.slot = slot_at(5, 300);
    choice.nonce = std::string(16, 'n');
    const auto book = make_booking_query(choice).book_visit();
    CHECK(book.contact_id() == "Maria Vega");
    CHECK(book.from_ms() == 5);
    CHECK(book.price_seen_cents() == 300);
    choice.changing_id = "old";
    const auto change = make_booking_query(choice).change_visit();
    CHECK(change.visit_id() == "old");
    CHECK(change.nonce() == choice.nonce);
}
