// The list of threads, with its filters and the way to a new message.
#include <algorithm>
#include <array>

#include "terminal/features/base/privacy_note.h"
#include "terminal/features/messages/messages_feature.h"

namespace dayroom::features {
namespace {

constexpr std::array<std::string_view, 5> kFilters = {"all", "unread", "sent", "photos", "waiting"};
constexpr std::array<std::string_view, 5> kFilterKeys = {"messages.all", "messages.unread", "messages.sent",
                                                         "messages.photos", "messages.waiting"};
constexpr float kLeastForRows = 300;  // px at 100 %: with less under the head, the head scrolls with the list

ui::Tone tone_of(MessageMark mark) {
    const bool failed = mark == MessageMark::kRejected || mark == MessageMark::kRefused;
    return failed ? ui::Tone::kDanger : ui::Tone::kWarning;
}

ui::RowSpec row_spec(const ThreadRow& row, bool selected, const ui::Texts& t) {
    ui::RowSpec spec{.title = row.name,
                     .trailing = row.when,
                     .preview = row.preview,
                     .preview_lines = row.mark == MessageMark::kNone && !row.draft ? 2 : 1,
                     .avatar_name = row.name,
                     .unread = row.unread,
                     .selected = selected};
    if (row.draft) spec.badges.push_back({t("messages.draft"), "pencil", ui::Tone::kInfo});
    if (row.mark != MessageMark::kNone)
        spec.badges.push_back({mark_words(row.mark, t), mark_icon(row.mark), tone_of(row.mark)});
    return spec;
}

std::vector<std::string> filter_labels(const ui::Texts& t) {
    std::vector<std::string> labels;
    for (const auto key : kFilterKeys) labels.push_back(t(key));
    return labels;
}

}  // namespace

float MessagesFeature::list_head_height(Host& host, ui::Ui& ui, float width) const {
    const auto& m = ui.metrics();
    float height = m.button + m.gap + ui::segmented_height(ui, filter_labels(host.texts()), width) + m.gap;
    if (!ui.two_panes()) height += privacy_note_height(host, ui, width) + m.gap_small;
    return height;
}

void MessagesFeature::draw_list_head(Host& host, ui::Ui& ui, ui::Cut& column) {
    const auto& t = host.texts();
    const auto& m = ui.metrics();
    ui::Cut bar = ui.cut(column.top(m.button, m.gap));
    const ui::Rect search = bar.end(m.button, m.gap_small);
    const std::string label = t("messages.new");
    if (ui::button(ui, "messages.new", bar.rest(),
                   {.label = label, .kind = ui::ButtonKind::kSecondary, .icon = "square-pen"}))
        host.go({ScreenId::kWriteTo, {}});
    if (ui::icon_button(ui, "messages.search", search, {.label = t("messages.search"), .icon = "search"}))
        host.go({ScreenId::kMessageSearch, {}});
    draw_filters(host, ui, column.top(ui::segmented_height(ui, filter_labels(t), column.width()), m.gap));
    if (!ui.two_panes()) column.skip(privacy_note(host, ui, column.rest()) + m.gap_small);
}

void MessagesFeature::draw_filters(Host& host, ui::Ui& ui, ui::Rect rect) {
    int chosen = 0;
    for (std::size_t at = 0; at < kFilters.size(); ++at) {
        if (filter_ == kFilters[at]) chosen = static_cast<int>(at);
    }
    const auto labels = filter_labels(host.texts());
    const int now_chosen = ui::segmented(ui, "messages.filter", rect, labels, chosen);
    if (now_chosen == chosen) return;
    filter_ = std::string(kFilters[static_cast<std::size_t>(now_chosen)]);
    threads_.clear();
    want_threads(host, 0, kPageRows - 1);
    ui::scroll_to_top(ui, "thread");
}

void MessagesFeature::draw_threads(Host& host, ui::Ui& ui, ui::Rect rect) {
    const auto& t = host.texts();
    const auto& m = ui.metrics();
    const float width = rect.w - ui::scroll_gutter(ui);
    const bool head_scrolls = rect.h - list_head_height(host, ui, width) < ui.px(kLeastForRows);
    ui::Cut column = ui.cut(rect);
    if (!head_scrolls || !threads_.known() || threads_.total() == 0) draw_list_head(host, ui, column);
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
    const std::size_t head = head_scrolls ? 1 : 0;
    ui::ListSpec list{.count = static_cast<std::size_t>(threads_.total()) + head,
                      .row_height = ui.px(118),
                      .stamp = rows_stamp_,
                      .gap = m.gap};
    list.measure = [&](std::size_t index) {
        if (index < head) return list_head_height(host, ui, width) + m.gap;
        const ThreadRow* row = threads_.at(static_cast<int>(index - head));
        return row == nullptr ? list.row_height : ui::row_height(ui, row_spec(*row, false, t), width) + m.gap;
    };
    ui::virtual_list(ui, "thread", column.rest(), list, [&](std::size_t index, ui::Rect box) {
        if (index >= head) return draw_thread_row(host, ui, box, index - head);
        ui::Cut top = ui.cut(box);
        draw_list_head(host, ui, top);
    });
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
    const bool selected = ui.two_panes() && row->contact_id == open_contact_;
    if (!ui::row(ui, std::to_string(index), rect, row_spec(*row, selected, host.texts()))) return;
    const std::string contact = row->contact_id;
    if (ui.two_panes()) {
        open_thread(host, contact);
    } else {
        host.go({ScreenId::kReader, contact});
    }
}

}  // namespace dayroom::features
