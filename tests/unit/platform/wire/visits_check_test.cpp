// Commands and records of video visits: every field is checked.
#include <functional>

#include <catch2/catch.hpp>

#include "platform/wire/check.h"
#include "platform/wire/limits.h"
#include "platform/wire/visit_limits.h"
#include "tests/unit/platform/wire/visits_sample.h"

using namespace dayroom;
using namespace dayroom::wire;
using namespace dayroom::wire::sample;

namespace {

template <typename Message>
struct SpoiltVisit {
    const char* what;
    Message (*good)();
    std::function<void(Message&)> spoil;
};

}  // namespace

TEST_CASE("commands of visits pass, and each thing that is wrong with one is refused") {
    for (const auto& [name, good] : visit_commands()) {
        INFO(name);
        CHECK(parse_command(bytes_of(good)).ok());
    }
    const auto book = [](Command& c) -> BookVisit& { return *c.mutable_book_visit(); };
    const auto change = [](Command& c) -> ChangeVisit& { return *c.mutable_change_visit(); };
    const auto cancel = [](Command& c) -> CancelVisit& { return *c.mutable_cancel_visit(); };
    const std::vector<SpoiltVisit<Command>> all = {
        {"no id", &book_visit, [=](Command& c) { book(c).clear_visit_id(); }},
        {"nobody comes", &book_visit, [=](Command& c) { book(c).clear_contact_id(); }},
        {"nowhere", &book_visit, [=](Command& c) { book(c).set_resource_id("here"); }},
        {"at no time", &book_visit, [=](Command& c) { book(c).clear_from_ms(); }},
        {"that ends first", &book_visit, [=](Command& c) { book(c).set_to_ms(book(c).from_ms()); }},
        {"of a day", &book_visit, [=](Command& c) { book(c).set_to_ms(book(c).from_ms() + 86'400'000); }},
        {"that pays", &book_visit, [=](Command& c) { book(c).set_price_seen_cents(-1); }},
        {"with half a receipt", &book_visit, [=](Command& c) { book(c).set_receipt_code("3467"); }},
        {"a move of nothing", &change_visit, [=](Command& c) { change(c).clear_visit_id(); }},
        {"to nowhere", &change_visit, [=](Command& c) { change(c).clear_resource_id(); }},
        {"to no time", &change_visit, [=](Command& c) { change(c).clear_to_ms(); }},
        {"for a price beyond all", &change_visit, [=](Command& c) { change(c).set_price_seen_cents(INT64_MAX); }},
        {"of no revision", &change_visit, [=](Command& c) { change(c).clear_seen_revision(); }},
        {"cancels nothing", &cancel_visit, [=](Command& c) { cancel(c).clear_visit_id(); }},
        {"for less than nothing", &cancel_visit, [=](Command& c) { cancel(c).set_back_seen_cents(-1); }},
        {"comes to nothing", &check_in_visit, [](Command& c) { c.mutable_check_in_visit()->clear_visit_id(); }},
    };
    for (const auto& each : all) {
        INFO(each.what);
        Command command = each.good();
        each.spoil(command);
        CHECK_FALSE(parse_command(bytes_of(command)).ok());
    }
}

