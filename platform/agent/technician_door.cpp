#include "platform/agent/technician_door.h"

#include "platform/device/media.h"

namespace dayroom::agent {
namespace {

constexpr Milliseconds kSameFault{10LL * 60 * 1000};

rules::Lockout lockout_of(const local::KeptService& kept) {
    return {kept.failures(), kept.locks(), Timestamp::from_ms(kept.locked_until_ms())};
}

void put_lockout(local::KeptService& kept, const rules::Lockout& lockout) {
    kept.set_failures(lockout.failures);
    kept.set_locks(lockout.locks);
    kept.set_locked_until_ms(lockout.locked_until.ms());
}

}  // namespace

Result<TechnicianTrust> technician_trust(store::DeviceStore& device, const Identity& identity, Timestamp now) {
    TechnicianTrust trust{identity.root_key, identity.context.facility, std::nullopt, now};
    wire::TechnicianList kept;
    if (kept.ParseFromString(TRY(device.kept_technician_list()))) {
        auto list = wire::verify_technician_list(kept, trust.root, trust.facility);
        if (list.ok()) trust.list = list.take();
    }
    for (const auto& said : TRY(device.technician_lists())) {
        auto list = wire::verify_technician_list(said, trust.root, trust.facility);
        if (!list.ok() || (trust.list && list->serial() <= trust.list->serial())) continue;
        TRY(device.keep_technician_list(said.SerializeAsString()));
        trust.list = list.take();
    }
    return trust;
}

StickLook look_at_stick(const std::filesystem::path& media, const TechnicianTrust& trust) {
    StickLook look;
    look.refusal_code = "technician_none";
    auto found = device::find_on_stick(media, wire::kTechnicianFileName, wire::kMaxTechnicianFileBytes);
    if (!found.ok() || !*found) return look;
    auto file = wire::parse_technician_file((*found)->content);
    if (!file.ok()) return look;
    look.stick = (*found)->stick;
    look.file = file.take();
    auto statement = wire::verify_technician(*look.file, trust.root, trust.facility, trust.list, trust.now);
    look.refusal_code = statement.ok() ? "" : statement.error().text_key;
    if (statement.ok()) look.statement = statement.take();
    return look;
}

Result<local::KeptService> kept_service(store::DeviceStore& device) {
    local::KeptService kept;
    if (!kept.ParseFromString(TRY(device.kept_service()))) kept.Clear();
    return kept;
}

Status keep_service(store::DeviceStore& device, const local::KeptService& kept) {
    return device.keep_service(kept.SerializeAsString());
}

Status begin_try(store::DeviceStore& device, Timestamp now) {
    auto kept = TRY(kept_service(device));
    const auto lockout = lockout_of(kept);
    if (rules::is_locked(lockout, now)) return Error(ErrorCode::kLocked, "too many tries", "technician_locked");
    put_lockout(kept, rules::after_failure(lockout, kTechnicianLockout, now));
    return keep_service(device, kept);
}

Status forget_tries(store::DeviceStore& device) {
    auto kept = TRY(kept_service(device));
    put_lockout(kept, {});
    return keep_service(device, kept);
}

Status keep_fault(store::DeviceStore& device, const std::string& code, Timestamp now) {
    auto kept = TRY(kept_service(device));
    const int count = kept.faults_size();
    if (count > 0) {
        const auto& last = kept.faults(count - 1);
        if (last.code() == code && now - Timestamp::from_ms(last.at_ms()) < kSameFault) return {};
    }
    if (count >= kMostKeptFaults) kept.mutable_faults()->DeleteSubrange(0, count - kMostKeptFaults + 1);
    auto& added = *kept.add_faults();
    added.set_at_ms(now.ms());
    added.set_code(code);
    return keep_service(device, kept);
}

bool is_service_query(local::ToAgent::QueryCase query) {
    switch (query) {
        case local::ToAgent::kGetDoor:
        case local::ToAgent::kEnterDiagnostics:
        case local::ToAgent::kLeaveDiagnostics:
        case local::ToAgent::kRunTest:
        case local::ToAgent::kKeepResult:
        case local::ToAgent::kGetReadiness:
        case local::ToAgent::kSaveReadiness:
        case local::ToAgent::kSaveBundle:
            return true;
        default:
            return false;
    }
}

bool allowed_in_diagnostics(local::ToAgent::QueryCase query) {
    return is_service_query(query) || query == local::ToAgent::kGetStatus || query == local::ToAgent::kTouch ||
           query == local::ToAgent::kSignOut || query == local::ToAgent::kGetPrea;
}

}  // namespace dayroom::agent
