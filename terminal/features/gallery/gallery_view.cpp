// The grid of photos, and the choice of whose they are.
#include <algorithm>

#include "terminal/features/base/privacy_note.h"
#include "terminal/features/gallery/gallery_feature.h"

namespace dayroom::features {
namespace {

constexpr float kLeastCell = 236;    // logical width: no more than kMaxPhotosKept are ever in sight
constexpr float kCellShape = 0.75F;  // height ÷ width of a picture
constexpr float kMostPixels = 3;     // a panorama is asked for at no more than this many times its cell

/// Pixels to ask for, so that the picture covers the box.
ui::Size covering(const GalleryItem& item, ui::Rect box) {
    const float factor = std::max(box.w / item.width, box.h / item.height);
    return {std::min(item.width * factor, box.w * kMostPixels), std::min(item.height * factor, box.h * kMostPixels)};
}

}  // namespace

void GalleryFeature::draw_grid(Host& host, ui::Ui& ui, ui::Rect rect) {
    const auto& t = host.texts();
    const auto& m = ui.metrics();
    ui::Cut page = ui.cut(rect);
    page.inset(m.margin, 0);
    draw_bar(host, ui, page.top(m.target, m.gap));
    privacy_note(host, ui, page.bottom(privacy_note_height(host, ui, page.width()) + m.gap, m.gap_small));
    if (!items_.known()) {
        want(host, 0, kPageRows - 1);
        return ui::spinner(ui, "gallery.loading", page.rest(), t("kit.working"));
    }
    if (items_.total() == 0) {
        ui::empty_state(
            ui, "gallery.none", page.rest(),
            {.icon = "image",
             .title = sender_.id.empty() ? t("gallery.none") : t("gallery.none_from", {{"name", sender_.name}}),
             .text = t("gallery.none_text")});
        return;
    }
    const float width = page.width() - ui::scroll_gutter(ui);
    const int in_row = std::max(1, static_cast<int>((width + m.gap) / (ui.px(kLeastCell) + m.gap)));
    const float cell = (width - static_cast<float>(in_row - 1) * m.gap) / static_cast<float>(in_row);
    const float words = ui.measure("X", ui::Type::kSecondary).h + ui.measure("X", ui::Type::kSmall).h + m.gap_small;
    const float height = cell * kCellShape + words;
    const int rows = (items_.total() + in_row - 1) / in_row;
    ui::virtual_list(ui, "photo", page.rest(),
                     {.label = t("nav.gallery"),
                      .count = static_cast<std::size_t>(rows),
                      .row_height = height + m.gap_large,
                      .gap = m.gap_large},
                     [&](std::size_t row, ui::Rect box) {
                         const int first = static_cast<int>(row) * in_row;
                         want(host, first, std::min(first + in_row, items_.total()) - 1);
                         const auto cells = ui.cut(box).columns(in_row, m.gap);
                         for (int at = 0; at < in_row && first + at < items_.total(); ++at)
                             draw_cell(host, ui, cells[static_cast<std::size_t>(at)], first + at);
                     });
}

void GalleryFeature::draw_bar(Host& host, ui::Ui& ui, ui::Rect rect) {
    const auto& t = host.texts();
    const std::string label = sender_.id.empty() ? t("gallery.from_all") : t("gallery.from", {{"name", sender_.name}});
    const ui::ButtonSpec spec{.label = label, .kind = ui::ButtonKind::kOutline, .icon = "users", .initial_focus = true};
    ui::Cut bar = ui.cut(rect);
    if (ui::button(ui, "gallery.sender", bar.start(std::min(bar.width(), ui::button_width(ui, spec)), ui.metrics().gap),
                   spec)) {
        host.go({ScreenId::kGalleryPeople, {}});
    }
    if (!items_.known() || bar.width() < ui.px(120)) return;
    ui.text(bar.rest(), t("home.photo_count", {{"count", items_.total()}}),
            {.type = ui::Type::kSecondary,
             .ink = ui::Ink::kSecondary,
             .align = ui::TextAlign::kEnd,
             .max_lines = 1,
             .middle = true,
             .personal = false},
            "gallery.count", ui::Role::kStatus);
}

void GalleryFeature::draw_cell(Host& host, ui::Ui& ui, ui::Rect rect, int index) {
    const auto& t = host.texts();
    const auto& m = ui.metrics();
    const GalleryItem* item = items_.at(index);
    if (item == nullptr) return;
    ui::Cut cell = ui.cut(rect);
    const ui::Rect box = cell.top(cell.width() * kCellShape, m.gap_small / 2);
    const ui::Size wanted = covering(*item, box);
    const PhotoView view = photos_.get(host, item->sha256, static_cast<int>(wanted.w), static_cast<int>(wanted.h));
    const std::string id = std::to_string(index);
    bool opened = false;
    if (view.state == PhotoState::kCannotShow) {
        opened = ui::icon_button(ui, id, box,
                                 {.label = item->label + ". " + t("messages.photo_cannot"), .icon = "image-off"});
    } else {
        opened =
            ui::photo(ui, id, box,
                      {.label = item->label + ". " +
                                t(view.state == PhotoState::kReady ? "messages.open_photo" : "messages.photo_loading"),
                       .image = view.image,
                       .natural = {static_cast<float>(view.width), static_cast<float>(view.height)},
                       .fill = true});
    }
    if (opened) host.go({ScreenId::kGalleryPhoto, id});
    const float line = ui.measure("X", ui::Type::kSecondary).h;
    ui.label(cell.top(line), item->name,
             {.type = ui::Type::kSecondary, .weight = ui::FontWeight::kSemiBold, .max_lines = 1, .may_shorten = true});
    ui.label(
        cell.rest(), item->when,
        {.type = ui::Type::kSmall, .ink = ui::Ink::kSecondary, .max_lines = 1, .may_shorten = true, .personal = false});
}

void GalleryFeature::draw_senders(Host& host, ui::Ui& ui, ui::Rect rect) {
    const auto& t = host.texts();
    const auto& m = ui.metrics();
    ui::Cut page = ui.cut(rect);
    page.inset(m.margin, 0);
    privacy_note(host, ui, page.bottom(privacy_note_height(host, ui, page.width()) + m.gap, m.gap_small));
    const auto look = [&](std::size_t at) {
        ui::RowSpec spec;
        if (at == 0) {
            spec.title = t("gallery.from_all");
            spec.icon = "users";
            spec.selected = sender_.id.empty();
        } else {
            spec.title = spec.avatar_name.emplace(senders_[at - 1].name);
            spec.selected = sender_.id == senders_[at - 1].id;
        }
        return spec;
    };
    const float height = ui::row_height(ui, {.title = "A", .avatar_name = "A"}, page.width());
    ui::virtual_list(
        ui, "sender", page.rest(),
        {.label = t("gallery.whose"), .count = senders_.size() + 1, .row_height = height + m.gap, .gap = m.gap},
        [&](std::size_t at, ui::Rect box) {
            if (!ui::row(ui, std::to_string(at), box, look(at))) return;
            choose_sender(host, at == 0 ? Sender{} : senders_[at - 1]);
        });
}

}  // namespace dayroom::features
