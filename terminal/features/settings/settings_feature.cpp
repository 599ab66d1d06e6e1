#include "terminal/features/settings/settings_feature.h"

#include <algorithm>
#include <array>

namespace dayroom::features {
namespace {

constexpr std::array<int, 3> kScales = {100, 150, 200};
constexpr std::array<std::string_view, 3> kThemes = {"light", "dark", "contrast"};
constexpr std::array<int, 3> kSpeeds = {75, 100, 150};
constexpr float kMaxWidth = 860;

template <typename List, typename Value>
int index_of(const List& list, const Value& value) {
    const auto found = std::find(list.begin(), list.end(), value);
    return found == list.end() ? 0 : static_cast<int>(found - list.begin());
}

}  // namespace

std::string SettingsFeature::title(Host& host, const Place&) { return host.texts()("nav.settings"); }

int SettingsFeature::group(ui::Ui& ui, ui::Cut& column, std::string_view id, const std::string& heading,
                           const std::vector<std::string>& choices, int chosen) {
    const auto& m = ui.metrics();
    const float width = column.width();
    const float control = ui::segmented_height(ui, choices, width);
    const float heading_height = ui.measure(heading, ui::Type::kSubheading, ui::FontWeight::kBold, width).h;
    ui.heading(column.top(heading_height, m.gap), heading, ui::Type::kSubheading);
    return ui::segmented(ui, id, column.top(control, m.gap_large * 1.5F), choices, chosen);
}

void SettingsFeature::draw(Host& host, ui::Ui& ui, ui::Rect rect, const Place&) {
    const auto& t = host.texts();
    const auto& m = ui.metrics();
    ui::ScrollArea area(ui, "settings.body", rect);
    ui::Rect content = area.content();
    content.w = std::min(content.w, ui.px(kMaxWidth) + 2 * m.margin);
    ui::Cut column = ui.cut(content);
    column.inset(m.margin, m.gap_small);

    Preferences chosen = host.preferences();
    const std::vector<std::string> wanted(host.status().languages().begin(), host.status().languages().end());
    const auto offered = t.catalogs().offered(wanted);
    std::vector<std::string> names;
    std::vector<std::string> codes;
    for (const auto& language : offered) {
        names.push_back(language.name);
        codes.push_back(language.code);
    }
    const int language =
        group(ui, column, "settings.language", t("settings.language"), names, index_of(codes, t.language()));
    const int size = group(ui, column, "settings.text_size", t("settings.text_size"),
                           {t("settings.normal"), t("settings.large"), t("settings.largest")},
                           index_of(kScales, chosen.text_scale_percent));
    const int theme = group(ui, column, "settings.theme", t("settings.contrast"),
                            {t("settings.light"), t("settings.dark"), t("settings.high_contrast")},
                            index_of(kThemes, std::string_view(chosen.theme)));
    const int motion = group(ui, column, "settings.motion", t("settings.motion"),
                             {t("settings.motion_normal"), t("settings.motion_none")}, chosen.reduced_motion ? 1 : 0);
    if (host.reading().offered) {
        const int speed = group(ui, column, "settings.reading", t("settings.reading"),
                                {t("settings.reading_slow"), t("settings.reading_normal"), t("settings.reading_fast")},
                                index_of(kSpeeds, chosen.reading_speed_percent));
        chosen.reading_speed_percent = kSpeeds[static_cast<std::size_t>(speed)];
    }
    column.skip(ui.text(column.rest(), t("settings.sample"), {.type = ui::Type::kBody, .personal = false}) +
                m.gap_small);
    column.skip(ui.text(column.rest(), t("settings.kept"),
                        {.type = ui::Type::kSecondary, .ink = ui::Ink::kSecondary, .personal = false}));
    area.used_until(column.rest().y + m.gap_large);

    chosen.language = codes[static_cast<std::size_t>(language)];
    chosen.text_scale_percent = kScales[static_cast<std::size_t>(size)];
    chosen.theme = std::string(kThemes[static_cast<std::size_t>(theme)]);
    chosen.reduced_motion = motion == 1;
    if (!(chosen == host.preferences())) host.prefer(chosen);
}

}  // namespace dayroom::features
