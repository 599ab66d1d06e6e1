// Booking: who visits and on which day, then the time with its price, the question, and the receipt.
#include <algorithm>

#include "platform/money/money.h"
#include "terminal/features/base/receipt.h"
#include "terminal/features/visits/visits_feature.h"

namespace dayroom::features {
namespace {

constexpr float kMostTimesWidth = 980;
constexpr float kLeastTime = 250;

}  // namespace

void VisitsFeature::draw_booking(Host& host, ui::Ui& ui, ui::Rect rect) {
    const auto& t = host.texts();
    const auto& m = ui.metrics();
    if (!known_) return ui::spinner(ui, "booking.loading", rect, t("kit.working"));
    const bool moves = !choice_.changing_id.empty();
    const BookingModel model = make_booking(visits_, days_, choice_, t, host.now());
    if (!moves && model.visitors.empty()) {
        ui::empty_state(ui, "booking.no_visitors", rect,
                        {.icon = "users", .title = t("visits.no_visitors"), .text = t("visits.no_visitors_text")});
        return;
    }
    ui::Cut page = ui.cut(rect);
    page.inset(m.margin, 0);
    if (ui.two_panes()) {
        {
            ui::ScrollArea area(ui, "booking.who", page.start(page.width() / 2, m.gap_large));
            ui::Cut column = ui.cut(area.content());
            draw_who(host, ui, column, model);
            draw_lengths(host, ui, column, model);
            area.used_until(column.rest().y + m.gap);
        }
        ui::ScrollArea area(ui, "booking.days", page.rest());
        ui::Cut column = ui.cut(area.content());
        draw_days(host, ui, column, model);
        area.used_until(column.rest().y + m.gap);
    } else {
        ui::ScrollArea area(ui, "booking.body", page.rest());
        ui::Cut column = ui.cut(area.content());
        draw_who(host, ui, column, model);
        draw_lengths(host, ui, column, model);
        draw_days(host, ui, column, model);
        area.used_until(column.rest().y + m.gap);
    }
}

void VisitsFeature::draw_who(Host& host, ui::Ui& ui, ui::Cut& column, const BookingModel& model) {
    const auto& t = host.texts();
    const auto& m = ui.metrics();
    if (const local::Visit* moving = visit(choice_.changing_id)) {
        const std::string words =
            t("visits.moving", {{"name", moving->visitor()}, {"when", visit_when(moving->from_ms(), t, host.now())}});
        column.skip(ui.text(column.rest(), words, {}, "booking.moving") + m.gap_large);
        return;
    }
    column.skip(ui.heading(column.rest(), t("visits.who"), ui::Type::kSubheading, "booking.who_title") + m.gap_small);
    draw_problem(ui, column);
    for (std::size_t at = 0; at < model.visitors.size(); ++at) {
        const VisitorChoice& visitor = model.visitors[at];
        ui::RowSpec spec{.title = visitor.name,
                         .preview = visitor.about,
                         .preview_lines = 4,
                         .avatar_name = visitor.name,
                         .selected = visitor.chosen,
                         .pressable = visitor.may_visit};
        if (visitor.chosen) spec.badges.push_back({t("kit.chosen"), "check", ui::Tone::kSuccess});
        if (!ui::row(ui, "booking.visitor." + std::to_string(at),
                     column.top(ui::row_height(ui, spec, column.width()), m.gap_small), spec))
            continue;
        choose_visitor(choice_, visitor.id, host.random());
        problem_.clear();
        draft_.mark_changed();
    }
    column.skip(m.gap);
}

void VisitsFeature::draw_lengths(Host& host, ui::Ui& ui, ui::Cut& column, const BookingModel& model) {
    if (model.lengths.size() < 2) return;
    const auto& m = ui.metrics();
    column.skip(ui.heading(column.rest(), host.texts()("visits.how_long"), ui::Type::kSubheading, "booking.how_long") +
                m.gap_small);
    const float height = ui::segmented_height(ui, model.lengths, column.width());
    const int chosen =
        ui::segmented(ui, "booking.length", column.top(height, m.gap_large), model.lengths, model.length);
    if (chosen == model.length || chosen < 0 || chosen >= visits_.minutes_size()) return;
    choice_.minutes = visits_.minutes(chosen);
    choice_.slot.Clear();
    days_known_ = false;
    ask_days(host);
}

void VisitsFeature::draw_days(Host& host, ui::Ui& ui, ui::Cut& column, const BookingModel& model) {
    const auto& t = host.texts();
    const auto& m = ui.metrics();
    column.skip(ui.heading(column.rest(), t("visits.which_day"), ui::Type::kSubheading, "booking.which_day") +
                m.gap_small);
    if (!days_known_) {
        ui::spinner(ui, "booking.days_loading", column.top(m.button, m.gap), t("kit.working"));
        return;
    }
    if (std::none_of(model.days.begin(), model.days.end(), [](const DayChoice& day) { return day.open; })) {
        column.skip(ui.text(column.rest(), t("visits.no_days"), {.weight = ui::FontWeight::kSemiBold},
                            "booking.no_days", ui::Role::kStatus) +
                    m.gap_small);
        column.skip(ui.text(column.rest(), t("visits.no_days_text"), {.ink = ui::Ink::kSecondary, .personal = false},
                            "booking.no_days_text") +
                    m.gap);
    }
    for (std::size_t at = 0; at < model.days.size(); ++at) {
        const DayChoice& day = model.days[at];
        const ui::RowSpec spec{.title = day.label,
                               .preview = day.free,
                               .preview_lines = 3,
                               .icon = day.open ? "calendar" : "calendar-x",
                               .pressable = day.open,
                               .chevron = day.open};
        if (!ui::row(ui, "booking.day." + std::to_string(at),
                     column.top(ui::row_height(ui, spec, column.width()), m.gap_small), spec))
            continue;
        if (choice_.changing_id.empty() && choice_.contact_id.empty()) {
            problem_ = t("visits.choose_visitor");
            continue;
        }
        problem_.clear();
        choice_.date = day.date;
        host.go({ScreenId::kVisitTimes, {}});
    }
    column.skip(m.gap);
}

void VisitsFeature::draw_times(Host& host, ui::Ui& ui, ui::Rect rect) {
    const auto& t = host.texts();
    const auto& m = ui.metrics();
    if (!known_ || !days_known_) return ui::spinner(ui, "times.loading", rect, t("kit.working"));
    const BookingModel model = make_booking(visits_, days_, choice_, t, host.now());
    {
        ui::ScrollArea area(ui, "times", rect);
        ui::Rect content = area.content();
        content.w = std::min(content.w, ui.px(kMostTimesWidth) + 2 * m.margin);
        ui::Cut column = ui.cut(content);
        column.inset(m.margin, 0);
        column.skip(ui.heading(column.rest(), model.times.empty() ? t("visits.no_days") : model.day, ui::Type::kHeading,
                               "times.day") +
                    m.gap_small);
        if (!model.times.empty())
            column.skip(ui.text(column.rest(), t("visits.which_time"), {.ink = ui::Ink::kSecondary, .personal = false},
                                "times.which") +
                        m.gap);
        if (days_.as_of_ms() > 0 && !host.status().online()) {
            const std::string as_of =
                t("visits.free_as_of", {{"when", t.moment(Timestamp::from_ms(days_.as_of_ms()), host.now())}});
            const ui::BannerSpec spec{.text = as_of, .icon = "cloud-off", .tone = ui::Tone::kWarning};
            ui::banner(ui, "times.as_of", column.top(ui::banner_height(ui, spec, column.width()), m.gap), spec);
        }
        draw_problem(ui, column);
        const int in_row = std::clamp(static_cast<int>(column.width() / ui.px(kLeastTime)), 1, 3);
        std::vector<ui::Rect> cells;
        for (std::size_t at = 0; at < model.times.size(); ++at) {
            const TimeChoice& time = model.times[at];
            const ui::RowSpec spec{.title = time.label,
                                   .trailing = format_money(Cents::of(time.slot.price_cents())),
                                   .preview = time.place,
                                   .preview_lines = 3,
                                   .trailing_ink = ui::Ink::kText,
                                   .selected = choice_.has_slot() && choice_.slot.from_ms() == time.slot.from_ms()};
            const auto place = at % static_cast<std::size_t>(in_row);
            if (place == 0) {
                const float width =
                    (column.width() - m.gap_small * static_cast<float>(in_row - 1)) / static_cast<float>(in_row);
                float height = 0;
                for (std::size_t each = at; each < std::min(at + static_cast<std::size_t>(in_row), model.times.size());
                     ++each) {
                    ui::RowSpec of_it = spec;
                    of_it.title = model.times[each].label;
                    of_it.preview = model.times[each].place;
                    height = std::max(height, ui::row_height(ui, of_it, width));
                }
                cells = ui.cut(column.top(height, m.gap_small)).columns(in_row, m.gap_small);
            }
            if (!ui::row(ui, "time." + std::to_string(at), cells[place], spec) || step_ == Step::kBooking) continue;
            choose_slot(choice_, time.slot, host.random());
            problem_ = problem_of_booking(choice_, visits_, t);
            draft_.mark_changed();
            if (!problem_.empty()) continue;
            question_.ask(booking_price(choice_, visits_), booking_draft(choice_));
            step_ = Step::kAskingBooking;
        }
        if (step_ == Step::kBooking) ui::spinner(ui, "times.sending", column.top(m.button, m.gap), t("form.sending"));
        area.used_until(column.rest().y + m.gap_large);
    }
    draw_booking_question(host, ui);
}

void VisitsFeature::draw_booking_question(Host& host, ui::Ui& ui) {
    if (step_ != Step::kAskingBooking) return;
    const auto& t = host.texts();
    const bool free = find_slot(days_, choice_.slot) != nullptr;
    std::string moved = free ? problem_of_booking(choice_, visits_, t) : t("visits.slot_gone");
    if (moved.empty()) moved = question_.moved(booking_price(choice_, visits_), booking_draft(choice_), t);
    if (!moved.empty()) {  // while the question stood
        step_ = Step::kLooking;
        problem_ = moved;
        return host.toast(moved, ui::Tone::kWarning);
    }
    const VisitQuestion question = ask_booking(choice_, visits_, host.status().online(), t, host.now());
    const std::int64_t price = choice_.slot.price_cents();
    const auto choice = ui::dialog(ui, "dialog",
                                   {.title = question.title,
                                    .text = question.text,
                                    .facts = question.facts,
                                    .safe_label = t("form.confirm_not_yet"),
                                    .action_label = question.yes,
                                    .action_price = price > 0 ? format_money(Cents::of(price)) : std::string()});
    if (choice == ui::DialogChoice::kNone) return;
    step_ = Step::kLooking;
    if (choice == ui::DialogChoice::kAction) book(host);
}

void VisitsFeature::draw_receipt(Host& host, ui::Ui& ui, ui::Rect rect) {
    const auto& t = host.texts();
    ReceiptNews news;
    news.what = "visit";
    news.online = host.status().online();
    const local::Visit* booked = visit(visit_id_);
    if (booked != nullptr) {
        news.state = booked->state();
        news.refusal_code = booked->refusal_code();
    }
    const bool own = submitted_.request_id() == visit_id_;
    if (own) news.outcome = outcome_;
    ReceiptWords words = make_receipt(news, "visits.receipt.", t);
    if (booked != nullptr) words.text = booking_words(*booked, t, host.now()) + " " + words.text;
    const std::string code = booked != nullptr ? booked->receipt_code() : own ? submitted_.receipt_code() : "";
    const bool refused = words.state == ReceiptState::kRefused;
    const auto chosen =
        receipt_page(ui, rect, words, code, t("visits.done"), t(refused ? "visits.choose_again" : "visits.see"), t);
    if (chosen == ReceiptChoice::kDone) host.back();
    if (chosen == ReceiptChoice::kFollow)
        host.replace(refused ? Place{ScreenId::kBookVisit, {}} : Place{ScreenId::kVisit, visit_id_});
}

}  // namespace dayroom::features
