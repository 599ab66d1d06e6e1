// Letters of plausible words and length for the benches: from a seed, no real person.
#pragma once

#include <string>

#include "platform/base/random.h"

namespace dayroom::bench {

/// A word that only some of the letters hold, for searches.
inline constexpr const char* kRareWord = "lighthouse";
/// Another one, and how somebody types it.
inline constexpr const char* kAccentedWord = "corazón";
inline constexpr const char* kAccentedWordTyped = "Corazon";

class Letters {
public:
    explicit Letters(std::uint64_t seed) : random_(seed) {}
    /// 40 to 120 words, about 400 characters.
    std::string next();

private:
    SeededRandom random_;
};

}  // namespace dayroom::bench
