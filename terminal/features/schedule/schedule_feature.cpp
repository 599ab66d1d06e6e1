#include "terminal/features/schedule/schedule_feature.h"

namespace dayroom::features {
namespace {

constexpr Milliseconds kAskAgain = std::chrono::seconds(5);  // the agent's clock may show yesterday a moment longer

}  // namespace

void ScheduleFeature::enter(Host& host, const Place&) { moved(host); }

void ScheduleFeature::leave(Host&, const Place& place) {
    if (place.screen == ScreenId::kSchedule) earlier_shown_ = false;
}

void ScheduleFeature::moved(Host& host) {
    asked_ = host.now();
    local::ToAgent query;
    query.mutable_get_schedule()->set_days(kScheduleDays);
    host.ask(std::move(query));
}

void ScheduleFeature::answer(Host&, std::uint32_t, const local::ToTerminal& reply) {
    if (!reply.has_schedule()) return;
    schedule_ = reply.schedule();
    known_ = true;
}

std::string ScheduleFeature::title(Host& host, const Place& place) {
    const auto& t = host.texts();
    if (place.screen != ScreenId::kScheduleDay) return t("schedule.title");
    const auto day = make_schedule_day(schedule_, place.parameter, t, host.now());
    return day ? day->heading : t("schedule.title");
}

/// The clock moves what is on now; midnight moves the days.
void ScheduleFeature::keep_up(Host& host) {
    const Timestamp now = host.now();
    if (const auto change = next_change(schedule_, now)) host.wake_in(*change - now);
    if (host.texts().day_number(now) == schedule_.today()) return;
    if (now - asked_ >= kAskAgain || now < asked_) moved(host);
    host.wake_in(kAskAgain);
}

void ScheduleFeature::draw(Host& host, ui::Ui& ui, ui::Rect rect, const Place& place) {
    if (!known_) return ui::spinner(ui, "schedule.loading", rect, host.texts()("kit.working"));
    keep_up(host);
    place.screen == ScreenId::kScheduleDay ? draw_one_day(host, ui, rect, place) : draw_page(host, ui, rect);
}

}  // namespace dayroom::features
