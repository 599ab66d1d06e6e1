#include "platform/facility/filter/word_filter.h"

#include "platform/facility/filter/compiled.h"
#include "platform/facility/filter/hits.h"
#include "platform/facility/filter/scan.h"

namespace dayroom::facility {

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
    filter::Hits hits(wanted);
    if (compiled_->plans.empty()) return std::move(hits.result());
    const std::string_view looked_at = text.substr(0, kMaxFilterText);
    filter::Scan(*compiled_, looked_at, hits).run();
    hits.sort();
    FilterResult& result = hits.result();
    result.complete = result.complete && looked_at.size() == text.size();
    return std::move(result);
}

std::size_t WordFilter::size() const { return compiled_->plans.size(); }
std::size_t WordFilter::memory_bytes() const { return compiled_->memory_bytes(); }

}  // namespace dayroom::facility
