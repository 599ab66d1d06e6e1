// bench-filter [PATTERNS [LANGUAGE]]: megabytes a second of the word filter over the sample facility's messages, by
// language.
#include <cstdio>
#include <cstdlib>

#include "platform/base/utf8.h"
#include "platform/facility/filter/word_filter.h"
#include "tests/bench/filter/filter_bench.h"

int main(int argc, char** argv) {
    using namespace dayroom;
    using facility::WordFilter;
    const auto texts = bench::filter_texts("assets/sample");
    if (!texts.ok()) return std::fprintf(stderr, "%s\n", texts.error().detail.c_str()), 1;
    const auto patterns =
        bench::filter_patterns(*texts, static_cast<std::size_t>(argc > 1 ? std::atol(argv[1]) : 10'000));
    const auto filter = WordFilter::build(patterns);
    if (!filter.ok()) return std::fprintf(stderr, "%s\n", filter.error().detail.c_str()), 1;
    std::printf("%zu patterns, %.1f MB\n", filter->size(), static_cast<double>(filter->memory_bytes()) / 1e6);
    for (const bench::FilterTexts& language : *texts) {
        if (argc > 2 && language.language != argv[2]) continue;
        const auto ours = bench::filter_rate(
            language,
            [](const void* with, std::string_view text) {
                return static_cast<const WordFilter*>(with)->find(text).hits.size();
            },
            &*filter);
        const auto valid = bench::filter_rate(
            language, [](const void*, std::string_view text) -> std::size_t { return utf8::is_valid(text) ? 0 : 1; },
            nullptr);
        std::printf("%s: %zu texts, %.2f MB: %.0f MB/s (%zu hits in %zu texts); UTF-8 check alone %.0f MB/s\n",
                    language.language.c_str(), language.texts.size(), static_cast<double>(language.bytes) / 1e6,
                    ours.mb_per_second, ours.hits, ours.texts_hit, valid.mb_per_second);
    }
    return 0;
}
