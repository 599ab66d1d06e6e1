// How a page of a document is drawn: strips of its picture one below the other, or its words.
#include <algorithm>

#include "terminal/features/requests/attachment_reader.h"

namespace dayroom::features {
namespace {

constexpr int kWholeWidth = 1920;  // pixels: as the hub draws a page
constexpr int kWholeHeight = 960;  // of a strip of it
constexpr float kShareToLook = 0.6F;
constexpr float kTwoRows = 600;  // logical width below which turning and looking closer have a row each

struct Sign {
    std::string_view id;
    std::string label;
    std::string_view icon;
    bool enabled = true;
};

bool press_sign(ui::Ui& ui, const Sign& sign, ui::Rect rect) {
    return ui::icon_button(ui, sign.id, rect, {.label = sign.label, .icon = sign.icon, .enabled = sign.enabled});
}

}  // namespace

void AttachmentReader::draw(Host& host, ui::Ui& ui, ui::Rect rect, const local::Attachment& attachment) {
    const auto& m = ui.metrics();
    const int pages = attachment.pages_size();
    if (pages == 0) return;
    page_ = std::clamp(page_, 0, pages - 1);
    ui::Cut column = ui.cut(rect);
    column.inset(m.margin, 0);
    column.bottom(m.gap);
    ui::Rect turning;
    ui::Rect looking;
    if (column.width() / m.scale < kTwoRows) {
        looking = column.bottom(m.button, m.gap_small);
        turning = column.bottom(m.button, m.gap_small);
    } else {
        ui::Cut bar = ui.cut(column.bottom(m.button, m.gap));
        looking = bar.end(bar.width() * kShareToLook, m.gap);
        turning = bar.rest();
    }
    // In the order in which it is read.
    if (as_words_) {
        draw_words(host, ui, column.rest(), attachment.pages(page_));
    } else {
        draw_page(host, ui, column.rest(), attachment);
    }
    draw_turning(host, ui, turning, pages);
    draw_view(host, ui, looking);
}

void AttachmentReader::draw_turning(Host& host, ui::Ui& ui, ui::Rect rect, int pages) {
    const auto& t = host.texts();
    const auto& m = ui.metrics();
    const bool mirrored = ui.right_to_left();
    ui::Cut bar = ui.cut(rect);
    if (press_sign(
            ui, {"attachment.previous", t("attachment.previous"), mirrored ? "arrow-right" : "arrow-left", page_ > 0},
            bar.start(m.target, m.gap_small)))
        turn(-1, pages);
    if (press_sign(
            ui, {"attachment.next", t("attachment.next"), mirrored ? "arrow-left" : "arrow-right", page_ + 1 < pages},
            bar.start(m.target, m.gap)))
        turn(1, pages);
    ui.text(
        bar.rest(), t("attachment.page", {{"page", std::to_string(page_ + 1)}, {"pages", std::to_string(pages)}}),
        {.weight = ui::FontWeight::kSemiBold, .max_lines = 1, .middle = true, .may_shorten = true, .personal = false},
        "attachment.page", ui::Role::kStatus);
}

void AttachmentReader::draw_view(Host& host, ui::Ui& ui, ui::Rect rect) {
    const auto& t = host.texts();
    const auto& m = ui.metrics();
    ui::Cut bar = ui.cut(rect);
    const std::string words = t(as_words_ ? "attachment.picture" : "attachment.words");
    const std::string_view icon = as_words_ ? "image" : "file-text";
    const float wide = ui::button_width(ui, {.label = words, .icon = icon});
    const bool said = bar.width() > wide + 4 * (m.target + m.gap_small);
    const ui::Rect words_at = bar.end(said ? wide : m.target, m.gap_small);
    const ui::Rect larger_at = bar.end(m.target, m.gap_small);
    const ui::Rect smaller_at = bar.end(m.target, m.gap_small);
    if (!as_words_ && view_.may_shrink()) {
        const ui::Rect right_at = bar.end(m.target, m.gap_small);
        const ui::Rect left_at = bar.end(m.target, m.gap_small);
        if (press_sign(ui, {"attachment.left", t("attachment.left"), "chevron-left", view_.may_shift(-1)}, left_at))
            view_.shift(-1);
        if (press_sign(ui, {"attachment.right", t("attachment.right"), "chevron-right", view_.may_shift(1)}, right_at))
            view_.shift(1);
    }
    const bool whole = !as_words_;
    if (press_sign(ui, {"attachment.smaller", t("attachment.smaller"), "minus", whole && view_.may_shrink()},
                   smaller_at))
        view_.shrink();
    if (press_sign(ui, {"attachment.larger", t("attachment.larger"), "plus", whole && view_.may_grow()}, larger_at))
        view_.grow();
    if (said ? ui::button(ui, "attachment.words", words_at,
                          {.label = words, .kind = ui::ButtonKind::kOutline, .icon = icon})
             : press_sign(ui, {"attachment.words", words, icon}, words_at))
        as_words_ = !as_words_;
}

/// The page is one thing for who hears it: which one it is, and what stands on it.
void AttachmentReader::draw_page(Host& host, ui::Ui& ui, ui::Rect rect, const local::Attachment& attachment) {
    const auto& t = host.texts();
    const auto& m = ui.metrics();
    const auto& page = attachment.pages(page_);
    const Words& words = words_of(host, page);
    ui::ScrollArea area(ui, "attachment.body." + std::to_string(page_), rect);
    const ui::Rect content = area.content();
    const float zoom = static_cast<float>(view_.zoom_percent) / 100;
    float y = content.y;
    bool cannot = false;
    for (const auto& strip : page.strips()) {
        const float height = strip.width() > 0 ? content.w * zoom * static_cast<float>(strip.height()) /
                                                     static_cast<float>(strip.width())
                                               : 0;
        const ui::Rect box{content.x, y, content.w, height};
        y += height;
        if (cannot || !box.intersects(ui.clip())) continue;
        const int width = view_.may_shrink() ? kWholeWidth : std::min(kWholeWidth, static_cast<int>(content.w));
        const PhotoView view = photos_.get(host, strip.sha256(), width, kWholeHeight);
        if (view.state == PhotoState::kReady) {
            ui.canvas().image(view.image, box, 0, view_.part());
        } else if (view.state == PhotoState::kCannotShow) {
            ui::empty_state(ui, "attachment.cannot", box.intersect(ui.clip()),
                            {.icon = "image-off", .title = t("attachment.cannot"), .error = true});
            cannot = true;
        } else {
            ui::spinner(ui, "attachment.loading." + std::to_string(static_cast<int>(y - content.y)),
                        box.intersect(ui.clip()), t("attachment.loading"));
        }
    }
    std::string spoken =
        t("attachment.page", {{"page", std::to_string(page_ + 1)}, {"pages", std::to_string(attachment.pages_size())}});
    if (words.text.has_value()) spoken += ". " + (words.text->empty() ? t("attachment.no_words") : *words.text);
    ui.note("attachment.picture", ui::Role::kImage, spoken, {}, {content.x, content.y, content.w, y - content.y});
    area.used_until(y + m.gap);
}

void AttachmentReader::draw_words(Host& host, ui::Ui& ui, ui::Rect rect, const local::Attachment::Page& page) {
    const auto& t = host.texts();
    const auto& m = ui.metrics();
    const Words& words = words_of(host, page);
    if (!words.text.has_value() && !words.cannot) {
        ui::spinner(ui, "attachment.loading", rect, t("attachment.loading"));
        return;
    }
    ui::ScrollArea area(ui, "attachment.text." + std::to_string(page_), rect);
    ui::Cut column = ui.cut(area.content());
    const std::string text = words.cannot          ? t("attachment.cannot")
                             : words.text->empty() ? t("attachment.no_words")
                                                   : *words.text;
    column.skip(ui.text(column.rest(), text, {}, "attachment.text") + m.gap);
    area.used_until(column.rest().y);
}

}  // namespace dayroom::features
