// The clocks that a form sets: until when staff answer, and the last day of an appeal. Terminal and hub count by the
// same rules. Days are those of the facility's time zone; hours pass as they do, whatever a change of the clocks does
// to the wall.
#pragma once

#include <chrono>
#include <cstdint>

#include "platform/base/time.h"
#include "platform/forms/answers.h"

namespace dayroom::forms {

/// What cannot wait has a clock of its own, where the form gives one.
enum class Haste : std::uint8_t { kOrdinary, kUrgent };

/// Hours that staff at `level` have when their clock begins at `begin`; 0: no clock. Only the first level has a
/// weekend, and what cannot wait has none.
int answer_hours(const Form& form, int level, Haste haste, Timestamp begin, const std::string& time_zone);
/// When that clock is over; not set: none runs.
Timestamp answer_by(const Form& form, int level, Haste haste, Timestamp begin, const std::string& time_zone);
/// Of what cannot wait, and is to be answered by `urgent_by`: until when, once it goes on as others do. Its clock
/// counts from the same moment as before.
Timestamp ordinary_answer_by(const Form& form, int level, Timestamp urgent_by, const std::string& time_zone);

/// The last day on which an outcome of `decided` can be appealed with `form`, and whether `now` lies behind it.
std::chrono::local_days last_appeal_day(const Form& form, Timestamp decided, const std::string& time_zone);
bool is_too_late(const Form& form, Timestamp decided, Timestamp now, const std::string& time_zone);

/// Whether these answers say that it cannot wait.
bool is_urgent(const Answers& answers);

}  // namespace dayroom::forms
