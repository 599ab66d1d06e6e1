// Reads the real assets once for a test.
#pragma once

#include <cstdlib>

#include "platform/facility/sample/sample_facility.h"

namespace dayroom::test {

inline constexpr std::int64_t kSampleNowMs = 1'795'450'000'000;  // 2026-11-23

inline facility::sample::Assets sample_assets() {
    const char* source = std::getenv("DAYROOM_SOURCE_DIR");
    auto assets =
        facility::sample::read_assets(std::filesystem::path(source == nullptr ? "." : source) / "assets/sample");
    if (!assets.ok()) FAIL(assets.error().detail);
    return assets.take();
}

inline facility::sample::SampleFacility sample_of(int residents, int messages, std::uint64_t seed = 7) {
    facility::sample::Options options;
    options.seed = seed;
    options.now = Timestamp::from_ms(kSampleNowMs);
    options.residents = residents;
    options.messages = messages;
    auto made = facility::sample::generate(sample_assets(), options);
    if (!made.ok()) FAIL(made.error().detail);
    return made.take();
}

}  // namespace dayroom::test
