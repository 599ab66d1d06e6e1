// The money screen: on wide screens cards and actions above, list and month side by side; on narrow ones all in one
// list.
#include <algorithm>

#include "terminal/features/money/money_feature.h"

namespace dayroom::features {
namespace {

constexpr float kMonthPane = 308;

}  // namespace

void MoneyFeature::draw_wide(Host& host, ui::Ui& ui, ui::Rect rect, const MoneyModel& model) {
    const auto& m = ui.metrics();
    ui::Cut page = ui.cut(rect);
    page.bottom(m.gap);
    draw_cards(host, ui, page.top(cards_height(ui, rect.w, model), m.gap), model);
    draw_actions(host, ui, page.top(actions_height(ui, rect.w), m.gap_large));
    const ui::Rect side = page.end(ui.px(kMonthPane), m.gap_large);
    draw_filter(host, ui, page.top(filter_height(host, ui, page.width()), m.gap));
    draw_list(host, ui, page.rest(), model, false);
    const MonthModel month = month_now(host);
    ui::ScrollArea area(ui, "money.side", side);
    const ui::Rect content = area.content();
    const float height = month_height(ui, content.w, month);
    draw_month(ui, {content.x, content.y, content.w, height}, month);
    area.used(height);
}

void MoneyFeature::draw_list(Host& host, ui::Ui& ui, ui::Rect rect, const MoneyModel& model, bool narrow) {
    const auto& m = ui.metrics();
    ui::ListSpec spec{.label = host.texts()("money.list"), .count = rows(narrow), .row_height = ui.px(88)};
    // The parts above the transactions change with what they show.
    spec.stamp = list_.stamp() * 1000003U + static_cast<std::uint64_t>(rect.w) * 31U +
                 static_cast<std::uint64_t>(m.scale * 100) + month_now(host).bars.size() * 7919U;
    const float width = rect.w - ui::scroll_gutter(ui);
    spec.measure = [&](std::size_t row) {
        int transaction = 0;
        const Part part = part_at(row, narrow, transaction);
        return part_height(host, ui, width, model, part, transaction) + m.gap;
    };
    ui::virtual_list(ui, "money.list", rect, spec, [&](std::size_t row, ui::Rect box) {
        int transaction = 0;
        const Part part = part_at(row, narrow, transaction);
        box.h = part_height(host, ui, width, model, part, transaction);
        draw_part(host, ui, box, model, part, transaction);
    });
}

float MoneyFeature::part_height(Host& host, ui::Ui& ui, float width, const MoneyModel& model, Part part,
                                int transaction) {
    switch (part) {
        case Part::kCards:
            return cards_height(ui, width, model);
        case Part::kActions:
            return actions_height(ui, width);
        case Part::kMonth:
            return month_height(ui, width, month_now(host));
        case Part::kFilter:
            return filter_height(host, ui, width);
        case Part::kTransaction:
            return transaction_height(ui, width, list_, transaction);
        case Part::kNothing:
            break;
    }
    return ui.px(260);
}

void MoneyFeature::draw_part(Host& host, ui::Ui& ui, ui::Rect rect, const MoneyModel& model, Part part,
                             int transaction) {
    const auto& t = host.texts();
    switch (part) {
        case Part::kCards:
            return draw_cards(host, ui, rect, model);
        case Part::kActions:
            return draw_actions(host, ui, rect);
        case Part::kMonth:
            return draw_month(ui, rect, month_now(host));
        case Part::kFilter:
            return draw_filter(host, ui, rect);
        case Part::kTransaction:
            return draw_transaction(host, ui, rect, list_, transaction);
        case Part::kNothing:
            break;
    }
    if (!list_.known()) return ui::spinner(ui, "money.finding", rect, t("kit.working"));
    const Finding& finding = list_.finding();
    const bool all = finding_words(finding.filter, finding.kind, finding.month, t).empty();
    ui::empty_state(ui, "money.none", rect,
                    {.icon = "wallet",
                     .title = t(all ? "money.none" : "money.none_found"),
                     .text = t(all ? "money.none_text" : "money.none_found_text")});
}

}  // namespace dayroom::features
