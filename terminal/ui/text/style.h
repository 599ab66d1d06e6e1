// How text looks and how it is set. Colour is given when it is drawn, so one layout serves every theme.
#pragma once

#include <cstdint>

#include "terminal/ui/gfx/geometry.h"

namespace dayroom::ui {

enum class FontWeight : std::uint8_t { kRegular, kSemiBold, kBold };
enum class TextAlign : std::uint8_t { kStart, kCenter, kEnd };  // of each paragraph's own direction
enum class BaseDirection : std::uint8_t {
    kAuto,  // of each paragraph: its first strong letter, else TextLayout::fallback. Text from people.
    kLeftToRight,
    kRightToLeft,
};

struct TextStyle {
    float size_px = 19;  // em size on the panel, text scale applied; 6 to 200
    FontWeight weight = FontWeight::kRegular;
    float line_height = 1.36F;  // of the size; the same for every script, so that lines never jump
    bool operator==(const TextStyle&) const = default;
};

struct TextLayout {
    static constexpr float kNoLimit = 1e6F;
    float max_width = kNoLimit;  // px
    int max_lines = 0;           // 0: no limit; else what does not fit ends in an ellipsis
    TextAlign align = TextAlign::kStart;
    BaseDirection direction = BaseDirection::kAuto;
    Direction fallback = Direction::kLeftToRight;  // of the interface language
    bool operator==(const TextLayout&) const = default;
};

}  // namespace dayroom::ui
