#include "platform/facility/visits/visit_plan_check.h"

#include <algorithm>
#include <set>

#include "platform/facility/feed/plain_text.h"
#include "platform/wire/check.h"
#include "platform/wire/limits.h"
#include "platform/wire/visit_limits.h"

namespace dayroom::facility {
namespace {

Error wrong_plan(const std::string& place, const char* what) {
    return Error(ErrorCode::kInvalid, place.empty() ? what : place + ": " + what);
}
Error wrong_resource(const VisitResource& resource, const char* what) {
    return wrong_plan("resources[" + resource.code + "]", what);
}
bool is_cells(int minutes) { return minutes % rules::kVisitCellMinutes == 0; }

Status check_prices(const rules::VisitRules& rules) {
    if (rules.prices.empty()) return wrong_plan("prices", "visits have a price; it may be 0");
    for (std::size_t at = 0; at < rules.prices.size(); ++at) {
        const rules::VisitPrice& price = rules.prices[at];
        if (price.to.is_set() && price.to <= price.from)
            return wrong_plan("prices", "valid_to_ms is not after valid_from_ms");
        for (std::size_t before = 0; before < at; ++before) {
            const rules::VisitPrice& other = rules.prices[before];
            if ((!price.to.is_set() || other.from < price.to) && (!other.to.is_set() || price.from < other.to))
                return wrong_plan("prices", "two prices at one time");
        }
    }
    return {};
}

/// As the wire takes them, and such that they fit together.
Status check_terms(Work& work, const wire::VisitTerms& terms) {
    wire::Record record;
    record.set_facility_id(work.facility().raw());
    *record.mutable_scope() = Scope::facility(work.facility()).to_wire();
    record.set_id(fourth_companion_of(work.facility()).raw());
    record.set_version(1);
    record.set_released_ms(work.now().ms());
    *record.mutable_visit_terms() = terms;
    TRY(wire::check_record(record));
    const rules::VisitRules rules = rules::visit_rules_of(terms);
    if (rules.minutes.empty()) return wrong_plan("minutes", "no length can be booked");
    for (const int minutes : rules.minutes)
        if (!is_cells(minutes)) return wrong_plan("minutes", "a length is a whole number of five minutes");
    if (!is_cells(rules.slot_minutes)) return wrong_plan("slot_minutes", "is a whole number of five minutes");
    if (std::set<int>(rules.minutes.begin(), rules.minutes.end()).size() != rules.minutes.size())
        return wrong_plan("minutes", "a length stands twice");
    return check_prices(rules);
}

Status check_hours(const VisitResource& resource) {
    if (resource.hours.size() > kMaxVisitHours) return wrong_resource(resource, "too many hours");
    std::set<std::pair<int, int>> met;
    for (const rules::WallHours& hours : resource.hours) {
        if (!rules::is_valid(hours) || hours.weekdays < 1 || hours.weekdays > rules::kEveryWeekday)
            return wrong_resource(resource, "hours go from one minute of a day to a later one, on some weekday");
        if (!is_cells(hours.from_minute) || !is_cells(hours.to_minute))
            return wrong_resource(resource, "hours begin and end on a whole number of five minutes");
        if (!met.emplace(hours.weekdays, hours.from_minute).second)
            return wrong_resource(resource, "the same hours stand twice");
    }
    return {};
}

Status check_resource(Work& work, const VisitPlan& plan, const VisitResource& resource) {
    if (!is_plain_code(resource.code)) return wrong_resource(resource, "a place has a code");
    if (!is_plain_line(resource.name, wire::kMaxNameCharacters)) return wrong_resource(resource, "a place has a name");
    if (!resource.room.empty() && !is_plain_code(resource.room)) return wrong_resource(resource, "a room is a code");
    TRY(check_hours(resource));
    const auto known = [&](const char* sql, const auto& id) { return work.db().number(sql, id); };
    if (resource.device && TRY(known("SELECT count(*) FROM device WHERE id = $1", *resource.device)) == 0)
        return wrong_resource(resource, "there is no such terminal");
    for (const UnitId& unit : resource.units)
        if (TRY(known("SELECT count(*) FROM housing_unit WHERE id = $1", unit)) == 0)
            return wrong_resource(resource, "there is no such unit");
    if (std::set<UnitId>(resource.units.begin(), resource.units.end()).size() != resource.units.size())
        return wrong_resource(resource, "a unit stands twice");
    for (const std::string& other : resource.neighbours) {
        const bool there = std::any_of(plan.resources.begin(), plan.resources.end(),
                                       [&](const VisitResource& each) { return each.code == other; });
        if (!there || other == resource.code) return wrong_resource(resource, "a neighbour is another place");
    }
    return {};
}

}  // namespace

Status check_visit_plan(Work& work, const VisitPlan& plan) {
    TRY(check_terms(work, plan.terms));
    if (plan.resources.size() > kMaxVisitResources) return Error(ErrorCode::kTooLarge, "more than 60 places");
    if (plan.closed.size() > kMaxClosedDates) return Error(ErrorCode::kTooLarge, "more than 400 closed dates");
    std::set<std::string> codes;
    for (const VisitResource& resource : plan.resources) {
        TRY(check_resource(work, plan, resource));
        if (!codes.insert(resource.code).second) return wrong_resource(resource, "a code stands twice");
    }
    const std::set<std::chrono::local_days> dates(plan.closed.begin(), plan.closed.end());
    if (dates.size() != plan.closed.size()) return wrong_plan("closed", "a date stands twice");
    return {};
}

}  // namespace dayroom::facility