TEST_CASE("terms and days of visits pass, and each thing that is wrong with one is refused") {
    CHECK(must_be_sealed(Record::kVisitTerms));
    CHECK_FALSE(must_be_sealed(Record::kVisitDay));
    const auto terms = [](Record& r) -> VisitTerms& { return *r.mutable_visit_terms(); };
    const auto day = [](Record& r) -> VisitDay& { return *r.mutable_visit_day(); };
    const auto place = [](Record& r) -> VisitDay::Place& { return *r.mutable_visit_day()->mutable_places(0); };
    const std::vector<SpoiltVisit<Record>> all = {
        {"terms of one", &visit_terms_record, [](Record& r) { *r.mutable_scope() = visit_record().scope(); }},
        {"a length of nothing", &visit_terms_record, [=](Record& r) { terms(r).set_minutes(0, 0); }},
        {"slots of nothing", &visit_terms_record, [=](Record& r) { terms(r).clear_slot_minutes(); }},
        {"a price that gives", &visit_terms_record,
         [=](Record& r) { terms(r).mutable_prices(0)->set_minute_mills(-1); }},
        {"notice of a year", &visit_terms_record, [=](Record& r) { terms(r).set_notice_minutes(525'600); }},
        {"too far ahead", &visit_terms_record, [=](Record& r) { terms(r).set_ahead_days(kMaxVisitDaysAhead + 1); }},
        {"an eighth day", &visit_terms_record, [=](Record& r) { terms(r).set_first_weekday(7); }},
        {"more back than all", &visit_terms_record, [=](Record& r) { terms(r).set_late_refund_points(10'001); }},
        {"missed, and more", &visit_terms_record, [=](Record& r) { terms(r).set_missed_refund_points(-1); }},
        {"too many lengths", &visit_terms_record,
         [=](Record& r) {
             for (int at = 0; at < kMaxVisitLengths; ++at) terms(r).add_minutes(20);
         }},
        {"a day of one person", &visit_day_record, [](Record& r) { *r.mutable_scope() = visit_record().scope(); }},
        {"no date", &visit_day_record, [=](Record& r) { day(r).clear_date(); }},
        {"known at no time", &visit_day_record, [=](Record& r) { day(r).clear_as_of_ms(); }},
        {"a place without id", &visit_day_record, [=](Record& r) { place(r).clear_resource_id(); }},
        {"without name", &visit_day_record, [=](Record& r) { place(r).clear_name(); }},
        {"an opening of no time", &visit_day_record,
         [=](Record& r) { place(r).mutable_open(0)->set_to_ms(place(r).open(0).from_ms()); }},
        {"openings over each other", &visit_day_record, [=](Record& r) { *place(r).add_open() = place(r).open(0); }},
        {"taken out of order", &visit_day_record, [=](Record& r) { *place(r).add_taken() = place(r).taken(0); }},
        {"too many places", &visit_day_record,
         [=](Record& r) {
             for (int at = 0; at < kMaxVisitPlaces; ++at) *day(r).add_places() = day(r).places(0);
         }},
    };
    for (const auto& each : all) {
        INFO(each.what);
        Record record = each.good();
        CHECK(parse_record(bytes_of(record)).ok());
        each.spoil(record);
        CHECK_FALSE(parse_record(bytes_of(record)).ok());
    }
}

TEST_CASE("a resident's visits pass, and each thing that is wrong with one is refused") {
    const auto visit = [](Record& r) -> Visit& { return *r.mutable_visit(); };
    const std::vector<SpoiltVisit<Record>> all = {
        {"of everybody", &visit_record, [](Record& r) { *r.mutable_scope() = visit_terms_record().scope(); }},
        {"of nobody", &visit_record, [=](Record& r) { visit(r).clear_contact_id(); }},
        {"without name", &visit_record, [=](Record& r) { visit(r).clear_visitor(); }},
        {"a name with a bell", &visit_record, [=](Record& r) { visit(r).set_visitor("Maria\a"); }},
        {"in no state", &visit_record, [=](Record& r) { visit(r).clear_state(); }},
        {"in an unknown state", &visit_record, [=](Record& r) { visit(r).set_state(static_cast<Visit::State>(9)); }},
        {"that never ends", &visit_record, [=](Record& r) { visit(r).clear_to_ms(); }},
        {"nowhere", &visit_record, [=](Record& r) { visit(r).clear_place(); }},
        {"more charged than held", &visit_record, [=](Record& r) { visit(r).set_charged_cents(751); }},
        {"more back than was left", &visit_record,
         [=](Record& r) {
             visit(r).set_charged_cents(1);
             visit(r).set_given_back_cents(750);
         }},
        {"used for days", &visit_record, [=](Record& r) { visit(r).set_minutes_used(kMaxVisitMinutes + 1); }},
        {"with half a receipt", &visit_record, [=](Record& r) { visit(r).set_receipt_code("3467"); }},
        {"of no revision", &visit_record, [=](Record& r) { visit(r).clear_revision(); }},
        {"promised more than all", &visit_record, [=](Record& r) { visit(r).set_late_refund_points(10'001); }},
        {"no time to check in", &visit_record, [=](Record& r) { visit(r).clear_check_in_from_ms(); }},
        {"suspended before time", &visit_standing_record,
         [](Record& r) { r.mutable_visit_standing()->set_suspended_until_ms(-1); }},
    };
    for (const auto& each : all) {
        INFO(each.what);
        Record record = each.good();
        CHECK(parse_record(bytes_of(record)).ok());
        each.spoil(record);
        CHECK_FALSE(parse_record(bytes_of(record)).ok());
    }
}
