// An answer that says in words which thing a form is about, and ends with a mark by which programs know it: the
// terminal fills it in, and whoever filed it can read it. Pure.
#pragma once

#include <string>
#include <string_view>

namespace dayroom::forms {

/// "Maria Vega · May 28, 2026 · $0.66" and "R-77" as one answer.
std::string marked_answer(std::string_view words, std::string_view mark);
/// The mark that an answer ends with: "R-77". Of what somebody typed it may be anything.
std::string_view mark_in(std::string_view answer);

}  // namespace dayroom::forms
