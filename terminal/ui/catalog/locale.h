// Our language codes as ICU locales. Inside terminal/ui/catalog only.
#pragma once

#include <string>

#include <unicode/locid.h>

namespace dayroom::ui {

/// Facilities are in the United States: its habits (12-hour clock, grouping) in each language, and Latin digits always.
inline icu::Locale icu_locale(const std::string& language) {
    return icu::Locale::createCanonical((language + "_US@numbers=latn").c_str());
}

}  // namespace dayroom::ui
