// The money screen: on wide screens cards above, list and month side by side; on narrow ones all in one list.
#include <algorithm>

#include "terminal/features/money/money_feature.h"

namespace dayroom::features {
namespace {

constexpr float kMonthPane = 308;
constexpr float kHeroShare = 0.38F;
constexpr float kBarHeight = 56;
constexpr float kFactHeight = 38;
constexpr std::size_t kCardsBeside = 3;  // of the big one; the others stand as facts under the month

ui::ValueCardSpec hero_spec(const MoneyModel& model, const std::string& label) {
    return {.label = label,
            .value = model.spendable,
            .note = model.reserved.empty() ? model.as_of : model.reserved,
            .icon = "wallet",
            .hero = true};
}
ui::ValueCardSpec small_spec(const AmountCard& card) {
    return {.label = card.title, .value = card.amount, .note = card.detail, .icon = card.icon};
}

/// Cards in a row under the big one on narrow screens.
int cards_in_row(ui::Ui& ui, float width) {
    const float logical = width / ui.metrics().scale;
    return logical >= 900 ? 5 : logical >= 560 ? 3 : 2;
}

}  // namespace

void MoneyFeature::draw_wide(Host& host, ui::Ui& ui, ui::Rect rect, const MoneyModel& model) {
    const auto& m = ui.metrics();
    ui::Cut page = ui.cut(rect);
    page.bottom(m.gap);
    draw_cards(host, ui, page.top(cards_height(ui, rect.w, model), m.gap_large), model);
    const ui::Rect month = page.end(ui.px(kMonthPane), m.gap_large);
    draw_filter(host, ui, page.top(filter_height(host, ui, page.width()), m.gap));
    draw_list(host, ui, page.rest(), model, false);
    draw_month(host, ui, {month.x, month.y, month.w, std::min(month.h, month_height(ui, month.w, model))}, model);
}

float MoneyFeature::cards_height(ui::Ui& ui, float width, const MoneyModel& model) {
    const auto& m = ui.metrics();
    const int in_row = wide_ ? static_cast<int>(kCardsBeside) : cards_in_row(ui, width);
    const float for_cards = wide_ ? width * (1 - kHeroShare) - m.gap : width;
    const float small = (for_cards - static_cast<float>(in_row - 1) * m.gap) / static_cast<float>(in_row);
    float tallest = 0;
    for (const auto& card : model.cards)
        tallest = std::max(tallest, ui::value_card_height(ui, small_spec(card), small));
    const float hero = ui::value_card_height(ui, hero_spec(model, "A"), wide_ ? width * kHeroShare : width);
    if (wide_) return std::max(hero, tallest);
    const int rows_of_cards = (static_cast<int>(model.cards.size()) + in_row - 1) / in_row;
    return hero + static_cast<float>(rows_of_cards) * (tallest + m.gap);
}

void MoneyFeature::draw_cards(Host& host, ui::Ui& ui, ui::Rect rect, const MoneyModel& model) {
    const auto& m = ui.metrics();
    const std::string label = host.texts()("money.spendable");
    const ui::ValueCardSpec hero = hero_spec(model, label);
    ui::Cut area = ui.cut(rect);
    std::vector<ui::Rect> cells;
    if (wide_) {
        ui::value_card(ui, "money.spendable", area.start(rect.w * kHeroShare, m.gap), hero);
        cells = area.columns(static_cast<int>(kCardsBeside), m.gap);
    } else {
        ui::value_card(ui, "money.spendable", area.top(ui::value_card_height(ui, hero, rect.w), m.gap), hero);
        const int in_row = cards_in_row(ui, rect.w);
        cells = area.grid(in_row, (static_cast<int>(model.cards.size()) + in_row - 1) / in_row, m.gap);
    }
    for (std::size_t at = 0; at < model.cards.size() && at < cells.size(); ++at) {
        ui::value_card(ui, model.cards[at].id, cells[at], small_spec(model.cards[at]));
    }
}

float MoneyFeature::filter_height(Host& host, ui::Ui& ui, float width) {
    const auto& t = host.texts();
    const std::vector<std::string> labels = {t("money.filter_all"), t("money.filter_in"), t("money.filter_out")};
    return ui::segmented_height(ui, labels, std::min(width, ui.px(440)));
}

void MoneyFeature::draw_filter(Host& host, ui::Ui& ui, ui::Rect rect) {
    const auto& t = host.texts();
    const std::vector<std::string> labels = {t("money.filter_all"), t("money.filter_in"), t("money.filter_out")};
    const ui::Rect box = ui.cut(rect).start(std::min(rect.w, ui.px(440)));
    const int chosen = ui::segmented(ui, "money.filter", box, labels, static_cast<int>(filter_));
    if (chosen == static_cast<int>(filter_)) return;
    filter_ = static_cast<local::MoneyFilter>(chosen);
    lines_.clear();
    queries_.clear();
    ++stamp_;
    want(host, 0, kPageRows - 1);
}

void MoneyFeature::draw_list(Host& host, ui::Ui& ui, ui::Rect rect, const MoneyModel& model, bool narrow) {
    const auto& m = ui.metrics();
    ui::ListSpec spec{.count = rows(narrow), .row_height = ui.px(88)};
    spec.stamp =
        stamp_ * 1000003U + static_cast<std::uint64_t>(rect.w) * 31U + static_cast<std::uint64_t>(m.scale * 100);
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
        case Part::kMonth:
            return month_height(ui, width, model);
        case Part::kFilter:
            return filter_height(host, ui, width);
        case Part::kTransaction:
            return transaction_height(ui, width, transaction);
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
        case Part::kMonth:
            return draw_month(host, ui, rect, model);
        case Part::kFilter:
            return draw_filter(host, ui, rect);
        case Part::kTransaction:
            return draw_transaction(host, ui, rect, transaction);
        case Part::kNothing:
            break;
    }
    ui::empty_state(ui, "money.none", rect, {.icon = "wallet", .title = t("money.none"), .text = t("money.none_text")});
}

