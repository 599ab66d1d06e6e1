// Lucide's names to code points, from the codepoints.json that comes with its font. Private to text.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "platform/base/result.h"
#include "terminal/ui/text/mapped_file.h"

namespace dayroom::ui {

class IconNames {
public:
    static Result<IconNames> load(const std::filesystem::path& file);
    /// Names are a-z, 0-9 and '-'; anything else is unknown.
    std::optional<char32_t> find(std::string_view name) const;

private:
    MappedFile file_;
};

}  // namespace dayroom::ui
