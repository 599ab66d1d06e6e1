#include "platform/forms/marked_answer.h"

namespace dayroom::forms {
namespace {

constexpr std::string_view kBetween = " · ";

std::string_view trimmed(std::string_view text) {
    const std::size_t first = text.find_first_not_of(" \n\t");
    if (first == std::string_view::npos) return {};
    return text.substr(first, text.find_last_not_of(" \n\t") - first + 1);
}

}  // namespace

std::string marked_answer(std::string_view words, std::string_view mark) {
    return std::string(words) + std::string(kBetween) + std::string(mark);
}

std::string_view mark_in(std::string_view answer) {
    const std::size_t last = answer.rfind(kBetween);
    return trimmed(last == std::string_view::npos ? answer : answer.substr(last + kBetween.size()));
}

}  // namespace dayroom::forms
