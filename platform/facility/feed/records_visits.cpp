// Video visits as the terminal sees them: what is free on a date, a resident's visits, and whether they may have any.
#include <map>

#include "platform/facility/feed/facility_record.h"
#include "platform/facility/feed/records.h"
#include "platform/rules/calendar.h"
#include "platform/rules/visits.h"

namespace dayroom::facility {
namespace {

using Places = google::protobuf::RepeatedPtrField<wire::VisitDay::Place>;
using Hours = std::map<std::string, std::vector<rules::WallHours>>;  // by resource

constexpr const char* kPlacesOfUnit =
    "SELECT id, name, device FROM visit_resource r WHERE active = 1 AND (NOT EXISTS (SELECT 1 FROM "
    "visit_resource_unit u WHERE u.resource = r.id) OR EXISTS (SELECT 1 FROM visit_resource_unit u WHERE "
    "u.resource = r.id AND u.unit = $1)) ORDER BY code";

Result<Hours> hours_of_all(database::Connection& connection) {
    Hours hours;
    TRY(connection.each(
        "SELECT resource, weekdays, from_minute, to_minute FROM visit_hours ORDER BY resource, from_minute",
        [&](const database::Row& row) {
            hours[row.id<ThingId>(0).raw()].push_back({row.small(1), row.small(2), row.small(3)});
        }));
    return hours;
}

void add_span(google::protobuf::RepeatedPtrField<wire::VisitDay::Span>& out, std::int64_t from_ms, std::int64_t to_ms) {
    wire::VisitDay::Span& span = *out.Add();
    span.set_from_ms(from_ms);
    span.set_to_ms(to_ms);
}

Status fill_taken(database::Connection& connection, wire::VisitDay::Place& place) {
    if (place.open().empty()) return {};
    const ThingId resource = TRY(ThingId::from_bytes(std::string_view(place.resource_id())));
    return connection.each(
        "SELECT from_ms, to_ms FROM visit WHERE resource = $1 AND state IN (1, 2) AND from_ms < $2 AND to_ms > $3 "
        "ORDER BY from_ms",
        [&](const database::Row& row) { add_span(*place.mutable_taken(), row.integer(0), row.integer(1)); }, resource,
        place.open(place.open_size() - 1).to_ms(), place.open(0).from_ms());
}

}  // namespace

Result<std::optional<wire::VisitDay>> load_visit_day(database::Connection& connection, const ThingId& id,
                                                     Timestamp now) {
    wire::VisitDay day;
    std::optional<UnitId> unit;
    TRY(connection.each(
        "SELECT unit, date, EXISTS (SELECT 1 FROM visit_closed_date c WHERE c.date = d.date) FROM visit_day d WHERE "
        "id = $1",
        [&](const database::Row& row) {
            unit = row.id<UnitId>(0);
            day.set_date(row.small(1));
            day.set_as_of_ms(row.flag(2) ? 0 : now.ms());
        },
        id));
    if (!unit) return std::optional<wire::VisitDay>();
    const bool closed = day.as_of_ms() == 0;
    day.set_as_of_ms(now.ms());
    if (closed) return std::optional(std::move(day));
    const Hours hours = TRY(hours_of_all(connection));
    const std::string zone = TRY(read_facility(connection)).time_zone();
    const std::chrono::local_days date{std::chrono::days(day.date())};
    TRY(connection.each(
        kPlacesOfUnit,
        [&](const database::Row& row) {
            const auto found = hours.find(row.id<ThingId>(0).raw());
            if (found == hours.end()) return;
            const auto open = rules::visit_hours_on(date, found->second, zone);
            if (open.empty()) return;
            wire::VisitDay::Place& place = *day.add_places();
            place.set_resource_id(row.id<ThingId>(0).raw());
            place.set_name(row.string(1));
            if (const auto device = row.optional_id<ThingId>(2)) place.set_device_id(device->raw());
            for (const rules::VisitSpan& span : open) add_span(*place.mutable_open(), span.from.ms(), span.to.ms());
        },
        *unit));
    for (wire::VisitDay::Place& place : *day.mutable_places()) TRY(fill_taken(connection, place));
    return std::optional(std::move(day));
}

Result<std::optional<wire::Visit>> load_visit(database::Connection& connection, const ThingId& id) {
    return connection.first(
        "SELECT contact, visitor, state, from_ms, to_ms, resource, place, device, held, charged, given_back, "
        "minutes_used, receipt_code, booked_ms, changed_ms, revision, cancelled_by, reason, change_until_ms, "
        "full_refund_until_ms, late_refund_points, check_in_from_ms, check_in_until_ms, remind_from_ms, decided_ms, "
        "checked_in_ms, minute_mills FROM visit WHERE id = $1",
        [](const database::Row& row) {
            wire::Visit out;
            out.set_contact_id(row.id<ContactId>(0).raw());
            out.set_visitor(row.string(1));
            out.set_state(static_cast<wire::Visit::State>(row.integer(2)));
            out.set_from_ms(row.integer(3));
            out.set_to_ms(row.integer(4));
            out.set_resource_id(row.id<ThingId>(5).raw());
            out.set_place(row.string(6));
            if (const auto device = row.optional_id<ThingId>(7)) out.set_device_id(device->raw());
            out.set_held_cents(row.integer(8));
            out.set_charged_cents(row.integer(9));
            out.set_given_back_cents(row.integer(10));
            out.set_minutes_used(row.small(11));
            out.set_receipt_code(row.string(12));
            out.set_booked_ms(row.integer(13));
            out.set_changed_ms(row.integer(14));
            out.set_revision(row.small(15));
            out.set_cancelled_by(row.string(16));
            out.set_reason(row.string(17));
            out.set_change_until_ms(row.integer(18));
            out.set_full_refund_until_ms(row.integer(19));
            out.set_late_refund_points(row.small(20));
            out.set_check_in_from_ms(row.integer(21));
            out.set_check_in_until_ms(row.integer(22));
            out.set_remind_from_ms(row.integer(23));
            out.set_decided_ms(row.integer(24));
            out.set_checked_in_ms(row.integer(25));
            out.set_minute_mills(row.integer(26));
            return out;
        },
        id);
}

Result<std::optional<wire::VisitStanding>> load_visit_standing(database::Connection& connection, const ResidentId& id) {
    wire::VisitStanding standing;
    TRY(connection.each(
        "SELECT s.until_ms, s.reason, s.from_ms FROM resident r JOIN suspension s ON s.id = r.visits_told WHERE r.id = "
        "$1",
        [&](const database::Row& row) {
            standing.set_suspended(true);
            standing.set_suspended_until_ms(row.integer(0));
            standing.set_reason(row.string(1));
            standing.set_suspended_from_ms(row.integer(2));
        },
        id));
    return std::optional(std::move(standing));
}

}  // namespace dayroom::facility
