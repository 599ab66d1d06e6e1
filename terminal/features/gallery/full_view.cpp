// One photo in full: who sent it and when, the newer and the older one, and the way to its message.
#include <algorithm>

#include "terminal/features/base/privacy_note.h"
#include "terminal/features/gallery/gallery_feature.h"

namespace dayroom::features {
namespace {

constexpr float kOneLine = 860;  // logical width from which words and buttons share a line
constexpr float kShort = 400;    // logical height below which the buttons stand beside the picture, as signs alone

struct PhotoButton {
    std::string_view id;
    std::string label;
    std::string_view icon;
    ui::ButtonKind kind = ui::ButtonKind::kOutline;
    bool enabled = true;
};

float words_height(ui::Ui& ui) { return ui.measure("X", ui::Type::kBody).h + ui.measure("X", ui::Type::kSmall).h; }

bool press(ui::Ui& ui, const PhotoButton& button, ui::Rect rect) {
    return ui::button(ui, button.id, rect,
                      {.label = button.label, .kind = button.kind, .icon = button.icon, .enabled = button.enabled});
}

float width_of(ui::Ui& ui, const PhotoButton& button) {
    return ui::button_width(ui, {.label = button.label, .icon = button.icon});
}

void draw_words(ui::Ui& ui, ui::Cut words, const GalleryItem& item) {
    ui.text(words.top(ui.measure("X", ui::Type::kBody).h), item.name,
            {.weight = ui::FontWeight::kBold, .max_lines = 1, .may_shorten = true}, "gallery.name", ui::Role::kHeading);
    ui.text(
        words.rest(), item.moment,
        {.type = ui::Type::kSmall, .ink = ui::Ink::kSecondary, .max_lines = 1, .may_shorten = true, .personal = false},
        "gallery.when");
}

}  // namespace

void GalleryFeature::draw_photo(Host& host, ui::Ui& ui, ui::Rect rect) {
    const auto& t = host.texts();
    const auto& m = ui.metrics();
    want(host, index_ - 1, index_ + 1);
    const GalleryItem* item = items_.at(index_);
    if (item == nullptr) {
        if (items_.known() && index_ >= items_.total()) {
            ui::empty_state(ui, "gallery.gone", rect,
                            {.icon = "image-off", .title = t("problem.not_found"), .error = true});
        } else {
            ui::spinner(ui, "gallery.loading", rect, t("kit.working"));
        }
        return;
    }
    if (!open_.has_value()) open_ = *item;
    const GalleryItem shown = *item;  // the buttons below may move on
    ui::Cut page = ui.cut(rect);
    page.inset(m.margin, 0);
    page.bottom(m.gap);
    const bool signs = rect.h / m.scale < kShort;
    if (signs) draw_photo_signs(host, ui, ui.cut(page.end(m.target, m.gap)), shown);
    privacy_note(host, ui, page.bottom(privacy_note_height(host, ui, page.width()), m.gap_small));
    if (signs) {
        const std::string words = shown.name + " · " + shown.moment;
        ui.text(page.bottom(ui.measure("X", ui::Type::kSmall).h, m.gap_small), words,
                {.type = ui::Type::kSmall, .weight = ui::FontWeight::kSemiBold, .max_lines = 1, .may_shorten = true},
                "gallery.name", ui::Role::kHeading);
    } else {
        draw_photo_bar(host, ui, ui.cut(page.bottom(photo_bar_height(ui, page.width()), m.gap)), shown);
    }
    draw_picture(host, ui, page.rest(), shown);
}

float GalleryFeature::photo_bar_height(ui::Ui& ui, float width) const {
    const auto& m = ui.metrics();
    if (width / m.scale >= kOneLine) return std::max(words_height(ui), m.button);
    return words_height(ui) + 2 * (m.gap_small + m.button);
}

void GalleryFeature::draw_photo_signs(Host& host, ui::Ui& ui, ui::Cut column, const GalleryItem& item) {
    const auto& t = host.texts();
    const auto& m = ui.metrics();
    const float side = m.target;
    const auto sign = [&](std::string_view id, const std::string& label, std::string_view icon, bool enabled) {
        return ui::icon_button(ui, id, column.top(side, m.gap_small),
                               {.label = label, .icon = icon, .enabled = enabled});
    };
    if (sign("gallery.newer", t("gallery.newer"), "chevron-up", index_ > 0)) show(index_ - 1);
    if (sign("gallery.older", t("gallery.older"), "chevron-down", index_ + 1 < items_.total())) show(index_ + 1);
    if (sign("gallery.open_message", t("gallery.open_message"), "message-square", true))
        host.go({ScreenId::kMessage, item.message_id});
}

void GalleryFeature::draw_photo_bar(Host& host, ui::Ui& ui, ui::Cut bar, const GalleryItem& item) {
    const auto& t = host.texts();
    const auto& m = ui.metrics();
    const PhotoButton newer{.id = "gallery.newer",
                            .label = t("gallery.newer"),
                            .icon = ui.right_to_left() ? "arrow-right" : "arrow-left",
                            .enabled = index_ > 0};
    const PhotoButton older{.id = "gallery.older",
                            .label = t("gallery.older"),
                            .icon = ui.right_to_left() ? "arrow-left" : "arrow-right",
                            .enabled = index_ + 1 < items_.total()};
    const PhotoButton open{.id = "gallery.open_message",
                           .label = t("gallery.open_message"),
                           .icon = "message-square",
                           .kind = ui::ButtonKind::kSecondary};
    ui::Rect newer_at, older_at, open_at;
    if (bar.width() / m.scale >= kOneLine) {
        newer_at = bar.start(width_of(ui, newer), m.gap_small);
        older_at = bar.start(width_of(ui, older), m.gap_large);
        open_at = bar.end(width_of(ui, open), m.gap_large);
        bar.skip((bar.height() - words_height(ui)) / 2);
        draw_words(ui, bar, item);
    } else {
        draw_words(ui, ui.cut(bar.top(words_height(ui), m.gap_small)), item);
        const auto halves = ui.cut(bar.top(m.button, m.gap_small)).columns(2, m.gap_small);
        newer_at = halves[0];
        older_at = halves[1];
        open_at = bar.top(m.button);
    }
    if (press(ui, newer, newer_at)) show(index_ - 1);
    if (press(ui, older, older_at)) show(index_ + 1);
    if (press(ui, open, open_at)) host.go({ScreenId::kMessage, item.message_id});
}

void GalleryFeature::draw_picture(Host& host, ui::Ui& ui, ui::Rect rect, const GalleryItem& item) {
    const auto& t = host.texts();
    const auto size_of = [&](const GalleryItem& one) {
        return photos_.get(host, one.sha256, static_cast<int>(rect.w), static_cast<int>(rect.h));
    };
    const PhotoView view = size_of(item);
    if (view.state == PhotoState::kCannotShow) {
        ui::empty_state(ui, "gallery.cannot", rect,
                        {.icon = "image-off", .title = t("messages.photo_cannot"), .error = true});
    } else if (view.state == PhotoState::kLoading) {
        ui::spinner(ui, "gallery.photo_loading", rect, t("messages.photo_loading"));
    } else {
        const ui::Size natural{static_cast<float>(view.width), static_cast<float>(view.height)};
        const float factor = std::min(rect.w / natural.w, rect.h / natural.h);
        ui::photo(ui, "gallery.full", ui::centred(rect, {natural.w * factor, natural.h * factor}),
                  {.label = item.label, .image = view.image, .natural = natural, .pressable = false});
    }
    for (const int beside : {index_ + 1, index_ - 1}) {  // so that the next press shows it at once
        if (const GalleryItem* near = items_.at(beside)) size_of(*near);
    }
}

}  // namespace dayroom::features
