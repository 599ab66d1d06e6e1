#include "terminal/ui/text/icons.h"

#include <algorithm>
#include <charconv>

namespace dayroom::ui {

Result<IconNames> IconNames::load(const std::filesystem::path& file) {
    IconNames names;
    names.file_ = TRY(MappedFile::open(file));
    return names;
}

std::optional<char32_t> IconNames::find(std::string_view name) const {
    const auto allowed = [](char c) { return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-'; };
    if (name.empty() || name.size() > 64 || !std::all_of(name.begin(), name.end(), allowed)) return std::nullopt;
    const std::string_view json(reinterpret_cast<const char*>(file_.bytes().data()), file_.bytes().size());
    const std::string key = "\"" + std::string(name) + "\":";
    std::size_t at = json.find(key);
    if (at == std::string_view::npos) return std::nullopt;
    at += key.size();
    while (at < json.size() && json[at] == ' ') ++at;
    unsigned value = 0;
    const auto parsed = std::from_chars(json.data() + at, json.data() + json.size(), value);
    if (parsed.ec != std::errc() || value > 0x10FFFF) return std::nullopt;
    return static_cast<char32_t>(value);
}

}  // namespace dayroom::ui
