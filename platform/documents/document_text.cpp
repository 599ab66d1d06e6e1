#include "platform/documents/document_text.h"

#include <algorithm>

#include "platform/documents/text_reader.h"

namespace dayroom::documents {
namespace {

using wire::Document;

const char* mark_of(Document::Block::Kind kind) {
    switch (kind) {
        case Document::Block::BULLETS:
            return "- ";
        case Document::Block::IMPORTANT:
            return "! ";
        default:
            return "";
    }
}

}  // namespace

Reading read_text(std::string_view text) {
    Reading reading;
    if (text.size() > kMaxTextBytes) {
        reading.faults.push_back({0, "The file is larger than 256 KiB."});
        return reading;
    }
    if (text.starts_with("\xEF\xBB\xBF")) text.remove_prefix(3);
    TextReader reader(reading);
    int number = 0;
    while (!text.empty() && reading.faults.size() < kMostFaults) {
        const std::size_t end = std::min(text.find('\n'), text.size());
        std::string_view line = text.substr(0, end);
        text.remove_prefix(std::min(end + 1, text.size()));
        if (line.ends_with('\r')) line.remove_suffix(1);
        reader.take(++number, line);
    }
    reader.finish();
    return reading;
}

std::string write_text(const Document& document) {
    std::string out(kTextFormat);
    out += "\ncode: " + document.code() + "\nlanguage: " + document.language() + "\ntitle: " + document.title();
    out += std::string("\npublic: ") + (document.public_() ? "yes" : "no");
    out += "\nposition: " + std::to_string(document.position()) + "\n";
    for (const Document::Chapter& chapter : document.chapters()) {
        out += "\n# " + chapter.title() + "\n";
        for (const Document::Section& section : chapter.sections()) {
            if (!section.title().empty()) out += "\n## " + section.title() + "\n";
            for (const Document::Block& block : section.blocks()) {
                out += '\n';
                int number = 0;
                for (const std::string& text : block.texts()) {
                    const bool numbered = block.kind() == Document::Block::NUMBERS;
                    out += numbered ? std::to_string(++number) + ". " : mark_of(block.kind());
                    out += text + '\n';
                }
            }
        }
    }
    return out;
}

}  // namespace dayroom::documents
