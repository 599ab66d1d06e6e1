// Search in messages, and one photo in full.
#include <algorithm>

#include "platform/rules/search.h"
#include "terminal/features/base/privacy_note.h"
#include "terminal/features/messages/messages_feature.h"

namespace dayroom::features {
namespace {

constexpr float kLeastRoom = 48;  // logical height for results

}  // namespace

void MessagesFeature::draw_search(Host& host, ui::Ui& ui, ui::Rect rect) {
    const auto& t = host.texts();
    const auto& m = ui.metrics();
    ui::Cut page = ui.cut(rect);
    page.inset(m.margin, 0);
    const std::string label = t("messages.search_label");
    const std::string hint = t("messages.search_hint");
    if (search_.draw(ui, page, "messages.search_text", {.label = label, .hint = hint, .initial_focus = true})) {
        results_.clear();
        want_results(host, 0, kPageRows - 1);
    }
    page.skip(privacy_note(host, ui, page.rest()) + m.gap);
    draw_results(host, ui, page.rest());
}

void MessagesFeature::draw_results(Host& host, ui::Ui& ui, ui::Rect rect) {
    const auto& t = host.texts();
    const auto& m = ui.metrics();
    if (rect.h < ui.px(kLeastRoom)) return;  // under the keyboard
    ui::Cut page = ui.cut(rect);
    const bool begun = !search_.words().empty();
    if (!begun || !results_.known()) {
        ui.text(page.rest(), !begun ? t("messages.search_start") : t("kit.working"),
                {.ink = ui::Ink::kSecondary, .personal = false}, "messages.search_status", ui::Role::kStatus);
        return;
    }
    if (results_.total() == 0) {
        ui::empty_state(
            ui, "messages.search_none", page.rest(),
            {.icon = "search-x", .title = t("messages.search_none"), .text = t("messages.search_none_text")});
        return;
    }
    const int shown = std::min(results_.total(), rules::kMostFound);
    page.skip(ui.text(page.rest(),
                      shown < results_.total() ? t("messages.found_more", {{"most", shown}})
                                               : t("messages.found", {{"count", shown}}),
                      {.type = ui::Type::kSecondary,
                       .weight = ui::FontWeight::kSemiBold,
                       .ink = ui::Ink::kSecondary,
                       .personal = false},
                      "messages.search_status", ui::Role::kStatus) +
              m.gap_small);
    const float row_height =
        ui::row_height(ui, {.title = "A", .preview = "A\nA", .avatar_name = "A"}, page.width()) + m.gap;
    ui::virtual_list(
        ui, "result", page.rest(), {.count = static_cast<std::size_t>(shown), .row_height = row_height, .gap = m.gap},
        [&](std::size_t index, ui::Rect box) {
            const int at = static_cast<int>(index);
            want_results(host, at, at);
            const SearchRow* row = results_.at(at);
            if (row == nullptr) return;
            if (ui::row(
                    ui, std::to_string(index), box,
                    {.title = row->name, .trailing = row->when, .preview = row->snippet, .avatar_name = row->name})) {
                host.go({ScreenId::kReader, row->contact_id});
            }
        });
}

void MessagesFeature::draw_full_photo(Host& host, ui::Ui& ui, ui::Rect rect, const std::string& sha256) {
    const auto& t = host.texts();
    const auto& m = ui.metrics();
    ui::Cut page = ui.cut(rect);
    page.inset(m.margin, 0);
    page.bottom(m.gap);
    privacy_note(host, ui, page.bottom(privacy_note_height(host, ui, page.width()), m.gap));
    const PhotoView view = photos_.get(host, sha256, static_cast<int>(page.width()), static_cast<int>(page.height()));
    if (view.state == PhotoState::kCannotShow) {
        ui::empty_state(ui, "photo.cannot", page.rest(),
                        {.icon = "image-off", .title = t("messages.photo_cannot"), .error = true});
    } else if (view.state == PhotoState::kLoading) {
        ui::spinner(ui, "photo.loading", page.rest(), t("messages.photo_loading"));
    } else {
        ui::photo(ui, "photo.full", page.rest(),
                  {.label = t("messages.photo_title"),
                   .image = view.image,
                   .natural = {static_cast<float>(view.width), static_cast<float>(view.height)},
                   .pressable = false});
    }
}

}  // namespace dayroom::features
