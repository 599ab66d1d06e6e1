#include "terminal/features/obligations/obligations_feature.h"

#include <algorithm>

namespace dayroom::features {
namespace {

constexpr float kMaxPageWidth = 860;
constexpr float kBarHeight = 44;

float words_height(ui::Ui& ui, const std::string& words, float width) {
    return words.empty() ? 0 : ui.measure(words, ui::Type::kBody, ui::FontWeight::kRegular, width).h;
}

}  // namespace

void ObligationsFeature::enter(Host& host, const Place& place) {
    if (place.screen == ScreenId::kObligations) moved(host);
}

void ObligationsFeature::moved(Host& host) {
    local::ToAgent query;
    query.mutable_get_obligations();
    host.ask(std::move(query));
}

void ObligationsFeature::answer(Host&, std::uint32_t, const local::ToTerminal& reply) {
    if (!reply.has_obligations()) return;
    held_ = reply.obligations();
    known_ = true;
}

std::string ObligationsFeature::title(Host& host, const Place&) { return host.texts()("obligations.title"); }

void ObligationsFeature::draw(Host& host, ui::Ui& ui, ui::Rect rect, const Place&) {
    const auto& t = host.texts();
    const auto& m = ui.metrics();
    if (!known_) return ui::spinner(ui, "obligations.loading", rect, t("kit.working"));
    const ObligationsModel model = make_obligations(held_, t, host.now());
    if (model.cards.empty()) {
        ui::empty_state(ui, "obligations.none", rect,
                        {.icon = "circle-check", .title = t("obligations.none"), .text = t("obligations.none_text")});
        return;
    }
    ui::ScrollArea area(ui, "obligations", rect);
    ui::Rect content = area.content();
    content.w = std::min(content.w, ui.px(kMaxPageWidth) + 2 * m.margin);
    ui::Cut column = ui.cut(content);
    column.inset(m.margin, 0);
    const ui::ValueCardSpec hero{.label = t("obligations.total"),
                                 .value = model.total,
                                 .note = t("obligations.total_note"),
                                 .icon = "scale",
                                 .hero = true};
    ui::value_card(ui, "obligations.total", column.top(ui::value_card_height(ui, hero, column.width()), m.gap_large),
                   hero);
    for (const ObligationCard& card : model.cards) draw_card(ui, column, card);
    area.used_until(column.rest().y + m.gap_large);
}

void ObligationsFeature::draw_card(ui::Ui& ui, ui::Cut& column, const ObligationCard& card) {
    const auto& m = ui.metrics();
    const float inner = column.width() - 2 * m.pad;
    const ui::BadgeSpec badge{.label = card.state, .icon = card.icon, .tone = card.tone};
    float height = ui.measure(card.title, ui::Type::kSubheading, ui::FontWeight::kBold, inner).h + m.gap_small +
                   ui::badge_size(ui, badge).h + m.gap + ui.px(kBarHeight) + m.gap + words_height(ui, card.next, inner);
    for (const auto& [name, value] : card.facts) height += ui::fact_height(ui, name, value, inner);
    if (!card.why.empty()) height += words_height(ui, card.why, inner) + m.gap_small;
    const ui::CardSpec spec{};
    const ui::SurfaceScope surface(ui, ui::card_surface(ui, spec));
    const ui::IdScope scope(ui, card.id);
    ui::Cut box = ui.cut(ui::card(ui, column.top(height + 2 * m.pad, m.gap), spec));
    box.skip(ui.heading(box.rest(), card.title, ui::Type::kSubheading, "title") + m.gap_small);
    ui::badge(ui, "state", box.top(ui::badge_size(ui, badge).h, m.gap), badge);
    ui::progress_bar(ui, "paid", box.top(ui.px(kBarHeight)), card.paid_words, card.paid);
    for (std::size_t at = 0; at < card.facts.size(); ++at)
        box.skip(ui::fact(ui, "fact." + std::to_string(at), box.rest(), card.facts[at].first, card.facts[at].second));
    box.skip(m.gap);
    box.skip(ui.text(box.rest(), card.next, {}, "next"));
    if (card.why.empty()) return;
    box.skip(m.gap_small);
    ui.text(box.rest(), card.why, {.ink = ui::Ink::kSecondary, .personal = false}, "why");
}

}  // namespace dayroom::features
