// One transaction: as a row of the list, and in full.
#include <algorithm>

#include "terminal/features/money/money_feature.h"

namespace dayroom::features {
namespace {

constexpr float kMaxDetailWidth = 820;

ui::RowSpec row_spec(const TransactionRow& row) {
    return {.title = row.title,
            .trailing = row.change,
            .preview = row.subtitle,
            .trailing_small = row.balance,
            .preview_lines = 1,
            .icon = row.icon,
            .icon_tone = row.in ? ui::Tone::kSuccess : ui::Tone::kNeutral,
            .trailing_ink = row.in ? ui::Ink::kSuccess : ui::Ink::kText,
            .trailing_strong = true};
}

}  // namespace

float MoneyFeature::transaction_height(ui::Ui& ui, float width, const TransactionList& list, int transaction) const {
    const auto* line = list.at(transaction);
    if (line == nullptr) return ui.px(76);
    const float heading = list.starts_day(transaction) ? ui::section_heading_height(ui) : 0;
    return heading + ui::row_height(ui, row_spec(line->row), width);
}

void MoneyFeature::draw_transaction(Host& host, ui::Ui& ui, ui::Rect rect, TransactionList& list, int transaction) {
    list.want(host, transaction, transaction);
    const auto* line = list.at(transaction);
    if (line == nullptr) return;
    ui::Cut column = ui.cut(rect);
    if (list.starts_day(transaction)) {
        ui::section_heading(ui, "day." + std::to_string(transaction), column.top(ui::section_heading_height(ui)),
                            line->row.day_heading);
    }
    if (ui::row(ui, "transaction." + std::to_string(transaction), column.rest(), row_spec(line->row))) {
        opened_ = line->raw;
        host.go({ScreenId::kTransaction, line->row.id});
    }
}

void MoneyFeature::draw_detail(Host& host, ui::Ui& ui, ui::Rect rect) {
    const auto& t = host.texts();
    const auto& m = ui.metrics();
    const TransactionDetail detail = make_detail(opened_, forms_, t, host.now());
    ui::ScrollArea area(ui, "money.detail", rect);
    ui::Rect content = area.content();
    content.w = std::min(content.w, ui.px(kMaxDetailWidth) + 2 * m.margin);
    ui::Cut column = ui.cut(content);
    column.inset(m.margin, 0);
    column.skip(ui.heading(column.rest(), detail.row.title, ui::Type::kHeading, "transaction.title") + m.gap);
    column.skip(ui::fact(ui, "transaction.amount", column.rest(), t("money.amount"), detail.row.change));
    column.skip(ui::fact(ui, "transaction.when", column.rest(), t("money.when"), detail.when));
    if (!detail.row.balance_after.empty()) {
        column.skip(
            ui::fact(ui, "transaction.balance", column.rest(), t("money.balance_after"), detail.row.balance_after));
    }
    column.skip(m.gap_small);
    column.skip(
        ui.text(column.rest(), detail.state, {.ink = ui::Ink::kSecondary, .personal = false}, "transaction.state") +
        m.gap_large);
    if (!detail.lines.empty()) draw_sum(ui, column, t, detail);
    if (detail.paid_debts &&
        ui::button(ui, "transaction.owe", column.top(m.button, m.gap),
                   {.label = t("money.see_owed"), .kind = ui::ButtonKind::kOutline, .icon = "scale"}))
        host.go({ScreenId::kObligations, {}});
    if (detail.may_take_back) draw_take_back(host, ui, column);
    area.used_until(column.rest().y);
}

void MoneyFeature::draw_sum(ui::Ui& ui, ui::Cut& column, const ui::Texts& t, const TransactionDetail& detail) const {
    const auto& m = ui.metrics();
    const float inner = column.width() - 2 * m.pad;
    std::vector<ui::ArithmeticLine> lines;
    for (const auto& line : detail.lines)
        lines.push_back({line.label, line.amount, line.note, line.is_total, line.from, line.to});
    const std::string heading = t("money.how_computed");
    const float more = ui.measure(heading, ui::Type::kSubheading, ui::FontWeight::kBold, inner).h + m.gap_small +
                       ui.measure(detail.explanation, ui::Type::kSecondary, ui::FontWeight::kRegular, inner).h + m.gap;
    const float height = more + ui::arithmetic_height(ui, lines, inner);
    const ui::CardSpec spec{};
    const ui::SurfaceScope surface(ui, ui::card_surface(ui, spec));
    ui::Cut sum = ui.cut(ui::card(ui, column.top(2 * m.pad + height, m.gap_large), spec));
    sum.skip(ui.heading(sum.rest(), heading, ui::Type::kSubheading) + m.gap_small);
    sum.skip(ui.text(sum.rest(), detail.explanation,
                     {.type = ui::Type::kSecondary, .ink = ui::Ink::kSecondary, .personal = false}) +
             m.gap);
    ui::arithmetic(ui, "transaction.sum", sum.rest(), lines);
}

void MoneyFeature::draw_take_back(Host& host, ui::Ui& ui, ui::Cut& column) {
    const auto& m = ui.metrics();
    const std::string label = host.texts()("money.take_back");
    if (ui::button(ui, "transaction.take_back", column.top(m.button, m.gap),
                   {.label = label, .kind = ui::ButtonKind::kOutline, .icon = "undo-2", .busy = taking_back_ != 0})) {
        asking_ = true;
    }
}

void MoneyFeature::ask_take_back(Host& host, ui::Ui& ui) {
    const auto& t = host.texts();
    const auto choice = ui::dialog(ui, "dialog",
                                   {.title = t("money.take_back_title"),
                                    .text = t("money.take_back_text"),
                                    .safe_label = t("form.confirm_not_yet"),
                                    .action_label = t("money.take_back_yes")});
    if (choice == ui::DialogChoice::kNone) return;
    asking_ = false;
    if (choice != ui::DialogChoice::kAction) return;
    local::ToAgent query;
    query.mutable_withdraw_send_money()->set_transfer_id(opened_.id());
    taking_back_ = host.ask(std::move(query));
    if (taking_back_ == 0) host.toast(t("problem.agent_away"), ui::Tone::kDanger);
}

}  // namespace dayroom::features
