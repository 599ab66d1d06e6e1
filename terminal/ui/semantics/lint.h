// The accessibility lint: looks at one finished frame and says what a person could not read, reach, hit or name.
#pragma once

#include <string>
#include <vector>

#include "terminal/ui/semantics/tree.h"

namespace dayroom::ui {

/// Smallest side of a target at 100 % text size, in pixels (9 mm on a 10-inch 1280×800 panel): WCAG 2.5.5 asks for 44.
inline constexpr float kMinTarget = 56;
inline constexpr double kMinContrast = 4.5;  // WCAG 1.4.3 AA

struct LintOptions {
    float scale = 1;  // text scale × panel scale: targets grow with it (keys of the on-screen keyboard do not)
    double min_contrast = kMinContrast;
    Rect screen;  // nothing may stand outside; empty: not checked
    Direction direction = Direction::kLeftToRight;
};

struct Finding {
    std::string rule;  // "name", "target-size", "overlap", "overflow", "contrast", "focus", "focus-order",
                       // "duplicate-id", "off-screen", "hidden", "too-many"
    std::string node;  // id, or the text itself
    std::string detail;
    std::string to_string() const { return rule + ": " + node + ": " + detail; }
};

std::vector<Finding> lint(const Tree& tree, const LintOptions& options);

}  // namespace dayroom::ui
