// How much the terms of visits, and a day of them, may hold.
#pragma once

namespace dayroom::wire {

inline constexpr int kMaxVisitLengths = 8;  // that can be chosen
inline constexpr int kMaxVisitPrices = 60;  // with those to come and those that are over
inline constexpr int kMaxVisitMinutes = 4 * 60;
inline constexpr int kMaxVisitNoticeMinutes = 60 * 24 * 60;
inline constexpr int kMaxVisitDaysAhead = 60;
inline constexpr int kMaxVisitsInWeek = 100;
inline constexpr int kMaxCheckInMinutes = 4 * 60;
inline constexpr int kMaxVisitPlaces = 60;  // of one day of a unit
inline constexpr int kMaxVisitSpans = 300;  // open, or taken, of one place on one day
inline constexpr int kMaxVisitRevision = 10'000;

}  // namespace dayroom::wire
