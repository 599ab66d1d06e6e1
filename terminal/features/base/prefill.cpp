#include "terminal/features/base/prefill.h"

#include <algorithm>

#include "platform/base/bytes.h"
#include "platform/base/id.h"

namespace dayroom::features {
namespace {

constexpr char kNextLine = '\n';  // a code has none, and values lose theirs

std::string one_line(std::string_view text) {
    std::string line(text);
    std::replace(line.begin(), line.end(), kNextLine, ' ');
    return line;
}

}  // namespace

std::string call_of_prefill(std::string_view value) {
    const auto bytes = from_hex(value);
    return bytes.ok() && bytes->size() <= kIdBytes ? to_string(*bytes) : std::string();
}

Place form_place(std::string_view code, const Prefill& answers) {
    std::string parameter(code);
    for (const auto& [field, value] : answers) parameter += kNextLine + field + "=" + one_line(value);
    return {ScreenId::kForm, std::move(parameter)};
}

std::string form_code_of(std::string_view parameter) {
    return std::string(parameter.substr(0, parameter.find(kNextLine)));
}

Prefill prefill_of(std::string_view parameter) {
    Prefill answers;
    for (auto line_end = parameter.find(kNextLine); line_end != std::string_view::npos;) {
        parameter.remove_prefix(line_end + 1);
        line_end = parameter.find(kNextLine);
        const std::string_view line = parameter.substr(0, line_end);
        const auto equals = line.find('=');
        if (equals == std::string_view::npos || equals == 0) continue;
        answers.emplace_back(std::string(line.substr(0, equals)), std::string(line.substr(equals + 1)));
    }
    return answers;
}

}  // namespace dayroom::features
