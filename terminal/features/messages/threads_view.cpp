// The list of threads, and how the panes stand.
#include <algorithm>
#include <array>

#include "terminal/features/messages/messages_feature.h"

namespace dayroom::features {
namespace {

constexpr std::array<std::string_view, 4> kFilters = {"all", "unread", "sent", "photos"};
constexpr std::array<std::string_view, 4> kFilterKeys = {"messages.all", "messages.unread", "messages.sent",
                                                         "messages.photos"};
constexpr std::size_t kUsualFilters = 3;  // photos joins when somebody came for them

}  // namespace

void MessagesFeature::draw(Host& host, ui::Ui& ui, ui::Rect rect, const Place& place) {
    const auto& m = ui.metrics();
    if (place.screen == ScreenId::kPhoto) return draw_full_photo(host, ui, rect, place.parameter);
    if (place.screen == ScreenId::kMessageSearch) return draw_search(host, ui, rect);
    ui::Cut page = ui.cut(rect);
    page.inset(m.margin, 0);
    page.bottom(m.gap);
    if (ui.two_panes()) {
        draw_threads(host, ui, page.start(m.list_pane, m.gap_large));
        draw_reader(host, ui, page.rest());
    } else if (place.screen == ScreenId::kReader) {
        draw_reader(host, ui, page.rest());
    } else {
        draw_threads(host, ui, page.rest());
    }
}

float MessagesFeature::warning_height(Host& host, ui::Ui& ui, float width) const {
    const auto& m = ui.metrics();
    const float text = ui.measure(host.texts()("messages.not_private"), ui::Type::kSmall, ui::FontWeight::kRegular,
                                  width - m.icon_small - m.gap_small)
                           .h;
    return std::max(text, m.icon_small);
}

float MessagesFeature::draw_warning(Host& host, ui::Ui& ui, ui::Rect rect) {
    const ui::TextSpec spec{.type = ui::Type::kSmall, .ink = ui::Ink::kSecondary, .personal = false};
    ui::Cut row = ui.cut(rect);
    const auto& m = ui.metrics();
    const ui::Rect sign = row.start(m.icon_small, m.gap_small);
    const float height = ui.text(row.rest(), host.texts()("messages.not_private"), spec, "messages.not_private");
    ui.icon("eye", {sign.x, sign.y, m.icon_small, m.icon_small}, ui.theme().secondary);
    return std::max(height, m.icon_small);
}

void MessagesFeature::draw_filters(Host& host, ui::Ui& ui, ui::Cut& column) {
    const auto& m = ui.metrics();
    std::vector<std::string> labels;
    int chosen = 0;
    const std::size_t count = filter_ == "photos" ? kFilters.size() : kUsualFilters;
    for (std::size_t at = 0; at < count; ++at) {
        labels.push_back(host.texts()(kFilterKeys[at]));
        if (filter_ == kFilters[at]) chosen = static_cast<int>(at);
    }
    ui::Cut row = column;
    const float height = ui::segmented_height(ui, labels, column.width() - m.target - m.gap_small);
    row = ui.cut(column.top(std::max(height, m.target), m.gap));
    const ui::Rect search = row.end(m.target, m.gap_small);
    const int now_chosen = ui::segmented(ui, "messages.filter", row.rest(), labels, chosen);
    if (ui::icon_button(ui, "messages.search", {search.x, search.y, m.target, m.target},
                        {.label = host.texts()("messages.search"), .icon = "search"})) {
        host.go({ScreenId::kMessageSearch, {}});
    }
    if (now_chosen != chosen) {
        filter_ = std::string(kFilters[static_cast<std::size_t>(now_chosen)]);
        threads_.clear();
        want_threads(host, 0, kPageRows - 1);
        ui::scroll_to_top(ui, "thread");
    }
}

void MessagesFeature::draw_threads(Host& host, ui::Ui& ui, ui::Rect rect) {
    const auto& t = host.texts();
    const auto& m = ui.metrics();
    ui::Cut column = ui.cut(rect);
    draw_filters(host, ui, column);
    if (!ui.two_panes()) column.skip(draw_warning(host, ui, column.rest()) + m.gap_small);
    if (!threads_.known()) {
        ui::spinner(ui, "messages.loading", column.rest(), t("kit.working"));
        return;
    }
    if (threads_.total() == 0) {
        const bool all = filter_ == "all";
        ui::empty_state(ui, "messages.none", column.rest(),
                        {.icon = "mail",
                         .title = t(all ? "messages.none" : "messages.none_filter"),
                         .text = t(all ? "messages.none_text" : "messages.none_filter_text")});
        return;
    }
    const float width = column.width() - ui::scroll_gutter(ui);
    const float plain = ui::row_height(
        ui, {.title = "A", .trailing = "9", .preview = "A\nA", .preview_lines = 2, .avatar_name = "A"}, width);
    const float with_badge = ui::row_height(
        ui, {.title = "A", .preview = "A", .preview_lines = 1, .avatar_name = "A", .badges = {{"A", "hourglass"}}},
        width);
    const float row_height = std::max(plain, with_badge) + m.gap;
    ui::virtual_list(ui, "thread", column.rest(),
                     {.count = static_cast<std::size_t>(threads_.total()), .row_height = row_height, .gap = m.gap},
                     [&](std::size_t index, ui::Rect box) { draw_thread_row(host, ui, box, index); });
}

void MessagesFeature::draw_thread_row(Host& host, ui::Ui& ui, ui::Rect rect, std::size_t index) {
    const int at = static_cast<int>(index);
    const ThreadRow* row = threads_.at(at);
    if (row == nullptr) {
        want_threads(host, at, at);
        ui::card(ui, rect);
        return;
    }
    if (at % kPageRows == 0) want_threads(host, at, at);  // stale pages come again as they scroll into view
    ui::RowSpec spec{.title = row->name,
                     .trailing = row->when,
                     .preview = row->preview,
                     .preview_lines = row->mark == MessageMark::kNone ? 2 : 1,
                     .avatar_name = row->name,
                     .unread = row->unread,
                     .selected = ui.two_panes() && row->contact_id == open_contact_};
    if (row->mark != MessageMark::kNone) {
        spec.badges.push_back({mark_words(row->mark, host.texts()), mark_icon(row->mark),
                               row->mark == MessageMark::kRejected ? ui::Tone::kDanger : ui::Tone::kWarning});
    }
    if (!ui::row(ui, std::to_string(index), rect, spec)) return;
    const std::string contact = row->contact_id;
    if (ui.two_panes()) {
        open_thread(host, contact);
    } else {
        host.go({ScreenId::kReader, contact});
    }
}

}  // namespace dayroom::features
