// A form on the screen: the warning first, then its fields, the price on the button, and the dialogs.
#include <algorithm>
#include <optional>

#include "platform/money/money.h"
#include "terminal/features/requests/appeal_view.h"
#include "terminal/features/requests/requests_feature.h"

namespace dayroom::features {
namespace {

constexpr float kMaxFormWidth = 860;

std::string receipt_appealed(const FormAnswers& answers) {
    const auto found = answers.values.find(std::string(forms::kAppealField));
    return found == answers.values.end() ? std::string() : found->second;
}

}  // namespace

void RequestsFeature::draw_form(Host& host, ui::Ui& ui, ui::Rect rect) {
    const auto& t = host.texts();
    const auto& m = ui.metrics();
    const FormView* form = find_form(filling_.form);
    if (form == nullptr) {
        if (forms_known_) {
            ui::empty_state(ui, "form.gone", rect, {.icon = "circle-alert", .title = t("form.gone"), .error = true});
        } else {
            ui::spinner(ui, "form.loading", rect, t("kit.working"));
        }
        return;
    }
    const std::string appealed = form->is_appeal() ? receipt_appealed(filling_.answers) : std::string();
    if (form->is_appeal() && appealed.empty()) {
        ui::empty_state(ui, "form.appeal_nothing", rect, {.icon = "undo-2", .title = t("form.appeal_nothing")});
        return;
    }
    std::optional<FormView> waived;
    if (is_waived(*form, filling_.answers)) form = &waived.emplace(without_fee(*form, t));
    if (!form->warning.empty() && !filling_.answers.warning_passed) return draw_warning(host, ui, rect, *form);
    filling_.draft.save_when_paused(host, ui, [&] { return to_draft(filling_.answers); });
    show_problem(ui, *form);
    {
        ui::ScrollArea area(ui, "form.body", rect);
        ui::Rect content = area.content();
        content.w = std::min(content.w, ui.px(kMaxFormWidth) + 2 * m.margin);
        ui::Cut column = ui.cut(content);
        column.inset(m.margin, 0);
        column.skip(draw_head(host, ui, column.rest(), *form) + m.gap_large);
        draw_changes(host, ui, column);
        if (const auto earlier = make_earlier(appealed, others_, forms_, t, host.now()))
            draw_appealed(ui, column, *earlier, t);
        for (std::size_t at = 0; at < form->fields.size(); ++at) {
            if (at >= filling_.shown.size() || !filling_.shown[at]) continue;
            if (form->is_appeal() && form->fields[at].code == forms::kAppealField) continue;
            column.skip(draw_field(host, ui, column.rest(), form->fields[at]) + m.gap_large);
        }
        draw_actions(host, ui, column.top(2 * m.button + 2 * m.gap + ui.px(30)), *form);
        area.used_until(column.rest().y + m.gap_large);
    }
    draw_dialogs(host, ui, *form);
}

void RequestsFeature::draw_warning(Host& host, ui::Ui& ui, ui::Rect rect, const FormView& form) {
    const auto& t = host.texts();
    const auto& m = ui.metrics();
    ui::ScrollArea area(ui, "form.warning_body", rect);
    ui::Rect content = area.content();
    content.w = std::min(content.w, ui.px(kMaxFormWidth) + 2 * m.margin);
    ui::Cut column = ui.cut(content);
    column.inset(m.margin, 0);
    column.skip(ui.heading(column.rest(), t("form.warning_title"), ui::Type::kHeading) + m.gap);
    const ui::BannerSpec spec{.text = form.warning, .tone = ui::Tone::kDanger, .alert = true};
    ui::banner(ui, "form.warning", column.top(ui::banner_height(ui, spec, column.width()), m.gap_large), spec);
    if (ui::button(ui, "form.warning_leave", column.top(m.button, m.gap),
                   {.label = t("form.warning_leave"), .kind = ui::ButtonKind::kOutline, .initial_focus = true})) {
        host.back();
    }
    if (ui::button(ui, "form.warning_go_on", column.top(m.button, m.gap), {.label = t("form.warning_go_on")})) {
        filling_.answers.warning_passed = true;
        host.replace(form_place(form.code, filling_.prefill));
    }
    area.used_until(column.rest().y);
}

float RequestsFeature::draw_head(Host& host, ui::Ui& ui, ui::Rect rect, const FormView& form) {
    const auto& t = host.texts();
    const auto& m = ui.metrics();
    ui::Cut column = ui.cut(rect);
    const ui::TextSpec quiet{.ink = ui::Ink::kSecondary, .personal = false};
    column.skip(ui.text(column.rest(), form.explanation, {.personal = false}, "form.explanation") + m.gap_small);
    std::string price = form.price_cents > 0 ? t("form.price", {{"price", form.price}}) : t("form.price_free");
    if (form.waived) price = t("form.waived");
    if (!form.price_known) price = t("form.price_unknown_text");
    if (!form.answer_within.empty()) price += " · " + form.answer_within;
    column.skip(ui.text(column.rest(), price, {.weight = ui::FontWeight::kSemiBold, .personal = false}, "form.price") +
                m.gap_small);
    if (!form.urgent_within.empty())
        column.skip(ui.text(column.rest(), form.urgent_within, quiet, "form.urgent") + m.gap_small);
    if (form.price_cents > 0 && money_.has_value()) {
        const std::string amount = format_money(Cents::of(money_->spendable_cents()));
        column.skip(ui.text(column.rest(), t("form.balance", {{"amount", amount}}), quiet, "form.balance"));
    }
    if (form.price_cents > 0 && form.may_create_obligation)
        column.skip(ui.text(column.rest(), t("form.may_owe"), quiet, "form.may_owe"));
    if (!filling_.problems.empty()) {
        column.skip(m.gap);
        const ui::BannerSpec spec{.text = t("form.fix"), .tone = ui::Tone::kDanger, .alert = true};
        ui::banner(ui, "form.fix", column.top(ui::banner_height(ui, spec, column.width())), spec);
    }
    return column.rest().y - rect.y;
}

/// Of a form that is another than when the draft was begun.
void RequestsFeature::draw_changes(Host& host, ui::Ui& ui, ui::Cut& column) {
    if (filling_.changes.empty()) return;
    const auto& m = ui.metrics();
    const ui::BannerSpec spec{.text = host.texts()("form.changed"), .tone = ui::Tone::kInfo, .alert = true};
    ui::banner(ui, "form.changed", column.top(ui::banner_height(ui, spec, column.width()), m.gap), spec);
    for (std::size_t at = 0; at < filling_.changes.size(); ++at) {
        column.skip(ui.text(column.rest(), filling_.changes[at], {}, "form.change." + std::to_string(at)) +
                    m.gap_small);
    }
    column.skip(m.gap);
}

void RequestsFeature::draw_actions(Host& host, ui::Ui& ui, ui::Rect rect, const FormView& form) {
    const auto& t = host.texts();
    const auto& m = ui.metrics();
    ui::Cut column = ui.cut(rect);
    const bool sending = filling_.step == Filling::Step::kSending;
    const std::string label = t(sending ? "form.sending" : "form.send");
    if (ui::button(ui, "form.submit", column.top(m.button, m.gap),
                   {.label = label,
                    .icon = "send",
                    .price = form.price_cents > 0 ? std::string_view(form.price) : std::string_view(),
                    .enabled = form.price_known,
                    .busy = sending})) {
        try_send(host, form);
    }
    if (filling_.draft.saved_at().is_set()) {
        ui.text(column.top(ui.px(30)), t("form.draft_saved", {{"when", t.time(filling_.draft.saved_at())}}),
                {.type = ui::Type::kSmall, .ink = ui::Ink::kSecondary, .personal = false}, "form.draft_saved",
                ui::Role::kStatus);
    }
    if (filling_.answers.empty()) return;
    if (ui::button(ui, "form.discard", column.top(m.button),
                   {.label = t("form.discard"), .kind = ui::ButtonKind::kQuiet, .icon = "trash-2"})) {
        filling_.step = Filling::Step::kDiscarding;
    }
}

void RequestsFeature::draw_dialogs(Host& host, ui::Ui& ui, const FormView& form) {
    const auto& t = host.texts();
    using Step = Filling::Step;
    if (filling_.step == Step::kConfirming) close_moved(host, form);
    if (filling_.step == Step::kRefused) {
        const auto choice = ui::dialog(
            ui, "dialog", {.title = filling_.refusal_title, .text = filling_.refusal, .safe_label = t("form.ok")});
        if (choice != ui::DialogChoice::kNone) filling_.step = Step::kTyping;
    } else if (filling_.step == Step::kDiscarding) {
        const auto choice = ui::dialog(ui, "dialog",
                                       {.title = t("form.discard_title"),
                                        .text = t("form.discard_text"),
                                        .safe_label = t("form.keep"),
                                        .action_label = t("form.discard_yes"),
                                        .danger = true});
        if (choice != ui::DialogChoice::kNone) filling_.step = Step::kTyping;
        if (choice == ui::DialogChoice::kAction) discard(host);
    } else if (filling_.step == Step::kConfirming) {
        const Confirmation words = confirmation(host, form);
        const auto choice = ui::dialog(ui, "dialog",
                                       {.title = words.title,
                                        .text = words.text,
                                        .facts = words.facts,
                                        .safe_label = t("form.confirm_not_yet"),
                                        .action_label = t("form.confirm_yes"),
                                        .action_icon = "send",
                                        .action_price = form.price_cents > 0 ? form.price : std::string()});
        if (choice == ui::DialogChoice::kSafe) filling_.step = Step::kTyping;
        if (choice == ui::DialogChoice::kAction) submit(host, form);
    }
}

}  // namespace dayroom::features
