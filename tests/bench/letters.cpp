#include "tests/bench/letters.h"

#include <iterator>

namespace dayroom::bench {
namespace {

constexpr const char* kWords[] = {
    "the",    "and",    "we",       "you",    "are",      "was",     "with",    "home",   "kids",   "school", "today",
    "sunday", "church", "garden",   "your",   "mother",   "sister",  "brother", "dog",    "car",    "work",   "money",
    "letter", "visit",  "weather",  "summer", "dinner",   "called",  "said",    "went",   "store",  "think",  "about",
    "love",   "miss",   "photo",    "river",  "morning",  "evening", "phone",   "doctor", "lawyer", "court",  "soon",
    "better", "happy",  "birthday", "cake",   "uncle",    "house",   "kitchen", "window", "music",  "play",   "game",
    "team",   "friday", "monday",   "street", "neighbor", "always",  "never",   "every",  "little", "great",  "again"};
constexpr int kRareEvery = 600;      // letters
constexpr int kAccentedEvery = 100;  // letters

}  // namespace

std::string Letters::next() {
    const auto words = 40 + random_.below(81);
    std::string text;
    for (std::uint64_t i = 0; i < words; ++i) {
        if (!text.empty()) text += i % 12 == 0 ? ". " : " ";
        text += kWords[random_.below(std::size(kWords))];
    }
    if (random_.below(kRareEvery) == 0) text += std::string(" ") + kRareWord;
    if (random_.below(kAccentedEvery) == 0) text += std::string(" ") + kAccentedWord;
    return text + ".";
}

}  // namespace dayroom::bench
