// Letters with tone marks, as the Vietnamese keyboard makes them: the mark is typed after its letter (ICU, NFC).
#pragma once

#include <string>
#include <string_view>

namespace dayroom::ui {

/// Acute, grave, hook above, tilde, dot below: the keys that join the letter before them.
bool is_tone_mark(std::string_view typed);

/// The letter with this tone, in one piece where Unicode has one: "ê" + acute → "ế". A letter has one tone: another
/// replaces it, the same again takes it off. Empty when `letter` is no letter.
std::string with_tone(std::string_view letter, std::string_view mark);

}  // namespace dayroom::ui
