#include "terminal/ui/catalog/texts.h"

#include <algorithm>
#include <filesystem>

#include "terminal/ui/catalog/dates.h"

namespace dayroom::ui {
namespace {

constexpr std::size_t kMaxLanguages = 64;

}  // namespace

struct Texts::Dates : DateFormats {
    using DateFormats::DateFormats;
};

Result<std::shared_ptr<const Catalogs>> Catalogs::read(const std::string& folder) {
    auto made = std::make_shared<Catalogs>();
    std::error_code failed;
    std::vector<std::string> paths;
    for (const auto& entry : std::filesystem::directory_iterator(folder, failed)) {
        if (entry.path().extension() == ".json" && paths.size() < kMaxLanguages) paths.push_back(entry.path().string());
    }
    if (failed) return Error(ErrorCode::kNotFound, "no folder of catalogs at " + folder);
    std::sort(paths.begin(), paths.end());
    for (const auto& path : paths) made->catalogs_.push_back(TRY(Catalog::read(path)));
    if (made->find("en") == nullptr) return Error(ErrorCode::kNotFound, "no English catalog in " + folder);
    return std::shared_ptr<const Catalogs>(std::move(made));
}

const Catalog* Catalogs::find(std::string_view language) const {
    const auto found = std::find_if(catalogs_.begin(), catalogs_.end(),
                                    [&](const Catalog& catalog) { return catalog.language() == language; });
    return found == catalogs_.end() ? nullptr : &*found;
}

std::vector<LanguageName> Catalogs::offered(const std::vector<std::string>& wanted) const {
    std::vector<LanguageName> names;
    for (const auto& code : wanted) {
        if (const Catalog* catalog = find(code)) names.push_back({code, catalog->name()});
    }
    if (names.empty()) names.push_back({"en", english().name()});
    return names;
}

Texts::Texts(std::shared_ptr<const Catalogs> catalogs, std::string_view language, std::string_view time_zone)
    : catalogs_(std::move(catalogs)), own_(catalogs_->find(language)), time_zone_(time_zone) {
    if (own_ == nullptr) own_ = &catalogs_->english();
    language_ = own_->language();
    dates_ = std::make_unique<Dates>(language_, time_zone_);
}
Texts::Texts(Texts&&) noexcept = default;
Texts& Texts::operator=(Texts&&) noexcept = default;
Texts::~Texts() = default;

std::string Texts::operator()(std::string_view key, Args args) const {
    if (auto text = own_->format(key, args)) return std::move(*text);
    if (auto text = catalogs_->english().format(key, args)) return std::move(*text);
    return std::string(key);
}

bool Texts::has(std::string_view key) const { return own_->has(key) || catalogs_->english().has(key); }

std::string Texts::of_code(std::string_view prefix, std::string_view code, std::string_view fallback, Args args) const {
    const std::string key = std::string(prefix) + std::string(code);
    return (*this)(has(key) ? std::string_view(key) : fallback, args);
}

std::string Texts::time(Timestamp at) const { return dates_->format(DatePart::kTime, at); }

std::string Texts::date(Timestamp at, Timestamp now) const {
    return dates_->format(dates_->year(at) == dates_->year(now) ? DatePart::kDate : DatePart::kDateYear, at);
}

std::string Texts::day(Timestamp at, Timestamp now) const {
    const std::int64_t ago = day_number(now) - day_number(at);
    if (ago == 0) return (*this)("date.today_on", {{"date", dates_->format(DatePart::kDate, at)}});
    if (ago == 1) return (*this)("date.yesterday_on", {{"date", dates_->format(DatePart::kDate, at)}});
    return dates_->format(dates_->year(at) == dates_->year(now) ? DatePart::kDay : DatePart::kDayYear, at);
}

std::string Texts::short_when(Timestamp at, Timestamp now) const {
    const std::int64_t ago = day_number(now) - day_number(at);
    if (ago == 0) return time(at);
    if (ago == 1) return (*this)("date.yesterday");
    if (ago > 1 && ago < 7) return dates_->format(DatePart::kWeekday, at);
    return dates_->format(dates_->year(at) == dates_->year(now) ? DatePart::kShortDate : DatePart::kShortDateYear, at);
}

std::string Texts::moment(Timestamp at, Timestamp now) const {
    const std::int64_t ago = day_number(now) - day_number(at);
    const bool this_year = dates_->year(at) == dates_->year(now);
    std::string day;
    if (ago == 0) {
        day = (*this)("date.today");
    } else if (ago == 1) {
        day = (*this)("date.yesterday");
    } else {
        day = dates_->format(this_year ? DatePart::kDay : DatePart::kDayYear, at);
    }
    return day + " · " + time(at);
}

std::string Texts::clock(Timestamp now) const { return dates_->format(DatePart::kClockDay, now) + " · " + time(now); }
std::string Texts::month(Timestamp at) const { return dates_->format(DatePart::kMonth, at); }
std::int64_t Texts::day_number(Timestamp at) const { return dates_->day_number(at); }
int Texts::hour(Timestamp at) const { return dates_->hour(at); }

}  // namespace dayroom::ui
