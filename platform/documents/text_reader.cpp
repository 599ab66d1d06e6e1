#include "platform/documents/text_reader.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <optional>

#include "platform/base/utf8.h"
#include "platform/wire/document_limits.h"

namespace dayroom::documents {
namespace {

using wire::Document;

constexpr std::array<std::string_view, 5> kHeadNames = {"code", "language", "title", "public", "position"};
constexpr std::size_t kMaxCode = 48;
constexpr std::size_t kMaxLanguage = 12;
constexpr int kMostPosition = 1'000;
constexpr std::size_t kMostDigits = 3;  // of a list's number

std::string_view trimmed(std::string_view text) {
    const auto begin = text.find_first_not_of(" \t");
    if (begin == std::string_view::npos) return {};
    return text.substr(begin, text.find_last_not_of(" \t") - begin + 1);
}

bool is_code(std::string_view text, std::size_t most) {
    const auto good = [](char c) {
        return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '_' || c == '-' || c == '.';
    };
    return !text.empty() && text.size() <= most && std::all_of(text.begin(), text.end(), good);
}

bool is_language(std::string_view text) {
    const auto good = [](char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-';
    };
    return text.size() >= 2 && text.size() <= kMaxLanguage && std::all_of(text.begin(), text.end(), good);
}

/// What stands behind "- ", "# " …; nothing: the line has no such mark.
std::optional<std::string_view> after_mark(std::string_view text, std::string_view mark) {
    if (!text.starts_with(mark)) return std::nullopt;
    text.remove_prefix(mark.size());
    if (!text.empty() && text.front() != ' ') return std::nullopt;
    return trimmed(text);
}

/// What stands behind "12. ".
std::optional<std::string_view> after_number(std::string_view text) {
    const std::size_t digits = std::min(text.find_first_not_of("0123456789"), text.size());
    if (digits == 0 || digits > kMostDigits) return std::nullopt;
    return after_mark(text.substr(digits), ".");
}

}  // namespace

void TextReader::fault(std::string what) {
    if (out_.faults.size() < kMostFaults) out_.faults.push_back({line_, std::move(what)});
}

void TextReader::take(int number, std::string_view line) {
    line_ = number;
    if (!utf8::is_valid(line)) return fault("The line is not UTF-8 text.");
    if (utf8::sanitize(line, line.size()) != line || line.find('\t') != std::string_view::npos)
        return fault("The line holds a tab or a hidden control character.");
    switch (part_) {
        case Part::kFirstLine:
            if (line != kTextFormat) fault("The first line must be: " + std::string(kTextFormat));
            part_ = Part::kHead;
            return;
        case Part::kHead:
            return take_head(line);
        case Part::kBody:
            return take_body(line);
    }
}

void TextReader::take_head(std::string_view line) {
    if (trimmed(line).empty() || line.starts_with('#')) {
        check_head();
        part_ = Part::kBody;
        if (!trimmed(line).empty()) take_body(line);
        return;
    }
    const std::size_t colon = line.find(':');
    if (colon == std::string_view::npos) return fault("The head holds lines like \"title: Resident handbook\".");
    const std::string name(trimmed(line.substr(0, colon)));
    if (std::find(kHeadNames.begin(), kHeadNames.end(), name) == kHeadNames.end())
        return fault("The head has no \"" + name.substr(0, kMaxCode) +
                     "\": code, language, title, public and position.");
    if (!head_.emplace(name, trimmed(line.substr(colon + 1))).second) fault("\"" + name + "\" stands here twice.");
}

void TextReader::check_head() {
    Document& document = out_.document;
    document.set_code(head_["code"]);
    document.set_language(head_["language"]);
    document.set_title(head_["title"]);
    if (!is_code(document.code(), kMaxCode)) fault("\"code\" is missing or wrong: a-z, 0-9, \"_\", \"-\", \".\".");
    if (!is_language(document.language())) fault("\"language\" is missing or wrong: \"en\", \"es\" …");
    if (document.title().empty()) fault("\"title\" is missing.");
    fits(document.title(), wire::kMaxDocumentTitleCharacters, "The title is longer than 200 characters.");
    const std::string shown = head_.contains("public") ? head_["public"] : "no";
    if (shown != "yes" && shown != "no") fault("\"public\" is yes or no.");
    document.set_public_(shown == "yes");
    const std::string place = head_.contains("position") ? head_["position"] : "0";
    int position = -1;
    const auto read = std::from_chars(place.data(), place.data() + place.size(), position);
    if (read.ec != std::errc() || read.ptr != place.data() + place.size() || position < 0 || position > kMostPosition)
        return fault("\"position\" is a number from 0 to 1000.");
    document.set_position(position);
}

void TextReader::take_body(std::string_view line) {
    const std::string_view text = trimmed(line);
    if (text.empty()) {
        open_ = nullptr;
        list_ = nullptr;
        return;
    }
    if (line.starts_with("  ")) return go_on(text);
    if (const auto title = after_mark(text, "#")) return begin_chapter(*title);
    if (const auto title = after_mark(text, "##")) return begin_section(*title);
    if (text.starts_with('#')) return fault("Headings are \"# \" for a chapter and \"## \" for a section.");
    if (const auto item = after_mark(text, "-")) return begin_text(Document::Block::BULLETS, *item);
    if (const auto important = after_mark(text, "!")) return begin_text(Document::Block::IMPORTANT, *important);
    if (const auto item = after_number(text)) return begin_text(Document::Block::NUMBERS, *item);
    if (open_ != nullptr && list_ == nullptr) return go_on(text);
    begin_text(Document::Block::PARAGRAPH, text);
}

bool TextReader::fits(std::string_view text, std::size_t most, const char* too_long) {
    if (utf8::length(text) <= most) return true;
    fault(too_long);
    return false;
}

void TextReader::begin_chapter(std::string_view title) {
    open_ = nullptr;
    list_ = nullptr;
    section_ = nullptr;
    title = trimmed(title);
    if (title.empty()) return fault("The chapter has no title.");
    if (!fits(title, wire::kMaxDocumentTitleCharacters, "The chapter's title is longer than 200 characters.")) return;
    if (out_.document.chapters_size() >= wire::kMaxChapters) return fault("There are more than 200 chapters.");
    chapter_ = out_.document.add_chapters();
    chapter_->set_title(std::string(title));
}

void TextReader::begin_section(std::string_view title) {
    open_ = nullptr;
    list_ = nullptr;
    title = trimmed(title);
    if (chapter_ == nullptr) return fault("A section stands in a chapter: first comes \"# Title\".");
    if (title.empty()) return fault("The section has no title.");
    if (!fits(title, wire::kMaxDocumentTitleCharacters, "The section's title is longer than 200 characters.")) return;
    if (chapter_->sections_size() >= wire::kMaxSections)
        return fault("There are more than 100 sections in the chapter.");
    section_ = chapter_->add_sections();
    section_->set_title(std::string(title));
}

Document::Section* TextReader::section() {
    if (section_ == nullptr && chapter_ != nullptr) section_ = chapter_->add_sections();
    return section_;
}

void TextReader::begin_text(Document::Block::Kind kind, std::string_view text) {
    open_ = nullptr;
    Document::Section* in = section();
    if (in == nullptr) return fault("Text stands in a chapter: first comes \"# Title\".");
    if (text.empty()) return fault("Nothing stands behind the mark.");
    if (!fits(text, wire::kMaxBlockCharacters, "The text is longer than 4,000 characters.")) return;
    const bool is_list = kind == Document::Block::BULLETS || kind == Document::Block::NUMBERS;
    Document::Block* block = is_list && list_ != nullptr && list_->kind() == kind ? list_ : nullptr;
    if (block == nullptr) {
        if (in->blocks_size() >= wire::kMaxBlocks)
            return fault("There are more than 200 paragraphs and lists in the section.");
        block = in->add_blocks();
        block->set_kind(kind);
    }
    if (block->texts_size() >= wire::kMaxListItems) return fault("The list has more than 100 items.");
    list_ = is_list ? block : nullptr;
    open_ = block->add_texts();
    *open_ = text;
}

void TextReader::go_on(std::string_view text) {
    if (open_ == nullptr) return fault("The line begins with spaces, and there is nothing that it could go on with.");
    if (!fits(*open_ + " " + std::string(text), wire::kMaxBlockCharacters, "The text is longer than 4,000 characters."))
        return;
    *open_ += ' ';
    *open_ += text;
}

void TextReader::finish() {
    if (part_ == Part::kHead) check_head();
    ++line_;
    if (part_ == Part::kFirstLine) return fault("The file is empty.");
    if (out_.document.chapters_size() == 0) fault("There is no chapter: a line like \"# Visits\".");
    for (const auto& chapter : out_.document.chapters()) {
        const bool says = std::any_of(chapter.sections().begin(), chapter.sections().end(),
                                      [](const auto& each) { return each.blocks_size() > 0; });
        if (!says) fault("The chapter \"" + chapter.title() + "\" has no text.");
    }
    line_ = 0;
    if (out_.document.ByteSizeLong() > wire::kMaxDocumentBytes) fault("The document is larger than 240 KiB.");
}

}  // namespace dayroom::documents
