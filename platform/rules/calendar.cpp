#include "platform/rules/calendar.h"

#include <array>
#include <cstdio>
#include <memory>
#include <optional>

#include <unicode/basictz.h>
#include <unicode/timezone.h>

namespace dayroom::rules {
namespace {

constexpr int kFirstYear = 1970;
constexpr int kLastYear = 2199;

using LocalMs = std::chrono::local_time<Milliseconds>;

std::unique_ptr<icu::TimeZone> zone_of(const std::string& name) {
    std::unique_ptr<icu::TimeZone> zone(icu::TimeZone::createTimeZone(icu::UnicodeString::fromUTF8(name)));
    if (name.empty() || *zone == icu::TimeZone::getUnknown()) zone.reset(icu::TimeZone::getGMT()->clone());
    return zone;
}

/// What the zone's clocks are ahead of UTC. `wall`: `ms` is read off those clocks, else it is UTC.
Milliseconds offset_at(const icu::TimeZone& zone, Milliseconds ms, bool wall) {
    UErrorCode status = U_ZERO_ERROR;
    std::int32_t raw = 0;
    std::int32_t saving = 0;
    const auto* rules = dynamic_cast<const icu::BasicTimeZone*>(&zone);
    if (wall && rules != nullptr) {
        // A time that was skipped counts with the offset of before the change, one that came twice with the first.
        rules->getOffsetFromLocal(static_cast<UDate>(ms.count()), UCAL_TZ_LOCAL_FORMER, UCAL_TZ_LOCAL_FORMER, raw,
                                  saving, status);
    } else {
        zone.getOffset(static_cast<UDate>(ms.count()), static_cast<UBool>(wall), raw, saving, status);
    }
    return U_SUCCESS(status) ? Milliseconds(raw + saving) : Milliseconds(0);
}

Timestamp moment_of(const icu::TimeZone& zone, Milliseconds wall) {
    return Timestamp::from_ms((wall - offset_at(zone, wall, true)).count());
}

Timestamp midnight_of(const icu::TimeZone& zone, std::chrono::local_days day) {
    return moment_of(zone, std::chrono::duration_cast<Milliseconds>(day.time_since_epoch()));
}

std::chrono::local_days date_in(const icu::TimeZone& zone, Timestamp now) {
    const Milliseconds utc(now.ms());
    return std::chrono::floor<std::chrono::days>(LocalMs(utc + offset_at(zone, utc, false)));
}

/// Nothing when it holds anything but digits.
std::optional<int> digits(std::string_view text) {
    int number = 0;
    for (const char letter : text) {
        if (letter < '0' || letter > '9') return std::nullopt;
        number = number * 10 + (letter - '0');
    }
    return number;
}

LocalMonth month_in(const icu::TimeZone& zone, std::chrono::year_month month) {
    using namespace std::chrono;
    const local_days first(month / 1);
    const local_days next((month + months(1)) / 1);
    return {static_cast<int>(month.year()), static_cast<int>(static_cast<unsigned>(month.month())),
            midnight_of(zone, first), midnight_of(zone, next)};
}

}  // namespace

Timestamp month_start(Timestamp now, const std::string& time_zone) { return month_of(now, time_zone).begin; }

LocalMonth month_of(Timestamp at, const std::string& time_zone) {
    using namespace std::chrono;
    const auto zone = zone_of(time_zone);
    const year_month_day today(date_in(*zone, at));
    return month_in(*zone, today.year() / today.month());
}

Result<LocalMonth> local_month(int year, int month, const std::string& time_zone) {
    if (year < kFirstYear || year > kLastYear || month < 1 || month > 12)
        return Error(ErrorCode::kInvalid, "no such month");
    const auto zone = zone_of(time_zone);
    return month_in(*zone, std::chrono::year(year) / month);
}

std::string name_of(const LocalMonth& month) {
    std::array<char, 32> name{};
    std::snprintf(name.data(), name.size(), "%04d-%02d", month.year, month.month);
    return name.data();
}

Result<LocalMonth> month_named(std::string_view name, const std::string& time_zone) {
    const auto year = name.size() == 7 && name[4] == '-' ? digits(name.substr(0, 4)) : std::nullopt;
    const auto month = year ? digits(name.substr(5)) : std::nullopt;
    if (!month) return Error(ErrorCode::kInvalid, "a month is written like 2026-11");
    return local_month(*year, *month, time_zone);
}

std::string name_of(std::chrono::local_days day) {
    const std::chrono::year_month_day date(day);
    std::array<char, 32> name{};
    std::snprintf(name.data(), name.size(), "%04d-%02u-%02u", static_cast<int>(date.year()),
                  static_cast<unsigned>(date.month()), static_cast<unsigned>(date.day()));
    return name.data();
}

std::string minute_name(Timestamp at, const std::string& time_zone) {
    const Milliseconds utc(at.ms());
    const LocalMs wall(utc + offset_at(*zone_of(time_zone), utc, false));
    const auto day = std::chrono::floor<std::chrono::days>(wall);
    const std::chrono::hh_mm_ss time(std::chrono::floor<std::chrono::minutes>(wall - day));
    std::array<char, 16> clock{};
    std::snprintf(clock.data(), clock.size(), " %02d:%02d", static_cast<int>(time.hours().count()),
                  static_cast<int>(time.minutes().count()));
    return name_of(day) + clock.data();
}

Result<std::chrono::local_days> day_named(std::string_view name) {
    const bool formed = name.size() == 10 && name[4] == '-' && name[7] == '-';
    const auto year = formed ? digits(name.substr(0, 4)) : std::nullopt;
    const auto month = formed ? digits(name.substr(5, 2)) : std::nullopt;
    const auto day = formed ? digits(name.substr(8)) : std::nullopt;
    if (!year || !month || !day) return Error(ErrorCode::kInvalid, "a day is written like 2026-11-20");
    const std::chrono::year_month_day date = std::chrono::year(*year) / *month / *day;
    if (!date.ok() || *year < kFirstYear || *year > kLastYear)
        return Error(ErrorCode::kInvalid, "there is no such day");
    return std::chrono::local_days(date);
}

LocalDay local_day(Timestamp now, const std::string& time_zone) {
    using namespace std::chrono;
    const auto zone = zone_of(time_zone);
    const local_days today = date_in(*zone, now);
    return {name_of(today), midnight_of(*zone, today), midnight_of(*zone, today + days(1))};
}

std::chrono::local_days local_date(Timestamp now, const std::string& time_zone) {
    return date_in(*zone_of(time_zone), now);
}

Timestamp local_moment(std::chrono::local_days date, std::chrono::minutes minute, const std::string& time_zone) {
    return moment_of(*zone_of(time_zone), std::chrono::duration_cast<Milliseconds>(date.time_since_epoch()) + minute);
}

}  // namespace dayroom::rules
