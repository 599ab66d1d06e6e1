// A terminal's store, its line to a hub in memory and its renewal, without threads: a restart is one call.
#pragma once

#include <catch2/catch.hpp>

#include "platform/agent/hub_line.h"
#include "platform/agent/renewal.h"
#include "tests/support/temp_dir.h"
#include "tests/unit/platform/sync/fake_hub.h"

namespace dayroom::agent::test {

inline constexpr Milliseconds kDay{24LL * 3'600'000};

struct RenewalRig {
    dayroom::test::TempDir dir;
    FakeClock clock;
    dayroom::test::FakeHub hub{clock};
    SystemRandom random;
    AgentLog log;
    database::FaultSeam faults;
    Secret store_key = Secret::random(kKeyBytes, random);
    sync::SharedStore store;
    sync::HubClock hub_clock{clock};
    std::optional<Identity> identity;
    MakeTransport make = [this](net::HttpsOptions to) {
        ++connections;
        return Result(hub.connect(false, std::move(to.certificate_pem)));
    };
    int connections = 0;
    std::unique_ptr<TlsKeys> keys;
    std::unique_ptr<HubLine> line;
    std::unique_ptr<Renewal> renewal;

    RenewalRig() {
        open();
        REQUIRE(store.device->save_enrolment(hub.enrolment()).ok());
        begin();
    }
    void open() {
        renewal.reset();
        line.reset();
        store.device.reset();
        store.device = store::DeviceStore::open({dir.path(), &faults}, store_key).take();
    }
    void begin() {
        identity = load_identity(*store.device, clock.now()).take();
        keys = std::make_unique<TlsKeys>();
        REQUIRE(keys->load(kept()).ok());
        line = make_line();
        renewal = std::make_unique<Renewal>(
            RenewalParts{sync::HubApi(*line, hub_clock), store, *identity, *keys, hub_clock, random, log});
    }
    /// The program was killed, and starts again.
    void restart() {
        faults.disarm();
        open();
        begin();
    }
    std::unique_ptr<HubLine> make_line() {
        return std::make_unique<HubLine>(HubLineParts{*keys, make,
                                                      [this] { return identity->https(Milliseconds(5'000)); },
                                                      [this]() -> Status {
                                                          const std::lock_guard lock(store.mutex);
                                                          TRY(kept().take_back());
                                                          return keys->load(kept());
                                                      }});
    }
    store::CertificateStore& kept() { return store.device->certificates(); }
    std::string in_use() { return kept().in_use().take().certificate_pem; }
    /// One call of this terminal: whether the hub lets it in.
    bool calls() {
        sync::HubApi api(*line, hub_clock);
        return api.health(wire::HealthReport()).ok();
    }
    bool has_whole_pair() { return crypto::check_pair(kept().in_use().take()).ok(); }
};

}  // namespace dayroom::agent::test
