#include "platform/facility/integration/visit_view.h"

#include "platform/rules/calendar.h"
#include "platform/wire/limits.h"
#include "platform/wire/names.h"
#include "platform/wire/visit_limits.h"

namespace dayroom::facility {
namespace {

using nlohmann::json;

/// Each whole number of the terms by its name, with the most that it may be.
struct TermsNumber {
    const char* name;
    int least;
    int most;
    std::int32_t (wire::VisitTerms::*get)() const;
    void (wire::VisitTerms::*set)(std::int32_t);
};
using Terms = wire::VisitTerms;
constexpr TermsNumber kTermsNumbers[] = {
    {"slot_minutes", 1, wire::kMaxVisitMinutes, &Terms::slot_minutes, &Terms::set_slot_minutes},
    {"notice_minutes", 0, wire::kMaxVisitNoticeMinutes, &Terms::notice_minutes, &Terms::set_notice_minutes},
    {"ahead_days", 0, wire::kMaxVisitDaysAhead, &Terms::ahead_days, &Terms::set_ahead_days},
    {"visits_a_week", 0, wire::kMaxVisitsInWeek, &Terms::visits_a_week, &Terms::set_visits_a_week},
    {"first_weekday", 0, 6, &Terms::first_weekday, &Terms::set_first_weekday},
    {"change_minutes", 0, wire::kMaxVisitNoticeMinutes, &Terms::change_minutes, &Terms::set_change_minutes},
    {"full_refund_minutes", 0, wire::kMaxVisitNoticeMinutes, &Terms::full_refund_minutes,
     &Terms::set_full_refund_minutes},
    {"late_refund_points", 0, wire::kBasisPointsWhole, &Terms::late_refund_points, &Terms::set_late_refund_points},
    {"missed_refund_points", 0, wire::kBasisPointsWhole, &Terms::missed_refund_points,
     &Terms::set_missed_refund_points},
    {"check_in_before_minutes", 0, wire::kMaxCheckInMinutes, &Terms::check_in_before_minutes,
     &Terms::set_check_in_before_minutes},
    {"check_in_after_minutes", 0, wire::kMaxCheckInMinutes, &Terms::check_in_after_minutes,
     &Terms::set_check_in_after_minutes},
    {"reminder_minutes", 0, wire::kMaxVisitNoticeMinutes, &Terms::reminder_minutes, &Terms::set_reminder_minutes},
};

json view_resource(const VisitResource& resource) {
    json hours = json::array();
    for (const rules::WallHours& each : resource.hours) {
        hours.push_back(
            {{"weekdays", each.weekdays}, {"from_minute", each.from_minute}, {"to_minute", each.to_minute}});
    }
    json units = json::array();
    for (const UnitId& unit : resource.units) units.push_back(unit.to_string());
    json shown = {{"id", resource.id.to_string()},
                  {"code", resource.code},
                  {"name", resource.name},
                  {"room", resource.room},
                  {"unit_ids", units},
                  {"neighbours", resource.neighbours},
                  {"hours", hours}};
    if (resource.device) shown["device_id"] = resource.device->to_string();
    return shown;
}

Status read_resource(JsonBody& entry, VisitResource& resource) {
    resource.code = entry.text("code", wire::kMaxCodeCharacters);
    resource.name = entry.text("name", wire::kMaxNameCharacters);
    resource.room = entry.optional_text("room", wire::kMaxCodeCharacters);
    resource.device = entry.optional_id<DeviceId>("device_id");
    entry.optional_text("id", 36);  // as it was shown: the code says which place it is
    for (const std::string& unit : entry.optional_list("unit_ids", wire::kMaxScopes, 36))
        resource.units.push_back(TRY(UnitId::parse(unit)));
    resource.neighbours = entry.optional_list("neighbours", kMaxVisitResources, wire::kMaxCodeCharacters);
    for (JsonBody& each : entry.objects("hours", kMaxVisitHours)) {
        rules::WallHours& hours = resource.hours.emplace_back();
        hours.weekdays = static_cast<int>(each.integer("weekdays", 1, rules::kEveryWeekday));
        hours.from_minute = static_cast<int>(each.integer("from_minute", 0, rules::kMinutesOfDay));
        hours.to_minute = static_cast<int>(each.integer("to_minute", 0, rules::kMinutesOfDay));
        TRY(each.done());
    }
    return {};
}

Status read_visit_terms_of(JsonBody& body, wire::VisitTerms& terms) {
    for (JsonBody& entry : body.objects("lengths", wire::kMaxVisitLengths)) {
        terms.add_minutes(static_cast<std::int32_t>(entry.integer("minutes", 1, wire::kMaxVisitMinutes)));
        TRY(entry.done());
    }
    for (JsonBody& entry : body.objects("prices", wire::kMaxVisitPrices)) {
        wire::VisitTerms::Price& price = *terms.add_prices();
        price.set_minute_mills(entry.integer("minute_mills", 0, kMaxCommandUnits));
        price.set_valid_from_ms(entry.optional_integer("valid_from_ms", 0, wire::kMaxTimestampMs, 0));
        price.set_valid_to_ms(entry.optional_integer("valid_to_ms", 0, wire::kMaxTimestampMs, 0));
        TRY(entry.done());
    }
    for (const TermsNumber& each : kTermsNumbers)
        (terms.*each.set)(static_cast<std::int32_t>(body.integer(each.name, each.least, each.most)));
    if (body.has("note")) {
        for (const auto& [language, text] : body.texts("note", wire::kMaxLineCharacters)) {
            wire::LocalText& added = *terms.add_note();
            added.set_language(language);
            added.set_text(text);
        }
    }
    return {};
}

}  // namespace

json view(const VisitPlan& plan) {
    json prices = json::array();
    for (const auto& price : plan.terms.prices()) {
        prices.push_back({{"minute_mills", price.minute_mills()},
                          {"valid_from_ms", price.valid_from_ms()},
                          {"valid_to_ms", price.valid_to_ms()}});
    }
    json lengths = json::array();
    for (const std::int32_t each : plan.terms.minutes()) lengths.push_back({{"minutes", each}});
    json note = json::object();
    for (const wire::LocalText& text : plan.terms.note()) note[text.language()] = text.text();
    json resources = json::array();
    for (const VisitResource& each : plan.resources) resources.push_back(view_resource(each));
    json closed = json::array();
    for (const std::chrono::local_days date : plan.closed) closed.push_back(rules::name_of(date));
    json shown = {
        {"lengths", lengths}, {"prices", prices}, {"note", note}, {"resources", resources}, {"closed", closed}};
    for (const TermsNumber& each : kTermsNumbers) shown[each.name] = (plan.terms.*each.get)();
    return shown;
}

Result<VisitPlan> read_plan(JsonBody& body) {
    VisitPlan plan;
    TRY(read_visit_terms_of(body, plan.terms));
    for (JsonBody& entry : body.objects("resources", kMaxVisitResources)) {
        TRY(read_resource(entry, plan.resources.emplace_back()));
        TRY(entry.done());
    }
    for (const std::string& date : body.optional_list("closed", kMaxClosedDates, 10))
        plan.closed.push_back(TRY(rules::day_named(date)));
    return plan;
}

json view(const StoredVisit& stored) {
    const wire::Visit& visit = stored.visit;
    return {{"id", stored.id.to_string()},
            {"resident_id", stored.resident.to_string()},
            {"resident_number", stored.resident_number},
            {"resident_name", stored.resident_name},
            {"contact_id", stored.contact.to_string()},
            {"visitor", visit.visitor()},
            {"state", wire::name_of(visit.state())},
            {"from_ms", visit.from_ms()},
            {"to_ms", visit.to_ms()},
            {"resource_id", stored.resource.to_string()},
            {"place", visit.place()},
            {"minute_mills", visit.minute_mills()},
            {"held_cents", visit.held_cents()},
            {"charged_cents", visit.charged_cents()},
            {"given_back_cents", visit.given_back_cents()},
            {"minutes_used", visit.minutes_used()},
            {"receipt_code", visit.receipt_code()},
            {"booked_ms", visit.booked_ms()},
            {"changed_ms", visit.changed_ms()},
            {"checked_in_ms", visit.checked_in_ms()},
            {"began_ms", stored.began.ms()},
            {"ended_ms", stored.ended.ms()},
            {"decided_ms", visit.decided_ms()},
            {"cancelled_by", visit.cancelled_by()},
            {"reason", visit.reason()}};
}

json view(const Separation& separation) {
    return {{"one_id", separation.one.to_string()},
            {"one_number", separation.one_number},
            {"other_id", separation.other.to_string()},
            {"other_number", separation.other_number},
            {"one_name", separation.one_name},
            {"other_name", separation.other_name},
            {"reason", separation.reason},
            {"made_ms", separation.made.ms()},
            {"by", separation.by}};
}

json view(const VisitorStanding& standing) {
    json shown = {{"may_visit", standing.may_visit}, {"refused", standing.refused}};
    if (standing.refused) shown.update({{"rule", standing.rule}, {"reason", standing.reason}});
    return shown;
}

json view(const PossibleVisitor& visitor) {
    json shown = {{"contact_id", visitor.contact.to_string()},
                  {"name", visitor.name},
                  {"relationship", visitor.relationship},
                  {"state", wire::name_of(visitor.state)},
                  {"booked", visitor.booked}};
    shown.update(view(visitor.standing));
    return shown;
}

}  // namespace dayroom::facility
