#include "terminal/ui/catalog/dates.h"

#include <unicode/dtptngen.h>
#include <unicode/gregocal.h>
#include <unicode/smpdtfmt.h>
#include <unicode/timezone.h>

#include "terminal/ui/catalog/locale.h"

namespace dayroom::ui {
namespace {

constexpr std::array<const char16_t*, kDateParts> kSkeletons = {
    u"jmm", u"MMMMd", u"MMMMdy", u"EEEEMMMMd", u"EEEEMMMMdy", u"EEE", u"MMMd", u"MMMdy", u"EEEMMMMd", u"LLLL"};
constexpr std::int64_t kDayMs = 86'400'000;

/// CLDR 42 puts a narrow no-break space (U+202F) before AM, which many fonts lack.
void use_plain_spaces(icu::UnicodeString& text) {
    text.findAndReplace(icu::UnicodeString(u'\u202f'), icu::UnicodeString(u'\u00a0'));
}

}  // namespace

struct DateFormats::State {
    std::array<std::unique_ptr<icu::SimpleDateFormat>, kDateParts> formats;
    std::unique_ptr<icu::TimeZone> zone;

    std::int64_t local_ms(Timestamp at) const {
        UErrorCode status = U_ZERO_ERROR;
        int32_t raw = 0;
        int32_t saving = 0;
        zone->getOffset(static_cast<UDate>(at.ms()), 0, raw, saving, status);
        return at.ms() + raw + saving;
    }
};

DateFormats::DateFormats(const std::string& language, const std::string& time_zone)
    : state_(std::make_unique<State>()) {
    const icu::Locale locale = icu_locale(language);
    state_->zone.reset(icu::TimeZone::createTimeZone(icu::UnicodeString::fromUTF8(time_zone)));
    if (time_zone.empty() || *state_->zone == icu::TimeZone::getUnknown()) {
        state_->zone.reset(icu::TimeZone::getGMT()->clone());
    }
    UErrorCode status = U_ZERO_ERROR;
    const std::unique_ptr<icu::DateTimePatternGenerator> generator(
        icu::DateTimePatternGenerator::createInstance(locale, status));
    for (std::size_t at = 0; at < kDateParts && U_SUCCESS(status); ++at) {
        const icu::UnicodeString pattern = generator->getBestPattern(icu::UnicodeString(kSkeletons[at]), status);
        state_->formats[at] = std::make_unique<icu::SimpleDateFormat>(pattern, locale, status);
        state_->formats[at]->setTimeZone(*state_->zone);
    }
}
DateFormats::~DateFormats() = default;

std::string DateFormats::format(DatePart part, Timestamp at) const {
    const auto& format = state_->formats[static_cast<std::size_t>(part)];
    if (!format) return {};
    icu::UnicodeString out;
    format->format(static_cast<UDate>(at.ms()), out);
    use_plain_spaces(out);
    // Every part but a date stands at the start of a line: "Miércoles", not "miércoles".
    out.replaceBetween(0, 1, icu::UnicodeString(out, 0, 1).toUpper(format->getSmpFmtLocale()));
    std::string text;
    out.toUTF8String(text);
    return text;
}

int DateFormats::year(Timestamp at) const {
    UErrorCode status = U_ZERO_ERROR;
    icu::GregorianCalendar calendar(*state_->zone, status);
    calendar.setTime(static_cast<UDate>(at.ms()), status);
    return calendar.get(UCAL_YEAR, status);
}

int DateFormats::hour(Timestamp at) const {
    const std::int64_t in_day = ((state_->local_ms(at) % kDayMs) + kDayMs) % kDayMs;
    return static_cast<int>(in_day / 3'600'000);
}

std::int64_t DateFormats::day_number(Timestamp at) const {
    const std::int64_t local = state_->local_ms(at);
    return local >= 0 ? local / kDayMs : (local - kDayMs + 1) / kDayMs;
}

}  // namespace dayroom::ui
