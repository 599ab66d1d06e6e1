// A hub with two terminals, one in each unit, and a facility root that signs policies for it.
#pragma once

#include "platform/facility/policy/policies.h"
#include "tests/unit/platform/facility/hub_fixture/feed_client.h"
#include "tests/unit/platform/wire/policy_sample.h"

namespace dayroom::test {

class PolicyRig : public HubFixture {
public:
    PolicyRig() : root(crypto::SigningKey::make(random)), second(id<DeviceId>()) {
        must(run([&](facility::Work& work) -> Status {
            TRY(work.db().run("UPDATE device SET enrolled_ms = $1", work.now()));
            return work.db().run(
                "INSERT INTO device (id, name, unit, kind, signing_key, box_key, certificate_sha256, "
                "certificate_issued_ms, certificate_not_after_ms, enrolled_ms) VALUES ($1, 'B-West kiosk 1', $2, "
                "'kiosk', $3, $4, $5, 1, 1, $6)",
                second, other_unit, crypto::SigningKey::make(writer_random).public_key().bytes(),
                box->public_key().bytes(), crypto::blake2b(second.bytes()), work.now());
        }));
        report(device, 0);
        report(second, 0);
    }
    wire::PolicyBundle policy(std::int64_t version) { return wire::sample::policy_bundle(facility, version, unit); }
    wire::RootSigned sign(const wire::PolicyBundle& bundle) { return must(wire::sign_policy(bundle, root)); }
    Result<std::int64_t> stage(const wire::RootSigned& bundle, std::vector<DeviceId> canaries = {}) {
        return writer->make(facility::Actor::system(), [&](facility::Work& work) {
            return policies.stage(work, bundle, root.public_key(), {std::move(canaries)});
        });
    }
    Result<std::int64_t> stage(std::int64_t version, std::vector<DeviceId> canaries = {}) {
        return stage(sign(policy(version)), std::move(canaries));
    }
    Status promote(bool anyway = false) {
        return run([&](facility::Work& work) { return policies.promote(work, anyway); });
    }
    Status halt() {
        return run([&](facility::Work& work) { return policies.halt(work, "staff"); });
    }
    std::optional<std::string> watch() {
        return must(
            writer->make(facility::Actor::system(), [&](facility::Work& work) { return policies.watch(work); }));
    }
    /// A health report of now.
    void report(const DeviceId& who, std::int64_t policy_version, int fault_count = 0, const std::string& image = {},
                const std::string& image_state = {}) {
        wire::HealthReport health;
        health.set_image_version(image);
        health.set_image_state(image_state);
        health.set_version("1.0");
        health.set_clock_ms(clock.now().ms());
        health.set_policy_version(policy_version);
        health.set_faults(fault_count);
        must(run([&](facility::Work& work) -> Status {
            TRY(devices.report(work, who, health));
            return {};
        }));
    }
    std::optional<facility::StoredPolicy> in_state(facility::PolicyState state) {
        return must(policies.find(*reader, state));
    }
    std::int64_t live() {
        const auto found = in_state(facility::PolicyState::kLive);
        return found ? found->version : 0;
    }
    /// The version that the feed has `terminal` run: what it tries out, else what is in force.
    std::int64_t fed(FeedClient& terminal, const DeviceId& who) {
        terminal.sync();
        std::int64_t version = 0;
        for (const auto& scope : {facility::Scope::facility(facility), facility::Scope::device(who)})
            for (const auto& [key_of, record] : terminal.held(scope))
                if (record.has_policy_release())
                    version = must(wire::open_policy(record.policy_release().bundle(), root.public_key(), facility))
                                  .version();
        return version;
    }

    crypto::SigningKey root;
    DeviceId second;
    facility::Devices devices;
    facility::Schedules schedules;
    TempDir image_folder;
    facility::ImageFiles images{image_folder / "images"};
    facility::Policies policies{prices, forms, schedules, images};
};

}  // namespace dayroom::test
