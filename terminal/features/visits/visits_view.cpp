// One's own visits: the next one with its check-in, the list, the rules; and one visit in full.
#include <algorithm>

#include "platform/money/money.h"
#include "terminal/features/base/receipt.h"
#include "terminal/features/visits/visits_feature.h"

namespace dayroom::features {
namespace {

constexpr float kMostVisitWidth = 820;

ui::RowSpec visit_row_spec(const VisitRow& row) {
    return {.title = row.title,
            .trailing = row.cost,
            .preview = row.preview,
            .preview_lines = 6,
            .icon = row.icon,
            .icon_tone = row.tone,
            .trailing_ink = ui::Ink::kText,
            .trailing_strong = true,
            .chevron = true};
}

}  // namespace

void VisitsFeature::draw_visits(Host& host, ui::Ui& ui, ui::Rect rect) {
    const auto& t = host.texts();
    const auto& m = ui.metrics();
    if (!known_) return ui::spinner(ui, "visits.loading", rect, t("kit.working"));
    if (!visits_.offered() && visits_.visits().empty()) {
        ui::empty_state(ui, "visits.none", rect,
                        {.icon = "video-off", .title = t("visits.not_offered"), .text = t("visits.not_offered_text")});
        return;
    }
    const VisitsModel model = make_visits(visits_, t, host.now());
    ui::Cut page = ui.cut(rect);
    page.inset(m.margin, 0);
    if (ui.two_panes()) {
        {
            ui::ScrollArea area(ui, "visits.account", page.start(page.width() / 2, m.gap_large));
            ui::Cut column = ui.cut(area.content());
            draw_next(host, ui, column, model);
            draw_rules(host, ui, column, model);
            area.used_until(column.rest().y + m.gap);
        }
        ui::ScrollArea area(ui, "visits.list", page.rest());
        ui::Cut column = ui.cut(area.content());
        draw_list(host, ui, column);
        area.used_until(column.rest().y + m.gap);
    } else {
        ui::ScrollArea area(ui, "visits.body", page.rest());
        ui::Cut column = ui.cut(area.content());
        draw_next(host, ui, column, model);
        draw_list(host, ui, column);
        draw_rules(host, ui, column, model);
        area.used_until(column.rest().y + m.gap);
    }
}

void VisitsFeature::draw_problem(ui::Ui& ui, ui::Cut& column) {
    if (problem_.empty()) return;
    const ui::BannerSpec spec{.text = problem_, .tone = ui::Tone::kDanger, .alert = true};
    ui::banner(ui, "visits.problem", column.top(ui::banner_height(ui, spec, column.width()), ui.metrics().gap), spec);
}

void VisitsFeature::draw_next(Host& host, ui::Ui& ui, ui::Cut& column, const VisitsModel& model) {
    const auto& t = host.texts();
    const auto& m = ui.metrics();
    draw_problem(ui, column);
    if (!model.reminder.empty()) {
        const ui::BannerSpec spec{.text = model.reminder, .icon = "video", .tone = ui::Tone::kWarning};
        ui::banner(ui, "visits.reminder", column.top(ui::banner_height(ui, spec, column.width()), m.gap), spec);
    }
    const local::Visit* next = next_visit(visits_, host.now());
    column.skip(ui.heading(column.rest(), t(next != nullptr ? "visits.next" : "visits.none_next"),
                           ui::Type::kSubheading, "visits.next_title") +
                m.gap_small);
    if (next != nullptr) {
        const ui::RowSpec spec = visit_row_spec(make_visit_row(*next, t, host.now()));
        if (ui::row(ui, "visits.next", column.top(ui::row_height(ui, spec, column.width()), m.gap), spec))
            host.go({ScreenId::kVisit, next->id()});
    } else {
        column.skip(ui.text(column.rest(), t("visits.none_next_note"), {.ink = ui::Ink::kSecondary, .personal = false},
                            "visits.none_next_note") +
                    m.gap);
    }
    if (next != nullptr && next->may_check_in()) {
        const bool busy = step_ == Step::kCheckingIn;
        if (ui::button(ui, "visits.check_in", column.top(m.button, m.gap),
                       {.label = t(busy ? "form.sending" : "visits.check_in"), .icon = "log-in", .busy = busy}) &&
            !busy)
            check_in(host, next->id());
    }
    if (!model.closed.empty()) {
        column.skip(ui.text(column.rest(), model.closed, {.weight = ui::FontWeight::kSemiBold}, "visits.closed",
                            ui::Role::kStatus) +
                    m.gap_large);
    } else if (ui::button(ui, "visits.book", column.top(m.button, m.gap_large),
                          {.label = t("visits.book"),
                           .kind = next != nullptr && next->may_check_in() ? ui::ButtonKind::kOutline
                                                                           : ui::ButtonKind::kPrimary,
                           .icon = "plus"})) {
        host.go({ScreenId::kBookVisit, {}});
    }
}

void VisitsFeature::draw_rules(Host&, ui::Ui& ui, ui::Cut& column, const VisitsModel& model) {
    const auto& m = ui.metrics();
    column.skip(ui.heading(column.rest(), model.rules_title, ui::Type::kSubheading, "visits.rules") + m.gap_small);
    for (std::size_t at = 0; at < model.rules.size(); ++at)
        column.skip(ui.text(column.rest(), model.rules[at], {.ink = ui::Ink::kSecondary, .personal = false},
                            "visits.rule." + std::to_string(at)) +
                    m.gap_small);
    if (!model.note.empty())
        column.skip(ui.text(column.rest(), model.note, {.ink = ui::Ink::kSecondary, .personal = false}, "visits.note") +
                    m.gap_small);
}

void VisitsFeature::draw_list(Host& host, ui::Ui& ui, ui::Cut& column) {
    const auto& t = host.texts();
    const auto& m = ui.metrics();
    column.skip(ui.heading(column.rest(), t("visits.all"), ui::Type::kSubheading, "visits.all") + m.gap_small);
    if (visits_.visits().empty()) {
        column.skip(ui.text(column.rest(), t("visits.none_text"), {.ink = ui::Ink::kSecondary, .personal = false},
                            "visits.none_text") +
                    m.gap_large);
    }
    for (int at = 0; at < visits_.visits_size(); ++at) {
        const ui::RowSpec spec = visit_row_spec(make_visit_row(visits_.visits(at), t, host.now()));
        if (ui::row(ui, "visit." + std::to_string(at),
                    column.top(ui::row_height(ui, spec, column.width()), m.gap_small), spec))
            host.go({ScreenId::kVisit, visits_.visits(at).id()});
    }
    column.skip(m.gap);
}

void VisitsFeature::draw_visit(Host& host, ui::Ui& ui, ui::Rect rect) {
    const auto& t = host.texts();
    const auto& m = ui.metrics();
    if (!known_) return ui::spinner(ui, "visit.loading", rect, t("kit.working"));
    const local::Visit* shown = visit(visit_id_);
    if (shown == nullptr) {
        ui::empty_state(ui, "visit.gone", rect,
                        {.icon = "video-off", .title = t("visits.gone"), .text = t("visits.none_next_note")});
        return;
    }
    const VisitModel model = make_visit(*shown, t, host.now());
    {
        ui::ScrollArea area(ui, "visit", rect);
        ui::Rect content = area.content();
        content.w = std::min(content.w, ui.px(kMostVisitWidth) + 2 * m.margin);
        ui::Cut column = ui.cut(content);
        column.inset(m.margin, 0);
        column.skip(ui.heading(column.rest(), model.state, ui::Type::kHeading, "visit.state") + m.gap_small);
        column.skip(ui.text(column.rest(), model.means, {.ink = ui::Ink::kSecondary, .personal = false}, "visit.means",
                            ui::Role::kStatus) +
                    m.gap);
        draw_problem(ui, column);
        if (!model.reminder.empty()) {
            const ui::BannerSpec spec{.text = model.reminder, .icon = "video", .tone = ui::Tone::kWarning};
            ui::banner(ui, "visit.reminder", column.top(ui::banner_height(ui, spec, column.width()), m.gap), spec);
        }
        for (std::size_t at = 0; at < model.facts.size(); ++at)
            column.skip(ui::fact(ui, "visit.fact." + std::to_string(at), column.rest(), model.facts[at].first,
                                 model.facts[at].second));
        column.skip(m.gap);
        draw_visit_buttons(host, ui, column, *shown);
        if (!shown->receipt_code().empty()) column.skip(receipt_card(ui, column.rest(), shown->receipt_code(), t));
        area.used_until(column.rest().y + m.gap_large);
    }
    draw_cancel_question(host, ui, *shown);
}

void VisitsFeature::draw_visit_buttons(Host& host, ui::Ui& ui, ui::Cut& column, const local::Visit& shown) {
    const auto& t = host.texts();
    const auto& m = ui.metrics();
    if (shown.may_check_in()) {
        const bool busy = step_ == Step::kCheckingIn;
        if (ui::button(ui, "visit.check_in", column.top(m.button, m.gap),
                       {.label = t(busy ? "form.sending" : "visits.check_in"), .icon = "log-in", .busy = busy}) &&
            !busy)
            check_in(host, shown.id());
    }
    if (shown.may_change() &&
        ui::button(ui, "visit.change", column.top(m.button, m.gap),
                   {.label = t("visits.change"), .kind = ui::ButtonKind::kOutline, .icon = "calendar-clock"}))
        host.go({ScreenId::kBookVisit, shown.id()});
    if (shown.may_cancel() && ui::button(ui, "visit.cancel", column.top(m.button, m.gap),
                                         {.label = t(shown.state() == "refused" ? "visits.forget" : "visits.cancel"),
                                          .kind = ui::ButtonKind::kQuiet,
                                          .icon = "undo-2"})) {
        step_ = Step::kAskingCancel;
        question_.ask(shown.back_cents(), shown.state() + shown.waiting());
    }
}

void VisitsFeature::draw_cancel_question(Host& host, ui::Ui& ui, const local::Visit& shown) {
    if (step_ != Step::kAskingCancel) return;
    const auto& t = host.texts();
    // What comes back grows less as time goes by: a yes counts for what was shown.
    if (!shown.may_cancel() || !question_.moved(shown.back_cents(), shown.state() + shown.waiting(), t).empty()) {
        step_ = Step::kLooking;
        return host.toast(t("form.moved"), ui::Tone::kWarning);
    }
    const VisitQuestion question = ask_cancel_visit(shown, host.status().online(), t, host.now());
    const auto choice = ui::dialog(ui, "dialog",
                                   {.title = question.title,
                                    .text = question.text,
                                    .facts = question.facts,
                                    .safe_label = t("form.keep"),
                                    .action_label = question.yes,
                                    .danger = true});
    if (choice == ui::DialogChoice::kNone) return;
    step_ = Step::kLooking;
    if (choice == ui::DialogChoice::kAction) cancel(host);
}

}  // namespace dayroom::features
