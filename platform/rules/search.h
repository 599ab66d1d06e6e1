// How far a search through all messages of a person goes.
#pragma once

namespace dayroom::rules {

/// Messages that a search counts and shows, the newest first. Where there are more, it says "more than" this many:
/// counting them all would cost more than finding them.
inline constexpr int kMostFound = 1'000;

}  // namespace dayroom::rules
