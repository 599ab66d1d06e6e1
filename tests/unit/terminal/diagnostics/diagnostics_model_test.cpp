// The sheet of tests, and the words for what came out.
#include "terminal/diagnostics/diagnostics_model.h"

#include <set>

#include "terminal/diagnostics/door_model.h"
#include "tests/support/terminal/test_texts.h"

using namespace dayroom;
using namespace dayroom::diagnostics;
using namespace dayroom::test;

namespace {

local::TestResult result(const char* test, local::TestResult::Outcome outcome) {
    local::TestResult out;
    out.set_test(test);
    out.set_outcome(outcome);
    return out;
}

}  // namespace

TEST_CASE("every test has a name, a group and something to do in every language, and is there once") {
    std::set<std::string_view> seen;
    for (const char* language : {"en", "es"}) {
        const auto texts = shipped_texts(language);
        for (const TestInfo& test : all_tests()) {
            INFO(test.code);
            const std::string group(group_of(test.code));
            CHECK(texts.has("diagnostics.test." + std::string(test.code)));
            CHECK(texts.has("diagnostics.group." + group));
            CHECK(texts.has("diagnostics.advice." + group));
            seen.insert(test.code);
        }
    }
    CHECK(seen.size() == all_tests().size());
    CHECK(find_test("network.hub") != nullptr);
    CHECK(find_test("vault.open") == nullptr);
}

TEST_CASE("the guided self-test takes each test once") {
    Sheet sheet;
    CHECK(sheet.take_next() == nullptr);
    sheet.begin_guide();
    std::size_t taken = 0;
    while (sheet.take_next() != nullptr) ++taken;
    CHECK(taken == all_tests().size());
    CHECK(sheet.take_next() == nullptr);
}

TEST_CASE("a result counts as what came out last") {
    Sheet sheet;
    sheet.put(result("network.hub", local::TestResult::FAILED));
    sheet.put(result("network.hub", local::TestResult::PASSED));
    sheet.put(result("keys.tpm", local::TestResult::SKIPPED));
    const auto counts = sheet.counts();
    CHECK(counts.passed == 1);
    CHECK(counts.failed == 0);
    CHECK(counts.skipped == 1);
    CHECK(counts.open == static_cast<int>(all_tests().size()) - 2);
    CHECK(count_words(counts, shipped_texts()) == "1 passed, 0 failed, 1 skipped");
}

TEST_CASE("a result says value, limit, reason and what to do") {
    const auto texts = shipped_texts();
    auto failed = result("network.latency", local::TestResult::FAILED);
    failed.set_measured(true);
    failed.set_value(1'200);
    failed.set_unit("ms");
    failed.set_limited(true);
    failed.set_limit(500);
    CHECK(value_words(failed, texts) == "1,200 ms (limit 500 ms)");
    CHECK(outcome_words(&failed, texts) == "Failed");
    CHECK(advice_words(failed, texts) == "Check cable and switch port, then the hub.");
    auto skipped = result("power.battery", local::TestResult::SKIPPED);
    skipped.set_why("not_present");
    CHECK(outcome_words(&skipped, texts) == "Skipped: this terminal has none");
    CHECK(advice_words(skipped, texts).empty());
    CHECK(value_words(skipped, texts).empty());
    CHECK(outcome_words(nullptr, texts) == "Not tested yet");
    skipped.set_why("a_newer_agent_says_this");
    CHECK(outcome_words(&skipped, texts) == "Skipped: see the documentation");
}

TEST_CASE("the door says the last refusal first, then a lock, then what is wrong with the stick") {
    const auto texts = shipped_texts();
    local::Door door;
    door.set_refusal_code("technician_expired");
    CHECK(door_problem({}, door, true, texts, kTestNow) ==
          "This stick is not valid now. Ask facility IT for a new one.");
    CHECK(door_problem({}, door, false, texts, kTestNow).empty());
    door.set_locked_until_ms((kTestNow + Milliseconds(60'000)).ms());
    CHECK(door_problem({}, door, true, texts, kTestNow).find("Too many tries. It can be tried again at") == 0);
    local::Problem refusal;
    refusal.set_code("technician_answer");
    refusal.set_attempts_left(1);
    CHECK(door_problem(refusal, door, true, texts, kTestNow).ends_with("1 more try."));
}
