// The list of technicians at the hub: only the root's word, only forward, at every terminal.
#include "platform/facility/technicians/technicians.h"

#include <catch2/catch.hpp>

#include "platform/wire/technician.h"
#include "tests/unit/platform/facility/hub_fixture/feed_client.h"

using namespace dayroom;
using namespace dayroom::facility;
using dayroom::test::FeedClient;
using dayroom::test::HubFixture;
using dayroom::test::must;

TEST_CASE_METHOD(HubFixture, "only the root's list of technicians is taken, only a newer one, and terminals have it") {
    SystemRandom system;
    const crypto::SigningKey root = crypto::SigningKey::make(system);
    Technicians technicians;
    const auto list = [&](std::int64_t serial, const crypto::SigningKey& signer) {
        wire::TechnicianRevocations content;
        content.set_facility_id(facility.raw());
        content.set_serial(serial);
        content.add_revoked("12345678");
        return wire::sign_technician_list(content, signer);
    };
    const auto install = [&](const wire::TechnicianList& what) {
        return run([&](Work& work) { return technicians.install(work, what, root.public_key()); });
    };
    CHECK(install(list(5, *seal)).error().code == ErrorCode::kUnauthenticated);
    must(install(list(5, root)));
    CHECK(install(list(5, root)).error().code == ErrorCode::kConflict);
    CHECK(install(list(4, root)).error().code == ErrorCode::kConflict);
    must(install(list(6, root)));

    FeedClient client(*this);
    client.sync();
    std::vector<std::int64_t> serials;
    for (const auto& [name, record] : client.held(Scope::facility(facility))) {
        if (!record.has_technician_list()) continue;
        serials.push_back(
            must(wire::verify_technician_list(record.technician_list(), root.public_key(), facility)).serial());
    }
    CHECK(serials == std::vector<std::int64_t>{6});
}
