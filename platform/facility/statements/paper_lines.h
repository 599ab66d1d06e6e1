// A text as lines of paper: broken between words as its script does it (ICU's line breaks, Unicode UAX #14), at line
// ends of its own, and within a word only when one is wider than a line. Pure but for `width_of`.
#pragma once

#include <functional>
#include <string>
#include <string_view>
#include <vector>

namespace dayroom::facility {

/// Lines without their ends; an empty one for each empty line of the text. A text without letters is one empty line.
/// `width_of` tells the width of a piece; the pieces of a line are taken to be as wide together as each by itself.
std::vector<std::string> wrap_lines(std::string_view text, double width,
                                    const std::function<double(std::string_view)>& width_of);

}  // namespace dayroom::facility
