// The amounts, what can be done with them, and the month as bars.
#include <algorithm>

#include "terminal/features/money/money_feature.h"

namespace dayroom::features {
namespace {

constexpr float kHeroShare = 0.36F;
constexpr float kBarHeight = 56;
constexpr float kLeastAction = 220;  // logical width of one

struct Action {
    std::string_view id;
    std::string_view key;
    std::string_view icon;
    ScreenId screen;
};
constexpr std::array<Action, 4> kActions = {
    {{"money.move", "nav.transfers", "arrow-left-right", ScreenId::kTransfers},
     {"money.buy_credits", "credits.buy_title", "mail-plus", ScreenId::kCredits},
     {"money.owe", "obligations.title", "scale", ScreenId::kObligations},
     {"money.statements", "statement.title", "file-text", ScreenId::kStatement}}};

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

int actions_in_row(ui::Ui& ui, float width) {
    const float logical = width / ui.metrics().scale;
    return logical >= 4 * kLeastAction ? 4 : logical >= 2 * kLeastAction ? 2 : 1;
}

int rows_for(std::size_t count, int in_row) { return (static_cast<int>(count) + in_row - 1) / in_row; }

/// Beside the big card the others stand as facts, two beside each other.
float facts_height(ui::Ui& ui, float width, const MoneyModel& model) {
    const auto& m = ui.metrics();
    const float one = (width - 2 * m.pad - m.gap_large) / 2;
    float tallest = 0;
    for (const auto& card : model.cards) tallest = std::max(tallest, ui::fact_height(ui, card.title, card.amount, one));
    return static_cast<float>(rows_for(model.cards.size(), 2)) * tallest + 2 * m.gap;
}

void draw_facts(ui::Ui& ui, ui::Rect rect, const MoneyModel& model) {
    const auto& m = ui.metrics();
    const ui::CardSpec spec{.padded = false};
    const ui::SurfaceScope surface(ui, ui::card_surface(ui, spec));
    ui::Cut inside = ui.cut(ui::card(ui, rect, spec));
    inside.inset(m.pad, m.gap);
    const auto cells = inside.grid(2, rows_for(model.cards.size(), 2), 0);
    for (std::size_t at = 0; at < model.cards.size(); ++at) {
        ui::Cut cell = ui.cut(cells[at]);
        if (at % 2 == 0)
            cell.end(m.gap_large / 2);
        else
            cell.start(m.gap_large / 2);
        ui::fact(ui, model.cards[at].id, cell.rest(), model.cards[at].title, model.cards[at].amount);
    }
}

ui::Tone tone_of(MonthBar::Kind kind) {
    switch (kind) {
        case MonthBar::Kind::kIn:
            return ui::Tone::kSuccess;
        case MonthBar::Kind::kOut:
            return ui::Tone::kInfo;
        case MonthBar::Kind::kPart:
            break;
    }
    return ui::Tone::kNeutral;
}

}  // namespace

float MoneyFeature::cards_height(ui::Ui& ui, float width, const MoneyModel& model) const {
    const auto& m = ui.metrics();
    const float hero = ui::value_card_height(ui, hero_spec(model, "A"), wide_ ? width * kHeroShare : width);
    if (wide_) return std::max(hero, facts_height(ui, width * (1 - kHeroShare) - m.gap, model));
    const int in_row = cards_in_row(ui, width);
    const float small = (width - static_cast<float>(in_row - 1) * m.gap) / static_cast<float>(in_row);
    float tallest = 0;
    for (const auto& card : model.cards)
        tallest = std::max(tallest, ui::value_card_height(ui, small_spec(card), small));
    return hero + static_cast<float>(rows_for(model.cards.size(), in_row)) * (tallest + m.gap);
}

void MoneyFeature::draw_cards(Host& host, ui::Ui& ui, ui::Rect rect, const MoneyModel& model) const {
    const auto& m = ui.metrics();
    const std::string label = host.texts()("money.spendable");
    const ui::ValueCardSpec hero = hero_spec(model, label);
    ui::Cut area = ui.cut(rect);
    if (wide_) {
        ui::value_card(ui, "money.spendable", area.start(rect.w * kHeroShare, m.gap), hero);
        return draw_facts(ui, area.rest(), model);
    }
    ui::value_card(ui, "money.spendable", area.top(ui::value_card_height(ui, hero, rect.w), m.gap), hero);
    const int in_row = cards_in_row(ui, rect.w);
    const auto cells = area.grid(in_row, rows_for(model.cards.size(), in_row), m.gap);
    for (std::size_t at = 0; at < model.cards.size() && at < cells.size(); ++at)
        ui::value_card(ui, model.cards[at].id, cells[at], small_spec(model.cards[at]));
}

float MoneyFeature::actions_height(ui::Ui& ui, float width) const {
    const auto& m = ui.metrics();
    const int lines = rows_for(kActions.size(), actions_in_row(ui, width));
    return static_cast<float>(lines) * m.button + static_cast<float>(lines - 1) * m.gap;
}

void MoneyFeature::draw_actions(Host& host, ui::Ui& ui, ui::Rect rect) const {
    const int in_row = actions_in_row(ui, rect.w);
    const auto cells = ui.cut(rect).grid(in_row, rows_for(kActions.size(), in_row), ui.metrics().gap);
    for (std::size_t at = 0; at < kActions.size(); ++at) {
        const Action& action = kActions[at];
        const std::string label = host.texts()(action.key);
        if (ui::button(ui, action.id, cells[at],
                       {.label = label, .kind = ui::ButtonKind::kOutline, .icon = action.icon}))
            host.go({action.screen, {}});
    }
}

float MoneyFeature::month_height(ui::Ui& ui, float width, const MonthModel& model) const {
    const auto& m = ui.metrics();
    const float heading = ui.measure(model.title, ui::Type::kSubheading, ui::FontWeight::kBold, width - 2 * m.pad).h;
    return 2 * m.pad + heading + m.gap + static_cast<float>(model.bars.size()) * ui.px(kBarHeight);
}

void MoneyFeature::draw_month(ui::Ui& ui, ui::Rect rect, const MonthModel& model) const {
    const auto& m = ui.metrics();
    const ui::CardSpec spec{};
    const ui::SurfaceScope surface(ui, ui::card_surface(ui, spec));
    ui::Cut column = ui.cut(ui::card(ui, rect, spec));
    const float heading = ui.measure(model.title, ui::Type::kSubheading, ui::FontWeight::kBold, column.width()).h;
    ui.heading(column.top(heading, m.gap), model.title, ui::Type::kSubheading, "money.month");
    for (std::size_t at = 0; at < model.bars.size(); ++at) {
        const MonthBar& part = model.bars[at];
        ui::bar(ui, "money.month." + std::to_string(at), column.top(ui.px(kBarHeight)),
                {.label = part.label, .amount = part.amount, .fraction = part.share, .tone = tone_of(part.kind)});
    }
}

}  // namespace dayroom::features
