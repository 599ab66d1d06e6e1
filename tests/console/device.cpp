// Terminals as they stand in a hub after their enrolment: for tests of the console, which have none.
//   console-device DATA NAME DAYS [NEXT-DAYS [MAKER]]      its certificate ends in DAYS; another one, for NEXT-DAYS, is
//   given and not used (0: none); its TPM is one of MAKER
#include <cstdio>
#include <cstdlib>
#include <string>

#include "platform/facility/cli/cli.h"
#include "platform/facility/services/services.h"

using namespace dayroom;

namespace {

facility::DeviceCertificate certificate_for(hub::Environment& environment, Timestamp now, std::int64_t days) {
    facility::DeviceCertificate made;
    environment.random.fill(made.sha256);
    made.issued = now;
    made.not_after = now + std::chrono::hours(24 * days);
    return made;
}

Status add_device(hub::Environment& environment, const std::string& data, const std::string& name, std::int64_t days,
                  std::int64_t next_days, const std::string& maker) {
    const auto services = TRY(hub::open_services(environment, data));
    return services->writer->run(facility::Actor::system(), [&](facility::Work& work) -> Status {
        facility::Device device;
        device.id = work.make_id<DeviceId>();
        device.name = name;
        device.unit = TRY(work.db().first("SELECT id FROM housing_unit ORDER BY name LIMIT 1", [](const auto& row) {
                          return row.template id<UnitId>(0);
                      })).value();
        device.kind = "kiosk";
        device.serial = "S-" + name;
        device.signing_key = crypto::SigningKey::make(environment.random).public_key();
        device.box_key = crypto::BoxKey::make(environment.random).public_key();
        device.certificate = certificate_for(environment, work.now(), days);
        attestation::Finding finding;
        if (!maker.empty()) finding = {attestation::Level::kMaker, "images_not_set", maker};
        TRY(services->devices.enroll(work, device, work.make_id<TokenId>(), finding));
        if (next_days == 0) return {};
        const auto next = certificate_for(environment, work.now(), next_days);
        return work.db().run(
            "UPDATE device SET next_certificate_sha256 = $2, next_certificate_issued_ms = $3, "
            "next_certificate_not_after_ms = $4, next_certificate_pem = 'given' WHERE id = $1",
            device.id, next.sha256, next.issued, next.not_after);
    });
}

}  // namespace

int main(int argc, char** argv) {
    if (argc < 4 || argc > 6) return 2;
    hub::Environment environment;
    const std::int64_t next = argc >= 5 ? std::atoll(argv[4]) : 0;
    const Status done = add_device(environment, argv[1], argv[2], std::atoll(argv[3]), next, argc == 6 ? argv[5] : "");
    if (!done.ok()) std::fprintf(stderr, "console-device: %s\n", done.error().detail.c_str());
    return done.ok() ? 0 : 1;
}
