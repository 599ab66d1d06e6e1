#include "tests/bench/filter_texts.h"

#include <algorithm>
#include <map>
#include <set>

#include "platform/base/random.h"
#include "platform/base/utf8.h"
#include "platform/facility/sample/sample_facility.h"
#include "tests/bench/report.h"

namespace dayroom::bench {
namespace {

constexpr int kRounds = 21;
constexpr std::size_t kRare = 20;               // texts
constexpr std::size_t kLeastBytes = 2'000'000;  // a round takes long enough to be timed

std::vector<std::string> words_of(const FilterTexts& texts) {
    std::set<std::string> words;
    for (const std::string& text : texts.texts) {
        std::string word;
        for (const char c : text + " ") {
            const auto byte = static_cast<unsigned char>(c);
            if (byte >= 0x80 || (byte | 0x20U) - 'a' < 26U) {
                word += c >= 'A' && c <= 'Z' ? static_cast<char>(c | 0x20) : c;
            } else {
                if (word.size() >= 4 && word.size() < 60 && utf8::is_valid(word)) words.insert(word);
                word.clear();
            }
        }
    }
    return {words.begin(), words.end()};
}

std::size_t occurs(const std::string& word, const FilterTexts& texts) {
    return static_cast<std::size_t>(std::count_if(texts.texts.begin(), texts.texts.end(), [&](const std::string& text) {
        return text.find(word) != std::string::npos;
    }));
}

/// The first (or last) half of a word's code points.
std::string half(const std::string& word, bool first) {
    const std::size_t points = utf8::length(word);
    std::size_t at = 0;
    for (std::size_t i = 0; i < (points + 1) / 2; ++i) at += utf8::decode(std::string_view(word).substr(at)).bytes;
    return first ? word.substr(0, at) : word.substr(at);
}

}  // namespace

Result<std::vector<FilterTexts>> filter_texts(const std::string& assets) {
    const auto read = TRY(facility::sample::read_assets(assets));
    facility::sample::Options options;
    options.now = Timestamp::from_ms(1'780'000'000'000);
    const auto sample = TRY(facility::sample::generate(read, options));
    std::map<std::string, FilterTexts> by_language;
    for (const auto& message : sample.messages) {
        const std::string& language = message.language;
        FilterTexts& texts = by_language[language];
        texts.language = language;
        texts.bytes += message.text.size();
        texts.texts.push_back(message.text);
    }
    std::vector<FilterTexts> all;
    for (auto& [language, texts] : by_language) all.push_back(std::move(texts));
    std::sort(all.begin(), all.end(), [](const auto& a, const auto& b) { return a.bytes > b.bytes; });
    return all;
}

std::vector<std::string> filter_patterns(const std::vector<FilterTexts>& texts, std::size_t count) {
    SeededRandom random(20);
    std::vector<std::vector<std::string>> words;
    for (const FilterTexts& language : texts) words.push_back(words_of(language));
    std::set<std::string> known;
    for (const auto& list : words) known.insert(list.begin(), list.end());
    const auto one_of = [&](const std::vector<std::string>& list) { return list[random.below(list.size())]; };
    // One pattern in five hundred stands in a few of the messages: lists are made to hit, but seldom.
    std::set<std::string> patterns;
    for (const std::string& word : words[0]) {
        if (patterns.size() * 500 < count && random.below(4) == 0 && occurs(word, texts[0]) <= kRare)
            patterns.insert(word);
    }
    while (patterns.size() < count) {
        const auto kind = random.below(100);
        const auto& list = words[kind < 90 ? 0 : random.below(words.size())];
        std::string pattern = half(one_of(list), true) + half(one_of(list), false);
        // Phrases: few begin with a word that the messages hold.
        if (kind < 2) pattern = one_of(list) + " " + pattern;
        if (kind >= 2 && kind < 10) pattern += " " + one_of(list);
        if (random.below(4) == 0) pattern += half(one_of(list), false);
        if (known.count(pattern) > 0) continue;
        if (kind >= 80) {
            // No beginning of a word that letters hold.
            const auto next = known.lower_bound(pattern);
            if (next != known.end() && next->starts_with(pattern)) continue;
            pattern += "*";
        }
        if (utf8::length(pattern) >= 5 && utf8::length(pattern) < 60) patterns.insert(pattern);
    }
    return {patterns.begin(), patterns.end()};
}

FilterRate filter_rate(const FilterTexts& texts, FilterJob job, const void* with) {
    FilterRate rate;
    const ThreadCpuClock clock;  // the machine is shared
    const std::size_t times = std::max<std::size_t>(1, kLeastBytes / std::max<std::size_t>(texts.bytes, 1));
    for (int round = 0; round < kRounds; ++round) {
        rate.hits = rate.texts_hit = 0;
        const MonotonicTime begin = clock.steady();
        for (std::size_t i = 0; i < times; ++i) {
            for (const std::string& text : texts.texts) {
                const std::size_t hits = job(with, text);
                rate.hits += hits;
                rate.texts_hit += hits > 0 ? 1 : 0;
            }
        }
        const double us = std::chrono::duration<double, std::micro>(clock.steady() - begin).count();
        rate.mb_per_second = std::max(rate.mb_per_second, static_cast<double>(texts.bytes * times) / us);
        rate.hits /= times;
        rate.texts_hit /= times;
    }
    return rate;
}

}  // namespace dayroom::bench
