// One chapter to read, with steps to the one before and the next at its end.
#include <algorithm>

#include "terminal/features/documents/documents_feature.h"

namespace dayroom::features {
namespace {

constexpr float kMaxLineWidth = 820;  // logical: longer lines tire the eye
constexpr float kMarkWidth = 40;

void draw_paragraph(ui::Ui& ui, ui::Cut& column, const Paragraph& paragraph, std::string_view id) {
    const auto& m = ui.metrics();
    switch (paragraph.kind) {
        case Paragraph::Kind::kHeading:
            column.skip(m.gap);
            column.skip(ui.heading(column.rest(), paragraph.text, ui::Type::kSubheading, id) + m.gap_small);
            return;
        case Paragraph::Kind::kText:
            column.skip(ui.text(column.rest(), paragraph.text, {}, id) + m.gap);
            return;
        case Paragraph::Kind::kImportant: {
            const ui::BannerSpec spec{.text = paragraph.text, .tone = ui::Tone::kWarning};
            ui::banner(ui, id, column.top(ui::banner_height(ui, spec, column.width()), m.gap), spec);
            return;
        }
        case Paragraph::Kind::kItem:
            break;
    }
    ui::Cut line = ui.cut(column.rest());
    const ui::Rect mark = line.start(ui.px(kMarkWidth));
    const ui::TextSpec strong{.weight = ui::FontWeight::kSemiBold, .personal = false};
    // Numbers are read aloud, dots are not.
    paragraph.mark == "•" ? ui.label(mark, paragraph.mark, strong) : ui.text(mark, paragraph.mark, strong);
    column.skip(ui.text(line.rest(), paragraph.text, {}, id) + m.gap_small);
}

}  // namespace

void DocumentsFeature::draw_chapter(Host& host, ui::Ui& ui, ui::Rect rect, const Spot& spot) {
    const auto& m = ui.metrics();
    if (frames_to_reveal_ > 0 && spot.section > 0) {
        if (--frames_to_reveal_ == 0) ui::reveal(ui, "documents.chapter.section." + std::to_string(spot.section));
        ui.wake_in(Milliseconds(0));
    }
    ui::ScrollArea area(ui, "documents.chapter", rect);
    ui::Cut column = ui.cut(area.content());
    column.inset(m.margin, 0);
    ui::Rect page = column.rest();
    page.w = std::min(page.w, ui.px(kMaxLineWidth));
    column = ui.cut(page);
    const ui::TextSpec quiet{.type = ui::Type::kSecondary, .ink = ui::Ink::kSecondary};
    column.skip(ui.text(column.rest(), chapter_.document_title(), quiet, "documents.of") + m.gap_small);
    int index = 0;
    int section = -1;
    for (const Paragraph& paragraph : make_chapter(chapter_)) {
        const bool first = paragraph.section != section;
        section = paragraph.section;
        const std::string id = first ? "section." + std::to_string(section) : "paragraph." + std::to_string(index);
        draw_paragraph(ui, column, paragraph, id);
        ++index;
    }
    column.skip(m.gap);
    draw_steps(host, ui, column, spot);
    area.used_until(column.rest().y + m.gap);
}

void DocumentsFeature::draw_steps(Host& host, ui::Ui& ui, ui::Cut& column, const Spot& spot) {
    const auto& t = host.texts();
    const auto step = [&](std::string_view id, std::string_view key, std::string_view icon, int to) {
        if (to < 0 || to >= chapter_.chapters()) return;
        const std::string label = t(key);
        const ui::ButtonSpec spec{.label = label, .kind = ui::ButtonKind::kOutline, .icon = icon};
        ui::Cut line = ui.cut(column.top(ui.metrics().target, ui.metrics().gap));
        if (ui::button(ui, id, line.start(std::min(ui::button_width(ui, spec), line.width())), spec))
            host.replace(chapter_place({spot.document, to, 0}));
    };
    step("documents.next", "documents.next", "arrow-down", spot.chapter + 1);
    step("documents.before", "documents.before", "arrow-up", spot.chapter - 1);
}

}  // namespace dayroom::features
