#include "platform/wire/check_visits.h"

#include "platform/wire/limits.h"
#include "platform/wire/visit_limits.h"

namespace dayroom::wire {
namespace {

constexpr int kLastVisitDate = 84'005;  // days since 1970: the end of 2199
constexpr std::int64_t kMinuteMs = 60'000;

void check_times(Checker& check, std::int64_t from_ms, std::int64_t to_ms) {
    check.time(from_ms, "from_ms");
    check.time(to_ms, "to_ms");
    check.require(from_ms < to_ms && to_ms - from_ms <= kMaxVisitMinutes * kMinuteMs, "a visit of no such length");
}

/// In order of time, and none inside of another.
void check_spans(Checker& check, const google::protobuf::RepeatedPtrField<VisitDay::Span>& spans,
                 std::string_view field) {
    check.count(spans.size(), kMaxVisitSpans, field);
    std::int64_t before = 0;
    for (const VisitDay::Span& span : spans) {
        check.time(span.from_ms(), field);
        check.time(span.to_ms(), field);
        check.require(before <= span.from_ms() && span.from_ms() < span.to_ms(), field);
        before = span.to_ms();
    }
}

}  // namespace

void check_body(Checker& check, const VisitTerms& body) {
    check.count(body.minutes_size(), kMaxVisitLengths, "minutes");
    for (const std::int32_t minutes : body.minutes()) check.range(minutes, 1, kMaxVisitMinutes, "minutes");
    check.range(body.slot_minutes(), 1, kMaxVisitMinutes, "slot_minutes");
    check.count(body.prices_size(), kMaxVisitPrices, "prices");
    for (const VisitTerms::Price& price : body.prices()) {
        check.price(price.minute_mills(), "price.minute_mills");
        check.optional_time(price.valid_from_ms(), "price.valid_from_ms");
        check.optional_time(price.valid_to_ms(), "price.valid_to_ms");
    }
    check.range(body.notice_minutes(), 0, kMaxVisitNoticeMinutes, "notice_minutes");
    check.range(body.ahead_days(), 0, kMaxVisitDaysAhead, "ahead_days");
    check.range(body.visits_a_week(), 0, kMaxVisitsInWeek, "visits_a_week");
    check.range(body.first_weekday(), 0, 6, "first_weekday");
    check.range(body.change_minutes(), 0, kMaxVisitNoticeMinutes, "change_minutes");
    check.range(body.full_refund_minutes(), 0, kMaxVisitNoticeMinutes, "full_refund_minutes");
    check.range(body.late_refund_points(), 0, kBasisPointsWhole, "late_refund_points");
    check.range(body.missed_refund_points(), 0, kBasisPointsWhole, "missed_refund_points");
    check.range(body.check_in_before_minutes(), 0, kMaxCheckInMinutes, "check_in_before_minutes");
    check.range(body.check_in_after_minutes(), 0, kMaxCheckInMinutes, "check_in_after_minutes");
    check.range(body.reminder_minutes(), 0, kMaxVisitNoticeMinutes, "reminder_minutes");
    check.local_texts(body.note(), kMaxLineCharacters, false, "note");
}

void check_body(Checker& check, const VisitDay& body) {
    check.range(body.date(), 1, kLastVisitDate, "date");
    check.time(body.as_of_ms(), "as_of_ms");
    check.count(body.places_size(), kMaxVisitPlaces, "places");
    for (const VisitDay::Place& place : body.places()) {
        check.id(place.resource_id(), "place.resource_id");
        check.required_text(place.name(), kMaxNameCharacters, "place.name");
        check.optional_id(place.device_id(), "place.device_id");
        check_spans(check, place.open(), "place.open");
        check_spans(check, place.taken(), "place.taken");
    }
}

void check_body(Checker& check, const Visit& body) {
    check.id(body.contact_id(), "contact_id");
    check.required_text(body.visitor(), kMaxNameCharacters, "visitor");
    if (!Visit::State_IsValid(body.state()) || body.state() == Visit::VISIT_UNSPECIFIED)
        check.unsupported("visit.state is unknown");
    check_times(check, body.from_ms(), body.to_ms());
    check.id(body.resource_id(), "resource_id");
    check.required_text(body.place(), kMaxNameCharacters, "place");
    check.optional_id(body.device_id(), "device_id");
    check.price(body.held_cents(), "held_cents");
    check.price(body.charged_cents(), "charged_cents");
    check.price(body.given_back_cents(), "given_back_cents");
    check.require(body.charged_cents() <= body.held_cents() &&
                      body.given_back_cents() <= body.held_cents() - body.charged_cents(),
                  "more was charged and given back than held");
    check.range(body.minutes_used(), 0, kMaxVisitMinutes, "minutes_used");
    check.receipt_code(body.receipt_code(), "receipt_code");
    check.time(body.booked_ms(), "booked_ms");
    check.optional_time(body.changed_ms(), "changed_ms");
    check.range(body.revision(), 1, kMaxVisitRevision, "revision");
    check.code(body.cancelled_by(), "cancelled_by");
    check.text(body.reason(), kMaxLineCharacters, "reason");
    check.time(body.change_until_ms(), "change_until_ms");
    check.time(body.full_refund_until_ms(), "full_refund_until_ms");
    check.range(body.late_refund_points(), 0, kBasisPointsWhole, "late_refund_points");
    check.time(body.check_in_from_ms(), "check_in_from_ms");
    check.time(body.check_in_until_ms(), "check_in_until_ms");
    check.optional_time(body.remind_from_ms(), "remind_from_ms");
    check.optional_time(body.decided_ms(), "decided_ms");
    check.optional_time(body.checked_in_ms(), "checked_in_ms");
    check.price(body.minute_mills(), "minute_mills");
}

void check_body(Checker& check, const VisitStanding& body) {
    check.optional_time(body.suspended_from_ms(), "suspended_from_ms");
    check.optional_time(body.suspended_until_ms(), "suspended_until_ms");
    check.text(body.reason(), kMaxLineCharacters, "reason");
}

void check_body(Checker& check, const BookVisit& body) {
    check.id(body.visit_id(), "visit_id");
    check.id(body.contact_id(), "contact_id");
    check.id(body.resource_id(), "resource_id");
    check_times(check, body.from_ms(), body.to_ms());
    check.price(body.price_seen_cents(), "price_seen_cents");
    check.receipt_code(body.receipt_code(), "receipt_code");
}

void check_body(Checker& check, const ChangeVisit& body) {
    check.id(body.visit_id(), "visit_id");
    check.id(body.resource_id(), "resource_id");
    check_times(check, body.from_ms(), body.to_ms());
    check.price(body.price_seen_cents(), "price_seen_cents");
    check.range(body.seen_revision(), 1, kMaxVisitRevision, "seen_revision");
}

void check_body(Checker& check, const CancelVisit& body) {
    check.id(body.visit_id(), "visit_id");
    check.price(body.back_seen_cents(), "back_seen_cents");
}

}  // namespace dayroom::wire
