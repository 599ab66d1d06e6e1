// The readiness report: what came out of a visit's tests, signed by the terminal. As JSON for the stick, as one short
// line for the screen, as numbers for the hub. Format: docs/features/diagnostics.md.
#pragma once

#include <string>
#include <vector>

#include "platform/agent/local.pb.h"
#include "platform/base/time.h"
#include "platform/crypto/keys.h"
#include "platform/wire/dayroom.pb.h"

namespace dayroom::agent {

inline constexpr const char* kReadinessFormat = "dayroom-readiness-1";
inline constexpr std::size_t kMaxReadinessCode = 420;  // characters: what a QR code of this size still shows well

struct ReadinessFacts {
    std::string device_id;  // in hex
    std::string device_name;
    std::string facility;
    std::string version;
    std::string assurance;
    std::string by;  // serial of the technician's certificate, or "phone"
    Timestamp at;
    std::vector<local::TestResult> results;
    std::vector<local::Readiness::Fault> faults;
};

struct TestCounts {
    int passed = 0;
    int failed = 0;
    int skipped = 0;
    std::vector<std::string> failed_tests;
};
template <typename Results>
TestCounts count_tests(const Results& results) {
    TestCounts counts;
    for (const local::TestResult& result : results) {
        if (result.outcome() == local::TestResult::PASSED) ++counts.passed;
        if (result.outcome() == local::TestResult::SKIPPED) ++counts.skipped;
        if (result.outcome() != local::TestResult::FAILED) continue;
        ++counts.failed;
        counts.failed_tests.push_back(result.test());
    }
    return counts;
}

/// The file: what was signed, as text, with key and signature beside it.
std::string readiness_file(const ReadinessFacts& facts, const crypto::SigningKey& key);
/// "DRR1.<device>.<time>.<passed>.<failed>.<skipped>.<failed tests>.<signature>", at most kMaxReadinessCode.
std::string readiness_code(const ReadinessFacts& facts, const crypto::SigningKey& key);
/// What the hub hears of service.
void report_service(const local::KeptService& kept, wire::HealthReport& report);

}  // namespace dayroom::agent
