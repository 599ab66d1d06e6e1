// ICU date formats of one language and zone. Inside terminal/ui/catalog only: texts.h is the way in.
#pragma once

#include <array>
#include <memory>
#include <string>
#include <string_view>

#include "platform/base/time.h"

namespace dayroom::ui {

enum class DatePart {
    kTime,
    kDate,
    kDateYear,
    kDay,
    kDayYear,
    kWeekday,
    kShortDate,
    kShortDateYear,
    kClockDay,
    kMonth
};
inline constexpr std::size_t kDateParts = 10;

class DateFormats {
public:
    DateFormats(const std::string& language, const std::string& time_zone);
    ~DateFormats();

    std::string format(DatePart part, Timestamp at) const;
    int year(Timestamp at) const;
    int hour(Timestamp at) const;
    std::int64_t day_number(Timestamp at) const;

private:
    struct State;
    std::unique_ptr<State> state_;
};

}  // namespace dayroom::ui
