#include "terminal/diagnostics/diagnostics_model.h"

#include <algorithm>
#include <array>

namespace dayroom::diagnostics {
namespace {

constexpr std::array kTests = {
    TestInfo{"touch.grid", TestBy::kScreen},
    TestInfo{"touch.multi", TestBy::kScreen},
    TestInfo{"display.colours", TestBy::kScreen},
    TestInfo{"display.brightness"},
    TestInfo{"keypad.keys", TestBy::kScreen},
    TestInfo{"sound.output"},
    TestInfo{"sound.microphone"},
    TestInfo{"devices.camera"},
    TestInfo{"devices.printer"},
    TestInfo{"network.link"},
    TestInfo{"network.dns"},
    TestInfo{"network.hub"},
    TestInfo{"network.latency"},
    TestInfo{"network.loss"},
    TestInfo{"network.throughput"},
    TestInfo{"network.certificate"},
    TestInfo{"network.clock"},
    TestInfo{"keys.store"},
    TestInfo{"keys.tpm"},
    TestInfo{"storage.space"},
    TestInfo{"storage.integrity"},
    TestInfo{"storage.speed"},
    TestInfo{"storage.wear"},
    TestInfo{"power.battery"},
    TestInfo{"power.temperature"},
    TestInfo{"memory.free"},
    TestInfo{"memory.pattern"},
    TestInfo{"system.boot"},
    TestInfo{"system.outbox"},
    TestInfo{"system.sync"},
};

std::string amount(std::int64_t value, const std::string& unit, const ui::Texts& texts) {
    return texts.of_code("diagnostics.unit.", unit, "diagnostics.unit.count", {{"value", value}});
}

}  // namespace

std::span<const TestInfo> all_tests() { return kTests; }

const TestInfo* find_test(std::string_view code) {
    const auto found =
        std::find_if(kTests.begin(), kTests.end(), [&](const TestInfo& test) { return test.code == code; });
    return found == kTests.end() ? nullptr : &*found;
}

std::string_view group_of(std::string_view code) { return code.substr(0, code.find('.')); }

const local::TestResult* Sheet::find(std::string_view code) const {
    const auto found = results_.find(code);
    return found == results_.end() ? nullptr : &found->second;
}

Counts Sheet::counts() const {
    Counts counts;
    for (const TestInfo& test : kTests) {
        const local::TestResult* result = find(test.code);
        if (result == nullptr)
            ++counts.open;
        else if (result->outcome() == local::TestResult::PASSED)
            ++counts.passed;
        else if (result->outcome() == local::TestResult::FAILED)
            ++counts.failed;
        else
            ++counts.skipped;
    }
    return counts;
}

const TestInfo* Sheet::take_next() {
    if (!next_ || *next_ >= kTests.size()) return nullptr;
    return &kTests[(*next_)++];
}

std::string outcome_words(const local::TestResult* result, const ui::Texts& texts) {
    if (result == nullptr) return texts("diagnostics.open");
    const std::string why = result->why().empty()
                                ? std::string()
                                : texts.of_code("diagnostics.why.", result->why(), "diagnostics.why.other");
    switch (result->outcome()) {
        case local::TestResult::PASSED:
            return texts("diagnostics.passed");
        case local::TestResult::FAILED:
            return why.empty() ? texts("diagnostics.failed") : texts("diagnostics.failed_why", {{"why", why}});
        default:
            return why.empty() ? texts("diagnostics.skipped") : texts("diagnostics.skipped_why", {{"why", why}});
    }
}

std::string value_words(const local::TestResult& result, const ui::Texts& texts) {
    if (!result.measured()) return {};
    const std::string value = amount(result.value(), result.unit(), texts);
    if (!result.limited()) return value;
    return texts("diagnostics.value_limit",
                 {{"value", value}, {"limit", amount(result.limit(), result.unit(), texts)}});
}

std::string advice_words(const local::TestResult& result, const ui::Texts& texts) {
    if (result.outcome() != local::TestResult::FAILED) return {};
    return texts.of_code("diagnostics.advice.", group_of(result.test()), "diagnostics.advice.other");
}

std::string count_words(const Counts& counts, const ui::Texts& texts) {
    return texts("diagnostics.counts",
                 {{"passed", counts.passed}, {"failed", counts.failed}, {"skipped", counts.skipped}});
}

}  // namespace dayroom::diagnostics
