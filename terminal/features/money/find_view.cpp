// Finding transactions: the filter over the list, the choice of month and kind, and the search.
#include <algorithm>

#include "terminal/features/money/money_feature.h"

namespace dayroom::features {
namespace {

constexpr float kSegments = 340;
constexpr float kBesideWidth = 620;  // from this logical width on everything stands in one line
constexpr float kLeastChoice = 210;
constexpr float kMaxPageWidth = 980;
constexpr float kLeastRoom = 48;

std::vector<std::string> directions(const ui::Texts& t) {
    return {t("money.filter_all"), t("money.filter_in"), t("money.filter_out")};
}

bool beside(ui::Ui& ui, float width) { return width >= ui.px(kBesideWidth); }

ui::BannerSpec shown_spec(const Finding& finding, const ui::Texts& t) {
    const std::string words = finding_words(local::EVERYTHING, finding.kind, finding.month, t);
    if (words.empty()) return {};
    return {.text = t("money.shown", {{"what", words}}),
            .icon = "list-filter",
            .tone = ui::Tone::kInfo,
            .action = t("money.show_all")};
}

struct Choice {
    std::string id;
    std::string label;
    bool chosen = false;
};

/// The choice that was pressed, or -1.
int draw_choices(ui::Ui& ui, ui::Cut& column, const std::vector<Choice>& choices) {
    const auto& m = ui.metrics();
    const int in_row = std::clamp(static_cast<int>(column.width() / ui.px(kLeastChoice)), 1, 4);
    int pressed = -1;
    std::vector<ui::Rect> cells;
    for (std::size_t at = 0; at < choices.size(); ++at) {
        const auto place = at % static_cast<std::size_t>(in_row);
        if (place == 0) cells = ui.cut(column.top(m.target, m.gap_small)).columns(in_row, m.gap_small);
        const Choice& choice = choices[at];
        if (ui::button(ui, choice.id, cells[place],
                       {.label = choice.label,
                        .kind = ui::ButtonKind::kOutline,
                        .icon = choice.chosen ? std::string_view("check") : std::string_view(),
                        .selected = choice.chosen})) {
            pressed = static_cast<int>(at);
        }
    }
    return pressed;
}

}  // namespace

float MoneyFeature::filter_height(Host& host, ui::Ui& ui, float width) const {
    const auto& t = host.texts();
    const auto& m = ui.metrics();
    const bool one_line = beside(ui, width);
    float height = ui::segmented_height(ui, directions(t), one_line ? ui.px(kSegments) : width);
    height = one_line ? std::max(height, m.target) : height + m.gap_small + m.target;
    const ui::BannerSpec shown = shown_spec(list_.finding(), t);
    return shown.text.empty() ? height : height + m.gap_small + ui::banner_height(ui, shown, width);
}

void MoneyFeature::draw_filter(Host& host, ui::Ui& ui, ui::Rect rect) {
    const auto& t = host.texts();
    const auto& m = ui.metrics();
    const std::vector<std::string> labels = directions(t);
    Finding wanted = list_.finding();
    ui::Cut column = ui.cut(rect);
    const bool one_line = beside(ui, rect.w);
    const float segments = ui::segmented_height(ui, labels, one_line ? ui.px(kSegments) : rect.w);
    ui::Cut line = ui.cut(column.top(one_line ? std::max(segments, m.target) : segments, m.gap_small));
    wanted.filter = static_cast<local::MoneyFilter>(
        ui::segmented(ui, "money.filter", one_line ? line.start(ui.px(kSegments), m.gap) : line.rest(), labels,
                      static_cast<int>(wanted.filter)));
    if (!one_line) line = ui.cut(column.top(m.target, m.gap_small));
    const ui::Rect search = line.end(line.height(), m.gap_small);
    const std::string label = t("money.choose");
    const ui::ButtonSpec choose{.label = label, .kind = ui::ButtonKind::kOutline, .icon = "list-filter"};
    if (ui::button(ui, "money.choose", line.rest(), choose)) host.go({ScreenId::kMoneyChoose, {}});
    if (ui::icon_button(ui, "money.search", search, {.label = t("money.search_title"), .icon = "search"})) {
        search_.clear();
        host.go({ScreenId::kMoneySearch, {}});
    }
    if (const ui::BannerSpec shown = shown_spec(wanted, t); !shown.text.empty()) {
        if (ui::banner(ui, "money.shown", column.rest(), shown)) {
            wanted.kind.clear();
            wanted.month = {};
        }
    }
    if (wanted != list_.finding()) find(host, std::move(wanted));
}

void MoneyFeature::draw_choose(Host& host, ui::Ui& ui, ui::Rect rect) {
    const auto& t = host.texts();
    const auto& m = ui.metrics();
    ui::Cut page = ui.cut(rect);
    page.inset(m.margin, 0);
    page.bottom(m.gap);
    const ui::Rect foot = page.bottom(m.button, m.gap);
    draw_all_choices(host, ui, page.rest());
    const std::string show = list_.known() ? t("money.show", {{"count", list_.total()}}) : t("kit.working");
    if (ui::button(ui, "money.show", foot, {.label = show, .icon = "check"})) host.back();
}

void MoneyFeature::draw_all_choices(Host& host, ui::Ui& ui, ui::Rect rect) {
    const auto& t = host.texts();
    const auto& m = ui.metrics();
    Finding wanted = list_.finding();
    ui::ScrollArea area(ui, "money.choices", rect);
    ui::Rect content = area.content();
    content.w = std::min(content.w, ui.px(kMaxPageWidth));
    ui::Cut column = ui.cut(content);
    column.skip(ui.heading(column.rest(), t("money.which_month"), ui::Type::kSubheading, "money.which_month") +
                m.gap_small);
    std::vector<Choice> months = {{"month.all", t("money.every_month"), wanted.month.none()}};
    std::vector<Month> offered = {{}};
    if (month_) {
        for (const auto& each : month_->months()) {
            offered.push_back({each.year(), each.month()});
            months.push_back({"month." + month_code(offered.back()), month_words(offered.back(), t),
                              wanted.month == offered.back()});
        }
    }
    const auto kinds = transaction_kinds(t);
    std::vector<Choice> choices = {{"kind.all", t("money.every_kind"), wanted.kind.empty()}};
    for (const auto& [code, name] : kinds) choices.push_back({"kind." + code, name, wanted.kind == code});
    if (const int pressed = draw_choices(ui, column, months); pressed >= 0)
        wanted.month = offered[static_cast<std::size_t>(pressed)];
    column.skip(m.gap_large);
    column.skip(ui.heading(column.rest(), t("money.which_kind"), ui::Type::kSubheading, "money.which_kind") +
                m.gap_small);
    if (const int pressed = draw_choices(ui, column, choices); pressed >= 0)
        wanted.kind = pressed == 0 ? std::string() : kinds[static_cast<std::size_t>(pressed - 1)].first;
    area.used_until(column.rest().y + m.gap);
    if (wanted != list_.finding()) find(host, std::move(wanted));
}

/// Among what the list shows: its direction, kind and month hold here too.
void MoneyFeature::draw_search(Host& host, ui::Ui& ui, ui::Rect rect) {
    const auto& t = host.texts();
    const auto& m = ui.metrics();
    ui::Cut page = ui.cut(rect);
    page.inset(m.margin, 0);
    const std::string label = t("money.search_label");
    const std::string hint = t("money.search_hint");
    if (search_.draw(ui, page, "money.search_text", {.label = label, .hint = hint, .initial_focus = true}) &&
        !search_.words().empty()) {
        Finding wanted = list_.finding();
        wanted.search = search_.words();
        found_.look_for(host, std::move(wanted));
    }
    draw_found(host, ui, page.rest());
}

void MoneyFeature::draw_found(Host& host, ui::Ui& ui, ui::Rect rect) {
    const auto& t = host.texts();
    const auto& m = ui.metrics();
    if (rect.h < ui.px(kLeastRoom)) return;  // under the keyboard
    ui::Cut page = ui.cut(rect);
    const Finding& finding = found_.finding();
    const auto status = [&](const std::string& words) {
        return ui.text(page.rest(), words, {.ink = ui::Ink::kSecondary, .personal = false}, "money.search_status",
                       ui::Role::kStatus);
    };
    if (search_.words().empty()) return static_cast<void>(status(t("money.search_start")));
    if (!found_.known()) return static_cast<void>(status(t("kit.working")));
    if (found_.total() == 0) {
        ui::empty_state(ui, "money.search_none", page.rest(),
                        {.icon = "search-x", .title = t("money.none_found"), .text = t("money.none_found_text")});
        return;
    }
    std::string words = t("money.found", {{"count", found_.total()}});
    if (const std::string among = finding_words(finding.filter, finding.kind, finding.month, t); !among.empty())
        words += " · " + among;
    page.skip(status(words) + m.gap_small);
    const float width = page.width() - ui::scroll_gutter(ui);
    ui::ListSpec spec{.label = t("money.list"),
                      .count = static_cast<std::size_t>(found_.total()),
                      .row_height = ui.px(88),
                      .stamp = found_.stamp()};
    const auto height = [&](std::size_t row) { return transaction_height(ui, width, found_, static_cast<int>(row)); };
    spec.measure = [&](std::size_t row) { return height(row) + m.gap; };
    ui::virtual_list(ui, "found", page.rest(), spec, [&](std::size_t row, ui::Rect box) {
        box.h = height(row);
        draw_transaction(host, ui, box, found_, static_cast<int>(row));
    });
}

}  // namespace dayroom::features
