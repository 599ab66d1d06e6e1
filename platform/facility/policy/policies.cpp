#include "platform/facility/policy/policies.h"

#include <algorithm>

namespace dayroom::facility {
namespace {

std::int64_t alarm_bit(DeviceAlarm alarm) { return std::int64_t{1} << static_cast<int>(alarm); }

std::int64_t bits_of(const std::vector<DeviceAlarm>& alarms) {
    std::int64_t bits = 0;
    for (const DeviceAlarm alarm : alarms)
        if (speaks_of_policy(alarm)) bits |= alarm_bit(alarm);
    return bits;
}

Error nothing_staged() { return Error(ErrorCode::kNotFound, "no policy is being tried out", "policy_none"); }

struct Canary {
    DeviceId device;
    std::int64_t alarms_before = 0;
};

Result<std::vector<Canary>> canaries_of(database::Connection& connection, std::int64_t version) {
    std::vector<Canary> found;
    TRY(connection.each(
        "SELECT device, alarms_before FROM policy_canary WHERE version = $1 ORDER BY device",
        [&](const database::Row& row) {
            found.push_back({row.id<DeviceId>(0), row.integer(1)});
        },
        version));
    return found;
}

constexpr const char* kColumns =
    "SELECT version, state, bundle, staged_ms, watch_until_ms, live_ms, ended_ms, halted_why FROM policy_bundle ";

Result<StoredPolicy> read_policy(const database::Row& row) {
    wire::RootSigned envelope;
    const ByteView bytes = row.bytes(2);
    if (!envelope.ParseFromArray(bytes.data(), static_cast<int>(bytes.size())))
        return Error(ErrorCode::kCorrupt, "a stored policy cannot be read");
    StoredPolicy policy;
    policy.version = row.integer(0);
    policy.state = static_cast<PolicyState>(row.small(1));
    const wire::PolicyBundle said = TRY(wire::parse_policy(as_bytes(envelope.payload())));
    policy.note = said.note();
    policy.image = said.image().version();
    policy.staged = row.time(3);
    policy.watch_until = row.time(4);
    policy.live = row.time(5);
    policy.ended = row.time(6);
    policy.halted_why = row.string(7);
    return policy;
}

}  // namespace

std::string_view name_of(PolicyState state) {
    switch (state) {
        case PolicyState::kStaged:
            return "staged";
        case PolicyState::kLive:
            return "live";
        case PolicyState::kHalted:
            return "halted";
        case PolicyState::kReplaced:
            return "replaced";
    }
    return "";
}

bool speaks_of_policy(DeviceAlarm alarm) {
    return alarm == DeviceAlarm::kSilent || alarm == DeviceAlarm::kClock || alarm == DeviceAlarm::kOutbox ||
           alarm == DeviceAlarm::kFaults || alarm == DeviceAlarm::kImage;
}

Result<std::int64_t> Policies::stage(Work& work, const wire::RootSigned& bundle, const crypto::SigningPublic& root,
                                     const Wish& wish) {
    const wire::PolicyBundle policy = TRY(wire::open_policy(bundle, root, work.facility()));
    const auto newest = TRY(work.db().number("SELECT coalesce(max(version), 0) FROM policy_bundle"));
    if (policy.version() <= newest)
        return Error(ErrorCode::kConflict,
                     "version " + std::to_string(policy.version()) + " is not above " + std::to_string(newest) +
                         ", which was here: give the policy a higher version and sign it again",
                     "policy_older");
    if (wish.canaries.size() > static_cast<std::size_t>(kMaxCanaries))
        return Error(ErrorCode::kTooLarge, "more than " + std::to_string(kMaxCanaries) + " terminals to try it out");
    if (policy.has_image()) TRY(images_.check(policy.image()));
    TRY(application_.rehearse(work, policy));
    if (const auto before = TRY(find(work.db(), PolicyState::kStaged)))
        TRY(end_trial(work, before->version, PolicyState::kReplaced, ""));
    TRY(
        work.db().run("INSERT INTO policy_bundle (version, state, bundle, staged_ms, watch_until_ms) VALUES ($1, 1, "
                      "$2, $3, $4)",
                      policy.version(), database::blob(bundle.SerializeAsString()), work.now(),
                      work.now() + std::clamp(wish.watch, Milliseconds(0), kLongestWatch)));
    Devices registry;
    const auto devices = TRY(registry.list(work.db()));
    const Fleet fleet = look_at_fleet(devices, work.now());
    for (std::size_t at = 0; at < devices.size(); ++at) {
        const bool chosen =
            std::find(wish.canaries.begin(), wish.canaries.end(), devices[at].id) != wish.canaries.end();
        if (!chosen || devices[at].revoked) continue;
        TRY(work.db().run("INSERT INTO policy_canary (version, device, alarms_before) VALUES ($1, $2, $3)",
                          policy.version(), devices[at].id, bits_of(fleet.alarms[at])));
    }
    TRY(tell_canaries(work, policy.version()));
    TRY(work.audit(record::Event::kPolicyStaged, work.facility(), std::to_string(policy.version())));
    return policy.version();
}

Status Policies::promote(Work& work, bool anyway) {
    const auto staged = TRY(find(work.db(), PolicyState::kStaged));
    if (!staged) return nothing_staged();
    const auto waiting = TRY(work.db().number(
        "SELECT count(*) FROM policy_canary JOIN device ON device.id = policy_canary.device LEFT JOIN device_health ON "
        "device_health.device = device.id WHERE policy_canary.version = $1 AND device.state = 1 AND "
        "(coalesce(device_health.policy_version, 0) <> $1 OR ($2 <> '' AND coalesce(device_health.image_version, '') "
        "NOT IN ('', $2)))",
        staged->version, staged->image));
    if (waiting > 0 && !anyway)
        return Error(ErrorCode::kConflict,
                     std::to_string(waiting) + " of the terminals that try it out do not report it yet",
                     "policy_not_seen");
    const wire::RootSigned envelope = TRY(bundle(work.db(), staged->version));
    TRY(work.db().run("UPDATE policy_bundle SET state = 4, ended_ms = $1 WHERE state = 2", work.now()));
    TRY(work.db().run("UPDATE policy_bundle SET state = 2, live_ms = $1 WHERE version = $2", work.now(),
                      staged->version));
    TRY(application_.apply(work, TRY(wire::parse_policy(as_bytes(envelope.payload())))));
    work.touch(Scope::facility(work.facility()), RecordKind::kPolicy, fifth_companion_of(work.facility()));
    TRY(tell_canaries(work, staged->version));
    return work.audit(record::Event::kPolicyPromoted, work.facility(), std::to_string(staged->version));
}

Status Policies::halt(Work& work, std::string_view why) {
    const auto staged = TRY(find(work.db(), PolicyState::kStaged));
    if (!staged) return nothing_staged();
    TRY(end_trial(work, staged->version, PolicyState::kHalted, why));
    return work.audit(record::Event::kPolicyHalted, work.facility(),
                      std::to_string(staged->version) + " " + std::string(why));
}

Result<std::optional<std::string>> Policies::watch(Work& work) {
    std::optional<std::string> said;
    const auto staged = TRY(find(work.db(), PolicyState::kStaged));
    if (!staged || staged->canaries.empty() || work.now() >= staged->watch_until) return said;
    const auto canaries = TRY(canaries_of(work.db(), staged->version));
    Devices registry;
    const auto devices = TRY(registry.list(work.db()));
    const Fleet fleet = look_at_fleet(devices, work.now());
    for (std::size_t at = 0; at < devices.size() && !said; ++at) {
        const auto canary = std::find_if(canaries.begin(), canaries.end(),
                                         [&](const Canary& each) { return each.device == devices[at].id; });
        if (canary == canaries.end()) continue;
        for (const DeviceAlarm alarm : fleet.alarms[at]) {
            if (said || !speaks_of_policy(alarm) || (canary->alarms_before & alarm_bit(alarm)) != 0) continue;
            TRY(halt(work, name_of(alarm)));
            said = "policy " + std::to_string(staged->version) + " was halted: \"" + devices[at].name +
                   "\", which tries it out, says " + std::string(name_of(alarm));
        }
    }
    return said;
}

Result<std::vector<StoredPolicy>> Policies::list(database::Connection& connection, int limit) {
    std::vector<StoredPolicy> all;
    TRY(connection.each(
        std::string(kColumns) + "ORDER BY version DESC LIMIT $1",
        [&](const database::Row& row) -> Status {
            all.push_back(TRY(read_policy(row)));
            return {};
        },
        limit));
    for (StoredPolicy& policy : all)
        for (const Canary& canary : TRY(canaries_of(connection, policy.version)))
            policy.canaries.push_back(canary.device);
    return all;
}

Result<std::optional<StoredPolicy>> Policies::find(database::Connection& connection, PolicyState state) {
    std::optional<StoredPolicy> found;
    TRY(connection.each(
        std::string(kColumns) + "WHERE state = $1 ORDER BY version DESC LIMIT 1",
        [&](const database::Row& row) -> Status {
            found = TRY(read_policy(row));
            return {};
        },
        static_cast<int>(state)));
    if (!found) return found;
    for (const Canary& canary : TRY(canaries_of(connection, found->version))) found->canaries.push_back(canary.device);
    return found;
}

Result<wire::RootSigned> Policies::bundle(database::Connection& connection, std::int64_t version) {
    std::optional<wire::RootSigned> found;
    TRY(connection.each(
        "SELECT bundle FROM policy_bundle WHERE version = $1",
        [&](const database::Row& row) -> Status {
            const ByteView bytes = row.bytes(0);
            if (found.emplace().ParseFromArray(bytes.data(), static_cast<int>(bytes.size()))) return {};
            return Error(ErrorCode::kCorrupt, "a stored policy cannot be read");
        },
        version));
    if (!found) return Error(ErrorCode::kNotFound, "there is no policy of version " + std::to_string(version));
    return std::move(*found);
}

Status Policies::end_trial(Work& work, std::int64_t version, PolicyState state, std::string_view why) {
    TRY(work.db().run("UPDATE policy_bundle SET state = $1, ended_ms = $2, halted_why = $3 WHERE version = $4",
                      static_cast<int>(state), work.now(), why, version));
    return tell_canaries(work, version);
}

/// The feed looks at what each is to run, or that it is no longer to try anything out.
Status Policies::tell_canaries(Work& work, std::int64_t version) {
    for (const Canary& canary : TRY(canaries_of(work.db(), version)))
        work.touch(Scope::device(canary.device), RecordKind::kPolicyTrial, companion_of(canary.device));
    return {};
}

Result<std::vector<DeviceId>> find_canaries(const std::vector<ListedDevice>& devices,
                                            const std::vector<std::string>& names) {
    std::vector<DeviceId> found;
    for (const std::string& name : names) {
        bool any = false;
        for (const ListedDevice& device : devices) {
            if (device.revoked || (device.unit_name != name && device.name != name && device.id.to_string() != name))
                continue;
            any = true;
            if (std::find(found.begin(), found.end(), device.id) == found.end()) found.push_back(device.id);
        }
        if (!any)
            return Error(ErrorCode::kNotFound,
                         "no terminal in use and no housing unit with one is called \"" + name + "\"",
                         "canary_unknown");
    }
    return found;
}

}  // namespace dayroom::facility