float MoneyFeature::month_height(ui::Ui& ui, float width, const MoneyModel& model) {
    const auto& m = ui.metrics();
    const float inner = width - 2 * m.pad;
    const float heading = ui.measure(model.month_title, ui::Type::kSubheading, ui::FontWeight::kBold, inner).h;
    const float bars = static_cast<float>(model.month.size()) * ui.px(kBarHeight);
    const float facts = wide_ ? static_cast<float>(model.cards.size() - kCardsBeside) * ui.px(kFactHeight) + m.gap : 0;
    return 2 * m.pad + heading + m.gap + bars + facts + 2 * m.gap + 2 * m.button;
}

void MoneyFeature::draw_month(Host& host, ui::Ui& ui, ui::Rect rect, const MoneyModel& model) {
    const auto& m = ui.metrics();
    const ui::CardSpec spec{};
    const ui::SurfaceScope surface(ui, ui::card_surface(ui, spec));
    ui::Cut column = ui.cut(ui::card(ui, rect, spec));
    if (ui::button(
            ui, "money.buy_credits", column.bottom(m.button, m.gap),
            {.label = host.texts()("credits.buy_title"), .kind = ui::ButtonKind::kOutline, .icon = "mail-plus"})) {
        host.go({ScreenId::kCredits, {}});
    }
    if (ui::button(
            ui, "money.move", column.bottom(m.button, m.gap),
            {.label = host.texts()("nav.transfers"), .kind = ui::ButtonKind::kOutline, .icon = "arrow-left-right"})) {
        host.go({ScreenId::kTransfers, {}});
    }
    const float heading = ui.measure(model.month_title, ui::Type::kSubheading, ui::FontWeight::kBold, column.width()).h;
    ui.heading(column.top(heading, m.gap), model.month_title, ui::Type::kSubheading, "money.month");
    for (std::size_t at = 0; at < model.month.size(); ++at) {
        const MonthBar& part = model.month[at];
        if (column.height() < ui.px(kBarHeight) * 0.8F) return;
        ui::bar(ui, "money.month." + std::to_string(at), column.top(ui.px(kBarHeight)),
                {.label = part.label,
                 .amount = part.amount,
                 .fraction = part.share,
                 .tone = part.in ? ui::Tone::kSuccess : ui::Tone::kInfo});
    }
    if (!wide_) return;
    column.skip(m.gap);
    for (std::size_t at = kCardsBeside; at < model.cards.size(); ++at) {
        if (column.height() < ui.px(kFactHeight) * 0.8F) return;
        ui::fact(ui, model.cards[at].id, column.top(ui.px(kFactHeight)), model.cards[at].title, model.cards[at].amount);
    }
}

}  // namespace dayroom::features
