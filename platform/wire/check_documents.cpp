#include "platform/wire/check_documents.h"

#include "platform/wire/document_limits.h"

namespace dayroom::wire {
namespace {

void check_block(Checker& check, const Document::Block& block) {
    if (!Document::Block::Kind_IsValid(block.kind()) || block.kind() == Document::Block::BLOCK_UNSPECIFIED)
        check.unsupported("document.block.kind is unknown");
    const bool is_list = block.kind() == Document::Block::BULLETS || block.kind() == Document::Block::NUMBERS;
    check.range(block.texts_size(), 1, is_list ? kMaxListItems : 1, "document.block.texts");
    for (const std::string& text : block.texts()) check.required_text(text, kMaxBlockCharacters, "document.block.text");
}

}  // namespace

void check_document(Checker& check, const Document& document) {
    check.required_code(document.code(), "document.code");
    check.require(!document.language().empty(), "document.language is missing");
    check.language(document.language(), "document.language");
    check.range(document.revision(), 1, INT32_MAX, "document.revision");
    check.required_text(document.title(), kMaxDocumentTitleCharacters, "document.title");
    check.range(document.position(), 0, 1'000, "document.position");
    check.optional_time(document.in_force_ms(), "document.in_force_ms");
    check.range(document.chapters_size(), 1, kMaxChapters, "document.chapters");
    for (const Document::Chapter& chapter : document.chapters()) {
        check.required_text(chapter.title(), kMaxDocumentTitleCharacters, "document.chapter.title");
        check.range(chapter.sections_size(), 1, kMaxSections, "document.chapter.sections");
        for (const Document::Section& section : chapter.sections()) {
            check.text(section.title(), kMaxDocumentTitleCharacters, "document.section.title");
            check.count(section.blocks_size(), kMaxBlocks, "document.section.blocks");
            for (const Document::Block& block : section.blocks()) check_block(check, block);
        }
    }
}

}  // namespace dayroom::wire
