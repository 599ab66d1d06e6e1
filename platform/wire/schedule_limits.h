// How much a unit's schedule and a resident's calendar may hold.
#pragma once

#include <cstddef>

namespace dayroom::wire {

inline constexpr int kMaxScheduleEntries = 200;  // of a unit's week
inline constexpr int kMaxScheduleDays = 100;     // dates on which all is different
inline constexpr int kMaxDayEntries = 50;        // of one of them
inline constexpr int kMaxAppointments = 200;     // of one resident, that stand
inline constexpr std::size_t kMaxAppointmentNoteCharacters = 400;

}  // namespace dayroom::wire
