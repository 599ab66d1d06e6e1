// One end of the way that an account takes from facility to facility: a hub, its root key, and whoever sends and takes
// in packages there.
#pragma once

#include <nlohmann/json.hpp>

#include "platform/facility/packages/package_transfers.h"
#include "platform/wire/seal.h"
#include "tests/unit/platform/facility/hub_fixture/hub_fixture.h"

namespace dayroom::test {

struct FacilityEnd {
    HubFixture& hub;
    facility::Residents residents{hub.ledger};
    facility::Leaving leaving{residents, hub.transfers, hub.requests, hub.messages, hub.ledger};
    facility::PayOuts pay_outs{hub.ledger, hub.obligations};
    facility::PackageTransfers packages{hub.ledger, hub.obligations, residents, leaving, pay_outs};
    crypto::SigningKey root = crypto::SigningKey::make(hub.random);

    explicit FacilityEnd(HubFixture& at) : hub(at) {}
    wire::KeyCertificate certificate() {
        wire::KeyStatement statement;
        statement.set_facility_id(hub.facility.raw());
        statement.set_purpose(wire::KeyStatement::HUB);
        statement.set_signing_key(hub.seal->public_key().raw());
        statement.set_box_key(hub.box->public_key().raw());
        statement.set_not_before_ms(hub.clock.now().ms() - 1'000);
        statement.set_not_after_ms(hub.clock.now().ms() + 86'400'000);
        return wire::certify_key(statement, root);
    }
    std::string root_file() {
        return nlohmann::json{{"format", "dayroom-hub-key-certificate-1"},
                              {"root_key", to_hex(root.public_key().bytes())},
                              {"certificate", to_base64url(as_bytes(certificate().SerializeAsString()))}}
            .dump();
    }
    void pin(FacilityEnd& other) {
        const facility::FacilityRoot theirs =
            must(facility::read_root_file(other.root_file(), "Other County", hub.clock.now()));
        must(hub.run([&](facility::Work& work) { return facility::pin_root(work, theirs); }));
    }
    Result<std::string> send(const ResidentId& resident, const FacilityId& to) {
        return hub.writer->make(facility::Actor::system(), [&](facility::Work& work) {
            return packages.send(work, resident, to, {*hub.seal, certificate()});
        });
    }
    Result<std::string> send(const Person& person, const FacilityId& to) { return send(person.id, to); }
    Result<facility::TakenPackage> take(const std::string& file, const std::string& number = "N77") {
        return hub.writer->make(facility::Actor::system(),
                                [&](facility::Work& work) { return packages.take(work, file, hub.unit, number); });
    }
    void leave(const ResidentId& resident) {
        must(hub.run([&](facility::Work& work) { return leaving.begin(work, resident); }));
        bool ended = false;
        while (!ended) {
            must(hub.run([&](facility::Work& work) -> Status {
                ended = TRY(leaving.go_on(work, resident));
                return {};
            }));
        }
    }
    void leave(const Person& person) { leave(person.id); }
};

}  // namespace dayroom::test
