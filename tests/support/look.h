// How a screen looks, in a thousand letters: averages of a grid of blocks. Coarse enough that a hair of a letter does
// not matter, fine enough that a button that moved or another colour is seen. Kept as text beside the tests.
#pragma once

#include <array>
#include <cstdint>
#include <map>
#include <string>

#include "terminal/ui/gfx/window.h"

namespace dayroom::ui {

struct Look {
    static constexpr int kColumns = 64;  // of brightness
    static constexpr int kRows = 40;
    static constexpr int kCoarser = 4;  // colour: so many blocks by so many are one
    static constexpr int kLevels = 64;  // of each value
    static constexpr int kTolerance = 1;

    std::array<std::uint8_t, kColumns * kRows> luma{};
    std::array<std::uint8_t, 2 * kColumns * kRows / (kCoarser * kCoarser)> chroma{};  // blue, then red
};

/// Of the last finished frame, which was painted in software.
Look look_of(const Window& window);
/// Empty when alike; else how many blocks differ, and where the first is.
std::string difference(const Look& wanted, const Look& found);

/// Two words of printable letters without spaces.
std::string write_look(const Look& look);
/// False when the text is not one.
bool read_look(const std::string& text, Look& look);

/// All looks of tests/golden/<name>, by screen. With DAYROOM_REWRITE_GOLDEN=1 in the environment writes them instead.
/// Empty when all are alike; else a line for each screen that is not, is missing, or is gone.
std::string compare_looks(const std::string& name, const std::map<std::string, Look>& found);

}  // namespace dayroom::ui
