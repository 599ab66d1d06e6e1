#include "terminal/features/documents/documents_model.h"

#include <charconv>

namespace dayroom::features {
namespace {

/// The number before the next '/', which is taken off with it.
std::optional<int> take_number(std::string_view& text) {
    int number = 0;
    const auto read = std::from_chars(text.data(), text.data() + text.size(), number);
    const auto used = static_cast<std::size_t>(read.ptr - text.data());
    if (read.ec != std::errc() || number < 0 || used >= text.size() || text[used] != '/') return std::nullopt;
    text.remove_prefix(used + 1);
    return number;
}

void add_block(const local::Chapter::Block& block, int section, std::vector<Paragraph>& out) {
    const bool bullets = block.kind() == "bullets";
    const bool numbers = block.kind() == "numbers";
    const auto kind = bullets || numbers            ? Paragraph::Kind::kItem
                      : block.kind() == "important" ? Paragraph::Kind::kImportant
                                                    : Paragraph::Kind::kText;
    int number = 0;
    for (const std::string& text : block.texts()) {
        ++number;
        out.push_back({kind, bullets ? "•" : numbers ? std::to_string(number) + "." : "", text, section});
    }
}

}  // namespace

Place chapter_place(const Spot& spot) {
    return {ScreenId::kChapter,
            std::to_string(spot.chapter) + "/" + std::to_string(spot.section) + "/" + spot.document};
}

std::optional<Spot> spot_of(std::string_view parameter) {
    const auto chapter = take_number(parameter);
    const auto section = chapter ? take_number(parameter) : std::nullopt;
    if (!section || parameter.empty()) return std::nullopt;
    return Spot{std::string(parameter), *chapter, *section};
}

std::vector<DocumentRow> make_documents(const local::Documents& documents, const ui::Texts& t, Timestamp now) {
    std::vector<DocumentRow> rows;
    for (const auto& document : documents.documents()) {
        const std::string since = t.date(Timestamp::from_ms(document.in_force_ms()), now);
        rows.push_back({document.title(),
                        t("documents.detail", {{"count", document.chapters_size()}, {"date", since}}),
                        {ScreenId::kDocument, document.id()}});
    }
    return rows;
}

const local::Document* document_of(const local::Documents& documents, std::string_view id) {
    for (const auto& document : documents.documents()) {
        if (id.empty() || document.id() == id) return &document;
    }
    return nullptr;
}

std::vector<ContentsRow> make_contents(const local::Document& document) {
    std::vector<ContentsRow> rows;
    for (int at = 0; at < document.chapters_size(); ++at) {
        const auto& chapter = document.chapters(at);
        ContentsRow row;
        row.title = std::to_string(at + 1) + ". " + chapter.title();
        for (const std::string& section : chapter.sections()) {
            if (section.empty()) continue;
            if (!row.sections.empty()) row.sections += " · ";
            row.sections += section;
        }
        row.place = chapter_place({document.id(), at, 0});
        rows.push_back(std::move(row));
    }
    return rows;
}

std::vector<PassageRow> make_passages(const local::Passages& passages) {
    std::vector<PassageRow> rows;
    for (const auto& passage : passages.passages()) {
        rows.push_back({passage.title(), passage.snippet(),
                        chapter_place({passage.document_id(), passage.chapter(), passage.section()})});
    }
    return rows;
}

std::vector<Paragraph> make_chapter(const local::Chapter& chapter) {
    std::vector<Paragraph> out;
    int section = 0;
    for (const auto& each : chapter.sections()) {
        if (!each.title().empty()) out.push_back({Paragraph::Kind::kHeading, {}, each.title(), section});
        for (const auto& block : each.blocks()) add_block(block, section, out);
        ++section;
    }
    return out;
}

}  // namespace dayroom::features
