// A form on the screen: the warning first, then its fields, the price on the button, and the dialogs.
#include <algorithm>

#include "platform/money/money.h"
#include "terminal/features/requests/requests_feature.h"

namespace dayroom::features {
namespace {

constexpr float kMaxFormWidth = 860;
constexpr float kEditorHeight = 210;

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
    if (!form->warning.empty() && !filling_.answers.warning_passed) return draw_warning(host, ui, rect, *form);
    filling_.draft.save_when_paused(host, ui, [&] { return to_draft(filling_.answers); });
    {
        ui::ScrollArea area(ui, "form.body", rect);
        ui::Rect content = area.content();
        content.w = std::min(content.w, ui.px(kMaxFormWidth) + 2 * m.margin);
        ui::Cut column = ui.cut(content);
        column.inset(m.margin, 0);
        column.skip(draw_head(host, ui, column.rest(), *form) + m.gap_large);
        for (const auto& field : form->fields) column.skip(draw_field(host, ui, column.rest(), field) + m.gap_large);
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
    if (!form.price_known) price = t("form.price_unknown_text");
    if (!form.answer_within.empty()) price += " · " + form.answer_within;
    column.skip(ui.text(column.rest(), price, {.weight = ui::FontWeight::kSemiBold, .personal = false}, "form.price") +
                m.gap_small);
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

float RequestsFeature::draw_field(Host& host, ui::Ui& ui, ui::Rect rect, const FieldView& field) {
    const auto& t = host.texts();
    const auto& m = ui.metrics();
    const std::string id = "field." + field.code;
    const std::string label = field.required ? field.label : t("form.optional", {{"label", field.label}});
    const auto found = filling_.problems.find(field.code);
    const std::string problem = found == filling_.problems.end() ? std::string() : found->second;
    ui::Cut column = ui.cut(rect);
    if (!field.help.empty()) {
        column.skip(ui.text(column.rest(), field.help,
                            {.type = ui::Type::kSecondary, .ink = ui::Ink::kSecondary, .personal = false}) +
                    m.gap_small);
    }
    if (field.kind == FieldKind::kCheck) {
        auto& value = filling_.answers.values[field.code];
        const bool on = ui::toggle(ui, id, column.top(m.button), label, value == "yes");
        if (on != (value == "yes")) {
            value = on ? "yes" : "";
            edited(ui);
        }
    } else if (field.kind == FieldKind::kChoice) {
        column.skip(draw_choices(ui, column.rest(), field, label, problem));
    } else if (auto buffer = filling_.buffers.find(field.code); buffer != filling_.buffers.end()) {
        ui::FieldResult result;
        if (field.kind == FieldKind::kLongText) {
            column.skip(ui.text(column.rest(), label, {.weight = ui::FontWeight::kSemiBold, .personal = false}) +
                        m.gap_small);
            result = ui::text_editor(
                ui, id, column.top(ui.px(kEditorHeight)), buffer->second,
                {.label = label, .error = problem, .max_characters = static_cast<std::size_t>(field.max_characters)});
        } else {
            const std::string hint = field.kind == FieldKind::kDate ? t("form.date_hint") : std::string();
            const ui::FieldSpec spec{
                .label = label, .hint = hint, .error = problem, .digits_only = field.kind == FieldKind::kNumber};
            result = ui::text_field(ui, id, column.top(ui::text_field_height(ui, spec)), buffer->second, spec);
        }
        if (result.changed) {
            filling_.problems.erase(field.code);
            edited(ui);
        }
    }
    return column.rest().y - rect.y;
}

float RequestsFeature::draw_choices(ui::Ui& ui, ui::Rect rect, const FieldView& field, const std::string& label,
                                    const std::string& problem) {
    const auto& m = ui.metrics();
    ui::Cut column = ui.cut(rect);
    column.skip(ui.text(column.rest(), label, {.weight = ui::FontWeight::kSemiBold, .personal = false}) + m.gap_small);
    if (!problem.empty())
        column.skip(ui.text(column.rest(), problem, {.ink = ui::Ink::kDanger, .personal = false}) + m.gap_small);
    auto& value = filling_.answers.values[field.code];
    for (const auto& choice : field.choices) {
        const bool chosen = value == choice.code;
        const ui::RowSpec spec{.title = choice.label,
                               .icon = chosen ? "circle-check" : "circle",
                               .icon_tone = chosen ? ui::Tone::kInfo : ui::Tone::kNeutral,
                               .selected = chosen};
        const float height = ui::row_height(ui, spec, column.width());
        if (ui::row(ui, "field." + field.code + "." + choice.code, column.top(height, m.gap_small), spec)) {
            value = choice.code;
            filling_.problems.erase(field.code);
            edited(ui);
        }
    }
    return column.rest().y - rect.y;
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
        const auto spendable =
            money_.has_value() ? std::optional<std::int64_t>(money_->spendable_cents()) : std::nullopt;
        const auto words = make_confirmation(form, spendable, host.status().online(), t);
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
