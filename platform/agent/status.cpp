#include "platform/agent/status.h"

#include <algorithm>

#include "platform/agent/answers.h"

namespace dayroom::agent {
namespace {

constexpr int kIdleWarning = 90, kIdleSignOut = 120, kSessionWarning = 120, kPinLengthMin = 4,
              kPinLengthMax = 8;  // until a policy came; ui and domain say why

int or_default(int value, int fallback) { return value > 0 ? value : fallback; }

void fill_policy(local::Status& status, const wire::Policy& policy) {
    status.set_idle_warning_s(or_default(policy.idle_warning_s(), kIdleWarning));
    status.set_idle_sign_out_s(or_default(policy.idle_sign_out_s(), kIdleSignOut));
    status.set_session_limit_s(policy.session_limit_s());
    status.set_sessions_per_day(policy.sessions_per_day());
    status.set_session_wait_s(policy.session_wait_s());
    status.set_quick_look_s(policy.quick_look_s());
    status.set_session_warning_s(or_default(policy.session_warning_s(), kSessionWarning));
    status.set_next_session_limit_s(policy.session_limit_s());
    status.set_pin_length_min(or_default(policy.pin_length_min(), kPinLengthMin));
    status.set_pin_length_max(or_default(policy.pin_length_max(), kPinLengthMax));
}

Status fill_from_store(local::Status& status, store::DeviceStore& device, Timestamp now) {
    if (const auto facility = TRY(device.facility())) {
        status.set_facility_name(facility->name());
        status.set_time_zone(facility->time_zone());
        for (const auto& language : facility->languages()) status.add_languages(language);
        status.set_resident_word(facility->resident_word());
        status.set_staff_phone(facility->staff_phone());
        fill_policy(status, facility->policy());
    }
    status.set_policy_version(TRY(device.policy().version()));
    if (const auto unit = TRY(device.unit())) {
        status.set_unit_name(unit->name());
        status.set_nearest_working(unit->nearest_working());
    }
    if (const auto state = TRY(device.device_state())) status.set_device_name(state->name());
    for (const auto& notice : TRY(device.notices(now, true))) *status.add_public_notices() = notice_of(notice);
    status.set_public_documents(!TRY(device.documents(true)).empty());
    return {};
}

/// What is wrong with the terminal itself; a certificate that is over keeps it from the hub for good.
std::string fault_of(const Condition& condition) {
    if (!condition.fault.empty() || condition.revoked) return condition.fault;
    if (condition.expired) return "certificate_expired";
    return condition.clock_lost ? "clock" : "";
}

local::Status::Device state_of(const Condition& condition) {
    if (!fault_of(condition).empty()) return local::Status::FAULT;
    if (!condition.enrolled) return local::Status::NOT_ENROLLED;
    if (condition.revoked) return local::Status::REVOKED;
    return condition.updating ? local::Status::UPDATING : local::Status::ACTIVE;
}

}  // namespace

Result<local::Status> make_status(store::DeviceStore* device, const Condition& condition, Timestamp now) {
    local::Status status;
    fill_policy(status, {});
    if (device != nullptr) TRY(fill_from_store(status, *device, now));
    status.set_device(state_of(condition));
    status.set_fault(fault_of(condition));
    status.set_online(condition.online);
    status.set_last_contact_ms(condition.last_contact.ms());
    status.set_now_ms(now.ms());
    status.set_first_sync_done(condition.first_sync_done);
    return status;
}

bool same_to_the_eye(local::Status left, local::Status right) {
    for (auto* status : {&left, &right}) {
        status->clear_now_ms();
        status->clear_last_contact_ms();
    }
    return left.SerializeAsString() == right.SerializeAsString();
}

}  // namespace dayroom::agent
