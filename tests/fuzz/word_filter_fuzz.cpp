// Any bytes as a list of patterns, one a line, and behind an empty line as a text: what may be no pattern is refused,
// hits lie in the text, in order; of small inputs they are what the rules say, written down a second time.
#include <algorithm>
#include <cstdint>

#include "platform/base/check.h"
#include "platform/base/utf8.h"
#include "tests/unit/platform/facility/filter/compare.h"

namespace {

using namespace dayroom;
using facility::FilterHit;
using facility::WordFilter;

constexpr std::size_t kNaivePatterns = 24;
constexpr std::size_t kNaiveText = 400;  // bytes

std::size_t code_points(std::string_view text) {
    std::size_t count = 0;
    for (; !text.empty(); ++count) text.remove_prefix(utf8::decode(text).bytes);
    return count;
}

/// The patterns that may be; what is left of `input` is the text.
std::vector<std::string> take_patterns(std::string_view& input) {
    std::vector<std::string> patterns;
    while (!input.empty()) {
        const std::size_t end = std::min(input.find('\n'), input.size());
        const std::string line(input.substr(0, end));
        input.remove_prefix(std::min(end + 1, input.size()));
        if (line.empty()) break;
        if (WordFilter::check_pattern(line).ok()) {
            patterns.push_back(line);
        } else {
            DAYROOM_ASSERT(!WordFilter::build(std::vector<std::string>{line}).ok());
        }
    }
    return patterns;
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    std::string_view text(reinterpret_cast<const char*>(data), size);
    const std::vector<std::string> patterns = take_patterns(text);
    auto built = WordFilter::build(patterns);
    DAYROOM_ASSERT(built.ok() && built->size() == patterns.size());
    const auto found = built->find(text);
    const std::size_t length = code_points(text);
    DAYROOM_ASSERT(found.hits.size() <= facility::kMaxFilterHits);
    DAYROOM_ASSERT(std::is_sorted(found.hits.begin(), found.hits.end(),
                                  [](const FilterHit& a, const FilterHit& b) { return a.start < b.start; }));
    for (const FilterHit& hit : found.hits) {
        DAYROOM_ASSERT(hit.pattern < patterns.size());
        DAYROOM_ASSERT(hit.length >= 1 && std::size_t{hit.start} + hit.length <= length);
    }
    DAYROOM_ASSERT(built->find(text, [](std::uint32_t) { return false; }).hits.empty());
    if (patterns.size() > kNaivePatterns || text.size() > kNaiveText) return 0;
    DAYROOM_ASSERT(facility_test::difference(*built, facility_test::NaiveFilter(patterns), text).empty());
    return 0;
}
