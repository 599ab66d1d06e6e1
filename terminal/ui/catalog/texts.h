// What a person reads, in one language and in the facility's time zone: sentences, times and days. Languages fall back
// to English, key by key; a key that not even English has reads as itself (a test proves that there is none). Money is
// not here: platform/money formats it, the same in every language. UI thread only.
#pragma once

#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "platform/base/time.h"
#include "terminal/ui/catalog/catalog.h"

namespace dayroom::ui {

struct LanguageName {
    std::string code;  // "es"
    std::string name;  // "Español"
};

/// All catalogs of a folder.
class Catalogs {
public:
    /// Reads every *.json of the folder. English must be there; any malformed file is an error.
    static Result<std::shared_ptr<const Catalogs>> read(const std::string& folder);

    const Catalog* find(std::string_view language) const;
    const Catalog& english() const { return *find("en"); }
    /// Of the codes in `wanted`, in that order, those that have a catalog; English alone when none has.
    std::vector<LanguageName> offered(const std::vector<std::string>& wanted) const;
    const std::vector<Catalog>& all() const { return catalogs_; }

private:
    std::vector<Catalog> catalogs_;
};

class Texts {
public:
    /// An unknown language is English; an unknown time zone is UTC.
    Texts(std::shared_ptr<const Catalogs> catalogs, std::string_view language, std::string_view time_zone);
    Texts(Texts&&) noexcept;
    Texts& operator=(Texts&&) noexcept;
    ~Texts();

    const std::string& language() const { return language_; }
    const std::string& time_zone() const { return time_zone_; }
    const Catalogs& catalogs() const { return *catalogs_; }

    std::string operator()(std::string_view key, Args args = {}) const;
    bool has(std::string_view key) const;
    /// texts(prefix + code) when there is such a key, else texts(fallback): for codes that come from outside.
    std::string of_code(std::string_view prefix, std::string_view code, std::string_view fallback,
                        Args args = {}) const;

    /// "9:42 AM"
    std::string time(Timestamp at) const;
    /// "June 12"; with the year when it is not now's.
    std::string date(Timestamp at, Timestamp now) const;
    /// Heading of a day in a list: "Today, June 6", "Yesterday, June 5", "Tuesday, June 3".
    std::string day(Timestamp at, Timestamp now) const;
    /// In a list: "9:42 AM" today, "Yesterday", "Mon" within a week, else "May 28".
    std::string short_when(Timestamp at, Timestamp now) const;
    /// "Today · 9:42 AM", "Wednesday, June 4 · 2:05 PM".
    std::string moment(Timestamp at, Timestamp now) const;
    /// "Fri, June 6 · 9:48 AM"
    std::string clock(Timestamp now) const;
    /// "November" — a month's name, for headings.
    std::string month(Timestamp at) const;
    /// Days since 1970 in the facility's zone: equal for two moments of one day.
    std::int64_t day_number(Timestamp at) const;
    /// 0–23 in the facility's zone, for greetings.
    int hour(Timestamp at) const;

private:
    struct Dates;
    std::shared_ptr<const Catalogs> catalogs_;
    const Catalog* own_ = nullptr;
    std::string language_;
    std::string time_zone_;
    std::unique_ptr<Dates> dates_;
};

}  // namespace dayroom::ui
