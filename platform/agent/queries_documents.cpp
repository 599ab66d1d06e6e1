// Handbook and rules: their contents, one chapter, and words in them.
#include <algorithm>

#include "platform/agent/answers.h"
#include "platform/documents/search.h"

namespace dayroom::agent {
namespace {

constexpr const char* kAlwaysThere = "en";

/// Of each code the one in the reader's language, else the English one, else the first.
std::vector<store::DocumentView> in_language(std::vector<store::DocumentView> all, const std::string& language) {
    std::vector<store::DocumentView> chosen;
    const auto rank = [&](const store::DocumentView& view) {
        return view.document.language() == language ? 0 : view.document.language() == kAlwaysThere ? 1 : 2;
    };
    for (auto& view : all) {
        const auto same = std::find_if(chosen.begin(), chosen.end(), [&](const auto& other) {
            return other.document.code() == view.document.code();
        });
        if (same == chosen.end()) {
            chosen.push_back(std::move(view));
        } else if (rank(view) < rank(*same)) {
            *same = std::move(view);
        }
    }
    return chosen;
}

Result<store::DocumentView> document_of(store::DeviceStore& device, bool public_only, const std::string& id) {
    for (auto& view : TRY(device.documents(public_only))) {
        if (view.id == id) return std::move(view);
    }
    return Error(ErrorCode::kNotFound, "no such document, or not for the signed-out screen");
}

const char* block_name(wire::Document::Block::Kind kind) {
    switch (kind) {
        case wire::Document::Block::BULLETS:
            return "bullets";
        case wire::Document::Block::NUMBERS:
            return "numbers";
        case wire::Document::Block::IMPORTANT:
            return "important";
        default:
            return "paragraph";
    }
}

void add_section(const wire::Document::Section& from, local::Chapter::Section& to) {
    to.set_title(from.title());
    for (const auto& block : from.blocks()) {
        auto& added = *to.add_blocks();
        added.set_kind(block_name(block.kind()));
        *added.mutable_texts() = block.texts();
    }
}

void add_passages(const store::DocumentView& view, const std::string& text, local::Passages& passages) {
    const documents::Found found = documents::find(view.document, text);
    passages.set_total(passages.total() + found.total);
    for (const auto& passage : found.passages) {
        if (passages.passages_size() >= static_cast<int>(documents::kMostPassages)) return;
        auto& added = *passages.add_passages();
        const auto& chapter = view.document.chapters(passage.chapter);
        const std::string& section = chapter.sections(passage.section).title();
        added.set_document_id(view.id);
        added.set_chapter(passage.chapter);
        added.set_section(passage.section);
        added.set_title(section.empty() ? chapter.title() : chapter.title() + " · " + section);
        added.set_snippet(passage.snippet);
    }
}

}  // namespace

Answer answer_documents(store::DeviceStore& device, bool public_only, const local::GetDocuments& query) {
    local::ToTerminal answer;
    auto& list = *answer.mutable_documents();
    for (const auto& [id, document] : in_language(TRY(device.documents(public_only)), query.language())) {
        auto& added = *list.add_documents();
        added.set_id(id);
        added.set_code(document.code());
        added.set_language(document.language());
        added.set_title(document.title());
        added.set_revision(document.revision());
        added.set_in_force_ms(document.in_force_ms());
        for (const auto& chapter : document.chapters()) {
            auto& titled = *added.add_chapters();
            titled.set_title(chapter.title());
            for (const auto& section : chapter.sections()) titled.add_sections(section.title());
        }
    }
    list.set_stamp(device.stamps().documents);
    return answer;
}

Answer answer_chapter(store::DeviceStore& device, bool public_only, const local::GetChapter& query) {
    const auto view = TRY(document_of(device, public_only, query.document_id()));
    if (query.chapter() < 0 || query.chapter() >= view.document.chapters_size())
        return Error(ErrorCode::kNotFound, "no such chapter");
    const auto& from = view.document.chapters(query.chapter());
    local::ToTerminal answer;
    auto& chapter = *answer.mutable_chapter();
    chapter.set_document_id(view.id);
    chapter.set_chapter(query.chapter());
    chapter.set_chapters(view.document.chapters_size());
    chapter.set_title(from.title());
    chapter.set_document_title(view.document.title());
    chapter.set_language(view.document.language());
    for (const auto& section : from.sections()) add_section(section, *chapter.add_sections());
    return answer;
}

Answer answer_search_document(store::DeviceStore& device, bool public_only, const local::SearchDocument& query) {
    local::ToTerminal answer;
    auto& passages = *answer.mutable_passages();
    bool here = query.document_id().empty();
    for (const auto& view : TRY(device.documents(public_only))) {
        if (!query.document_id().empty() && view.id != query.document_id()) continue;
        here = true;
        add_passages(view, query.text(), passages);
    }
    if (!here) return Error(ErrorCode::kNotFound, "no such document, or not for the signed-out screen");
    return answer;
}

std::optional<Answer> answer_reading(store::DeviceStore& device, bool public_only, const local::ToAgent& query) {
    switch (query.query_case()) {
        case local::ToAgent::kGetDocuments:
            return answer_documents(device, public_only, query.get_documents());
        case local::ToAgent::kGetChapter:
            return answer_chapter(device, public_only, query.get_chapter());
        case local::ToAgent::kSearchDocument:
            return answer_search_document(device, public_only, query.search_document());
        default:
            return std::nullopt;
    }
}

}  // namespace dayroom::agent
