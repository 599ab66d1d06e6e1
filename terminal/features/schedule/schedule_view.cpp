// Today, one's own appointments and the days that come: side by side on wide screens, under each other on narrow ones.
#include "terminal/features/schedule/schedule_feature.h"

namespace dayroom::features {
namespace {

constexpr float kMostDayWidth = 820;
constexpr float kBesideTitle = 200;  // picture, time and padding of a row

std::vector<ui::BadgeSpec> badges_of(const ScheduleRow& row, const ui::Texts& t) {
    std::vector<ui::BadgeSpec> badges;
    if (row.cancelled) {
        badges.push_back({t("schedule.cancelled"), "ban", ui::Tone::kDanger});
    } else if (row.state == EntryState::kNow) {
        badges.push_back({t("schedule.now"), "clock", ui::Tone::kSuccess});
    } else if (row.state == EntryState::kBegan) {
        badges.push_back({t("schedule.began"), "clock", ui::Tone::kSuccess});
    } else if (row.state == EntryState::kNext) {
        badges.push_back({t("schedule.next"), "arrow-right", ui::Tone::kInfo});
    }
    if (row.own) badges.push_back({t("schedule.yours"), "user", ui::Tone::kNeutral});
    return badges;
}

void draw_entry(ui::Ui& ui, const std::string& id, ui::Cut& column, const ScheduleRow& row, bool in_own_list,
                const ui::Texts& t) {
    ui::RowSpec spec{.title = row.title,
                     .trailing = row.time,
                     .preview = row.detail,
                     .preview_lines = 0,
                     .icon = row.icon,
                     .trailing_ink = ui::Ink::kText,
                     .badges = badges_of(row, t),
                     .pressable = false};
    if (in_own_list) spec.badges = row.cancelled ? std::vector{spec.badges.front()} : std::vector<ui::BadgeSpec>();
    // A title has one line: a longer name stands in full under it.
    const float title = ui.measure(row.title, ui::Type::kBody, ui::FontWeight::kSemiBold).w;
    if (title > column.width() - ui.px(kBesideTitle)) spec.preview = row.title + "\n" + spec.preview;
    ui::row(ui, id, column.top(ui::row_height(ui, spec, column.width()), ui.metrics().gap_small), spec);
}

void draw_quiet(ui::Ui& ui, std::string_view id, ui::Cut& column, const std::string& words) {
    if (words.empty()) return;
    column.skip(ui.text(column.rest(), words, {.ink = ui::Ink::kSecondary, .personal = false}, id) + ui.metrics().gap);
}

void draw_note(ui::Ui& ui, std::string_view id, ui::Cut& column, const std::string& words, std::string_view icon) {
    if (words.empty()) return;
    const ui::BannerSpec spec{.text = words, .icon = std::string(icon), .tone = ui::Tone::kWarning};
    ui::banner(ui, id, column.top(ui::banner_height(ui, spec, column.width()), ui.metrics().gap), spec);
}

void draw_section(ui::Ui& ui, std::string_view id, ui::Cut& column, std::string_view words) {
    ui::section_heading(ui, id, column.top(ui::section_heading_height(ui)), words);
}

}  // namespace

void ScheduleFeature::draw_page(Host& host, ui::Ui& ui, ui::Rect rect) {
    const auto& t = host.texts();
    const auto& m = ui.metrics();
    const ScheduleModel model = make_schedule(schedule_, host.status(), t, host.now());
    ui::Cut page = ui.cut(rect);
    page.inset(m.margin, 0);
    if (model.empty) {
        const bool here = host.status().first_sync_done();
        const std::string title = here ? t("schedule.none") : t("schedule.not_here");
        const std::string text = here ? t("schedule.none_text") : t("schedule.not_here_text");
        ui::empty_state(ui, "schedule.none", page.rest(), {.icon = "calendar-x", .title = title, .text = text});
        return;
    }
    if (ui.two_panes()) {
        {
            ui::ScrollArea area(ui, "schedule.today", page.start(page.width() / 2, m.gap_large));
            ui::Cut column = ui.cut(area.content());
            draw_today(host, ui, column, model);
            area.used_until(column.rest().y + m.gap);
        }
        ui::ScrollArea area(ui, "schedule.days", page.rest());
        ui::Cut column = ui.cut(area.content());
        draw_own(host, ui, column, model);
        draw_coming(host, ui, column, model);
        area.used_until(column.rest().y + m.gap);
        return;
    }
    ui::ScrollArea area(ui, "schedule.body", page.rest());
    ui::Cut column = ui.cut(area.content());
    draw_today(host, ui, column, model);
    draw_own(host, ui, column, model);
    draw_coming(host, ui, column, model);
    area.used_until(column.rest().y + m.gap);
}

void ScheduleFeature::draw_today(Host& host, ui::Ui& ui, ui::Cut& column, const ScheduleModel& model) {
    const auto& t = host.texts();
    const ScheduleDayModel& today = model.today;
    draw_note(ui, "schedule.offline", column, model.offline, "cloud-off");
    draw_section(ui, "schedule.today_heading", column, today.heading);
    draw_quiet(ui, "schedule.unit", column, model.unit);
    draw_note(ui, "schedule.note", column, today.note, "calendar-x");
    const int all = static_cast<int>(today.rows.size());
    if (all == 0) return draw_quiet(ui, "schedule.nothing", column, t("schedule.nothing"));
    if (today.over > 0) {
        const std::string label =
            earlier_shown_ ? t("schedule.hide_earlier") : t("schedule.earlier", {{"count", today.over}});
        const ui::ButtonSpec spec{
            .label = label, .kind = ui::ButtonKind::kQuiet, .icon = earlier_shown_ ? "chevron-up" : "chevron-down"};
        ui::Cut line = ui.cut(column.top(ui.metrics().target, ui.metrics().gap_small));
        if (ui::button(ui, "schedule.earlier", line.start(std::min(ui::button_width(ui, spec), line.width())), spec))
            earlier_shown_ = !earlier_shown_;
    }
    for (int at = earlier_shown_ ? 0 : today.over; at < all; ++at)
        draw_entry(ui, "today." + std::to_string(at), column, today.rows[static_cast<std::size_t>(at)], false, t);
    if (today.over == all) draw_quiet(ui, "schedule.nothing", column, t("schedule.nothing_more"));
}

void ScheduleFeature::draw_own(Host& host, ui::Ui& ui, ui::Cut& column, const ScheduleModel& model) {
    if (model.own.empty()) return;
    draw_section(ui, "schedule.appointments", column, host.texts()("schedule.appointments"));
    int at = 0;
    for (const ScheduleRow& row : model.own)
        draw_entry(ui, "own." + std::to_string(at++), column, row, true, host.texts());
}

void ScheduleFeature::draw_coming(Host& host, ui::Ui& ui, ui::Cut& column, const ScheduleModel& model) {
    draw_section(ui, "schedule.coming", column, host.texts()("schedule.coming"));
    int at = 0;
    for (const ScheduleDayModel& day : model.coming) {
        const ui::RowSpec spec{
            .title = day.heading, .preview = day.summary, .preview_lines = 0, .icon = "calendar", .chevron = true};
        const ui::Rect place = column.top(ui::row_height(ui, spec, column.width()), ui.metrics().gap_small);
        if (ui::row(ui, "day." + std::to_string(at++), place, spec)) host.go(day.place);
    }
}

void ScheduleFeature::draw_one_day(Host& host, ui::Ui& ui, ui::Rect rect, const Place& place) {
    const auto& t = host.texts();
    const auto& m = ui.metrics();
    const auto day = make_schedule_day(schedule_, place.parameter, t, host.now());
    if (!day)
        return static_cast<void>(
            ui::empty_state(ui, "schedule.day_over", rect, {.icon = "calendar-x", .title = t("schedule.day_over")}));
    ui::ScrollArea area(ui, "schedule.day", rect);
    ui::Cut column = ui.cut(area.content());
    column.inset(m.margin, 0);
    ui::Rect page = column.rest();
    page.w = std::min(page.w, ui.px(kMostDayWidth));
    column = ui.cut(page);
    const ScheduleModel model = make_schedule(schedule_, host.status(), t, host.now());
    draw_note(ui, "schedule.offline", column, model.offline, "cloud-off");
    draw_quiet(ui, "schedule.unit", column, model.unit);
    draw_note(ui, "schedule.note", column, day->note, "calendar-x");
    int at = 0;
    for (const ScheduleRow& row : day->rows) draw_entry(ui, "entry." + std::to_string(at++), column, row, false, t);
    if (day->rows.empty()) draw_quiet(ui, "schedule.nothing", column, t("schedule.nothing"));
    area.used_until(column.rest().y + m.gap);
}

}  // namespace dayroom::features
