// The tests of a terminal: which there are, who makes them, what came out, and the words for it. Pure.
#pragma once

#include <map>
#include <optional>
#include <span>
#include <string>
#include <string_view>

#include "platform/agent/local.pb.h"
#include "terminal/ui/catalog/texts.h"

namespace dayroom::diagnostics {

enum class TestBy { kAgent, kScreen };
struct TestInfo {
    std::string_view code;  // "network.hub": what stands before the dot is its group
    TestBy by = TestBy::kAgent;
};
/// In the order of the guided self-test; those of one group together.
std::span<const TestInfo> all_tests();
/// nullptr: there is none of this code.
const TestInfo* find_test(std::string_view code);
std::string_view group_of(std::string_view code);

struct Counts {
    int passed = 0;
    int failed = 0;
    int skipped = 0;
    int open = 0;  // not made yet
};

/// What has come out in this visit, and the guided self-test under way.
class Sheet {
public:
    void put(const local::TestResult& result) { results_[result.test()] = result; }
    /// nullptr: not made yet.
    const local::TestResult* find(std::string_view code) const;
    Counts counts() const;
    const std::map<std::string, local::TestResult, std::less<>>& results() const { return results_; }

    /// Begins the guided self-test.
    void begin_guide() { next_ = 0; }
    void end_guide() { next_.reset(); }
    bool guided() const { return next_.has_value(); }
    /// The next test of it, or nothing: then it is over.
    const TestInfo* take_next();
    /// How many of it have begun.
    int begun() const { return static_cast<int>(next_.value_or(0)); }

private:
    std::map<std::string, local::TestResult, std::less<>> results_;
    std::optional<std::size_t> next_;
};

/// "Passed", "Failed", "Skipped: not in this terminal"; of a test that was not made: "Not tested yet".
std::string outcome_words(const local::TestResult* result, const ui::Texts& texts);
/// "42 ms (at most 500 ms)"; empty: nothing was measured.
std::string value_words(const local::TestResult& result, const ui::Texts& texts);
/// What to do about it; empty unless it failed.
std::string advice_words(const local::TestResult& result, const ui::Texts& texts);
/// "24 passed, 1 failed, 5 skipped"
std::string count_words(const Counts& counts, const ui::Texts& texts);

}  // namespace dayroom::diagnostics
