// The tests of diagnostics that the agent makes itself, without any store: machine, disk, and the way to the hub. Each
// gives a value and the limit that it is held to, or says why it was skipped: what is not there has not failed.
#pragma once

#include <functional>

#include "platform/agent/local.pb.h"
#include "platform/device/measure.h"
#include "platform/net/transport.h"
#include "platform/sync/hub_clock.h"

namespace dayroom::agent {

// What lies beyond has failed. Sources: docs/features/diagnostics.md.
inline constexpr std::int64_t kHubWithinMs = 5'000;
inline constexpr std::int64_t kLatencyMs = 500;
inline constexpr std::int64_t kLossPercent = 10;
inline constexpr std::int64_t kThroughputKib = 64;  // a second
inline constexpr std::int64_t kCertificateDays = 30;
inline constexpr std::int64_t kClockOffMs = 5'000;
inline constexpr std::int64_t kFreeMib = 512;
inline constexpr std::int64_t kDiskKib = 2'048;  // a second, with fsync
inline constexpr std::int64_t kWearPercent = 80;
inline constexpr std::int64_t kBatteryPercent = 20;
inline constexpr std::int64_t kCelsius = 85;
inline constexpr std::int64_t kFreeMemoryMib = 64;
inline constexpr std::int64_t kOutboxDepth = 100;
inline constexpr std::int64_t kSyncMinutes = 15;
inline constexpr int kHubCalls = 10;  // of latency and loss

/// What the tests may use.
struct TestBench {
    const Clock& machine;
    sync::HubClock& hub_clock;
    std::function<Status()> call_hub;  // one small call
    /// Bytes that came of something that the hub holds for everybody; nothing: it holds nothing of that kind.
    std::function<Result<std::optional<std::size_t>>()> fetch;
    std::string hub_address;
    std::string certificate_pem;
    std::filesystem::path data_dir;
    device::MachineRoot root = "/";
    Timestamp now;  // the hub's time
};

/// kNotFound: no test of this code is made here.
Result<local::TestResult> run_self_test(const TestBench& bench, const std::string& test);

// How results are made, also of tests that are made elsewhere.
local::TestResult at_most(const std::string& test, std::int64_t value, const char* unit, std::int64_t limit);
local::TestResult at_least(const std::string& test, std::int64_t value, const char* unit, std::int64_t limit);
local::TestResult plain_result(const std::string& test, local::TestResult::Outcome outcome, const char* why = "");

}  // namespace dayroom::agent
