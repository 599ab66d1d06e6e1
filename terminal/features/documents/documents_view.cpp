// The list of documents, the contents of one, and what a search found in it.
#include "terminal/features/documents/documents_feature.h"

namespace dayroom::features {

void DocumentsFeature::draw_empty(Host& host, ui::Ui& ui, ui::Rect rect) {
    const auto& t = host.texts();
    if (!known_) return ui::spinner(ui, "documents.loading", rect, t("kit.working"));
    ui::empty_state(ui, "documents.none", rect,
                    {.icon = "book-open", .title = t("documents.none"), .text = t("documents.none_text")});
}

void DocumentsFeature::draw_documents(Host& host, ui::Ui& ui, ui::Rect rect) {
    const auto& m = ui.metrics();
    ui::ScrollArea area(ui, "documents.body", rect);
    ui::Cut column = ui.cut(area.content());
    column.inset(m.margin, 0);
    int index = 0;
    for (const DocumentRow& document : make_documents(documents_, host.texts(), host.now())) {
        const ui::RowSpec spec{
            .title = document.title, .preview = document.detail, .icon = "book-open", .chevron = true};
        const ui::Rect place = column.top(ui::row_height(ui, spec, column.width()), m.gap);
        if (ui::row(ui, "document." + std::to_string(index++), place, spec)) host.go(document.place);
    }
    area.used_until(column.rest().y + m.gap);
}

void DocumentsFeature::draw_document(Host& host, ui::Ui& ui, ui::Rect rect, const local::Document& document) {
    const auto& t = host.texts();
    ui::Cut page = ui.cut(rect);
    page.inset(ui.metrics().margin, 0);
    const std::string label = t("documents.search");
    const std::string hint = t("documents.search_hint");
    if (search_.draw(ui, page, "documents.search", {.label = label, .hint = hint})) ask_search(host);
    if (page.height() < ui.px(48)) return;  // under the keyboard
    search_.words().empty() ? draw_contents(host, ui, page.rest(), document) : draw_passages(host, ui, page.rest());
}

void DocumentsFeature::draw_contents(Host& host, ui::Ui& ui, ui::Rect rect, const local::Document& document) {
    const auto& m = ui.metrics();
    ui::ScrollArea area(ui, "documents.contents", rect);
    ui::Cut column = ui.cut(area.content());
    int index = 0;
    for (const ContentsRow& chapter : make_contents(document)) {
        const ui::RowSpec spec{.title = chapter.title, .preview = chapter.sections, .chevron = true};
        const ui::Rect place = column.top(ui::row_height(ui, spec, column.width()), m.gap);
        if (ui::row(ui, "chapter." + std::to_string(index++), place, spec)) host.go(chapter.place);
    }
    area.used_until(column.rest().y + m.gap);
}

void DocumentsFeature::draw_passages(Host& host, ui::Ui& ui, ui::Rect rect) {
    const auto& t = host.texts();
    const auto& m = ui.metrics();
    ui::Cut page = ui.cut(rect);
    const ui::TextSpec quiet{.type = ui::Type::kSecondary, .ink = ui::Ink::kSecondary, .personal = false};
    const std::string status = searched_ ? t("documents.found", {{"count", passages_.total()}}) : t("kit.working");
    page.skip(ui.text(page.rest(), status, quiet, "documents.search_status", ui::Role::kStatus) + m.gap_small);
    ui::ScrollArea area(ui, "documents.passages", page.rest());
    ui::Cut column = ui.cut(area.content());
    int index = 0;
    for (const PassageRow& passage : make_passages(passages_)) {
        const ui::RowSpec spec{.title = passage.title, .preview = passage.snippet, .preview_lines = 3, .chevron = true};
        const ui::Rect place = column.top(ui::row_height(ui, spec, column.width()), m.gap);
        if (ui::row(ui, "passage." + std::to_string(index++), place, spec)) host.go(passage.place);
    }
    area.used_until(column.rest().y + m.gap);
}

}  // namespace dayroom::features
