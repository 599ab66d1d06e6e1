#include "terminal/features/help/help_feature.h"

#include <array>

namespace dayroom::features {
namespace {

struct Topic {
    std::string_view icon;
    std::string_view title;
    std::string_view text;
};
constexpr std::array<Topic, 6> kTopics = {{{"shield-alert", "help.read_title", "help.read_text"},
                                           {"lock", "help.pin_title", "help.pin_text"},
                                           {"wallet", "help.money_title", "help.money_text"},
                                           {"receipt", "help.receipt_title", "help.receipt_text"},
                                           {"cloud-off", "help.offline_title", "help.offline_text"},
                                           {"clock", "help.time_title", "help.time_text"}}};

}  // namespace

std::string HelpFeature::title(Host& host, const Place&) { return host.texts()("nav.help"); }

void HelpFeature::draw(Host& host, ui::Ui& ui, ui::Rect rect, const Place&) {
    const auto& t = host.texts();
    const auto& m = ui.metrics();
    ui::ScrollArea area(ui, "help.body", rect);
    ui::Cut column = ui.cut(area.content());
    column.inset(m.margin, 0);
    const ui::CardSpec spec{};
    for (const auto& topic : kTopics) {
        const float inner = column.width() - 2 * m.pad - m.icon_large - m.gap;
        const std::string title = t(topic.title);
        const std::string text = t(topic.text);
        const float title_height = ui.measure(title, ui::Type::kSubheading, ui::FontWeight::kBold, inner).h;
        const float text_height = ui.measure(text, ui::Type::kBody, ui::FontWeight::kRegular, inner).h;
        const float height = 2 * m.pad + title_height + m.gap_small + text_height;
        const ui::SurfaceScope surface(ui, ui::card_surface(ui, spec));
        ui::Cut card = ui.cut(ui::card(ui, column.top(height, m.gap), spec));
        ui.icon(topic.icon, ui.cut(card.start(m.icon_large, m.gap)).top(m.icon_large), ui.theme().accent);
        ui.heading(card.top(title_height, m.gap_small), title, ui::Type::kSubheading);
        ui.text(card.rest(), text, {.personal = false});
    }
    area.used_until(column.rest().y + m.gap);
}

}  // namespace dayroom::features
