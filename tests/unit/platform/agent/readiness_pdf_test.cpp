// The report on paper, as a reader of PDF sees it.
#include "platform/agent/readiness_pdf.h"

#include <algorithm>
#include <cstdio>
#include <fstream>

#include <catch2/catch.hpp>

#include "tests/support/temp_dir.h"

using namespace dayroom;
using namespace dayroom::agent;

namespace {

std::string output_of(const std::string& command) {
    std::FILE* reader = ::popen(command.c_str(), "r");
    REQUIRE(reader != nullptr);
    std::string text;
    char part[4096];
    for (std::size_t got = 0; (got = std::fread(part, 1, sizeof part, reader)) > 0;) text.append(part, got);
    REQUIRE(::pclose(reader) == 0);
    return text;
}

std::string text_of_pdf(const std::string& document) {
    dayroom::test::TempDir dir;
    const std::string file = (dir / "report.pdf").string();
    std::ofstream(file, std::ios::binary) << document;
    return output_of("pdftotext -layout '" + file + "' - 2>&1");
}

local::TestResult& add_result(ReadinessFacts& facts, const std::string& test, local::TestResult::Outcome outcome) {
    local::TestResult& result = facts.results.emplace_back();
    result.set_test(test);
    result.set_outcome(outcome);
    return result;
}

ReadinessFacts sample_facts() {
    ReadinessFacts facts;
    facts.device_id = "0190d6c1000000000000000000000001";
    facts.device_name = "Sección (B) \\ 東 1";
    facts.facility = "0190d6c1000000000000000000000002";
    facts.version = "1.0";
    facts.assurance = "tpm";
    facts.by = "0123456789abcdef";
    facts.at = Timestamp::from_ms(1'780'000'000'000);
    add_result(facts, "network.link", local::TestResult::PASSED);
    local::TestResult& battery = add_result(facts, "power.battery", local::TestResult::FAILED);
    battery.set_measured(true);
    battery.set_value(7);
    battery.set_unit("percent");
    battery.set_limited(true);
    battery.set_limit(20);
    battery.set_why("not_charging");
    return facts;
}

}  // namespace

TEST_CASE("the report on paper says what the file says, and carries the signed line whole") {
    const std::string code = "DRR1." + std::string(200, 'a') + ".end";
    auto facts = sample_facts();
    auto& fault = facts.faults.emplace_back();
    fault.set_at_ms(1'780'000'000'000);
    fault.set_code("disk_full");
    std::string text = text_of_pdf(readiness_pdf(facts, code));
    INFO(text);
    // Letters of other scripts than the fonts' are question marks; what PDF gives a meaning to is escaped.
    CHECK(text.find("Sección (B) \\ ? 1") != std::string::npos);
    CHECK(text.find("1 passed, 1 failed, 0 skipped") != std::string::npos);
    CHECK(text.find("2026-05-28 20:26 UTC") != std::string::npos);
    CHECK(text.find("FAILED") != std::string::npos);
    CHECK(text.find("7 percent") != std::string::npos);
    CHECK(text.find("not_charging") != std::string::npos);
    CHECK(text.find("disk_full") != std::string::npos);
    std::erase_if(text, [](char letter) { return letter == '\n' || letter == ' '; });
    CHECK(text.find(code) != std::string::npos);
}

TEST_CASE("what does not go onto one page goes onto the next") {
    auto facts = sample_facts();
    for (int each = 0; each < 64; ++each)
        add_result(facts, "storage.number" + std::to_string(each), local::TestResult::SKIPPED);
    const std::string text = text_of_pdf(readiness_pdf(facts, "DRR1.x"));
    CHECK(std::count(text.begin(), text.end(), '\f') == 2);
    CHECK(text.find("storage.number63") != std::string::npos);
    CHECK(text_of_pdf(readiness_pdf({}, "")).find("Nothing was tested.") != std::string::npos);
}
