// The phone page: balance, putting money on it, rates, and the list of numbers; on wide screens side by side.
#include <algorithm>

#include "platform/money/money.h"
#include "terminal/features/phone/phone_feature.h"

namespace dayroom::features {
namespace {

constexpr float kMostAmountWidth = 360;
constexpr float kLeastQuickAmount = 110;

}  // namespace

void PhoneFeature::draw_page(Host& host, ui::Ui& ui, ui::Rect rect) {
    const auto& t = host.texts();
    const auto& m = ui.metrics();
    if (!known_) return ui::spinner(ui, "phone.loading", rect, t("kit.working"));
    if (!phone_.offered()) {
        ui::empty_state(ui, "phone.none", rect,
                        {.icon = "phone-off", .title = t("phone.not_offered"), .text = t("phone.not_offered_text")});
        return;
    }
    const PhoneModel model = make_phone(phone_, t, host.now());
    ui::Cut page = ui.cut(rect);
    page.inset(m.margin, 0);
    if (ui.two_panes()) {
        {
            ui::ScrollArea area(ui, "phone.account", page.start(page.width() / 2, m.gap_large));
            ui::Cut column = ui.cut(area.content());
            draw_balance(host, ui, column, model);
            draw_top_up(host, ui, column, model);
            draw_rates(host, ui, column, model);
            area.used_until(column.rest().y + m.gap);
        }
        ui::ScrollArea area(ui, "phone.list", page.rest());
        ui::Cut column = ui.cut(area.content());
        draw_numbers(host, ui, column, model);
        area.used_until(column.rest().y + m.gap);
    } else {
        ui::ScrollArea area(ui, "phone.body", page.rest());
        ui::Cut column = ui.cut(area.content());
        draw_balance(host, ui, column, model);
        draw_numbers(host, ui, column, model);
        draw_top_up(host, ui, column, model);
        draw_rates(host, ui, column, model);
        area.used_until(column.rest().y + m.gap);
    }
    draw_questions(host, ui, model);
}

void PhoneFeature::draw_balance(Host& host, ui::Ui& ui, ui::Cut& column, const PhoneModel& model) {
    const auto& t = host.texts();
    const auto& m = ui.metrics();
    const ui::ValueCardSpec hero{
        .label = t("phone.balance"), .value = model.balance, .note = model.as_of, .icon = "phone", .hero = true};
    ui::value_card(ui, "phone.balance", column.top(ui::value_card_height(ui, hero, column.width()), m.gap), hero);
    if (!model.queued.empty()) {
        const ui::BannerSpec spec{.text = model.queued, .icon = "cloud-off", .tone = ui::Tone::kWarning};
        ui::banner(ui, "phone.queued", column.top(ui::banner_height(ui, spec, column.width()), m.gap), spec);
    }
    const std::string label = t("phone.see_calls", {{"count", phone_.calls()}});
    if (ui::button(ui, "phone.calls", column.top(m.button, m.gap),
                   {.label = label, .kind = ui::ButtonKind::kOutline, .icon = "list"}))
        host.go({ScreenId::kCalls, {}});
    if (model.note.empty()) return;
    column.skip(ui.text(column.rest(), model.note, {.ink = ui::Ink::kSecondary, .personal = false}, "phone.note") +
                m.gap_large);
}

void PhoneFeature::draw_amounts(ui::Ui& ui, ui::Cut& column) {
    const auto& m = ui.metrics();
    const int fit = static_cast<int>((column.width() + m.gap_small) / (ui.px(kLeastQuickAmount) + m.gap_small));
    const int in_row = std::clamp(fit, 1, static_cast<int>(kTopUpDollars.size()));
    std::vector<ui::Rect> cells;
    for (std::size_t at = 0; at < kTopUpDollars.size(); ++at) {
        const auto place = at % static_cast<std::size_t>(in_row);
        if (place == 0) cells = ui.cut(column.top(m.target, m.gap_small)).columns(in_row, m.gap_small);
        const std::string dollars = std::to_string(kTopUpDollars[at]);
        if (ui::button(ui, "phone.quick." + dollars, cells[place],
                       {.label = "$" + dollars, .kind = ui::ButtonKind::kOutline})) {
            amount_.set_text(dollars + ".00");
            amount_problem_.clear();
        }
    }
}

void PhoneFeature::draw_top_up(Host& host, ui::Ui& ui, ui::Cut& column, const PhoneModel& model) {
    const auto& t = host.texts();
    const auto& m = ui.metrics();
    column.skip(ui.heading(column.rest(), t("phone.top_up"), ui::Type::kSubheading, "phone.top_up_title") +
                m.gap_small);
    column.skip(ui.text(column.rest(), model.spendable, {.ink = ui::Ink::kSecondary}, "phone.spendable") + m.gap_small);
    draw_amounts(ui, column);
    const std::string label = t("transfers.amount");
    const std::string hint = t("transfers.amount_hint");
    const ui::FieldSpec spec{.label = label, .hint = hint, .error = amount_problem_};
    const ui::Rect line = column.top(ui::text_field_height(ui, spec), m.gap);
    const float width = amount_problem_.empty() ? std::min(line.w, ui.px(kMostAmountWidth)) : line.w;
    if (ui::text_field(ui, "phone.amount", {line.x, line.y, width, line.h}, amount_, spec).changed)
        amount_problem_.clear();
    const std::int64_t cents = top_up_cents(amount_.text());
    const bool sending = step_ == Step::kToppingUp;
    const std::string action = t(sending ? "form.sending" : "phone.top_up_do");
    const std::string price = cents > 0 ? format_money(Cents::of(cents)) : std::string();
    if (!ui::button(ui, "phone.top_up", column.top(m.button, m.gap_large),
                    {.label = action, .icon = "arrow-left-right", .price = price, .busy = sending}) ||
        sending)
        return;
    amount_problem_ = problem_of_top_up(amount_.text(), phone_, t);
    if (!amount_problem_.empty()) return;
    asked_cents_ = cents;
    step_ = Step::kAskingTopUp;
}

void PhoneFeature::draw_rates(Host& host, ui::Ui& ui, ui::Cut& column, const PhoneModel& model) {
    const auto& t = host.texts();
    const auto& m = ui.metrics();
    column.skip(ui.heading(column.rest(), t("phone.rates"), ui::Type::kSubheading, "phone.rates") + m.gap_small);
    for (std::size_t at = 0; at < model.rates.size(); ++at) {
        const PhoneRateRow& rate = model.rates[at];
        const std::string preview = rate.minutes.empty() ? rate.more : rate.minutes + "\n" + rate.more;
        const ui::RowSpec spec{.title = rate.name,
                               .trailing = rate.price,
                               .preview = preview,
                               .preview_lines = 5,
                               .trailing_ink = ui::Ink::kText,
                               .pressable = false};
        ui::row(ui, "phone.rate." + std::to_string(at),
                column.top(ui::row_height(ui, spec, column.width()), m.gap_small), spec);
    }
}

void PhoneFeature::draw_questions(Host& host, ui::Ui& ui, const PhoneModel& model) {
    if (step_ != Step::kAskingTopUp && step_ != Step::kAskingChange) return;
    const auto& t = host.texts();
    const bool money = step_ == Step::kAskingTopUp;
    const PhoneNumberRow* row = asked_row(model);
    // What the question was about has moved meanwhile: the balance, or the number.
    if (money) amount_problem_ = problem_of_top_up(amount_.text(), phone_, t);
    if (money ? !amount_problem_.empty() || top_up_cents(amount_.text()) != asked_cents_ : row == nullptr) {
        step_ = Step::kLooking;
        return host.toast(t("form.moved"), ui::Tone::kWarning);
    }
    const PhoneQuestion question = money ? ask_top_up(asked_cents_, phone_, host.status().online(), t)
                                         : ask_number_change(*row, phone_, host.status().online(), t);
    const auto choice = ui::dialog(ui, "dialog",
                                   {.title = question.title,
                                    .text = question.text,
                                    .facts = question.facts,
                                    .safe_label = t(money ? "form.confirm_not_yet" : "form.keep"),
                                    .action_label = question.yes,
                                    .action_price = money ? format_money(Cents::of(asked_cents_)) : std::string(),
                                    .danger = !money && row->action == NumberAction::kRemove});
    if (choice == ui::DialogChoice::kNone) return;
    step_ = Step::kLooking;
    if (choice != ui::DialogChoice::kAction) return;
    if (money)
        top_up(host);
    else
        change_number(host);
}

}  // namespace dayroom::features
