#include "platform/facility/hub/set_up.h"

#include "platform/base/utf8.h"
#include "platform/facility/admin/facility_setup.h"
#include "platform/facility/hub/first_rules.h"
#include "platform/facility/schema/hub_database.h"

namespace dayroom::facility {
namespace {

constexpr const char* kZones = "/usr/share/zoneinfo";

Status check_wish(const SetUp& wish) {
    const bool named =
        utf8::is_valid(wish.name) && !wish.name.empty() && utf8::length(wish.name) <= wire::kMaxNameCharacters;
    if (!named) return Error(ErrorCode::kInvalid, "--name must have 1 to 120 characters");
    const bool odd =
        wish.time_zone.empty() || wish.time_zone.front() == '/' || wish.time_zone.find("..") != std::string::npos;
    std::error_code ignored;
    if (odd || !std::filesystem::is_regular_file(std::filesystem::path(kZones) / wish.time_zone, ignored)) {
        return Error(ErrorCode::kInvalid, "\"" + wish.time_zone + "\" is no time zone: write one like America/Chicago");
    }
    return {};
}

wire::Facility facility_record(const SetUp& wish) {
    wire::Facility facility;
    facility.set_name(wish.name);
    facility.set_time_zone(wish.time_zone);
    facility.add_languages("en");
    facility.add_languages("es");
    facility.set_resident_word("resident");
    facility.set_staff_phone(wish.staff_phone);
    wire::Policy& policy = *facility.mutable_policy();
    policy.set_idle_warning_s(90);
    policy.set_idle_sign_out_s(120);
    policy.set_session_limit_s(1800);
    policy.set_pin_length_min(4);
    policy.set_pin_length_max(8);
    policy.set_lockout_attempts(5);
    policy.set_lockout_s(900);
    policy.set_message_characters(13'000);
    policy.set_terminal_history_days(365);
    return facility;
}

}  // namespace

Result<std::unique_ptr<Services>> set_up_hub(const HubFiles& files, const SetUp& wish, const Clock& clock,
                                             Random& random) {
    TRY(check_wish(wish));
    TRY(files.create(wish.name, wish.server_names, clock, random));
    const wire::Facility facility = facility_record(wish);
    {
        const Secret key = TRY(files.database_key());
        const auto connection = TRY(open_writer(files.database(), key));
        TRY(create_facility(*connection, FacilityId::make(clock, random), facility, clock, random));
    }
    ServicesOptions options;
    options.needs_root = false;
    auto services = TRY(Services::open(files, clock, random, std::move(options)));
    TRY(services->writer->run(wish.by, [&](Work& work) -> Status {
        TRY(set_facility(work, facility));
        TRY(set_review_rules(work, first_review_rules()));
        for (const std::string& name : wish.units) TRY(put_unit(work, {work.make_id<UnitId>(), name, ""}));
        return work.audit(record::Event::kFacilityCreated, work.facility());
    }));
    return services;
}

Status write_key_request(Services& services) {
    auto named = std::make_shared<std::pair<std::string, std::vector<HubFiles::NamedUnit>>>();
    TRY(services.writer->run(Actor::system(), [named](Work& work) -> Status {
        named->first = TRY(read_facility(work.db())).name();
        for (const HousingUnit& unit : TRY(read_units(work.db()))) named->second.push_back({unit.id, unit.name});
        return {};
    }));
    return services.files.write_request(services.context.facility, named->first, named->second);
}

}  // namespace dayroom::facility
