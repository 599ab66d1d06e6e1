// Good commands and records of video visits: each test breaks one thing, and the fuzz targets begin from them.
#pragma once

#include <string>
#include <utility>
#include <vector>

#include "tests/unit/platform/wire/messaging_sample.h"

namespace dayroom::wire::sample {

inline constexpr std::int64_t kVisitMs = kNow + 48 * 3'600'000LL;
inline constexpr std::int64_t kVisitLengthMs = 30 * 60'000LL;

inline Command book_visit() {
    Command command = messaging_command();
    BookVisit& body = *command.mutable_book_visit();
    body.set_visit_id(id(600));
    body.set_contact_id(id(60));
    body.set_resource_id(id(601));
    body.set_from_ms(kVisitMs);
    body.set_to_ms(kVisitMs + kVisitLengthMs);
    body.set_price_seen_cents(750);
    body.set_receipt_code("34679ACD");
    return command;
}
inline Command change_visit() {
    Command command = messaging_command();
    ChangeVisit& body = *command.mutable_change_visit();
    body.set_visit_id(id(600));
    body.set_resource_id(id(601));
    body.set_from_ms(kVisitMs);
    body.set_to_ms(kVisitMs + kVisitLengthMs);
    body.set_price_seen_cents(750);
    body.set_seen_revision(1);
    return command;
}
inline Command cancel_visit() {
    Command command = messaging_command();
    command.mutable_cancel_visit()->set_visit_id(id(600));
    command.mutable_cancel_visit()->set_back_seen_cents(750);
    return command;
}
inline Command check_in_visit() {
    Command command = messaging_command();
    command.mutable_check_in_visit()->set_visit_id(id(600));
    return command;
}
inline std::vector<std::pair<std::string, Command>> visit_commands() {
    return {{"book-visit", book_visit()},
            {"change-visit", change_visit()},
            {"cancel-visit", cancel_visit()},
            {"check-in-visit", check_in_visit()}};
}

inline Record visit_terms_record() {
    Record record = record_in(FACILITY, 610);
    VisitTerms& terms = *record.mutable_visit_terms();
    terms.add_minutes(30);
    terms.set_slot_minutes(30);
    terms.add_prices()->set_minute_mills(250);
    terms.set_notice_minutes(24 * 60);
    terms.set_ahead_days(14);
    terms.set_visits_a_week(2);
    terms.set_full_refund_minutes(24 * 60);
    terms.set_late_refund_points(5'000);
    terms.set_check_in_before_minutes(10);
    terms.set_check_in_after_minutes(10);
    terms.set_reminder_minutes(60);
    return record;
}
inline Record visit_day_record() {
    Record record = record_in(HOUSING_UNIT, 611);
    VisitDay& day = *record.mutable_visit_day();
    day.set_date(20'000);
    day.set_as_of_ms(kNow);
    VisitDay::Place& place = *day.add_places();
    place.set_resource_id(id(601));
    place.set_name("Booth 2");
    place.set_device_id(id(602));
    VisitDay::Span& open = *place.add_open();
    open.set_from_ms(kVisitMs);
    open.set_to_ms(kVisitMs + 6 * kVisitLengthMs);
    VisitDay::Span& taken = *place.add_taken();
    taken.set_from_ms(kVisitMs);
    taken.set_to_ms(kVisitMs + kVisitLengthMs);
    return record;
}
inline Record visit_record() {
    Record record = record_in(RESIDENT, 600);
    Visit& visit = *record.mutable_visit();
    visit.set_contact_id(id(60));
    visit.set_visitor("Maria Vega");
    visit.set_state(Visit::BOOKED);
    visit.set_from_ms(kVisitMs);
    visit.set_to_ms(kVisitMs + kVisitLengthMs);
    visit.set_resource_id(id(601));
    visit.set_place("Booth 2");
    visit.set_device_id(id(602));
    visit.set_held_cents(750);
    visit.set_receipt_code("34679ACD");
    visit.set_booked_ms(kNow);
    visit.set_revision(1);
    visit.set_change_until_ms(kVisitMs);
    visit.set_full_refund_until_ms(kVisitMs);
    visit.set_check_in_from_ms(kVisitMs);
    visit.set_check_in_until_ms(kVisitMs);
    visit.set_minute_mills(250);
    return record;
}
inline Record visit_standing_record() {
    Record record = record_in(RESIDENT, 612);
    record.mutable_visit_standing()->set_suspended(true);
    record.mutable_visit_standing()->set_suspended_until_ms(kVisitMs);
    record.mutable_visit_standing()->set_reason("discipline");
    return record;
}
inline std::vector<std::pair<std::string, Record>> visit_records() {
    return {{"record-visit-terms", visit_terms_record()},
            {"record-visit-day", visit_day_record()},
            {"record-visit", visit_record()},
            {"record-visit-standing", visit_standing_record()}};
}

}  // namespace dayroom::wire::sample
