// How a facility offers video visits: prices and rules, the places with their hours, and the dates on which there are
// none. Data, replaced as a whole. The terms are sealed and fed to the facility's scope; what is open and taken on each
// date goes to the units (a record a unit and date, feed/records.h), for as many days as can be booked ahead.
//
// A place that is left out can no longer be booked; visits that are booked there stay.
// Writes: the writer thread. Reads: any connection.
#pragma once

#include <chrono>
#include <string>
#include <vector>

#include "platform/facility/feed/work.h"
#include "platform/rules/visits.h"

namespace dayroom::facility {

using VisitId = Id<struct VisitTag>;
using VisitResourceId = Id<struct VisitResourceTag>;

inline constexpr std::size_t kMaxVisitResources = 60;  // wire::kMaxVisitPlaces
inline constexpr std::size_t kMaxVisitHours = 50;      // of one place
inline constexpr std::size_t kMaxClosedDates = 400;

struct VisitResource {
    VisitResourceId id{};  // kept for the same code
    std::string code;
    std::string name;
    std::optional<DeviceId> device{};       // it is that terminal; nothing: a booth
    std::string room;                       // the same for places in one room; empty: a room of its own
    std::vector<UnitId> units{};            // whose residents may use it; none: all
    std::vector<std::string> neighbours{};  // codes of places that are too near for two who are kept apart
    std::vector<rules::WallHours> hours{};
};
struct VisitPlan {
    wire::VisitTerms terms;
    std::vector<VisitResource> resources;  // those that can be booked, by code
    std::vector<std::chrono::local_days> closed;
};

/// Without lengths when nothing was set: then the facility offers no visits.
Result<wire::VisitTerms> read_visit_terms(database::Connection& connection);
Result<VisitPlan> read_visit_plan(database::Connection& connection);
/// kInvalid with the place: what a terminal would refuse; prices that overlap; lengths, slots and hours that are no
/// whole number of rules::kVisitCellMinutes; a code twice; a neighbour, unit or terminal that there is not.
Status set_visit_plan(Work& work, const VisitPlan& plan);

/// For the hub's clock: dates come and go. How many changed.
Result<int> tick_visit_days(Work& work);
/// What is free at that time changed.
Status touch_visit_day(Work& work, Timestamp at, const std::string& time_zone);

}  // namespace dayroom::facility
