#include "terminal/features/base/greeting.h"

namespace dayroom::features {
namespace {

constexpr int kNoon = 12;
constexpr int kEvening = 17;

}  // namespace

std::string greeting(const ui::Texts& t, Timestamp now, const std::string& given_name) {
    const int hour = t.hour(now);
    const std::string name = given_name;
    if (hour < kNoon) return name.empty() ? t("greeting.morning") : t("greeting.morning_name", {{"name", name}});
    if (hour < kEvening) return name.empty() ? t("greeting.afternoon") : t("greeting.afternoon_name", {{"name", name}});
    return name.empty() ? t("greeting.evening") : t("greeting.evening_name", {{"name", name}});
}

}  // namespace dayroom::features
