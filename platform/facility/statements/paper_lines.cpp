#include "platform/facility/statements/paper_lines.h"

#include <memory>

#include <unicode/ubrk.h>
#include <unicode/utext.h>

#include "platform/base/utf8.h"

namespace dayroom::facility {
namespace {

struct BreakCloser {
    void operator()(UBreakIterator* breaks) const { ubrk_close(breaks); }
};
struct TextCloser {
    void operator()(UText* text) const { utext_close(text); }
};

/// Where a line may end, in bytes; the last is the text's end. Without ICU's tables only there.
std::vector<std::size_t> break_places(std::string_view text) {
    std::vector<std::size_t> places;
    UErrorCode status = U_ZERO_ERROR;
    const std::unique_ptr<UText, TextCloser> opened(
        utext_openUTF8(nullptr, text.data(), static_cast<std::int64_t>(text.size()), &status));
    const std::unique_ptr<UBreakIterator, BreakCloser> breaks(ubrk_open(UBRK_LINE, "", nullptr, 0, &status));
    if (U_SUCCESS(status)) ubrk_setUText(breaks.get(), opened.get(), &status);
    if (U_SUCCESS(status)) {
        ubrk_first(breaks.get());
        for (auto at = ubrk_next(breaks.get()); at != UBRK_DONE; at = ubrk_next(breaks.get()))
            places.push_back(static_cast<std::size_t>(at));
    }
    if (places.empty() || places.back() != text.size()) places.push_back(text.size());
    return places;
}

std::string_view without_end(std::string_view text) {
    const std::size_t last = text.find_last_not_of(" \t\r\n");
    return last == std::string_view::npos ? std::string_view() : text.substr(0, last + 1);
}

class Wrapping {
public:
    Wrapping(double width, const std::function<double(std::string_view)>& width_of)
        : width_(width), width_of_(width_of) {}

    void paragraph(std::string_view text) {
        line_ = text.substr(0, 0);
        used_ = 0;
        std::size_t from = 0;
        for (const std::size_t to : break_places(text)) {
            piece(text.substr(from, to - from));
            from = to;
        }
        end_line();
    }
    std::vector<std::string> take() { return std::move(lines_); }

private:
    void piece(std::string_view part) {
        if (used_ > 0 && used_ + width_of_(without_end(part)) > width_) end_line();
        if (used_ == 0 && width_of_(without_end(part)) > width_) return letters(part);
        add(part, width_of_(part));
    }
    /// A word that no line can hold.
    void letters(std::string_view word) {
        while (!word.empty()) {
            const std::string_view letter = word.substr(0, utf8::decode(word).bytes);
            const double wide = width_of_(letter);
            if (used_ > 0 && used_ + wide > width_) end_line();
            add(letter, wide);
            word.remove_prefix(letter.size());
        }
    }
    void add(std::string_view part, double wide) {
        line_ = line_.empty() ? part : std::string_view(line_.data(), line_.size() + part.size());
        used_ += wide;
    }
    void end_line() {
        lines_.emplace_back(without_end(line_));
        line_ = {};
        used_ = 0;
    }

    double width_;
    const std::function<double(std::string_view)>& width_of_;
    std::vector<std::string> lines_;
    std::string_view line_;
    double used_ = 0;
};

}  // namespace

std::vector<std::string> wrap_lines(std::string_view text, double width,
                                    const std::function<double(std::string_view)>& width_of) {
    Wrapping wrapping(width, width_of);
    for (bool more = true; more;) {
        const std::size_t end = text.find('\n');
        wrapping.paragraph(text.substr(0, end));
        more = end != std::string_view::npos;
        if (more) text.remove_prefix(end + 1);
    }
    return wrapping.take();
}

}  // namespace dayroom::facility
