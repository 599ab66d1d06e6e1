#include "platform/agent/readiness.h"

#include <nlohmann/json.hpp>

#include "platform/crypto/labels.h"

namespace dayroom::agent {
namespace {

using nlohmann::json;

constexpr std::size_t kMaxFailedInCode = 160;  // characters

const char* outcome_name(local::TestResult::Outcome outcome) {
    switch (outcome) {
        case local::TestResult::PASSED:
            return "passed";
        case local::TestResult::FAILED:
            return "failed";
        default:
            return "skipped";
    }
}

json test_view(const local::TestResult& result) {
    json out = {{"test", result.test()}, {"outcome", outcome_name(result.outcome())}, {"at_ms", result.at_ms()}};
    if (!result.why().empty()) out["why"] = result.why();
    if (result.measured()) {
        out["value"] = result.value();
        out["unit"] = result.unit();
    }
    if (result.limited()) out["limit"] = result.limit();
    return out;
}

std::string signature_of(const std::string& text, const crypto::SigningKey& key) {
    return to_base64url(key.sign(crypto::kDomainReadiness, as_bytes(text)));
}

}  // namespace

std::string readiness_file(const ReadinessFacts& facts, const crypto::SigningKey& key) {
    json tests = json::array();
    for (const auto& result : facts.results) tests.push_back(test_view(result));
    json faults = json::array();
    for (const auto& fault : facts.faults) faults.push_back({{"at_ms", fault.at_ms()}, {"code", fault.code()}});
    const auto counts = count_tests(facts.results);
    const json report = {{"format", kReadinessFormat},
                         {"device", facts.device_id},
                         {"name", facts.device_name},
                         {"facility", facts.facility},
                         {"version", facts.version},
                         {"assurance", facts.assurance},
                         {"serviced_by", facts.by},
                         {"at_ms", facts.at.ms()},
                         {"passed", counts.passed},
                         {"failed", counts.failed},
                         {"skipped", counts.skipped},
                         {"tests", tests},
                         {"faults", faults}};
    const std::string text = report.dump();
    const json file = {{"format", kReadinessFormat},
                       {"report", text},
                       {"key", to_hex(key.public_key().bytes())},
                       {"signature", signature_of(text, key)}};
    return file.dump(2) + "\n";
}

std::string readiness_code(const ReadinessFacts& facts, const crypto::SigningKey& key) {
    const auto counts = count_tests(facts.results);
    std::string failed;
    for (const std::string& test : counts.failed_tests) {
        if (failed.size() + test.size() + 2 > kMaxFailedInCode) {
            failed += "+";
            break;
        }
        failed += (failed.empty() ? "" : "+") + test;
    }
    std::string text = "DRR1." + facts.device_id + "." + std::to_string(facts.at.ms()) + "." +
                       std::to_string(counts.passed) + "." + std::to_string(counts.failed) + "." +
                       std::to_string(counts.skipped) + "." + failed;
    return text + "." + signature_of(text, key);
}

void report_service(const local::KeptService& kept, wire::HealthReport& report) {
    report.set_serviced_ms(kept.serviced_ms());
    report.set_serviced_by(kept.serviced_by());
    report.set_tested_ms(kept.tested_ms());
    const auto counts = count_tests(kept.results());
    report.set_tests_passed(counts.passed);
    report.set_tests_failed(counts.failed);
    report.set_tests_skipped(counts.skipped);
    for (const std::string& test : counts.failed_tests) report.add_failed_tests(test);
}

}  // namespace dayroom::agent
