#include "platform/facility/cli/sample.h"

#include <cstdio>

#include "platform/facility/cli/sample_document.h"
#include "platform/facility/sample/load/loader.h"
#include "platform/facility/schema/hub_database.h"

namespace dayroom::hub {

namespace sample = facility::sample;

namespace {
/// Installed, or in a build folder.
Result<sample::Assets> assets_of(const Environment& environment) {
    const std::filesystem::path share = std::filesystem::path(environment.program_folder) / ".." / "share";
    std::error_code ignored;
    const auto installed = share / "dayroom" / "sample";
    return sample::read_assets(std::filesystem::is_directory(installed, ignored) ? installed : share / "sample");
}
}  // namespace

Status complete_from_sample(const Environment& environment, facility::SetUp& wish) {
    const sample::Assets assets = TRY(assets_of(environment));
    for (const auto& unit : assets.facility.units) wish.units.push_back(unit.name);
    if (wish.staff_phone.empty()) wish.staff_phone = assets.facility.facility.staff_phone();
    return {};
}

Status load_sample(Environment& environment, const facility::HubFiles& files, const facility::SetUp& set_up,
                   const SampleWish& wish) {
    const sample::Assets assets = TRY(assets_of(environment));
    sample::Options options;
    options.seed = wish.seed;
    options.now = environment.clock.now();
    options.residents = wish.residents;
    options.messages = wish.messages;
    options.heavy = wish.heavy;
    sample::SampleFacility made = TRY(sample::generate(assets, options));
    made.texts.facility.set_name(set_up.name);
    made.texts.facility.set_time_zone(set_up.time_zone);
    made.texts.facility.set_staff_phone(set_up.staff_phone);
    const Secret key = TRY(files.database_key());
    const auto connection = TRY(facility::open_writer(files.database(), key));
    const facility::HubIdentity identity = TRY(facility::read_identity(*connection));
    const crypto::SigningKey seal = TRY(files.signing_key());
    facility::BlobFiles blobs(files.blobs(), environment.random);
    auto document = TRY(sample_document(environment));
    const auto report = TRY(sample::load_sample(
        made, {*connection, identity.facility, seal, environment.random, blobs, std::move(document)}));
    TRY(sample::write_resident_sheet(made, files.sample_residents()));
    std::printf("sample: %d residents, %d contacts, %d messages, %d photos, %d requests; numbers and PINs in %s\n",
                report.residents, report.contacts, report.messages, report.photos, report.requests,
                files.sample_residents().c_str());
    return {};
}

}  // namespace dayroom::hub
