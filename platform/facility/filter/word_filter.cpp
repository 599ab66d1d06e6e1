#include "platform/facility/filter/word_filter.h"

#include "platform/base/utf8.h"
#include "platform/facility/filter/compiled.h"
#include "platform/facility/filter/hits.h"
#include "platform/facility/filter/scan.h"

namespace dayroom::facility {
namespace {

/// Each malformed piece as U+FFFD: as many code points, of which none is a letter.
std::string repaired(std::string_view text) {
    std::string out;
    out.reserve(text.size());
    while (!text.empty()) {
        const utf8::Decoded next = utf8::decode(text);
        utf8::append(out, next.code_point);
        text.remove_prefix(next.bytes);
    }
    return out;
}

}  // namespace

WordFilter::WordFilter() : compiled_(std::make_unique<filter::Compiled>()) {}
WordFilter::WordFilter(std::unique_ptr<const filter::Compiled> compiled) : compiled_(std::move(compiled)) {}
WordFilter::~WordFilter() = default;
WordFilter::WordFilter(WordFilter&&) noexcept = default;
WordFilter& WordFilter::operator=(WordFilter&&) noexcept = default;

Result<WordFilter> WordFilter::build(std::span<const std::string> patterns) {
    return WordFilter(std::make_unique<const filter::Compiled>(TRY(filter::compile(patterns))));
}

Status WordFilter::check_pattern(std::string_view pattern) {
    TRY(filter::parse_pattern(pattern));
    return {};
}

FilterResult WordFilter::find(std::string_view text) const { return find(text, Wanted()); }

FilterResult WordFilter::find(std::string_view text, const Wanted& wanted) const {
    if (compiled_->plans.empty()) return {};
    const std::string_view looked_at = text.substr(0, kMaxFilterText);
    filter::Hits hits(wanted);
    const bool cut = looked_at.size() < text.size();
    if (!filter::Scan(*compiled_, looked_at, hits).run()) {
        const std::string whole = repaired(looked_at);
        hits.clear();
        filter::Scan(*compiled_, whole, hits).run();
    }
    hits.sort();
    FilterResult& result = hits.result();
    result.complete = result.complete && !cut;
    return std::move(result);
}

std::size_t WordFilter::size() const { return compiled_->plans.size(); }
std::size_t WordFilter::memory_bytes() const { return compiled_->memory_bytes(); }

}  // namespace dayroom::facility
