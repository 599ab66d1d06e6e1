// The word filter over the messages of the synthetic facility, by language.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "platform/base/result.h"

namespace dayroom::bench {

struct FilterTexts {
    std::string language;
    std::vector<std::string> texts;
    std::size_t bytes = 0;
};

/// The messages of the sample facility in `assets`, those of one language together; the largest first.
Result<std::vector<FilterTexts>> filter_texts(const std::string& assets);

/// `count` patterns made of the words of `texts` in all languages: beginnings of some words with ends of others, so
/// that they share what texts visit; one in ten with a star, one in ten of two words, a tenth not English. The same
/// each time.
std::vector<std::string> filter_patterns(const std::vector<FilterTexts>& texts, std::size_t count);

struct FilterRate {
    double mb_per_second = 0;  // millions of bytes, of the fastest of several rounds
    std::size_t hits = 0;
    std::size_t texts_hit = 0;
};
using FilterJob = std::size_t (*)(const void* with, std::string_view text);
/// Runs `job` over every text, several rounds; what it returns is summed as hits.
FilterRate filter_rate(const FilterTexts& texts, FilterJob job, const void* with);

}  // namespace dayroom::bench
