// The terminals of a large operator at one hub: 10,000, as the console's page and a monitoring system ask for them.
#include "platform/facility/devices/fleet.h"

#include <nlohmann/json.hpp>

#include "platform/facility/integration/device_view.h"
#include "tests/bench/parts.h"
#include "tests/bench/report.h"
#include "tests/unit/platform/facility/hub_fixture/hub_fixture.h"

namespace dayroom::bench {

using namespace facility;

namespace {

constexpr int kFleetTerminals = 10'000;
constexpr int kEnrolledInOneCommit = 500;
constexpr Milliseconds kYear{365LL * 24 * 3'600'000};

Status enroll_one(test::HubFixture& hub, Devices& devices, Work& work, int number) {
    Device device;
    device.id = hub.id<DeviceId>();
    device.name = "Kiosk " + std::to_string(number);
    device.unit = number % 2 == 0 ? hub.unit : hub.other_unit;
    device.kind = number % 10 == 0 ? "tablet" : "kiosk";
    device.serial = "SN-" + std::to_string(number);
    device.signing_key = crypto::SigningKey::make(hub.random).public_key();
    device.box_key = crypto::BoxKey::make(hub.random).public_key();
    hub.random.fill(device.certificate.sha256);
    device.certificate.issued = work.now();
    device.certificate.not_after = work.now() + kYear;
    TRY(devices.enroll(work, device, hub.id<TokenId>()));
    wire::HealthReport report;
    report.set_version(number % 50 == 0 ? "1.0.0" : "1.0.1");
    report.set_clock_ms(work.now().ms() + number % 7 * 100);
    report.set_outbox_depth(number % 200 == 0 ? 60 : 0);
    TRY(devices.report(work, device.id, report));
    return {};
}

}  // namespace

void bench_fleet() {
    heading("Terminals of one hub: 10,000");
    test::HubFixture hub;
    Devices devices;
    for (int done = 0; done < kFleetTerminals; done += kEnrolledInOneCommit) {
        must(hub.run([&](Work& work) -> Status {
            for (int each = 0; each < kEnrolledInOneCommit; ++each) TRY(enroll_one(hub, devices, work, done + each));
            return {};
        }));
    }
    const Timestamp now = hub.clock.now();
    std::size_t bytes = 0;
    const auto page = [&] {
        const auto all = must(devices.list(*hub.reader));
        const Fleet fleet = look_at_fleet(all, now);
        bytes = fleet_view(all, fleet).dump().size();
    };
    report({"all of them with their alarms, as JSON", time_each(20, page).median(), "ms", {}, Goal::at_most(200)});
    const auto metrics = [&] { bytes = fleet_metrics(must(devices.list(*hub.reader)), now).size(); };
    report({"as metrics", time_each(20, metrics).median(), "ms", {}, Goal::at_most(200)});
    if (bytes < static_cast<std::size_t>(kFleetTerminals)) throw std::runtime_error("the metrics are empty");
}

}  // namespace dayroom::bench
