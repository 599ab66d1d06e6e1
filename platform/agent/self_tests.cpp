#include "platform/agent/self_tests.h"

#include <algorithm>
#include <array>

#include <fcntl.h>
#include <netdb.h>
#include <sys/statvfs.h>
#include <unistd.h>

#include "platform/crypto/certificate.h"
#include "platform/net/https_client.h"

namespace dayroom::agent {
namespace {

using local::TestResult;

constexpr std::size_t kDiskPieceBytes = 1024 * 1024;
constexpr int kDiskPieces = 8;
constexpr std::size_t kPatternBytes = 32 * 1024 * 1024;
constexpr std::int64_t kDayMs = 24LL * 3'600'000;

std::int64_t ms_since(const Clock& clock, MonotonicTime begun) {
    return std::chrono::duration_cast<Milliseconds>(clock.steady() - begun).count();
}

/// KiB a second; a clock that stood still counts as one millisecond.
std::int64_t kib_a_second(std::size_t bytes, std::int64_t ms) {
    return static_cast<std::int64_t>(bytes / 1024) * 1000 / std::max<std::int64_t>(ms, 1);
}

TestResult present(const std::string& test, std::int64_t count) {
    if (count == 0) return plain_result(test, TestResult::SKIPPED, "not_present");
    TestResult result = plain_result(test, TestResult::PASSED);
    result.set_measured(true);
    result.set_value(count);
    result.set_unit("count");
    return result;
}

TestResult link_test(const TestBench& bench, const std::string& test) {
    const auto link = device::network_link(bench.root);
    if (!link) return plain_result(test, TestResult::SKIPPED, "not_present");
    TestResult result =
        plain_result(test, link->up ? TestResult::PASSED : TestResult::FAILED, link->up ? "" : "no_link");
    if (link->megabits) {
        result.set_measured(true);
        result.set_value(*link->megabits);
        result.set_unit("mbit");
    }
    return result;
}

TestResult dns_test(const TestBench& bench, const std::string& test) {
    const auto address = net::parse_address(bench.hub_address);
    if (!address.ok()) return plain_result(test, TestResult::FAILED, "no_address");
    addrinfo wish{};
    wish.ai_flags = AI_NUMERICHOST;
    addrinfo* found = nullptr;
    if (::getaddrinfo(address->host.c_str(), nullptr, &wish, &found) == 0) {
        ::freeaddrinfo(found);
        return plain_result(test, TestResult::SKIPPED, "by_number");
    }
    wish.ai_flags = 0;
    const auto begun = bench.machine.steady();
    if (::getaddrinfo(address->host.c_str(), nullptr, &wish, &found) != 0)
        return plain_result(test, TestResult::FAILED, "no_address");
    ::freeaddrinfo(found);
    return at_most(test, ms_since(bench.machine, begun), "ms", kHubWithinMs);
}

TestResult hub_test(const TestBench& bench, const std::string& test) {
    const auto begun = bench.machine.steady();
    const auto called = bench.call_hub();
    if (!called.ok()) return plain_result(test, TestResult::FAILED, "no_answer");
    return at_most(test, ms_since(bench.machine, begun), "ms", kHubWithinMs);
}

/// The middle one of some calls, or how many of them had no answer.
TestResult calls_test(const TestBench& bench, const std::string& test, bool loss) {
    std::vector<std::int64_t> times;
    for (int call = 0; call < kHubCalls; ++call) {
        const auto begun = bench.machine.steady();
        if (bench.call_hub().ok()) times.push_back(ms_since(bench.machine, begun));
        // The first one tells that there is nobody: the technician does not wait for nine more.
        if (call == 0 && times.empty()) return plain_result(test, TestResult::FAILED, "no_answer");
    }
    if (loss)
        return at_most(test, (kHubCalls - static_cast<std::int64_t>(times.size())) * 100 / kHubCalls, "percent",
                       kLossPercent);
    std::sort(times.begin(), times.end());
    return at_most(test, times[times.size() / 2], "ms", kLatencyMs);
}

TestResult throughput_test(const TestBench& bench, const std::string& test) {
    const auto begun = bench.machine.steady();
    const auto came = bench.fetch();
    if (!came.ok()) return plain_result(test, TestResult::FAILED, "no_answer");
    if (!*came) return plain_result(test, TestResult::SKIPPED, "nothing_to_fetch");
    return at_least(test, kib_a_second(**came, ms_since(bench.machine, begun)), "kib_s", kThroughputKib);
}

TestResult certificate_test(const TestBench& bench, const std::string& test) {
    const auto facts = crypto::read_certificate(bench.certificate_pem);
    if (!facts.ok()) return plain_result(test, TestResult::FAILED, "damaged");
    return at_least(test, (facts->not_after - bench.now).count() / kDayMs, "days", kCertificateDays);
}

TestResult clock_test(const TestBench& bench, const std::string& test) {
    const auto heard = bench.hub_clock.heard();
    if (!heard) return plain_result(test, TestResult::SKIPPED, "no_answer");
    return at_most(test, std::abs((heard->hub - heard->machine).count()), "ms", kClockOffMs);
}

TestResult space_test(const TestBench& bench, const std::string& test) {
    struct statvfs facts {};
    if (::statvfs(bench.data_dir.c_str(), &facts) != 0) return plain_result(test, TestResult::FAILED, "damaged");
    const auto free = static_cast<std::uint64_t>(facts.f_bavail) * facts.f_frsize / (1024 * 1024);
    return at_least(test, static_cast<std::int64_t>(free), "mib", kFreeMib);
}

TestResult disk_speed_test(const TestBench& bench, const std::string& test) {
    const auto file = bench.data_dir / "speed.test";
    ::unlink(file.c_str());
    const int written = ::open(file.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0600);
    if (written < 0) return plain_result(test, TestResult::FAILED, "damaged");
    const std::vector<std::uint8_t> piece(kDiskPieceBytes, 0x5A);
    const auto begun = bench.machine.steady();
    bool good = true;
    for (int at = 0; at < kDiskPieces && good; ++at)
        good = ::write(written, piece.data(), piece.size()) == static_cast<ssize_t>(piece.size());
    good = good && ::fsync(written) == 0;
    const auto took = ms_since(bench.machine, begun);
    ::close(written);
    ::unlink(file.c_str());
    if (!good) return plain_result(test, TestResult::FAILED, "damaged");
    return at_least(test, kib_a_second(kDiskPieceBytes * kDiskPieces, took), "kib_s", kDiskKib);
}

TestResult battery_test(const TestBench& bench, const std::string& test) {
    const auto battery = device::battery(bench.root);
    if (!battery) return plain_result(test, TestResult::SKIPPED, "not_present");
    TestResult result = at_least(test, battery->percent, "percent", kBatteryPercent);
    if (!battery->charging && result.outcome() == TestResult::FAILED) result.set_why("not_charging");
    return result;
}

/// Each byte twice, with a pattern and its opposite: cells that stick show.
TestResult pattern_test(const std::string& test) {
    std::vector<std::uint8_t> cells(kPatternBytes);
    std::int64_t wrong = 0;
    for (const std::uint8_t pattern : {std::uint8_t{0xA5}, std::uint8_t{0x5A}}) {
        std::fill(cells.begin(), cells.end(), pattern);
        const volatile std::uint8_t* read = cells.data();
        for (std::size_t at = 0; at < kPatternBytes; ++at) wrong += read[at] != pattern ? 1 : 0;
    }
    return at_most(test, wrong, "count", 0);
}

TestResult optional_at_least(const std::string& test, std::optional<std::int64_t> value, const char* unit,
                             std::int64_t limit) {
    return value ? at_least(test, *value, unit, limit) : plain_result(test, TestResult::SKIPPED, "not_present");
}

TestResult optional_at_most(const std::string& test, std::optional<std::int64_t> value, const char* unit,
                            std::int64_t limit) {
    return value ? at_most(test, *value, unit, limit) : plain_result(test, TestResult::SKIPPED, "not_present");
}

TestResult boot_test(const TestBench& bench, const std::string& test) {
    const bool two_slots = device::image_version(bench.root).has_value();
    return plain_result(test, two_slots ? TestResult::PASSED : TestResult::SKIPPED, two_slots ? "" : "not_present");
}

struct SelfTest {
    const char* code;
    TestResult (*run)(const TestBench& bench, const std::string& test);
};
const std::array kSelfTests = {
    SelfTest{"network.link", link_test},
    SelfTest{"network.dns", dns_test},
    SelfTest{"network.hub", hub_test},
    SelfTest{"network.latency",
             [](const TestBench& bench, const std::string& test) { return calls_test(bench, test, false); }},
    SelfTest{"network.loss",
             [](const TestBench& bench, const std::string& test) { return calls_test(bench, test, true); }},
    SelfTest{"network.throughput", throughput_test},
    SelfTest{"network.certificate", certificate_test},
    SelfTest{"network.clock", clock_test},
    SelfTest{"storage.space", space_test},
    SelfTest{"storage.speed", disk_speed_test},
    SelfTest{"storage.wear",
             [](const TestBench& bench, const std::string& test) {
                 return optional_at_most(test, device::storage_wear_percent(bench.root), "percent", kWearPercent);
             }},
    SelfTest{"power.battery", battery_test},
    SelfTest{"power.temperature",
             [](const TestBench& bench, const std::string& test) {
                 return optional_at_most(test, device::hottest_celsius(bench.root), "celsius", kCelsius);
             }},
    SelfTest{"memory.free",
             [](const TestBench& bench, const std::string& test) {
                 return optional_at_least(test, device::free_memory_mib(bench.root), "mib", kFreeMemoryMib);
             }},
    SelfTest{"memory.pattern", [](const TestBench&, const std::string& test) { return pattern_test(test); }},
    SelfTest{"system.boot", boot_test},
    SelfTest{"display.brightness",
             [](const TestBench& bench, const std::string& test) {
                 return optional_at_least(test, device::backlight_percent(bench.root), "percent", 1);
             }},
    SelfTest{"devices.camera", [](const TestBench& bench,
                                  const std::string& test) { return present(test, device::cameras(bench.root)); }},
    SelfTest{"devices.printer", [](const TestBench& bench,
                                   const std::string& test) { return present(test, device::printers(bench.root)); }},
    SelfTest{"sound.output", [](const TestBench& bench,
                                const std::string& test) { return present(test, device::sound_outputs(bench.root)); }},
    SelfTest{"sound.microphone",
             [](const TestBench& bench, const std::string& test) {
                 return present(test, device::sound_inputs(bench.root));
             }},
    SelfTest{"keys.tpm", [](const TestBench& bench,
                            const std::string& test) { return present(test, device::has_tpm(bench.root) ? 1 : 0); }},
};

TestResult limited_result(const std::string& test, std::int64_t value, const char* unit, std::int64_t limit,
                          bool good) {
    TestResult result = plain_result(test, good ? TestResult::PASSED : TestResult::FAILED);
    result.set_measured(true);
    result.set_value(value);
    result.set_unit(unit);
    result.set_limited(true);
    result.set_limit(limit);
    return result;
}

}  // namespace

TestResult plain_result(const std::string& test, TestResult::Outcome outcome, const char* why) {
    TestResult result;
    result.set_test(test);
    result.set_outcome(outcome);
    result.set_why(why);
    return result;
}

TestResult at_most(const std::string& test, std::int64_t value, const char* unit, std::int64_t limit) {
    return limited_result(test, value, unit, limit, value <= limit);
}

TestResult at_least(const std::string& test, std::int64_t value, const char* unit, std::int64_t limit) {
    return limited_result(test, value, unit, limit, value >= limit);
}

Result<TestResult> run_self_test(const TestBench& bench, const std::string& test) {
    for (const SelfTest& each : kSelfTests) {
        if (test != each.code) continue;
        TestResult result = each.run(bench, test);
        result.set_at_ms(bench.now.ms());
        return result;
    }
    return Error(ErrorCode::kNotFound, "there is no such test");
}

}  // namespace dayroom::agent
