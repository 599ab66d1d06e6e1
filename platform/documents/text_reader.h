// Private to platform/documents: takes the lines of a file one by one and builds the document.
#pragma once

#include <map>
#include <string>
#include <string_view>

#include "platform/documents/document_text.h"

namespace dayroom::documents {

class TextReader {
public:
    /// `out` outlives it.
    explicit TextReader(Reading& out) : out_(out) {}

    void take(int number, std::string_view line);
    /// After the last line: what is missing.
    void finish();

private:
    void fault(std::string what);
    void take_head(std::string_view line);
    void take_body(std::string_view line);
    void begin_chapter(std::string_view title);
    void begin_section(std::string_view title);
    /// Begins a block, or an item of the list that is open.
    void begin_text(wire::Document::Block::Kind kind, std::string_view text);
    void go_on(std::string_view text);
    wire::Document::Section* section();
    bool fits(std::string_view text, std::size_t most, const char* too_long);
    void check_head();

    Reading& out_;
    int line_ = 0;
    enum class Part { kFirstLine, kHead, kBody } part_ = Part::kFirstLine;
    std::map<std::string, std::string, std::less<>> head_;
    wire::Document::Chapter* chapter_ = nullptr;
    wire::Document::Section* section_ = nullptr;
    std::string* open_ = nullptr;  // the text that a line may go on with
    wire::Document::Block* list_ = nullptr;
};

}  // namespace dayroom::documents
