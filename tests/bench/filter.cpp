// The word filter with 10,000 patterns over the sample facility's messages, by language, beside a plain Aho-Corasick
// search of the same patterns over the same bytes: no folding, no words, no tricks.
#include <cstdlib>

#include "platform/base/utf8.h"
#include "platform/facility/filter/automaton.h"
#include "platform/facility/filter/word_filter.h"
#include "tests/bench/filter_texts.h"
#include "tests/bench/parts.h"
#include "tests/bench/report.h"

namespace dayroom::bench {

using facility::WordFilter;
namespace filter = facility::filter;

namespace {

constexpr std::size_t kPatterns = 10'000;
constexpr std::size_t kManyPatterns = 50'000;
constexpr filter::Symbol kFirstByte = filter::kFirstLetter;

std::size_t find(const void* with, std::string_view text) {
    return static_cast<const WordFilter*>(with)->find(text).hits.size();
}

filter::Automaton plain_automaton(const std::vector<std::string>& patterns) {
    std::vector<filter::Key> keys;
    for (std::uint32_t i = 0; i < patterns.size(); ++i) {
        filter::Key key{{}, i};
        for (const char c : patterns[i])
            if (c != '*')
                key.symbols.push_back(static_cast<filter::Symbol>(static_cast<unsigned char>(c) + kFirstByte));
        keys.push_back(std::move(key));
    }
    return filter::Automaton(std::move(keys), 256 + kFirstByte);
}

std::size_t find_plain(const void* with, std::string_view text) {
    const auto& automaton = *static_cast<const filter::Automaton*>(with);
    std::size_t hits = 0;
    auto state = filter::Automaton::kStart;
    for (const char c : text) {
        state = automaton.next(state, static_cast<filter::Symbol>(static_cast<unsigned char>(c) + kFirstByte));
        hits += automaton.ends(state) ? 1 : 0;
    }
    return hits;
}

std::size_t check_utf8(const void*, std::string_view text) { return utf8::is_valid(text) ? 0 : 1; }

}  // namespace

void bench_filter() {
    const auto texts = must(filter_texts(std::string(std::getenv("DAYROOM_BINARY_DIR")) + "/share/sample"));
    for (const std::size_t count : {kPatterns, kManyPatterns}) {
        const auto patterns = filter_patterns(texts, count);
        const WordFilter words = must(WordFilter::build(patterns));
        const filter::Automaton plain = plain_automaton(patterns);
        heading("Word filter, " + std::to_string(count) + " patterns, processor time of one core");
        report({"tables", static_cast<double>(words.memory_bytes()) / 1e6, "MB",
                Peer{"plain Aho-Corasick of the same", static_cast<double>(plain.memory_bytes()) / 1e6}});
        for (const FilterTexts& language : texts) {
            const FilterRate ours = filter_rate(language, &find, &words);
            const FilterRate peer = filter_rate(language, &find_plain, &plain);
            const FilterRate check = filter_rate(language, &check_utf8, nullptr);
            report({language.language + ", " + std::to_string(language.texts.size()) + " texts", ours.mb_per_second,
                    "MB/s", Peer{"plain Aho-Corasick", peer.mb_per_second},
                    count == kPatterns ? Goal::at_least(200) : Goal{},
                    std::to_string(ours.texts_hit) + " texts hit; the check for UTF-8 alone " +
                        std::to_string(static_cast<int>(check.mb_per_second)) + " MB/s"});
        }
    }
}

}  // namespace dayroom::bench
